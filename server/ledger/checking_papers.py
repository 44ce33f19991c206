"""Papers against the log: each step of the history has its event, no state came without one.

File and number are those that the last event names.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import func, select

from server.audit.models import LedgerEvent
from server.database import db
from server.desks.models import History
from server.documents.casefiles.models import CaseFile
from server.documents.incoming.models import IncomingDocument
from server.documents.outgoing.models import OutgoingDocument
from server.documents.tasks.models import Task
from server.ledger.checking_files import file_findings
from server.ledger.checking_numbers import number_findings
from server.ledger.named_files import Said
from server.meetings.models import Meeting
from server.registers.models import BookVolume

MODELS: tuple[Any, ...] = (IncomingDocument, OutgoingDocument, Meeting, Task, CaseFile)
BLOCK = 500
"""Papers looked at together; their events are found by subject."""

_PROPOSED = History.transition.startswith("propose_", autoescape=True) & (
    History.source == History.target
)
"""The first half of a two-person act moves nothing; `propose_close` moves, and is a step."""

Step = tuple[str, str, str]


def paper_findings() -> Iterator[str]:
    for model in MODELS:
        kind = model.workflow.name
        for ids in _blocks(_last(model, kind)):
            heard = _events(kind, ids)
            yield from _step_findings(model, kind, ids, heard)
            yield from file_findings(kind, ids, heard)
            yield from number_findings(kind, ids, heard)
    for ids in _blocks(db.session.scalar(select(func.max(BookVolume.id))) or 0):
        yield from file_findings("volume", ids, _events("volume", ids))


def _blocks(last: int) -> Iterator[range]:
    return (range(start, start + BLOCK) for start in range(1, last + 1, BLOCK))


def _last(model: Any, kind: str) -> int:
    papers = db.session.scalar(select(func.max(model.id))) or 0
    steps = db.session.scalar(select(func.max(History.paper_id)).where(History.paper_kind == kind))
    return max(papers, steps or 0)


def _step_findings(
    model: Any, kind: str, ids: range, heard: dict[int, Sequence[Said]]
) -> Iterator[str]:
    history = _history(kind, ids)
    events = {id: [_step(said) for said in told if _is_step(said)] for id, told in heard.items()}
    rows = select(model.id, model.state).where(model.id >= ids.start, model.id < ids.stop)
    states = {id: str(state) for id, state in db.session.execute(rows)}
    for id in sorted(history.keys() | events.keys() | states.keys()):
        subject = f"{kind}/{id}"
        taken, said = history.get(id, []), events.get(id, [])
        for name, _, target in Counter(taken) - Counter(said):
            yield f"{subject}: bước {name} → {target} trong lịch sử không có sự kiện trong nhật ký"
        for name, _, target in Counter(said) - Counter(taken):
            yield f"{subject}: sự kiện {name} → {target} của nhật ký không có trong lịch sử"
        yield from _state_findings(subject, states.get(id), said)


def _state_findings(subject: str, state: str | None, said: list[Step]) -> Iterator[str]:
    """Papers of earlier years, taken over as rows, have neither history nor events."""
    if state is None:
        yield f"{subject}: văn bản không còn trong cơ sở dữ liệu"
    elif said and said[-1][2] != state:
        yield f"{subject}: đang ở {state} nhưng nhật ký ghi {said[-1][2]}"


def _history(kind: str, ids: range) -> dict[int, list[Step]]:
    """Steps as taken, each of which wrote an event."""
    rows = (
        select(History.paper_id, History.transition, History.source, History.target)
        .where(
            History.paper_kind == kind,
            History.paper_id >= ids.start,
            History.paper_id < ids.stop,
            ~_PROPOSED,
        )
        .order_by(History.id)
    )
    found: dict[int, list[Step]] = {}
    for id, name, source, target in db.session.execute(rows):
        found.setdefault(id, []).append((name, source, target))
    return found


def _events(kind: str, ids: range) -> dict[int, Sequence[Said]]:
    """All that the log says of each; an event that was spoilt its own part of the check names."""
    subjects = [f"{kind}/{id}" for id in ids]
    rows = select(LedgerEvent.subject, LedgerEvent.content).where(LedgerEvent.subject.in_(subjects))
    found: dict[int, list[Said]] = {}
    for subject, content in db.session.execute(rows.order_by(LedgerEvent.id)):
        if said := _said(content):
            found.setdefault(int(subject.partition("/")[2]), []).append(said)
    return dict(found)


def _said(content: str) -> Said:
    try:
        said = json.loads(content)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _is_step(said: Said) -> bool:
    """What else was noted of a paper (a letter sent again) has no state."""
    return {"event", "prev_state", "state"} <= said.keys()


def _step(said: Said) -> Step:
    return str(said["event"]), str(said["prev_state"]), str(said["state"])
