"""A handing over as its pages show it: facts, list, who confirmed, what is lacking."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from sqlalchemy import or_, select

from server.admin.queries import place_words
from server.admin.stages import Wanted, chip, turned
from server.answers import words_of
from server.clock import today
from server.database import db
from server.documents.lists import services as lists
from server.handing_over import things
from server.handing_over.looking import Seen, bare, parties
from server.handing_over.models import Confirmation, WorkHandover, WorkLine
from server.handing_over.services import NAMING
from server.handing_over.things import Thing
from server.org import away
from server.org.actor import Actor
from server.org.models import Appointment
from server.pages import day, when
from workflows.handing_over import HANDING_OVER, Handing, Stage

STATES = {
    Stage.DRAFT: ("draft", later("Đang lập")),
    Stage.PRESENTED: ("", later("Chờ các bên xác nhận")),
    Stage.DONE: ("done", later("Đã bàn giao")),
    Stage.WITHDRAWN: ("superseded", later("Đã hủy")),
}
BUSY = {
    "is_being_signed": later("đang được ký"),
    "is_half_issued": later("đang ký liên tịch, chưa phát hành"),
    "is_in_session": later("đang họp hoặc biên bản chưa xong"),
}
"""Why a thing cannot go over at this moment."""
OPEN = (Stage.DRAFT, Stage.PRESENTED)
"""While he still has what is to go over."""
MOST = 30
"""Lists that somebody is shown as his."""


def state(one: WorkHandover) -> dict[str, str]:
    return chip(STATES, one.state)


def listed(asked: Wanted) -> tuple[list[WorkHandover], bool]:
    """A page of them, the newest first; whether there are more."""
    newest = db.session.scalars(select(WorkHandover).order_by(WorkHandover.id.desc()))
    return turned(newest, asked, lambda one: f"{who(one)} {one.decision_code}", _stage)


def _stage(one: WorkHandover) -> str:
    return one.state


def who(one: WorkHandover) -> str:
    return things.taker_words(one.appointment)


def facts(one: WorkHandover) -> list[tuple[str, str]]:
    """What is known of it; what is empty is left out."""
    own = _("thu hồi khóa ký số") if one.leaves else _("giữ khóa ký số")
    ends = (_("Thôi giữ chức vụ từ"), f"{day(one.leaves_on)} ({own})")
    stays = (_("Chỉ giao con dấu, khóa của cơ quan từ"), day(one.leaves_on))
    said = [
        (_("Người bàn giao"), who(one)),
        stays if one.only_key else ends,
        (_("Theo văn bản"), one.decision_code),
        (_("Nhận mọi việc còn lại"), things.taker_words(one.rest) if one.rest else ""),
        (_("Không tự xác nhận, vì"), one.absent),
        (_("Người lập"), f"{one.drafted_by.full_name}, {when(one.drafted_at)}"),
        (_("Đã trình lúc"), when(one.presented_at)),
        (_("Đã bàn giao lúc"), when(one.done_at)),
    ]
    return [(label, value) for label, value in said if value]


def lines(
    one: WorkHandover, his: Collection[Thing], nobodys: Collection[str] = ()
) -> list[dict[str, Any]]:
    """What he has now with who is named for it; once it is presented, the list as it stands.
    `nobodys`: keys of what nobody there may have yet."""
    if one.state in OPEN:
        known = {(it.kind, it.thing_id) for it in one.lines}
        late = one.state == Stage.PRESENTED
        takers = {it.taker.person_id for it in his if it.taker}
        gone = away.among(takers, one.free_from)
        return [
            _open(it, late and (it.kind, it.id) not in known)
            | {"nobodys": it.key in nobodys, "away": _away(it.taker, gone)}
            for it in his
        ]
    return kept(one)


def must_come_first(one: WorkHandover, nobodys: Collection[str], told: Seen) -> list[str]:
    """Before anybody is named: who must be appointed for what no colleague may have, and for the
    duties that would have no holder (said of a list that is being written; later it is lacking).
    Of a post for one its holder makes way first."""
    post = place_words(one.appointment.position)
    said = []
    if nobodys:
        said = [
            _("Chưa ai khác trong cơ quan nhận được %(n)s việc ghi “chưa có ai nhận được” dưới đây."
              " Hãy bổ nhiệm người kế nhiệm (%(post)s, từ ngày %(day)s trở về trước) rồi ghi người"
              " đó nhận.", n=len(nobodys), post=post, day=day(one.leaves_on)),
        ]  # fmt: skip
    if one.state == Stage.DRAFT and told.uncovered:
        said.append(words_of("no_seat_is_left_empty", {"names": "; ".join(told.uncovered)}))
    if told.stands_in_the_way and (nobodys or told.uncovered):
        said.append(
            _("Chức vụ này chỉ một người giữ, nên trước hết bấm “Để trống chức vụ”;"
              " sau đó mới bổ nhiệm được người kế nhiệm.")
        )  # fmt: skip
    return said


def kept(one: WorkHandover) -> list[dict[str, Any]]:
    """The list that was presented, line by line."""
    return [_kept(it) for it in one.lines]


def _open(thing: Thing, is_new: bool) -> dict[str, Any]:
    busy = str(BUSY[thing.busy]) if thing.busy else ""
    return {
        "key": thing.key,
        "kind": str(things.WORDS[thing.kind]),
        "called": thing.called,
        "due": when(thing.due_at),
        "taker": _taker(thing.taker, thing.ends),
        "wrong": words_of(thing.unfit, {"thing": thing.called}) if thing.unfit else busy,
        "unfit": bool(thing.unfit),
        "late": is_new,
    }


def _kept(line: WorkLine) -> dict[str, Any]:
    return {
        "key": f"{line.kind}/{line.thing_id}",
        "kind": str(things.WORDS[line.kind]),
        "called": line.called,
        "due": when(line.due_at),
        "taker": _taker(line.taker, line.taker is None),
        "wrong": "",
        "unfit": False,
        "nobodys": False,
        "away": "",
        "late": False,
    }


def _away(taker: Appointment | None, gone: dict[int, tuple[str, dt.date | None]]) -> str:
    """Whoever is named and is not there on that day; it may go to him, and somebody should know."""
    if taker is None or taker.person_id not in gone:
        return ""
    substitute, last = gone[taker.person_id]
    until = _("đang vắng đến hết %(day)s", day=day(last)) if last else _("đang vắng")
    return _("%(until)s, %(name)s nhận việc thay", until=until, name=substitute)


def _taker(taker: Appointment | None, ends: bool) -> str:
    if taker is not None:
        return things.taker_words(taker)
    return _("chấm dứt") if ends else ""


def confirmations(one: WorkHandover) -> list[dict[str, Any]]:
    """Each who must confirm, and when he did."""
    heard: dict[int, Confirmation] = {it.person_id: it for it in one.confirmations}
    return [
        {
            "name": name,
            "at": when(heard[person].at) if person in heard else "",
            "by_key": person in heard and heard[person].by_key,
        }
        for person, name in parties(one).items()
    ]


def lacking(one: WorkHandover, told: Seen) -> list[str]:
    """Why the next step cannot be taken yet, each in the words of its no."""
    step = {Stage.DRAFT: "present", Stage.PRESENTED: "hand_over"}.get(one.state)
    if step is None:
        return []
    missing = HANDING_OVER.step(one.state, step).objections(told, Handing(today=today()))
    return [words_of(reason, NAMING.said_of(reason, told)) for reason in missing]


def steps(one: WorkHandover, actor: Actor) -> set[str]:
    """The buttons by state; what is lacking is said beside them."""
    return {it.name for it in HANDING_OVER.open_to(bare(one), actor.roles)}


def mine(actor: Actor) -> list[WorkHandover]:
    """Where this one gives or takes, once it is presented; the newest first."""
    posts = select(Appointment.id).where(Appointment.person_id == actor.person_id)
    takes = select(WorkLine.handover_id).where(WorkLine.taker_id.in_(posts))
    asked = select(WorkHandover).where(
        or_(WorkHandover.appointment_id.in_(posts), WorkHandover.id.in_(takes)),
        WorkHandover.presented_at.is_not(None), WorkHandover.withdrawn_at.is_(None),
    )  # fmt: skip
    return list(db.session.scalars(asked.order_by(WorkHandover.id.desc()).limit(MOST)))


def signed_by(one: WorkHandover, actor: Actor) -> bool:
    """Whether this one confirmed it with a key."""
    return any(it.by_key and it.person_id == actor.person_id for it in one.confirmations)


def owes_signature(one: WorkHandover, actor: Actor) -> bool:
    """Whether this one confirms it with a key."""
    return one.state == Stage.PRESENTED and actor.person_id in lists.waits_for(one.signed_list)


def owes_confirmation(one: WorkHandover, actor: Actor) -> bool:
    heard = {it.person_id for it in one.confirmations}
    return one.state == Stage.PRESENTED and actor.person_id in parties(one).keys() - heard
