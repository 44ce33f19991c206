"""What a meeting's page asks for each act, and which acts fit the moment."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from server.clock import now
from server.database import db
from server.documents import forms
from server.documents.forms import Fields, field
from server.documents.outgoing.models import OutgoingDocument
from server.meetings.before import folding, speeches
from server.meetings.fitting import open_vote_of, waiting
from server.meetings.floor import dealing
from server.meetings.models import Meeting
from server.meetings.plan import choices
from server.meetings.plan import forms as plan_forms
from server.meetings.votes.rules import carried_by
from server.meetings.votes.shapes import Ticked
from server.org.actor import Actor
from server.shapes import Asked
from workflows.attendance import is_here
from workflows.ballot import TOGETHER, VoteKind
from workflows.majority import ABSTAIN, AGAINST, FOR, Threshold
from workflows.meeting import Meeting as State
from workflows.outgoing import Outgoing

WORDS = {
    FOR: later("Tán thành"),
    AGAINST: later("Không tán thành"),
    ABSTAIN: later("Không biểu quyết"),
}
KINDS = {
    VoteKind.OPEN: later("Công khai"),
    VoteKind.SECRET: later("Bỏ phiếu kín"),
    VoteKind.CARD: later("Giơ thẻ"),
}
"""The ways to vote, as a page calls them."""
THRESHOLDS = {
    "": later("Theo quy định của loại cuộc họp"),
    Threshold.HALF.value: later("Quá nửa tổng số thành viên"),
    Threshold.TWO_THIRDS.value: later("Ít nhất hai phần ba tổng số thành viên"),
}


SHAPES: Mapping[str, type[Asked]] = {"cast": Ticked}
"""Where a form brings more than a program: whatever was ticked, one or several."""


def typed(name: str, form: MultiDict[str, str]) -> MultiDict[str, str]:
    """What a form brought; names that are put to the vote are typed a line each."""
    said = MultiDict(form)
    if name == "open_vote":
        names = (one.strip() for one in form.get("choices", "").splitlines())
        said.setlist("choices", [one for one in names if one])
    return said


def asked(actor: Actor, meeting: Meeting, name: str) -> Fields:
    """What a form asks: the meeting's own, or what hangs on who asks."""
    if name == "send_substitute":
        return _substituting(actor, meeting)
    if name == "request_floor":
        return _asking(actor, meeting)
    if name in plan_forms.ASKED:
        return plan_forms.ASKED[name](actor, meeting)
    if name in ("register_speech", "withdraw_speech"):
        found = speeches.unspoken if name == "register_speech" else speeches.handed_in
        items = choices.matters(found(meeting, actor.person_id))
        return [field("item", _("Nội dung"), "select", options=items, required=True)]
    return FORMS[name](meeting) if name in FORMS else []


def _substituting(actor: Actor, meeting: Meeting) -> Fields:
    """For whom, where the secretary asks; and whoever of that agency sits nowhere yet."""
    seated = {one.account for one in meeting.people}
    others = [one for one in choices.colleagues(actor) if one[0] not in seated]
    fields = [
        field("substitute", _("Người dự thay"), "select", options=[("", ""), *others],
              required=True),
        forms.reason(),
    ]  # fmt: skip
    if actor.person_id not in meeting.secretaries:
        return fields
    away = [o for o in meeting.people if not meeting.minds(o.person_id) and o.came_at is None]
    named = [(one.account, one.name) for one in away if one.stands_for_id is None]
    whom = field("person", _("Thay cho"), "select", options=[("", ""), *named], required=True)
    return [whom, *fields]


def _asking(actor: Actor, meeting: Meeting) -> Fields:
    """A speech, or a point of order; who waits for his speech has that left alone (§10.7)."""
    waits = any(one.person_id == actor.person_id for one in dealing.queue(meeting))
    hint = _("được mời trước người đang chờ; chỗ chờ phát biểu vẫn giữ")
    return [field("of_order", _("Nêu vấn đề quy trình"), "checkbox", waits, hint=hint)]


def _site(meeting: Meeting) -> Fields:
    sites = [(str(one.n), one.name) for one in meeting.at_sites]
    return [
        field("site", _("Điểm cầu"), "select", options=sites, required=True),
        field("others", _("Số người khác tại điểm cầu"), "number", required=True),
    ]


def _moving(meeting: Meeting) -> Fields:
    return [
        field("person", _("Người chờ phát biểu"), "select", options=waiting(meeting),
              required=True),
        field("place", _("Vị trí trong hàng chờ"), "number", 1, required=True),
    ]  # fmt: skip


def _others(meeting: Meeting) -> Fields:
    there = [(one.account, one.name) for one in meeting.people if is_here(one.seat)]
    return [field("person", _("Người dự họp"), "select", options=there, required=True)]


def _extending(_meeting: Meeting) -> Fields:
    return [field("minutes", _("Thêm mấy phút"), "number", 1, required=True)]


def _code(_meeting: Meeting) -> Fields:
    hint = _("mở /projector trên máy chiếu, rồi gõ sáu chữ số hiện ra")
    return [field("code", _("Mã trên màn chiếu"), required=True, hint=hint)]


def _sending(meeting: Meeting) -> Fields:
    hint = _("ngày/tháng/năm giờ:phút; hết hạn, ai chưa trả lời thì coi là không có ý kiến")
    if meeting.agency.silence_agrees:
        hint = _(
            "ngày/tháng/năm giờ:phút; hết hạn, ai chưa trả lời được tính là đồng ý (phiếu kín thì"
            " không), theo quy chế làm việc của cơ quan"
        )
    planned = forms.moment_words(meeting.starts_at) if meeting.starts_at > now() else ""
    return [
        field("answer_by", _("Hạn trả lời"), "datetime", planned, required=True, hint=hint),
        field(
            "secret",
            _("Phiếu kín"),
            "checkbox",
            hint=_("không ai biết ai chọn gì; cần ít nhất ba người trả lời"),
        ),
    ]


def _planned(meeting: Meeting) -> Fields:
    left = [(str(one.id), one.title) for one in meeting.agenda if one.began_at is None]
    return [field("item", _("Nội dung"), "select", options=left, required=True)]


def _placed(meeting: Meeting) -> Fields:
    """Which matter that is still ahead, and where it comes."""
    items = choices.matters(one for one in meeting.agenda if one.began_at is None)
    return [
        field("item", _("Nội dung"), "select", options=items, required=True),
        field("place", _("Chuyển thành nội dung thứ"), "number", 1, required=True),
    ]


def _unopposed(meeting: Meeting) -> Fields:
    group = {*folding.together(meeting)}
    items = choices.matters(one for one in meeting.agenda if one.id in group)
    hint = _("bỏ nội dung nào ra thì nội dung đó được đưa ra thảo luận")
    by_article = _("để trống: %(basis)s", basis=carried_by(meeting, TOGETHER)[1])
    return [field("items", _("Nội dung"), "multiselect", [one for one, _t in items],
                  options=items, hint=hint, required=True),
            field("basis", _("Căn cứ pháp lý của tỷ lệ"), hint=by_article)]  # fmt: skip


def _running(meeting: Meeting) -> Fields:
    runs = next(one for one in meeting.agenda if one.runs)
    return [
        field("item", "", "hidden", runs.id),
        field("conclusion", _("Kết luận của chủ trì"), "textarea", rows=4),
    ]


def _question(meeting: Meeting) -> Fields:
    items = [(str(one.id), one.title) for one in meeting.agenda if one.ended_at is None]
    kinds = [(kind.value, word) for kind, word in KINDS.items()]
    return [
        field("item", _("Nội dung"), "select", options=items, required=True),
        field("kind", _("Hình thức"), "select", VoteKind.OPEN.value, options=kinds, required=True),
        field("question", _("Vấn đề biểu quyết"), "textarea", rows=3, required=True),
        field(
            "choices",
            _("Phương án khác, mỗi dòng một phương án"),
            "textarea",
            rows=3,
            hint=_("để trống: tán thành, không tán thành, không biểu quyết"),
        ),
        field("up_to", _("Được chọn nhiều nhất"), "number", 1),
        field("threshold", _("Tỷ lệ thông qua"), "select", "", options=[*THRESHOLDS.items()]),
        field("basis", _("Căn cứ pháp lý của tỷ lệ")),
        *_repeating(meeting),
    ]


def _repeating(meeting: Meeting) -> Fields:
    """Which vote is held once more, and why (VT-09); the old result stays."""
    over = [(str(one.id), one.question) for one in meeting.votes if one.closed_at is not None]
    if not over:
        return []
    again = [("", _("Không, đây là biểu quyết mới")), *over]
    return [
        field("repeats", _("Biểu quyết lại"), "select", "", options=again),
        field("reason", _("Lý do biểu quyết lại (kết quả trước vẫn giữ)"), "textarea", rows=2),
    ]


def _ballot(meeting: Meeting) -> Fields:
    vote = open_vote_of(meeting)
    options = [(one, WORDS.get(one, one)) for one in vote.choices] if vote else []
    hidden = field("vote", "", "hidden", vote.id if vote else "")
    if vote and vote.up_to > 1:
        hint = _("chọn nhiều nhất %(n)s", n=vote.up_to)
        chosen = field("choice", _("Ý kiến"), "multiselect", [], options=options, hint=hint,
                       required=True)  # fmt: skip
        return [hidden, chosen]
    options = [("", ""), *options]
    return [hidden, field("choice", _("Ý kiến"), "select", options=options, required=True)]


def _the_vote(meeting: Meeting) -> Fields:
    vote = open_vote_of(meeting)
    return [field("vote", "", "hidden", vote.id if vote else "")]


def _new_day(meeting: Meeting) -> Fields:
    """A postponed meeting waits for its day; of a draft the plan has said it."""
    if meeting.state != State.POSTPONED:
        return []
    hint = _("ngày/tháng/năm giờ:phút; sau đó soạn giấy mời mới")
    return [
        field("starts_at", _("Họp lại vào"), "datetime", "", required=True, hint=hint),
        field("room", _("Phòng họp"), value=meeting.room),
    ]


def _why(_meeting: Meeting) -> Fields:
    return [forms.reason()]


def _invitation(meeting: Meeting) -> Fields:
    """The invitations that went out last; one that was drafted here calls by itself."""
    sent = select(OutgoingDocument).filter_by(
        agency_id=meeting.agency_id, doc_type="Giấy mời", state=Outgoing.DISPATCHED
    )
    rows = db.session.scalars(sent.order_by(OutgoingDocument.id.desc()).limit(20))
    known = [("", ""), *((str(one.id), f"{one.code} {one.subject}") for one in rows)]
    return [field("invitation", _("Giấy mời"), "select", "", options=known, required=True)]


FORMS: Mapping[str, Callable[[Any], Fields]] = {
    "schedule": _new_day,
    "invite": _invitation,
    "postpone": _why,
    "cancel": _why,
    "hand_over_chair": _others,
    "move_request": _moving,
    "give_floor": _others,
    "count_site": _site,
    "extend_turn": _extending,
    "pair_screen": _code,
    "send_ballots": _sending,
    "adopt_unopposed": _unopposed,
    "move_item": _placed,
    "start_item": _planned,
    "end_item": _running,
    "open_vote": _question,
    "cast": _ballot,
    "close_vote": _the_vote,
}
