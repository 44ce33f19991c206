"""What the fields, the sea and the land bring to the desk: countryside, storms, herds, plots."""

from server.demo.content_theme import Theme, lines, paragraphs

COUNTRYSIDE = Theme(
    code="nong_thon_moi",
    name="xây dựng nông thôn mới",
    unit="nnptnt",
    helpers=("tckh", "vhtt"),
    department="snnptnt",
    fields=("VPĐP", "NN", "ĐCXD"),
    lines=lines("""
so CV * rà soát kết quả thực hiện các tiêu chí xã nông thôn mới nâng cao năm {year}
so CV * hướng dẫn hồ sơ đánh giá, phân hạng sản phẩm OCOP năm {year}
so CV 1-2 triển khai kế hoạch sản xuất vụ Xuân năm {year}
tinh QĐ * Về việc công nhận {commune} đạt chuẩn nông thôn mới nâng cao năm {year}
tinh KH 1-3 Thực hiện Chương trình mục tiêu quốc gia xây dựng nông thôn mới năm {year}
huyenuy CV * tăng cường lãnh đạo, chỉ đạo xây dựng xã nông thôn mới kiểu mẫu
xa TTr * Về việc đề nghị thẩm tra xã đạt chuẩn nông thôn mới nâng cao năm {year}
xa BC * Tiến độ thực hiện các tiêu chí nông thôn mới nâng cao quý {quarter}/{year}
xa CV * đăng ký sản phẩm tham gia chương trình OCOP năm {year}
>xa KH 1-3 Xây dựng nông thôn mới huyện Hoằng Hóa năm {year}
>xa CV * đẩy nhanh tiến độ hoàn thành các tiêu chí nông thôn mới nâng cao
>xa CV 4-6 tập trung thu hoạch lúa vụ Xuân, chuẩn bị sản xuất vụ Mùa năm {year}
>tinh TTr * Về việc đề nghị công nhận {commune} đạt chuẩn nông thôn mới nâng cao năm {year}
>so BC * Kết quả thực hiện Chương trình mỗi xã một sản phẩm quý {quarter}/{year}
"""),
    bases=paragraphs("""
Quyết định số 318/QĐ-TTg ngày 08 tháng 3 năm 2022 của Thủ tướng Chính phủ về việc ban hành Bộ tiêu
chí quốc gia về xã nông thôn mới và Bộ tiêu chí quốc gia về xã nông thôn mới nâng cao giai đoạn
2021 - 2025
"""),
    tasks=paragraphs("""
Đối chiếu với Bộ tiêu chí quốc gia, xác định rõ tiêu chí chưa đạt, nguyên nhân và lộ trình hoàn
thành từng tiêu chí; không để phát sinh nợ đọng xây dựng cơ bản.

Vận động Nhân dân hiến đất mở rộng đường giao thông, chỉnh trang nhà ở, tường rào, trồng hoa ven
đường; duy trì ngày Chủ nhật xanh tại các thôn.

Củng cố các sản phẩm OCOP đã được công nhận; hỗ trợ chủ thể đưa sản phẩm lên sàn thương mại điện
tử và hoàn thiện bao bì, truy xuất nguồn gốc.
"""),
    results=paragraphs("""
Bình quân toàn huyện đạt {criteria}/19 tiêu chí nông thôn mới nâng cao; Nhân dân đã đóng góp
{count} nghìn ngày công lao động và tự nguyện hiến đất làm đường giao thông nông thôn.

Một số tiêu chí khó như môi trường, thu nhập cần nguồn lực lớn; việc huy động vốn đối ứng của các
xã còn chậm.
"""),
)

STORMS = Theme(
    code="phong_chong_thien_tai",
    name="phòng, chống thiên tai",
    unit="nnptnt",
    helpers=("ktht", "vp"),
    department="snnptnt",
    fields=("PCTT", "NN", "ĐCXD"),
    lines=lines("""
so CV 4-6 kiểm tra, đánh giá hiện trạng công trình đê điều, hồ đập trước mùa mưa, lũ năm {year}
so CV 5-11 chủ động ứng phó với mưa lớn, lũ quét, sạt lở đất và ngập úng
tinh CĐ 6-11 Về việc tập trung ứng phó với bão và mưa lũ sau bão trên địa bàn tỉnh
tinh QĐ 3-5 Về việc giao chỉ tiêu huy động lực lượng, vật tư phòng, chống thiên tai năm {year}
tinh CV 9-12 thống kê, đề nghị hỗ trợ thiệt hại do thiên tai gây ra
xa BC 6-11 Tình hình thiệt hại do mưa bão gây ra trên địa bàn {commune}
xa TTr 5-11 Về việc xin hỗ trợ kinh phí khắc phục sạt lở bờ kênh qua thôn {village}
xa PA 4-6 Ứng phó với bão mạnh, siêu bão năm {year} trên địa bàn {commune}
>xa CĐ 6-11 Về việc chủ động ứng phó với bão và mưa lớn diện rộng
>xa KH 3-5 Phòng, chống thiên tai và tìm kiếm cứu nạn huyện Hoằng Hóa năm {year}
>xa CV 5-10 kiểm đếm tàu thuyền, kêu gọi ngư dân vào nơi tránh trú an toàn
>xa QĐ 3-6 Về việc kiện toàn Ban Chỉ huy Phòng, chống thiên tai và Tìm kiếm cứu nạn huyện
>so BC 6-12 Tình hình thiệt hại và kết quả khắc phục hậu quả thiên tai trên địa bàn huyện
"""),
    bases=paragraphs("""
Luật Phòng, chống thiên tai

Luật Đê điều
"""),
    tasks=paragraphs("""
Tổ chức trực ban 24/24 giờ; theo dõi chặt chẽ diễn biến thời tiết; thông báo kịp thời trên hệ
thống truyền thanh để người dân chủ động phòng tránh.

Rà soát phương án sơ tán dân tại các khu vực trũng thấp, cửa sông, ven biển; chuẩn bị đầy đủ lực
lượng, phương tiện, vật tư theo phương châm "bốn tại chỗ".

Kiên quyết không để người ở lại trên tàu thuyền, chòi canh nuôi trồng thủy sản khi bão đổ bộ.
"""),
    results=paragraphs("""
Không có thiệt hại về người; {count} héc-ta lúa và hoa màu bị ngập úng đã được tiêu úng kịp thời;
các tuyến đê sông Mã, sông Lạch Trường an toàn.
"""),
)

HERDS = Theme(
    code="chan_nuoi_thuy_san",
    name="chăn nuôi, thủy sản và phòng, chống dịch bệnh",
    unit="nnptnt",
    helpers=("tckh", "yte"),
    department="snnptnt",
    fields=("CNTY", "NN", "ĐCXD"),
    lines=lines("""
so CV * tăng cường các biện pháp phòng, chống bệnh Dịch tả lợn châu Phi
so CV 2-5 triển khai tiêm phòng vắc-xin cho đàn gia súc, gia cầm đợt I năm {year}
so CV 8-11 triển khai tiêm phòng vắc-xin cho đàn gia súc, gia cầm đợt II năm {year}
so CV * tăng cường chống khai thác thủy sản bất hợp pháp, không báo cáo và không theo quy định
 (IUU)
tinh CV * tập trung khống chế các ổ dịch bệnh Dịch tả lợn châu Phi, không để lây lan trên diện rộng
xa BC * Tình hình dịch bệnh trên đàn vật nuôi tháng {month}/{year}
xa TTr * Về việc đề nghị hỗ trợ kinh phí tiêu hủy lợn mắc bệnh tại thôn {village}
>xa CV * triển khai quyết liệt các biện pháp phòng, chống bệnh Dịch tả lợn châu Phi
>xa KH 1-3 Phòng, chống dịch bệnh gia súc, gia cầm và thủy sản năm {year}
>xa CV * quản lý tàu cá không đủ điều kiện hoạt động tại các xã ven biển
>1xa QĐ * Về việc công bố dịch bệnh Dịch tả lợn châu Phi trên địa bàn {commune}
>so BC * Kết quả tiêm phòng vắc-xin cho đàn vật nuôi năm {year}
"""),
    bases=paragraphs("""
Luật Thú y

Luật Thủy sản
"""),
    tasks=paragraphs("""
Phát hiện sớm, xử lý triệt để các ổ dịch ngay khi mới phát sinh; tổ chức tiêu hủy lợn bệnh đúng
quy định; không để người dân bán chạy, vứt xác lợn ra môi trường.

Tổng vệ sinh, tiêu độc khử trùng chuồng trại, chợ và cơ sở giết mổ; thống kê đàn vật nuôi thuộc
diện tiêm và phấn đấu tỷ lệ tiêm phòng đạt trên 80% tổng đàn.

Quản lý chặt chẽ tàu cá xuất, nhập bến; xử lý nghiêm tàu cá mất kết nối thiết bị giám sát hành
trình.
"""),
    results=paragraphs("""
Tỷ lệ tiêm phòng đạt {percent}% số gia súc, gia cầm thuộc diện tiêm; đã tiêu hủy {count} con lợn
mắc bệnh, đến nay các ổ dịch cơ bản được khống chế.
"""),
)

LAND = Theme(
    code="dat_dai",
    name="quản lý đất đai, giải phóng mặt bằng",
    unit="tnmt",
    helpers=("tckh", "ktht"),
    department="stnmt",
    fields=("QLĐĐ", "NN", "ĐCXD"),
    lines=lines("""
so CV 8-12 hướng dẫn lập kế hoạch sử dụng đất năm {next} cấp huyện
so CV * đẩy nhanh tiến độ cấp giấy chứng nhận quyền sử dụng đất lần đầu
tinh CV * tháo gỡ khó khăn, vướng mắc trong công tác bồi thường, giải phóng mặt bằng các dự án
tinh QĐ 1-3 Về việc phê duyệt kế hoạch sử dụng đất năm {year} huyện Hoằng Hóa
xa CV * đề nghị hướng dẫn xử lý trường hợp lấn chiếm đất công ích tại thôn {village}
xa TTr * Về việc đề nghị phê duyệt phương án bồi thường, hỗ trợ khi thu hồi đất tại thôn {village}
xa BC * Kết quả rà soát đất xen cư, đất dôi dư trên địa bàn {commune}
>xa CV * tăng cường quản lý đất đai, ngăn chặn tình trạng san lấp, xây dựng trái phép
>1xa QĐ * Về việc phê duyệt phương án bồi thường, hỗ trợ và tái định cư dự án đường giao thông
 qua {commune}
>1xa CV * giải quyết kiến nghị của công dân về ranh giới đất ở tại thôn {village}, {commune}
>1xa TB * Về việc thu hồi đất để thực hiện dự án khu dân cư tại {commune}
>tinh TTr 9-12 Về việc thẩm định, phê duyệt kế hoạch sử dụng đất năm {next} huyện Hoằng Hóa
>so BC * Tiến độ giải phóng mặt bằng các dự án trọng điểm trên địa bàn huyện
"""),
    bases=paragraphs("""
Luật Đất đai
"""),
    tasks=paragraphs("""
Kiểm tra, phát hiện và xử lý ngay từ đầu các trường hợp tự ý chuyển mục đích, san lấp mặt bằng,
xây dựng công trình trên đất nông nghiệp; Chủ tịch Ủy ban nhân dân cấp xã chịu trách nhiệm nếu để
xảy ra vi phạm mà không xử lý kịp thời.

Công khai phương án bồi thường, hỗ trợ tại trụ sở và nhà văn hóa thôn; đối thoại trực tiếp với các
hộ dân còn vướng mắc trước khi trình phê duyệt.
"""),
    results=paragraphs("""
Đã chi trả tiền bồi thường, hỗ trợ cho {count} hộ dân; diện tích đã bàn giao mặt bằng đạt
{percent}% kế hoạch.
"""),
)

ENVIRONMENT = Theme(
    code="moi_truong",
    name="bảo vệ môi trường",
    unit="tnmt",
    helpers=("nnptnt", "vhtt"),
    department="stnmt",
    fields=("BVMT", "NN", "ĐCXD"),
    lines=lines("""
so CV 5-6 tổ chức các hoạt động hưởng ứng Ngày Môi trường thế giới 05/6
so CV * phân loại chất thải rắn sinh hoạt tại nguồn theo quy định của Luật Bảo vệ môi trường
so CV * kiểm tra việc khai thác cát, sỏi trái phép trên sông Mã, sông Lạch Trường
xa CV * đề nghị kiểm tra, xử lý cơ sở chế biến hải sản gây ô nhiễm tại thôn {village}
xa BC * Kết quả thu gom, xử lý rác thải sinh hoạt quý {quarter}/{year}
>xa CV * tăng cường thu gom, xử lý rác thải sinh hoạt và vệ sinh môi trường nông thôn
>xa KH 2-5 Phân loại chất thải rắn sinh hoạt tại nguồn trên địa bàn huyện năm {year}
>1xa QĐ * Về việc xử phạt vi phạm hành chính trong lĩnh vực bảo vệ môi trường tại {commune}
>so BC * Công tác bảo vệ môi trường năm {year} trên địa bàn huyện
"""),
    bases=paragraphs("""
Luật Bảo vệ môi trường
"""),
    tasks=paragraphs("""
Hướng dẫn hộ gia đình phân loại rác tại nguồn; bố trí điểm tập kết hợp vệ sinh; hợp đồng với đơn
vị đủ năng lực vận chuyển, xử lý, không để rác tồn đọng quá hai ngày.

Xử lý dứt điểm các điểm đổ rác tự phát ven đê, ven biển; công khai tên tổ chức, cá nhân vi phạm
trên hệ thống truyền thanh.
"""),
    results=paragraphs("""
Tỷ lệ rác thải sinh hoạt được thu gom, xử lý đạt {percent}%; đã ra quân tổng vệ sinh môi trường
với {count} lượt người tham gia.
"""),
)

THEMES = (COUNTRYSIDE, STORMS, HERDS, LAND, ENVIRONMENT)
