"""Who holds a post, signs or stands in for whom, is rung; and hands over."""

from flask_babel import lazy_gettext as _

from server.audit.kinds.kind import WRITTEN, Kind, change, kind

KINDS: dict[str, Kind] = {
    "post_proposed": change(_("Đề nghị bổ nhiệm"), "grant post"),
    "post_rejected": change(_("Từ chối bổ nhiệm"), "grant post"),
    "own_grant_refused": change(_("Chặn tự giao quyền cho mình"), "grant post"),
    "alarm_seen": change(_("Đã xem cảnh báo thay đổi quyền"), "grant post"),
    "appointed": change(_("Bổ nhiệm"), "appointment post"),
    "appointment_ended": change(_("Thôi giữ chức vụ"), "appointment"),
    "appointment_written": kind(_("Ghi một lần bổ nhiệm"), f"person post {WRITTEN}"),
    "delegation_written": kind(_("Ghi một giao quyền ký"), f"agency post {WRITTEN}"),
    "absence_written": kind(_("Ghi một lần vắng mặt"), f"person substitute {WRITTEN}"),
    "pass_written": kind(_("Ghi một quyền đọc theo hạn"), f"person post {WRITTEN}"),
    "duty_number_kept": change(_("Ghi số điện thoại trực hỏa tốc"), "agency"),
    "duty_number_dropped": change(_("Bỏ số điện thoại trực hỏa tốc"), "agency"),
    "duty_called": change(_("Nhắn tin trực hỏa tốc"), "agency"),
    "duty_tried": change(_("Nhắn thử người trực hỏa tốc"), "agency"),
    "delegated": change(_("Ủy quyền, giao ký thay"), "post"),
    "delegation_ended": change(_("Chấm dứt ủy quyền"), "post"),
    "absence_noted": change(_("Ghi vắng mặt"), "substitute"),
    "absence_extended": change(_("Kéo dài vắng mặt"), "absence"),
    "absence_ended": change(_("Kết thúc vắng mặt"), "absence"),
    "work_handover_drafted": change(_("Lập danh sách bàn giao công việc"), "appointment"),
    "work_handover_named": change(_("Ghi người nhận bàn giao"), "things"),
    "work_handover_presented": change(_("Trình danh sách bàn giao"), "things list_sha256"),
    "work_handover_confirmed": change(_("Xác nhận danh sách bàn giao"), "list_sha256 list"),
    "work_handover_way_made": change(_("Để trống chức vụ cho người kế nhiệm")),
    "work_handover_excused": change(_("Ghi lý do người bàn giao không tự xác nhận")),
    "work_handover_taken_back": change(_("Rút danh sách bàn giao về để sửa")),
    "work_handover_withdrawn": change(_("Hủy việc bàn giao")),
    "work_handed_over": change(_("Thực hiện bàn giao công việc"), "things list_sha256"),
}
