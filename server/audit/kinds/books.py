"""Registers and their volumes, scans, what an older system kept."""

from flask_babel import lazy_gettext as _

from server.audit.kinds.kind import SIGNING, WRITTEN, Kind, change, kind

_VOLUME = f"agency book year number lines by position {SIGNING}"

KINDS: dict[str, Kind] = {
    "line_written": kind(_("Ghi dòng sổ"), f"agency number {WRITTEN}"),
    "lines_unbound": kind(_("Đưa vào sổ các dòng chưa được gắn"), "agency first last lines"),
    "register_continued": change(_("Nối số từ sổ của hệ thống cũ"), "agency book year last"),
    "close_volume": kind(_("Khóa quyển sổ"), _VOLUME),
    "bind_volume": kind(_("In quyển sổ"), "file_sha256 lines"),
    "bind_volume_again": kind(_("In lại quyển sổ"), _VOLUME),
    "sign_volume": kind(_("Ký quyển sổ"), _VOLUME),
    "seal_volume": kind(_("Đóng dấu quyển sổ"), _VOLUME),
    "arrange_scans": change(_("Sắp lại bản quét"), "agency sources made"),
    "undo_arrangement": change(_("Hoàn tác sắp lại bản quét"), "agency sources made"),
    "dismiss_scan": change(_("Bỏ một tệp quét hỏng"), "agency sha256"),
    "earlier_taken_over": change(
        _("Nhập sổ của hệ thống cũ"), "agency lines sheet_sha256 lines_sha256"
    ),
    "earlier_seems_secret": change(_("Nghi mật trên bản quét của hệ thống cũ"), "agency"),
}
