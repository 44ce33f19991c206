"""What becomes of each thing at the act: whose name stands in it from now on, and what is told."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from server import perform
from server.admin.changes import said_day
from server.audit.changes import changed
from server.clock import today
from server.documents.outgoing.drafts import taken_over
from server.documents.tasks.leading import columns
from server.handing_over.fitness import signing_capacity, signs
from server.handing_over.things import ABSENCES, MANDATES, SEALS, Thing, taker_words
from server.meetings.models import Meeting
from server.meetings.people.succession import TOLD, reseat
from server.meetings.services import lay_out
from server.open_work.owning import drafts
from server.org import queries
from server.org.actor import Actor, the_server
from server.org.models import Appointment
from server.papers import exceptions
from workflows.arriving import Arriving
from workflows.filing import Filing
from workflows.going import Going
from workflows.sitting import Sitting
from workflows.tasking import Doing


@dataclass(frozen=True, slots=True)
class Hands:
    """Who had it, who has it from now on, and the decision by which it is so; `ends`: mandates
    that end in the same act."""

    leaver: Appointment
    taker: Appointment
    decision: str
    ends: frozenset[int] = frozenset()

    @property
    def old(self) -> int:
        return self.leaver.position_id

    @property
    def new(self) -> int:
        return self.taker.position_id

    def post(self, named: int | None) -> int | None:
        return self.new if named == self.old else named

    def seat(self, named: str) -> str:
        return f"p:{self.new}" if named == f"p:{self.old}" else named


def move(
    actor: Actor, thing: Thing, leaver: Appointment, decision: str, ends: frozenset[int]
) -> None:
    """One thing goes to its taker, or ends; a step."""
    if thing.kind in BESIDE:
        BESIDE[thing.kind](actor, thing, leaver, decision)
    elif thing.taker is not None:
        _pass(thing, Hands(leaver, thing.taker, decision, ends))


def _pass(thing: Thing, hands: Hands) -> None:
    """With history, ledger event, desks and readers, as every step of a paper."""
    paper, act = thing.what, ACTS[thing.kind]
    leaver, taker = hands.leaver.person.full_name, taker_words(hands.taker)
    reason = f"{hands.decision}: {leaver} bàn giao cho {taker}"
    anew = thing.kind == "outgoing" and signs(paper, hands.leaver)
    step = "change_signer" if anew else "hand_on"
    server = the_server(paper.agency_id)
    perform.perform(
        server, step, paper, act(reason=reason), lambda: CHANGES[thing.kind](paper, hands)
    )
    perform.lend(thing.kind, paper.id, [f"p:{hands.new}"], "successor")


def _incoming(paper: Any, hands: Hands) -> None:
    for name in ("presented_to_id", "directed_by_id", "assignee_id", "granter_id"):
        setattr(paper, name, hands.post(getattr(paper, name)))
    paper.informed = [it | {"seat": hands.seat(it["seat"])} for it in paper.informed]
    for one in paper.contributions:
        if one.state == "OPEN" and one.position_id == hands.old:
            one.position_id, one.seat = hands.new, hands.seat(one.seat)
            one.name = _named(hands.taker)


def _named(taker: Appointment) -> str:
    return f"{taker.position.title} {taker.person.full_name}"


def _outgoing(paper: Any, hands: Hands) -> None:
    """Of a draft the drafter changes; where the signer does, it begins again with the next one."""
    if drafts(paper, hands.leaver):
        paper.drafter_id, paper.drafter_post_id = hands.taker.person_id, hands.new
    if signs(paper, hands.leaver):
        taken_over.begin_anew(
            paper,
            taken_over.Hands(
                agency=paper.agency,
                unit_id=paper.unit_id,
                drafter_id=paper.drafter_id,
                drafter_post_id=paper.drafter_post_id,
                signer=hands.taker.person,
                signer_post=hands.taker.position,
                capacity=signing_capacity(paper, hands.taker, hands.ends),
            ),
        )


def _task(task: Any, hands: Hands) -> None:
    if task.lead_seat == f"p:{hands.old}":
        account, seat = hands.taker.person.account, f"p:{hands.new}"
        for name, value in columns(account, seat, _named(hands.taker)).items():
            setattr(task, name, value)
    if task.giver_post_id == hands.old:
        task.giver_id, task.giver_post_id = hands.taker.person_id, hands.new
    task.planner_post_id = hands.post(task.planner_post_id)
    helpers = [_helper(one, hands) for one in task.helpers]
    task.helpers = [one for one in helpers if one["seat"] != task.lead_seat]


def _helper(one: dict[str, str], hands: Hands) -> dict[str, str]:
    if one["seat"] != f"p:{hands.old}":
        return one
    return one | {"seat": f"p:{hands.new}", "name": _named(hands.taker)}


def _case(case: Any, hands: Hands) -> None:
    """Whoever keeps it reads what lies in it."""
    case.keeper_id, case.keeper_post_id = hands.taker.person_id, hands.new
    for item in case.papers:
        perform.lend(item.paper_kind, item.paper_id, [f"p:{hands.new}"], "successor")


def _meeting(meeting: Meeting, hands: Hands) -> None:
    """He sits in the leaver's place, with his part and his office; who sat there already takes it
    besides."""
    gone, taker = meeting.person(hands.leaver.person_id), hands.taker
    if gone is not None:
        reseat(meeting, gone, queries.actor_of(taker.person, taker.id))
    if meeting.state in TOLD:
        lay_out(meeting)


CHANGES: dict[str, Callable[[Any, Hands], None]] = {
    "incoming": _incoming,
    "outgoing": _outgoing,
    "tasks": _task,
    "casefiles": _case,
    "meetings": _meeting,
}
ACTS: dict[str, Callable[..., Any]] = {
    "incoming": Arriving,
    "outgoing": Going,
    "tasks": Doing,
    "casefiles": Filing,
    "meetings": Sitting,
}


def _mandate(actor: Actor, thing: Thing, _leaver: Appointment, decision: str) -> None:
    """It goes on with whoever comes into the post, or ends today (ORG-01)."""
    row = thing.what
    if thing.ends:
        row.valid_to = max(today(), row.valid_from)
        words = f"Chấm dứt {row.kind} theo {row.document_code} từ {said_day(today())}: {decision}"
        changed(actor, "delegation_ended", f"delegation/{row.id}", words, post=row.position_id)


def _absence(actor: Actor, thing: Thing, _leaver: Appointment, decision: str) -> None:
    """Another receives what comes to the absent one, or nobody does any more (ORG-04)."""
    row, subject = thing.what, f"person/{thing.what.person_id}"
    if thing.ends or thing.taker is None:
        row.valid_to = max(today(), row.valid_from)
        words = f"Thôi nhận việc thay {row.person.full_name}: {decision}"
        changed(actor, "absence_ended", subject, words, absence=row.id)
        return
    row.substitute = thing.taker.person
    words = f"{thing.taker.person.full_name} nhận việc thay {row.person.full_name}: {decision}"
    changed(actor, "absence_noted", subject, words, substitute=thing.taker.person_id)


def _seal(_actor: Actor, thing: Thing, leaver: Appointment, decision: str) -> None:
    """The seal is the agency's: the list is the minute of who holds it from now on, and alone seals
    with it; the decision is the written permission, and the exception is counted (art. 32.2b,
    SIG-03)."""
    if thing.taker is None:
        return
    thing.what.keeper = thing.taker.person
    exceptions.record_of_agency(
        "SIG-03",
        f"{decision}: {leaver.person.full_name} bàn giao cho {taker_words(thing.taker)}",
        agency_id=thing.id,
        who=leaver.person,
        approver=decision,
    )


BESIDE: dict[str, Callable[[Actor, Thing, Appointment, str], None]] = {
    MANDATES: _mandate,
    ABSENCES: _absence,
    SEALS: _seal,
}
