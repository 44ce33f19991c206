"""First pages of the party, of unions, schools, courts and firms, and pages that went wrong."""

from tests.uploads.first_pages import FirstPage, across, left

PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"

OTHER_PAGES = [
    FirstPage(
        "Huyện ủy",
        f"HUYỆN ỦY HOẰNG HÓA\n*\nSố 215-CV/HU\nV/v chuẩn bị Đại hội chi bộ\n{PARTY}\n"
        "Hoằng Hóa, ngày 12 tháng 10 năm 2023\nKính gửi: Các chi bộ trực thuộc",
        "", "", "2023-10-12", "Huyện ủy Hoằng Hóa", "Công văn", "V/v chuẩn bị Đại hội chi bộ",
    ),
    FirstPage(
        "Văn phòng Huyện ủy, thông báo",
        f"HUYỆN ỦY HOẰNG HÓA   {PARTY}\nVĂN PHÒNG\n*   Hoằng Hóa, ngày 2 tháng 5 năm 2023\n"
        "Số 40-TB/VPHU\nTHÔNG BÁO\nLịch làm việc của Thường trực Huyện ủy\n-----\n1. Thứ Hai",
        "", "", "2023-05-02", "Văn phòng", "Thông báo", "Lịch làm việc của Thường trực Huyện ủy",
    ),
    FirstPage(
        "Mặt trận Tổ quốc",
        left(
            "ỦY BAN MẶT TRẬN TỔ QUỐC VIỆT NAM\nHUYỆN HOẰNG HÓA", "Số: 33/KH-MTTQ-BTT",
            "Hoằng Hóa, ngày 25 tháng 10 năm 2023",
            "KẾ HOẠCH\nTổ chức Ngày hội Đại đoàn kết toàn dân tộc\n\nThực hiện Hướng dẫn",
        ),
        "33", "KH-MTTQ-BTT", "2023-10-25",
        "Ủy ban Mặt trận Tổ quốc Việt Nam huyện Hoằng Hóa", "Kế hoạch",
        "Tổ chức Ngày hội Đại đoàn kết toàn dân tộc",
    ),
    FirstPage(
        "Huyện đoàn",
        left(
            "BAN CHẤP HÀNH ĐOÀN THANH NIÊN CỘNG SẢN HỒ CHÍ MINH\nHUYỆN HOẰNG HÓA",
            "Số: 12/HD-ĐTN", "Hoằng Hóa, ngày 26 tháng 3 năm 2023",
            "HƯỚNG DẪN\nTổ chức Tháng Thanh niên năm 2023\n\nThực hiện Kế hoạch",
        ),
        "12", "HD-ĐTN", "2023-03-26",
        "Ban Chấp hành đoàn Thanh niên Cộng sản Hồ Chí Minh huyện Hoằng Hóa", "Hướng dẫn",
        "Tổ chức Tháng Thanh niên năm 2023",
    ),
    FirstPage(
        "Hội Phụ nữ",
        left(
            "HỘI LIÊN HIỆP PHỤ NỮ\nHUYỆN HOẰNG HÓA", "Số: 05/CTr-BTV",
            "Hoằng Hóa, ngày 8 tháng 3 năm 2023",
            "CHƯƠNG TRÌNH\nCông tác Hội năm 2023\n\nI. MỤC TIÊU",
        ),
        "05", "CTr-BTV", "2023-03-08", "Hội Liên hiệp Phụ nữ huyện Hoằng Hóa", "Chương trình",
        "Công tác Hội năm 2023",
    ),
    FirstPage(
        "Trường tiểu học",
        left(
            "UBND HUYỆN HOẰNG HÓA\nTRƯỜNG TIỂU HỌC HUYỆN HOẰNG HÓA", "Số: 3/QC-TH",
            "Hoằng Hóa, ngày 5 tháng 9 năm 2023", "QUY CHẾ\nDân chủ ở trường học\n\nChương I",
        ),
        "3", "QC-TH", "2023-09-05", "Trường Tiểu học huyện Hoằng Hóa", "Quy chế",
        "Dân chủ ở trường học",
    ),
    FirstPage(
        "Bệnh viện",
        left(
            "SỞ Y TẾ THANH HÓA\nBỆNH VIỆN ĐA KHOA HUYỆN HOẰNG HÓA", "Số: 121/PA-BVĐK",
            "Hoằng Hóa, ngày 10 tháng 7 năm 2023",
            "PHƯƠNG ÁN\nĐáp ứng y tế khi có bão, lũ\n\nCăn cứ Kế hoạch",
        ),
        "121", "PA-BVĐK", "2023-07-10", "Bệnh viện Đa khoa huyện Hoằng Hóa", "Phương án",
        "Đáp ứng y tế khi có bão, lũ",
    ),
    FirstPage(
        "Kho bạc",
        left(
            "KHO BẠC NHÀ NƯỚC THANH HÓA\nKHO BẠC NHÀ NƯỚC HUYỆN HOẰNG HÓA",
            "Số: 19/KBHH\nV/v đối chiếu số dư tài khoản", "Hoằng Hóa, ngày 2 tháng 1 năm 2024",
            "Kính gửi: Các đơn vị giao dịch",
        ),
        "19", "KBHH", "2024-01-02", "Kho bạc Nhà nước huyện Hoằng Hóa", "Công văn",
        "V/v đối chiếu số dư tài khoản",
    ),
    FirstPage(
        "Chi cục, thượng khẩn",
        left(
            "SỞ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN\nCHI CỤC THỦY LỢI",
            "Số: 61/CCTL-QLCT\nTHƯỢNG KHẨN",
            "Thanh Hóa, ngày 28 tháng 9 năm 2023",
            "V/v vận hành hồ chứa\n\nKính gửi: UBND các huyện",
        ),
        "61", "CCTL-QLCT", "2023-09-28", "Chi cục Thủy lợi", "Công văn", "V/v vận hành hồ chứa",
        "THUONG_KHAN",
    ),
    FirstPage(
        "Trung tâm, giấy giới thiệu",
        left(
            "UBND HUYỆN HOẰNG HÓA\nTRUNG TÂM VĂN HÓA, THÔNG TIN,\nTHỂ THAO VÀ DU LỊCH",
            "Số: 18/GGT-TTVH", "Hoằng Hóa, ngày 16 tháng 5 năm 2023",
            "GIẤY GIỚI THIỆU\n\nTrân trọng giới thiệu:",
        ),
        "18", "GGT-TTVH", "2023-05-16", "Trung tâm Văn hóa, Thông tin, Thể thao và Du lịch",
        "Giấy giới thiệu", "",
    ),
    FirstPage(
        "một trang quét lệch, chữ rời",
        "ỦY BAN NHÂN DÂN     CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "XÃ HOẰNG PHÚ     Độc lập - Tự do - Hạnh phúc\n"
        "Sô : 1 2 / BC - UBND    Hoằng Phú , ngày 1 5 tháng 0 6 năm 2 0 2 3\n"
        "BÁO CÁO\nTình hình kinh tế - xã hội\n6 tháng đầu năm\n\nThực hiện",
        "12", "BC-UBND", "2023-06-15", "Ủy ban nhân dân xã Hoằng Phú", "Báo cáo",
        "Tình hình kinh tế - xã hội 6 tháng đầu năm",
    ),
    FirstPage(
        "một dự thảo còn để trống",
        left(
            "ỦY BAN NHÂN DÂN\nHUYỆN HOẰNG HÓA", "Số:       /TTr-UBND",
            "Hoằng Hóa, ngày      tháng      năm 2023",
            "TỜ TRÌNH\nVề việc bổ sung quy hoạch\n\nKính gửi: UBND tỉnh",
        ),
        "", "TTr-UBND", "", "Ủy ban nhân dân huyện Hoằng Hóa", "Tờ trình",
        "Về việc bổ sung quy hoạch",
    ),
    FirstPage(
        "một dấu đến đè lên đầu trang",
        "UBND HUYỆN HOẰNG HÓA\nĐẾN\nSố: 77\n" + left(
            "ỦY BAN NHÂN DÂN\nXÃ HOẰNG ĐÔNG", "Số: 8/BC-UBND",
            "Hoằng Đông, ngày 3 tháng 3 năm 2023", "BÁO CÁO\nThu ngân sách quý I\n\nThực hiện",
        ),
        "8", "BC-UBND", "2023-03-03", "UBND huyện Hoằng Hóa", "Báo cáo", "Thu ngân sách quý I",
    ),
    FirstPage(
        "một ngày không có thật",
        across(
            ["ỦY BAN NHÂN DÂN", "XÃ HOẰNG THỊNH"], "Số: 4/TB-UBND",
            "Hoằng Thịnh, ngày 29 tháng 02 năm 2023", "THÔNG BÁO\nLịch tiếp công dân\n\nThực hiện",
        ),
        "4", "TB-UBND", "", "Ủy ban nhân dân xã Hoằng Thịnh", "Thông báo", "Lịch tiếp công dân",
    ),
    FirstPage(
        "một lá đơn viết tay",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
        "ĐƠN ĐỀ NGHỊ\nKính gửi: UBND xã Hoằng Phú\nTôi tên là Lê Văn C",
        "", "", "", "", "Công văn", "",
    ),
]  # fmt: skip
