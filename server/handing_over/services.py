"""The acts of a handing over: written, named, presented, confirmed, and done in one transaction.

Until the last act nothing of the office changes, so it can be looked at and taken back.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from server.admin.changes import found, require_admin, said_day
from server.admin.naming import Naming
from server.admin.queries import place_words
from server.admin.staff.left_behind import refuse_left
from server.audit.changes import changed
from server.clock import now, today
from server.database import db, transaction
from server.desks.queries import HANDED
from server.documents.lists import services as lists
from server.documents.lists.models import SignedList
from server.handing_over import fitness, leaving, sheet, things
from server.handing_over.looking import bare, digest, parties, party_ids, seen
from server.handing_over.models import WorkHandover, WorkLine
from server.handing_over.moving import move
from server.handing_over.things import Thing, sealed_by
from server.org.actor import Actor
from server.org.models import Appointment
from server.papers.telling import CONFIRMING, bring, untell
from workflows import Refused
from workflows.handing_over import HANDING_OVER, Handing, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """Whose work, from which day, by which decision; who takes what nobody else is named for."""

    appointment_id: int
    leaves_on: dt.date
    decision_code: str
    leaves: bool = False
    only_key: bool = False
    rest_id: int | None = None
    absent: str = ""


def draft(actor: Actor, new: Heading) -> WorkHandover:
    """A list begins; one at a time for a post that somebody holds."""
    require_admin(actor)
    HANDING_OVER.permit("", "draft", actor.roles)
    with transaction() as session:
        leaver = session.get(Appointment, new.appointment_id, with_for_update=True)
        if leaver is None or leaver.position.agency_id is None:
            raise Refused("no_such_appointment", "appointment_id")
        _refuse_no_key(leaver, new)
        _refuse_second(leaver)
        one = WorkHandover(
            appointment=leaver, leaves_on=new.leaves_on, decision_code=new.decision_code,
            leaves=new.leaves, only_key=new.only_key, rest_id=new.rest_id,
            absent=new.absent.strip(), drafted_by_id=actor.person_id, drafted_at=now(),
        )  # fmt: skip
        session.add(one)
        session.flush()
        _refuse_stranger(one, new.rest_id, "rest_id")
        who = f"{leaver.person.full_name}, {place_words(leaver.position)}"
        what = "biên bản bàn giao khóa của cơ quan" if new.only_key else "danh sách bàn giao"
        words = f"Lập {what} của {who}, từ {said_day(new.leaves_on)}"
        keep(actor, "work_handover_drafted", one, words, appointment=leaver.id)
    return one


def _refuse_no_key(leaver: Appointment, new: Heading) -> None:
    """The key alone goes from a clerk who stays: who leaves hands over all he has."""
    if new.only_key and new.leaves:
        raise Refused("key_alone_and_leaves", "leaves")
    if new.only_key and sealed_by(leaver) is None:
        raise Refused("keeps_no_key", "only_key")


def _refuse_second(leaver: Appointment) -> None:
    open_one = select(WorkHandover.id).where(
        WorkHandover.appointment_id == leaver.id,
        WorkHandover.done_at.is_(None), WorkHandover.withdrawn_at.is_(None),
    )  # fmt: skip
    if db.session.scalar(open_one.limit(1)):
        raise Refused("is_handed_over_already", "appointment_id")


def _refuse_stranger(one: WorkHandover, taker_id: int | None, field: str) -> None:
    """Named is only who works in the same agency on that day."""
    known = {it.id for it in things.takers(one.appointment, one.free_from)}
    if taker_id is not None and taker_id not in known:
        raise Refused("taker_has_no_post", field)


def name(actor: Actor, row_id: int, *, keys: Sequence[str], taker_id: int | None) -> list[str]:
    """Who takes these things; nobody where they end with the post (a mandate, a substitute). What
    this one may not have stays as it is, and is told: of thirty ticked one need not be looked for
    and unticked. A no where it is all of them."""
    with transaction() as session:
        one = taking(actor, row_id, "name")
        _refuse_stranger(one, taker_id, "taker_id")
        known = {it.key: it for it in things.things(one)}
        chosen = [known[key] for key in dict.fromkeys(keys) if key in known]
        if not chosen:
            raise Refused("nothing_chosen", "things")
        taker = session.get(Appointment, taker_id) if taker_id else None
        whys = [(thing, _unfit(one, thing, taker)) for thing in chosen]
        fit = [thing for thing, why in whys if not why]
        if not fit:
            raise Refused(whys[0][1], "taker_id", thing=chosen[0].called)
        for thing in fit:
            _line(one, thing).taker = taker
        words = f"{things.taker_words(taker) if taker else 'Chấm dứt'}: {len(fit)} việc"
        keep(actor, "work_handover_named", one, words, things=len(fit))
    return [thing.called for thing, why in whys if why]


def _unfit(one: WorkHandover, thing: Thing, taker: Appointment | None) -> str:
    if taker is not None:
        return fitness.unfit(thing.kind, thing.what, one, taker)
    return "" if thing.kind in (things.MANDATES, things.ABSENCES) else "must_have_a_taker"


def _line(one: WorkHandover, thing: Thing) -> WorkLine:
    key = (thing.kind, thing.id)
    line = next((it for it in one.lines if (it.kind, it.thing_id) == key), None)
    if line is None:
        line = WorkLine(kind=thing.kind, thing_id=thing.id)
        one.lines.append(line)
    line.called, line.due_at = thing.called, thing.due_at
    return line


def present(actor: Actor, row_id: int) -> WorkHandover:
    """The list stands, and goes before whoever gives and whoever takes; its page is set for those
    who have a key while no act is open."""
    with transaction():
        one = taking(actor, row_id, "present")
        _fix(one)
    fixed, laid = digest(one), _set_out(one)
    with transaction():
        one = taking(actor, row_id, "present")
        _fix(one)
        if digest(one) != fixed:
            raise Refused("list_is_the_same")
        one.presented_at, one.said = now(), ""
        one.signed_list = _laid_out(actor, one, laid) if laid else None
        count = len(one.lines)
        keep(
            actor, "work_handover_presented", one, f"Trình {count} việc",
            things=count, list_sha256=digest(one),
        )  # fmt: skip
        told = {"kind": HANDED, "id": one.id, "seq": len(one.lines)}
        bring(actor, told, {f"p:{it.position_id}" for it in _parties(one)}, CONFIRMING)
    return one


def _set_out(one: WorkHandover) -> lists.SetOut | None:
    """The page with a place for each who has a key; None where nobody has one."""
    people = list(parties(one))
    signers = lists.with_keys(people)
    return lists.set_out(sheet.to_sign(one, signers), people, signers) if signers else None


def _laid_out(actor: Actor, one: WorkHandover, page: lists.SetOut) -> SignedList:
    agency = one.appointment.position.agency_id
    assert agency is not None
    what = f"Danh sách bàn giao công việc số {one.id}"
    return lists.lay_out(actor, agency, what, page)


def _fix(one: WorkHandover) -> None:
    """A line for each thing, with its taker; what is no longer open has none."""
    found = things.things(one)
    keys = {(it.kind, it.id) for it in found}
    one.lines[:] = [it for it in one.lines if (it.kind, it.thing_id) in keys]
    for thing in found:
        _line(one, thing).taker = thing.taker
    db.session.flush()


def make_way(actor: Actor, row_id: int) -> WorkHandover:
    """His post is for one: it ends with his last day, so that his successor gets it from the next.

    The list stays open, and holds each thing of his until it has its owner; so this end is not
    refused where it would leave work behind (DOMAIN §2.4, AR-04).
    """
    with transaction():
        one = taking(actor, row_id, "make_way")
        day = one.free_from
        leaving.end_appointment(actor, one, day)
        one.sums = {"way": str(day)}
        keep(actor, "work_handover_way_made", one, f"Để trống chức vụ từ {said_day(day)}")
    return one


def take_back(actor: Actor, row_id: int, *, reason: str) -> WorkHandover:
    """It is written anew: who confirmed it confirmed another list."""
    with transaction():
        one = taking(actor, row_id, "take_back", reason)
        one.presented_at, one.said = None, reason.strip()
        one.confirmations.clear()
        take_list_back(actor, one)
        keep(actor, "work_handover_taken_back", one, f"Rút về sửa: {one.said}")
    return one


def withdraw(actor: Actor, row_id: int, *, reason: str) -> WorkHandover:
    """He stays after all, or it was a mistake; nothing has changed. Not where he made
    way, and what he has would be nobody's."""
    with transaction():
        one = taking(actor, row_id, "withdraw", reason)
        if one.sums.get("way") and one.appointment.valid_to:
            refuse_left([one.appointment], max(one.appointment.valid_to, today()))
        one.withdrawn_at, one.said = now(), reason.strip()
        take_list_back(actor, one)
        keep(actor, "work_handover_withdrawn", one, f"Hủy việc bàn giao: {one.said}")
    return one


def take_list_back(actor: Actor, one: WorkHandover) -> None:
    """Nobody confirms it as it is any more."""
    untell(HANDED, one.id)
    if one.signed_list is not None:
        lists.take_back(actor, one.signed_list)
        one.signed_list = None


def hand_over(actor: Actor, row_id: int) -> WorkHandover:
    """All of it or nothing; what came since the list goes to who takes the rest."""
    with transaction():
        one = taking(actor, row_id, "hand_over")
        confirmed = {(it.kind, it.thing_id) for it in one.lines}
        found = things.things(one)
        ends = fitness.ending(one)
        for thing in found:
            _line(one, thing).taker = thing.taker
            move(actor, thing, one.appointment, one.decision_code, ends)
        ended = {} if one.only_key else leaving.end(actor, one)
        late = sum((it.kind, it.id) not in confirmed for it in found)
        one.sums = {"moved": len(found), "late": late} | ended
        one.done_at = now()
        untell(HANDED, one.id)
        db.session.flush()
        words = f"Bàn giao {len(found)} việc của {one.appointment.person.full_name}"
        keep(
            actor, "work_handed_over", one, words,
            things=len(found), list_sha256=digest(one),
        )  # fmt: skip
    return one


def _parties(one: WorkHandover) -> list[Appointment]:
    """Who gives, and each who takes something."""
    takers = {it.taker.id: it.taker for it in one.lines if it.taker}
    return [one.appointment, *takers.values()]


def taking(actor: Actor, row_id: int, step: str, reason: str = "") -> WorkHandover:
    """The handing over, held for this act, where the law lets this one take the step."""
    require_admin(actor)
    one = found(WorkHandover, row_id, held=True)
    law = HANDING_OVER.permit(one.state, step, actor.roles)
    facts = bare(one) if step in ("name", "excuse", "take_back", "withdraw") else seen(one)
    NAMING.hear(law.objections(facts, _act(actor, reason)), facts)
    return one


def _act(actor: Actor, reason: str = "") -> Handing:
    return Handing(today=today(), person_id=actor.person_id, reason=reason)


NAMING = Naming(
    {
        "everything_is_named": "unnamed",
        "takers_may_have_it": "unfit",
        "nothing_is_half_done": "busy",
        "no_seat_is_left_empty": "uncovered",
        "everybody_has_confirmed": "unheard",
    },
    most=8,
    rest="việc khác",
)
"""Guards whose answer says which ones."""


def for_party(actor: Actor, row_id: int, *, held: bool = False) -> WorkHandover:
    """For whoever gives or takes, once it is presented; for others it does not exist."""
    one = db.session.get(WorkHandover, row_id, with_for_update=held)
    mine = one is not None and actor.person_id in party_ids(one)
    if one is None or one.state not in (Stage.PRESENTED, Stage.DONE) or not mine:
        raise Refused("not_found")
    return one


def keep(actor: Actor, act: str, one: WorkHandover, words: str, **facts: str | int | None) -> None:
    """What was done to it, in words beside it and in the log; a step."""
    changed(actor, act, f"work_handover/{one.id}", words, ({}, {}), **facts)
