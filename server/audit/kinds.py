"""Every kind of event that the log may hold: its words, and the facts that it carries.

A step of a paper carries what `perform()` tells of every step, and is called as the law calls it
(`words_of.law.STEPS`). All else has a row here. What is in no row is refused when it is written:
the log may be published, so that a fact is an id, a code or a digest, and never anybody's words.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

STEP = frozenset(
    {"prev_state", "state", "agency", "by", "position", "revision_sha256", "number", "brought"}
    | {"read", "unread", "said_sha256"}
)
BY = frozenset({"by", "position"})
"""Who changed people, posts and rights, from which post (`changed()`)."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What an event is called on a page, and which facts it may carry."""

    words: LazyString
    carries: frozenset[str]


def _kind(words: LazyString, facts: str = "") -> Kind:
    return Kind(words, frozenset(facts.split()))


def _change(words: LazyString, facts: str = "") -> Kind:
    return Kind(words, BY | frozenset(facts.split()))


_SIGNED = (
    "n field kind version version_sha256 input_sha256 revision_sha256 certificate_sha256 capacity "
    "delegation exception verdict row_sha256 brought"
)
_OF_A_VOTE = "vote kind base present cast threshold counts passed ballots_sha256 papers silent"
_SIGNING, _LENT = "input_sha256 file_sha256 certificate", "request reader until"
_VOLUME = f"agency book year number lines by position {_SIGNING}"
_REPORT = f"agency of first last by position {_SIGNING}"
_WRITTEN = "row_sha256 brought gone"
"""Of a row whose every word is bound (`bound`)."""

KINDS: dict[str, Kind] = {
    # signatures and what they are made with
    "signature": _kind(_("Chữ ký số"), _SIGNED),
    "attempt_refused": _change(_("Lần thử bị từ chối"), "reason step agency"),
    "key_issued": _change(_("Cấp khóa ký"), "certificate_sha256"),
    "key_changed": _change(_("Đăng ký khóa khác"), "kind certificate"),
    "mark_picture_set": _change(_("Đặt hình chữ ký, hình dấu"), "file_sha256"),
    "key_kind_demanded": _change(_("Chức vụ đòi một loại khóa")),
    "key_kind_waived": _change(_("Chức vụ thôi đòi một loại khóa")),
    "batch": _change(_("Kết quả một lượt xử lý nhiều văn bản"), "act total done"),
    # documents, besides their steps
    "copy_made": _kind(_("Sao văn bản"), "form number file_sha256 sealed_sha256 agency"),
    "proposed": _change(_("Đề nghị người thứ hai xác nhận"), "step agency said_sha256 read"),
    "let_read": _change(_("Cho đọc"), "read brought"),
    "shut_out": _change(_("Thôi cho đọc"), "unread"),
    "case_listed": _kind(_("Chốt danh sách của gói hồ sơ"), "manifest_sha256 files"),
    "case_packed": _kind(_("Lập gói hồ sơ nộp lưu"), "file_sha256 files"),
    "access_asked": _change(_("Xin đọc hồ sơ"), _LENT),
    "access_dropped": _change(_("Rút yêu cầu đọc hồ sơ"), _LENT),
    "access_granted": _change(_("Cho đọc hồ sơ theo yêu cầu"), f"{_LENT} opened"),
    "access_refused": _change(_("Không cho đọc hồ sơ"), _LENT),
    "access_withdrawn": _change(_("Thu lại quyền đọc hồ sơ"), _LENT),
    "access_ended": _change(_("Hết hạn đọc hồ sơ"), _LENT),
    "access_confirmed": _change(_("Xác nhận thay đổi quyền đọc hồ sơ"), _LENT),
    "access_read": _change(_("Đọc theo yêu cầu được chấp thuận"), "request"),
    "destruction_list": _change(_("Lập danh mục hồ sơ tiêu hủy"), "agency files"),
    "destruction_review": _change(_("Hội đồng xét hồ sơ tiêu hủy"), "agency files"),
    "destruction_decide": _change(_("Quyết định tiêu hủy hồ sơ"), "agency files"),
    "destruction_reject": _change(_("Không cho tiêu hủy hồ sơ"), "agency files"),
    "destruction_withdraw": _change(_("Rút danh mục hồ sơ tiêu hủy"), "agency files"),
    "destruction_carry_out": _change(_("Tiêu hủy hồ sơ"), "agency files"),
    "contents_destroyed": _change(_("Tiêu hủy nội dung hết thời hạn bảo quản"), "casefile files"),
    "plan_approved": _change(_("Phê duyệt danh mục hồ sơ"), "year lines"),
    "lengthen": _kind(
        _("Bổ sung giá trị lâu dài"), "agency file input_sha256 revision_sha256 level"
    ),
    "overtook": _change(_("Vào sổ trước văn bản đến trước"), "agency waiting"),
    "receipt": _kind(_("Trạng thái gửi, nhận"), "delivery code applied delivery_state agency"),
    "resend": _change(_("Gửi lại"), "delivery agency"),
    "say_again": _change(_("Báo lại nơi gửi"), "letter agency"),
    "ask_back": _change(_("Xin lấy lại ở một nơi nhận"), "delivery agency"),
    "rule_waived": _change(_("Bỏ qua một quy tắc có lý do"), "rule"),
    "waiver_ended": _kind(_("Ngoại lệ hết hiệu lực"), "rule"),
    "waiver_written": _kind(_("Ghi một ngoại lệ"), f"outgoing incoming rule {_WRITTEN}"),
    "file_hung": _kind(_("Kèm tệp vào văn bản"), "n file_sha256 brought"),
    "draft_file_written": _kind(_("Nhận tệp dự thảo"), f"outgoing file_sha256 {_WRITTEN}"),
    "arrival_written": _kind(_("Nhận phong bì điện tử"), f"agency file_sha256 {_WRITTEN}"),
    "sign_off_written": _kind(
        _("Ghi một lần soát xét, phê duyệt"), f"outgoing version person {_WRITTEN}"
    ),
    "recall_order_written": _kind(_("Ghi văn bản chỉ đạo thu hồi"), f"outgoing {_WRITTEN}"),
    "task_days_written": _kind(_("Ghi thời hạn của nhiệm vụ"), _WRITTEN),
    "tombstone": _kind(_("Bia tiêu hủy văn bản mật"), "proposer confirmer files"),
    # books and scans
    "line_written": _kind(_("Ghi dòng sổ"), f"agency number {_WRITTEN}"),
    "lines_unbound": _kind(_("Đưa vào sổ các dòng chưa được gắn"), "agency first last lines"),
    "register_continued": _change(_("Nối số từ sổ của hệ thống cũ"), "agency book year last"),
    "close_volume": _kind(_("Khóa quyển sổ"), _VOLUME),
    "bind_volume": _kind(_("In quyển sổ"), "file_sha256 lines"),
    "bind_volume_again": _kind(_("In lại quyển sổ"), _VOLUME),
    "sign_volume": _kind(_("Ký quyển sổ"), _VOLUME),
    "seal_volume": _kind(_("Đóng dấu quyển sổ"), _VOLUME),
    "arrange_scans": _change(_("Sắp lại bản quét"), "agency sources made"),
    "undo_arrangement": _change(_("Hoàn tác sắp lại bản quét"), "agency sources made"),
    "dismiss_scan": _change(_("Bỏ một tệp quét hỏng"), "agency sha256"),
    "earlier_taken_over": _change(
        _("Nhập sổ của hệ thống cũ"), "agency lines sheet_sha256 lines_sha256"
    ),
    "earlier_seems_secret": _change(_("Nghi mật trên bản quét của hệ thống cũ"), "agency"),
    "export_proposed": _change(_("Đề nghị xuất dữ liệu cơ quan"), "agency"),
    "export_confirmed": _change(_("Đồng ý xuất dữ liệu cơ quan"), "agency"),
    "export_rejected": _change(_("Không đồng ý xuất dữ liệu cơ quan"), "agency"),
    "export_taken": _change(_("Tải dữ liệu cơ quan"), "agency file_sha256"),
    # other systems, and keys of the exchange
    "neighbour_entered": _change(_("Thêm hệ thống liên thông")),
    "neighbour_changed": _change(_("Sửa hệ thống liên thông")),
    "neighbour_ended": _change(_("Thôi nhận từ hệ thống liên thông")),
    "neighbour_key_added": _change(_("Đăng ký khóa liên thông"), "key_sha256"),
    "neighbour_key_ended": _change(_("Thôi dùng khóa liên thông"), "key_sha256"),
    "set_aside_taken": _change(_("Đọc lại phong bì để riêng"), "file_sha256"),
    "set_aside_dropped": _change(_("Bỏ phong bì để riêng"), "file_sha256"),
    "exchange_key_made": _change(_("Tạo khóa liên thông kế tiếp"), "key_sha256"),
    "exchange_key_taken": _change(_("Bắt đầu dùng khóa liên thông kế tiếp"), "key_sha256"),
    # people, posts and rights
    "office_founded": _change(_("Lập hệ thống"), "second"),
    "office_imported": _change(_("Nhập cơ cấu tổ chức")),
    "person_created": _change(_("Tạo tài khoản")),
    "person_renamed": _change(_("Đổi họ tên")),
    "person_activated": _change(_("Mở lại tài khoản")),
    "person_deactivated": _change(_("Khóa tài khoản")),
    "password_reset": _change(_("Đặt lại mật khẩu")),
    "password_changed": _change(_("Tự đổi mật khẩu")),
    "pin_changed": _change(_("Tự đổi mã PIN của khóa ký")),
    "password_set": _change(_("Tự đặt mật khẩu thay mật khẩu được cấp")),
    "sessions_ended": _change(_("Kết thúc mọi phiên làm việc")),
    "session_ended": _change(_("Tự kết thúc phiên ở nơi khác")),
    "lock_released": _change(_("Gỡ khóa đăng nhập")),
    "factor_added": _change(_("Thêm lớp xác thực")),
    "factor_dropped": _change(_("Bỏ lớp xác thực")),
    "factor_renamed": _change(_("Đổi tên lớp xác thực")),
    "factors_ended": _change(_("Hủy các lớp xác thực")),
    "factors_end_proposed": _change(_("Đề nghị hủy các lớp xác thực")),
    "second_factor_required": _change(_("Chức vụ đòi lớp xác thực thứ hai")),
    "second_factor_waived": _change(_("Chức vụ thôi đòi lớp xác thực thứ hai")),
    "mail_address_proved": _change(_("Chứng tỏ địa chỉ thư báo")),
    "mail_address_dropped": _change(_("Bỏ địa chỉ thư báo")),
    "mail_ended": _change(_("Thôi nhận thư báo")),
    "identity_linked": _change(_("Gắn tài khoản với đăng nhập một lần")),
    "identity_unlinked": _change(_("Gỡ liên kết đăng nhập một lần")),
    "recovery_codes_made": _change(_("Lập mã dự phòng mới")),
    "recovery_code_used": _change(_("Đăng nhập bằng mã dự phòng")),
    "passkey_counted_back": _change(_("Từ chối passkey có số đếm lùi")),
    "token_made": _kind(_("Cấp thẻ truy cập cho chương trình"), "appointment scope token_sha256"),
    "calendar_opened": _change(_("Lập địa chỉ lịch họp")),
    "calendar_closed": _change(_("Thu hồi địa chỉ lịch họp")),
    "post_proposed": _change(_("Đề nghị bổ nhiệm"), "grant post"),
    "post_rejected": _change(_("Từ chối bổ nhiệm"), "grant post"),
    "own_grant_refused": _change(_("Chặn tự giao quyền cho mình"), "grant post"),
    "alarm_seen": _change(_("Đã xem cảnh báo thay đổi quyền"), "grant post"),
    "appointed": _change(_("Bổ nhiệm"), "appointment post"),
    "appointment_ended": _change(_("Thôi giữ chức vụ"), "appointment"),
    "appointment_written": _kind(_("Ghi một lần bổ nhiệm"), f"person post {_WRITTEN}"),
    "delegation_written": _kind(_("Ghi một giao quyền ký"), f"agency post {_WRITTEN}"),
    "absence_written": _kind(_("Ghi một lần vắng mặt"), f"person substitute {_WRITTEN}"),
    "position_written": _kind(_("Ghi một chức vụ"), f"agency {_WRITTEN}"),
    "person_written": _kind(_("Ghi chứng thư, tình trạng một tài khoản"), _WRITTEN),
    "agency_written": _kind(_("Ghi một cơ quan"), _WRITTEN),
    "pass_written": _kind(_("Ghi một quyền đọc theo hạn"), f"person post {_WRITTEN}"),
    "calendar_written": _kind(_("Ghi một ngày nghỉ, ngày làm bù"), _WRITTEN),
    "hours_written": _kind(_("Ghi giờ làm việc của cơ quan"), f"agency {_WRITTEN}"),
    "body_written": _kind(_("Ghi tổ chức tư vấn"), f"agency {_WRITTEN}"),
    "kind_rule_written": _kind(_("Ghi quy tắc cho loại văn bản"), f"agency {_WRITTEN}"),
    "vote_rule_written": _kind(_("Ghi tỷ lệ biểu quyết, căn cứ"), f"agency {_WRITTEN}"),
    "change_written": _kind(_("Ghi một dòng lịch sử thay đổi"), _WRITTEN),
    "duty_number_kept": _change(_("Ghi số điện thoại trực hỏa tốc"), "agency"),
    "duty_number_dropped": _change(_("Bỏ số điện thoại trực hỏa tốc"), "agency"),
    "duty_called": _change(_("Nhắn tin trực hỏa tốc"), "agency"),
    "duty_tried": _change(_("Nhắn thử người trực hỏa tốc"), "agency"),
    "patience_set": _change(_("Đặt giờ nhắc văn bản khẩn")),
    "delegated": _change(_("Ủy quyền, giao ký thay"), "post"),
    "delegation_ended": _change(_("Chấm dứt ủy quyền"), "post"),
    "absence_noted": _change(_("Ghi vắng mặt"), "substitute"),
    "absence_extended": _change(_("Kéo dài vắng mặt"), "absence"),
    "absence_ended": _change(_("Kết thúc vắng mặt"), "absence"),
    "unit_opened": _change(_("Lập đơn vị"), "agency"),
    "unit_reworded": _change(_("Sửa tên đơn vị gõ nhầm"), "agency"),
    "position_reworded": _change(_("Sửa tên chức vụ gõ nhầm")),
    "unit_closed": _change(_("Giải thể đơn vị"), "agency"),
    "position_opened": _change(_("Lập chức vụ")),
    "position_closed": _change(_("Bãi chức vụ")),
    "agency_opened": _change(_("Lập cơ quan"), "code organ"),
    "schedule_proposed": _change(_("Đề nghị đưa vào lịch công tác tuần"), "agency entry"),
    "schedule_settled": _change(_("Trả lời đề nghị lịch công tác"), "agency entry"),
    "schedule_reviewed": _change(_("Trình lịch công tác tuần"), "agency"),
    "schedule_sent_back": _change(_("Trả lại lịch công tác tuần"), "agency"),
    "schedule_published": _change(_("Ban hành lịch công tác tuần"), "agency"),
    "schedule_corrected": _change(_("Sửa một việc trong lịch công tác đang lập"), "agency entry"),
    "schedule_amended": _change(_("Thay đổi lịch công tác đã ban hành"), "agency entry"),
    "schedule_struck": _change(_("Hủy một việc trong lịch đã ban hành"), "agency entry"),
    "schedule_taken_over": _change(_("Nhận một việc trong lịch của cơ quan trước"), "agency entry"),
    "room_laid_out": _change(_("Đặt sơ đồ chỗ ngồi của phòng họp"), "agency"),
    "shared_thing_added": _change(_("Thêm phòng, xe của cơ quan"), "agency"),
    "list_laid_out": _change(_("Lập biên bản, danh sách để ký"), "agency signers file_sha256"),
    "list_taken_back": _change(_("Rút biên bản, danh sách chờ ký"), "agency file_sha256"),
    "list_signed": _change(_("Ký biên bản, danh sách giao nhận"), f"n {_SIGNING}"),
    "work_handover_drafted": _change(_("Lập danh sách bàn giao công việc"), "appointment"),
    "work_handover_named": _change(_("Ghi người nhận bàn giao"), "things"),
    "work_handover_presented": _change(_("Trình danh sách bàn giao"), "things list_sha256"),
    "work_handover_confirmed": _change(_("Xác nhận danh sách bàn giao"), "list_sha256 list"),
    "work_handover_taken_back": _change(_("Rút danh sách bàn giao về để sửa")),
    "work_handover_withdrawn": _change(_("Hủy việc bàn giao")),
    "work_handed_over": _change(_("Thực hiện bàn giao công việc"), "things list_sha256"),
    "reorganisation_drafted": _change(_("Lập phương án sắp xếp cơ quan"), "closes"),
    "reorganisation_changed": _change(_("Sửa phương án sắp xếp cơ quan"), "closes"),
    "reorganisation_proposed": _change(_("Trình phương án sắp xếp cơ quan"), "closes"),
    "reorganisation_sent_back": _change(_("Trả lại phương án sắp xếp cơ quan"), "closes"),
    "reorganisation_approved": _change(_("Phê duyệt phương án sắp xếp cơ quan"), "closes"),
    "reorganisation_withdrawn": _change(_("Rút phương án sắp xếp cơ quan"), "closes"),
    "reorganisation_in_effect": _change(_("Thực hiện phương án sắp xếp cơ quan"), "closes"),
    "register_closed": _kind(_("Khóa sổ của cơ quan kết thúc hoạt động"), "agency book year last"),
    "key_revoked": _change(_("Thu hồi khóa ký số"), "certificate_sha256"),
    "agency_closed": _change(_("Đóng cơ quan"), "code organ"),
    "superior_renamed": _change(_("Cơ quan cấp trên đổi tên"), "superior"),
    "page_codes_set": _change(_("In hay thôi in mã QR trên trang của cơ quan"), "prints"),
    "silence_settled": _change(_("Đặt cách tính phiếu lấy ý kiến không trả lời"), "agrees"),
    "outside_entered": _change(_("Thêm cơ quan ngoài hệ thống"), "code organ"),
    "outside_corrected": _change(_("Sửa cơ quan ngoài hệ thống"), "was"),
    "day_marked": _change(_("Đánh dấu ngày nghỉ, ngày làm bù"), "kind"),
    "hours_set": _change(_("Đặt giờ làm việc của cơ quan"), "since"),
    "template_made": _change(_("Lập mẫu dự thảo"), "agency"),
    "template_changed": _change(_("Sửa mẫu dự thảo"), "agency"),
    "template_dropped": _change(_("Bỏ mẫu dự thảo"), "agency"),
    "group_made": _change(_("Lập nhóm nơi nhận"), "agency"),
    "group_changed": _change(_("Sửa nhóm nơi nhận"), "agency"),
    "group_dropped": _change(_("Bỏ nhóm nơi nhận"), "agency"),
    "phrase_made": _change(_("Thêm câu mẫu"), "agency"),
    "phrase_changed": _change(_("Sửa câu mẫu"), "agency"),
    "phrase_dropped": _change(_("Bỏ câu mẫu"), "agency"),
    "body_settled": _change(_("Lập hoặc đổi tổ chức tư vấn"), "agency"),
    "body_ended": _change(_("Giải thể tổ chức tư vấn"), "agency"),
    "kind_settled": _change(_("Đặt quy tắc cho loại văn bản"), "kind"),
    "vote_rule_settled": _change(_("Đặt, thôi áp dụng tỷ lệ thông qua"), "body way threshold"),
    # meetings, besides their steps
    "delegate_written": _kind(_("Ghi người dự họp, có mặt, vắng mặt"), f"person {_WRITTEN}"),
    "vote": _change(_("Kết quả biểu quyết"), _OF_A_VOTE),
    "agenda_grew": _change(_("Bổ sung nội dung, tài liệu cuộc họp"), "item paper"),
    "download_set": _change(_("Cho hoặc không cho tải tài liệu họp"), "item allowed"),
    "item_moved": _change(_("Xếp lại chương trình họp"), "item before after"),
    "chair": _change(_("Đổi người chủ trì"), "before after"),
    "secretary": _change(_("Đổi thư ký cuộc họp"), "before after"),
    "secretaries": _change(_("Thêm hoặc bớt thư ký cuộc họp"), "person writes"),
    "came_by_device": _change(_("Điểm danh trên máy của mình"), "person device"),
    "seat": _change(_("Đổi chỗ ngồi trong phòng họp"), "person before after"),
    "screen": _change(_("Nối hoặc ngắt màn chiếu"), "screen here"),
    "substitute": _change(_("Cử người dự họp thay"), "person substitute"),
    "seat_passed": _change(_("Người mới giữ chức vụ dự họp"), "before after"),
    "question_asked": _change(_("Hỏi trước phiên họp"), "question item sha256"),
    "question_answered": _change(_("Trả lời câu hỏi trước phiên họp"), "question item sha256"),
    "question_withdrawn": _change(_("Rút câu hỏi trước phiên họp"), "question item"),
    "question_handed_on": _change(_("Chuyển câu hỏi trước phiên họp"), "question item given_to"),
    "minutes_written": _change(_("Sửa, bổ sung biên bản"), "line sha256"),
    "minutes_supplemented": _change(_("Lập biên bản bổ sung"), "n sha256"),
    "minutes_signed": _change(_("Ký biên bản"), f"n field {_SIGNING}"),
    "attendance": _change(_("Ghi có mặt thay"), "person here"),
    # auditors
    "audit_read": _change(_("Thanh tra mở văn bản"), "inspection revision_sha256"),
    "inspection_written": _kind(_("Ghi một đợt kiểm tra"), f"person {_WRITTEN}"),
    "inspection_began": _change(_("Bắt đầu đợt kiểm tra")),
    "inspection_ended": _change(_("Kết thúc đợt kiểm tra")),
    "audit_report": _change(_("Lập báo cáo kiểm tra"), "file_sha256"),
    "keep_report": _kind(_("Lập báo cáo"), _REPORT),
    "print_report": _kind(_("Dàn trang báo cáo"), "file_sha256"),
    "sign_report": _kind(_("Ký báo cáo"), _REPORT),
    "sign_audit_report": _change(_("Ký báo cáo kiểm tra"), "file_sha256"),
    # the log itself
    "rows_bound": _kind(_("Gắn mọi dòng đã có với nhật ký")),
    "root_trusted": _kind(_("Tin một chứng thư gốc"), "certificate_sha256 brought"),
    "root_dropped": _kind(_("Thôi tin một chứng thư gốc"), "certificate_sha256"),
    "witness_asked": _kind(_("Nhờ nhân chứng ký xác nhận"), "key_id name"),
    "witness_ended": _kind(_("Thôi nhờ nhân chứng"), "name"),
    "witness_refused": _kind(_("Nhân chứng không thừa nhận nhật ký"), "answer size"),
}


class UnknownFact(ValueError):
    """An event carries what the table of kinds does not know."""


def require(event: str, facts: Iterable[str]) -> None:
    """Whether an event of this kind may carry these facts; a fault of ours where it may not."""
    if more := {*facts} - (KINDS[event].carries if event in KINDS else STEP):
        raise UnknownFact(f"{event}: {', '.join(sorted(more))}")
