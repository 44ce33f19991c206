"""What the other pages show: arrival, drafting, people, verification, refusals."""

from lists_sample import SUBJECTS, filters
from people_sample import AGENCIES, POSTS, UNITS, field
from show_sample import FILES, OTHERS

TYPES = [("QĐ", "Quyết định"), ("CV", "Công văn"), ("KH", "Kế hoạch"), ("TB", "Thông báo")]
URGENCIES = [("NORMAL", "Thường"), ("KHAN", "Khẩn"), ("THUONG_KHAN", "Thượng khẩn"), ("HOA_TOC", "Hỏa tốc")]
BODY = (
    "Điều 1. Kiện toàn Tổ công nghệ số cộng đồng tại 12 xã, thị trấn trên địa bàn huyện.\n\n"
    "Điều 2. Giao Phòng Văn hóa và Thông tin hướng dẫn, kiểm tra việc thực hiện.\n\n"
    "Điều 3. Quyết định này có hiệu lực kể từ ngày ký."
)
LINT = [
    {"level": "error", "where": "Căn cứ", "words": "Căn cứ thứ 2 thiếu ngày tháng năm của văn bản.", "rule": "NĐ30 PL.I II.6"},
    {"level": "warning", "where": "Trích yếu", "words": "Trích yếu dài 112 chữ; nên gọn dưới 80 chữ."},
    {"level": "advice", "where": "Nơi nhận", "words": "Thêm “Lưu: VT, VHTT”."},
]  # fmt: skip
RESULTS = [
    {"name": "cv-2374.pdf", "ok": True, "words": "Đã tiếp nhận, chờ vào sổ. 2 chữ ký hợp lệ.", "href": "/p/confirm"},
    {"name": "ban-chup.heic", "ok": False, "words": "Không nhận dạng được nội dung tệp này. Hãy gửi PDF hoặc ảnh JPG, PNG."},
]  # fmt: skip


def confirm() -> dict:
    """The clerk's page: the scan at the left, what was read from it at the right."""
    form = [
        field("code", "Số, ký hiệu", value="2374/UBND-VHTT", required=True, proposed=True),
        field("issuer", "Tác giả", value="UBND tỉnh Thanh Hóa", required=True, proposed=True, source="đọc từ gói edXML"),
        field("issued_on", "Ngày văn bản", "date", "02/11/2023", required=True, proposed=True),
        field("doc_type", "Tên loại", "select", "CV", options=TYPES, required=True),
        field("subject", "Trích yếu", "textarea", SUBJECTS[0], required=True, proposed=True, rows=3),
        field("urgency", "Độ khẩn", "select", "KHAN", options=URGENCIES, required=True),
        field("reason", "Lý do vào sổ dù có thể trùng", "textarea", rows=2),
    ]
    return {
        "paper": {"id": 512, "files": FILES[:1]}, "form": form, "action_href": "/act", "version": 1, "op_id": "a1",
        "arrived": "Đến 08:40 hôm nay qua trục liên thông", "queue_left": 6, "list_href": "/p/incoming-list",
        "duplicates": [{"href": "/p/incoming", "code": "2374/UBND-VHTT", "subject": SUBJECTS[0], "words": "số đến 498, 01/11/2023"}],
        "verification": {"tone": "ok", "title": "Chữ ký hợp lệ", "words": "Hai chữ ký; dấu thuộc đúng cơ quan gửi."},
        "others": [OTHERS[2]],
    }  # fmt: skip


def edit(wrong: bool = False) -> dict:
    """The draft of a decision, once fresh and once refused."""
    form = [
        field("doc_type", "Tên loại", "select", "QĐ", options=TYPES, required=True),
        field("urgency", "Độ khẩn", "select", "NORMAL", options=URGENCIES, required=True),
        field("subject", "Trích yếu", "textarea", SUBJECTS[2], rows=2, required=True,
              error="Trích yếu không quá 500 chữ cái" if wrong else ""),
        field("bases", "Căn cứ", "textarea", "Luật Tổ chức chính quyền địa phương ngày 19/6/2015\nKế hoạch số 37/KH-UBND", hint="Mỗi căn cứ một dòng"),
        field("body", "Nội dung", "textarea", BODY, rows=12, required=True, hint="Cách một dòng trống là sang đoạn mới"),
        field("to", "Nơi nhận để thực hiện", "multiselect", ["hoangphu", "butson"], options=AGENCIES, required=True),
        field("for_info", "Nơi nhận để biết", "multiselect", ["tinh"], options=AGENCIES),
        field("signer", "Người ký", "select", "1", options=[("1", "Lê Văn Minh, Chủ tịch"), ("2", "Lê Hồng Quân, Phó Chủ tịch")], required=True),
        field("capacity", "Tư cách ký", "select", "TM", options=[("TM", "TM. (thay mặt)"), ("KT", "KT. (ký thay)")], required=True),
    ]
    draft = {"id": 77, "title": "Sửa dự thảo" if wrong else "", "version": 2, "op_id": "b2", "action_href": "/act",
             "preview_href": "/preview", "cancel_href": "/p/outgoing-list"}
    return {"draft": draft, "form": form, "pages": ["/page/1.png", "/page/2.png"], "lint": LINT}  # fmt: skip


def diff() -> dict:
    """Two versions, told by words."""
    return {
        "paper": {"title": SUBJECTS[2], "href": "/p/sign"}, "old": {"n": 1},
        "new": {"n": 2, "by": "Trần Nam", "at": "02/11/2023 15:10"},
        "rows": [
            {"label": "Trích yếu", "parts": [("same", "Quyết định về việc "), ("del", "thành lập"), ("ins", "kiện toàn"), ("same", " Tổ công nghệ số cộng đồng")]},
            {"label": "Nội dung, đoạn 1", "parts": [("same", BODY[:60]), ("ins", " và các tiểu khu")]},
        ],
    }  # fmt: skip


def table(title: str, create: str) -> dict:
    """A page of people, appointments or delegations."""
    rows = [("Lê Văn Minh", "chutich.huyen", "Chủ tịch UBND huyện", "Đang làm việc"), ("Phạm Thị Lan", "vanthu.huyen", "Văn thư cơ quan", "Đang làm việc"),
            ("Nguyễn Thị Hoa", "truongphong.huyen", "Trưởng phòng Văn hóa và Thông tin", "Nghỉ phép đến 10/11/2023")]
    return {"title": title, "columns": ["Họ và tên", "Tài khoản", "Chức vụ", "Tình trạng"], "filters": filters()[:1],
            "rows": [{"href": "/p/person", "cells": list(row)} for row in rows], "create": (create, "/p/form")}  # fmt: skip


def person() -> dict:
    """One person with posts and a certificate."""
    return {
        "person": {"name": "Nguyễn Thị Hoa", "account": "truongphong.huyen", "fields": [("Thư điện tử", "hoa@hoanghoa.example"), ("Xác thực hai lớp", "đã bật")]},
        "appointments": [{"title": "Trưởng phòng Văn hóa và Thông tin", "agency": "UBND huyện Hoằng Hóa", "span": "từ 01/03/2021", "state": "DONE", "state_word": "Đang giữ"}],
        "certificates": [{"subject": "NGUYEN THI HOA", "issuer": "Ban Cơ yếu Chính phủ", "span": "đến 31/12/2025", "state": "valid", "state_word": "Còn hiệu lực"}],
        "actions": OTHERS, "version": 1, "op_id": "c3", "list_href": "/p/people",
    }  # fmt: skip


def office_form() -> dict:
    """A delegation that was refused by the form."""
    return {
        "title": "Ủy quyền mới", "back_href": "/p/delegations", "action_href": "/act", "submit": "Ghi ủy quyền",
        "explain": "Cần đủ bốn điều: văn bản ủy quyền, ngày bắt đầu, ngày kết thúc và phạm vi.",
        "form": [
            field("to", "Người được ủy quyền", "select", "1", options=UNITS, required=True),
            field("code", "Số văn bản ủy quyền", required=True, error="Chưa ghi số văn bản ủy quyền"),
            field("until", "Đến ngày", "date", "31/12/2023", required=True),
            field("types", "Loại văn bản được ký", "multiselect", ["CV"], options=TYPES, required=True),
            field("note", "Ghi chú", "textarea"), field("agree", "Hai bên đã ký nhận", "checkbox"),
        ],
    }  # fmt: skip


def verified(verdict: str, word: str) -> dict:
    """What the public sees after giving a file."""
    person = {"subject": "Mai Xuân Liêm", "role": "person", "role_word": "Người có thẩm quyền", "unit": "UBND tỉnh Thanh Hóa", "issuer": "Ban Cơ yếu Chính phủ",
              "at": "02/11/2023 16:20 (dấu thời gian)", "integrity": "Không bị sửa sau khi ký", "validity": "Chứng thư còn hiệu lực lúc ký",
              "span": "01/01/2022 – 31/12/2026", "verdict": "VALID", "verdict_word": "Chữ ký hợp lệ", "notes": ["Sau chữ ký này chỉ điền số, ngày và chữ ký của cơ quan."]}
    agency = person | {"subject": "UBND tỉnh Thanh Hóa", "role": "agency", "role_word": "Cơ quan, tổ chức", "verdict": verdict, "verdict_word": word}
    return {"result": {"name": "2374-UBND-VHTT.pdf", "verdict": verdict, "verdict_word": word, "signatures": [person, agency]}}  # fmt: skip


LOGIN = {
    "demo_accounts": [
        {"account": account, "words": words}
        for account, words in (("chutich.huyen", "Chủ tịch UBND huyện"), ("vanthu.huyen", "Văn thư"), ("truongphong.huyen", "Trưởng phòng"),
                               ("chuyenvien.huyen", "Chuyên viên"), ("chanhvp.huyen", "Chánh Văn phòng"), ("vanthu.hoangphu", "Văn thư xã Hoằng Phú"))
    ]
}  # fmt: skip
CHOICE = {"posts": POSTS}
NOTICES = [
    {"href": "/p/incoming", "words": "Văn bản 2374/UBND-VHTT được trình anh", "at": "09:14 hôm nay", "read": False},
    {"href": "/p/sign", "words": "Dự thảo Quyết định kiện toàn Tổ công nghệ số chờ ký", "at": "15:40 hôm qua", "read": True},
]  # fmt: skip
