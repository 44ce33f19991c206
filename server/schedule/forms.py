"""What the forms of a week ask for, and their fields in the office's words."""

import datetime as dt
from collections.abc import Mapping
from itertools import chain
from typing import Annotated, Literal
from urllib.parse import urlsplit

from flask_babel import gettext as _
from pydantic import BeforeValidator, Field

from server.clock import HANOI, local, now
from server.documents.forms import Fields, field, moment_words
from server.org import queries
from server.org.actor import Actor
from server.org.models import Person, Position
from server.schedule.gathered import LEADING, Posts, by_rank
from server.schedule.models import ScheduleEntry
from server.schedule.shared import names as shared_names
from server.shapes import SAYS, Asked, Filled, FullText, GivenReason, Line, Reason, When, Word
from workflows import Role
from workflows.deadlines import in_office_hours
from workflows.seats import ROWS, SEATS

STAND_IN = {Role.LEADER, Role.OFFICE_CHIEF, Role.UNIT_HEAD}
"""Who goes in a leader's place."""
EIGHT, HALF, WEEK = dt.time(8), dt.timedelta(minutes=30), dt.timedelta(days=7)
PAPER = r"^((incoming|outgoing|meetings)/[1-9]\d{0,14})?$"
Link = Annotated[str, Field(max_length=40, pattern=PAPER)]


class EntryAsked(Asked):
    """A line of the week."""

    begins_at: When
    ends_at: When | None = None
    content: Annotated[str, Field(min_length=1, max_length=2000, pattern=SAYS)]
    presides: Word = ""
    substitute: Word = ""
    attends: FullText = ""
    place: Line = ""
    car: Line = ""
    unit: Word = ""
    link: Link = ""
    internal: bool = False


def _of_address(said: object) -> object:
    """What stands in the browser's address bar, as it is kept: `incoming/12`."""
    return urlsplit(said.strip()).path.strip("/") if isinstance(said, str) else said


Pasted = Annotated[Link, BeforeValidator(_of_address)]


class EntryTyped(EntryAsked):
    """On the page a person pastes the address of a paper."""

    link: Pasted = ""


class Amending(EntryTyped):
    """The same after publication, with why."""

    reason: GivenReason


class Shown(Asked):
    """As it was read: by the mark of that text."""

    shown: Word = ""


class Settling(Shown):
    """A proposal is taken in, or turned down with a reason."""

    answer: Literal["take", "turn_down"]
    reason: Reason = ""


class SharedAsked(Asked):
    """A room or a car."""

    kind: Literal["room", "car"]
    name: Filled
    rows: Annotated[int, Field(ge=0, le=ROWS)] = 0
    seats: Annotated[int, Field(ge=0, le=SEATS)] = 0


def entry(actor: Actor, monday: dt.date, old: ScheduleEntry | None = None) -> Fields:
    """A new line, or one in the place of another."""
    hint = _("ngày/tháng/năm giờ:phút, ví dụ 27/11/2026 07:30")
    begins = old.begins_at if old else _ahead(actor, monday)
    leaders = by_rank(queries.people_with(actor.agency_id, LEADING))
    deputies = by_rank(queries.people_with(actor.agency_id, STAND_IN))
    there = queries.units(actor.agency_id)
    units, places = [(one.code, one.name) for one in there], {one.id: one.name for one in there}
    ends = moment_words(old.ends_at) if old and old.ends_at else ""
    return [
        field("begins_at", _("Bắt đầu"), "datetime", moment_words(begins),
              required=True, hint=hint),
        field("ends_at", _("Kết thúc"), "datetime", ends, hint=_("trong cùng ngày")),
        field("content", _("Nội dung"), "textarea", old.content if old else "", rows=3,
              required=True),
        field("presides", _("Lãnh đạo chủ trì hoặc dự"), "select",
              _account(leaders, old.presides_id if old else None),
              options=[("", ""), *_named(leaders, places)]),
        field("substitute", _("Dự thay"), "select",
              _account(deputies, old.substitute_id if old else None),
              options=[("", ""), *_named(deputies, places)],
              hint=_("nếu có người đi thay lãnh đạo đó; người đi thay được báo")),
        field("attends", _("Thành phần"), "textarea", old.attends if old else "", rows=2),
        field("place", _("Địa điểm"), "text", old.place if old else "",
              known=list(shared_names(actor, "room"))),
        field("car", _("Xe"), "text", old.car if old else "",
              known=list(shared_names(actor, "car"))),
        field("unit", _("Đơn vị chuẩn bị"), "select", old.unit.code if old and old.unit else "",
              options=[("", ""), *units]),
        field("link", _("Văn bản, cuộc họp liên quan"), "text", old.link if old else "",
              hint=_("dán địa chỉ trang của văn bản, cuộc họp đó")),
        field("internal", _("Nội bộ: không đưa vào lịch công khai"), "checkbox",
              "1" if old and old.internal else ""),
    ]  # fmt: skip


def _ahead(actor: Actor, monday: dt.date) -> dt.datetime:
    """Monday at eight; in the running week the next half hour that the office is open, else the
    next working morning; where none is left of the week, tomorrow's, and on Sunday soon."""
    first, there = dt.datetime.combine(monday, EIGHT, HANOI), local(now())
    if first > there or monday + WEEK <= there.date():
        return first
    days, soon = queries.calendar(actor.agency_id), _half_hour_after(there)
    left = [soon + n * HALF for n in range(48)]
    open_today = (one for one in left if one.date() == there.date() and in_office_hours(days, one))
    mornings = (days.next_working(there.date()), there.date() + dt.timedelta(days=1))
    later = (dt.datetime.combine(day, EIGHT, HANOI) for day in mornings if day < monday + WEEK)
    return next(chain(open_today, later), soon)


def _half_hour_after(moment: dt.datetime) -> dt.datetime:
    whole = moment.replace(minute=0, second=0, microsecond=0)
    return whole + HALF * ((moment - whole) // HALF + 1)


def _named(people: Posts, units: Mapping[int, str]) -> list[tuple[str, str]]:
    """By the unit too, where there is one: there are a dozen heads."""
    return [(one.account, ", ".join(_words(one, post, units))) for one, post in people]


def _words(one: Person, post: Position, units: Mapping[int, str]) -> list[str]:
    unit = units.get(post.unit_id or 0)
    return [f"{post.title} {one.full_name}", *([unit] if unit else [])]


def _account(people: Posts, post_id: int | None) -> str:
    return next((who.account for who, post in people if post.id == post_id), "")


def why() -> Fields:
    return [field("reason", _("Lý do thay đổi"), "textarea", rows=2, required=True)]


def shared() -> Fields:
    return [
        field("kind", _("Loại"), "select", "room", required=True,
              options=[("room", _("phòng")), ("car", _("xe"))]),
        field("name", _("Tên phòng, biển số xe"), required=True,
              hint=_("phòng đã có: ghi lại đúng tên để đặt sơ đồ chỗ ngồi")),
        field("rows", _("Số hàng ghế"), "number", hint=_("nếu là phòng có sơ đồ chỗ ngồi")),
        field("seats", _("Số ghế mỗi hàng"), "number"),
    ]  # fmt: skip
