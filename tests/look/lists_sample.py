"""Rows for the lists: the desk, fifty papers, the ten columns of the book."""

from tests.look.people_sample import UNITS, field

SUBJECTS = (
    "V/v rà soát, thống kê số liệu từng chỉ số thành phần của bộ chỉ số chuyển đổi số"
    " cấp huyện, kèm tài liệu kiểm chứng",
    "V/v tập trung ứng phó bão số 5 và mưa lũ sau bão trên địa bàn các xã ven biển",
    "Quyết định về việc kiện toàn Tổ công nghệ số cộng đồng các thôn, tiểu khu",
    "V/v báo cáo kết quả giải quyết thủ tục hành chính tháng 10 năm 2023",
    "Giấy mời dự hội nghị trực tuyến bốn cấp về phát triển kinh tế – xã hội",
    "V/v xử lý phản ánh, kiến nghị của công dân xã Hoằng Đông về vệ sinh môi trường",
    "Kế hoạch tập huấn kỹ năng số cho Ban cán sự thôn và Tổ công nghệ số cộng đồng năm 2023",
)
DUES = (
    ("red", "Quá hạn", "02/11/2023"),
    ("yellow", "Sắp đến hạn", "07/11/2023"),
    ("green", "Còn hạn", "20/11/2023"),
    ("grey", "Không hạn", None),
    ("blue", "Hoàn thành đúng hạn", "01/11/2023"),
    ("purple", "Hoàn thành quá hạn", "30/10/2023"),
)
STATES = (
    ("PRESENTED", "Chờ bút phê"),
    ("DIRECTED", "Đã chỉ đạo"),
    ("IN_PROGRESS", "Đang xử lý"),
    ("AWAITING_CLOSE", "Chờ kết thúc"),
    ("REGISTERED", "Đã vào sổ, chờ đóng dấu"),
    ("RETURNED", "Đã trả lại"),
)
HOLDERS = (
    "Lê Văn Minh",
    "Phòng Văn hóa và Thông tin",
    "Nguyễn Thị Hoa",
    "Trần Nam",
    "Văn thư huyện",
)
ISSUERS = ("UBND tỉnh Thanh Hóa", "Sở Thông tin và Truyền thông", "UBND xã Hoằng Phú", "Sở Nội vụ")


def waiting() -> list[dict]:
    """What waits on the chair's desk."""
    rows = []
    urgencies = ("HOA_TOC", "NORMAL", "NORMAL", "NORMAL", "THUONG_KHAN", "NORMAL", "NORMAL")
    verbs = (
        "Cho ý kiến chỉ đạo",
        "Duyệt và ký",
        "Ký ban hành",
        "Cho ý kiến chỉ đạo",
        "Duyệt gia hạn",
    )
    for n, subject in enumerate(SUBJECTS):
        colour, word, due = DUES[(n + 1) % 4]
        rows.append(
            {
                "href": "/p/incoming",
                "kind": "Văn bản đi" if n % 3 == 1 else "Văn bản đến",
                "code": f"{2374 + n}/UBND-VHTT",
                "subject": subject,
                "from_": ISSUERS[n % 4],
                "verb": verbs[n % 5],
                "due": due,
                "colour": colour,
                "colour_word": word,
                "urgency": urgencies[n],
                "since": f"08:{12 + n} hôm nay",
            }
        )
    return rows


def watching() -> list[dict]:
    """What the chair waits for from others."""
    return [
        {
            "href": "/p/incoming",
            "code": f"{1829 + n}/QĐ-UBND",
            "subject": SUBJECTS[2 + n],
            "holder": HOLDERS[1 + n],
            "since": f"0{1 + n}/11/2023",
            "colour": DUES[n][0],
            "colour_word": DUES[n][1],
            "due": DUES[n][2],
        }
        for n in range(3)
    ]


def papers(count: int = 50) -> list[dict]:
    """A page of the list, as wordy as an office writes."""
    rows = []
    for n in range(count):
        colour, word, due = DUES[n % 6]
        state, state_word = STATES[n % 6]
        rows.append(
            {
                "href": f"/incoming/{512 - n}",
                "number": 512 - n,
                "code": f"{2374 - n}/UBND-VHTT",
                "date": "03/11/2023",
                "issuer": ISSUERS[n % 4],
                "subject": SUBJECTS[n % 7],
                "state": state,
                "state_word": state_word,
                "holder": HOLDERS[n % 5],
                "due": due,
                "colour": colour,
                "colour_word": word,
                "urgency": "KHAN" if n % 9 == 1 else "NORMAL",
            }
        )
    return rows


def ticked() -> list[dict]:
    """Drafts of which some may be taken together."""
    return [one | {"id": n, "ticks": n % 2 == 0} for n, one in enumerate(papers(30))]


def filters() -> list[dict]:
    """The conditions of a list with their present values."""
    return [
        field("q", "Tìm trong danh sách", hint="Trích yếu, số ký hiệu, cơ quan ban hành…"),
        field("state", "Tình trạng", "select", "", options=[("", "Mọi tình trạng"), *STATES]),
        field("unit", "Đơn vị", "select", "", options=[("", "Mọi đơn vị"), *UNITS]),
        field("from", "Từ ngày", "date", "01/01/2023"),
        field("to", "Đến ngày", "date"),
    ]


COLUMNS = (
    "Ngày đến",
    "Số đến",
    "Tác giả",
    "Số, ký hiệu",
    "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung",
    "Đơn vị hoặc người nhận",
    "Ngày chuyển",
    "Ký nhận",
    "Ghi chú",
)


def book() -> dict:
    """The incoming register of one year (NĐ30, Phụ lục IV)."""
    rows = [
        {
            "href": f"/incoming/{512 - n}",
            "voided": n == 3,
            "cells": [
                "03/11/2023",
                512 - n,
                ISSUERS[n % 4],
                f"{2374 - n}/UBND-VHTT",
                "02/11/2023",
                f"Công văn {SUBJECTS[n % 7]}",
                UNITS[n % 6][1],
                "03/11/2023",
                "Đã nhận 03/11/2023 09:14",
                "đã thu hồi" if n == 3 else "",
            ],
        }
        for n in range(30)
    ]
    return {
        "title": "Sổ đăng ký văn bản đến năm 2023",
        "under": "UBND huyện Hoằng Hóa",
        "columns": COLUMNS,
        "rows": rows,
        "link_column": 1,
        "notes": {"Ủy ban nhân dân xã Hoằng Phú; Ủy ban nhân dân xã Hoằng Đồng": 1},
        "next_href": "?after=482",
        "export": "/registers.xlsx",
        "filters": filters()[:1] + filters()[3:],
        "directions": [
            {"label": "Văn bản đến", "href": "?direction=in", "current": True},
            {"label": "Văn bản đi", "href": "?direction=out"},
        ],
        "years": [
            {"label": "2023", "href": "?year=2023", "current": True},
            {"label": "2022", "href": "?year=2022"},
        ],
    }


def to_sign() -> list[dict]:
    """What waits for one leader's signature."""
    return [
        {
            "id": 512 - n,
            "href": f"/outgoing/{512 - n}",
            "code": "",
            "subject": SUBJECTS[n],
            "pages": n + 1,
            "state": "to_sign",
            "state_word": "Chờ ký",
            "urgency": "KHAN" if n == 1 else "NORMAL",
        }
        for n in range(3)
    ]


def tombstones() -> dict:
    """What an auditor reads of state secrets (RP-14)."""
    facts = [
        ("Đến lúc", "08:12 01/11/2023"),
        ("Nơi gửi (mã định danh)", "000.00.01.H56"),
        ("Người đề nghị", "Lê Thị Lan (vanthu.huyen)"),
        ("Người xác nhận", "Nguyễn Văn Minh (chutich.huyen)"),
        ("Lý do", "Bản có dấu MẬT của cơ quan ban hành"),
        ("Dấu vết tệp (SHA-256)", ", ".join(f"{n:064x}" for n in (7**70, 11**60))),
    ]
    agency, at = "Ủy ban nhân dân huyện Hoằng Hóa", "09:40 03/11/2023"
    row = {"href": "/incoming/7", "agency": agency, "at": at, "facts": facts, "is_finished": True}
    return {
        "title": "Văn bản mật",
        "as_of": "tính đến 10:00 03/11/2023",
        "shut": [{"agency": agency, "number": n, "at": at} for n in (None, 512)],
        "rows": [row, row | {"is_finished": False}],
        "filters": filters()[:1],
        "address": "",
        "next_href": "?cursor=7",
    }


def lasting() -> dict:
    """What the archive's keeper reads (LTV-03)."""
    agency, due = "UBND huyện Hoằng Hóa", "10:04 03/11/2023"
    why = "chưa lấy được tình trạng thu hồi của chứng thư (OCSP, CRL) (status_unknown)"
    row = {"name": "2374/UBND-VHTT", "href": "/outgoing/7", "agency": agency, "due": due}
    full = {"state": "valid", "state_word": "đủ dữ liệu dài hạn", "level": "B-LTA"}
    short = {"state": "waiting", "state_word": "chưa đủ dữ liệu dài hạn", "level": "B-T"}
    return {
        "title": "Giá trị lâu dài",
        "as_of": "tính đến 10:00 03/11/2023",
        "in_audit": True,
        "state": [("Chưa đủ dữ liệu dài hạn", "1"), ("Máy chạy gần nhất", due)],
        "rows": [
            row | short | {"ends": "–", "tried": due, "why": why},
            row | full | {"ends": "08:00 01/11/2033", "tried": "–", "why": ""},
        ],
        "filters": filters()[:1],
        "next_href": "?cursor=7",
    }
