"""What is asked where a plan that stands changes: a matter, a paper, another secretary."""

from flask import request
from flask_babel import gettext as _

from server.documents import forms
from server.documents.forms import Fields, field
from server.meetings.models import Meeting
from server.meetings.plan import choices
from server.org.actor import Actor
from workflows import Role


def one_paper(actor: Actor, meeting: Meeting) -> Fields:
    """Which paper comes to which matter that is not over; any of the store may be asked for."""
    items = choices.matters(one for one in meeting.agenda if not one.ended_at)
    papers = [("", ""), *choices.papers(actor, request.form.getlist("document"))]
    return [
        field("item", _("Nội dung"), "select", options=items, required=True),
        field(
            "document",
            _("Tài liệu"),
            "select",
            options=papers,
            required=True,
            **choices.asked_of_the_store(),
        ),
    ]


def one_matter(actor: Actor, meeting: Meeting) -> Fields:
    """What the plan asks of a matter; somebody who sits here presents it."""
    return [
        field("title", _("Nội dung"), required=True),
        field("rapporteur", _("Người trình bày"), "select", options=[("", ""), *_sits(meeting)]),
        field("minutes", _("Số phút"), "number", 0),
        field(
            "documents",
            _("Tài liệu"),
            "multiselect",
            options=choices.papers(actor, request.form.getlist("documents")),
            **choices.asked_of_the_store(),
        ),
        field("needs_vote", _("Có biểu quyết"), "checkbox"),
        field("closed", _("Không có khách mời"), "checkbox"),
        field("view_only", _("Tài liệu chỉ xem, không tải về"), "checkbox"),
        *_of_some(meeting),
    ]


def _of_some(meeting: Meeting) -> Fields:
    """Which guests come for it alone, and which sites are part of it, where there are any."""
    guests = [(one.account, one.name) for one in meeting.attendees if one.part == Role.INVITEE]
    places = [(one, one) for one in meeting.sites]
    wanted = [
        field("guests", _("Khách mời riêng của nội dung này"), "multiselect", options=guests,
              hint=_("chỉ được đọc tài liệu của các nội dung có tên mình")),
        field("sites", _("Điểm cầu được đọc tài liệu"), "multiselect", options=places,
              hint=_("không chọn thì mọi điểm cầu; nội dung không có khách mời thì chỉ điểm cầu"
                     " được chọn")),
    ]  # fmt: skip
    return [one for one in wanted if one["options"]]


def of_download(_actor: Actor, meeting: Meeting) -> Fields:
    """Which matter's papers may be taken along from now on, or no longer."""
    there = choices.matters(one for one in meeting.agenda if one.documents)
    hint = _("bỏ chọn thì tài liệu chỉ xem, mỗi trang in tên người xem và giờ xem")
    return [
        field("item", _("Nội dung"), "select", options=there, required=True),
        field("allowed", _("Cho tải tài liệu về"), "checkbox", hint=hint),
    ]


def next_secretary(actor: Actor, meeting: Meeting) -> Fields:
    """Whoever sits here first, then everybody at work in the house."""
    known = dict([*_sits(meeting), *choices.colleagues(actor)])
    keep = {meeting.chair.account, meeting.secretary.account}
    others = [one for one in known.items() if one[0] not in keep]
    whom = field("person", _("Thư ký mới"), "select", options=[("", ""), *others], required=True)
    return [whom, forms.reason()]


def one_more_secretary(_actor: Actor, meeting: Meeting) -> Fields:
    """Who keeps the minutes with the first; the chair does not. Of a session that is over, whoever
    was there (§10.10)."""
    over = meeting.closed_at is not None and not meeting.in_writing
    there = [(one.account, one.name) for one in meeting.attendees if one.came_at is not None]
    known = dict(there if over else [*_sits(meeting), *choices.colleagues(_actor)])
    keep = {one.account for one in meeting.people if meeting.minds(one.person_id)}
    others = [one for one in known.items() if one[0] not in keep]
    whom = field("person", _("Thêm thư ký"), "select", options=[("", ""), *others], required=True)
    return [whom]


def one_secretary_less(_actor: Actor, meeting: Meeting) -> Fields:
    there = [(one.account, one.name) for one in meeting.people if one.writes]
    whom = field("person", _("Thôi làm thư ký"), "select", options=there, required=True)
    return [whom, forms.reason()]


def _sits(meeting: Meeting) -> choices.Named:
    return [(one.account, one.name) for one in meeting.attendees]


def excused(actor: Actor, meeting: Meeting) -> Fields:
    """Why; the secretary writes it down for others too (§10.6)."""
    if actor.person_id not in meeting.secretaries:
        return [forms.reason()]
    whom = field("person", _("Người vắng"), "select", options=[("", _("Tôi")), *_sits(meeting)])
    return [whom, forms.reason()]


def came_or_went(actor: Actor, meeting: Meeting) -> Fields:
    """Of whoever does it himself nothing; the secretary writes down others, and when (§10.6)."""
    if actor.person_id not in meeting.secretaries:
        return []
    whom = field("person", _("Người dự họp"), "select", options=[("", _("Tôi")), *_sits(meeting)])
    why = forms.reason(required=False, hint=_("bắt buộc khi ghi thay người khác"))
    hint = _("ngày/tháng/năm giờ:phút; để trống: ngay bây giờ")
    return [whom, why, field("at", _("Vào lúc"), "datetime", "", hint=hint)]


def signed_in_by_mistake(_actor: Actor, meeting: Meeting) -> Fields:
    there = [(one.account, one.name) for one in meeting.attendees if one.came_at is not None]
    hint = _("người này trở lại là vắng mặt; biên bản không ghi là đã đến")
    whom = field("person", _("Ghi nhầm"), "select", options=[("", ""), *there], required=True,
                 hint=hint)  # fmt: skip
    return [whom, forms.reason()]


ASKED = {
    "check_in": came_or_went,
    "leave": came_or_went,
    "undo_check_in": signed_in_by_mistake,
    "excuse": excused,
    "add_paper": one_paper,
    "add_item": one_matter,
    "change_secretary": next_secretary,
    "set_download": of_download,
    "add_secretary": one_more_secretary,
    "drop_secretary": one_secretary_less,
}
