"""Roads, houses and money: what is built in the district, and what pays for it."""

from server.demo.content_theme import Theme, lines, paragraphs

BUILDING = Theme(
    code="xay_dung",
    name="xây dựng, giao thông nông thôn",
    unit="ktht",
    helpers=("tckh", "tnmt"),
    department="sxd",
    fields=("QLCL", "CN", "ĐCXD"),
    lines=lines("""
so CV * tăng cường quản lý trật tự xây dựng, quản lý chất lượng công trình xây dựng
so CV * rà soát, điều chỉnh quy hoạch chung đô thị và quy hoạch chung xây dựng xã
tinh QĐ * Về việc phê duyệt đồ án quy hoạch chi tiết khu dân cư tại {commune}
sgtvt CV * bảo trì, sửa chữa mặt đường và hệ thống thoát nước trên các tuyến đường tỉnh
dienluc CV * phối hợp bảo vệ hành lang an toàn lưới điện cao áp trên địa bàn huyện
xa TTr * Về việc xin chủ trương đầu tư nâng cấp đường giao thông thôn {village}
xa CV * đề nghị sửa chữa cầu dân sinh qua kênh tiêu thôn {village}
>xa CV * chấn chỉnh công tác cấp giấy phép và quản lý trật tự xây dựng
>1xa QĐ * Về việc phê duyệt báo cáo kinh tế - kỹ thuật công trình nâng cấp đường giao thông
 thôn {village}, {commune}
>1xa CV * giải quyết đề nghị nâng cấp đường giao thông nông thôn của {commune}
>xa KH 1-4 Phát triển giao thông nông thôn huyện Hoằng Hóa năm {year}
>so BC * Công tác quản lý trật tự xây dựng quý {quarter}/{year} trên địa bàn huyện
"""),
    bases=paragraphs("""
Luật Xây dựng
"""),
    tasks=paragraphs("""
Kiểm tra thường xuyên các công trình đang thi công; lập biên bản, đình chỉ ngay công trình xây
dựng không phép, sai phép, xây dựng trên hành lang đê điều và hành lang giao thông.

Chủ đầu tư chịu trách nhiệm về chất lượng, tiến độ công trình; công khai nguồn vốn, đơn vị thi
công để Nhân dân và Ban Giám sát đầu tư của cộng đồng theo dõi, giám sát.
"""),
    results=paragraphs("""
Toàn huyện đã cứng hóa {percent}% đường thôn, xóm; đã kiểm tra {count} công trình, yêu cầu chủ đầu
tư khắc phục các tồn tại về hồ sơ quản lý chất lượng.
"""),
)

TRAFFIC = Theme(
    code="an_toan_giao_thong",
    name="bảo đảm trật tự an toàn giao thông",
    unit="ktht",
    helpers=("vp", "gddt"),
    department="sgtvt",
    fields=("ATGT", "CN", "ĐCXD"),
    lines=lines("""
so CV 11-2 bảo đảm trật tự an toàn giao thông dịp Tết Dương lịch, Tết Nguyên đán và Lễ hội Xuân
so CV * giải tỏa vi phạm hành lang an toàn đường bộ trên các tuyến đường tỉnh, đường huyện
tinh KH 1-2 Năm an toàn giao thông {year} trên địa bàn tỉnh Thanh Hóa
tinh CT * Về việc tăng cường bảo đảm trật tự an toàn giao thông cho lứa tuổi học sinh
congan CV * phối hợp tuyên truyền, xử lý vi phạm về nồng độ cồn và xe chở quá tải trọng
xa BC * Kết quả bảo đảm trật tự an toàn giao thông tháng {month}/{year}
>xa CV 11-2 tăng cường bảo đảm trật tự an toàn giao thông dịp Tết và Lễ hội Xuân
>xa CV 8-9 bảo đảm an toàn giao thông khu vực cổng trường học trong năm học mới
>xa KH 1-3 Bảo đảm trật tự an toàn giao thông năm {year} trên địa bàn huyện
>so BC * Công tác bảo đảm trật tự an toàn giao thông quý {quarter}/{year}
"""),
    bases=paragraphs("""
Luật Trật tự, an toàn giao thông đường bộ

Luật Đường bộ
"""),
    tasks=paragraphs("""
Tuyên truyền sâu rộng "Đã uống rượu, bia - không lái xe"; vận động phụ huynh không giao xe mô tô
cho học sinh chưa đủ tuổi điều khiển.

Tháo dỡ mái che, biển quảng cáo, lều quán lấn chiếm hành lang an toàn giao thông; không để tái lấn
chiếm sau giải tỏa.
"""),
    results=paragraphs("""
Tai nạn giao thông giảm cả ba tiêu chí so với cùng kỳ; lực lượng chức năng đã xử lý {count} trường
hợp vi phạm, giải tỏa lều quán lấn chiếm trên các tuyến đường chính.
"""),
)

FINANCE = Theme(
    code="tai_chinh",
    name="thu, chi ngân sách nhà nước",
    unit="tckh",
    helpers=("vp",),
    department="stc",
    fields=("QLNS", "KTTC", "TCKT"),
    lines=lines("""
so CV 6-8 hướng dẫn xây dựng dự toán ngân sách nhà nước năm {next}
so CV * đôn đốc quyết toán các dự án hoàn thành sử dụng vốn đầu tư công
so CV * thực hiện cơ chế tạo nguồn cải cách tiền lương
tinh QĐ 12-12 Về việc giao dự toán thu, chi ngân sách nhà nước năm {next}
tinh CV 10-12 tăng cường các biện pháp thu ngân sách nhà nước những tháng cuối năm {year}
khobac CV 12-1 khóa sổ kế toán và quyết toán ngân sách nhà nước cuối năm
xa TTr * Về việc xin bổ sung kinh phí sửa chữa trụ sở làm việc
xa BC * Tình hình thực hiện thu, chi ngân sách xã quý {quarter}/{year}
xa CV 6-9 báo cáo thuyết minh dự toán ngân sách xã năm {next}
>xa QĐ 12-12 Về việc giao dự toán thu, chi ngân sách nhà nước năm {next} cho các xã, thị trấn
>xa CV * tăng cường thu ngân sách, chống thất thu và xử lý nợ đọng thuế
>1xa QĐ * Về việc bổ sung kinh phí có mục tiêu cho Ủy ban nhân dân {commune} năm {year}
>1xa CV * trả lời đề nghị bổ sung kinh phí của {commune}
>hdnd BC 6-7 Tình hình thực hiện dự toán ngân sách 6 tháng đầu năm {year}
>hdnd TTr 11-12 Về việc phê chuẩn dự toán thu, chi ngân sách nhà nước năm {next}
"""),
    bases=paragraphs("""
Luật Ngân sách nhà nước

Nghị định số 163/2016/NĐ-CP ngày 21 tháng 12 năm 2016 của Chính phủ quy định chi tiết thi hành một
số điều của Luật Ngân sách nhà nước
"""),
    tasks=paragraphs("""
Rà soát các nguồn thu, khoản thu còn dư địa; phối hợp với cơ quan thuế đôn đốc các tổ chức, cá
nhân nộp tiền thuê đất, thuế sử dụng đất phi nông nghiệp đúng thời hạn.

Quản lý chặt chẽ các khoản chi; triệt để tiết kiệm chi thường xuyên; chỉ ban hành chính sách làm
tăng chi khi đã có nguồn bảo đảm.
"""),
    results=paragraphs("""
Tổng thu ngân sách nhà nước trên địa bàn đạt {percent}% dự toán năm; chi ngân sách bảo đảm đúng
chế độ, tiêu chuẩn, định mức.

Thu tiền sử dụng đất đạt thấp do tiến độ đấu giá quyền sử dụng đất tại một số mặt bằng còn chậm.
"""),
)

INVESTMENT = Theme(
    code="dau_tu_cong",
    name="đầu tư công, phát triển kinh tế - xã hội",
    unit="tckh",
    helpers=("ktht", "tnmt"),
    department="skhdt",
    fields=("TH", "THKH", "TCKT"),
    lines=lines("""
so CV * đẩy nhanh tiến độ giải ngân vốn đầu tư công năm {year}
so CV 6-8 xây dựng kế hoạch phát triển kinh tế - xã hội năm {next}
tinh QĐ 12-1 Về việc giao chỉ tiêu kế hoạch phát triển kinh tế - xã hội
tinh CV * cải thiện môi trường đầu tư kinh doanh, hỗ trợ doanh nghiệp tháo gỡ khó khăn
xa BC 5-6 Tình hình kinh tế - xã hội 6 tháng đầu năm {year}
xa BC 11-12 Tình hình kinh tế - xã hội năm {year}, nhiệm vụ, giải pháp năm {next}
>xa CV * đôn đốc giải ngân vốn đầu tư công năm {year}
>xa QĐ 12-12 Về việc giao chỉ tiêu kế hoạch phát triển kinh tế - xã hội năm {next}
>tinh BC * Tình hình kinh tế - xã hội quý {quarter}/{year} huyện Hoằng Hóa
>so BC * Tình hình giải ngân vốn đầu tư công quý {quarter}/{year}
>huyenuy BC * Kết quả thực hiện nhiệm vụ phát triển kinh tế - xã hội tháng {month}/{year}
"""),
    bases=paragraphs("""
Luật Đầu tư công
"""),
    tasks=paragraphs("""
Lập tiến độ giải ngân chi tiết theo tháng của từng dự án; dự án chậm giải ngân phải làm rõ trách
nhiệm của tổ chức, cá nhân và đề xuất điều chuyển vốn.

Người đứng đầu trực tiếp chỉ đạo, kiểm tra hiện trường; tháo gỡ ngay các vướng mắc thuộc thẩm
quyền, không đùn đẩy, né tránh trách nhiệm.
"""),
    results=paragraphs("""
Kinh tế của huyện tiếp tục tăng trưởng; giá trị giải ngân vốn đầu tư công đạt {percent}% kế hoạch
vốn được giao; có {count} doanh nghiệp thành lập mới.
"""),
)

THEMES = (BUILDING, TRAFFIC, FINANCE, INVESTMENT)
