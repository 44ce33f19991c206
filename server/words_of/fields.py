"""What a field of a paper is called, where a program has its name: in histories, in differences."""

from flask_babel import lazy_gettext as _

from server.words_of.law import why_returned

DRAFT = {
    "doc_type": _("Tên loại"),
    "subject": _("Trích yếu"),
    "details": _("Theo mẫu"),
    "bases": _("Căn cứ"),
    "body": _("Nội dung"),
    "to": _("Gửi để thực hiện"),
    "for_info": _("Gửi để biết"),
    "signer": _("Người ký"),
    "capacity": _("Thẩm quyền ký"),
    "joint": _("Cùng ban hành"),
    "personal": _("Văn bản của cá nhân người đứng đầu"),
    "in_name_of": _("Ban hành với tên của"),
    "urgency": _("Độ khẩn"),
    "answer_by": _("Đề nghị trả lời trước ngày"),
}
"""In the order of the editor."""

_OTHERS = {
    "replies_to": _("Trả lời văn bản"),
    "replaces": _("Thay thế văn bản"),
    "corrects": _("Đính chính văn bản"),
    "error_kind": _("Loại sai sót"),
    "file": _("Tệp dự thảo"),
    "places": _("Chỗ đặt số, ngày, chữ ký"),
    "number": _("Số"),
    "notation": _("Ký hiệu"),
    "issued_on": _("Ngày văn bản"),
    "issuer": _("Tác giả"),
}

CHANGING = frozenset(("edit", "edit_after_approval", "accept_update"))
"""Steps whose history keeps the names of the fields that were changed."""


RETURNING = "return"
"""Its reason begins with one of the decree's, as a code (IN-T05)."""


def changed(names: str) -> str:
    """`subject, body` as an official reads it; what is no field stays as it is written."""
    words = DRAFT | _OTHERS
    said = [str(words.get(name, name)) for name in names.split(", ")]
    return ", ".join([*said[:1], *(one[:1].lower() + one[1:] for one in said[1:])])


def reasoned(step: str, reason: str) -> str:
    """Why a step was taken, as its history shows it: what stands there in codes, in words."""
    if step in CHANGING:
        return changed(reason)
    return why_returned(reason) if step == RETURNING else reason
