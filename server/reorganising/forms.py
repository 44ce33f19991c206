"""What the administrator's forms of a plan ask for, and their fields in the office's words."""

import datetime as dt
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from sqlalchemy import select

from server.admin.fields import CHOOSE, day_field
from server.admin.organisation import agency_fields
from server.admin.shapes import Date, WorksHere
from server.clock import today
from server.database import db
from server.documents.forms import Fields, field
from server.org.models import Agency, Position, Unit
from server.org.queries import in_force
from server.reorganising.looking import closing_ids, holders, place, takers
from server.reorganising.models import Plan
from server.shapes import Asked, Filled, Id, Line, Word

OUTLINES = {
    "xa-2025": later("xã, phường của mô hình hai cấp: Văn phòng, các phòng, Trung tâm PVHCC"),
    "xa-2025+": later("như trên, thêm quản trị hệ thống, thanh tra, kỹ thuật"),
    "xa-2015": later("xã, thị trấn trước 01/7/2025: công chức chuyên môn, không có phòng"),
}


class Heading(Asked):
    """What a plan is called, the decision it carries out, the day from which it counts."""

    title: Filled
    decision_code: Filled
    effective_on: Date


class Ending(Asked):
    """An agency that ends, and who takes over."""

    agency: Filled
    heir: Filled


class Parted(Asked):
    """What leaves an agency that lives on (`agency/unit`, or `agency/` for ticked work), and who
    takes it over."""

    what: Filled
    heir: Filled


class Renamed(Asked):
    """An agency, and what it is called from that day on."""

    agency: Filled
    name: Filled
    short_name: Filled
    abbreviation: Line = ""
    place_name: Filled
    pin: Word = ""


class Beginning(WorksHere):
    """An agency that begins with the plan, and after which outline."""

    like: Filled


class AfterPost(Asked):
    """Who comes after the holder of one post, and where he goes himself."""

    heir_id: Id
    goes_to_id: Id | None = None


class SentOn(Asked):
    """Which heir gets what is still written to an agency that ends, by place and field."""

    agency: Filled
    words: Filled
    heir: Filled


class Directed(Asked):
    """Which open things go to which agency; to none: where the work of their posts goes."""

    things: list[Id] = []
    heir: Line = ""


def heading(before: Plan | None = None) -> Fields:
    """`before`: one that was withdrawn; its day stands where it is still to come."""
    tomorrow = today() + dt.timedelta(days=1)
    first = max(tomorrow, before.effective_on) if before else tomorrow
    return [
        field("title", _("Tên phương án"), value=before.title if before else "", required=True,
              hint=_("ví dụ: Sắp xếp các xã của huyện Hoằng Hóa")),
        field("decision_code", _("Theo văn bản số"), required=True,
              value=before.decision_code if before else "",
              hint=_("nghị quyết hoặc quyết định sắp xếp, ví dụ 1686/NQ-UBTVQH15")),
        day_field("effective_on", _("Có hiệu lực từ 0 giờ ngày"), value=f"{first:%d/%m/%Y}",
                  required=True),
    ]  # fmt: skip


def ending(plan: Plan) -> Fields:
    """Those that work here today; those that will stand on the day."""
    gone, then = closing_ids(plan), _going_on(plan)
    now_here = [one for one in _agencies() if one.id not in gone]
    return [
        field("agency", _("Cơ quan kết thúc"), "select", required=True,
              options=[CHOOSE, *((one.code, one.short_name) for one in now_here)]),
        field("heir", _("Cơ quan kế tục"), "select", required=True,
              options=[CHOOSE, *((one.code, one.short_name) for one in then)],
              hint=_("nhận mọi việc mà không chức vụ nào khác nhận; cơ quan mới thì lập trước")),
    ]  # fmt: skip


def parting(plan: Plan) -> Fields:
    """A unit of an agency that lives on, or work of it that is ticked afterwards."""
    gone, then = closing_ids(plan), _going_on(plan)
    here = [one for one in _agencies() if one.id not in gone]
    units = select(Unit).where(Unit.agency_id.in_([one.id for one in here]), in_force(Unit))
    of = {one.id: one for one in here}
    rows = db.session.scalars(units.order_by(Unit.agency_id, Unit.rank, Unit.id))
    offered = [
        (f"{of[one.agency_id].code}/{one.code}", f"{one.name}, {of[one.agency_id].short_name}")
        for one in rows
    ]
    offered += [
        (f"{one.code}/", _("Việc được đánh dấu riêng, %(name)s", name=one.short_name))
        for one in here
    ]
    return [
        field("what", _("Phần chuyển đi"), "select", required=True, options=[CHOOSE, *offered],
              hint=_("cơ quan chuyển vẫn hoạt động; sổ, số và con dấu của cơ quan ấy giữ nguyên")),
        field("heir", _("Cơ quan nhận"), "select", required=True,
              options=[CHOOSE, *((one.code, one.short_name) for one in then)],
              hint=_("đơn vị được lập ở đó như đang có; cơ quan mới thì lập trước")),
    ]  # fmt: skip


def renaming(plan: Plan) -> Fields:
    """A new name; units, posts and people go along."""
    gone = closing_ids(plan)
    here = [one for one in _agencies() if one.id not in gone]
    return [
        field("agency", _("Cơ quan đổi tên"), "select", required=True,
              options=[CHOOSE, *((one.code, one.short_name) for one in here)]),
        field("name", _("Tên mới"), required=True, hint=_("đầy đủ, như in trên văn bản")),
        field("short_name", _("Tên ngắn mới"), required=True),
        field("abbreviation", _("Viết tắt trong ký hiệu")),
        field("place_name", _("Địa danh"), required=True, hint=_("in trước ngày: Hoằng Hóa")),
        field("pin", _("Mã PIN con dấu"), "password",
              hint=_("con dấu mang tên cũ bị thu hồi; 6–12 chữ số cho con dấu thử nghiệm, "
                     "chính thức thì để trống")),
    ]  # fmt: skip


def sent_on(plan: Plan) -> Fields:
    """Of whom, about what, to whom."""
    heirs = sorted(takers(plan).values(), key=lambda one: one.id)
    ended = [(one.agency.code, one.agency.short_name) for one in plan.closings]
    return [
        field("agency", _("Văn bản vẫn gửi tới cơ quan cũ"), "select", required=True,
              options=[CHOOSE, *ended]),
        field("words", _("Về địa bàn, lĩnh vực"), required=True,
              hint=_("cách nhau bằng dấu phẩy, ví dụ: nông nghiệp, thủy lợi; "
                     "so với trích yếu, không phân biệt dấu")),
        field("heir", _("Chuyển tới"), "select", required=True,
              options=[CHOOSE, *((one.code, one.short_name) for one in heirs)]),
    ]  # fmt: skip


def directed(plan: Plan) -> Fields:
    """Where what is ticked goes: first who takes over by this plan, then who else works then."""
    first = takers(plan)
    then = sorted(_going_on(plan), key=lambda one: one.id not in first)
    options = [("", _("theo chức vụ kế tục")), *((it.code, it.short_name) for it in then)]
    return [field("heir", _("Bàn giao các việc đã đánh dấu cho"), "select", options=options)]


def _going_on(plan: Plan) -> list[Agency]:
    """Those that work here on the plan's day."""
    gone = closing_ids(plan)
    return [one for one in _agencies(plan.effective_on) if one.id not in gone]


def _agencies(day: dt.date | None = None) -> list[Agency]:
    asked = select(Agency).where(Agency.external.is_(False), in_force(Agency, day))
    return list(db.session.scalars(asked.order_by(Agency.id)))


def beginning() -> Fields:
    return [
        *agency_fields.agency(),
        field("place_name", _("Địa danh"), required=True, hint=_("in trước ngày: Hoằng Hóa")),
        field("regime", _("Chế độ làm việc"), "select", "collective", required=True,
              options=list(agency_fields.REGIME_WORDS.items())),
        field("like", _("Cơ cấu tổ chức"), "select", "xa-2025", required=True,
              options=list(OUTLINES.items()), hint=_("đơn vị và chức vụ được lập theo mẫu này")),
        field("pin", _("Mã PIN con dấu"), "password",
              hint=_("6–12 chữ số, cho con dấu thử nghiệm; chính thức thì để trống")),
    ]  # fmt: skip


def heirs_of(plan: Plan, post: Position) -> Fields:
    """Two questions for a post that ends: who has its work, and where its holder goes on."""
    row = next((one for one in plan.posts if one.position_id == post.id), None)
    held = ", ".join(one.person.full_name for one in holders(plan).get(post.id, []))
    offered = _offered(plan)
    return [
        field("heir_id", _("Việc chuyển cho chức vụ"), "select", _value(row, "heir_id"),
              required=True, options=[CHOOSE, *offered]),
        field("goes_to_id", _("%(who)s giữ chức vụ mới", who=held or _("Người đang giữ")),
              "select", _value(row, "goes_to_id"),
              options=[("", _("không chuyển theo phương án")), *offered]),
    ]  # fmt: skip


def _value(row: Any, name: str) -> str:
    return str(getattr(row, name) or "") if row else ""


def _offered(plan: Plan) -> list[tuple[str, str]]:
    """The posts that stand on the day, in the agencies that take over."""
    there = select(Position).where(
        Position.agency_id.in_(takers(plan)), in_force(Position, plan.effective_on)
    )
    rows = db.session.scalars(there.order_by(Position.agency_id, Position.rank, Position.id))
    return [(str(one.id), place(one)) for one in rows]


def because() -> Fields:
    return [field("reason", _("Lý do"), "textarea", rows=2, required=True)]
