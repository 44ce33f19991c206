"""The forms of agencies and of the directory, field by field, in the office's words."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as later

from server.admin.fields import day_field
from server.documents.directory.fields import agency as looked_up
from server.documents.forms import Fields, field
from server.door.visitor import current_actor
from server.org.models import Agency

LEVEL_WORDS = {
    "xa": later("xã, phường, thị trấn"),
    "huyen": later("huyện"),
    "tinh": later("tỉnh"),
    "khac": later("khác"),
}
REGIME_WORDS = {
    "collective": later("tập thể (TM.): ủy ban, hội đồng"),
    "head": later("thủ trưởng: phòng, sở, văn phòng"),
}


def agency(old: Agency | None = None) -> Fields:
    """What every agency has, inside or outside, filled in from the line that is corrected."""

    def was(name: str) -> str:
        return getattr(old, name) if old else ""

    return [
        field("name", _("Tên đầy đủ"), value=was("name"), required=True,
              hint=_("như trên đầu văn bản: Ủy ban nhân dân xã Hoằng Tân")),
        field("short_name", _("Tên ngắn"), value=was("short_name"), required=True,
              hint=_("dùng trong danh sách: UBND xã Hoằng Tân")),
        field("abbreviation", _("Tên viết tắt trong ký hiệu"), value=was("abbreviation"),
              hint=_("ví dụ UBND, HĐND")),
        field("code", _("Mã"), value=was("code"), required=True,
              hint=_("chữ thường không dấu, dùng trong tài khoản: hoangtan")),
        field("organ_id", _("Mã định danh điện tử"), value=was("organ_id"), required=True,
              hint=_("theo Quyết định 20/2020/QĐ-TTg, ví dụ H56.09.21")),
        field("level", _("Cấp"), "select", was("level") or "xa", required=True,
              options=list(LEVEL_WORDS.items())),
        looked_up(current_actor(), "parent", _("Cơ quan cấp trên"),
                  old.parent.code if old and old.parent else ""),
        field("superior", _("Cơ quan chủ quản, in trên tên cơ quan"), value=was("superior")),
    ]  # fmt: skip


def new_agency() -> Fields:
    """One that works here also says where it stands, how it decides, and seals."""
    pin_hint = _(
        "6–12 chữ số, khóa con dấu thử nghiệm của cơ quan; chính thức thì văn thư mang thiết bị"
        " chứa chứng thư của cơ quan, hãy để trống."
    )
    return [
        *agency(),
        field("place_name", _("Địa danh"), required=True, hint=_("in trước ngày: Hoằng Tân")),
        field("regime", _("Chế độ làm việc"), "select", "collective", required=True,
              options=list(REGIME_WORDS.items()), hint=_("Điều 13 Nghị định 30/2020/NĐ-CP")),
        field("pin", _("Mã PIN con dấu"), "password", hint=pin_hint),
        day_field("valid_from", _("Hoạt động từ ngày"), required=True),
    ]  # fmt: skip


def new_outside() -> Fields:
    return [*agency(), day_field("valid_from", _("Từ ngày"), required=True)]


def correction(old: Agency) -> Fields:
    return [*agency(old), day_field("valid_from", _("Đúng từ ngày"), required=True)]


def closing() -> Fields:
    return [
        day_field("on", _("Hết hoạt động từ ngày"), required=True),
        looked_up(current_actor(), "successor", _("Cơ quan kế tục"), "",
              hint=_("văn bản gửi đến mã định danh cũ được chuyển cho cơ quan này")),
    ]  # fmt: skip


def silence(one: Agency) -> Fields:
    hint = _("chỉ khi quy chế làm việc của cơ quan quy định như vậy; không áp dụng cho phiếu kín")
    return [
        field("agrees", _("Thành viên không trả lời trong hạn được tính là đồng ý"), "checkbox",
              "1" if one.silence_agrees else "", hint=hint),
    ]  # fmt: skip


def page_codes(one: Agency) -> Fields:
    return [
        field("prints", _("In mã QR ở chân trang"), "checkbox", "1" if one.prints_qr else "",
              hint=_("ai có văn bản cũng quét được để đối chiếu số, ngày, người ký và con dấu")),
    ]  # fmt: skip
