"""What the remaining pages show: people, the door, notices, the public verifier."""

from server.ledger.verifying import views
from tests.look.lists_sample import filters
from tests.look.people_sample import POSTS, UNITS, field
from tests.look.rooms_sample import TYPES
from tests.look.show_sample import OTHERS


def table(title: str, create: str) -> dict:
    """A page of people or delegations."""
    rows = [
        ("Lê Văn Minh", "chutich.huyen", "Chủ tịch UBND huyện", "Đang làm việc"),
        ("Phạm Thị Lan", "vanthu.huyen", "Văn thư cơ quan", "Đang làm việc"),
        (
            "Nguyễn Thị Hoa",
            "truongphong.huyen",
            "Trưởng phòng Văn hóa và Thông tin",
            "Nghỉ phép đến 10/11/2023",
        ),
    ]
    return {
        "title": title,
        "columns": ["Họ và tên", "Tài khoản", "Chức vụ", "Tình trạng"],
        "filters": filters()[:1],
        "rows": [{"href": "/p/person", "cells": list(row)} for row in rows],
        "create": (create, "/p/form"),
    }


def person() -> dict:
    """One person with posts and a certificate."""
    return {
        "person": {
            "name": "Nguyễn Thị Hoa",
            "account": "truongphong.huyen",
            "fields": [("Thư điện tử", "hoa@hoanghoa.example"), ("Xác thực hai lớp", "đã bật")],
        },
        "appointments": [
            {
                "title": "Trưởng phòng Văn hóa và Thông tin",
                "agency": "UBND huyện Hoằng Hóa",
                "span": "từ 01/03/2021",
                "state": "DONE",
                "state_word": "Đang giữ",
            }
        ],
        "certificates": [
            {
                "subject": "NGUYEN THI HOA",
                "issuer": "Ban Cơ yếu Chính phủ",
                "span": "đến 31/12/2025",
                "state": "valid",
                "state_word": "Còn hiệu lực",
            }
        ],
        "actions": OTHERS,
        "version": 1,
        "op_id": "c3",
        "list_href": "/p/people",
    }


def office_form() -> dict:
    """A delegation that was refused by the form."""
    return {
        "title": "Ủy quyền mới",
        "back_href": "/p/delegations",
        "action_href": "/act",
        "submit": "Ghi ủy quyền",
        "explain": "Cần đủ bốn điều: văn bản ủy quyền, ngày bắt đầu, ngày kết thúc và phạm vi.",
        "form": [
            field("to", "Người được ủy quyền", "select", "1", options=UNITS, required=True),
            field(
                "code", "Số văn bản ủy quyền", required=True, error="Chưa ghi số văn bản ủy quyền"
            ),
            field("until", "Đến ngày", "date", "31/12/2023", required=True),
            field(
                "types", "Loại văn bản được ký", "multiselect", ["CV"], options=TYPES, required=True
            ),
            field("note", "Ghi chú", "textarea"),
            field("agree", "Hai bên đã ký nhận", "checkbox"),
        ],
    }


def verified(verdict: str, word: str) -> dict:
    """What the public sees after giving a file."""
    person = {
        "subject": "Mai Xuân Liêm",
        "role": "person",
        "role_word": "Người có thẩm quyền",
        "facts": [
            ("Đơn vị quản lý chứng thư", "UBND tỉnh Thanh Hóa"),
            ("Tổ chức cấp chứng thư", "Ban Cơ yếu Chính phủ"),
            ("Thời gian ký", "16:20:00 02/11/2023 (dấu thời gian)"),
            ("Tính toàn vẹn", "Không bị sửa sau khi ký"),
            ("Hiệu lực lúc ký", "Chứng thư còn hiệu lực lúc ký"),
            ("Thời hạn chứng thư", "01/01/2022 – 31/12/2026"),
            ("Phần tệp được ký", "Lần ghi 2 trong 4; sau đó chỉ điền số, ngày và thêm chữ ký"),
            ("Thuật toán", "ECDSA-256 SHA-256"),
            ("Dữ liệu thu hồi", "Danh sách kèm trong tệp, lập lúc 16:10:00 02/11/2023"),
        ],
        "verdict": "VALID",
        "verdict_word": "Chữ ký hợp lệ",
        "notes": [],
    }
    agency = person | {
        "subject": "UBND tỉnh Thanh Hóa",
        "role": "agency",
        "role_word": "Cơ quan, tổ chức",
        "verdict": verdict,
        "verdict_word": word,
    }
    return {
        "result": {
            "name": "2374-UBND-VHTT.pdf",
            "verdict": verdict,
            "verdict_word": word,
            "whole": verdict != "INVALID",
            "trust": views._trust({"trusted" if verdict == "VALID" else "unknown"}),
            "faults": [] if verdict == "VALID" else ["Sau chữ ký cuối cùng, tệp còn bị sửa thêm."],
            "notes": [],
            "signatures": [person, agency],
        }
    }


LOGIN = {
    "demo_accounts": [
        {"account": account, "words": words}
        for account, words in (
            ("chutich.huyen", "Chủ tịch UBND huyện"),
            ("vanthu.huyen", "Văn thư"),
            ("truongphong.huyen", "Trưởng phòng"),
            ("chuyenvien.huyen", "Chuyên viên"),
            ("chanhvp.huyen", "Chánh Văn phòng"),
            ("vanthu.hoangphu", "Văn thư xã Hoằng Phú"),
        )
    ]
}
CHOICE = {"posts": POSTS}
NOTICES = [
    {
        "href": "/p/incoming",
        "words": "Văn bản 2374/UBND-VHTT được trình anh",
        "at": "09:14 hôm nay",
        "read": False,
    },
    {
        "href": "/p/sign",
        "words": "Dự thảo Quyết định kiện toàn Tổ công nghệ số chờ ký",
        "at": "15:40 hôm qua",
        "read": True,
    },
]
