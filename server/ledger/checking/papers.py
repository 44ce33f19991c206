"""Papers against the log: each step of the history has its event, no state came without one.

Its hand, moment and words are those that the event names; file and number those of the last one.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import func, select

from server.audit.models import LedgerEvent
from server.database import db
from server.desks.history import PROPOSED, SAID
from server.desks.models import History
from server.documents.casefiles.models import CaseFile
from server.documents.earlier.models import EarlierDocument
from server.documents.incoming.models import IncomingDocument
from server.documents.lists.models import SignedList
from server.documents.outgoing.models import OutgoingDocument
from server.documents.tasks.models import Task
from server.ledger.checking.deliveries import delivery_findings
from server.ledger.checking.files import file_findings
from server.ledger.checking.log import ACT, moment_in, said_in, when
from server.ledger.checking.numbers import number_findings
from server.ledger.checking.readers import reader_findings
from server.ledger.checking.words import proposal_findings, silenced, word_findings
from server.ledger.heaps import unbound_lines
from server.ledger.named_files import Said
from server.meetings.models import Meeting
from server.names import parts
from server.registers.models import BookVolume
from server.reports.models import KeptReport

MODELS: tuple[Any, ...] = (IncomingDocument, OutgoingDocument, Meeting, Task, CaseFile)
FILES_ALONE: Mapping[str, Any] = {
    "volume": BookVolume, "earlier": EarlierDocument, "list": SignedList,
    "report": KeptReport,
}  # fmt: skip
"""What has files and takes no steps, or but the one that it came by."""

BLOCK = 500
"""Papers looked at together; their events are found by subject."""

Step = tuple[str, str, str]
Taken = Any
"""A row of the history: which step, from where to where, whose, when."""


def paper_findings() -> Iterator[str]:
    """Every paper's steps, files, number and deliveries; then what has files alone."""
    unbound = list(unbound_lines())
    for model in MODELS:
        kind = model.workflow.name
        for ids in _blocks(_last(model, kind)):
            heard = _events(kind, ids)
            yield from _step_findings(model, kind, ids, heard)
            yield from file_findings(kind, ids, heard)
            yield from number_findings(kind, ids, heard)
            yield from reader_findings(kind, ids, heard, unbound)
            if model is OutgoingDocument:
                yield from delivery_findings(ids, heard)
    for kind, model in FILES_ALONE.items():
        for ids in _blocks(db.session.scalar(select(func.max(model.id))) or 0):
            heard = _events(kind, ids)
            yield from file_findings(kind, ids, heard)
            yield from reader_findings(kind, ids, heard, unbound)


def _blocks(last: int) -> Iterator[range]:
    return (range(start, start + BLOCK) for start in range(1, last + 1, BLOCK))


def _last(model: Any, kind: str) -> int:
    papers = db.session.scalar(select(func.max(model.id))) or 0
    steps = db.session.scalar(select(func.max(History.paper_id)).where(History.paper_kind == kind))
    return max(papers, steps or 0)


def _step_findings(
    model: Any, kind: str, ids: range, heard: Mapping[int, Sequence[Said]]
) -> Iterator[str]:
    history, halves = _history(kind, ids)
    events = {id: [said for said in told if _is_step(said)] for id, told in heard.items()}
    rows = select(model.id, model.state).where(model.id >= ids.start, model.id < ids.stop)
    states = {id: str(state) for id, state in db.session.execute(rows)}
    silent = silenced(kind, ids)
    first = {id: [said for said in told if said["event"] == PROPOSED] for id, told in heard.items()}
    for id in sorted(history.keys() | events.keys() | states.keys()):
        subject = f"{kind}/{id}"
        rows_, told = history.get(id, []), events.get(id, [])
        taken, said = [_taken(row) for row in rows_], [_step(one) for one in told]
        if taken == said:
            yield from _hand_findings(subject, rows_, told)
            yield from word_findings(subject, rows_, told, id in silent)
        for name, _, target in Counter(taken) - Counter(said):
            yield f"{subject}: bước {name} → {target} trong lịch sử không có sự kiện trong nhật ký"
        for name, _, target in Counter(said) - Counter(taken):
            yield f"{subject}: sự kiện {name} → {target} của nhật ký không có trong lịch sử"
        yield from _state_findings(subject, states.get(id), said)
        half = halves.get(id, []), first.get(id, [])
        yield from proposal_findings(subject, *half, id in silent)


def _state_findings(subject: str, state: str | None, said: list[Step]) -> Iterator[str]:
    """Papers of earlier years, taken over as rows, have neither history nor events."""
    if state is None:
        yield f"{subject}: văn bản không còn trong cơ sở dữ liệu"
    elif said and said[-1][2] != state:
        yield f"{subject}: đang ở {state} nhưng nhật ký ghi {said[-1][2]}"


def _hand_findings(subject: str, taken: Sequence[Taken], told: Sequence[Said]) -> Iterator[str]:
    """Who took each step, and when: an event says it since 26/11/2026, a moment it always said."""
    for row, said in zip(taken, told, strict=True):
        words = f"{subject}: bước {row.transition} trong lịch sử"
        if said.get("by", row.person_id) != row.person_id:
            yield f"{words} do người khác làm, không phải người mà nhật ký ghi"
        at = moment_in(said)
        if at and abs(row.at - at) > ACT:
            yield f"{words} ghi {when(row.at)}, nhật ký ghi {when(at)}"


def _taken(row: Taken) -> Step:
    return row.transition, row.source, row.target


def _history(kind: str, ids: range) -> tuple[dict[int, list[Taken]], dict[int, list[Taken]]]:
    """Steps as taken, each of which wrote an event; and first halves of acts of two, which move
    nothing (`propose_close` moves, and is a step)."""
    columns = (
        History.paper_id, History.transition, History.source, History.target, History.person_id,
        History.at, History.salt, *(History.__table__.c[name] for name in SAID),
    )  # fmt: skip
    rows = (
        select(*columns)
        .where(
            History.paper_kind == kind,
            History.paper_id >= ids.start,
            History.paper_id < ids.stop,
        )
        .order_by(History.id)
    )
    steps: dict[int, list[Taken]] = {}
    halves: dict[int, list[Taken]] = {}
    for row in db.session.execute(rows):
        is_half = row.transition.startswith("propose_") and row.source == row.target
        (halves if is_half else steps).setdefault(row.paper_id, []).append(row)
    return steps, halves


def _events(kind: str, ids: range) -> Mapping[int, Sequence[Said]]:
    """All that the log says of each; an event that was spoilt its own part of the check names."""
    subjects = [f"{kind}/{id}" for id in ids]
    rows = select(LedgerEvent.subject, LedgerEvent.content).where(LedgerEvent.subject.in_(subjects))
    found: dict[int, list[Said]] = {}
    for subject, content in db.session.execute(rows.order_by(LedgerEvent.id)):
        if said := said_in(content):
            found.setdefault(parts(subject)[1], []).append(said)
    return found


def _is_step(said: Said) -> bool:
    """What else was noted of a paper (a letter sent again) has no state."""
    return {"event", "prev_state", "state"} <= said.keys()


def _step(said: Said) -> Step:
    return str(said["event"]), str(said["prev_state"]), str(said["state"])
