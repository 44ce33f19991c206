"""EVENTS: what one may be written of, as a table; and when, by the clock in Hà Nội."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from server.clock import HANOI, local
from server.mail.models import (
    ARRIVED,
    AT_ONCE,
    CALLED,
    ESCALATED,
    LATE,
    MADE,
    NAMED,
    NEAR,
    PLANNED,
)
from workflows.urgency import Urgency, is_urgent

NOW, MORNING, NEVER = "now", "morning", "never"
WHEN = {
    NOW: _("báo ngay"),
    MORNING: _("trong thư buổi sáng"),
    NEVER: _("không báo"),
}


@dataclass(frozen=True, slots=True)
class Event:
    """A row: what comes to a desk, for which verbs, and when it is told where nobody chose."""

    name: str
    words: LazyString
    verbs: frozenset[str]
    usual: str


URGENT = "urgent"
EVENTS = (
    Event(NEAR, _("Việc của tôi, của đơn vị tôi sắp đến hạn"), frozenset(), NOW),
    Event(LATE, _("Việc của tôi, của đơn vị tôi vừa quá hạn"), frozenset(), NOW),
    Event(ESCALATED, _("Việc khẩn, việc quá hạn để lâu, của tôi hoặc cơ quan tôi điều hành"),
          frozenset(), NOW),
    Event(CALLED, _("Cuộc họp tôi được mời, kèm tệp lịch"), frozenset(), NOW),
    Event(NAMED, _("Có người nhắc tới tôi trong trao đổi"), frozenset(), NOW),
    Event(MADE, _("Báo cáo định kỳ tôi đăng ký đã lập"), frozenset(), NOW),
    Event(PLANNED, _("Lịch công tác tuần có việc của tôi: ban hành, thay đổi"), frozenset(), NOW),
    Event(URGENT, _("Văn bản khẩn, thượng khẩn, hỏa tốc đến lượt tôi"), frozenset(), NOW),
    Event(
        "decide", _("Chờ tôi cho ý kiến, duyệt hoặc ký"),
        frozenset(("direct", "approve", "sign", "grant_extension", "void_number", "recall",
                   "refuse_recall", "release", "purge", "schedule", "open", "resume",
                   "start_item", "sign_minutes", "sign_supplement", "take_chair",
                   "accept", "cancel",
                   "mark_stances", "answer", "answer_question", "grant_access",
                   "confirm_access")), NOW,
    ),
    Event(
        "work", _("Việc được giao cho tôi hoặc đơn vị tôi"),
        frozenset(("assign", "start", "propose_close", "contribute", "submit", "opine",
                   "end_consultation", "draft_invitation", "open_check_in", "draft_minutes",
                   "send_ballots", "end_poll", "draft_notice", "receive", "report", "transfer",
                   "accept_transfer")), MORNING,
    ),
    Event(
        "check", _("Chờ tôi kiểm tra hoặc kết thúc"),
        frozenset(("content_check", "form_check", "close")), MORNING,
    ),
    Event(
        "clerk", _("Việc văn thư: vào sổ, trình, cấp số, đóng dấu, phát hành"),
        frozenset(("register", "present", "number", "seal", "dispatch", "recall_received",
                   "replaced", "accept_update", "invite", "conclude")), MORNING,
    ),
)  # fmt: skip
"""Each verb of a desk is in one row; an urgent paper is told as such, whatever its verb."""

_BY_VERB = {verb: event.name for event in EVENTS for verb in event.verbs}
USUAL = {event.name: event.usual for event in EVENTS}


def event_of(verb: str, urgency: str) -> str:
    """The row that something on a desk belongs to."""
    return URGENT if is_urgent(Urgency(urgency)) else _BY_VERB[verb]


def event_in(line: Mapping[str, Any]) -> str:
    """The row of a letter's line: what turned yellow or red, or was left lying, is told as such."""
    kind = kind_of(line)
    return event_of(line["verb"], line["urgency"]) if kind == ARRIVED else kind


def kind_of(line: Mapping[str, Any]) -> str:
    """The kind of letter that a line stands in."""
    return next((kind for kind in AT_ONCE if line.get(kind)), ARRIVED)


def chosen(events: Mapping[str, str], name: str) -> str:
    """When somebody with these choices is told of an event."""
    return events.get(name, USUAL[name])


def trouble_in(events: object, begins: str, ends: str) -> str:
    """What is wrong with somebody's choices as they stand in the database; empty: nothing."""
    if not isinstance(events, Mapping) or not all(said in [*WHEN] for said in events.values()):
        return f"events: {events!r}"[:200]
    try:
        for hour in (begins, ends):
            _time(hour)
    except ValueError as wrong:
        return str(wrong)
    return ""


def after_quiet(moment: dt.datetime, begins: str, ends: str) -> dt.datetime:
    """`moment`, or the end of the quiet hours that it lies in; they may go over midnight."""
    there = local(moment)
    start, end, clock = _time(begins), _time(ends), there.time()
    over_night = start > end
    quiet = (clock >= start or clock < end) if over_night else start <= clock < end
    if not quiet:
        return moment
    day = there.date() + dt.timedelta(days=over_night and clock >= start)
    return dt.datetime.combine(day, end, HANOI)


def _time(said: str) -> dt.time:
    return dt.time.fromisoformat(said)
