"""Documents, besides their steps."""

from flask_babel import lazy_gettext as _

from server.audit.kinds.kind import SIGNING, WRITTEN, Kind, change, kind

KINDS: dict[str, Kind] = {
    "attempt_refused": change(_("Lần thử bị từ chối"), "reason step agency"),
    "batch": change(_("Kết quả một lượt xử lý nhiều văn bản"), "act total done"),
    "copy_made": kind(_("Sao văn bản"), "form number file_sha256 sealed_sha256 agency"),
    "proposed": change(_("Đề nghị người thứ hai xác nhận"), "step agency said_sha256 read"),
    "let_read": change(_("Cho đọc"), "read brought"),
    "shut_out": change(_("Thôi cho đọc"), "unread"),
    "overtook": change(_("Vào sổ trước văn bản đến trước"), "agency waiting"),
    "rule_waived": change(_("Bỏ qua một quy tắc có lý do"), "rule"),
    "waiver_ended": kind(_("Ngoại lệ hết hiệu lực"), "rule"),
    "waiver_written": kind(_("Ghi một ngoại lệ"), f"outgoing incoming rule {WRITTEN}"),
    "file_hung": kind(_("Kèm tệp vào văn bản"), "n file_sha256 brought"),
    "draft_file_written": kind(_("Nhận tệp dự thảo"), f"outgoing file_sha256 {WRITTEN}"),
    "sign_off_written": kind(
        _("Ghi một lần soát xét, phê duyệt"), f"outgoing version person {WRITTEN}"
    ),
    "recall_order_written": kind(_("Ghi văn bản chỉ đạo thu hồi"), f"outgoing {WRITTEN}"),
    "task_days_written": kind(_("Ghi thời hạn của nhiệm vụ"), WRITTEN),
    "tombstone": kind(_("Bia tiêu hủy văn bản mật"), "proposer confirmer files"),
    "list_laid_out": change(_("Lập biên bản, danh sách để ký"), "agency signers file_sha256"),
    "list_taken_back": change(_("Rút biên bản, danh sách chờ ký"), "agency file_sha256"),
    "list_signed": change(_("Ký biên bản, danh sách giao nhận"), f"n {SIGNING}"),
}
