"""First pages as thirty offices print them, columns as the file gives them out."""

from dataclasses import dataclass

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"


@dataclass(frozen=True, slots=True)
class FirstPage:
    """A page and what Lan should be offered of it; empty is what it does not say."""

    who: str
    text: str
    number: str
    notation: str
    day: str
    issuer: str
    doc_type: str
    subject: str
    urgency: str = "NORMAL"


def left(agency: str, under: str, place_and_day: str, rest: str) -> str:
    """The left column, then the right one, then the body."""
    return f"{agency}\n_______\n{under}\n{MOTTO}\n___________\n{place_and_day}\n{rest}"


def across(agency: list[str], code: str, day: str, rest: str) -> str:
    """Row by row: both columns on one line."""
    motto = MOTTO.split("\n") + [""] * 9
    rows = [f"{name}   {words}".rstrip() for name, words in zip(agency, motto, strict=False)]
    return "\n".join([*rows, f"{code}   {day}", rest])


FIRST_PAGES = [
    FirstPage(
        "Thủ tướng",
        left(
            "THỦ TƯỚNG CHÍNH PHỦ", "Số: 06/QĐ-TTg", "Hà Nội, ngày 06 tháng 01 năm 2022",
            "QUYẾT ĐỊNH\nPhê duyệt Đề án phát triển ứng dụng dữ liệu về dân cư\n"
            "THỦ TƯỚNG CHÍNH PHỦ\nCăn cứ Luật Tổ chức Chính phủ",
        ),
        "06", "QĐ-TTg", "2022-01-06", "Thủ tướng Chính phủ", "Quyết định",
        "Phê duyệt Đề án phát triển ứng dụng dữ liệu về dân cư",
    ),
    FirstPage(
        "Văn phòng Chính phủ, hỏa tốc",
        left(
            "VĂN PHÒNG CHÍNH PHỦ", "Số: 3101/VPCP-NN\nV/v ứng phó bão số 4\nHỎA TỐC",
            "Hà Nội, ngày 27 tháng 9 năm 2022", "Kính gửi:\n- Bộ Quốc phòng;",
        ),
        "3101", "VPCP-NN", "2022-09-27", "Văn phòng Chính phủ", "Công văn",
        "V/v ứng phó bão số 4", "HOA_TOC",
    ),
    FirstPage(
        "Bộ Nội vụ, hướng dẫn",
        across(
            ["BỘ NỘI VỤ", "-------"], "Số: 03/HD-BNV", "Hà Nội, ngày 01 tháng 3 năm 2023",
            "HƯỚNG DẪN\nCông tác thi đua, khen thưởng năm 2023\n\nThực hiện Luật Thi đua",
        ),
        "03", "HD-BNV", "2023-03-01", "Bộ Nội vụ", "Hướng dẫn",
        "Công tác thi đua, khen thưởng năm 2023",
    ),
    FirstPage(
        "HĐND tỉnh, nghị quyết",
        left(
            "HỘI ĐỒNG NHÂN DÂN\nTỈNH THANH HÓA", "Số: 12/NQ-HĐND",
            "Thanh Hóa, ngày 12 tháng 7 năm 2023",
            "NGHỊ QUYẾT\nVề kế hoạch đầu tư công trung hạn\ngiai đoạn 2021 - 2025\n\n"
            "HỘI ĐỒNG NHÂN DÂN TỈNH THANH HÓA\nKHÓA XVIII, KỲ HỌP THỨ 14",
        ),
        "12", "NQ-HĐND", "2023-07-12", "Hội đồng nhân dân tỉnh Thanh Hóa", "Nghị quyết",
        "Về kế hoạch đầu tư công trung hạn giai đoạn 2021 - 2025",
    ),
    FirstPage(
        "UBND tỉnh, công văn khẩn",
        across(
            ["ỦY BAN NHÂN DÂN", "TỈNH THANH HÓA"], "Số: 12500/UBND-CNTT",
            "Thanh Hóa, ngày 31 tháng 12 năm 2022",
            "KHẨN\nV/v đẩy mạnh chuyển đổi số\n\nKính gửi: Chủ tịch UBND các huyện",
        ),
        "12500", "UBND-CNTT", "2022-12-31", "Ủy ban nhân dân tỉnh Thanh Hóa", "Công văn",
        "V/v đẩy mạnh chuyển đổi số", "KHAN",
    ),
    FirstPage(
        "Sở Nội vụ, thông báo",
        left(
            "UBND TỈNH THANH HÓA\nSỞ NỘI VỤ", "Số: 45/TB-SNV",
            "Thanh Hóa, ngày 29 tháng 02 năm 2024",
            "THÔNG BÁO\nVề việc nghỉ Tết Nguyên đán Giáp Thìn năm 2024\n\nCăn cứ Thông báo số 8662",
        ),
        "45", "TB-SNV", "2024-02-29", "Sở Nội vụ", "Thông báo",
        "Về việc nghỉ Tết Nguyên đán Giáp Thìn năm 2024",
    ),
    FirstPage(
        "Sở Tài chính, tờ trình",
        left(
            "UBND TỈNH THANH HÓA\nSỞ TÀI CHÍNH", "Số: 5120/TTr-STC",
            "Thanh Hóa, ngày 3 tháng 10 năm 2023",
            "TỜ TRÌNH\nVề việc phân bổ kinh phí sự nghiệp\n\nKính gửi: Chủ tịch UBND tỉnh",
        ),
        "5120", "TTr-STC", "2023-10-03", "Sở Tài chính", "Tờ trình",
        "Về việc phân bổ kinh phí sự nghiệp",
    ),
    FirstPage(
        "Sở Y tế, công điện",
        left(
            "UBND TỈNH THANH HÓA\nSỞ Y TẾ", "Số: 02/CĐ-SYT", "Thanh Hóa, ngày 15 tháng 8 năm 2023",
            "CÔNG ĐIỆN\nVề tăng cường phòng, chống bệnh sốt xuất huyết\n\n"
            "GIÁM ĐỐC SỞ Y TẾ điện:",
        ),
        "02", "CĐ-SYT", "2023-08-15", "Sở Y tế", "Công điện",
        "Về tăng cường phòng, chống bệnh sốt xuất huyết",
    ),
    FirstPage(
        "UBND huyện, kế hoạch",
        across(
            ["ỦY BAN NHÂN DÂN", "HUYỆN HOẰNG HÓA"], "Số: 37/KH-UBND",
            "Hoằng Hóa, ngày 21 tháng 02 năm 2023",
            "KẾ HOẠCH\nCải cách hành chính huyện Hoằng Hóa năm 2023\n____________\nThực hiện",
        ),
        "37", "KH-UBND", "2023-02-21", "Ủy ban nhân dân huyện Hoằng Hóa", "Kế hoạch",
        "Cải cách hành chính huyện Hoằng Hóa năm 2023",
    ),
    FirstPage(
        "Chủ tịch UBND huyện, chỉ thị",
        left(
            "ỦY BAN NHÂN DÂN\nHUYỆN HOẰNG HÓA", "Số: 07/CT-UBND",
            "Hoằng Hóa, ngày 9 tháng 5 năm 2023",
            "CHỈ THỊ\nVề việc tăng cường quản lý đất đai\n\nTrong thời gian qua, công tác quản lý",
        ),
        "07", "CT-UBND", "2023-05-09", "Ủy ban nhân dân huyện Hoằng Hóa", "Chỉ thị",
        "Về việc tăng cường quản lý đất đai",
    ),
    FirstPage(
        "Phòng Giáo dục và Đào tạo",
        left(
            "UBND HUYỆN HOẰNG HÓA\nPHÒNG GIÁO DỤC VÀ ĐÀO TẠO",
            "Số: 201/PGDĐT-THCS\nV/v hướng dẫn tuyển sinh\nvào lớp 6 năm học 2023-2024",
            "Hoằng Hóa, ngày 05 tháng 6 năm 2023",
            "Kính gửi: Hiệu trưởng các trường Trung học cơ sở",
        ),
        "201", "PGDĐT-THCS", "2023-06-05", "Phòng Giáo dục và Đào tạo", "Công văn",
        "V/v hướng dẫn tuyển sinh vào lớp 6 năm học 2023-2024",
    ),
    FirstPage(
        "Thanh tra huyện",
        left(
            "UBND HUYỆN HOẰNG HÓA\nTHANH TRA HUYỆN", "Số: 15/BC-TTr",
            "Hoằng Hóa, ngày 18 tháng 12 năm 2023",
            "BÁO CÁO\nKết quả công tác thanh tra, tiếp công dân năm 2023\n\n"
            "Thực hiện Công văn số 1829",
        ),
        "15", "BC-TTr", "2023-12-18", "Thanh tra huyện", "Báo cáo",
        "Kết quả công tác thanh tra, tiếp công dân năm 2023",
    ),
    FirstPage(
        "Văn phòng HĐND và UBND, giấy mời",
        left(
            "UBND HUYỆN HOẰNG HÓA\nVĂN PHÒNG HĐND VÀ UBND", "Số: 88/GM-VP",
            "Hoằng Hóa, ngày 4 tháng 12 năm 2023",
            "GIẤY MỜI\nDự Hội nghị tổng kết năm 2023\n\nVăn phòng trân trọng kính mời",
        ),
        "88", "GM-VP", "2023-12-04", "Văn phòng HĐND và UBND", "Giấy mời",
        "Dự Hội nghị tổng kết năm 2023",
    ),
    FirstPage(
        "UBND xã, quyết định",
        left(
            "ỦY BAN NHÂN DÂN\nXÃ HOẰNG PHÚ", "Số:  101 /QĐ-UBND",
            "Hoằng Phú, ngày  02  tháng 01 năm 2024",
            "QUYẾT ĐỊNH\nVề việc công bố công khai dự toán ngân sách năm 2024\n"
            "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ HOẰNG PHÚ\nCăn cứ Luật Ngân sách",
        ),
        "101", "QĐ-UBND", "2024-01-02", "Ủy ban nhân dân xã Hoằng Phú", "Quyết định",
        "Về việc công bố công khai dự toán ngân sách năm 2024",
    ),
    FirstPage(
        "UBND thị trấn, biên bản",
        left(
            "ỦY BAN NHÂN DÂN\nTHỊ TRẤN BÚT SƠN", "Số: 9/BB-UBND",
            "Bút Sơn, ngày 11 tháng 11 năm 2023",
            "BIÊN BẢN\nHọp xét thi đua, khen thưởng năm 2023\n\nHôm nay, ngày 11 tháng 11",
        ),
        "9", "BB-UBND", "2023-11-11", "Ủy ban nhân dân thị trấn Bút Sơn", "Biên bản",
        "Họp xét thi đua, khen thưởng năm 2023",
    ),
    FirstPage(
        "Công an huyện",
        left(
            "CÔNG AN TỈNH THANH HÓA\nCÔNG AN HUYỆN HOẰNG HÓA",
            "Số: 512/CAH-QLHC\nV/v cấp căn cước công dân lưu động",
            "Hoằng Hóa, ngày 20 tháng 3 năm 2023", "Kính gửi: UBND các xã, thị trấn",
        ),
        "512", "CAH-QLHC", "2023-03-20", "Công an huyện Hoằng Hóa", "Công văn",
        "V/v cấp căn cước công dân lưu động",
    ),
    FirstPage(
        "Bảo hiểm xã hội huyện",
        left(
            "BẢO HIỂM XÃ HỘI TỈNH THANH HÓA\nBẢO HIỂM XÃ HỘI HUYỆN HOẰNG HÓA",
            "Số: 77/BHXH-TN\nV/v đôn đốc thu BHXH, BHYT", "Hoằng Hóa, ngày 7 tháng 9 năm 2023",
            "Kính gửi: Các đơn vị sử dụng lao động",
        ),
        "77", "BHXH-TN", "2023-09-07", "Bảo hiểm xã hội huyện Hoằng Hóa", "Công văn",
        "V/v đôn đốc thu BHXH, BHYT",
    ),
    FirstPage(
        "Tòa án nhân dân huyện",
        left(
            "TÒA ÁN NHÂN DÂN\nHUYỆN HOẰNG HÓA", "Số: 14/TB-TA",
            "Hoằng Hóa, ngày 1 tháng 8 năm 2023",
            "THÔNG BÁO\nVề việc thụ lý vụ án dân sự\n\nKính gửi: Bà Lê Thị B",
        ),
        "14", "TB-TA", "2023-08-01", "Tòa án nhân dân huyện Hoằng Hóa", "Thông báo",
        "Về việc thụ lý vụ án dân sự",
    ),
    FirstPage(
        "Ngân hàng",
        left(
            "NGÂN HÀNG NHÀ NƯỚC VIỆT NAM\nCHI NHÁNH TỈNH THANH HÓA",
            "Số: 230/THH-TH\nV/v cung cấp số liệu",
            "Thanh Hóa, ngày 14 tháng 4 năm 2023", "Kính gửi: UBND huyện Hoằng Hóa",
        ),
        "230", "THH-TH", "2023-04-14",
        "Ngân hàng Nhà nước Việt Nam chi nhánh tỉnh Thanh Hóa", "Công văn", "V/v cung cấp số liệu",
    ),
]  # fmt: skip
