"""What becomes of each open thing: where it goes, and what of it is said of the heirs (ORG-12).

Numbers that were given stay in the closed book; deadlines go along unchanged (ORG-17).
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select

from server import perform, registers
from server.database import db
from server.desks.history import PASSED_ON, passing
from server.desks.models import Reader
from server.documents.casefiles import taken_along
from server.documents.outgoing.drafts import taken_over
from server.open_work import finding
from server.org.actor import the_server
from server.org.models import Agency, Unit
from server.registers.lines import line_of, remark
from server.registers.services import open_row
from server.reorganising import tasks
from server.reorganising.line import Line
from server.reorganising.looking import closing_ids, parting_ids
from server.reorganising.models import Plan
from workflows.arriving import Arriving
from workflows.casefile import CaseFile as CaseState
from workflows.earlier import Taking
from workflows.filing import Filing
from workflows.going import Going
from workflows.meeting_states import GATHERED
from workflows.outgoing import HALF_ISSUED
from workflows.sitting import Sitting
from workflows.tasking import Doing

COPIED = ("issuer", "code", "issued_on", "doc_type", "subject")
"""Columns of a line that say what the document says, and go with it into the next book."""

Seats = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """What stands in histories and books: `says` the plan's decision, `day` when it counts."""

    says: str
    day: dt.date


def trouble(paper: Any, ending: set[int]) -> str:
    """Why it cannot be handed over at this moment; empty where it can."""
    if paper.lies_in_cabinet:
        return "is_being_signed"
    if paper.workflow.name == "outgoing":
        partners = {one.agency_id for one in paper.co_issuers}
        if paper.state in HALF_ISSUED or (paper.agency_id not in ending and partners & ending):
            return "is_half_issued"
    if paper.workflow.name == "meetings" and paper.state in GATHERED:
        return "is_in_session"
    return ""


def hand_over(kind: str, paper: Any, line: Line, words: Words) -> Agency:
    """One thing goes to its successor, with history, ledger, desks and readers; a step."""
    before = db.session.get_one(Agency, paper.answered_in)
    move = MOVES[kind]
    into = line.things.get((kind, paper.id)) or move.home(paper, line)
    reason = passing(words.says, before.short_name, into.short_name)
    seats = _read_by(kind, paper.id)
    server = the_server(into.id)
    perform.perform(
        server, PASSED_ON, paper, move.act(reason=reason),
        lambda: move.change(paper, line, into, words),
    )  # fmt: skip
    there = {line.seat(seat, into) for seat in seats}
    there |= {seat for seat, _, _ in perform.desks_in(paper.state, paper)}
    perform.lend(kind, paper.id, sorted(there), "successor")
    return into


def going(plan: Plan, line: Line) -> Iterator[tuple[str, Any]]:
    """All that is open in agencies that end; of those that live on, what goes with a post or unit
    of theirs, and what is ticked."""
    for kind, paper in finding.each(closing_ids(plan) | parting_ids(plan)):
        if (kind, paper.id) in line.things or MOVES[kind].goes(paper, line):
            yield kind, paper


def giver_of(kind: str, paper: Any, line: Line) -> int:
    """Which agency hands it over: its own, or who owes it where only that goes."""
    owes = kind == "tasks" and not tasks.given_there(paper, line)
    return tasks.owed_by(paper) if owes else paper.answered_in


def _read_by(kind: str, paper_id: int) -> list[str]:
    mine = select(Reader.seat).where(Reader.paper_kind == kind, Reader.paper_id == paper_id)
    return list(db.session.scalars(mine))


def _incoming_seats(paper: Any) -> Seats:
    told = paper.presented_to_id if paper.directed_by_id is None else paper.directed_by_id
    return f"p:{paper.assignee_id}", f"u:{paper.lead_unit_id}", f"p:{told}"


def _incoming(paper: Any, line: Line, into: Agency, words: Words) -> None:
    near = paper.assignee_id
    for name in ("presented_to_id", "directed_by_id", "assignee_id", "granter_id"):
        setattr(paper, name, line.post(getattr(paper, name), into))
    if paper.directed_by_id is not None:
        paper.lead_unit_id = line.unit(paper.lead_unit_id, into, near)
    paper.informed = [it | {"seat": line.seat(it["seat"], into)} for it in paper.informed]
    for one in paper.contributions:
        if one.state == "OPEN":
            one.position_id = line.post(one.position_id, into)
            one.unit_id = line.unit(one.unit_id, into) if one.unit_id else None
            one.seat = line.seat(one.seat, into)
    if paper.arrival_no is None:
        paper.agency = into
    else:
        _enter_anew(paper, line, into, words)


def _enter_anew(paper: Any, line: Line, into: Agency, words: Words) -> None:
    """The closed book keeps its line and says where it went; the successor's begins at 01."""
    before, old = paper.agency, line_of("IN", paper.id)
    number = registers.take_number(into.id, "IN", words.day)
    said = f"{words.says}, bàn giao từ {before.short_name}, số đến cũ {paper.arrival_no:02}"
    went = f"Bàn giao cho {into.short_name} ngày {words.day:%d/%m/%Y}, số đến mới {number:02}"
    remark("IN", paper.id, went)
    columns = {name: old[name] for name in COPIED} if old is not None else {}
    if old is not None and old["recipients"]:
        columns |= _who_has_it(paper, line, into, words, bool(old["receipt"]))
    paper.agency, paper.arrival_no, paper.year = into, number, words.day.year
    open_row(
        agency_id=into.id, direction="IN", book="IN", year=words.day.year, number=number,
        paper_id=paper.id, entered_on=words.day, note=said, **columns,
    )  # fmt: skip


def _who_has_it(
    paper: Any, line: Line, into: Agency, words: Words, was_taken: bool
) -> dict[str, Any]:
    """Columns 7 to 9 of what somebody handles already (Annex IV, part VI): who does from that day
    on, for nobody gives it out again."""
    unit = db.session.get(Unit, paper.lead_unit_id) if paper.lead_unit_id else None
    holder = line.holder(paper.assignee_id, into)
    name = holder.full_name if holder else ""
    taken = was_taken and paper.assignee_id is not None
    return {
        "unit_id": paper.lead_unit_id,
        "recipients": unit.name if unit else name,
        "handed_on": words.day,
        "receipt": f"{name}, {words.day:%d/%m/%Y}" if taken else "",
    }


def _outgoing_seats(paper: Any) -> Seats:
    return f"p:{paper.drafter_post_id}", f"u:{paper.unit_id}", f"p:{paper.signer_post_id}"


def _outgoing(paper: Any, line: Line, into: Agency, _words: Words) -> None:
    """It begins again as a draft of the successor, to be signed by whoever heads it."""
    post = line.post(paper.drafter_post_id, into)
    head = line.heads[into.id]
    drafter, signer = line.holder(post, into), line.holder(head.id, into)
    unit = line.unit(paper.unit_id, into, paper.drafter_post_id)
    taken_over.begin_anew(
        paper,
        taken_over.Hands(
            agency=into,
            unit_id=unit,
            drafter_id=drafter.id if drafter else paper.drafter_id,
            drafter_post_id=post or head.id,
            signer=signer,
            signer_post=head,
        ),
    )


def _case_seats(case: Any) -> Seats:
    return f"p:{case.keeper_post_id}", f"u:{case.unit_id}"


def _case(case: Any, line: Line, into: Agency, _words: Words) -> None:
    """One that is closed stays in the holdings of its agency (phông), with its number: only who
    keeps it moves. The matter of an open one ends elsewhere, and so does its file (chapter 9)."""
    near = case.keeper_post_id
    if case.state == CaseState.OPEN:
        taken_along.go_on_in(case, into)
    case.keeper_post_id = line.post(near, into)
    keeper = line.holder(case.keeper_post_id, into)
    case.keeper_id = keeper.id if keeper else case.keeper_id
    case.unit_id = line.unit(case.unit_id, into, near) if case.unit_id else None


def _meeting_seats(meeting: Any) -> Seats:
    seats = {one.person_id: f"p:{one.position_id}" for one in meeting.people}
    parts = (meeting.chair_id, meeting.secretary_id)
    return tuple(seats[it] for it in parts if it in seats)


def _with_chair(meeting: Any, line: Line) -> bool:
    """Of an agency that lives on it goes with whoever leads it."""
    return line.goes(meeting.agency_id, *_meeting_seats(meeting)[:1])


def _meeting(meeting: Any, line: Line, into: Agency, _words: Words) -> None:
    """Whoever sits in it does so from the post where he goes on; the words of the call stay."""
    for one in meeting.people:
        heir = line.posts.get(one.position_id)
        one.position_id = heir.id if heir else one.position_id
    meeting.room = line.shared(meeting.agency_id, "room", meeting.room)
    meeting.agency = into


def _earlier(paper: Any, _line: Line, into: Agency, _words: Words) -> None:
    """Its line stays in the book of its agency (ORG-11): only who decides about it comes after."""
    paper.kept_by = into


@dataclass(frozen=True, slots=True)
class Move:
    """Where a thing of this kind goes and whether it does, what changes of it, and the act that
    says why."""

    home: Callable[[Any, Line], Agency]
    goes: Callable[[Any, Line], bool]
    change: Callable[[Any, Line, Agency, Words], None]
    act: Callable[..., Any]


def _by(
    seats: Callable[[Any], Seats],
    change: Callable[[Any, Line, Agency, Words], None],
    act: Callable[..., Any],
) -> Move:
    """With the first of its seats that goes."""
    return Move(
        lambda paper, line: line.into(paper.answered_in, *seats(paper)),
        lambda paper, line: line.goes(paper.answered_in, *seats(paper)),
        change,
        act,
    )


MOVES: Mapping[str, Move] = {
    "incoming": _by(_incoming_seats, _incoming, Arriving),
    "outgoing": _by(_outgoing_seats, _outgoing, Going),
    "tasks": Move(tasks.home, tasks.goes, tasks.change, Doing),
    "casefiles": _by(_case_seats, _case, Filing),
    "meetings": replace(_by(_meeting_seats, _meeting, Sitting), goes=_with_chair),
    "earlier": _by(lambda _paper: (), _earlier, Taking),
}
