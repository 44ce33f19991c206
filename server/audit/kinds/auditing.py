"""Auditors and reports."""

from flask_babel import lazy_gettext as _

from server.audit.kinds.kind import SIGNING, WRITTEN, Kind, change, kind

_REPORT = f"agency of first last by position {SIGNING}"

KINDS: dict[str, Kind] = {
    "audit_read": change(_("Thanh tra mở văn bản"), "inspection revision_sha256"),
    "inspection_written": kind(_("Ghi một đợt kiểm tra"), f"person {WRITTEN}"),
    "inspection_began": change(_("Bắt đầu đợt kiểm tra")),
    "inspection_ended": change(_("Kết thúc đợt kiểm tra")),
    "audit_report": change(_("Lập báo cáo kiểm tra"), "file_sha256"),
    "keep_report": kind(_("Lập báo cáo"), _REPORT),
    "print_report": kind(_("Dàn trang báo cáo"), "file_sha256"),
    "sign_report": kind(_("Ký báo cáo"), _REPORT),
    "sign_audit_report": change(_("Ký báo cáo kiểm tra"), "file_sha256"),
}
