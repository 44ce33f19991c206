"""Heads of papers as offices print them, each with what Lan should be offered."""

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
DISTRICT = "Ủy ban nhân dân huyện Hoằng Hóa"

INTERLEAVED = """ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH THANH HÓA Độc lập - Tự do - Hạnh phúc
Số: 2374/UBND-VHTT Thanh Hóa, ngày 30 tháng 5 năm 2023
V/v triển khai phòng họp
không giấy tờ
Kính gửi: Ủy ban nhân dân huyện Hoằng Hóa
Thực hiện Kế hoạch số 37/KH-UBND ngày 21 tháng 02 năm 2023"""

LEFT_FIRST = f"""ỦY BAN NHÂN DÂN
TỈNH THANH HÓA
Số: 2374/UBND-VHTT
V/v triển khai phòng họp
không giấy tờ
{MOTTO}Thanh Hóa, ngày 30 tháng 5 năm 2023
Kính gửi: Ủy ban nhân dân huyện Hoằng Hóa"""

RIGHT_FIRST = f"""{MOTTO}Thanh Hóa, ngày 30 tháng 5 năm 2023
ỦY BAN NHÂN DÂN
TỈNH THANH HÓA
Số: 2374/UBND-VHTT
V/v triển khai phòng họp
không giấy tờ
Kính gửi: Ủy ban nhân dân huyện Hoằng Hóa"""

SCANNED = """ỦY BAN NHÂN DÂN    CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH THANH HÓA     Độc lập - Tự do - Hạnh phúc
——————     ————————————

Sô : 23 74 / UBND - VHTT   Thanh Hóa , ngày 3 0 tháng 5 năm 2 0 23
V/v triển khai phòng họp
không giấy tờ

Kính gửi: Ủy ban nhân dân huyện Hoằng Hóa"""

BESIDE_THE_DATE = """UBND TỈNH THANH HÓA CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỞ THÔNG TIN VÀ TRUYỀN THÔNG Độc lập - Tự do - Hạnh phúc
Số: 118/STTTT-CNTT
V/v triển khai phòng họp Thanh Hóa, ngày 30 tháng 5 năm 2023
không giấy tờ
Kính gửi: Các sở, ban, ngành"""


def named(agency: str, code: str, title: str, rest: str) -> str:
    return f"{agency}\nSố: {code}\n{MOTTO}Hoằng Hóa, ngày 05 tháng 01 năm 2023\n{title}\n{rest}"


HOANG_HOA = "ỦY BAN NHÂN DÂN\nHUYỆN HOẰNG HÓA"


NAMED: list[tuple[str, tuple[str, str, str, str, str]]] = [
    (
        named(HOANG_HOA, "05/BC-UBND", "BÁO CÁO", "Kết quả chuyển đổi\nnăm 2022\nThực hiện"),
        ("05", "BC-UBND", DISTRICT, "Báo cáo", "Kết quả chuyển đổi năm 2022"),
    ),
    (
        named(
            HOANG_HOA,
            "1829 /QĐ-UBND",
            "QUYẾT ĐỊNH",
            "Về việc giao nhiệm vụ cho\nỦy ban nhân dân các xã\n"
            "CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN HOẰNG HÓA\nCăn cứ Luật",
        ),
        (
            *("1829", "QĐ-UBND", DISTRICT, "Quyết định"),
            "Về việc giao nhiệm vụ cho Ủy ban nhân dân các xã",
        ),
    ),
    (
        named(HOANG_HOA, "37/KH-UBND", "KẾ HOẠCH", "Thực hiện Nghị quyết số 06\n_____\nCăn cứ"),
        ("37", "KH-UBND", DISTRICT, "Kế hoạch", "Thực hiện Nghị quyết số 06"),
    ),
    (
        named(
            "UBND HUYỆN HOẰNG HÓA\nPHÒNG TÀI CHÍNH - KẾ HOẠCH",
            "8/TTr-TCKH",
            "TỜ TRÌNH",
            "V/v bổ sung kinh phí\n\nKính gửi: Ủy ban",
        ),
        ("8", "TTr-TCKH", "Phòng Tài chính - Kế hoạch", "Tờ trình", "V/v bổ sung kinh phí"),
    ),
    (
        named(
            "UBND HUYỆN HOẰNG HÓA\nVĂN PHÒNG\nHĐND VÀ UBND",
            "12/GM-VP",
            "GIẤY MỜI",
            "Họp giao ban tháng 01\n\nVăn phòng trân trọng kính mời",
        ),
        ("12", "GM-VP", "Văn phòng HĐND và UBND", "Giấy mời", "Họp giao ban tháng 01"),
    ),
    (
        named(
            "HỘI ĐỒNG NHÂN DÂN\nXÃ HOẰNG LỘC",
            "03/NQ-HĐND",
            "NGHỊ QUYẾT",
            "Về dự toán ngân sách xã\n\nHỘI ĐỒNG NHÂN DÂN XÃ HOẰNG LỘC",
        ),
        (
            "03",
            "NQ-HĐND",
            "Hội đồng nhân dân xã Hoằng Lộc",
            "Nghị quyết",
            "Về dự toán ngân sách xã",
        ),
    ),
    (
        named("BỘ THÔNG TIN VÀ TRUYỀN THÔNG", "02/2023/TT-BTTTT", "THÔNG BÁO", "Kết luận cuộc họp"),
        ("02", "2023/TT-BTTTT", "Bộ Thông tin và Truyền thông", "Thông báo", "Kết luận cuộc họp"),
    ),
    (
        named(
            "UBND TỈNH THANH HÓA\nSỞ VĂN HÓA, THỂ THAO\nVÀ DU LỊCH",
            "9/HD-SVHTTDL",
            "HƯỚNG DẪN",
            "Tổ chức lễ hội năm 2023\n1. Mục đích",
        ),
        (
            "9",
            "HD-SVHTTDL",
            "Sở Văn hóa, Thể thao và Du lịch",
            "Hướng dẫn",
            "Tổ chức lễ hội năm 2023",
        ),
    ),
    (
        named(
            "CÔNG AN TỈNH THANH HÓA\nCÔNG AN HUYỆN HOẰNG HÓA",
            "77/CTr-CAH",
            "CHƯƠNG TRÌNH",
            "Công tác năm 2023\nI. MỤC TIÊU",
        ),
        ("77", "CTr-CAH", "Công an huyện Hoằng Hóa", "Chương trình", "Công tác năm 2023"),
    ),
    (
        named(HOANG_HOA, "4/QyĐ-UBND", "QUY ĐỊNH", "Quản lý hồ sơ\nChương I\nĐiều 1."),
        ("4", "QyĐ-UBND", DISTRICT, "Quy định", "Quản lý hồ sơ"),
    ),
    (
        named(
            HOANG_HOA,
            "6/ĐA-UBND",
            "ĐỀ ÁN",
            "Phòng họp không giấy tờ,\ngiai đoạn 2023 - 2025\nPhần I",
        ),
        ("6", "ĐA-UBND", DISTRICT, "Đề án", "Phòng họp không giấy tờ, giai đoạn 2023 - 2025"),
    ),
    (
        named(
            "ỦY BAN NHÂN DÂN\nTHỊ TRẤN BÚT SƠN",
            "1/CĐ-UBND",
            "CÔNG ĐIỆN KHẨN",
            "Về ứng phó bão số 1\n\nChủ tịch điện",
        ),
        ("1", "CĐ-UBND", "Ủy ban nhân dân thị trấn Bút Sơn", "Công điện", "Về ứng phó bão số 1"),
    ),
    (
        named("HUYỆN ỦY HOẰNG HÓA\n*", "15-CV/HU", "Kính gửi: Các chi bộ", ""),
        ("", "", "Huyện ủy Hoằng Hóa", "Công văn", ""),
    ),
    (
        named("VĂN PHÒNG CHÍNH PHỦ", "3101/VPCP-KSTT", "Kính gửi: UBND tỉnh", ""),
        ("3101", "VPCP-KSTT", "Văn phòng Chính phủ", "Công văn", ""),
    ),
    (
        named(HOANG_HOA, "      /PA-UBND", "PHƯƠNG ÁN", "Phòng cháy"),
        ("", "PA-UBND", DISTRICT, "Phương án", "Phòng cháy"),
    ),
    (
        named(HOANG_HOA, "21a/BB-UBND", "BIÊN BẢN", "Kiểm tra công tác văn thư\nHôm nay, ngày 05"),
        ("21a", "BB-UBND", DISTRICT, "Biên bản", "Kiểm tra công tác văn thư"),
    ),
    (
        named(HOANG_HOA, "30/TB- UBND", "", "nội dung bị mờ"),
        ("30", "TB-UBND", DISTRICT, "Thông báo", ""),
    ),
]
