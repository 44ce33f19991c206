"""What a meeting's states, steps and verbs are called on a page (DOMAIN §10)."""

from flask_babel import lazy_gettext as _

STATES = {
    "DRAFT": _("Dự kiến"),
    "SCHEDULED": _("Đã xếp lịch"),
    "INVITED": _("Đã mời"),
    "CHECK_IN": _("Đang điểm danh"),
    "IN_SESSION": _("Đang họp"),
    "PAUSED": _("Tạm nghỉ"),
    "POLLING": _("Đang lấy ý kiến"),
    "CLOSED": _("Đã bế mạc"),
    "MINUTES_DRAFT": _("Đang lập biên bản"),
    "MINUTES_LOCKED": _("Biên bản đã ký"),
    "CONCLUDED": _("Đã thông báo kết luận"),
    "ARCHIVED": _("Đã nộp lưu"),
    "POSTPONED": _("Hoãn"),
    "CANCELLED": _("Hủy"),
}

STEPS = {
    "create": _("Lập kế hoạch họp"),
    "edit": _("Sửa kế hoạch họp"),
    "schedule": _("Duyệt lịch họp"),
    "draft_invitation": _("Soạn giấy mời"),
    "invite": _("Gửi giấy mời"),
    "open_check_in": _("Mở điểm danh"),
    "open": _("Khai mạc"),
    "pause": _("Tạm nghỉ"),
    "resume": _("Họp tiếp"),
    "close": _("Bế mạc"),
    "draft_minutes": _("Lập biên bản"),
    "write_minutes": _("Ghi vào biên bản"),
    "sign_minutes": _("Ký biên bản"),
    "supplement_minutes": _("Lập biên bản bổ sung"),
    "sign_supplement": _("Ký biên bản bổ sung"),
    "draft_notice": _("Soạn thông báo kết luận"),
    "conclude": _("Thông báo kết luận"),
    "postpone": _("Hoãn họp"),
    "cancel": _("Hủy họp"),
    "archive": _("Nộp lưu"),
    "confirm": _("Xác nhận dự họp"),
    "excuse": _("Xin vắng"),
    "check_in": _("Điểm danh"),
    "leave": _("Ra về"),
    "undo_check_in": _("Bỏ điểm danh ghi nhầm"),
    "send_substitute": _("Cử người dự thay"),
    "pass_seat": _("Chuyển chỗ cho người giữ chức vụ"),
    "ask_question": _("Hỏi trước phiên họp"),
    "answer_question": _("Trả lời câu hỏi trước phiên họp"),
    "withdraw_question": _("Rút câu hỏi trước phiên họp"),
    "hand_on_question": _("Chuyển câu hỏi trước phiên họp"),
    "count_site": _("Ghi số người ở điểm cầu"),
    "mute_site": _("Tắt, bật tiếng điểm cầu"),
    "hand_over_chair": _("Giao chủ trì"),
    "change_secretary": _("Đổi thư ký"),
    "add_secretary": _("Thêm thư ký"),
    "drop_secretary": _("Bớt thư ký"),
    "move_seat": _("Đổi chỗ ngồi"),
    "take_chair": _("Nhận chủ trì"),
    "remark": _("Ghi vào diễn biến"),
    "tell_secretary": _("Nhắn thư ký"),
    "pair_screen": _("Kết nối màn chiếu"),
    "end_screens": _("Ngắt màn chiếu"),
    "send_ballots": _("Gửi phiếu lấy ý kiến"),
    "answer": _("Trả lời phiếu lấy ý kiến"),
    "end_poll": _("Kiểm phiếu"),
    "mark_stances": _("Cho ý kiến trước phiên họp"),
    "adopt_unopposed": _("Thông qua cùng một lượt"),
    "add_paper": _("Bổ sung tài liệu"),
    "add_item": _("Bổ sung nội dung"),
    "set_download": _("Cho hoặc không cho tải tài liệu"),
    "move_item": _("Xếp lại chương trình"),
    "start_item": _("Bắt đầu nội dung"),
    "end_item": _("Kết luận nội dung"),
    "show_page": _("Trình chiếu"),
    "register_speech": _("Đăng ký phát biểu trước"),
    "withdraw_speech": _("Rút đăng ký phát biểu trước"),
    "request_floor": _("Đăng ký phát biểu"),
    "withdraw_request": _("Thôi phát biểu"),
    "move_request": _("Xếp lại hàng chờ phát biểu"),
    "give_floor": _("Mời phát biểu"),
    "extend_turn": _("Thêm giờ phát biểu"),
    "end_turn": _("Kết thúc phát biểu"),
    "open_vote": _("Mở biểu quyết"),
    "cast": _("Biểu quyết"),
    "record_card_vote": _("Ghi kết quả giơ thẻ"),
    "close_vote": _("Kết thúc biểu quyết"),
    "pass_on": _("Chuyển cho cơ quan kế tục"),
    "hand_on": _("Bàn giao cho người nhận việc"),
}

VERBS = {
    "schedule": _("Duyệt lịch họp"),
    "draft_invitation": _("Soạn giấy mời"),
    "invite": _("Gửi giấy mời họp"),
    "open_check_in": _("Mở điểm danh"),
    "send_ballots": _("Gửi phiếu lấy ý kiến"),
    "answer": _("Trả lời phiếu lấy ý kiến"),
    "end_poll": _("Kiểm phiếu lấy ý kiến"),
    "mark_stances": _("Cho ý kiến trước phiên họp"),
    "answer_question": _("Trả lời câu hỏi trước phiên họp"),
    "open": _("Khai mạc cuộc họp"),
    "start_item": _("Điều hành cuộc họp"),
    "resume": _("Cho tiếp tục"),
    "draft_minutes": _("Lập biên bản"),
    "sign_minutes": _("Ký biên bản"),
    "sign_supplement": _("Ký biên bản bổ sung"),
    "take_chair": _("Ký biên bản thay chủ trì"),
    "draft_notice": _("Soạn thông báo kết luận"),
    "conclude": _("Thông báo kết luận"),
}
"""What is expected of whoever has the meeting on the desk."""

LACKS = {
    "schedule": _("việc duyệt lịch họp"),
    "draft_invitation": _("việc soạn giấy mời"),
    "invite": _("việc gửi giấy mời"),
    "open_check_in": _("việc mở điểm danh"),
    "send_ballots": _("việc gửi phiếu lấy ý kiến"),
    "answer": _("phiếu lấy ý kiến"),
    "end_poll": _("việc kiểm phiếu"),
    "mark_stances": _("ý kiến trước phiên họp"),
    "answer_question": _("câu trả lời trước phiên họp"),
    "open": _("việc khai mạc"),
    "start_item": _("việc bế mạc"),
    "resume": _("quyết định cho tiếp tục"),
    "draft_minutes": _("biên bản"),
    "sign_minutes": _("chữ ký trên biên bản"),
    "sign_supplement": _("chữ ký trên biên bản bổ sung"),
    "take_chair": _("người ký biên bản thay chủ trì"),
    "draft_notice": _("thông báo kết luận"),
    "conclude": _("việc ghi nhận thông báo kết luận"),
}

PARTS = {
    "CHAIR": _("Chủ trì"),
    "MEMBER": _("Thành viên"),
    "DELEGATE": _("Đại biểu"),
    "INVITEE": _("Khách mời"),
    "OBSERVER": _("Người dự thính"),
    "RAPPORTEUR": _("Người trình bày"),
    "TECH": _("Kỹ thuật"),
}
"""What somebody is in one meeting (DOMAIN §10.3)."""

ATTENDANCE = {
    "INVITED": _("Được mời"),
    "CONFIRMED": _("Sẽ dự"),
    "EXCUSED": _("Vắng có lý do"),
    "PRESENT": _("Có mặt"),
    "LATE": _("Đến muộn"),
    "DISCONNECTED": _("Mất kết nối"),
    "LEFT": _("Đã về"),
    "ABSENT": _("Vắng"),
}
"""How somebody stands to a meeting (DOMAIN §10.6)."""

DEVICES = {
    "desk": _("Máy tính"),
    "tablet": _("Máy tính bảng"),
    "phone": _("Điện thoại"),
}

QUALITIES = {
    "good": _("tốt"),
    "slow": _("chậm"),
    "bad": _("rất chậm"),
    "unknown": _("chưa đo"),
    "lost": _("mất kết nối"),
}
"""How good a line is (LIVE §3)."""

COLOURS = {"good": "green", "slow": "yellow", "bad": "red", "unknown": "grey", "lost": "red"}
"""The mark that repeats it."""

STANCES = {
    "agree": _("Đồng ý"),
    "other": _("Ý kiến khác"),
    "speak": _("Đề nghị phát biểu"),
}
"""What a member thinks of a matter before the session."""
