"""The office's own affairs: people, reform, meetings, notices."""

from server.demo.content_theme import Theme, lines, paragraphs

STAFF = Theme(
    code="noi_vu",
    name="tổ chức bộ máy, cán bộ, công chức",
    unit="noivu",
    helpers=("tckh", "vp"),
    department="snv",
    fields=("CCVC", "THKH", "VP"),
    lines=lines("""
so CV 10-12 đánh giá, xếp loại chất lượng cán bộ, công chức, viên chức năm {year}
so CV * đăng ký nhu cầu đào tạo, bồi dưỡng cán bộ, công chức cấp xã
so CV * rà soát, xây dựng đề án vị trí việc làm trong các cơ quan, đơn vị
so HD 9-11 Bình xét thi đua, khen thưởng tổng kết năm {year}
tinh QĐ * Về việc phê duyệt biên chế công chức trong các cơ quan hành chính nhà nước
tinh CT * Về việc tăng cường kỷ luật, kỷ cương hành chính trong các cơ quan nhà nước
huyenuy TB * Ý kiến của Ban Thường vụ Huyện ủy về công tác cán bộ
xa TTr * Về việc đề nghị phê chuẩn kết quả bầu Phó Chủ tịch Ủy ban nhân dân {commune}
xa KH 2-5 Tổ chức bầu cử trưởng thôn nhiệm kỳ mới
xa BC 3-6 Kết quả bầu cử trưởng thôn trên địa bàn {commune}
>xa KH 2-4 Tổ chức bầu cử trưởng thôn, tổ trưởng tổ dân phố
>xa CV 10-12 đánh giá, xếp loại chất lượng cán bộ, công chức cấp xã năm {year}
>1xa QĐ * Về việc điều động, tiếp nhận công chức đến công tác tại Ủy ban nhân dân {commune}
>xa QĐ * Về việc tặng Giấy khen cho các tập thể, cá nhân có thành tích xuất sắc
>so CV * báo cáo số lượng, chất lượng cán bộ, công chức cấp xã năm {year}
"""),
    bases=paragraphs("""
Luật Cán bộ, công chức

Luật Thi đua, khen thưởng
"""),
    tasks=paragraphs("""
Thực hiện nghiêm giờ giấc làm việc, văn hóa công sở; không uống rượu, bia trong giờ hành chính và
giờ nghỉ trưa của ngày làm việc.

Đánh giá cán bộ, công chức gắn với kết quả, tiến độ và chất lượng công việc cụ thể; khắc phục tình
trạng nể nang, cào bằng.

Chuẩn bị nhân sự trưởng thôn, tổ trưởng tổ dân phố dân chủ, đúng luật, được Nhân dân tín nhiệm.
"""),
    results=paragraphs("""
Có {percent}% cán bộ, công chức được xếp loại hoàn thành tốt nhiệm vụ trở lên; kỷ luật, kỷ cương
hành chính tiếp tục được siết chặt.
"""),
)

REFORM = Theme(
    code="cai_cach_hanh_chinh",
    name="cải cách hành chính, kiểm soát thủ tục hành chính",
    unit="vp",
    helpers=("noivu", "vhtt", "tuphap"),
    department="vptinh",
    fields=("KSTTHC", "KSTTHCNC", "VP"),
    lines=lines("""
so CV * rà soát, đơn giản hóa thủ tục hành chính năm {year}
so CV * nâng cao tỷ lệ hồ sơ trực tuyến toàn trình và thanh toán trực tuyến
so TB * Kết quả đánh giá chỉ số phục vụ người dân, doanh nghiệp quý {quarter}/{year}
tinh QĐ * Về việc công bố danh mục thủ tục hành chính thuộc thẩm quyền giải quyết của cấp huyện,
 cấp xã
tinh KH 1-2 Cải cách hành chính tỉnh Thanh Hóa năm {year}
snv CV * khắc phục hạn chế qua kiểm tra công vụ, cải cách hành chính
xa BC * Kết quả tiếp nhận, giải quyết thủ tục hành chính tháng {month}/{year}
xa KH 1-2 Cải cách hành chính năm {year} của {commune}
xa CV * đề nghị cấp tài khoản Hệ thống thông tin giải quyết thủ tục hành chính cho công chức một
 cửa
>xa KH 1-2 Cải cách hành chính nhà nước huyện Hoằng Hóa năm {year}
>xa CV * chấn chỉnh tình trạng hồ sơ thủ tục hành chính giải quyết quá hạn
>xa QĐ * Về việc kiện toàn Bộ phận Tiếp nhận và Trả kết quả huyện Hoằng Hóa
>1xa TB * Kết quả kiểm tra công tác cải cách hành chính tại {commune}
>tinh BC * Công tác cải cách hành chính quý {quarter}/{year}
>so BC * Kết quả rà soát, đơn giản hóa thủ tục hành chính năm {year}
"""),
    bases=paragraphs("""
Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ về thực hiện cơ chế một cửa, một
cửa liên thông trong giải quyết thủ tục hành chính
"""),
    tasks=paragraphs("""
Tiếp nhận 100% hồ sơ trên Hệ thống thông tin giải quyết thủ tục hành chính; tuyệt đối không để hồ
sơ ngoài hệ thống; thực hiện thư xin lỗi đối với hồ sơ quá hạn.

Công khai đầy đủ, kịp thời thủ tục hành chính tại trụ sở và trên trang thông tin điện tử; bố trí
công chức hướng dẫn người dân nộp hồ sơ trực tuyến.
"""),
    results=paragraphs("""
Tỷ lệ hồ sơ giải quyết trước và đúng hạn đạt {percent}%; tỷ lệ hồ sơ trực tuyến toàn trình tăng so
với cùng kỳ năm trước.
"""),
)

MEETINGS = Theme(
    code="van_phong",
    name="công tác điều hành",
    unit="vp",
    helpers=("noivu",),
    department="vptinh",
    fields=("THKH", "THKH", "VP"),
    lines=lines("""
so GM * Dự phiên họp thường kỳ Ủy ban nhân dân tỉnh tháng {month} năm {year} (trực tuyến)
so TB * Kết luận của Chủ tịch Ủy ban nhân dân tỉnh tại phiên họp thường kỳ tháng {month} năm {year}
so CV * chuẩn bị nội dung làm việc của Đoàn công tác Ủy ban nhân dân tỉnh tại huyện Hoằng Hóa
huyenuy GM * Dự hội nghị Ban Chấp hành Đảng bộ huyện
hdnd TB 5-7 Nội dung, thời gian tổ chức kỳ họp thường lệ giữa năm {year}
hdnd TB 11-12 Nội dung, thời gian tổ chức kỳ họp thường lệ cuối năm {year}
mttq CV * phối hợp giám sát việc thực hiện dân chủ ở cơ sở
xa CV * đăng ký lịch làm việc với lãnh đạo Ủy ban nhân dân huyện
>xa GM * Dự phiên họp Ủy ban nhân dân huyện thường kỳ tháng {now} năm {year}
>xa GM * Dự hội nghị trực tuyến giao ban công tác tháng {now} năm {year}
>xa TB * Kết luận của Chủ tịch Ủy ban nhân dân huyện tại phiên họp thường kỳ tháng {month}/{year}
>xa TB * Lịch tiếp công dân của lãnh đạo Ủy ban nhân dân huyện tháng {now}/{year}
>xa TB 8-8 Lịch trực lãnh đạo và bảo đảm hoạt động cơ quan dịp nghỉ lễ Quốc khánh năm {year}
>so GGT * Cử công chức đến làm việc, trao đổi nghiệp vụ văn thư, lưu trữ
>xa CV * chuẩn bị nội dung trình phiên họp Ủy ban nhân dân huyện thường kỳ
"""),
    bases=paragraphs("""
Quy chế làm việc của Ủy ban nhân dân huyện Hoằng Hóa
"""),
    tasks=paragraphs("""
Các phòng, ban, đơn vị chuẩn bị tài liệu, gửi về Văn phòng Hội đồng nhân dân và Ủy ban nhân dân
huyện trước phiên họp ít nhất 03 ngày làm việc; tài liệu họp được gửi qua hệ thống, không phát bản
giấy.

Đồng chí Chủ tịch Ủy ban nhân dân các xã, thị trấn dự họp đúng thành phần; trường hợp vắng phải
báo cáo và được sự đồng ý của Chủ tịch Ủy ban nhân dân huyện.
"""),
    results=paragraphs("""
Các nhiệm vụ Ủy ban nhân dân tỉnh, Thường trực Huyện ủy giao trong kỳ cơ bản hoàn thành đúng tiến
độ, không có nhiệm vụ trọng tâm quá hạn.
"""),
)

THEMES = (STAFF, REFORM, MEETINGS)
