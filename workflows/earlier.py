"""Văn bản chuyển từ hệ thống cũ: history of an agency that another system kept (DOMAIN §4.3, §5.4).

Such a document went through no law of ours. It is taken over as it stood, with its number and its
year, and lies on nobody's desk; what was not finished there comes in here anew (IN-T02).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from workflows.law import NOWHERE, Act, Paper, Reads, Refused, Role, Transition, Workflow


class Earlier(StrEnum):
    """Where a document of an older system stands: it is kept, and that is all."""

    TAKEN_OVER = "TAKEN_OVER"


class Direction(StrEnum):
    """Which register of the older system it stood in."""

    IN = "in"
    OUT = "out"


# fmt: off
EARLIER: Workflow[Paper, Act] = Workflow("earlier", (
    Transition("§4.3", "take_over", NOWHERE, Earlier.TAKEN_OVER, {Role.CLERK}),
), waits=(), reads=(
    Reads("take_over", "clerks"),
    Reads("take_over", "auditors"),
    Reads("take_over", "head_of_agency"),
    Reads("take_over", "office_chief"),
    Reads("take_over", "unit_head"),
    Reads("take_over", "handler"),
), final=frozenset({Earlier.TAKEN_OVER}))
# fmt: on


@dataclass(frozen=True, slots=True)
class Taking:
    """What is brought along when a document is taken over."""

    reason: str = ""


DONE_WORDS = frozenset(
    (
        "", "xong", "da xong", "hoan thanh", "da hoan thanh", "da giai quyet", "da xu ly",
        "da xu ly xong", "ket thuc", "da ket thuc", "da ban hanh", "da phat hanh", "da gui",
        "luu", "da luu", "luu ho so", "de biet", "x",
    )
)  # fmt: skip
OPEN_WORDS = frozenset(
    (
        "chua xong", "dang xu ly", "cho xu ly", "chua xu ly", "dang giai quyet",
        "chua giai quyet", "qua han", "moi", "cho giai quyet", "chua hoan thanh",
    )
)  # fmt: skip
"""How older systems say that nothing, or something, is owed on a document, without marks."""


def is_finished(folded: str) -> bool | None:
    """Whether nothing is owed any more; None where the word says neither."""
    if folded in DONE_WORDS:
        return True
    return False if folded in OPEN_WORDS else None


_NUMBER = re.compile(r"0*(\d{1,9})\s?([^\W\d_]?)")


def place_of(number: str) -> int | None:
    """A number's place in its register; `12a` stands with 12 (older books have such)."""
    found = _NUMBER.fullmatch(number.strip())
    return int(found[1]) if found else None


def refuse_going_on(*, is_this_year: bool, books: int, compared: bool) -> None:
    """Numbers run on through a year, from one system into the next (articles 15.1, 22.2): of the
    year that runs, and of books that have given none here; the clerk has compared them."""
    if not is_this_year:
        raise Refused("old_book_is_of_another_year")
    if not books:
        raise Refused("nothing_goes_on")
    if not compared:
        raise Refused("old_book_not_compared", "compared")


def gaps(places: Iterable[int]) -> list[int]:
    """The numbers that a book of the older system lacks: told, never filled (NUM-09)."""
    there = set(places)
    return sorted(set(range(1, max(there))) - there) if there else []


def doubles(keys: Mapping[int, str]) -> dict[int, int]:
    """Lines that say what an earlier line says already: line → the first one that said it."""
    first: dict[str, int] = {}
    for line, key in keys.items():
        first.setdefault(key, line)
    return {line: first[key] for line, key in keys.items() if key and first[key] != line}
