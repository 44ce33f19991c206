"""The week of an agency, its rooms and cars."""

from flask_babel import lazy_gettext as _

from server.audit.kinds.kind import Kind, change

KINDS: dict[str, Kind] = {
    "schedule_proposed": change(_("Đề nghị đưa vào lịch công tác tuần"), "agency entry"),
    "schedule_settled": change(_("Trả lời đề nghị lịch công tác"), "agency entry"),
    "schedule_reviewed": change(_("Trình lịch công tác tuần"), "agency"),
    "schedule_sent_back": change(_("Trả lại lịch công tác tuần"), "agency"),
    "schedule_published": change(_("Ban hành lịch công tác tuần"), "agency"),
    "schedule_corrected": change(_("Sửa một việc trong lịch công tác đang lập"), "agency entry"),
    "schedule_amended": change(_("Thay đổi lịch công tác đã ban hành"), "agency entry"),
    "schedule_struck": change(_("Hủy một việc trong lịch đã ban hành"), "agency entry"),
    "schedule_taken_over": change(_("Nhận một việc trong lịch của cơ quan trước"), "agency entry"),
    "room_laid_out": change(_("Đặt sơ đồ chỗ ngồi của phòng họp"), "agency"),
    "shared_thing_added": change(_("Thêm phòng, xe của cơ quan"), "agency"),
}
