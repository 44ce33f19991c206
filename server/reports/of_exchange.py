"""What was sent, by recipient: taken in or not, how soon, refused, failed, asked back (RP-07)."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from sqlalchemy import ColumnElement, Row, and_, extract, func, join, select
from sqlalchemy.orm import aliased

from server import standby
from server.documents.delivery.models import Delivery, DeliveryEvent
from server.documents.delivery.on_paper import AWAITED, POSTED, waits_for_no_line, was_written
from server.documents.delivery.queries import was_told
from server.documents.outgoing.models import OutgoingDocument as Paper
from server.org.actor import Actor
from server.org.models import Agency
from server.pages import when
from server.papers.services import may_read
from server.reports.conditions import Asked
from server.reports.going import TOLD
from server.reports.months import month_of_day as month_of
from server.reports.months import month_word
from server.reports.rows import Aside, Line, Rows, Ways
from server.reports.told import Days, Part
from server.words_of.law import law_word
from workflows.dispatch import WORDS
from workflows.dispatch import Delivery as State

STANDS: Mapping[str, tuple[State, ...]] = {
    "taken": (State.ACCEPTED, State.ASSIGNED, State.PROCESSING, State.COMPLETED),
    "arrived": (State.DELIVERED,),
    "underway": (State.QUEUED, State.SENT),
    "refused": (State.REFUSED,),
    "taken_back": (
        State.RECALL_REQUESTED, State.RECALLED, State.RECALL_REFUSED, State.CANCELLED,
    ),
}  # fmt: skip
OUTCOMES = (
    "taken", "arrived", "underway", "refused", "failed", "on_paper", "taken_back"
)  # fmt: skip
"""Each delivery stands in one of them. Whom no line reaches gets it on paper: another way to him,
and no failure, though his delivery is FAILED to programs too (CONTRACT §2)."""


def _parts(_days: Days) -> Mapping[str, Part]:
    stands: dict[str, Part] = {
        name: (Delivery.state.in_(states),) for name, states in STANDS.items()
    }
    failed, no_line = Delivery.state == State.FAILED, waits_for_no_line()
    stands |= {"failed": (failed, ~no_line), "on_paper": (failed, no_line)}
    return stands | {"asked_back": (_heard("13"),), "answered": (_heard("15", "16"),)}


def _heard(*codes: str) -> ColumnElement[bool]:
    return was_told(DeliveryEvent.code.in_(codes), DeliveryEvent.applied)


def _ways(days: Days) -> Ways:
    month = month_of(Paper.issued_on, days)
    return {"recipient": (Delivery.recipient_id, Agency.name), "month": (month, month)}


def _mine(actor: Actor, days: Days) -> list[ColumnElement[bool]]:
    """By the day of issue, as the one index of documents that went out has it."""
    return [
        Paper.agency_id == actor.agency_id, Paper.state.in_(TOLD), Paper.issued_on.between(*days),
    ]  # fmt: skip


def _columns(actor: Actor, _days: Days) -> list[Any]:
    delivery = (Delivery.state.label("stands"), Delivery.at, Delivery.words)
    by_post = (waits_for_no_line().label("on_paper"), was_written().label("posted"))
    reads = may_read(Paper, actor).label("open")
    return [Paper.id, Paper.code, Paper.issued_on, Agency.name, *delivery, *by_post, reads]


def _line(row: Row[Any]) -> Line:
    return Line(
        f"/outgoing/{row.id}" if row.open else "",
        (
            f"{row.issued_on:%d/%m/%Y}", row.code, row.name, _stands(row), when(row.at), row.words,
        ),
    )  # fmt: skip


def _stands(row: Row[Any]) -> str:
    """As his row on the document's own page says it (`delivery.on_paper`)."""
    if row.on_paper:
        return str(POSTED if row.posted else AWAITED)
    return law_word(WORDS[State(row.stands)])


def _times(actor: Actor, asked: Asked, by: str) -> Mapping[str, str]:
    """From 01 to 03, of each row and under "" of all; where 01 was lost nobody knows."""
    came, taken = aliased(DeliveryEvent), aliased(DeliveryEvent)
    key = _ways(asked.period)[by][0]
    took = extract("epoch", taken.at) - extract("epoch", came.at)
    pairs = SOURCE.join(came, _said(came, "01")).join(taken, _said(taken, "03"))
    rows = select(key.label("told_key"), func.sum(took).label("took"), func.count().label("n"))
    rows = rows.select_from(pairs).where(*_mine(actor, asked.period)).group_by("told_key")
    found = [(str(k), float(took), n) for k, took, n in standby.counted(rows)]
    every = sum(took for _key, took, _n in found), sum(n for _key, _took, n in found)
    means = {key: lasted(took / n) for key, took, n in found}
    return means | ({"": lasted(every[0] / every[1])} if found else {})


def _said(event: Any, code: str) -> ColumnElement[bool]:
    return and_(event.delivery_id == Delivery.id, event.code == code, event.applied)


def lasted(seconds: float) -> str:
    """As one says it: the two largest units."""
    minutes = round(seconds / 60)
    days, hours = divmod(minutes // 60, 24)
    if days:
        return _("%(days)s ngày %(hours)s giờ", days=days, hours=hours)
    if hours:
        return _("%(hours)s giờ %(minutes)s phút", hours=hours, minutes=minutes % 60)
    return _("%(minutes)s phút", minutes=minutes)


SOURCE = join(Delivery, Paper, Paper.id == Delivery.outgoing_id).join(
    Agency, Agency.id == Delivery.recipient_id
)
EXCHANGE = Rows(
    source=SOURCE,
    place=Delivery.id,
    mine=_mine,
    ways=_ways,
    outcomes=OUTCOMES,
    more=("asked_back", "answered"),
    parts=_parts,
    columns=_columns,
    heads=(
        (later("Ngày ban hành"), 8),
        (later("Văn bản"), 12),
        (later("Nơi nhận"), 18),
        (later("Tình trạng"), 12),
        (later("Từ lúc"), 10),
        (later("Ghi chú"), 20),
    ),
    line=_line,
    words={"month": month_word},
    aside=Aside(later("từ đã đến tới tiếp nhận, trung bình"), _times),
)  # fmt: skip
