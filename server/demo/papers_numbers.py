"""Series, notations, and the numbers that other offices give their papers."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from server.demo.content_theme import Line, Theme
from server.demo.places import AGENCY, UNIT, Agency
from workflows.kinds import kind, series_of

YEARLY = {"tinh": (18_500, 4_450), "department": (5_200, 380), "neighbour": (960, 150)}
"""How many công văn, and how many of any other type, such an office sends in a year."""


def series(doc_type: str) -> str:
    """Which series a type is numbered in: QĐ, NQ, GM their own, the rest together (NUM-04)."""
    return series_of(kind(doc_type))


def outgoing_notation(kind: str, field: str) -> str:
    """`QĐ-UBND`; a công văn ends with its unit or field: `UBND-VHTT` (Annex I, II.3b)."""
    return f"UBND-{field}" if kind == "CV" else f"{kind}-UBND"


def district_notation(kind: str, theme: Theme) -> str:
    return outgoing_notation(kind, UNIT[theme.unit].abbreviation)


def issuer_of(theme: Theme, line: Line) -> Agency:
    """`so` is the theme's own department; any other word is an agency's code."""
    return AGENCY[theme.department if line.who == "so" else line.who]


def outside_notation(theme: Theme, line: Line) -> str:
    """The notation as that office writes it; the Party's stands after the type (`15-CV/HU`)."""
    issuer = issuer_of(theme, line)
    if issuer.code == "huyenuy":
        return "HU"
    if line.kind != "CV":
        return f"{line.kind}-{issuer.abbreviation}"
    field = theme.fields[1] if issuer.code == "tinh" else issuer.field
    own = theme.fields[0] if line.who == "so" else field
    return f"{issuer.abbreviation}-{own}"


def outside_number(issuer: Agency, kind: str, number: int) -> str:
    """`07`, `1829`; the Party's number carries the type: `15-CV`."""
    return f"{number:02d}-{kind}" if issuer.code == "huyenuy" else f"{number:02d}"


class Numbered(NamedTuple):
    """What is numbered: who issues it, in which of his series, when."""

    issuer: str
    kind: str
    issued_on: date


def _rate(sort: Numbered) -> int:
    agency = AGENCY[sort.issuer]
    size = "tinh" if agency.code == "tinh" else "department"
    letters, others = YEARLY[size if agency.level == "tinh" else "neighbour"]
    return (letters if sort.kind == "CV" else others) * _busy(agency.code) // 100


def _busy(code: str) -> int:
    """Percent of what such an office sends: no two of them have the same number on one day."""
    return 60 + list(AGENCY).index(code) * 37 % 80


def numbers(sorts: Iterable[Numbered]) -> list[int]:
    """Numbers that grow with the date in each issuer's series, anew each year (NUM-01, 08)."""
    last: dict[tuple[str, str, int], int] = {}
    found: dict[int, int] = {}
    for place, sort in sorted(enumerate(sorts), key=lambda pair: (pair[1].issued_on, pair[0])):
        key = (sort.issuer, sort.kind, sort.issued_on.year)
        due = _rate(sort) * sort.issued_on.timetuple().tm_yday // 365
        last[key] = max(last.get(key, 0) + 1, due)
        found[place] = last[key]
    return [found[place] for place in range(len(found))]
