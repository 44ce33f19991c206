"""What a paper still lacks while it waits on a desk for a verb: the end of "còn thiếu …"."""

from flask_babel import lazy_gettext as _

from server.words_of import casefiles, meetings, tasks

LACKS = {
    "register": _("việc vào sổ"),
    "release": _("quyết định về nghi vấn nội dung mật"),
    "purge": _("xác nhận của lãnh đạo về việc tiêu hủy văn bản mật"),
    "present": _("việc trình lãnh đạo"),
    "direct": _("ý kiến chỉ đạo"),
    "assign": _("việc giao người xử lý"),
    "start": _("việc nhận xử lý"),
    "propose_close": _("kết quả xử lý"),
    "contribute": _("ý kiến phối hợp"),
    "grant_extension": _("trả lời về việc gia hạn"),
    "close": _("xác nhận kết thúc"),
    "recall_received": _("trả lời yêu cầu thu hồi"),
    "refuse_recall": _("xác nhận của lãnh đạo về việc không cho thu hồi"),
    "replaced": _("ghi nhận văn bản thay thế"),
    "accept_update": _("trả lời yêu cầu cập nhật"),
    "submit": _("việc trình ký"),
    "opine": _("ý kiến góp ý"),
    "end_consultation": _("việc tổng hợp ý kiến"),
    "approve": _("chữ duyệt của người ký"),
    "content_check": _("kiểm tra nội dung"),
    "form_check": _("kiểm tra thể thức"),
    "sign": _("chữ ký của người có thẩm quyền"),
    "number": _("số và ngày"),
    "seal": _("chữ ký số của cơ quan"),
    "dispatch": _("việc phát hành"),
    "void_number": _("xác nhận hủy số"),
    "recall": _("việc thực hiện thu hồi"),
    **casefiles.LACKS,
    **meetings.LACKS,
    **tasks.LACKS,
}

_OWN = {"casefiles": casefiles.OWN_LACKS, "tasks": tasks.OWN_LACKS}


def lack_word(kind: str, verb: str) -> str:
    """In the words of its room, as `law.verb_word` calls what is expected."""
    return str(_OWN.get(kind, {}).get(verb) or LACKS[verb])
