"""Meetings, besides their steps."""

from flask_babel import lazy_gettext as _

from server.audit.kinds.kind import SIGNING, WRITTEN, Kind, change, kind

_OF_A_VOTE = "vote kind base present cast threshold counts passed ballots_sha256 papers silent"

KINDS: dict[str, Kind] = {
    "vote_rule_written": kind(_("Ghi tỷ lệ biểu quyết, căn cứ"), f"agency {WRITTEN}"),
    "silence_settled": change(_("Đặt cách tính phiếu lấy ý kiến không trả lời"), "agrees"),
    "vote_rule_settled": change(_("Đặt, thôi áp dụng tỷ lệ thông qua"), "body way threshold"),
    "delegate_written": kind(_("Ghi người dự họp, có mặt, vắng mặt"), f"person {WRITTEN}"),
    "vote": change(_("Kết quả biểu quyết"), _OF_A_VOTE),
    "agenda_grew": change(_("Bổ sung nội dung, tài liệu cuộc họp"), "item paper"),
    "download_set": change(_("Cho hoặc không cho tải tài liệu họp"), "item allowed"),
    "item_moved": change(_("Xếp lại chương trình họp"), "item before after"),
    "chair": change(_("Đổi người chủ trì"), "before after"),
    "secretary": change(_("Đổi thư ký cuộc họp"), "before after"),
    "secretaries": change(_("Thêm hoặc bớt thư ký cuộc họp"), "person writes"),
    "came_by_device": change(_("Điểm danh trên máy của mình"), "person device"),
    "seat": change(_("Đổi chỗ ngồi trong phòng họp"), "person before after"),
    "screen": change(_("Nối hoặc ngắt màn chiếu"), "screen here"),
    "substitute": change(_("Cử người dự họp thay"), "person substitute"),
    "seat_passed": change(_("Người mới giữ chức vụ dự họp"), "before after"),
    "question_asked": change(_("Hỏi trước phiên họp"), "question item sha256"),
    "question_answered": change(_("Trả lời câu hỏi trước phiên họp"), "question item sha256"),
    "question_withdrawn": change(_("Rút câu hỏi trước phiên họp"), "question item"),
    "question_handed_on": change(_("Chuyển câu hỏi trước phiên họp"), "question item given_to"),
    "minutes_written": change(_("Sửa, bổ sung biên bản"), "line sha256"),
    "minutes_supplemented": change(_("Lập biên bản bổ sung"), "n sha256"),
    "minutes_signed": change(_("Ký biên bản"), f"n field {SIGNING}"),
    "attendance": change(_("Ghi có mặt thay"), "person here"),
}
