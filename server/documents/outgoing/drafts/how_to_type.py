"""How parts, articles and tables are typed, and what becomes of it: shown beside the editor."""

from flask_babel import lazy_gettext as _

TABLE = "| STT | Nội dung | Kinh phí |\n|---|---|---|\n| 1 | Số hóa | 120.000 |"
SUMMED = f"{TABLE}\n| Tổng cộng | < | 120.000 |"
PIECES = (
    (_("Chương"), "Chương #. QUY ĐỊNH CHUNG"),
    (_("Mục La Mã"), "#I. KẾT QUẢ THỰC HIỆN"),
    (_("Điều"), "Điều #. Phạm vi điều chỉnh"),
    (_("Khoản"), "#. Nội dung khoản."),
    (_("Điểm"), "#) Nội dung điểm;"),
    (_("Bảng"), TABLE),
    (_("Phụ lục"), "=== Tên phụ lục"),
)
"""What the buttons under the text put in; the words put in are official and stay Vietnamese."""

RULES = (
    (
        "Phần #, Chương #, Mục #, Tiểu mục #",
        "",
        _("giữa dòng, đậm; tên ở dòng dưới bằng chữ hoa; Phần, Chương số La Mã, Mục số Ả Rập"),
    ),
    ("Điều #. Tên điều", "Điều 1. Tên điều", ""),
    ("#I. TÊN MỤC", "I. TÊN MỤC", ""),
    ("#. Tên khoản", "1. Tên khoản", _("(câu có dấu chấm thì không đậm)")),
    ("#) Tên điểm;", "", "a) b) c) d) đ)"),
    (
        SUMMED,
        "",
        _(
            "bảng rộng bằng trang; dòng trên |---| là tiêu đề, được lặp lại ở trang sau; ô < nhập "
            "với ô bên trái, ô ^ với ô bên trên; |:-:| canh giữa, |--:| canh phải"
        ),
    ),
    (
        "Bảng 1. Tên bảng\n\nĐơn vị tính: đồng",
        "",
        _("ngay trên bảng: tên giữa dòng, đơn vị tính ở bên phải"),
    ),
    (
        "=== Danh sách hộ gia đình",
        "Phụ lục",
        _(
            "sang trang mới, đánh số trang riêng; từ hai phụ lục trở lên tự đánh số I, II; trong "
            "văn bản phải nhắc đến phụ lục"
        ),
    ),
    (
        "=== Danh sách hộ gia đình (tệp riêng)",
        "",
        _(
            "phụ lục thành một tệp riêng kèm theo văn bản; văn thư ký số của cơ quan lên từng tệp, "
            "số, ký hiệu và thời gian ký ở góc trên bên phải"
        ),
    ),
    (
        "=== Quy chế: Làm việc của Ủy ban nhân dân huyện",
        "QUY CHẾ",
        _("trong quyết định: văn bản được ban hành kèm theo"),
    ),
)
"""What is typed, how it looks, and what there is to say of it."""
