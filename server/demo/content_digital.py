"""What Phòng Văn hóa và Thông tin writes about: digital transformation, culture, information."""

from server.demo.content_theme import Theme, lines, paragraphs

DIGITAL = Theme(
    code="chuyen_doi_so",
    name="chuyển đổi số",
    unit="vhtt",
    helpers=("vp", "tckh"),
    department="stttt",
    fields=("CNTT", "CNTT", "VHXH"),
    lines=lines("""
so CV * đôn đốc thực hiện các chỉ tiêu chuyển đổi số cấp xã năm {year}
so CV * hướng dẫn đánh giá, công nhận xã đạt tiêu chí chuyển đổi số
so CV * tăng cường bảo đảm an toàn thông tin mạng trên địa bàn tỉnh
so CV * rà soát, cập nhật mã định danh điện tử của cơ quan, đơn vị trên trục liên thông văn bản
so CV * hướng dẫn sử dụng chữ ký số chuyên dùng Chính phủ trên thiết bị di động
so BC 1-2 Kết quả đánh giá mức độ chuyển đổi số của các cơ quan, địa phương năm {prev}
so GM * Tham dự hội nghị tập huấn nghiệp vụ chuyển đổi số cho cán bộ, công chức cấp huyện, cấp xã
tinh KH 1-3 Chuyển đổi số tỉnh Thanh Hóa năm {year}
tinh QĐ * Về việc ban hành Quy chế bảo đảm an toàn thông tin mạng trong hoạt động của các cơ quan
 nhà nước tỉnh Thanh Hóa
tinh CV 9-10 triển khai các hoạt động hưởng ứng Ngày Chuyển đổi số quốc gia năm {year}
viettel CV * đề nghị phối hợp khảo sát vị trí lắp đặt trạm phát sóng 5G trên địa bàn huyện
xa BC * Kết quả thực hiện nhiệm vụ chuyển đổi số quý {quarter}/{year}
xa TTr * Về việc đề nghị thẩm định, công nhận {commune} đạt tiêu chí chuyển đổi số năm {year}
xa CV * đăng ký danh sách thành viên Tổ công nghệ số cộng đồng tham gia tập huấn
>xa KH 1-3 Chuyển đổi số huyện Hoằng Hóa năm {year}
>xa CV * đẩy mạnh thực hiện các chỉ tiêu chuyển đổi số cấp xã quý {quarter}/{year}
>xa CV * sử dụng chữ ký số cá nhân trong xử lý văn bản trên môi trường điện tử
>xa CV * tuyên truyền, vận động người dân cài đặt và sử dụng ứng dụng HoangHoaS
>xa QĐ 1-6 Về việc kiện toàn Ban Chỉ đạo chuyển đổi số huyện Hoằng Hóa
>so BC * Tình hình thực hiện nhiệm vụ chuyển đổi số quý {quarter}/{year} trên địa bàn huyện
>so CV * cung cấp số liệu hạ tầng số và thuê bao băng rộng cố định trên địa bàn huyện
>1xa TB * Kết quả kiểm tra việc thực hiện tiêu chí chuyển đổi số tại {commune}
"""),
    bases=paragraphs("""
Quyết định số 1829/QĐ-UBND ngày 30 tháng 5 năm 2023 của Ủy ban nhân dân tỉnh Thanh Hóa ban hành
các tiêu chí chuyển đổi số cấp xã đến năm 2025 trên địa bàn tỉnh Thanh Hóa

Quyết định số 749/QĐ-TTg ngày 03 tháng 6 năm 2020 của Thủ tướng Chính phủ phê duyệt Chương trình
Chuyển đổi số quốc gia đến năm 2025, định hướng đến năm 2030
"""),
    tasks=paragraphs("""
Rà soát từng chỉ tiêu chuyển đổi số đã đạt, chưa đạt; phân công cụ thể công chức chuyên môn phụ
trách từng chỉ tiêu; số liệu của mỗi chỉ tiêu phải có tài liệu kiểm chứng kèm theo.

Duy trì 100% văn bản đi, đến được xử lý và ký số trên môi trường điện tử (trừ văn bản mật theo quy
định); không in văn bản giấy để trình ký đối với văn bản đã ký số.

Phát huy vai trò của Tổ công nghệ số cộng đồng tại các thôn; hướng dẫn người dân cài đặt tài khoản
định danh điện tử, nộp hồ sơ trực tuyến và thanh toán không dùng tiền mặt.
"""),
    results=paragraphs("""
Đến nay, 100% cán bộ, công chức lãnh đạo cấp huyện và cấp xã đã được cấp chữ ký số cá nhân; tỷ lệ
văn bản được ký số và gửi, nhận trên trục liên thông đạt {percent}%.

Khó khăn: hạ tầng mạng tại một số thôn ven biển chưa ổn định; kinh phí thay thế máy tính cũ còn
hạn chế; một bộ phận người cao tuổi chưa có điện thoại thông minh.
"""),
)

CULTURE = Theme(
    code="van_hoa_du_lich",
    name="văn hóa, du lịch",
    unit="vhtt",
    helpers=("ktht", "tnmt"),
    department="svhttdl",
    fields=("QLVH", "VX", "VHXH"),
    lines=lines("""
so CV 1-3 tăng cường công tác quản lý và tổ chức lễ hội đầu xuân năm {year}
so CV 4-8 bảo đảm an ninh, an toàn và vệ sinh môi trường tại các khu du lịch biển trong mùa hè
so CV * rà soát, lập danh mục di tích xuống cấp đề nghị hỗ trợ kinh phí tu bổ, tôn tạo
so KH 3-5 Kiểm tra hoạt động kinh doanh dịch vụ lưu trú du lịch năm {year}
tinh QĐ * Về việc xếp hạng di tích lịch sử - văn hóa cấp tỉnh tại {commune}
tinh CV 11-1 tổ chức các hoạt động văn hóa, thể thao mừng Đảng, mừng Xuân năm {next}
xa TTr 1-2 Về việc xin phép tổ chức lễ hội truyền thống năm {year} tại {commune}
xa CV * đề nghị hỗ trợ kinh phí chống xuống cấp nhà văn hóa thôn {village}
xa BC 2-4 Kết quả tổ chức lễ hội truyền thống năm {year} tại {commune}
>xa CV 12-3 tăng cường quản lý lễ hội, giữ gìn nếp sống văn minh tại các di tích
>xa KH 2-4 Tổ chức khai trương du lịch biển Hải Tiến năm {year}
>xa CV 4-8 chấn chỉnh hoạt động kinh doanh dịch vụ tại khu du lịch biển Hải Tiến
>xa PA 4-5 Phân luồng giao thông phục vụ khai trương du lịch biển Hải Tiến năm {year}
>tinh TTr * Về việc đề nghị xếp hạng di tích cấp tỉnh đối với đình làng {village}, {commune}
>so BC 6-9 Kết quả hoạt động du lịch hè năm {year} trên địa bàn huyện Hoằng Hóa
>1xa QĐ 1-2 Về việc cho phép tổ chức lễ hội truyền thống năm {year} tại {commune}
"""),
    bases=paragraphs("""
Luật Di sản văn hóa

Nghị định số 110/2018/NĐ-CP ngày 29 tháng 8 năm 2018 của Chính phủ quy định về quản lý và tổ chức
lễ hội
"""),
    tasks=paragraphs("""
Tổ chức lễ hội trang trọng, tiết kiệm, đúng với nội dung đã đăng ký; không để xảy ra tình trạng
chèo kéo khách, đốt vàng mã tràn lan và các trò chơi có thưởng trái quy định.

Yêu cầu các cơ sở lưu trú, nhà hàng niêm yết giá và bán đúng giá niêm yết; công khai số điện thoại
đường dây nóng; bố trí đủ lực lượng cứu hộ, cứu nạn tại các bãi tắm.

Thu gom rác thải trên bãi biển ít nhất hai lần mỗi ngày trong mùa du lịch; xử lý nghiêm các trường
hợp lấn chiếm hành lang bãi tắm để kinh doanh.
"""),
    results=paragraphs("""
Từ đầu năm đến nay, huyện ước đón {count} nghìn lượt khách; công tác bảo đảm an ninh trật tự, vệ
sinh môi trường và an toàn thực phẩm được duy trì, không xảy ra vụ việc phức tạp.

Các lễ hội truyền thống được tổ chức đúng quy định, tạo không khí vui tươi, phấn khởi trong Nhân
dân.
"""),
)

INFORMATION = Theme(
    code="thong_tin_the_thao",
    name="thông tin, thể thao và gia đình",
    unit="vhtt",
    helpers=("gddt",),
    department="svhttdl",
    fields=("QLTDTT", "VX", "VHXH"),
    lines=lines("""
so CV 3-4 tổ chức Ngày chạy Olympic vì sức khỏe toàn dân năm {year}
so CV 5-6 triển khai Tháng hành động quốc gia về phòng, chống bạo lực gia đình năm {year}
so KH 6-8 Tổ chức Giải bơi cứu đuối thanh thiếu niên, nhi đồng tỉnh Thanh Hóa năm {year}
stttt CV * nâng cao chất lượng hoạt động đài truyền thanh cơ sở ứng dụng công nghệ thông tin
stttt CV * chấn chỉnh việc cung cấp thông tin trên trang thông tin điện tử của các xã, thị trấn
tinh CV 10-12 đăng ký danh hiệu gia đình văn hóa, thôn, tổ dân phố văn hóa năm {year}
xa TTr 10-12 Về việc đề nghị công nhận danh hiệu thôn văn hóa năm {year}
xa BC * Hoạt động của đài truyền thanh cơ sở quý {quarter}/{year}
>xa CV * tăng thời lượng tuyên truyền trên hệ thống đài truyền thanh cơ sở
>xa KH 2-4 Tổ chức Đại hội Thể dục thể thao cấp xã năm {year}
>xa QĐ 11-12 Về việc công nhận danh hiệu thôn, tổ dân phố văn hóa năm {year}
>xa CV 5-6 tổ chức các hoạt động hưởng ứng Ngày Gia đình Việt Nam 28/6
>so BC 11-12 Kết quả phong trào "Toàn dân đoàn kết xây dựng đời sống văn hóa" năm {year}
"""),
    bases=paragraphs("""
Nghị định số 86/2023/NĐ-CP ngày 07 tháng 12 năm 2023 của Chính phủ quy định về khung tiêu chuẩn và
trình tự, thủ tục, hồ sơ xét tặng danh hiệu "Gia đình văn hóa", "Thôn, tổ dân phố văn hóa"
"""),
    tasks=paragraphs("""
Đài truyền thanh cơ sở tiếp âm, phát sóng đủ thời lượng; mỗi tuần có ít nhất hai tin, bài phản ánh
hoạt động của địa phương; kịp thời khắc phục các cụm loa hư hỏng.

Việc bình xét danh hiệu văn hóa phải công khai, dân chủ từ thôn, tổ dân phố; không chạy theo thành
tích, không hình thức.
"""),
    results=paragraphs("""
Toàn huyện có {percent}% số hộ đạt danh hiệu gia đình văn hóa; 100% xã, thị trấn có đài truyền
thanh ứng dụng công nghệ thông tin - viễn thông hoạt động ổn định.
"""),
)

THEMES = (DIGITAL, CULTURE, INFORMATION)
