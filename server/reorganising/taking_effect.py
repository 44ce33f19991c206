"""The midnight: posts end and begin, open work goes over, books close, seals are revoked.

One act, all of it or nothing (DESIGN §5.2). What cannot go over keeps the whole of it waiting, and
is named (ORG-12, H04); the round comes back the next minute.
"""

import datetime as dt
from collections import Counter
from typing import Any

from sqlalchemy import or_, select

from server import audit, outbox
from server.admin.changes import said_day
from server.audit.changes import Change, all_changed, changed
from server.clock import as_if, midnight, now, today
from server.database import db, transaction
from server.open_work.kinds import KINDS
from server.org.actor import Actor, the_server
from server.org.dated import Dated
from server.org.models import Agency, Appointment, Delegation, Position, Unit
from server.org.queries import lasts_beyond
from server.registers.services import close_books
from server.reorganising import (
    absent,
    advisory,
    belongings,
    came_over,
    forewarning,
    kept,
    keys,
    minutes,
    papers,
    renaming,
    under_way,
    weeks,
    without_post,
)
from server.reorganising.line import Line, line_of, routes_of
from server.reorganising.looking import Seen, closing_ids, holders, leaving_units
from server.reorganising.models import HandedOver, Plan, PostHeir
from server.reorganising.planning import NAMING, found_plan
from workflows import Refused
from workflows.reorganising import REORGANISING, Deciding

MOST_NAMED = 20


class _Undone(Exception):
    """A rehearsal is over: everything goes back. It says what moved."""


def take_effect(plan_id: int) -> dict[str, Any]:
    """Carry a plan out, on its day or after; what moved, by agency and kind."""
    with transaction():
        return _carry_out(found_plan(plan_id, held=True))


def rehearse(plan_id: int) -> dict[str, Any]:
    """The same as of its midnight, and nothing of it is kept: what would move, and what would
    hold it up (`trouble`)."""
    moment = max(now(), midnight(found_plan(plan_id).effective_on))
    try:
        with as_if(moment), transaction():
            plan = found_plan(plan_id, held=True)
            plan.proposed_at, plan.approved_at = now(), now()
            raise _Undone(_carry_out(plan))
    except _Undone as over:
        return dict(over.args[0])
    except Refused as no:
        return {"trouble": [no.reason, dict(no.said)]}


def _carry_out(plan: Plan) -> dict[str, Any]:
    server = the_server()
    law = REORGANISING.permit(plan.state, "take_effect", server.roles)
    stuck = _stuck(plan)
    facts = Seen(plan)
    for reason in law.objections(facts, Deciding(today=today(), left=len(stuck))):
        raise Refused(reason, "", **(NAMING.said_of(reason, facts) or {"things": _first(stuck)}))
    left = without_post.found(plan)
    moved = _move_posts(server, plan)
    line = line_of(plan)
    renaming.go_on(plan)
    line.rooms = belongings.rooms(server, plan)
    moved["rooms"] = len(line.rooms)
    moved["bodies"] = advisory.pass_on(server, plan)
    given, taken = _hand_over(plan, line)
    minutes.begin(plan)
    moved |= {
        "delegations": _end_delegations(server, plan),
        "absences": absent.part(server, plan),
        "deliveries": under_way.tell_senders(plan),
    }
    moved["kept"] = kept.pass_on(server, plan)
    moved |= belongings.pass_on(server, plan) | weeks.pass_on(server, plan, line)
    moved |= {"books": _close(plan)} | keys.revoke(server, plan, left)
    _end_units(plan)
    _end_agencies(server, plan)
    renaming.keep_above(server, plan)
    plan.took_effect_at, plan.trouble = now(), []
    forewarning.warn_no_more(plan)
    came_over.tell(plan)
    _wake(plan)
    plan.sums = {"open": given, "heirs": taken, "moved": moved}
    words = f"Thực hiện phương án {plan.title}"
    subject = f"reorganisation/{plan.id}"
    changed(server, "reorganisation_in_effect", subject, words, closes=len(plan.closings))
    return plan.sums


def _wake(plan: Plan) -> None:
    """Pages that lie open in a post that ended hear that something moved, also where nothing of
    that post did: they ask again, and are shown the door."""
    seats = {f"p:{one.position_id}" for one in plan.posts}
    outbox.announce("notice", seats, {"kind": "reorganisations", "id": plan.id, "seq": 0})


def _stuck(plan: Plan) -> list[str]:
    """What cannot be handed over now, and why, in the answer's words."""
    ending, line = closing_ids(plan), routes_of(plan)
    going = papers.going(plan, line)
    found = ((kind, paper, papers.trouble(paper, ending)) for kind, paper in going)
    return [f"{KINDS[kind].called(paper)} ({WHY[why]})" for kind, paper, why in found if why]


def _first(things: list[str]) -> str:
    more = f" và {len(things) - MOST_NAMED} việc khác" if len(things) > MOST_NAMED else ""
    return "; ".join(things[:MOST_NAMED]) + more


WHY = {
    "is_being_signed": "đang được ký",
    "is_half_issued": "đã cấp số hoặc ký liên tịch, chưa phát hành",
    "is_in_session": "đang họp",
}


def _move_posts(server: Actor, plan: Plan) -> dict[str, int]:
    """Appointments end and begin; each heir inherits the seats of the post before it."""
    held, ending = holders(plan), closing_ids(plan)
    for row in plan.posts:
        if row.heir:
            goes_on = row.position.agency_id not in ending
            row.heir.inherits = _inherited(row.position, row.heir, alone=goes_on)
    leaving = [(row, old) for row in plan.posts for old in held.get(row.position_id, [])]
    for _row, old in leaving:
        old.valid_to = plan.effective_on
    all_changed(server, [_ended(plan, row, old) for row, old in leaving])
    arriving = [(_appointed(plan, old, row), row) for row, old in leaving if row.goes_to]
    db.session.add_all([new for new, _row in arriving])
    db.session.flush()
    all_changed(server, [_begun(plan, new, row) for new, row in arriving])
    gone = len(arriving)
    return {"people": gone, "left": sum(map(len, held.values())) - gone}


def _ended(plan: Plan, row: PostHeir, old: Appointment) -> Change:
    day = said_day(plan.effective_on)
    return Change(
        act="appointment_ended",
        subject=f"person/{old.person_id}",
        words=f"Thôi giữ chức vụ {row.position.title} từ {day}: {plan.decision_code}",
        facts={"appointment": old.id},
    )


def _appointed(plan: Plan, old: Appointment, row: PostHeir) -> Appointment:
    return Appointment(
        person_id=old.person_id, position_id=row.goes_to_id, kind=old.kind, main=old.main,
        decision_code=plan.decision_code, valid_from=plan.effective_on,
    )  # fmt: skip


def _begun(plan: Plan, new: Appointment, row: PostHeir) -> Change:
    day, post = said_day(plan.effective_on), row.goes_to
    return Change(
        act="appointed",
        subject=f"person/{new.person_id}",
        words=f"Bổ nhiệm {post.title if post else ''} theo {plan.decision_code}, từ {day}",
        facts={"appointment": new.id, "post": row.goes_to_id},
    )


def _inherited(old: Position, heir: Position, *, alone: bool) -> list[str]:
    """The seats on which the holder of the post sat, and those that it had inherited itself;
    `alone`: not those of its agency, which lives on and keeps what is its own."""
    agencys = [] if alone else [f"a:{old.agency_id}"]
    places = [*agencys, *([f"u:{old.unit_id}"] if old.unit_id else [])]
    by_role = [f"{place}:{role}" for place in places for role in sorted(old.roles)]
    before = [one for one in old.inherits if not (alone and one.startswith("a:"))]
    seats = (*heir.inherits, f"p:{old.id}", *places, *by_role, *before)
    return list(dict.fromkeys(seats))


Sums = dict[str, dict[str, int]]


def _hand_over(plan: Plan, line: Line) -> tuple[Sums, Sums]:
    """Every open thing to its one successor, with a line in the list; how many of each kind, by the
    agency that gave and by the one that took."""
    words = papers.Words(plan.decision_code, max(plan.effective_on, today()))
    given: Counter[tuple[int, str]] = Counter()
    taken: Counter[tuple[int, str]] = Counter()
    for kind, paper in list(papers.going(plan, line)):
        old = papers.giver_of(kind, paper, line)
        called = KINDS[kind].called(paper)
        into = papers.hand_over(kind, paper, line, words)
        db.session.add(
            HandedOver(
                plan_id=plan.id, paper_kind=kind, paper_id=paper.id, from_id=old, to_id=into.id,
                called=called, heir=into.short_name, due_at=getattr(paper, "due_at", None),
            )
        )  # fmt: skip
        given[old, kind] += 1
        taken[into.id, kind] += 1
    db.session.flush()
    return _by_agency(given), _by_agency(taken)


def _by_agency(counted: Counter[tuple[int, str]]) -> Sums:
    sums: Sums = {}
    for (agency_id, kind), n in counted.items():
        sums.setdefault(str(agency_id), {})[kind] = n
    return sums


def _end_delegations(server: Actor, plan: Plan) -> int:
    """A mandate is its giver's: it ends with his agency, or with the post that has it, and the
    successor's head gives his own."""
    gone = [one.position_id for one in plan.posts]
    running = select(Delegation).where(
        or_(Delegation.agency_id.in_(closing_ids(plan)), Delegation.position_id.in_(gone)),
        lasts_beyond(Delegation, plan.effective_on),
    )
    rows = list(db.session.scalars(running))
    for row in rows:
        row.valid_to = max(plan.effective_on, row.valid_from)
        subject = f"position/{row.position_id}"
        words = f"Giao quyền ký theo {row.document_code} hết hiệu lực: {plan.decision_code}"
        changed(server, "delegation_ended", subject, words, post=row.position_id)
    return len(rows)


def _close(plan: Plan) -> int:
    """The books keep their last numbers for ever; the successors' begin at 01 (ORG-11)."""
    books = 0
    for one in plan.closings:
        for book, year, last in close_books(one.agency_id, plan.effective_on):
            agency = f"agency/{one.agency_id}"
            facts: dict[str, str | int | None] = {"book": book, "year": year, "last": last}
            audit.append("register_closed", agency, agency=one.agency_id, **facts)
            books += 1
    return books


def _end_agencies(server: Actor, plan: Plan) -> None:
    """Posts, units, agency: each keeps its name of every day that it had (§2.4)."""
    day = plan.effective_on
    for one in plan.closings:
        mine = {"agency_id": one.agency_id}
        posts = db.session.scalars(select(Position).filter_by(**mine))
        units = db.session.scalars(select(Unit).filter_by(**mine))
        for row in (*posts, *units, one.agency):
            _end(row, day)
        one.agency.successor_id = one.heir_id
        _keep_closed(server, one.agency, one.heir, day)


def _end_units(plan: Plan) -> None:
    """What goes of an agency that lives on ends there."""
    leaving = leaving_units(plan)
    posts = db.session.scalars(select(Position).where(Position.unit_id.in_(leaving)))
    units = db.session.scalars(select(Unit).where(Unit.id.in_(leaving)))
    for row in (*posts, *units):
        _end(row, plan.effective_on)


def _end(row: Dated, day: dt.date) -> None:
    """What had ended before stays as it was."""
    if row.valid_to is None or row.valid_to > day:
        row.valid_to = max(day, row.valid_from)


def _keep_closed(server: Actor, agency: Agency, heir: Agency | None, day: dt.date) -> None:
    by = f"; {heir.short_name} kế tục" if heir else ""
    words = f"Đóng {agency.name} từ {said_day(day)}{by}"
    facts = {"code": agency.code, "organ": agency.organ_id}
    changed(server, "agency_closed", f"agency/{agency.id}", words, ({}, dict(facts)), **facts)
