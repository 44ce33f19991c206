"""A handing over as the law looks at it: what has no taker, who has not confirmed, what is busy."""

import datetime as dt
import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass, replace

from server.clock import today
from server.documents.lists import services as lists
from server.handing_over import things
from server.handing_over.models import WorkHandover
from server.handing_over.things import Thing
from server.org import queries
from workflows.handing_over import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The facts of `workflows.handing_over.Standing`; names are as a page says them."""

    state: Stage
    leaves_on: dt.date
    unnamed: Collection[str] = ()
    unfit: Collection[str] = ()
    busy: Collection[str] = ()
    uncovered: Collection[str] = ()
    unheard: Collection[str] = ()
    stands_in_the_way: bool = False
    giver_is_awaited: bool = False
    giver_is_gone: bool = False
    post_has_ended: bool = False
    parties: Collection[int] = ()
    heard: Collection[int] = ()
    keyed: Collection[int] = ()


def bare(one: WorkHandover) -> Seen:
    """Of which nothing is asked but where it stands, who could come after him, and whether he can
    still come in himself."""
    return Seen(
        state=one.state,
        leaves_on=one.leaves_on,
        stands_in_the_way=_stands_in_the_way(one),
        giver_is_gone=_giver_is_gone(one),
        post_has_ended=one.state != Stage.DONE and one.appointment.position.is_over_on(today()),
    )


def _giver_is_gone(one: WorkHandover) -> bool:
    """His last post ended, or his account was closed, while the list waited for his word."""
    held = one.appointment
    giver = held.person
    has_said = one.absent or giver.id in {it.person_id for it in one.confirmations}
    if has_said or (giver.active and not held.is_over_on(today())):
        return False
    return not (giver.active and queries.posts_of(giver.id))


def _stands_in_the_way(one: WorkHandover) -> bool:
    """His post is for one, and he holds it beyond his last day: nobody else can get it."""
    held = one.appointment
    until = held.valid_to
    beyond = until is None or until > one.free_from
    return bool(held.position.single_holder and beyond and not one.only_key)


def seen(one: WorkHandover) -> Seen:
    """Asked anew each time: work comes and goes while a list waits. What is done is as it is."""
    return with_his(one, [] if one.state == Stage.DONE else things.things(one))


def with_his(one: WorkHandover, found: Collection[Thing]) -> Seen:
    """The same where somebody has asked already what he has."""
    who = parties(one)
    heard = {it.person_id for it in one.confirmations}
    return replace(
        bare(one),
        unnamed=[it.called for it in found if not it.is_named],
        unfit=[it.called for it in found if it.unfit],
        busy=[it.called for it in found if it.busy],
        uncovered=[] if one.state == Stage.DONE else things.uncovered(one),
        unheard=[name for person, name in who.items() if person not in heard],
        giver_is_awaited=one.appointment.person_id in who.keys() - heard,
        parties=party_ids(one),
        heard=heard,
        keyed=lists.waits_for(one.signed_list),
    )


def party_ids(one: WorkHandover) -> set[int]:
    """Who gives, and each who takes."""
    return {one.appointment.person_id, *parties(one)}


def parties(one: WorkHandover) -> dict[int, str]:
    """Who must confirm: whoever takes something, and who gives unless he cannot."""
    who = {} if one.absent else {one.appointment.person_id: one.appointment.person.full_name}
    return who | {it.taker.person_id: it.taker.person.full_name for it in one.lines if it.taker}


def digest(one: WorkHandover) -> str:
    """What is confirmed: each line and who takes it, whoever reads it and whenever."""
    lines = sorted(
        (it.kind, it.thing_id, it.called, it.taker_id or 0, _moment(it.due_at)) for it in one.lines
    )
    head = [one.appointment_id, str(one.leaves_on), one.decision_code, one.leaves]
    head += ["only_key"] if one.only_key else []
    return hashlib.sha256(json.dumps([head, lines], ensure_ascii=False).encode()).hexdigest()


def _moment(at: dt.datetime | None) -> str:
    """The same for a deadline that was just worked out here and for one that was read again."""
    return str(at.astimezone(dt.UTC)) if at else ""
