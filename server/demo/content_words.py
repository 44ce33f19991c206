"""What leaders, heads and officers jot down: directives, opinions, reasons."""

ORDERS = (
    "Giao {lead} chủ trì, phối hợp {helpers} tham mưu UBND huyện thực hiện; xong trước ngày {due}.",
    "{lead} nghiên cứu, tham mưu UBND huyện trả lời trước ngày {due}.",
    "Chuyển {lead} chủ trì giải quyết theo quy định. Báo cáo kết quả trước ngày {due}.",
    "{lead} chủ trì; {helpers} phối hợp. Tổng hợp, báo cáo Chủ tịch UBND huyện trước ngày {due}.",
    "Giao {lead} kiểm tra, rà soát, đề xuất hướng xử lý trước ngày {due}.",
    "Giao {lead} tham mưu văn bản của UBND huyện về nội dung này. Trình ký trước ngày {due}.",
    "{lead} khẩn trương thực hiện, không để chậm tiến độ. Thời hạn: {due}.",
    "Giao {lead} chủ trì họp với {helpers} để thống nhất nội dung trước khi tham mưu. Hạn: {due}.",
)
CARRIED_OUT = (
    "Giao {lead} tham mưu văn bản triển khai đến các xã, thị trấn. Trình ký trước ngày {due}.",
    "{lead} tham mưu kế hoạch thực hiện trên địa bàn huyện; xin ý kiến {helpers}. Hạn: {due}.",
    "Giao {lead} tổ chức thực hiện nghiêm túc; định kỳ báo cáo tiến độ. Hạn: {due}.",
    "{lead} đăng tải, tuyên truyền rộng rãi; gửi các xã, thị trấn biết, thực hiện. Hạn: {due}.",
    "Đ/c lãnh đạo {lead} trực tiếp chỉ đạo thực hiện; báo cáo kết quả trước ngày {due}.",
    "Giao {lead} rà soát các nhiệm vụ của huyện, phân công cụ thể {helpers}. Hạn: {due}.",
)
APPRAISED = (
    "Giao {lead} thẩm định hồ sơ, trình UBND huyện xem xét, quyết định trước ngày {due}.",
    "{lead} kiểm tra thực tế tại cơ sở, tham mưu UBND huyện giải quyết trước ngày {due}.",
    "{lead} làm việc trực tiếp với đơn vị, hướng dẫn hoàn thiện hồ sơ. Xong trước ngày {due}.",
    "{lead} cùng {helpers} xem xét, đề xuất phương án, báo cáo UBND huyện trước ngày {due}.",
    "Cơ bản đồng ý chủ trương. {lead} hoàn thiện thủ tục theo quy định trước ngày {due}.",
)
SUMMED_UP = (
    "Giao {lead} tổng hợp chung, báo cáo UBND huyện trước ngày {due}.",
    "{lead} đối chiếu số liệu, yêu cầu bổ sung nếu chưa khớp; tổng hợp trước ngày {due}.",
    "{lead} nghiên cứu các kiến nghị, đề xuất UBND huyện giải quyết trước ngày {due}.",
    "Giao {lead} theo dõi, đôn đốc đơn vị thực hiện các nhiệm vụ còn chậm. Hạn: {due}.",
)
ATTENDED = (
    "{lead} tham mưu cử thành phần tham dự và chuẩn bị nội dung. Hạn: {due}.",
    "Giao {lead} chuẩn bị tài liệu, nội dung phát biểu trước ngày {due}.",
    "Giao lãnh đạo {lead} cùng dự; báo cáo lại kết quả trước ngày {due}.",
)
COMMUNE_ORDERS = (
    "Giao {lead} tham mưu thực hiện; báo cáo kết quả trước ngày {due}.",
    "{lead} chủ trì, phối hợp các ban, ngành, đoàn thể triển khai. Xong trước ngày {due}.",
    "Giao {lead} rà soát, dự thảo báo cáo gửi UBND huyện trước ngày {due}.",
    "{lead} nghiên cứu, tuyên truyền đến Nhân dân, báo cáo tại giao ban trước ngày {due}.",
)
"""Bút phê. Those with {helpers} go to cooperating units too."""

DIRECTIVES: dict[str, tuple[str, ...]] = {
    "TTr": APPRAISED,
    "PA": APPRAISED,
    "BC": SUMMED_UP,
    "GM": ATTENDED,
    "CV": ORDERS,
}
"""By the type of what came in; other types are carried out."""

OPEN_DIRECTIVES: dict[str, tuple[str, ...]] = {
    "GM": ("{lead} cử người dự, báo cáo lại kết quả.",),
    "TTr": ("{lead} xem xét, tham mưu theo quy định.",),
    "BC": ("{lead} theo dõi, tổng hợp trong báo cáo chung.",),
}
LASTING = (
    "Giao {lead} theo dõi, thực hiện thường xuyên.",
    "{lead} lưu ý, lồng ghép trong nhiệm vụ chuyên môn.",
    "Giao {lead} nghiên cứu, vận dụng trong quá trình tham mưu.",
)
"""Bút phê without a day: grey."""


def directive(kind: str, order: int, *, dated: bool, commune: bool) -> str:
    """A bút phê that fits what came in, in turn."""
    table: tuple[str, ...]
    if not dated:
        table = OPEN_DIRECTIVES.get(kind, LASTING)
    elif commune and kind != "GM":
        table = COMMUNE_ORDERS
    else:
        table = DIRECTIVES.get(kind, CARRIED_OUT)
    return table[order % len(table)]


FOR_INFO = (
    "Các đ/c lãnh đạo và {lead} biết.",
    "Chuyển {lead} để biết, theo dõi.",
    "Gửi các phòng liên quan nghiên cứu.",
)

PASSED_UP = (
    "Kính trình đ/c Chủ tịch cho ý kiến.",
    "Nội dung liên quan nhiều lĩnh vực, trình Chủ tịch xem xét.",
)

ASSIGNMENTS = (
    "Đ/c chuyên viên nghiên cứu, dự thảo văn bản, trình lãnh đạo phòng.",
    "Chuyên viên phụ trách lĩnh vực thực hiện, lưu ý thời hạn.",
    "Phối hợp với các xã, thị trấn tổng hợp; báo cáo tiến độ tại giao ban phòng.",
    "Thực hiện theo ý kiến của lãnh đạo UBND huyện.",
)

CONTRIBUTIONS = (
    "Thống nhất với nội dung đề xuất của cơ quan chủ trì.",
    "Cơ bản nhất trí; đề nghị bổ sung nguồn kinh phí thực hiện vào phần tổ chức thực hiện.",
    "Đề nghị rà soát lại số liệu của các xã ven biển cho khớp với báo cáo quý trước.",
    "Nhất trí; đề nghị nêu rõ trách nhiệm của Ủy ban nhân dân các xã, thị trấn.",
    "Không có ý kiến bổ sung.",
)

EXTENSIONS = (
    "Một số xã chưa gửi số liệu, cần thêm thời gian tổng hợp.",
    "Chờ ý kiến thẩm định của Sở chuyên ngành.",
    "Phải kiểm tra thực địa lại do thời tiết mưa kéo dài.",
    "Cần xin ý kiến các phòng liên quan trước khi trình.",
)

RETURNED = (
    (
        "WRONG_RECIPIENT",
        "Văn bản gửi nhầm địa chỉ, không thuộc thẩm quyền của UBND huyện Hoằng Hóa.",
    ),
    ("MISSING_ATTACHMENT", "Thiếu phụ lục kèm theo như nội dung văn bản đã nêu."),
    ("UNREADABLE", "Tệp đính kèm bị lỗi, không mở được; đề nghị gửi lại."),
    ("NOT_INTACT", "Tệp tin đã bị thay đổi sau khi ký số của cơ quan, tổ chức."),
)
"""Reasons of art. 21.2b, with the clerk's words."""

REFUSED = ("Nội dung không thuộc chức năng, nhiệm vụ của phòng; đề nghị chuyển đơn vị khác.",)

NO_REPLY = (
    "Văn bản chỉ đạo chung, đã lồng ghép trong kế hoạch năm; không cần trả lời.",
    "Đã triển khai qua giao ban; không yêu cầu văn bản trả lời.",
)
ATTENDANCE = "Đã cử người tham dự theo giấy mời."

SENT_BACK = (
    "Bổ sung căn cứ pháp lý; rà soát lại số liệu tại phần kết quả.",
    "Viết gọn lại phần yêu cầu; ghi rõ thời hạn báo cáo.",
    "Sai ký hiệu đơn vị soạn thảo; chỉnh lại nơi nhận.",
)

VOIDED = "Phát hiện nhầm tên đơn vị tại phần kính gửi sau khi đã cấp số."
RECALLED = "Nội dung trùng với văn bản đã phát hành trước đó; thu hồi để thống nhất chỉ đạo."
