"""The words for every no of the exchange: an envelope, a line, a status (DOMAIN §8)."""

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

ANSWERS: dict[str, tuple[int, LazyString]] = {
    "gateway_malformed": (422, _("Không đọc được phong bì edXML: sai định dạng.")),
    "gateway_soap": (422, _("Phong bì kiểu SOAP cũ không còn được nhận. Hãy gửi edXML theo QCVN 102:2016/BTTTT.")),
    "gateway_field_missing": (422, _("Phong bì edXML thiếu {name}.")),
    "gateway_unknown_business": (422, _("Không có loại nghiệp vụ “{code}” (BussinessDocType).")),
    "gateway_unknown_recipient": (422, _("Không có nơi nhận “{organ}” ở hệ thống này.")),
    "gateway_not_its_sender": (403, _("Thẻ kết nối này không được gửi thay “{organ}”; đề nghị quản trị nơi nhận ghi thêm.")),
    "gateway_to_itself": (422, _("Nơi gửi và nơi nhận là một.")),
    "gateway_unknown_document": (422, _("Không tìm thấy văn bản mang mã định danh “{document}” mà phong bì nhắc đến.")),
    "gateway_not_party": (422, _("“{organ}” không phải là nơi được báo trạng thái của văn bản này.")),
    "gateway_placeholder": (422, _("Tệp trong phong bì chỉ là khuôn mẫu chưa điền.")),
    "gateway_bad_base64": (422, _("Tệp trong phong bì không giải mã được (base64).")),
    "gateway_zip": (422, _("Tệp nén trong phong bì phải chứa đúng một tệp.")),
    "line_down": (503, _("Chưa nối được tới nơi nhận ({why}). Hệ thống sẽ gửi lại.")),
    "line_refused": (422, _("Nơi nhận không nhận phong bì: {why}")),
    "gateway_nested": (422, _("Trong tệp nén lại có tệp nén hoặc phong bì khác, không nhận.")),
    "xml_expected": (415, _("Cần phong bì edXML (application/xml, text/xml hoặc multipart/form-data có trường file).")),
    "delivery_not_askable": (409, _("Nơi nhận này đã xong, đã từ chối hoặc không nhận được: không xin lấy lại được nữa.")),
    "delivery_not_resendable": (409, _("Chỉ gửi lại được cho nơi nhận đã từ chối hoặc gửi không được.")),
}  # fmt: skip
