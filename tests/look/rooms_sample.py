"""What the other pages show: arrival and drafting."""

from server.documents.outgoing.drafts import how_to_type
from server.words import fold
from tests.look.lists_sample import SUBJECTS
from tests.look.people_sample import AGENCIES, field
from tests.look.show_sample import FILES, OTHERS

TYPES = [("QĐ", "Quyết định"), ("CV", "Công văn"), ("KH", "Kế hoạch"), ("TB", "Thông báo")]
URGENCIES = [
    ("NORMAL", "Thường"),
    ("KHAN", "Khẩn"),
    ("THUONG_KHAN", "Thượng khẩn"),
    ("HOA_TOC", "Hỏa tốc"),
]
BODY = (
    "Điều 1. Kiện toàn Tổ công nghệ số cộng đồng tại 12 xã, thị trấn trên địa bàn huyện.\n\n"
    "Điều 2. Giao Phòng Văn hóa và Thông tin hướng dẫn, kiểm tra việc thực hiện.\n\n"
    "Điều 3. Quyết định này có hiệu lực kể từ ngày ký."
)
LINT = [
    {
        "level": "error",
        "where": "Căn cứ",
        "words": "Căn cứ thứ 2 thiếu ngày tháng năm của văn bản.",
        "rule": "NĐ30 PL.I II.6",
    },
    {
        "level": "warning",
        "where": "Trích yếu",
        "words": "Trích yếu dài 112 chữ; nên gọn dưới 80 chữ.",
    },
    {"level": "advice", "where": "Nơi nhận", "words": "Thêm “Lưu: VT, VHTT”."},
]
RESULTS = [
    {
        "name": "cv-2374.pdf",
        "ok": True,
        "words": "Đã tiếp nhận, chờ vào sổ. 2 chữ ký hợp lệ.",
        "href": "/p/confirm",
    },
    {
        "name": "ban-chup.heic",
        "ok": False,
        "words": "Không nhận dạng được nội dung tệp này. Hãy gửi PDF hoặc ảnh JPG, PNG.",
    },
]


def confirm() -> dict:
    """The clerk's page: the scan at the left, what was read from it at the right."""
    form = [
        field("code", "Số, ký hiệu", value="2374/UBND-VHTT", required=True, proposed=True),
        field(
            "issuer",
            "Tác giả",
            value="UBND tỉnh Thanh Hóa",
            required=True,
            proposed=True,
            source="đọc từ gói edXML",
        ),
        field("issued_on", "Ngày văn bản", "date", "02/11/2023", required=True, proposed=True),
        field("doc_type", "Tên loại", "select", "CV", options=TYPES, required=True),
        field(
            "subject", "Trích yếu", "textarea", SUBJECTS[0], required=True, proposed=True, rows=3
        ),
        field("urgency", "Độ khẩn", "select", "KHAN", options=URGENCIES, required=True),
        field("reason", "Lý do vào sổ dù có thể trùng", "textarea", rows=2),
    ]
    return {
        "paper": {"id": 512, "files": FILES[:1]},
        "form": form,
        "action_href": "/act",
        "version": 1,
        "op_id": "a1",
        "arrived": "Đến 08:40 hôm nay qua trục liên thông",
        "queue_left": 6,
        "list_href": "/p/incoming-list",
        "duplicates": [
            {
                "href": "/p/incoming",
                "code": "2374/UBND-VHTT",
                "subject": SUBJECTS[0],
                "words": "số đến 498, 01/11/2023",
            }
        ],
        "verification": {
            "tone": "ok",
            "title": "Chữ ký hợp lệ",
            "words": "Hai chữ ký; dấu thuộc đúng cơ quan gửi.",
        },
        "others": [OTHERS[2]],
    }


GROUP = ("group:7", "12 xã (nhóm, 2 nơi)")


def _places(name: str, label: str, codes: list[str], **more: object) -> dict:
    """What is looked up in the directory: only what was chosen stands on the page."""
    known = [one for one in AGENCIES if one[0] in codes]
    look = {"options": known, "ask": "/directory", "named": True}
    return field(name, label, "multiselect", codes, **look, **more)


def looked_up(words: str, group: str) -> list[dict]:
    """What the directory answers; who is in the group comes where the group is asked for."""
    inside = [one for one in AGENCIES if one[0] in ("hoangphu", "hoangthinh")]
    sought = [one for one in (GROUP, *AGENCIES) if fold(words) in fold(one[1])]
    found = inside if group else sought
    return [
        {"value": value, "words": words, "note": "group:" if value == GROUP[0] else value}
        for value, words in found
    ]


def edit(wrong: bool = False) -> dict:
    """The draft of a decision, once fresh and once refused."""
    form = [
        field("doc_type", "Tên loại", "select", "QĐ", options=TYPES, required=True),
        field("urgency", "Độ khẩn", "select", "NORMAL", options=URGENCIES, required=True),
        field(
            "subject",
            "Trích yếu",
            "textarea",
            SUBJECTS[2],
            rows=2,
            required=True,
            error="Trích yếu không quá 500 chữ cái" if wrong else "",
        ),
        field(
            "bases",
            "Căn cứ",
            "textarea",
            "Luật Tổ chức chính quyền địa phương ngày 19/6/2015\nKế hoạch số 37/KH-UBND",
            hint="Mỗi căn cứ một dòng",
        ),
        field(
            "body",
            "Nội dung",
            "textarea",
            BODY,
            rows=12,
            required=True,
            hint="Cách một dòng trống là sang đoạn mới",
        ),
        _places("to", "Nơi nhận để thực hiện", ["hoangphu", "butson"], required=True),
        _places("for_info", "Nơi nhận để biết", ["tinh"]),
        field(
            "signer",
            "Người ký",
            "select",
            "1",
            options=[("1", "Lê Văn Minh, Chủ tịch"), ("2", "Lê Hồng Quân, Phó Chủ tịch")],
            required=True,
        ),
        field(
            "capacity",
            "Tư cách ký",
            "select",
            "TM",
            options=[("TM", "TM. (thay mặt)"), ("KT", "KT. (ký thay)")],
            required=True,
        ),
    ]
    draft = {
        "id": 77,
        "title": "Sửa dự thảo" if wrong else "",
        "version": 2,
        "op_id": "b2",
        "action_href": "/act",
        "preview_href": "/preview",
        "cancel_href": "/p/outgoing-list",
    }
    typing = {"rules": how_to_type.RULES, "pieces": how_to_type.PIECES}
    return {
        "typing": typing,
        "draft": draft,
        "form": form,
        "pages": ["/page/1.png", "/page/2.png"],
        "lint": LINT,
    }


def diff() -> dict:
    """Two versions, told by words."""
    return {
        "paper": {"title": SUBJECTS[2], "href": "/p/sign"},
        "old": {"n": 1},
        "new": {"n": 2, "by": "Trần Nam", "at": "02/11/2023 15:10"},
        "rows": [
            {
                "label": "Trích yếu",
                "parts": [
                    ("same", "Quyết định về việc "),
                    ("del", "thành lập"),
                    ("ins", "kiện toàn"),
                    ("same", " Tổ công nghệ số cộng đồng"),
                ],
            },
            {
                "label": "Nội dung, đoạn 1",
                "parts": [("same", BODY[:60]), ("ins", " và các tiểu khu")],
            },
        ],
    }


def table() -> dict:
    """The clerk's table: a stack with a separator, and a photograph that lies on its side."""
    return {
        "title": "Sắp trang",
        "is_ready": True,
        "here": "/scans/pages?paper=7&paper=8",
        "order": [7, 8],
        "scans": [_scan(7, "scan0001.pdf", 4), _scan(8, "ảnh chụp trang cuối.jpg", 1)],
        "others": [{"id": 9, "name": "scan0002.pdf", "pages": 2}],
        "turns": (0, 90, 180, 270),
        "op_id": "t1",
    }


def _scan(scan_id: int, name: str, pages: int) -> dict:
    leaves = [
        {
            "key": f"{scan_id}.{n}",
            "page": n,
            "src": "/page/1.png",
            "href": f"/file#page={n}",
            "turn": 90 if pages == 1 else 0,
            "blank": n == 2,
            "drop": n == 2,
            "starts": n == 3,
        }
        for n in range(1, pages + 1)
    ]
    up = f"/scans/pages?paper={scan_id}&paper=7"
    return {"name": name, "pages": pages, "up_href": up, "leaves": leaves}


def _place(name: str, label: str, how: str = "") -> dict:
    at = {"page": 1, "x": "" if how else 52.1, "y": "" if how else 46.0, "w": 10.5, "h": 6.4}
    return {"name": name, "label": label, "how": how, **at}


def places() -> dict:
    """A draft that was handed in: one place found, one to be put by hand, a finding on its page."""
    leaf = {"n": 1, "src": "/page/1.png", "width": 595, "height": 842, "marks": []}
    found = [("number", "Số", 148, 130, 30, 18), ("person", "Chữ ký", 375, 560, 110, 74)]
    keys = ("name", "label", "x", "y", "w", "h")
    leaf["places"] = [dict(zip(keys, one, strict=True)) for one in found]
    rule = {"rule": "FMT-22", "title": "Hình ảnh dấu của cơ quan", "cite": "", "note": ""}
    return {
        "paper": {"title": SUBJECTS[2], "href": "/p/outgoing", "file": "du-thao.docx"},
        "edit_href": "/p/edit",
        "action_href": "/p/places",
        "version": 3,
        "op_id": "pl1",
        "error": "",
        "notes": ["Trang 2 không dựng lại được nên đã thành ảnh 300 dpi."],
        "places": [
            _place("number", "Số"),
            _place("date", "Ngày, tháng, năm", "Sau địa danh hãy gõ “, ngày … tháng … năm”."),
            _place("person", "Chữ ký"),
        ],
        "result": {"faults": [], "unknown": [rule], "kept": [], "errors": 0, "leaves": [leaf]},
    }
