"""Order and law: Đề án 06, fire, complaints, justice."""

from server.demo.content_theme import Theme, lines, paragraphs

POPULATION = Theme(
    code="de_an_06",
    name="Đề án 06, dữ liệu dân cư",
    unit="vp",
    helpers=("vhtt", "tuphap"),
    department="congan",
    fields=("QLHC", "NC", "VP"),
    lines=lines("""
so CV * phối hợp cấp căn cước và tài khoản định danh điện tử mức độ 2 cho công dân
so CV * làm sạch dữ liệu hội viên các tổ chức đoàn thể với Cơ sở dữ liệu quốc gia về dân cư
so BC * Kết quả thực hiện Đề án 06 quý {quarter}/{year} trên địa bàn huyện
tinh KH 1-3 Triển khai Đề án 06 trên địa bàn tỉnh Thanh Hóa năm {year}
vptinh TB * Kết luận của Phó Chủ tịch Ủy ban nhân dân tỉnh tại hội nghị giao ban Đề án 06
xa BC * Kết quả thực hiện Đề án 06 tháng {month}/{year} trên địa bàn {commune}
>xa KH 1-3 Triển khai thực hiện Đề án 06 trên địa bàn huyện Hoằng Hóa năm {year}
>xa CV * đẩy nhanh tiến độ cấp tài khoản định danh điện tử, làm sạch dữ liệu dân cư
>tinh BC * Kết quả triển khai Đề án 06 quý {quarter}/{year}
"""),
    bases=paragraphs("""
Quyết định số 06/QĐ-TTg ngày 06 tháng 01 năm 2022 của Thủ tướng Chính phủ phê duyệt Đề án phát
triển ứng dụng dữ liệu về dân cư, định danh và xác thực điện tử phục vụ chuyển đổi số quốc gia
giai đoạn 2022 - 2025, tầm nhìn đến năm 2030
"""),
    tasks=paragraphs("""
Tổ công tác Đề án 06 cấp xã lập danh sách công dân chưa được cấp tài khoản định danh điện tử, phân
công thành viên đến từng hộ để hướng dẫn kích hoạt.

Bảo đảm dữ liệu dân cư "đúng, đủ, sạch, sống"; khai thác dữ liệu thay cho việc yêu cầu công dân
nộp giấy tờ khi giải quyết thủ tục hành chính.
"""),
    results=paragraphs("""
Tỷ lệ tài khoản định danh điện tử được kích hoạt đạt {percent}%; tỷ lệ hồ sơ nộp trực tuyến của
hai nhóm thủ tục liên thông đạt trên 95%.
"""),
)

FIRE = Theme(
    code="pccc_an_ninh",
    name="phòng cháy, chữa cháy và an ninh trật tự",
    unit="vp",
    helpers=("ktht", "gddt"),
    department="congan",
    fields=("CSPC", "NC", "CA"),
    lines=lines("""
so CV * kiểm tra an toàn phòng cháy, chữa cháy đối với nhà ở kết hợp sản xuất, kinh doanh
so CV 11-2 mở đợt cao điểm tấn công, trấn áp tội phạm, bảo đảm an ninh trật tự Tết Nguyên đán
tinh CT * Về việc tăng cường công tác phòng cháy, chữa cháy trong tình hình mới
tinh CV 4-8 tăng cường phòng cháy, chữa cháy rừng mùa nắng nóng
xa KH 1-3 Xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc năm {year}
xa BC * Kết quả kiểm tra phòng cháy, chữa cháy đối với các cơ sở trên địa bàn {commune}
xa TTr * Về việc đề nghị trang bị phương tiện cho lực lượng tham gia bảo vệ an ninh, trật tự ở cơ
 sở
>xa CV * tăng cường công tác phòng cháy, chữa cháy và cứu nạn, cứu hộ
>xa CV 11-2 quản lý, sử dụng pháo và bảo đảm an ninh trật tự dịp Tết Nguyên đán
>xa KH 1-3 Xây dựng mô hình "Tổ liên gia an toàn phòng cháy, chữa cháy" năm {year}
>tinh BC 11-12 Công tác phòng cháy, chữa cháy và cứu nạn, cứu hộ năm {year}
"""),
    bases=paragraphs("""
Luật Phòng cháy, chữa cháy và cứu nạn, cứu hộ
"""),
    tasks=paragraphs("""
Vận động mỗi hộ gia đình có ít nhất một bình chữa cháy xách tay, mở lối thoát nạn thứ hai; duy trì
hoạt động của Tổ liên gia an toàn phòng cháy, chữa cháy.

Kiểm tra, hướng dẫn chợ, trường học, cơ sở tập trung đông người khắc phục ngay các tồn tại, thiếu
sót về an toàn phòng cháy.
"""),
    results=paragraphs("""
An ninh chính trị được giữ vững; đã tổ chức kiểm tra {count} cơ sở, hướng dẫn khắc phục thiếu sót
về phòng cháy, chữa cháy; không để xảy ra cháy lớn.
"""),
)

COMPLAINTS = Theme(
    code="tiep_cong_dan",
    name="tiếp công dân, giải quyết khiếu nại, tố cáo",
    unit="thanhtra",
    helpers=("vp", "tnmt"),
    department="thanhtratinh",
    fields=("NV1", "NC", "VP"),
    lines=lines("""
so CV * báo cáo kết quả tiếp công dân, xử lý đơn thư quý {quarter}/{year}
so CV 10-12 xây dựng kế hoạch thanh tra năm {next}
so CV 12-3 kê khai tài sản, thu nhập của người có nghĩa vụ kê khai
tinh CV * giải quyết dứt điểm các vụ việc khiếu nại tồn đọng, kéo dài trên địa bàn
xa BC * Kết quả tiếp công dân, giải quyết đơn thư quý {quarter}/{year}
xa CV * xác minh nội dung đơn kiến nghị của công dân thôn {village}
>xa CV * nâng cao trách nhiệm của người đứng đầu trong công tác tiếp công dân
>1xa CV * giải quyết đơn kiến nghị của công dân thôn {village}, {commune}
>1xa QĐ * Về việc thanh tra việc quản lý, sử dụng ngân sách tại Ủy ban nhân dân {commune}
>so BC * Công tác thanh tra, tiếp công dân, phòng, chống tham nhũng, tiêu cực quý {quarter}/{year}
"""),
    bases=paragraphs("""
Luật Tiếp công dân

Luật Thanh tra
"""),
    tasks=paragraphs("""
Chủ tịch Ủy ban nhân dân cấp xã trực tiếp tiếp công dân theo lịch niêm yết; phân loại, xử lý đơn
ngay khi tiếp nhận, không chuyển đơn vòng vo, không để phát sinh khiếu kiện đông người.

Thông báo kết quả giải quyết cho công dân bằng văn bản và báo cáo Ủy ban nhân dân huyện (qua Thanh
tra huyện) để theo dõi, tổng hợp.
"""),
    results=paragraphs("""
Toàn huyện tiếp {count} lượt công dân; tỷ lệ đơn thuộc thẩm quyền được giải quyết đạt {percent}%;
không phát sinh điểm nóng.
"""),
)

JUSTICE = Theme(
    code="tu_phap",
    name="tư pháp, phổ biến giáo dục pháp luật",
    unit="tuphap",
    helpers=("vhtt",),
    department="stp",
    fields=("PBGDPL", "NC", "TP"),
    lines=lines("""
so CV * đánh giá, công nhận xã, phường, thị trấn đạt chuẩn tiếp cận pháp luật
so CV 9-11 tổ chức Ngày Pháp luật nước Cộng hòa xã hội chủ nghĩa Việt Nam năm {year}
so CV * chấn chỉnh công tác chứng thực, đăng ký và quản lý hộ tịch
tinh KH 1-2 Phổ biến, giáo dục pháp luật và hòa giải ở cơ sở năm {year}
xa BC * Công tác hộ tịch, chứng thực quý {quarter}/{year}
xa TTr 11-1 Về việc đề nghị công nhận {commune} đạt chuẩn tiếp cận pháp luật
>xa KH 1-3 Phổ biến, giáo dục pháp luật năm {year} trên địa bàn huyện
>xa CV 9-11 hưởng ứng Ngày Pháp luật Việt Nam 09/11
>xa CV * nâng cao chất lượng hoạt động của các tổ hòa giải ở cơ sở
>xa QĐ 12-2 Về việc công nhận xã, thị trấn đạt chuẩn tiếp cận pháp luật
>so BC * Công tác tư pháp quý {quarter}/{year}
"""),
    bases=paragraphs("""
Luật Phổ biến, giáo dục pháp luật

Luật Hộ tịch
"""),
    tasks=paragraphs("""
Đa dạng hóa hình thức tuyên truyền: loa truyền thanh, trang thông tin điện tử, sinh hoạt thôn,
phiên tòa giả định; gắn với các nội dung người dân quan tâm như đất đai, giao thông, hôn nhân.

Kiện toàn tổ hòa giải ở các thôn; phấn đấu tỷ lệ hòa giải thành đạt từ 85% trở lên.
"""),
    results=paragraphs("""
Đã tổ chức {count} buổi tuyên truyền pháp luật; tỷ lệ hòa giải thành đạt {percent}%; công tác hộ
tịch, chứng thực bảo đảm đúng trình tự, thủ tục.
"""),
)

THEMES = (POPULATION, FIRE, COMPLAINTS, JUSTICE)
