"""A paper's way through the law, in memory: what `perform()` would have written at each step.

Readers and desks come from the very functions that `perform()` uses, so that they cannot differ.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert

from server import audit
from server.database import db
from server.desks.models import Desk, History, Reader
from server.org.actor import Actor
from server.perform import desks_in
from server.readers import readers_after, readers_gone, readers_left
from workflows import NOWHERE

Rows = list[dict[str, Any]]
Entry = tuple[dt.datetime, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Line:
    """One step as it was taken; a proposal is a line too, but no event (DESIGN §11.4)."""

    at: dt.datetime
    actor: Actor
    name: str
    law_id: str
    source: str
    target: str
    reason: str
    evidence: str | None
    is_event: bool = True


class Walk:
    """Takes one paper from step to step; the caller changes the paper's facts in between."""

    def __init__(self, paper: Any) -> None:
        self.paper, self.law = paper, paper.workflow
        self.state: str = NOWHERE
        self.lines: list[Line] = []
        self.readers: dict[str, tuple[dt.datetime, str]] = {}
        self.desks: dict[tuple[str, str, Any], tuple[int | None, dt.datetime]] = {}

    def take(self, actor: Actor, name: str, at: dt.datetime, reason: str = "") -> None:
        """The step as the law knows it in this state, or `wrong_state`."""
        step = self.law.step(self.state, name)
        evidence = self.paper.evidence_sha256
        self.lines.append(
            Line(at, actor, name, step.id, self.state, str(step.target), reason, evidence)
        )
        self.state = step.target
        for seat, holder in readers_after(name, self.paper).items():
            self.readers.setdefault(seat, (at, holder))
        for seat in readers_gone(name, self.paper):
            self.readers.pop(seat, None)
        left = readers_left(self.state, self.paper)
        if left is not None:
            self.readers = {seat: one for seat, one in self.readers.items() if seat in left}
        self._lay(at)

    def propose(self, actor: Actor, name: str, at: dt.datetime, reason: str) -> None:
        """The first half of a two-person act: the state stays."""
        step = self.law.step(self.state, name)
        said = (f"propose_{name}", step.id, self.state, str(self.state), reason)
        self.lines.append(Line(at, actor, *said, None, is_event=False))

    def _lay(self, at: dt.datetime) -> None:
        """A seat that keeps the paper for the same verb keeps its `since`, as in `perform()`."""
        held = self.desks
        self.desks = {
            key: (unit, held[key][1] if key in held else at)
            for key, unit in desks_in(self.state, self.paper).items()
        }


def keep(walks: Iterable[Walk], beside: Iterable[Entry] = ()) -> None:
    """Write history, events, readers and desks of all walks, the steps in order of time.

    `beside`: what the log holds that is no step.
    """
    walks = list(walks)
    lines = sorted(((line, walk) for walk in walks for line in walk.lines), key=_moment)
    _insert(History, [_history(line, walk) for line, walk in lines])
    said = [(line.at, _event(line, walk)) for line, walk in lines if line.is_event]
    audit.append_all(entry for _at, entry in sorted([*said, *beside], key=_first))
    _insert(Reader, [row for walk in walks for row in _readers(walk)])
    _insert(Desk, sorted((row for walk in walks for row in _desks(walk)), key=_since))


def _insert(model: Any, rows: Rows) -> None:
    if rows:
        db.session.execute(insert(model), rows)


def _moment(pair: tuple[Line, Walk]) -> dt.datetime:
    return pair[0].at


def _first(pair: Entry) -> dt.datetime:
    return pair[0]


def _since(row: dict[str, Any]) -> dt.datetime:
    since: dt.datetime = row["since"]
    return since


def _key(walk: Walk) -> dict[str, Any]:
    return {"paper_kind": walk.law.name, "paper_id": walk.paper.id}


def _history(line: Line, walk: Walk) -> dict[str, Any]:
    return _key(walk) | {
        "at": line.at,
        "transition": line.name,
        "law_id": line.law_id,
        "person_id": line.actor.person_id,
        "account": line.actor.account,
        "name": line.actor.name,
        "position": line.actor.post,
        "source": str(line.source),
        "target": line.target,
        "reason": line.reason,
    }


def _event(line: Line, walk: Walk) -> dict[str, str]:
    facts = {
        "prev_state": str(line.source),
        "state": line.target,
        "agency": walk.paper.agency_id,
        "position": line.actor.position_id,
        "revision_sha256": line.evidence,
        "brought": 1,
    }
    return audit.entry(line.name, f"{walk.law.name}/{walk.paper.id}", line.at, facts)


def _readers(walk: Walk) -> Rows:
    return [
        _key(walk) | {"seat": seat, "since": since, "reason": reason}
        for seat, (since, reason) in walk.readers.items()
    ]


def _desks(walk: Walk) -> Rows:
    common = {"agency_id": walk.paper.agency_id, "urgency": walk.paper.urgency}
    return [
        _key(walk) | common
        | {"seat": seat, "verb": verb, "due_at": due, "unit_id": unit, "since": since}
        for (seat, verb, due), (unit, since) in walk.desks.items()
    ]  # fmt: skip
