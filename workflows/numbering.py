"""Number and notation of a document (số, ký hiệu): how they are put together and read apart."""

import re
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from workflows.kinds import Kind

_CODE = re.compile(r"(?:Số\s*:?\s*)?(?P<number>[^/]*?)\s*/\s*(?P<notation>.*)", re.DOTALL)
_LOOSE = re.compile(r"\s*([-/])\s*")


def printed_number(number: int) -> str:
    """Numbers below ten are printed with a leading zero: 01, 09, 10, 100 (NUM-03)."""
    return f"{number:02d}"


def notation(kind: Kind, agency_abbr: str, unit_abbr: str) -> str:
    """`QĐ-UBND` for a named type; `UBND-VHTT` for one without abbreviation (Annex I, II.3b)."""
    groups = (kind.abbreviation, agency_abbr) if kind.abbreviation else (agency_abbr, unit_abbr)
    return "-".join(group for group in groups if group)


def code(number: int, notation: str) -> str:
    """`05/BC-UBND`: a slash and no spaces (FMT-14)."""
    return f"{printed_number(number)}/{notation}"


def as_written(number: str | None, notation: str | None) -> str:
    """`1829/QĐ-UBND` of the two parts that `split` makes; one alone where the other is none, and
    nothing for a draft, which has neither yet."""
    return "/".join(part for part in (number, notation) if part)


def split(code: str) -> tuple[str, str]:
    """Number and notation of a code as others write it: `1829 /QĐ-UBND`, `05/2025/QĐ-UBND`.

    Case is kept (QyĐ, CTr). What has no slash is a number if it has a digit in front, else a
    notation; nothing is refused, because an incoming code is the sender's (IN-03).
    """
    text = code.strip()
    found = _CODE.fullmatch(text)
    if found:
        return found["number"], _LOOSE.sub(r"\1", found["notation"].strip())
    return (text, "") if text[:1].isdigit() else ("", text)


def year_of(day: date) -> int:
    """The year whose series a number of this day belongs to; it begins anew in January (NUM-01)."""
    return day.year


def in_order(book: Iterable[tuple[int, date]]) -> bool:
    """Whether a series, in the order of its numbers, has no gap from 1 and no date going back."""
    rows = sorted(book)
    return [number for number, _ in rows] == list(range(1, len(rows) + 1)) and all(
        earlier[1] <= later[1] for earlier, later in pairwise(rows)
    )
