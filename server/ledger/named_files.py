"""Which files the log says that a paper, a copy, a volume or minutes have: the last word counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from server.clock import local
from server.desks.models import REMARK
from server.ledger.checking.log import moment_in
from workflows.incoming import Incoming
from workflows.outgoing import Outgoing

Said = Mapping[str, Any]
Place = str
"""One of a subject's files: `main`, `file 2`, `annex 1`, `copy SY 7/2026`, `minutes 1`…"""

MAIN, FILE, ANNEX = "main", "file", "annex"
COPY, MINUTES, VOLUME = "copy", "minutes", "volume"
_SIGNED = {Outgoing.SEALED, Outgoing.DISPATCHED}
WHOLE_FILE = (
    "case_packed", "list_laid_out", "list_signed", "print_report", "sign_report",
    "sign_audit_report",
)  # fmt: skip
"""Events that name the one file of what has one."""

_GIVEN = ("sealed_sha256", "file_sha256", "revision_sha256")


@dataclass(slots=True)
class Named:
    """What the events of one subject, in their order, leave said of its files."""

    stands: str = ""
    at: dict[Place, str | None] = field(default_factory=dict)
    last: set[str] = field(default_factory=set)
    """Every digest that was named and that no later one came in place of."""

    @classmethod
    def by(cls, events: Iterable[Said]) -> Self:
        named = cls()
        for said in events:
            if said.get("event") != REMARK:  # its digest is of words
                named._hear(said)
        return named

    def contradicts(self, place: Place, found: str | None) -> bool:
        """Whether a row names another file than the log; of what it never spoke it says nothing.

        A page that was sent back is none any more, though the step names it; an annex that nobody
        has signed yet is set anew with each version of its draft.
        """
        if place == MAIN and self.stands == Outgoing.DRAFT:
            return False
        if place.startswith(ANNEX) and self.stands not in _SIGNED:
            return False
        return place in self.at and self.at[place] != found

    def lacks(self, place: Place) -> bool:
        """Whether this is a file beside the main one of which the log never spoke."""
        return place.startswith(FILE) and place not in self.at

    def _hear(self, said: Said) -> None:
        if said.get("event") == "lengthen":
            self._lengthened(said)
        elif "state" in said:
            self._stepped(said)
        elif place := _place(said):
            self.at[place] = next(iter(_given(said)), None)
        self.last.update(_given(said))
        self.last.discard(str(said.get("input_sha256")))

    def _stepped(self, said: Said) -> None:
        """A step that names no file takes away the one before; the first of all may have been
        written before the file was there (papers handed in up to 26/11/2026)."""
        self.stands = str(said["state"])
        destroyed = self.stands == Incoming.PURGED  # the step still names what went (SEC-03)
        if MAIN in self.at or "revision_sha256" in said:
            self.at[MAIN] = None if destroyed else said.get("revision_sha256")
        if destroyed:
            self.at |= dict.fromkeys(place for place in self.at if place.startswith((FILE, COPY)))

    def _lengthened(self, said: Said) -> None:
        """The longer-lived version comes in place of the one before; of what was dispatched the
        recipients have the bytes that went out, and these stay the paper's file (LTV-03)."""
        before, after = said.get("input_sha256"), said.get("revision_sha256")
        went_out = self.stands not in ("", Outgoing.SEALED)
        for place, kept in self.at.items():
            is_own = place == MAIN or place.startswith(ANNEX)
            if kept == before and not (is_own and went_out):
                self.at[place] = after


def _given(said: Said) -> list[str]:
    """What is named, the file that was made of another before that other."""
    return [str(said[name]) for name in _GIVEN if name in said]


def _place(said: Said) -> Place:
    """Whose place an event that is no step speaks of, if of any."""
    event = str(said.get("event"))
    if event == "signature":
        _, beside, n = str(said.get("field", "")).rpartition("-PL")
        return f"{ANNEX} {n}" if beside else ""
    if event == "copy_made":
        return f"{COPY} {said.get('form')} {_number(said)}"
    if event == "minutes_signed":
        return f"{MINUTES} {said.get('n')}"
    if event == "file_hung":
        return f"{FILE} {said.get('n')}"
    if event in WHOLE_FILE:
        return MAIN
    return VOLUME if event.endswith(("_volume", "_volume_again")) else ""


def _number(said: Said) -> str:
    """`7/2026`; entries from before 27/11/2026 tell the number alone: the year is their own."""
    number = said.get("number")
    if isinstance(number, str):
        year, _, n = number.rpartition(" ")[2].partition("/")
        return f"{n}/{year}"
    at = moment_in(said)
    return f"{number}/{local(at).year if at else ''}"
