"""Schools, health, work, soldiers: what the district owes its people from cradle to pension."""

from server.demo.content_theme import Theme, lines, paragraphs

SCHOOLS = Theme(
    code="giao_duc",
    name="giáo dục và đào tạo",
    unit="gddt",
    helpers=("tckh", "yte"),
    department="sgddt",
    fields=("GDTrH", "VX", "VHXH"),
    lines=lines("""
so CV 8-9 hướng dẫn tổ chức khai giảng và thực hiện nhiệm vụ năm học mới
so CV 4-5 chuẩn bị cơ sở vật chất phục vụ kỳ thi tuyển sinh vào lớp 10 trung học phổ thông
so CV * chấn chỉnh tình trạng dạy thêm, học thêm và các khoản thu đầu năm học
tinh QĐ 7-8 Về việc ban hành kế hoạch thời gian năm học đối với giáo dục mầm non, phổ thông
tinh KH 5-6 Tổ chức Tháng hành động vì trẻ em năm {year}
xa TTr * Về việc đề nghị công nhận Trường Tiểu học {place} đạt chuẩn quốc gia mức độ 2
xa BC 8-10 Công tác chuẩn bị khai giảng năm học mới trên địa bàn {commune}
>xa CV 8-9 chuẩn bị các điều kiện phục vụ khai giảng năm học mới
>xa KH 5-6 Tổ chức hoạt động hè cho thanh thiếu nhi năm {year}
>xa CV 5-8 phòng, chống tai nạn đuối nước trẻ em trong dịp hè
>1xa QĐ * Về việc kiểm tra, công nhận phổ cập giáo dục, xóa mù chữ năm {year} đối với {commune}
>tinh TTr * Về việc đề nghị công nhận Trường Trung học cơ sở {place} đạt chuẩn quốc gia
>so BC 6-8 Tổng kết năm học và phương hướng, nhiệm vụ năm học mới
"""),
    bases=paragraphs("""
Luật Giáo dục
"""),
    tasks=paragraphs("""
Chỉ đạo các trường rà soát phòng học, bàn ghế, công trình vệ sinh, nước sạch; hoàn thành việc sửa
chữa trước ngày tựu trường.

Cắm biển cảnh báo tại ao, hồ, bãi sông nguy hiểm; tổ chức dạy bơi cho học sinh; quản lý, bàn giao
học sinh về sinh hoạt hè tại địa phương.

Thực hiện nghiêm việc công khai các khoản thu; không để xảy ra lạm thu dưới danh nghĩa tự nguyện.
"""),
    results=paragraphs("""
Tỷ lệ học sinh hoàn thành chương trình đạt {percent}%; cơ sở vật chất trường lớp tiếp tục được đầu
tư, không có phòng học tạm.
"""),
)

HEALTH = Theme(
    code="y_te",
    name="y tế, bảo hiểm y tế",
    unit="yte",
    helpers=("ldtbxh", "vhtt"),
    department="syt",
    fields=("NVY", "VX", "VHXH"),
    lines=lines("""
so CV * tăng cường phòng, chống dịch bệnh sốt xuất huyết, tay chân miệng
so CV 1-2 bảo đảm an toàn thực phẩm dịp Tết Nguyên đán và mùa Lễ hội Xuân năm {year}
so KH 3-5 Triển khai Tháng hành động vì an toàn thực phẩm năm {year}
so CV * cập nhật dữ liệu hồ sơ sức khỏe điện tử của người dân
bhxh CV * phối hợp phát triển người tham gia bảo hiểm xã hội tự nguyện, bảo hiểm y tế hộ gia đình
tinh QĐ 1-3 Về việc giao chỉ tiêu bao phủ bảo hiểm y tế năm {year} cho các huyện, thị xã, thành phố
xa BC * Kết quả phát triển người tham gia bảo hiểm y tế tháng {month}/{year}
xa TTr * Về việc đề nghị công nhận xã đạt Bộ tiêu chí quốc gia về y tế xã
>xa CV * tăng cường phát triển người tham gia bảo hiểm y tế hộ gia đình
>xa QĐ 1-3 Về việc giao chỉ tiêu bao phủ bảo hiểm y tế năm {year} cho các xã, thị trấn
>xa CV 5-11 chủ động phòng, chống dịch bệnh sốt xuất huyết
>xa KH 3-5 Triển khai Tháng hành động vì an toàn thực phẩm năm {year}
>so BC * Công tác bảo đảm an toàn thực phẩm quý {quarter}/{year}
"""),
    bases=paragraphs("""
Luật Bảo hiểm y tế

Luật An toàn thực phẩm
"""),
    tasks=paragraphs("""
Rà soát từng hộ gia đình chưa tham gia bảo hiểm y tế; giao chỉ tiêu cụ thể cho từng thôn; kiểm
điểm tiến độ trong giao ban hằng tuần.

Kiểm tra các cơ sở sản xuất, kinh doanh thực phẩm, bếp ăn tập thể; xử lý nghiêm và công khai cơ sở
vi phạm.

Tổ chức diệt bọ gậy, phun hóa chất diệt muỗi chủ động tại các thôn có nguy cơ cao.
"""),
    results=paragraphs("""
Tỷ lệ bao phủ bảo hiểm y tế toàn huyện đạt {percent}% dân số; không xảy ra vụ ngộ độc thực phẩm
đông người nào trên địa bàn.
"""),
)

WELFARE = Theme(
    code="lao_dong_xa_hoi",
    name="lao động, người có công và xã hội",
    unit="ldtbxh",
    helpers=("tckh", "vhtt"),
    department="sldtbxh",
    fields=("BTXH", "VX", "VHXH"),
    lines=lines("""
so CV 8-11 rà soát hộ nghèo, hộ cận nghèo cuối năm {year}
so CV 6-7 tổ chức các hoạt động kỷ niệm Ngày Thương binh - Liệt sĩ 27/7
so CV * chi trả trợ cấp xã hội qua tài khoản cho đối tượng bảo trợ xã hội
so CV 12-1 thăm, tặng quà người có công với cách mạng nhân dịp Tết Nguyên đán
tinh QĐ 12-2 Về việc phê duyệt kết quả rà soát hộ nghèo, hộ cận nghèo
mttq CV * phối hợp vận động ủng hộ Quỹ "Vì người nghèo" năm {year}
xa BC 10-12 Kết quả rà soát hộ nghèo, hộ cận nghèo năm {year} trên địa bàn {commune}
xa TTr * Về việc đề nghị hỗ trợ xây dựng, sửa chữa nhà ở cho hộ nghèo tại thôn {village}
xa CV * đề nghị giải quyết chế độ trợ cấp xã hội hằng tháng cho công dân thôn {village}
>xa KH 8-10 Rà soát hộ nghèo, hộ cận nghèo năm {year} trên địa bàn huyện
>xa CV 6-7 tổ chức thăm hỏi, tặng quà người có công nhân kỷ niệm Ngày Thương binh - Liệt sĩ
>1xa QĐ * Về việc hỗ trợ xây mới, sửa chữa nhà ở cho hộ nghèo {commune}
>1xa CV * giải quyết đề nghị hưởng chế độ trợ cấp xã hội của công dân {commune}
>so BC 11-12 Kết quả thực hiện chính sách giảm nghèo năm {year}
"""),
    bases=paragraphs("""
Nghị định số 07/2021/NĐ-CP ngày 27 tháng 01 năm 2021 của Chính phủ quy định chuẩn nghèo đa chiều
giai đoạn 2021 - 2025
"""),
    tasks=paragraphs("""
Việc rà soát phải đúng quy trình, công khai, dân chủ, có sự tham gia của người dân; không bỏ sót
hộ nghèo, không đưa vào danh sách hộ không đủ tiêu chí.

Chi trả kịp thời, đúng đối tượng các chế độ trợ cấp; phối hợp với bưu điện, ngân hàng mở tài khoản
cho đối tượng hưởng an sinh xã hội.
"""),
    results=paragraphs("""
Tỷ lệ hộ nghèo toàn huyện giảm còn dưới 1,5%; đã hỗ trợ xây mới, sửa chữa {count} nhà ở cho hộ
nghèo, hộ có hoàn cảnh khó khăn.
"""),
)

SOLDIERS = Theme(
    code="quan_su",
    name="quân sự, quốc phòng địa phương",
    unit="vp",
    helpers=("yte", "vhtt"),
    department="quansu",
    fields=("TM", "NC", "QS"),
    lines=lines("""
so CV 8-12 phúc tra công dân trong độ tuổi gọi nhập ngũ năm {next}
so KH 10-1 Tuyển chọn và gọi công dân nhập ngũ
so GM 1-2 Dự Lễ giao, nhận quân năm {year}
tinh CT 8-10 Về việc tuyển chọn, gọi công dân nhập ngũ năm {next}
xa BC 10-2 Kết quả sơ tuyển nghĩa vụ quân sự tại {commune}
xa KH 2-5 Huấn luyện lực lượng dân quân năm {year}
>xa KH 9-12 Tuyển chọn và gọi công dân nhập ngũ năm {next}
>xa QĐ 9-11 Về việc thành lập Hội đồng khám sức khỏe nghĩa vụ quân sự huyện
>xa CV 12-2 bảo đảm các điều kiện cho Lễ giao, nhận quân
>xa CV 3-6 triển khai huấn luyện dân quân tự vệ năm {year}
"""),
    bases=paragraphs("""
Luật Nghĩa vụ quân sự

Luật Dân quân tự vệ
"""),
    tasks=paragraphs("""
Thực hiện đúng phương châm "tuyển người nào chắc người đó"; công khai danh sách công dân đủ điều
kiện, tạm hoãn, miễn gọi nhập ngũ tại trụ sở và nhà văn hóa thôn.

Làm tốt công tác hậu phương quân đội; tổ chức gặp mặt, tặng quà thanh niên trước khi lên đường
nhập ngũ.
"""),
    results=paragraphs("""
Toàn huyện giao đủ 100% chỉ tiêu quân số; chất lượng chính trị, sức khỏe, văn hóa của công dân
nhập ngũ được nâng lên.
"""),
)

THEMES = (SCHOOLS, HEALTH, WELFARE, SOLDIERS)
