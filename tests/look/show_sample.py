"""One incoming and one outgoing paper with everything a paper can carry."""

from tests.look.lists_sample import SUBJECTS
from tests.look.people_sample import AGENCIES, UNITS, field

FILES = [
    {
        "n": 1,
        "name": "2374-UBND-VHTT.pdf",
        "href": "/file/2374.pdf",
        "size": 284_113,
        "media_type": "application/pdf",
    },
    {
        "n": 2,
        "name": "Phu-luc-I.pdf",
        "href": "/file/phu-luc.pdf",
        "size": 1_940_221,
        "media_type": "application/pdf",
    },
    {
        "n": 3,
        "name": "Bieu-tong-hop.xlsx",
        "href": "/file/bieu.xlsx",
        "size": 40_113,
        "media_type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    },
]
HISTORY = [
    ("09:14 03/11/2023", "Phạm Thị Lan", "Văn thư", "Trình Chủ tịch", ""),
    ("08:52 03/11/2023", "Phạm Thị Lan", "Văn thư", "Vào sổ, số đến 512", ""),
    ("08:40 03/11/2023", "Hệ thống", "", "Kiểm tra chữ ký: hợp lệ, dấu đúng cơ quan gửi", ""),
    ("08:40 03/11/2023", "Trục liên thông", "", "Đã đến", "Gói edXML, 3 tệp"),
]
DIRECT = {
    "name": "direct",
    "label": "Cho ý kiến chỉ đạo",
    "href": "/act",
    "tone": "main",
    "explain": "Chọn đúng một đơn vị chủ trì. Ý kiến đã ghi thì không sửa được.",
    "form": [
        field(
            "words",
            "Ý kiến chỉ đạo",
            "textarea",
            required=True,
            suggestions=[
                "Giao chủ trì tham mưu, báo cáo trước hạn.",
                "Đồng ý.",
                "Đề nghị bổ sung số liệu.",
            ],
        ),
        field("lead", "Đơn vị chủ trì", "select", "1", options=UNITS, required=True),
        field("cooperating", "Phối hợp", "multiselect", ["6"], options=UNITS),
        field(
            "due",
            "Hạn xử lý",
            "date",
            "10/11/2023",
            hint="Hết giờ làm việc của ngày này",
            required=True,
        ),
    ],
}
OTHERS = [
    {
        "name": "for_info",
        "label": "Chuyển để biết",
        "href": "/act",
        "tone": "",
        "form": [field("readers", "Người nhận", "multiselect", [], options=UNITS, required=True)],
    },
    {
        "name": "pass_up",
        "label": "Trình Chủ tịch",
        "href": "/act",
        "tone": "",
        "form": [],
        "explain": "Văn bản sang bàn Chủ tịch; người trình vẫn theo dõi được.",
    },
    {
        "name": "refuse",
        "label": "Trả lại văn thư",
        "href": "/act",
        "tone": "danger",
        "form": [field("reason", "Lý do", "textarea", required=True)],
    },
]


def incoming() -> dict:
    """A paper on the chair's desk, waiting for his directive."""
    return {
        "paper": {
            "id": 512,
            "kind": "incoming",
            "title": SUBJECTS[0],
            "code": "2374/UBND-VHTT",
            "state": "PRESENTED",
            "state_word": "Chờ bút phê",
            "urgency": "THUONG_KHAN",
            "colour": "yellow",
            "colour_word": "Sắp đến hạn",
            "due": "07/11/2023",
            "list_href": "/p/incoming-list",
            "files": FILES,
            "fields": [
                ("Số đến", "512"),
                ("Ngày đến", "03/11/2023 08:40"),
                ("Tác giả", "UBND tỉnh Thanh Hóa"),
                ("Ngày văn bản", "02/11/2023"),
                ("Tên loại", "Công văn"),
                ("Số trang", "3"),
                ("Ghi chú", ""),
            ],
        },
        "stuck": "Đang ở bàn Chủ tịch Lê Văn Minh từ 09:14 hôm nay; còn thiếu ý kiến chỉ đạo.",
        "primary": DIRECT,
        "others": OTHERS,
        "version": 3,
        "op_id": "6b0c",
        "history": [
            {
                "at": at,
                "who": who,
                "position": position,
                "words": words,
                "reason": reason,
                "transition": "",
            }
            for at, who, position, words, reason in HISTORY
        ],
        "directives": [],
        "opinions": [],
        "tasks": [],
        "versions": [],
        "deliveries": [],
        "signatures": [
            {
                "field": "Person",
                "kind": "person",
                "kind_word": "Chữ ký của người có thẩm quyền",
                "signer": "Mai Xuân Liêm",
                "at": "02/11/2023 16:20",
                "verdict": "VALID",
                "verdict_word": "Chữ ký hợp lệ",
            },
            {
                "field": "Agency",
                "kind": "seal",
                "kind_word": "Chữ ký số của cơ quan",
                "signer": "UBND tỉnh Thanh Hóa",
                "at": "02/11/2023 16:41",
                "verdict": "INDETERMINATE",
                "verdict_word": "Không đủ căn cứ kết luận",
            },
        ],
    }


def directed() -> dict:
    """The same paper later: directive given, work under way, nothing for me to do first."""
    page = incoming()
    page["paper"] |= {"state": "IN_PROGRESS", "state_word": "Đang xử lý"}
    return page | {
        "primary": None,
        "stuck": "Trần Nam, Phòng Văn hóa và Thông tin, đang xử lý; còn thiếu văn bản trả lời.",
        "directives": [
            {
                "who": "Lê Văn Minh",
                "position": "Chủ tịch",
                "at": "03/11/2023 10:02",
                "words": "Giao Phòng Văn hóa và Thông tin chủ trì; báo cáo trước 10/11.",
            }
        ],
        "tasks": [
            {
                "who": "Phòng Văn hóa và Thông tin",
                "lead": True,
                "words": "Tổng hợp số liệu, dự thảo báo cáo",
                "state": "IN_PROGRESS",
                "state_word": "Đang xử lý",
                "due": "10/11/2023",
                "colour": "green",
                "colour_word": "Còn hạn",
            },
            {
                "who": "Văn phòng HĐND và UBND huyện",
                "lead": False,
                "words": "",
                "state": "DONE",
                "state_word": "Đã góp ý",
                "due": "08/11/2023",
                "colour": "blue",
                "colour_word": "Hoàn thành đúng hạn",
            },
        ],
        "opinions": [
            {
                "who": "Nguyễn Thị Hoa",
                "position": "Trưởng phòng",
                "at": "04/11/2023 08:30",
                "words": "Đề nghị các xã gửi kèm ảnh chụp màn hình làm tài liệu kiểm chứng.",
            }
        ],
    }


def signing(error: str = "") -> dict:
    """A draft that waits for the chair's signature, with or without a wrong PIN."""
    page = incoming()
    page["paper"] |= {
        "kind": "outgoing",
        "state": "READY_TO_SIGN",
        "state_word": "Chờ ký",
        "title": SUBJECTS[2],
        "code": "…/QĐ-UBND",
        "urgency": "NORMAL",
        "list_href": "/p/outgoing-list",
    }
    return page | {
        "stuck": "Chờ Chủ tịch Lê Văn Minh ký từ 15:40 hôm qua; đã kiểm tra đủ.",
        "primary": {
            "name": "sign",
            "label": "Duyệt và ký",
            "href": "/act",
            "tone": "seal",
            "signs": {
                "name": "Quyet-dinh.pdf",
                "pages": 3,
                "hash": "9f2c 41ab … 77e0",
                "capacity": "TM. Ủy ban nhân dân – Chủ tịch",
                "certificate": "Lê Văn Minh, đến 31/12/2025",
            },
            "form": [field("pin", "Mã PIN của khóa ký", "password", required=True, error=error)],
        },
        "others": [
            {
                "name": "send_back",
                "label": "Trả lại để sửa",
                "href": "/act",
                "tone": "danger",
                "form": [field("reason", "Góp ý để người soạn sửa", "textarea", required=True)],
            }
        ],
        "versions": [
            {
                "n": 2,
                "at": "02/11/2023 15:10",
                "by": "Trần Nam",
                "href": "?v=2",
                "diff_href": "/p/diff",
            },
            {"n": 1, "at": "01/11/2023 09:00", "by": "Trần Nam", "href": "?v=1", "diff_href": None},
        ],
        "deliveries": [
            {
                "recipient": AGENCIES[n][1],
                "state_word": word,
                "status_code": code,
                "at": "03/11 10:1" + code[-1],
                "colour": colour,
            }
            for n, (code, word, colour) in enumerate(
                (
                    ("03", "Đã tiếp nhận", "green"),
                    ("01", "Đã đến", ""),
                    ("02", "Từ chối tiếp nhận", "red"),
                )
            )
        ],
    }
