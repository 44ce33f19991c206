"""What Nam types on an ordinary day: one sheet for each kind of paper."""

from dataclasses import replace

from server.typesetting import Sheet

OPENING = (
    "Thực hiện Kế hoạch số 25/KH-UBND ngày 15 tháng 02 năm 2023 của Ủy ban nhân dân tỉnh Thanh Hóa "
    "về chuyển đổi số trên địa bàn tỉnh năm 2023, Ủy ban nhân dân huyện đề nghị Ủy ban nhân dân "
    "các xã, thị trấn triển khai một số nội dung sau:"
)
CLAUSES = (
    "1. Tiếp tục tuyên truyền, vận động Nhân dân cài đặt và sử dụng ứng dụng HoangHoaS; phấn đấu "
    "đến hết quý II năm 2023 có ít nhất 60% số hộ gia đình trên địa bàn cài đặt, sử dụng.",
    "2. Kiện toàn Tổ công nghệ số cộng đồng tại các thôn, tiểu khu; phân công nhiệm vụ cụ thể.",
    "3. Báo cáo kết quả về Ủy ban nhân dân huyện trước ngày 25 hằng tháng để tổng hợp.",
)

LETTER = Sheet(
    doc_type="Công văn",
    superior="",
    agency="Ủy ban nhân dân huyện Hoằng Hóa",
    notation="UBND-VHTT",
    place="Hoằng Hóa",
    subject="Tăng cường triển khai ứng dụng HoangHoaS trên địa bàn huyện",
    bases=(),
    body=(OPENING, *CLAUSES),
    to=("Ủy ban nhân dân xã Hoằng Đức",),
    recipients=("Thường trực Huyện ủy (để b/c)",),
    archive="VT, VHTT",
    authority=("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    signer="Lê Văn Minh",
    urgency="NORMAL",
    qr="https://congso.example.vn/verify/8f2c1ab0c9d14e77",
)

DECISION = replace(
    LETTER,
    doc_type="Quyết định",
    notation="QĐ-UBND",
    subject="thành lập Tổ công nghệ số cộng đồng huyện Hoằng Hóa",
    bases=(
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015",
        "Căn cứ Quyết định số 749/QĐ-TTg ngày 03 tháng 6 năm 2020 của Thủ tướng Chính phủ",
        "Theo đề nghị của Trưởng phòng Văn hóa và Thông tin",
    ),
    body=(
        "Điều 1. Thành lập Tổ công nghệ số cộng đồng huyện gồm 15 thành viên.",
        "Điều 2. Tổ công nghệ số cộng đồng có nhiệm vụ sau:",
        "a) Hướng dẫn người dân cài đặt, sử dụng các nền tảng số;",
        "b) Báo cáo kết quả hằng tháng.",
        "Điều 3. Quyết định này có hiệu lực kể từ ngày ký.",
    ),
    to=(),
    recipients=("Như Điều 3", "Ủy ban nhân dân tỉnh (để b/c)"),
    authority=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
)

REPORT = replace(
    LETTER,
    doc_type="Báo cáo",
    superior="UBND huyện Hoằng Hóa",
    agency="Phòng Văn hóa và Thông tin",
    notation="BC-VHTT",
    subject="Kết quả công tác chuyển đổi số quý I năm 2023",
    body=("I. Kết quả đạt được", "1. Hạ tầng số", OPENING, "2. Dữ liệu số", CLAUSES[1]),
    to=("Ủy ban nhân dân huyện Hoằng Hóa", "Sở Thông tin và Truyền thông tỉnh Thanh Hóa"),
    authority=("TRƯỞNG PHÒNG",),
    signer="Nguyễn Thị Hoa",
)

PLAN = replace(
    LETTER,
    doc_type="Kế hoạch",
    notation="KH-UBND",
    subject="Chuyển đổi số huyện Hoằng Hóa năm 2023",
    to=(),
    body=tuple(
        text
        for part in ("I. Mục đích, yêu cầu", "II. Nội dung", "III. Giải pháp", "IV. Tổ chức")
        for text in (part, "1. Hạ tầng số", *(OPENING,) * 6, "2. Dữ liệu số", *(OPENING,) * 7)
    ),
)

INVITATION = replace(
    LETTER,
    doc_type="Giấy mời",
    notation="GM-UBND",
    subject="Họp giao ban công tác chuyển đổi số",
    to=("Chủ tịch Ủy ban nhân dân xã Hoằng Đức",),
    body=(
        "Tới dự họp giao ban công tác chuyển đổi số quý I năm 2023.",
        "Chủ trì: Đồng chí Lê Văn Minh, Phó Chủ tịch Ủy ban nhân dân huyện.",
        "Thời gian: 08 giờ 00 phút, ngày 20 tháng 3 năm 2023 (thứ Hai).",
    ),
)

EVERYDAY = (LETTER, DECISION, REPORT, PLAN, INVITATION)
