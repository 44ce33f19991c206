"""The words for every no of the seal cabinet: keys, PINs, tokens, services, certificates."""

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

ANSWERS: dict[str, tuple[int, LazyString]] = {
    # the seal cabinet
    "wrong_pin": (422, _("Sai mã PIN. Còn {left} lần thử.")),
    "pin_locked": (409, _("Sai mã PIN năm lần: khóa ký tạm đóng với anh/chị, thử lại sau {minutes} phút.")),
    "no_seal": (409, _("Chưa có khóa ký số cho tài khoản này. Hãy liên hệ quản trị hệ thống.")),
    "certificate_expired": (409, _("Chứng thư số đã hết hạn.")),
    "certificate_revoked": (409, _("Chứng thư số đã bị thu hồi.")),
    "broken_seal": (409, _("Tệp khóa ký bị hỏng. Hãy liên hệ quản trị hệ thống.")),
    "weak_key": (409, _("Khóa ký không đạt độ dài an toàn theo quy định.")),
    "not_signed": (409, _("Văn bản chưa có chữ ký của người có thẩm quyền, không đóng dấu được.")),
    "already_signed": (409, _("Văn bản đã có chữ ký này.")),
    "no_field": (409, _("Tệp không có chỗ để ký. Văn bản phải được trình lại.")),
    "no_serial": (409, _("Chưa cấp được số cho dấu thời gian. Hãy thử lại.")),
    "unfit_pdf": (409, _("Tệp này không phải trang do hệ thống lập nên không ký được.")),
    "broken_ink": (409, _("Ảnh chữ ký hoặc ảnh dấu bị hỏng. Hãy liên hệ quản trị hệ thống.")),
    "signing_refused": (409, _("Thiết bị ký từ chối. Hãy thử lại hoặc liên hệ quản trị hệ thống.")),
    "broken_pdf": (409, _("Tệp văn bản bị hỏng, không ký được. Hãy báo quản trị hệ thống.")),
    "being_signed": (409, _("Văn bản đang được ký. Hãy thử lại sau nửa phút.")),
    # a token or an HSM
    "token_missing": (409, _("Không thấy token ký số. Hãy cắm token vào rồi thử lại; nếu đã cắm, hãy báo quản trị hệ thống.")),
    "token_broke_off": (409, _("Token ngừng trả lời giữa chừng: chưa ký gì. Hãy rút ra, cắm lại rồi thử lại.")),
    "token_locked": (409, _("Mã PIN đã bị khóa ở chính thiết bị hoặc dịch vụ ký. Phải mở khóa bằng công cụ của nơi cấp chứng thư số.")),
    "token_last_try": (409, _("Token chỉ còn một lần thử PIN trước khi tự khóa, nên máy chủ không thử. Hãy mở bằng công cụ của nơi cấp token.")),
    "no_module": (409, _("Máy chủ không nạp được thư viện PKCS#11 của thiết bị ký. Hãy báo quản trị hệ thống.")),
    "bad_address": (422, _("Địa chỉ khóa ký không đúng cách viết. Xem tài liệu về khóa ký.")),
    # a remote signing service
    "no_service": (409, _("Chưa khai báo dịch vụ ký số từ xa này trên máy chủ. Hãy báo quản trị hệ thống.")),
    "service_exposed": (409, _("Tệp khai báo dịch vụ ký số cho người khác đọc được; quản trị phải đặt quyền 600 trước khi dùng.")),
    "service_unsafe": (409, _("Dịch vụ ký số được khai báo không qua TLS, nên mã PIN không được gửi đi.")),
    "service_unreachable": (503, _("Không kết nối được dịch vụ ký số từ xa: chưa ký gì. Hãy thử lại sau ít phút.")),
    "service_slow": (503, _("Dịch vụ ký số từ xa không trả lời kịp: chưa ký gì. Hãy thử lại sau ít phút.")),
    "service_down": (503, _("Dịch vụ ký số từ xa đang gặp sự cố: chưa ký gì. Hãy thử lại sau ít phút.")),
    "service_refused": (409, _("Dịch vụ ký số từ xa từ chối ký. Hãy liên hệ nơi cung cấp dịch vụ.")),
    "service_refuses_us": (409, _("Dịch vụ ký số từ xa không cho máy chủ này truy cập. Hãy báo quản trị hệ thống kiểm tra khai báo.")),
    "service_garbled": (503, _("Dịch vụ ký số từ xa trả lời không hiểu được: chưa ký gì. Hãy báo quản trị hệ thống.")),
    "credential_disabled": (409, _("Chứng thư số ở dịch vụ ký từ xa đang bị tắt. Hãy liên hệ nơi cung cấp dịch vụ.")),
    # what comes back from elsewhere
    "signature_misfits": (409, _("Chữ ký nhận về không khớp với chứng thư số đã đăng ký hoặc với tệp này: chưa ký gì.")),
    "key_is_with_signer": (409, _("Khóa ký nằm trên máy của người ký: hãy ký từng văn bản tại trang của văn bản đó.")),
    "certificate_bears_another_name": (422, _("Chứng thư số ghi tên khác với tên trong hệ thống. Hãy kiểm tra lại; nếu đúng là của người hoặc cơ quan này thì ghi lý do từ 20 ký tự.")),
    "module_not_allowed": (422, _("Thư viện PKCS#11 này không có trong thiết đặt CONGSO_PKCS11_MODULES của máy chủ.")),
    "no_such_key_file": (422, _("Không có tệp này trong thư mục {folder} của máy chủ.")),
    "seal_is_kept_by_another": (403, _("Con dấu, khóa bí mật của cơ quan do {who} giữ theo biên bản bàn giao, nên chỉ {who} được dùng. Muốn giao cho người khác phải có văn bản cho phép và biên bản (khoản 2 Điều 32 Nghị định 30/2020/NĐ-CP): đề nghị quản trị hệ thống lập ở trang Bàn giao công việc.")),
    "key_kind_demanded": (409, _("Chức vụ này bắt buộc ký bằng {kind}. Hãy liên hệ quản trị hệ thống để đăng ký khóa.")),
    "answer_too_late": (409, _("Chữ ký từ token về quá muộn hoặc việc ký này đã kết thúc: chưa ký gì. Hãy ký lại.")),
    "answer_malformed": (422, _("Không nhận được chữ ký từ chương trình ký trên máy này. Hãy mở chương trình ký rồi ký lại.")),
    "key_is_here": (409, _("Khóa ký đã đăng ký không nằm trên máy của người ký. Hãy tải lại trang.")),
    "bad_mechanism": (409, _("Thiết bị ký dùng thuật toán không phù hợp với chứng thư số đã đăng ký.")),
    # certificates
    "bad_certificate": (422, _("Không đọc được chứng thư số. Hãy dán nội dung PEM, bắt đầu bằng dòng BEGIN CERTIFICATE.")),
    "certificate_not_yet_valid": (409, _("Chứng thư số chưa đến ngày có hiệu lực.")),
    "certificate_for_other_use": (409, _("Chứng thư số này không được cấp để ký văn bản.")),
    "certificate_untrusted": (409, _("Chứng thư số không dẫn tới gốc tin cậy nào của hệ thống. Hãy báo quản trị hệ thống bổ sung chứng thư gốc và chứng thư trung gian.")),
    "certificate_weak": (409, _("Nơi cấp ký chứng thư số này bằng thuật toán đã quá yếu (như SHA-1), không còn dùng để ký được. Hãy xin cấp chứng thư mới.")),
    "not_whole": (409, _("Tệp đã ký không còn nguyên vẹn. Hãy báo quản trị hệ thống.")),
    "certificate_of_another": (409, _("Chứng thư số trong khóa không phải của người hoặc cơ quan đứng tên ký. Hãy báo quản trị hệ thống kiểm tra khóa đã đăng ký.")),
}  # fmt: skip
