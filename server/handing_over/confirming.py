"""Whoever gives or takes says that the list is right: by his key, or by his word who has none."""

import datetime as dt
from functools import partial

from server.clock import now, today
from server.database import db, transaction
from server.desks.queries import HANDED
from server.documents.lists import services as lists
from server.documents.lists import signing
from server.documents.lists.models import SignedList
from server.documents.outgoing.signatures import two_phases
from server.documents.outgoing.signatures.marking import Made, Mark, Taken, Way
from server.handing_over.looking import digest, seen
from server.handing_over.models import Confirmation, WorkHandover
from server.handing_over.services import NAMING, for_party, keep
from server.org.actor import Actor
from server.papers.services import Ref
from server.papers.telling import untell
from workflows import Refused
from workflows.handing_over import HANDING_OVER, Handing

KIND = "work_handover"


def confirm(
    actor: Actor, row_id: int, *, list_sha256: str, pin: str | None = None, answer: str = ""
) -> WorkHandover:
    """By a key that is opened here, or by the answer of an agent on the own machine; without either
    only who has no key is heard."""
    one = for_party(actor, row_id)
    keyed = actor.person_id in lists.waits_for(one.signed_list)
    if keyed and (pin is not None or answer):
        way, ref = _way(list_sha256), Ref(row_id, None)
        signed: WorkHandover = two_phases.by_key(
            way, actor, ref, signing.STEP, pin=pin, answer=answer
        )
        return signed
    with transaction():
        one = for_party(actor, row_id, held=True)
        _hear(actor, one, list_sha256, by_key=False)
    return one


def _way(list_sha256: str | None) -> Way:
    """For who has seen that list; phase 1 of an agent is begun from the page that shows it."""
    return Way(
        KIND,
        {signing.STEP: partial(_ready, list_sha256=list_sha256)},
        _claim,
        partial(_record, list_sha256=list_sha256),
    )


def _ready(actor: Actor, ref: Ref, *, list_sha256: str | None) -> Mark:
    one = for_party(actor, ref.id)
    _refuse(actor, one, list_sha256, by_key=True)
    return signing.mark_for(actor, _laid_out(one))


def _claim(actor: Actor, ref: Ref, mark: Mark, lease: dt.timedelta) -> Taken:
    with transaction():
        row = _laid_out(for_party(actor, ref.id, held=True))
        return signing.claim(actor, (KIND, ref), row, mark, lease)


def _record(
    actor: Actor, ref: Ref, mark: Mark, made: Made, *, list_sha256: str | None
) -> WorkHandover:
    """The confirmation and the signed list are one act."""
    signing.require_sound(mark, made)
    with transaction():
        one = for_party(actor, ref.id, held=True)
        signing.record(actor, _laid_out(one), mark, made)
        _hear(actor, one, list_sha256, by_key=True)
    return one


def _laid_out(one: WorkHandover) -> SignedList:
    """The list as it is presented; taken back meanwhile it is another, or none."""
    if one.signed_list is None:
        raise Refused("list_is_the_same")
    return one.signed_list


def _hear(actor: Actor, one: WorkHandover, list_sha256: str | None, *, by_key: bool) -> None:
    """His confirmation, with the list as he saw it; a step."""
    _refuse(actor, one, list_sha256, by_key=by_key)
    stands = digest(one)
    one.confirmations.append(
        Confirmation(
            person_id=actor.person_id,
            position=actor.post,
            at=now(),
            list_sha256=stands,
            by_key=by_key,
        )  # fmt: skip
    )
    untell(HANDED, one.id, actor.person_id)
    db.session.flush()
    how = "ký" if by_key else "xác nhận"
    words = f"{actor.name} {how} danh sách bàn giao {len(one.lines)} việc"
    signed = {"list": one.list_id} if by_key else {}
    keep(actor, "work_handover_confirmed", one, words, list_sha256=stands, **signed)


def require(actor: Actor, _step: str, one: WorkHandover) -> None:
    """Whether he may sign it now, for who asks with a key elsewhere."""
    _refuse(actor, one, None, by_key=True)


def _refuse(actor: Actor, one: WorkHandover, list_sha256: str | None, *, by_key: bool) -> None:
    law = HANDING_OVER.permit(one.state, signing.STEP, actor.roles)
    same = list_sha256 in (None, digest(one))
    act = Handing(today=today(), person_id=actor.person_id, list_is_the_same=same, by_key=by_key)
    told = seen(one)
    NAMING.hear(law.objections(told, act), told)


LISTS = _way(None)
"""Lists of handing over: a place on the sheet for each who gives or takes and has a key."""
