"""What a state, a step and a desk's verb are called on a page: the office's own words."""

import datetime as dt

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from server.clock import local, today
from server.words_of import beside, casefiles, coming, earlier, meetings, tasks
from workflows.layout import BY_ID

VEILED_VERBS = frozenset(("release", "purge"))
"""What a suspected secret lies on a desk for: of such a paper nothing is said (SEC-02)."""

TOMBSTONE = _("Văn bản mật đã tiêu hủy")
"""What stands where the subject of a purged secret was (SEC-03)."""

STATES = {
    "ARRIVED": _("Mới đến"),
    "QUARANTINED": _("Cách ly (nghi mật)"),
    "RETURNED": _("Đã trả lại nơi gửi"),
    "REGISTERED": _("Đã vào sổ"),
    "PRESENTED": _("Chờ bút phê"),
    "DIRECTED": _("Chờ phân công"),
    "ASSIGNED": _("Đã giao người xử lý"),
    "IN_PROGRESS": _("Đang xử lý"),
    "AWAITING_CLOSE": _("Chờ kết thúc"),
    "DONE": _("Đã xử lý xong"),
    "FILED": _("Đã lập hồ sơ"),
    "INFO_ONLY": _("Để biết"),
    "RECALLED": _("Đã thu hồi"),
    "SUPERSEDED": _("Đã được thay thế"),
    "REARRANGED": _("Đã sắp lại trang"),
    "JOINED": _("Đã nhập vào số đến có trước"),
    "PURGED": _("Đã tiêu hủy (bí mật nhà nước)"),
    "DRAFT": _("Dự thảo"),
    "IN_CONSULTATION": _("Đang xin ý kiến"),
    "SUBMITTED": _("Đã trình, chờ duyệt"),
    "APPROVED": _("Đã duyệt, chờ kiểm tra"),
    "CONTENT_OK": _("Nội dung đạt, chờ thể thức"),
    "FORM_OK": _("Thể thức đạt"),
    "READY_TO_SIGN": _("Chờ ký"),
    "SIGNED": _("Đã ký, chờ cấp số"),
    "NUMBERED": _("Đã có số, chờ vào sổ"),
    "SEALED": _("Đã đóng dấu, chờ phát hành"),
    "DISPATCHED": _("Đã phát hành"),
    "VOIDED": _("Đã hủy số"),
    "REPLACED": _("Đã được thay thế"),
    "ABANDONED": _("Đã bỏ"),
}
OUTGOING_STATES = STATES | {"REGISTERED": _("Đã vào sổ, chờ đóng dấu")}

STEPS = {
    **coming.STEPS,
    "create": _("Bắt đầu soạn"),
    "change_signer": _("Đổi người ký vì người ký thôi giữ chức vụ"),
    "edit": _("Sửa dự thảo"),
    "edit_after_approval": _("Sửa sau khi duyệt: mọi chữ duyệt hết giá trị"),
    "consult": _("Xin ý kiến đơn vị"),
    "opine": _("Góp ý dự thảo"),
    "end_consultation": _("Kết thúc lấy ý kiến"),
    "submit": _("Trình ký"),
    "send_back": _("Trả lại người soạn"),
    "approve": _("Duyệt"),
    "content_check": _("Kiểm tra nội dung: đạt"),
    "form_check": _("Kiểm tra thể thức: đạt"),
    "waive_form_check": _("Miễn kiểm tra thể thức (hỏa tốc)"),
    "pass_content": _("Nội dung đã được kiểm tra trước"),
    "pass_form": _("Thể thức đã được kiểm tra trước"),
    "ready": _("Đủ điều kiện ký"),
    "sign": _("Ký số"),
    "void_approval": _("Thẩm quyền ký đã hết: chữ duyệt hết giá trị"),
    "refuse_sign": _("Không ký"),
    "number": _("Cấp số và ngày"),
    "seal": _("Ký số của cơ quan"),
    "dispatch": _("Phát hành"),
    "void_number": _("Hủy số"),
    "propose_void_number": _("Đề nghị hủy số"),
    "withdraw_void_number": _("Rút lại đề nghị hủy số"),
    "recall": _("Thu hồi"),
    "propose_recall": _("Chỉ đạo thu hồi"),
    "withdraw_recall": _("Rút lại chỉ đạo thu hồi"),
    "replace": _("Được thay thế"),
    "correct": _("Được đính chính"),
    "paper_issue": _("In bản giấy"),
    "correct_line": _("Sửa dòng trong sổ"),
    "copy": _("Sao văn bản ra giấy"),
    "copy_electronically": _("Sao văn bản sang điện tử"),
    "extract": _("Trích sao ra giấy"),
    "extract_electronically": _("Trích sao điện tử"),
    "abandon": _("Bỏ dự thảo"),
    **beside.STEPS,
}

VERBS = {
    "register": _("Vào sổ"),
    "release": _("Xem xét cách ly"),
    "purge": _("Xác nhận tiêu hủy văn bản mật"),
    "present": _("Trình lãnh đạo"),
    "direct": _("Cho ý kiến chỉ đạo"),
    "assign": _("Giao người xử lý"),
    "start": _("Nhận xử lý"),
    "propose_close": _("Xử lý"),
    "contribute": _("Góp ý phối hợp"),
    "grant_extension": _("Trả lời xin gia hạn"),
    "close": _("Xem kết quả, kết thúc"),
    "recall_received": _("Trả lời yêu cầu thu hồi"),
    "refuse_recall": _("Xác nhận không cho thu hồi"),
    "replaced": _("Ghi nhận văn bản thay thế"),
    "accept_update": _("Xem yêu cầu cập nhật"),
    "submit": _("Hoàn thiện, trình ký"),
    "opine": _("Góp ý dự thảo"),
    "end_consultation": _("Tổng hợp ý kiến"),
    "approve": _("Duyệt"),
    "content_check": _("Kiểm tra nội dung"),
    "form_check": _("Kiểm tra thể thức"),
    "sign": _("Ký số"),
    "number": _("Cấp số"),
    "seal": _("Đóng dấu"),
    "dispatch": _("Phát hành"),
    "void_number": _("Xác nhận hủy số"),
    "recall": _("Thực hiện thu hồi"),
    **casefiles.VERBS,
    **meetings.VERBS,
    **tasks.VERBS,
}
"""What is expected of whoever has the paper on the desk."""

VERDICTS = {
    "PAPER": _("Bản giấy đã quét"),
    "VALID": _("Chữ ký hợp lệ"),
    "VALID_EXPIRED_NOW": _("Hợp lệ tại thời điểm ký (chứng thư nay đã hết hạn)"),
    "INDETERMINATE": _("Không đủ căn cứ kết luận"),
    "INVALID": _("Không hợp lệ"),
    "NOT_SIGNED": _("Không có chữ ký số"),
}

_ROOMS = {"meetings": meetings, "tasks": tasks, "casefiles": casefiles, "earlier": earlier}


def state_word(kind: str, state: str) -> str:
    """The state in the words of its room."""
    words = OUTGOING_STATES if kind == "outgoing" else STATES
    return str((_ROOMS[kind].STATES if kind in _ROOMS else words)[state])


_PROVISIONAL = {"incoming": "T", "earlier": "C"}
"""What arrived, and what an older system kept, are counted each by itself."""


_OWN_VERBS = {"casefiles": casefiles.OWN_VERBS, "tasks": tasks.OWN_VERBS}


def verb_word(kind: str, verb: str) -> str:
    """What is expected, in the words of its room: who closes a file looks at nobody's result, and
    who has taken a task on has not to take on a document."""
    return str(_OWN_VERBS.get(kind, {}).get(verb) or VERBS[verb])


def provisional(paper_id: int, kind: str = "incoming") -> str:
    """The số đến tạm of what may be a secret: clerk and leader speak of it by this and no word."""
    return f"{_PROVISIONAL[kind]}{paper_id}"


def suspected(paper_id: int, kind: str = "incoming") -> str:
    """All that anybody but the clerk is told of a paper in quarantine (SEC-02)."""
    return gettext("Có 01 văn bản nghi mật, số đến tạm %(no)s", no=provisional(paper_id, kind))


def step_word(kind: str, name: str) -> str:
    """A step in the words of its room: a letter goes back to its sender, a task to its giver."""
    return str((_ROOMS[kind].STEPS if kind in _ROOMS else STEPS).get(name, name))


ROLES = {
    "CLERK": _("Văn thư"),
    "LEADER": _("Lãnh đạo"),
    "OFFICE_CHIEF": _("Chánh Văn phòng"),
    "UNIT_HEAD": _("Trưởng đơn vị"),
    "OFFICER": _("Chuyên viên"),
    "FORM_CHECKER": _("Người kiểm tra thể thức"),
    "ARCHIVIST": _("Lưu trữ"),
    "SECRETARY": _("Thư ký"),
    "TECH": _("Kỹ thuật"),
    "DESK": _("Một cửa"),
    "AUDITOR": _("Thanh tra"),
    "ADMIN": _("Quản trị"),
    "CITIZEN": _("Công dân"),
    "SYSTEM": _("Hệ thống"),
    **meetings.PARTS,
}


NEAR = {0: _("hôm nay"), 1: _("hôm qua")}


def moment_words(moment: dt.datetime) -> str:
    """A moment as people say it: `09:14 hôm nay`, `16:20 hôm qua`, `08:00 ngày 03/11/2023`."""
    there = local(moment)
    days = (today() - there.date()).days
    if days in NEAR:
        return f"{there:%H:%M} {NEAR[days]}"
    return f"{there:%H:%M} " + gettext("ngày %(day)s", day=f"{there:%d/%m/%Y}")


RETURNS = {
    "BAD_SIGNATURE": _("Chữ ký số không hợp lệ"),
    "NOT_INTACT": _("Không bảo đảm tính toàn vẹn"),
    "WRONG_RECIPIENT": _("Gửi nhầm nơi nhận"),
    "UNREADABLE": _("Không đọc được"),
    "MISSING_ATTACHMENT": _("Thiếu tệp kèm theo"),
    "SECRET_CHANNEL": _("Sai kênh gửi (văn bản mật)"),
    "DUPLICATE": _("Gửi trùng"),
}
"""Why an incoming document goes back to its sender (DOMAIN §4.3)."""


def why_returned(words: str) -> str:
    """What a status says in words: the code that opens it is one between programs (§8.4)."""
    code, colon, more = words.partition(":")
    return f"{RETURNS[code]}{colon}{more}" if code in RETURNS else words


MARKED = (
    _("ký trực tiếp"), _("ký thay mặt"), _("quyền"), _("ký thay"), _("ký thừa lệnh"),
    _("ký thừa ủy quyền"), _("không hạn"), _("còn hạn"), _("sắp đến hạn"), _("quá hạn"),
    _("hoàn thành đúng hạn"), _("hoàn thành quá hạn"), _("Thường"), _("Khẩn"), _("Thượng khẩn"),
    _("Hỏa tốc"), _("chờ gửi"), _("đã gửi"), _("đã đến"), _("đã tiếp nhận"), _("từ chối tiếp nhận"),
    _("gửi không được"), _("đã phân công xử lý"), _("đang xử lý"), _("hoàn thành"),
    _("đang yêu cầu lấy lại"), _("đã lấy lại"), _("từ chối yêu cầu cập nhật, lấy lại"),
    _("đã hủy gửi"), _("Đã đến"), _("Từ chối tiếp nhận"), _("Đã tiếp nhận"),
    _("Phân công xử lý"), _("Đang xử lý"), _("Hoàn thành"), _("Lấy lại"),
    _("Đồng ý yêu cầu cập nhật, lấy lại"), _("Từ chối yêu cầu cập nhật, lấy lại"), _("gửi lại"),
    _("đã xử lý cách khác"), _("đã gửi cập nhật"), _("chưa chuyển được yêu cầu tới nơi nhận"),
    _("quá giờ chưa có tin đã đến"), _("Thời gian bắt đầu"), _("Địa điểm"), _("Thành phần tham dự"),
    _("Chủ trì (chủ tọa)"), _("Thư ký (người ghi biên bản)"), _("Kết thúc vào"), _("Bên B"),
    _("Địa chỉ Bên B"), _("Chức vụ người đại diện Bên B"), _("Người đại diện Bên B"),
    _("Cơ quan hoặc chức danh gửi điện"), _("để trống là tên cơ quan"), _("Người được ủy quyền"),
    _("Chức vụ, đơn vị"), _("Thời hạn ủy quyền"), _("Kính mời"),
    _("để trống là nơi gửi để thực hiện"), _("Tới dự"), _("Chủ trì cuộc họp"), _("Thời gian"),
    _("Ông (bà)"), _("Chức vụ"), _("Được cử đến"), _("Có giá trị đến hết ngày"),
    _("Ngày của đơn đề nghị nghỉ phép"), _("Thời gian nghỉ"), _("Kể từ ngày"), _("Đến hết ngày"),
    _("Nơi nghỉ phép"), _("Tính vào thời gian"), _("Nơi xác nhận (nếu cần)"), _("Gửi kèm theo"),
    _("Chuyển đơn, tài liệu"), _("Của ông (bà), cơ quan"), _("Để"), _("Báo cho"), _("Loại thư"),
    _("Lời chào đầu thư"),
)  # fmt: skip
"""Words that stand in the law itself, named once more so that the catalogue has them."""


SET_ASIDE = {
    "SOD-01": _("một người kiểm tra cả nội dung và thể thức"),
    "OUT-T07": _("miễn kiểm tra thể thức văn bản hỏa tốc"),
    "IN-04": _("văn bản giấy tìm thấy sau, vào sổ muộn"),
    "SIG-03": _("giao khóa của cơ quan cho người khác"),
}
"""Rules that an office may set aside with a reason, besides those of layout (DOMAIN §3.4)."""


def rule_word(rule: str) -> str:
    """A rule that was set aside, by its number in the handbook and what it is about."""
    words = gettext(BY_ID[rule].words) if rule in BY_ID else SET_ASIDE.get(rule)
    return f"{rule}: {words}" if words else rule


def law_word(word: str) -> str:
    """A word of the law (capacity, urgency, colour, delivery) in the reader's language."""
    return gettext(word)
