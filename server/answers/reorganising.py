"""The words for every no about a plan of reorganisation (DOMAIN §2.5)."""

from flask_babel import lazy_gettext as _
from flask_babel.speaklater import LazyString

ANSWERS: dict[str, tuple[int, LazyString]] = {
    "recipient_has_ended": (422, _("Nơi nhận {name} đã kết thúc hoạt động từ {day} và chưa có nơi kế thừa. Hãy đề nghị quản trị hệ thống ghi nơi kế thừa, hoặc hủy số và ban hành lại.")),
    "changes_somebody": (422, _("Phương án chưa thay đổi cơ quan nào. Hãy thêm cơ quan kết thúc, đổi tên, hoặc phần chuyển đi.")),
    "parts_already": (409, _("Đơn vị này đã có trong phương án.")),
    "keeps_its_name": (422, _("Tên mới giống tên đang dùng.")),
    "forgets_nobody": (422, _("Phương án còn bỏ sót: {names}. Mỗi cơ quan kết thúc, và mỗi cơ quan trực thuộc nó, phải có cơ quan kế tục.")),
    "successors_can_work": (422, _("Cơ quan kế tục chưa thể làm việc từ ngày đó: {names}. Cần có người đứng đầu và văn thư.")),
    "every_post_has_an_heir": (422, _("Chưa có chức vụ kế tục cho: {names}. Việc nằm ở chức vụ nào thì phải có đúng một nơi nhận.")),
    "one_chair_one_holder": (422, _("Chức vụ chỉ một người giữ mà có hơn một người chuyển đến: {names}.")),
    "nobody_raises_himself": (403, _("Người lập hoặc trình phương án không tự thêm vai trò cho mình: {names}. Hãy chọn cho người ấy một chức vụ không có thêm vai trò, hoặc để quản trị viên khác lập.")),
    "midnight_lies_ahead": (422, _("Phương án có hiệu lực từ 0 giờ một ngày sắp tới, không phải hôm nay hay ngày đã qua.")),
    "day_has_come": (409, _("Chưa đến ngày có hiệu lực.")),
    "is_another_hand": (403, _("Người trình không tự phê duyệt; quản trị viên thứ hai phê duyệt.")),
    "leaves_nothing_open": (409, _("Chưa bàn giao được: {things}. Hãy xử lý xong các việc này; hệ thống tự thực hiện lại sau mỗi phút.")),
    "agency_works_elsewhere": (422, _("Cơ quan này không làm việc trên hệ thống; phương án chỉ gồm các cơ quan của hệ thống.")),
    "post_has_no_heir": (409, _("Nơi này kết thúc hoạt động từ ngày {day} theo phương án đã duyệt “{title}”: chức vụ lập thêm chưa có nơi kế tục và sẽ giữ lại cả phương án. Hãy rút phương án, lập chức vụ, rồi làm lại và trình duyệt phương án đó.")),
    "ends_by_another_plan": (409, _("Cơ quan này đã có trong phương án khác: {title}.")),
    "taken_up_already": (409, _("Phương án này đã được lập lại: {title}.")),
    "takes_over_by_another_plan": (409, _("Cơ quan này nhận việc theo phương án khác, cùng ngày hoặc sau đó: {title}. Rút phương án ấy trước, hoặc chọn ngày sau.")),
    "no_thing_of_a_field": (422, _("Không còn việc nào nhắc tới các địa bàn, lĩnh vực đã ghi.")),
    "heir_ends_elsewhere": (409, _("Cơ quan {name} kết thúc theo phương án khác, cùng ngày hoặc trước đó: {title}. Hãy chọn một cơ quan làm việc từ ngày đó.")),
    "heir_has_no_day": (422, _("Chức vụ kế tục “{title}” không có vào ngày đó, hoặc cũng kết thúc theo phương án.")),
    "no_thing_chosen": (422, _("Chưa chọn việc nào còn đang mở.")),
    "heir_ends_too": (422, _("Cơ quan {name} cũng kết thúc theo phương án này. Hãy chọn một cơ quan làm việc từ ngày đó.")),
    "takes_nothing_over": (422, _("Cơ quan {name} không nhận phần việc nào theo phương án này. Chọn một cơ quan kế tục của phương án.")),
    "leads_by_no_word": (422, _("Ghi địa bàn hoặc lĩnh vực, cách nhau bằng dấu phẩy, ví dụ: nông nghiệp, thủy lợi.")),
    "word_leads_elsewhere": (409, _("“{word}” đã được ghi là chuyển tới {name}. Một văn bản chỉ có một nơi nhận thay.")),
    "register_is_closed": (409, _("Sổ của cơ quan này đã khóa khi cơ quan kết thúc hoạt động; không cấp số mới.")),
    "agency_has_ended": (409, _("Cơ quan {name} kết thúc hoạt động từ ngày {day}: từ ngày đó không đăng ký, cấp số, ký hay lập việc mới nhân danh cơ quan này. Việc còn lại do quản trị viên bàn giao cho nơi kế tục.")),
    "unknown_outline": (422, _("Hãy chọn một mẫu cơ cấu tổ chức trong danh sách.")),
}  # fmt: skip
