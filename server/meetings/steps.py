"""What can be asked in a meeting: the button, its shape, its service."""

from typing import Any

from flask_babel import lazy_gettext as _

from server.documents.steps import Step
from server.meetings import services, shapes
from server.meetings.before import questions, speeches, stances
from server.meetings.before import shapes as shapes_before
from server.meetings.calling import inviting
from server.meetings.floor import dealing, messages
from server.meetings.floor import shapes as shapes_floor
from server.meetings.live import screens
from server.meetings.minutes import concluding
from server.meetings.minutes import signing as minutes_signing
from server.meetings.minutes import writing as minutes
from server.meetings.models import Meeting
from server.meetings.papers import view_only
from server.meetings.people import attending, seating, secretary, substitutes, taken_back
from server.meetings.plan import adding, reordering
from server.meetings.sites import shapes as shapes_sites
from server.meetings.votes import polls, voting
from server.meetings.votes import shapes as shapes_votes
from server.org.actor import Actor
from server.papers.services import Ref
from server.shapes import KeyAsked, Why
from workflows.ballot import Question
from workflows.majority import PLAIN


def _open_vote(actor: Actor, ref: Ref, **given: Any) -> Meeting:
    """The shape's words as the law puts a question."""
    question = Question(
        kind=given["kind"], choices=tuple(given["choices"]) or PLAIN, up_to=given["up_to"]
    )
    said = {name: given[name] for name in ("threshold", "basis", "repeats", "reason")}
    text = given["question"]
    return voting.open_vote(actor, ref, question=question, item=given["item"], text=text, **said)


def _cast(actor: Actor, ref: Ref, *, vote: int, choice: str | list[str]) -> voting.Receipt:
    return voting.cast(
        actor, ref, vote=vote, choice=[choice] if isinstance(choice, str) else choice
    )


def _check_in(actor: Actor, ref: Ref, *, remote: bool = False, **said: Any) -> Meeting:
    return attending.check_in(actor, ref, whom=attending.Whom(**said), remote=remote)


def _leave(actor: Actor, ref: Ref, **said: Any) -> Meeting:
    return attending.leave(actor, ref, whom=attending.Whom(**said))


def _sign_minutes(actor: Actor, ref: Ref, *, pin: str | None, answer: str) -> Meeting:
    return minutes_signing.sign(actor, ref, "sign_minutes", pin=pin, answer=answer)


def _sign_supplement(actor: Actor, ref: Ref, *, pin: str | None, answer: str) -> Meeting:
    return minutes_signing.sign(actor, ref, "sign_supplement", pin=pin, answer=answer)


STEPS = {
    "schedule": Step(_("Duyệt lịch họp"), services.schedule, shapes.Scheduling, tone="primary"),
    "draft_invitation": Step(_("Soạn giấy mời"), inviting.draft_invitation, tone="primary"),
    "invite": Step(_("Gửi giấy mời"), services.invite, shapes.Inviting, tone="primary"),
    "send_ballots": Step(
        _("Gửi phiếu lấy ý kiến"), polls.send_ballots, shapes_votes.Sending, tone="primary"
    ),
    "answer": Step(_("Trả lời phiếu lấy ý kiến"), polls.answer, shapes_votes.Answering),
    "end_poll": Step(_("Kiểm phiếu"), polls.end_poll, tone="primary"),
    "open_check_in": Step(_("Mở điểm danh"), services.open_check_in, tone="primary"),
    "open": Step(_("Khai mạc"), services.open_meeting, tone="primary"),
    "pause": Step(_("Tạm nghỉ"), services.pause),
    "resume": Step(_("Họp tiếp"), services.resume, tone="primary"),
    "close": Step(_("Bế mạc"), services.close),
    "postpone": Step(_("Hoãn họp"), services.postpone, Why),
    "cancel": Step(_("Hủy họp"), services.cancel, Why),
    "confirm": Step(_("Xác nhận dự họp"), attending.confirm, tone="primary"),
    "excuse": Step(_("Xin vắng"), attending.excuse, shapes.Excusing),
    "send_substitute": Step(
        _("Cử người dự thay"), substitutes.send_substitute, shapes_before.Substituting
    ),
    "check_in": Step(_("Điểm danh"), _check_in, shapes.Coming, tone="primary"),
    "leave": Step(_("Ra về"), _leave, shapes.Leaving),
    "undo_check_in": Step(
        _("Bỏ điểm danh ghi nhầm"), taken_back.undo_check_in, shapes.TakingBack
    ),
    "count_site": Step(
        _("Ghi số người ở điểm cầu"), attending.count_site, shapes_sites.CountingSite
    ),
    "mute_site": Step(_("Tắt, bật tiếng điểm cầu"), attending.mute_site, shapes_sites.MutingSite),
    "hand_over_chair": Step(_("Giao chủ trì"), attending.hand_over_chair, shapes.Named),
    "change_secretary": Step(
        _("Đổi thư ký"), secretary.change_secretary, shapes_before.ChangingSecretary
    ),
    "add_secretary": Step(_("Thêm thư ký"), secretary.add_secretary, shapes.Named),
    "drop_secretary": Step(
        _("Bớt thư ký"), secretary.drop_secretary, shapes_before.ChangingSecretary
    ),
    "move_seat": Step(_("Đổi chỗ ngồi"), seating.move_seat, shapes_before.Seating),
    "take_chair": Step(_("Nhận chủ trì"), attending.take_chair, tone="primary"),
    "remark": Step(_("Ghi vào diễn biến"), dealing.remark, shapes.Remarking),
    "add_paper": Step(_("Bổ sung tài liệu"), adding.add_paper, shapes_before.AddingPaper),
    "add_item": Step(_("Bổ sung nội dung"), adding.add_item, shapes.Item),
    "set_download": Step(
        _("Cho hoặc không cho tải tài liệu"), view_only.set_download, shapes_before.Downloading
    ),
    "tell_secretary": Step(_("Nhắn thư ký"), messages.tell_secretary, shapes_before.Telling),
    "pair_screen": Step(_("Kết nối màn chiếu"), screens.pair_screen, shapes.Pairing),
    "end_screens": Step(_("Ngắt màn chiếu"), screens.end_screens),
    "mark_stances": Step(_("Cho ý kiến trước phiên họp"), stances.mark_stances, shapes.Marking),
    "ask_question": Step(_("Hỏi trước"), questions.ask_question, shapes_before.Question),
    "answer_question": Step(
        _("Trả lời câu hỏi"), questions.answer_question, shapes_before.Answered
    ),
    "hand_on_question": Step(
        _("Chuyển câu hỏi"), questions.hand_on_question, shapes_before.HandingOn
    ),
    "withdraw_question": Step(
        _("Rút câu hỏi"), questions.withdraw_question, shapes_before.OfQuestion
    ),
    "adopt_unopposed": Step(
        _("Thông qua cùng một lượt"), stances.adopt_unopposed, shapes.Adopting, tone="primary"
    ),
    "move_item": Step(
        _("Xếp lại chương trình"), reordering.move_item, shapes_before.MovingItem
    ),
    "start_item": Step(_("Bắt đầu nội dung"), dealing.start_item, shapes.OfItem),
    "end_item": Step(_("Kết luận nội dung"), dealing.end_item, shapes.Ending),
    "show_page": Step(_("Trình chiếu"), dealing.show_page, shapes.Showing),
    "register_speech": Step(
        _("Đăng ký phát biểu trước"), speeches.register_speech, shapes.OfItem
    ),
    "withdraw_speech": Step(
        _("Rút đăng ký phát biểu trước"), speeches.withdraw_speech, shapes.OfItem
    ),
    "request_floor": Step(_("Đăng ký phát biểu"), dealing.request_floor, shapes_floor.Asking),
    "withdraw_request": Step(_("Thôi phát biểu"), dealing.withdraw_request),
    "move_request": Step(_("Xếp lại hàng chờ"), dealing.move_request, shapes_floor.Moving),
    "give_floor": Step(_("Mời phát biểu"), dealing.give_floor, shapes_floor.Giving),
    "extend_turn": Step(_("Thêm giờ phát biểu"), dealing.extend_turn, shapes_floor.Extending),
    "end_turn": Step(_("Kết thúc phát biểu"), dealing.end_turn, shapes_floor.OfTurn),
    "open_vote": Step(_("Mở biểu quyết"), _open_vote, shapes_votes.Opening),
    "cast": Step(_("Biểu quyết"), _cast, shapes_votes.Casting, tone="primary"),
    "record_card_vote": Step(
        _("Ghi kết quả giơ thẻ"), voting.record_card_vote, shapes_votes.Counting
    ),
    "close_vote": Step(_("Kết thúc biểu quyết"), voting.close_vote, shapes.OfVote),
    "draft_minutes": Step(_("Lập biên bản"), minutes.draft_minutes, tone="primary"),
    "write_minutes": Step(_("Ghi vào biên bản"), minutes.write_minutes, shapes.Writing),
    "sign_minutes": Step(
        _("Ký biên bản"), _sign_minutes, KeyAsked, needs_version=True, tone="primary"
    ),
    "supplement_minutes": Step(
        _("Lập biên bản bổ sung"), minutes.supplement_minutes, shapes.Adding
    ),
    "sign_supplement": Step(
        _("Ký biên bản bổ sung"), _sign_supplement, KeyAsked, needs_version=True, tone="primary"
    ),
    "draft_notice": Step(_("Soạn thông báo kết luận"), concluding.draft_notice, shapes.Notice),
    "conclude": Step(_("Ghi nhận đã thông báo kết luận"), concluding.conclude, tone="primary"),
    "archive": Step(_("Nộp lưu"), concluding.archive, shapes.Filing),
}  # fmt: skip

AFTER = frozenset({
    "draft_minutes", "write_minutes", "sign_minutes", "supplement_minutes", "sign_supplement",
    "conclude", "archive", "draft_notice",
})  # fmt: skip
"""What is done on the page of the minutes, not in the room."""
