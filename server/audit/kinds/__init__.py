"""Every kind of event that the log may hold: its words, and the facts that it carries, by area.

A step of a paper carries what `perform()` tells of every step, and is called as the law calls it
(`words_of.law.STEPS`). All else has a row in one of the tables. What is in no row is refused when
it is written: the log may be published, so that a fact is an id, a code or a digest, and never
anybody's words.
"""

from collections.abc import Iterable

from server.audit.kinds import (
    accounts,
    agencies,
    archive,
    auditing,
    books,
    exchange,
    log,
    meetings,
    papers,
    posts,
    reorganising,
    schedule,
    signing,
)
from server.audit.kinds.kind import STEP, Kind

PARTS = (
    accounts, agencies, archive, auditing, books, exchange, log, meetings, papers, posts,
    reorganising, schedule, signing,
)  # fmt: skip

KINDS: dict[str, Kind] = {name: kind for part in PARTS for name, kind in part.KINDS.items()}


class UnknownFact(ValueError):
    """An event carries what the table of kinds does not know."""


def require(event: str, facts: Iterable[str]) -> None:
    """Whether an event of this kind may carry these facts; a fault of ours where it may not."""
    if more := {*facts} - (KINDS[event].carries if event in KINDS else STEP):
        raise UnknownFact(f"{event}: {', '.join(sorted(more))}")
