"""One paper of each of the 29 types of article 7, as the district's office writes it."""

from dataclasses import replace

from server.typesetting import Issuer, Sheet, filled
from server.typesetting.copying import CopyBlock
from server.typesetting.extracts import Extract
from tests.typesetting.sheets import CLAUSES, DECISION, LETTER, OPENING
from workflows.kinds import KINDS, kind
from workflows.numbering import notation

POST = "Phó Chủ tịch"
XA = "Ủy ban nhân dân xã Hoằng Đức"
TELEGRAPHED = (XA, "Ban Chỉ huy Phòng, chống thiên tai và Tìm kiếm cứu nạn huyện Hoằng Hóa")
NAM = {"person": "Nguyễn Văn Nam", "title": "Chuyên viên Phòng Văn hóa và Thông tin"}
PARTNER = {
    "partner": "Trung tâm Công nghệ thông tin Thanh Hóa",
    "partner_at": "số 44 Đại lộ Lê Lợi, thành phố Thanh Hóa",
    "partner_post": "Giám đốc",
    "partner_signer": "Trần Quốc Tuấn",
}
PLAIN = (OPENING, *CLAUSES)
RANKED = (
    "Chương #. QUY ĐỊNH CHUNG",
    "Điều #. Phạm vi điều chỉnh",
    "#. Văn bản này quy định việc quản lý, sử dụng ứng dụng HoangHoaS trên địa bàn huyện.",
    "#. Những nội dung không quy định tại đây thực hiện theo pháp luật hiện hành.",
    "Điều #. Nguyên tắc",
    "#) Bảo đảm an toàn thông tin;",
    "#) Đúng thẩm quyền, đúng thời hạn;",
    "#) Thuận tiện cho người dân.",
    "Chương #. TỔ CHỨC THỰC HIỆN",
    "Điều #. Trách nhiệm thi hành",
    "Phòng Văn hóa và Thông tin hướng dẫn, kiểm tra việc thực hiện.",
)
RESOLVED = (
    "Điều 1. Tán thành Báo cáo kết quả chuyển đổi số năm 2022.",
    "Điều 2. Phấn đấu năm 2023 có ít nhất 60% số hộ gia đình cài đặt ứng dụng HoangHoaS.",
    "Điều 3. Nghị quyết này có hiệu lực kể từ ngày ký.",
)
CLAUSED = (
    "Điều #. Nội dung",
    "#. Bên A cung cấp số liệu; Bên B số hóa 12.000 trang tài liệu lưu trữ.",
    "#. Bên B bàn giao kết quả trước ngày 30 tháng 6 năm 2023.",
    "Điều #. Trách nhiệm của các bên",
    "#) Bên A bố trí kinh phí, mặt bằng;",
    "#) Bên B bảo đảm an toàn, bảo mật thông tin.",
)
TABLE = (
    "Kinh phí thực hiện như sau:",
    "Bảng 1. Kinh phí năm 2023",
    "Đơn vị tính: nghìn đồng",
    "| STT | Nội dung | Số lượng | Kinh phí |",
    "|---|---|---|---|",
    "| 1 | Số hóa tài liệu | 12.000 trang | 120.000 |",
    "| 2 | Tập huấn tổ công nghệ số cộng đồng | 12 lớp | 60.000 |",
    "| Tổng cộng | < | < | 180.000 |",
)

# type: subject, typed text, what was filled into the template's blanks
ROWS: dict[str, tuple[str, tuple[str, ...], dict[str, str]]] = {
    "Nghị quyết": ("về nhiệm vụ phát triển kinh tế - xã hội năm 2023", RESOLVED, {}),
    "Quyết định": (DECISION.subject, DECISION.body, {}),
    "Chỉ thị": ("Về công tác phòng, chống lụt bão", PLAIN, {}),
    "Quy chế": ("Quản lý, sử dụng ứng dụng HoangHoaS", RANKED, {}),
    "Quy định": ("Về quản lý, sử dụng ứng dụng HoangHoaS", RANKED, {}),
    "Thông cáo": ("Về kết quả kỳ họp thứ Năm Hội đồng nhân dân huyện", PLAIN, {}),
    "Thông báo": ("Kết luận của Phó Chủ tịch Ủy ban nhân dân huyện", PLAIN, {}),
    "Hướng dẫn": ("Cài đặt và sử dụng ứng dụng HoangHoaS", PLAIN, {}),
    "Chương trình": ("Công tác quý II năm 2023", PLAIN, {}),
    "Kế hoạch": ("Chuyển đổi số huyện Hoằng Hóa năm 2023", (OPENING, *TABLE), {}),
    "Phương án": ("Phòng, chống thiên tai năm 2023", PLAIN, {}),
    "Đề án": ("Số hóa tài liệu lưu trữ giai đoạn 2023 - 2025", (OPENING, *TABLE), {}),
    "Dự án": ("Xây dựng trung tâm dữ liệu huyện", (OPENING, *TABLE), {}),
    "Báo cáo": ("Kết quả công tác chuyển đổi số quý I năm 2023", PLAIN, {}),
    "Biên bản": (
        "Họp giao ban công tác chuyển đổi số quý I năm 2023",
        (
            "1. Đồng chí Nguyễn Thị Hoa báo cáo kết quả công tác chuyển đổi số quý I năm 2023.",
            "2. Các đại biểu thảo luận; thống nhất nội dung báo cáo.",
            "3. Chủ tọa kết luận: giao các phòng, ban hoàn thành trước ngày 25 tháng 3 năm 2023.",
        ),
        {
            "began": "08 giờ 00 phút, ngày 20 tháng 3 năm 2023",
            "venue": "Phòng họp tầng 2, trụ sở Ủy ban nhân dân huyện",
            "present": "Đại diện Văn phòng HĐND và UBND\nĐại diện các phòng, ban",
            "chair": "Đồng chí Lê Văn Minh, Phó Chủ tịch",
            "secretary": "Đồng chí Lê Thị Mai, chuyên viên",
            "ended": "11 giờ 30 phút, ngày 20 tháng 3 năm 2023",
        },
    ),
    "Tờ trình": ("Về việc phê duyệt Đề án số hóa tài liệu lưu trữ", PLAIN, {}),
    "Hợp đồng": ("Số hóa tài liệu lưu trữ năm 2023", CLAUSED, PARTNER),
    "Công văn": (LETTER.subject, PLAIN, {}),
    "Công điện": (
        "Về việc ứng phó với bão số 1",
        PLAIN,
        {"sender": "Chủ tịch Ủy ban nhân dân huyện Hoằng Hóa"},
    ),
    "Bản ghi nhớ": ("Hợp tác chuyển đổi số giai đoạn 2023 - 2025", CLAUSED, PARTNER),
    "Bản thỏa thuận": ("Chia sẻ dữ liệu quản lý văn bản", CLAUSED, PARTNER),
    "Giấy uỷ quyền": (
        "Về việc ký hợp đồng số hóa tài liệu lưu trữ",
        (
            "1. Thay mặt Ủy ban nhân dân huyện đàm phán, ký Hợp đồng số hóa tài liệu lưu trữ.",
            "2. Báo cáo Ủy ban nhân dân huyện kết quả thực hiện.",
        ),
        {
            "person": "Nguyễn Thị Hoa",
            "title": "Trưởng phòng Văn hóa và Thông tin",
            "term": "từ ngày 01/4/2023 đến hết ngày 30/6/2023",
        },
    ),
    "Giấy mời": (
        "Họp giao ban công tác chuyển đổi số",
        ("Đề nghị các đại biểu chuẩn bị báo cáo, mang theo máy tính để dự họp đúng giờ.",),
        {
            "guests": "Đồng chí Chủ tịch Ủy ban nhân dân các xã, thị trấn\nTrưởng các phòng, ban",
            "event": "họp giao ban công tác chuyển đổi số quý I năm 2023",
            "chair": "Đồng chí Lê Văn Minh, Phó Chủ tịch Ủy ban nhân dân huyện",
            "time": "08 giờ 00 phút, ngày 20 tháng 3 năm 2023 (thứ Hai)",
            "venue": "Phòng họp tầng 2, trụ sở Ủy ban nhân dân huyện",
        },
    ),
    "Giấy giới thiệu": (
        "Làm việc về số hóa tài liệu lưu trữ",
        (),
        NAM | {"host": "Sở Thông tin và Truyền thông tỉnh Thanh Hóa", "until": "30/4/2023"},
    ),
    "Giấy nghỉ phép": (
        "Nghỉ phép năm 2023 của ông Nguyễn Văn Nam",
        (),
        NAM
        | {
            "asked_on": "05 tháng 6 năm 2023",
            "length": "05 ngày",
            "since": "12 tháng 6 năm 2023",
            "until": "16 tháng 6 năm 2023",
            "place": "thành phố Sầm Sơn, tỉnh Thanh Hóa",
            "counted": "nghỉ hằng năm có hưởng lương của năm 2023",
            "confirms": "chính quyền địa phương nơi nghỉ phép",
        },
    ),
    "Phiếu gửi": (
        "Gửi tài liệu họp giao ban",
        (),
        {"enclosed": "Báo cáo công tác quý I năm 2023 (12 bản)\nDự thảo Kế hoạch quý II (12 bản)"},
    ),
    "Phiếu chuyển": (
        "Chuyển đơn của công dân",
        ("Kết quả giải quyết đề nghị thông báo cho Ủy ban nhân dân huyện trước ngày 15/4/2023.",),
        {
            "what": "Đơn đề nghị cấp lại giấy chứng nhận ngày 02 tháng 3 năm 2023",
            "owner": "bà Lê Thị Yến, thôn 5, xã Hoằng Đức",
            "purpose": "xem xét, giải quyết theo thẩm quyền",
        },
    ),
    "Phiếu báo": (
        "Về việc đã nhận đủ hồ sơ dự thi",
        ("Hồ sơ dự thi đã đủ; thời gian thi: 07 giờ 30 phút, ngày 10 tháng 4 năm 2023.",),
        {"reader": "bà Lê Thị Yến"},
    ),
    "Thư công": (
        "Nhân Ngày Nhà giáo Việt Nam 20 tháng 11 năm 2023",
        (
            "Nhân kỷ niệm Ngày Nhà giáo Việt Nam, tôi gửi tới các thầy giáo, cô giáo lời chúc tốt "
            "đẹp nhất, chúc các thầy giáo, cô giáo mạnh khỏe, hạnh phúc và thành công.",
        ),
        {"heading": "Thư chúc mừng", "greeting": "Thân gửi các thầy giáo, cô giáo"},
    ),
}


def sheet(doc_type: str) -> Sheet:
    """The paper of a type, as `printing` would make it of a draft."""
    subject, body, details = ROWS[doc_type]
    to = TELEGRAPHED if doc_type == "Công điện" else (XA,)
    base = DECISION if kind(doc_type).has_bases else replace(LETTER, to=to)
    unit = notation(kind(doc_type), "UBND", "VHTT")
    made = replace(base, doc_type=doc_type, notation=unit, subject=subject, body=body)
    return filled(made, details, POST)


PLAN = sheet("Kế hoạch")
ANNEXED = replace(
    PLAN,
    body=(
        OPENING,
        "Danh sách và kinh phí theo Phụ lục I, Phụ lục II kèm theo.",
        "=== Danh sách tổ công nghệ số cộng đồng",
        *CLAUSES * 9,
        "=== Kinh phí thực hiện",
        *TABLE[1:],
    ),
)
PROMULGATING = replace(
    sheet("Quyết định"),
    subject="Ban hành Quy chế quản lý, sử dụng ứng dụng HoangHoaS",
    recipients=("Như Điều 2", *DECISION.recipients[1:]),
    body=(
        "Điều #. Ban hành kèm theo Quyết định này Quy chế quản lý, sử dụng ứng dụng HoangHoaS.",
        "Điều #. Quyết định này có hiệu lực kể từ ngày ký.",
        "=== Quy chế: Quản lý, sử dụng ứng dụng HoangHoaS",
        *RANKED,
    ),
)
URGENT = replace(sheet("Công văn"), urgency="THUONG_KHAN")

COPY = CopyBlock(
    heading="SAO Y",
    agency="Ủy ban nhân dân huyện Hoằng Hóa",
    code="03/SY-UBND",
    place="Hoằng Hóa",
    day="ngày 20 tháng 3 năm 2023",
    authority=("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
    signer="Lê Anh Tuấn",
    recipients=("Các phòng, ban cấp huyện",),
)
EXTRACTED = replace(COPY, heading="TRÍCH SAO", code="04/TrS-UBND")
EXTRACT = Extract(DECISION, frozenset({2}), "57", "ngày 06 tháng 3 năm 2023")
COPIED = replace(sheet("Phiếu báo"), qr=None)


def _xa(name: str, signer: str, *titles: str) -> Issuer:
    upper = f"TM. ỦY BAN NHÂN DÂN {name.upper()}"
    return Issuer(f"Ủy ban nhân dân {name}", (upper, *titles), signer)


JOINT = replace(
    PLAN,
    authority=("TM. ỦY BAN NHÂN DÂN HUYỆN HOẰNG HÓA", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    joint=(_xa("xã Hoằng Phú", "Lê Thị Ánh", "CHỦ TỊCH"),),
)
THREE = replace(
    JOINT,
    joint=(*JOINT.joint, _xa("xã Hoằng Đồng", "Lê Văn Dũng", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")),
)
FOUR = replace(THREE, joint=(*THREE.joint, _xa("xã Hoằng Thịnh", "Lê Thị Dung", "CHỦ TỊCH")))
"""Papers of two, three and four agencies; the district leads (DOMAIN §5.5)."""

SHEETS = {one.name: sheet(one.name) for one in KINDS}
MORE = {
    "Phụ lục (2.2)": ANNEXED,
    "Quyết định ban hành (1.3)": PROMULGATING,
    "Khẩn": replace(URGENT, urgency="KHAN"),
    "Thượng khẩn": URGENT,
    "Hỏa tốc": replace(sheet("Quyết định"), urgency="HOA_TOC"),
}
