"""Văn bản chuyển từ hệ thống cũ: history of an agency that another system kept (DOMAIN §4.3, §5.4).

Such a document went through no law of ours. It is taken over as it stood, with its number and its
year, and lies on nobody's desk; what was not finished there comes in here anew (IN-T02). What turns
out to bear a mark of secrecy is shut away, given back or destroyed as what arrived is (§3.5).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from workflows.incoming import QUARTER_HOUR
from workflows.law import (
    NOWHERE,
    Paper,
    Reads,
    Refused,
    Role,
    Transition,
    Wait,
    Workflow,
    from_each,
)


class Earlier(StrEnum):
    """Where a document of an older system stands: it is kept, and that is all, unless it may be a
    secret, or was one (§3.5)."""

    TAKEN_OVER = "TAKEN_OVER"
    QUARANTINED = "QUARANTINED"
    PURGED = "PURGED"


class Direction(StrEnum):
    """Which register of the older system it stood in."""

    IN = "in"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Taking:
    """What is brought along: what the older register noted, or why it is shut away or let out."""

    reason: str = ""


def has_reason(_paper: Paper, act: Taking) -> bool:
    """Whoever shuts it away, lets it out or destroys it says why (SEC-03)."""
    return bool(act.reason.strip())


Step = Transition[Paper, Taking]
TAKEN_OVER, QUARANTINED, PURGED = Earlier

# fmt: off
EARLIER: Workflow[Paper, Taking] = Workflow("earlier", (
    Step("§4.3",   "take_over",  NOWHERE, TAKEN_OVER, {Role.CLERK}),
    Step("SEC-02", "quarantine", TAKEN_OVER, QUARANTINED, {Role.SYSTEM, Role.CLERK},
         asked={has_reason}),
    Step("SEC-03", "release",    QUARANTINED, TAKEN_OVER, {Role.LEADER}, asked={has_reason}),
    Step("SEC-03", "purge",      QUARANTINED, PURGED, {Role.CLERK}, asked={has_reason},
         seconds={Role.LEADER}, window=QUARTER_HOUR),
    # The book stays with its agency; who decides about what may be a secret comes after it.
    Step("ORG-12", "pass_on",    QUARANTINED, QUARANTINED, {Role.SYSTEM}, asked={has_reason}),
    *from_each((TAKEN_OVER, QUARANTINED),
        Step("SEC-04", "purge_again", "", PURGED, {Role.SYSTEM})),
), waits=(
    Wait(QUARANTINED, "release", "leaders"),
), reads=(
    Reads("take_over", "clerks"),
    Reads("take_over", "auditors"),
    Reads("take_over", "head_of_agency"),
    Reads("take_over", "office_chief"),
    Reads("take_over", "unit_head"),
    Reads("take_over", "handler"),
    Reads("quarantine", "leaders"),
), final=frozenset({TAKEN_OVER, PURGED}))
# fmt: on


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
