"""What an auditor should look at: one row an anomaly, its words, its source, and what finds it."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from server.auditing import by_arrival, by_check, by_record, by_signature
from server.auditing.found import Found, Span
from server.clock import local


@dataclass(frozen=True, slots=True)
class Anomaly:
    """None of them is a fault by itself: the law may have allowed it, and an auditor asks."""

    name: str
    words: LazyString
    source: LazyString | str
    find: Callable[[Span], Iterable[Found]]
    page: str = ""
    """Where one is read that is of no paper."""


ANOMALIES = (
    Anomaly("out_of_hours", _("Ký ngoài giờ làm việc"), _("Lịch làm việc"),
            by_signature.out_of_hours),
    Anomaly("by_delegate", _("Ký thay, thừa lệnh, thừa ủy quyền"), "NĐ 30/2020 Điều 13",
            by_signature.by_delegate),
    Anomaly("absence", _("Ký khi vắng mặt hoặc vừa trở lại"), _("Phân công nhiệm vụ"),
            by_signature.around_absence),
    Anomaly("new_key", _("Ký bằng khóa khác lần trước"), "NĐ 30/2020 Điều 32",
            by_signature.by_new_key),
    Anomaly("not_valid", _("Chữ ký không hợp lệ hoặc đã hủy"), "TT 15/2025 PL.II",
            by_signature.not_valid),
    Anomaly("status_unknown", _("Ký khi chưa rõ chứng thư có bị thu hồi không"),
            "TT 15/2025 PL.II", by_signature.status_unknown),
    Anomaly("weak_algorithm", _("Văn bản đến có chữ ký dùng thuật toán yếu"), "TT 15/2025 PL.I",
            by_arrival.weak_algorithms),
    Anomaly("self_drafted", _("Người ký tự soạn thảo"), "NĐ 30/2020 Điều 12",
            by_signature.self_drafted),
    Anomaly("one_checker", _("Một người kiểm tra cả nội dung và thể thức"), "NĐ 30/2020 Điều 12",
            by_record.one_checker),
    Anomaly("one_hand", _("Định làm cả hai việc phải do hai người"), "NĐ 30/2020 Điều 12, 32",
            by_record.one_hand),
    Anomaly("voided", _("Hủy số"), "NĐ 30/2020 Điều 15", by_record.voided_numbers),
    Anomaly("renumbered", _("Cấp số lần nữa"), "NĐ 30/2020 Điều 15", by_record.renumbered),
    Anomaly("backdated", _("Định lùi ngày cấp số"), "NĐ 30/2020 Điều 15", by_record.backdated),
    Anomaly("too_early", _("Định đóng dấu, phát hành trước khi đủ chữ ký và số"),
            "NĐ 30/2020 Điều 32", by_record.too_early),
    Anomaly("other_bytes", _("Định ký lên tệp khác tệp đã duyệt"), "NĐ 30/2020 Điều 13",
            by_record.other_bytes),
    Anomaly("one_device", _("Định điểm danh cho nhiều người bằng một máy"), _("Quy chế làm việc"),
            by_record.one_device),
    Anomaly("others_key", _("Định đóng dấu bằng khóa do người khác giữ"), "NĐ 30/2020 Điều 32",
            by_record.others_key),
    Anomaly("exception", _("Bỏ qua quy tắc có nêu lý do"), _("Ngoại lệ có lý do"),
            by_record.exceptions),
    Anomaly("refused_pin", _("Nhập sai mã PIN của khóa ký"), "NĐ 30/2020 PL.VI",
            by_record.refused_pins),
    Anomaly("swapped_file", _("Tệp trong kho bị đổi hoặc mất"), "NĐ 30/2020 Điều 5",
            by_check.stored_files, "/ledger/health"),
    Anomaly("torn_log", _("Kiểm tra nhật ký thấy chỗ sai"), _("Kiểm tra nhật ký"),
            by_check.torn_log, "/ledger/health"),
    Anomaly("locked_out", _("Tài khoản bị khóa vì sai mật khẩu"), "NĐ 30/2020 PL.VI",
            by_record.locked_out),
)  # fmt: skip
BY_NAME: Mapping[str, Anomaly] = {one.name: one for one in ANOMALIES}

WHYS = {
    "day_off": _("ngày nghỉ, lúc %(at)s"),
    "hour": _("ngoài giờ, lúc %(at)s"),
    "KT": _("ký thay (KT.)"),
    "TL": _("ký thừa lệnh (TL.)"),
    "TUQ": _("ký thừa ủy quyền (TUQ.)"),
    "away": _("đang vắng mặt từ %(first)s đến trước %(last)s"),
    "just_back": _("ngay sau khi vắng mặt từ %(first)s đến trước %(last)s"),
    "new_key": _("chứng thư số hiệu %(serial)s"),
    "invalid": _("không hợp lệ khi đọc lại"),
    "status_unknown": _("chưa lấy được danh sách thu hồi; người ký đã được báo trước"),
    "weak": _("dùng %(weak)s; kết quả kiểm tra: %(verdict)s"),
    "voided": _("đã hủy: cơ quan cùng ban hành từ chối"),
    "self_drafted": _("người ký cũng là người soạn thảo"),
    "one_checker": _("cùng một người trên một bản dự thảo"),
    "number_voided": _("lý do: %(reason)s"),
    "renumbered": _("đã có số trước đó"),
    "exception": _("%(rule)s: %(reason)s"),
    "wrong_pin": _("sai mã PIN"),
    "pin_locked": _("sai mã PIN nhiều lần, khóa tạm 15 phút"),
    "locked_out": _("từ địa chỉ %(address)s"),
    "examined": "%(words)s",
    "number_would_be_backdated": _("ngày sớm hơn ngày của số trước; hệ thống từ chối"),
    "wrong_state": _("chưa đến bước này; hệ thống từ chối"),
    "is_signed": _("chưa đủ chữ ký của người có thẩm quyền; hệ thống từ chối"),
    "sealer_did_not_sign": _("người ký định tự đóng dấu; hệ thống từ chối"),
    "signer_did_not_check": _("người kiểm tra định tự duyệt; hệ thống từ chối"),
    "checker_did_not_draft": _("người soạn thảo định tự kiểm tra; hệ thống từ chối"),
    "is_not_own_checker": _("một người định kiểm tra cả hai; hệ thống từ chối"),
    "same_person": _("người đề nghị định tự xác nhận; hệ thống từ chối"),
    "is_what_was_approved": _("tệp không phải bản đã duyệt; hệ thống từ chối"),
    "is_what_others_signed": _("tệp không phải bản cơ quan chủ trì đã ký; hệ thống từ chối"),
    "seal_is_kept_by_another": _("người khác giữ khóa theo biên bản bàn giao; hệ thống từ chối"),
    "comes_by_own_device": _("máy đã điểm danh cho người khác; hệ thống từ chối"),
}
"""The rest of the sentence, by what found it."""


def look(span: Span, name: str = "", agency_id: int | None = None) -> list[tuple[Anomaly, Found]]:
    """Everything of the span, or of one anomaly in it, the newest first."""
    rows = [BY_NAME[name]] if name in BY_NAME else ANOMALIES
    found = [(row, one) for row in rows for one in row.find(span)]
    if agency_id is not None:
        found = [pair for pair in found if pair[1].agency_id == agency_id]
    return sorted(found, key=lambda pair: pair[1].place, reverse=True)


def by_week(found: Iterable[tuple[Anomaly, Found]], span: Span) -> list[tuple[dt.date, int]]:
    """How many in each week of the span, by its Monday; a week without any is there too."""
    counted = Counter(_monday(local(one.at).date()) for _row, one in found)
    week, weeks = _monday(local(span.first).date()), []
    while week <= local(span.last - dt.timedelta(seconds=1)).date():
        weeks.append((week, counted[week]))
        week += dt.timedelta(days=7)
    return weeks


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())
