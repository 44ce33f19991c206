"""ANSWERS: the words for every no. One table, so that no door invents its own.

An answer says what happened, why, and what to do (DESIGN §10).
"""

from typing import NamedTuple

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

from server.uploads.answers import ANSWERS as UPLOADS


class Answer(NamedTuple):
    """An HTTP status and the sentence a person reads; `{…}` is filled from the refusal."""

    status: int
    words: LazyString | str


ANSWERS: dict[str, Answer] = {
    # the law of every workflow
    "wrong_role": Answer(403, _("Bước này không thuộc nhiệm vụ của chức vụ anh/chị đang đảm nhiệm.")),
    "wrong_state": Answer(409, _("Văn bản không còn ở bước này; có thể người khác vừa xử lý. Hãy tải lại trang.")),
    "no_such_step": Answer(404, _("Không có thao tác này.")),
    "not_yours": Answer(403, _("Văn bản này không giao cho anh/chị xử lý ở bước này.")),
    "not_found": Answer(404, _("Không tìm thấy, hoặc anh/chị không được giao văn bản này.")),
    "has_reason": Answer(422, _("Hãy ghi lý do.")),
    "has_full_reason": Answer(422, _("Ngoại lệ phải có lý do từ 20 ký tự trở lên.")),
    "has_text": Answer(422, _("Hãy ghi nội dung ý kiến.")),
    "no_deadline_is_past": Answer(422, _("Thời hạn đã qua. Hãy chọn ngày từ hôm nay trở đi (hạn rơi vào ngày nghỉ được lùi về ngày làm việc trước đó).")),
    # incoming
    "is_unverified": Answer(409, _("Văn bản đã được kiểm tra.")),
    "is_verified": Answer(409, _("Hãy kiểm tra tính xác thực của văn bản trước khi vào sổ.")),
    "is_not_invalid": Answer(409, _("Chữ ký số không hợp lệ hoặc văn bản không toàn vẹn: phải trả lại nơi gửi, không được vào sổ (Điều 21 Nghị định 30/2020/NĐ-CP).")),
    "has_return_code": Answer(422, _("Hãy chọn một lý do trả lại theo quy định.")),
    "has_register_columns": Answer(422, _("Chưa đủ các cột của Sổ đăng ký văn bản đến. Hãy điền số, ký hiệu, ngày, tác giả, tên loại và trích yếu.")),
    "has_reason_for_doubtful_signature": Answer(422, _("Văn bản điện tử không có chữ ký số hợp lệ: chỉ vào sổ khi ghi rõ lý do.")),
    "has_reason_for_duplicate": Answer(409, _("Văn bản này có thể đã vào sổ. Nếu vẫn vào sổ, hãy ghi rõ lý do.")),
    "duplicate": Answer(409, _("Văn bản cùng số, ký hiệu và tác giả đã vào sổ với số đến {arrival_no}. Nếu vẫn vào sổ, hãy ghi rõ lý do.")),
    "has_reader": Answer(422, _("Hãy chọn người nhận văn bản.")),
    "has_rule": Answer(422, _("Hãy ghi điều khoản của quy chế văn thư cho phép chuyển thẳng.")),
    "has_one_lead": Answer(422, _("Phải có đúng một đơn vị chủ trì.")),
    "lead_does_not_cooperate": Answer(422, _("Đơn vị chủ trì không đồng thời là đơn vị phối hợp.")),
    "lead_must_be_unit": Answer(422, _("Chủ trì phải là một đơn vị của cơ quan.")),
    "deadlines_are_within_bound": Answer(422, _("Thời hạn này muộn hơn thời hạn của cấp trên giao. Hãy chọn ngày sớm hơn hoặc xin gia hạn.")),
    "is_refused_in_time": Answer(409, _("Đã quá một ngày làm việc kể từ khi được giao, không từ chối được nữa. Hãy đề nghị lãnh đạo chuyển đơn vị khác.")),
    "has_fitting_person": Answer(422, _("Người được giao phải là chuyên viên của đơn vị chủ trì.")),
    "no_extension_is_open": Answer(409, _("Đã có một đề nghị gia hạn đang chờ trả lời.")),
    "extension_is_asked": Answer(409, _("Không có đề nghị gia hạn nào đang chờ.")),
    "extension_is_later": Answer(422, _("Hạn mới phải muộn hơn hạn hiện tại.")),
    "is_before_deadline": Answer(409, _("Đã quá hạn, không xin gia hạn được nữa. Hãy báo cáo người giao việc.")),
    "is_before_deputy": Answer(409, _("Văn bản đang ở người đứng đầu cơ quan.")),
    "contributions_are_open": Answer(409, _("Không còn đơn vị phối hợp nào đang chờ ý kiến.")),
    "contributions_are_settled": Answer(409, _("Còn đơn vị phối hợp chưa có ý kiến. Hãy chờ, hoặc miễn ý kiến của đơn vị đó kèm lý do.")),
    "has_reply_or_reason": Answer(422, _("Hãy chọn văn bản trả lời đã phát hành, hoặc ghi lý do không cần trả lời.")),
    "is_not_in_closed_file": Answer(409, _("Văn bản đã ở trong hồ sơ đã đóng.")),
    "has_open_case_file": Answer(409, _("Hồ sơ này đã đóng. Hãy chọn hồ sơ đang mở.")),
    "recall_is_asked": Answer(409, _("Nơi gửi không có yêu cầu thu hồi nào đang chờ.")),
    "replacement_is_here": Answer(409, _("Chưa có văn bản thay thế nào được nhận.")),
    "update_is_here": Answer(409, _("Nơi gửi không có yêu cầu cập nhật nào đang chờ.")),
    # outgoing
    "has_draft_data": Answer(422, _("Hãy điền tên loại, trích yếu, người ký và thẩm quyền ký.")),
    "has_no_layout_error": Answer(422, _("Dự thảo còn lỗi thể thức: {findings}")),
    "capacity_holds": Answer(409, _("Người ký không có thẩm quyền ký văn bản này hôm nay.")),
    "signer_did_not_check": Answer(409, _("Người ký tự soạn văn bản thì việc kiểm tra nội dung và thể thức phải do người khác.")),
    "checker_did_not_draft": Answer(409, _("Người ký tự soạn văn bản thì việc kiểm tra phải do người khác.")),
    "is_not_own_checker": Answer(409, _("Người kiểm tra nội dung và người kiểm tra thể thức phải là hai người khác nhau.")),
    "lacks_content_check": Answer(409, _("Nội dung của bản này đã được kiểm tra.")),
    "lacks_form_check": Answer(409, _("Thể thức của bản này đã được kiểm tra.")),
    "has_approval": Answer(409, _("Người có thẩm quyền chưa duyệt bản này.")),
    "has_content_check": Answer(409, _("Nội dung của bản này chưa được kiểm tra.")),
    "has_form_check": Answer(409, _("Thể thức của bản này chưa được kiểm tra.")),
    "is_flash": Answer(409, _("Chỉ văn bản hỏa tốc mới được miễn kiểm tra thể thức.")),
    "was_never_numbered": Answer(409, _("Văn bản đã có số thì không bỏ được, chỉ hủy số.")),
    "is_what_was_approved": Answer(409, _("Tệp không còn đúng với bản đã duyệt. Văn bản phải được trình lại.")),
    "signature_is_in_the_file": Answer(409, _("Chữ ký vừa tạo không đọc lại được từ tệp, nên không được ghi nhận. Hãy ký lại.")),
    "seal_is_in_the_file": Answer(409, _("Chữ ký số của cơ quan vừa tạo không hợp lệ khi đọc lại, nên không được ghi nhận. Hãy thử lại.")),
    "is_signed": Answer(409, _("Văn bản chưa có chữ ký của người có thẩm quyền.")),
    "has_number": Answer(409, _("Văn bản chưa được cấp số.")),
    "is_sealed": Answer(409, _("Văn bản chưa có chữ ký số của cơ quan.")),
    "sealer_did_not_sign": Answer(409, _("Người đóng dấu không được là người đã ký văn bản.")),
    "has_units": Answer(422, _("Hãy chọn đơn vị được xin ý kiến.")),
    "has_day": Answer(422, _("Hãy chọn hạn góp ý từ hôm nay trở đi.")),
    "has_recipients": Answer(422, _("Văn bản không có nơi nhận nào trong danh bạ hôm nay.")),
    "has_order": Answer(422, _("Việc thu hồi phải có văn bản chỉ đạo: hãy ghi số, ký hiệu của văn bản đó.")),
    "has_equal_form": Answer(409, _("Sai sót về nội dung phải được thay thế bằng văn bản có hình thức tương đương (khoản 3 Điều 18).")),
    "is_corrected_by_letter": Answer(409, _("Đính chính phải bằng công văn (khoản 3 Điều 18).")),
    "is_error_of_form": Answer(409, _("Sai sót về nội dung không đính chính được: phải ban hành văn bản thay thế có hình thức tương đương (khoản 3 Điều 18).")),
    "is_not_dispatched": Answer(409, _("Văn bản được nêu chưa phát hành, hoặc không còn hiệu lực.")),
    "has_copies": Answer(422, _("Hãy ghi số bản in.")),
    "number_would_be_backdated": Answer(409, _("Ngày của số mới sớm hơn ngày của số trước trong sổ: không lùi ngày.")),
    # signing capacity (ORG-01–06)
    "not_head": Answer(409, _("Thẩm quyền này chỉ dành cho người đứng đầu cơ quan.")),
    "wrong_regime": Answer(409, _("Thẩm quyền ký không đúng với chế độ làm việc của cơ quan (thủ trưởng hay tập thể).")),
    "not_deputy": Answer(409, _("Ký thay (KT.) chỉ dành cho cấp phó của người đứng đầu.")),
    "not_unit_head": Answer(409, _("Thẩm quyền này chỉ dành cho người đứng đầu đơn vị.")),
    "q_needs_appointment": Answer(409, _("Ký với tư cách quyền (Q.) cần quyết định giao quyền đang có hiệu lực.")),
    "kt_needs_assignment": Answer(409, _("Chưa có phân công ký thay (KT.) đang có hiệu lực cho người ký.")),
    "kt_out_of_scope": Answer(409, _("Loại văn bản này nằm ngoài phạm vi phân công ký thay.")),
    "capacity_never_chains": Answer(409, _("Người được ủy quyền không được ủy quyền lại.")),
    "tl_doc_type_not_listed": Answer(409, _("Loại văn bản này không có trong danh mục được ký thừa lệnh (TL.).")),
    "tuq_needs_mandate": Answer(409, _("Ký thừa ủy quyền (TUQ.) cần văn bản ủy quyền có thời hạn và nội dung.")),
    "tuq_not_yet": Answer(409, _("Văn bản ủy quyền chưa có hiệu lực.")),
    "tuq_expired": Answer(409, _("Văn bản ủy quyền đã hết hạn; việc duyệt không còn giá trị.")),
    "tuq_out_of_scope": Answer(409, _("Loại văn bản này nằm ngoài phạm vi ủy quyền.")),
    # names that are not known
    "unknown_agency": Answer(422, _("Không có cơ quan “{code}” trong danh bạ hôm nay.")),
    "unknown_unit": Answer(422, _("Không có đơn vị “{code}” trong cơ quan.")),
    "unknown_person": Answer(422, _("Không có người dùng “{account}” đang giữ chức vụ trong cơ quan.")),
    "not_a_leader": Answer(422, _("“{account}” không phải là lãnh đạo có quyền cho ý kiến chỉ đạo.")),
    "unknown_document": Answer(422, _("Không tìm thấy văn bản được nêu.")),
    "unknown_case_file": Answer(422, _("Không có hồ sơ “{code}”.")),
    "unknown_doc_type": Answer(422, _("Tên loại văn bản không có trong 29 loại của Điều 7.")),
    # two persons
    "not_proposed": Answer(409, _("Việc này cần hai người: người thứ nhất chưa đề nghị.")),
    "same_person": Answer(409, _("Việc này cần hai người khác nhau.")),
    # the seal cabinet
    "wrong_pin": Answer(422, _("Sai mã PIN. Còn {left} lần thử.")),
    "pin_locked": Answer(409, _("Sai mã PIN năm lần: khóa ký tạm đóng với anh/chị, thử lại sau {minutes} phút.")),
    "no_seal": Answer(409, _("Chưa có khóa ký số cho tài khoản này. Hãy liên hệ quản trị hệ thống.")),
    "certificate_expired": Answer(409, _("Chứng thư số đã hết hạn.")),
    "certificate_not_yet_valid": Answer(409, _("Chứng thư số chưa đến ngày có hiệu lực.")),
    "certificate_revoked": Answer(409, _("Chứng thư số đã bị thu hồi.")),
    "broken_seal": Answer(409, _("Tệp khóa ký bị hỏng. Hãy liên hệ quản trị hệ thống.")),
    "weak_key": Answer(409, _("Khóa ký không đạt độ dài an toàn theo quy định.")),
    "not_signed": Answer(409, _("Văn bản chưa có chữ ký của người có thẩm quyền, không đóng dấu được.")),
    "already_signed": Answer(409, _("Văn bản đã có chữ ký này.")),
    "no_field": Answer(409, _("Tệp không có chỗ để ký. Văn bản phải được trình lại.")),
    "no_serial": Answer(409, _("Chưa cấp được số cho dấu thời gian. Hãy thử lại.")),
    "unfit_pdf": Answer(409, _("Tệp này không phải trang do hệ thống lập nên không ký được.")),
    "broken_ink": Answer(409, _("Ảnh chữ ký hoặc ảnh dấu bị hỏng. Hãy liên hệ quản trị hệ thống.")),
    "signing_refused": Answer(409, _("Thiết bị ký từ chối. Hãy thử lại hoặc liên hệ quản trị hệ thống.")),
    "broken_pdf": Answer(409, _("Tệp văn bản bị hỏng, không ký được. Hãy báo quản trị hệ thống.")),
    "being_signed": Answer(409, _("Văn bản đang được ký. Hãy thử lại sau nửa phút.")),
    # the door
    "unauthenticated": Answer(401, _("Hãy đăng nhập.")),
    "sign_in_failed": Answer(401, _("Sai tài khoản hoặc mật khẩu.")),
    "sign_in_locked": Answer(429, _("Đăng nhập sai nhiều lần từ máy này. Hãy thử lại sau {minutes} phút.")),
    "no_post": Answer(403, _("Tài khoản không giữ chức vụ nào hôm nay. Hãy liên hệ quản trị hệ thống.")),
    "csrf": Answer(403, _("Phiên làm việc đã hết hạn hoặc trang đã cũ. Hãy tải lại trang và gửi lại.")),
    "not_allowed": Answer(403, _("Chức vụ anh/chị đang đảm nhiệm không có quyền này.")),
    # the exchange (edXML)
    "gateway_malformed": Answer(422, _("Không đọc được phong bì edXML: sai định dạng.")),
    "gateway_soap": Answer(422, _("Phong bì kiểu SOAP cũ không còn được nhận. Hãy gửi edXML theo QCVN 102:2016/BTTTT.")),
    "gateway_field_missing": Answer(422, _("Phong bì edXML thiếu {name}.")),
    "gateway_unknown_business": Answer(422, _("Không có loại nghiệp vụ “{code}” (BussinessDocType).")),
    "gateway_unknown_recipient": Answer(422, _("Không có nơi nhận “{organ}” ở hệ thống này.")),
    "gateway_to_itself": Answer(422, _("Nơi gửi và nơi nhận là một.")),
    "gateway_unknown_document": Answer(422, _("Không tìm thấy văn bản mang mã định danh “{document}” mà phong bì nhắc đến.")),
    "gateway_not_party": Answer(422, _("“{organ}” không phải là nơi được báo trạng thái của văn bản này.")),
    "gateway_placeholder": Answer(422, _("Tệp trong phong bì chỉ là khuôn mẫu chưa điền.")),
    "gateway_bad_base64": Answer(422, _("Tệp trong phong bì không giải mã được (base64).")),
    "gateway_zip": Answer(422, _("Tệp nén trong phong bì phải chứa đúng một tệp.")),
    "gateway_nested": Answer(422, _("Trong tệp nén lại có tệp nén hoặc phong bì khác, không nhận.")),
    "xml_expected": Answer(415, _("Cần phong bì edXML (application/xml, text/xml hoặc multipart/form-data có trường file).")),
    "delivery_not_resendable": Answer(409, _("Chỉ gửi lại được cho nơi nhận đã từ chối hoặc gửi không được.")),
    # the API
    "invalid": Answer(422, _("Dữ liệu gửi lên chưa đúng.")),
    "malformed": Answer(400, _("Không đọc được dữ liệu gửi lên.")),
    "stale": Answer(412, _("Người khác vừa thay đổi văn bản này. Hãy xem bản mới rồi làm lại; nội dung đã nhập vẫn được giữ.")),
    "version_required": Answer(428, _("Yêu cầu này phải kèm phiên bản đã xem (If-Match).")),
    "version_malformed": Answer(400, _("If-Match phải là phiên bản trong dấu ngoặc kép.")),
    "key_reused": Answer(422, _("Idempotency-Key này đã dùng cho một yêu cầu khác.")),
    "key_malformed": Answer(400, _("Idempotency-Key có từ 1 đến 200 ký tự in được.")),
    "first_at_work": Answer(409, _("Yêu cầu trước cùng khóa đang được xử lý. Hãy thử lại sau giây lát.")),
    "json_expected": Answer(415, _("Cần dữ liệu application/json.")),
    "multipart_expected": Answer(415, _("Cần dữ liệu multipart/form-data.")),
    "file_missing": Answer(422, _("Hãy chọn ít nhất một tệp.")),
    "too_many_files": Answer(413, _("Nhiều tệp quá: tối đa 50 tệp một lần.")),
    "body_too_large": Answer(413, _("Dữ liệu gửi lên quá lớn (tối đa 200 MB).")),
    "cursor_malformed": Answer(422, _("Con trỏ trang không đúng.")),
    **{reason: Answer(status, words) for reason, (status, words) in UPLOADS.items()},
}  # fmt: skip


def words_of(reason: str, said: dict[str, str | int]) -> str:
    """The sentence for a refusal, its gaps filled."""
    return str(ANSWERS[reason].words).format_map(_Gaps(said))


class _Gaps(dict[str, str | int]):
    """A gap that nobody filled is shown as a dash, never as an error."""

    def __missing__(self, key: str) -> str:
        return "–"
