"""Who is at work in the previews, and the frame around every page of theirs."""

POSTS = [
    {
        "id": 1,
        "title": "Chủ tịch UBND huyện Hoằng Hóa",
        "agency": "UBND huyện Hoằng Hóa",
        "current": True,
    },
    {
        "id": 2,
        "title": "Trưởng Ban Chỉ đạo chuyển đổi số huyện",
        "agency": "UBND huyện Hoằng Hóa",
        "delegated": "đến 31/12/2023",
    },
]
ME = {
    "as": 7,
    "name": "Lê Văn Minh",
    "account": "chutich.huyen",
    "post": POSTS[0]["title"],
    "agency": "UBND huyện Hoằng Hóa",
    "posts": POSTS,
}
ROOMS = [
    ("Việc của tôi", "/p/home", "home", 12),
    ("Văn bản đến", "/p/incoming-list", "in", 4),
    ("Văn bản đi", "/p/outgoing-list", "out", 8),
    ("Sổ đăng ký", "/p/book", "book", None),
    ("Tra cứu", "/p/search", "search", None),
    ("Con người", "/p/people", "people", None),
]


def frame(active: str) -> dict:
    """What the routes give every page of the layout."""
    nav = [
        {"label": label, "href": href, "icon": icon, "count": count, "active": label == active}
        for label, href, icon, count in ROOMS
    ]
    return {"me": ME, "nav": nav, "notices": {"count": 3, "href": "/p/notices"}}


def field(name: str, label: str, kind: str = "text", value: object = "", **more: object) -> dict:
    """One field of a form, as the routes describe it."""
    return {"name": name, "label": label, "kind": kind, "value": value, **more}


UNITS = [
    ("1", "Phòng Văn hóa và Thông tin"),
    ("2", "Phòng Tài chính – Kế hoạch"),
    ("3", "Phòng Nội vụ"),
    ("4", "Phòng Tài nguyên và Môi trường"),
    ("5", "Phòng Nông nghiệp và Phát triển nông thôn"),
    ("6", "Văn phòng HĐND và UBND huyện"),
]
AGENCIES = [
    ("hoangphu", "UBND xã Hoằng Phú"),
    ("hoangdong", "UBND xã Hoằng Đông"),
    ("hoangthinh", "UBND xã Hoằng Thịnh"),
    ("butson", "UBND thị trấn Bút Sơn"),
    ("sotttt", "Sở Thông tin và Truyền thông tỉnh Thanh Hóa"),
    ("tinh", "UBND tỉnh Thanh Hóa"),
]

MINE = {
    "title": "Thông báo của tôi",
    "is_on": True,
    "choice": {
        "address": "minh@hoanghoa.gov.vn", "asked": "chutich@hoanghoa.gov.vn",
        "refused": "minh@hoanghoa.gov.vn", "refusal": "550 5.1.1 no such user",
    },
    "asked_until": "21:12 26/11/2026",
    "refused_at": "09:10 25/11/2026",
    "forms": {
        "address": [{"name": "address", "label": "Địa chỉ thư điện tử", "kind": "email",
                     "value": "chutich@hoanghoa.gov.vn", "required": True}],
        "prove": [{"name": "code", "label": "Mã trong thư", "kind": "text", "required": True}],
        "settle": [
            {"name": name, "label": label, "kind": "select", "value": "now", "required": True,
             "options": [("now", "báo ngay"), ("morning", "trong thư buổi sáng")]}
            for name, label in (("urgent", "Văn bản khẩn đến lượt tôi"), ("quiet", "Không gửi từ"))
        ],
    },
    "errors": {},
}  # fmt: skip
