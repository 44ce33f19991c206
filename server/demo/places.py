"""The agencies of the demo world: the district, its twelve communes, and whom they write with."""

from dataclasses import dataclass
from typing import Literal

Level = Literal["tinh", "huyen", "xa", "khac"]


@dataclass(frozen=True, slots=True)
class Agency:
    """A body that issues papers under its own name, number and seal (DOMAIN §2.1).

    `field` ends its công văn's notation where the theme does not say; `external` agencies are
    rows of the directory without desks here (DESIGN §11.6).
    """

    code: str
    full_name: str
    short_name: str
    abbreviation: str
    organ_id: str
    level: Level
    parent: str
    place_name: str
    regime: Literal["collective", "head"]
    superior: str = ""
    external: bool = False
    field: str = ""

    @property
    def is_town(self) -> bool:
        """A thị trấn: no villages, and no New Countryside programme of its own."""
        return self.full_name.startswith("Ủy ban nhân dân thị trấn")

    @property
    def locality(self) -> str:
        """The place as it stands in a sentence: `xã Hoằng Phú`."""
        return self.full_name.removeprefix("Ủy ban nhân dân ")


@dataclass(frozen=True, slots=True)
class Unit:
    """A department of the district; `abbreviation` ends a công văn's notation (DOMAIN §5.3)."""

    agency: str
    code: str
    name: str
    short_name: str
    abbreviation: str


def _commune(order: int, code: str, name: str, kind: str = "xã") -> Agency:
    return Agency(
        code=code,
        full_name=f"Ủy ban nhân dân {kind} {name}",
        short_name=f"UBND {kind} {name}",
        abbreviation="UBND",
        organ_id=f"H56.12.{order}",
        level="xa",
        parent="huyen",
        place_name=name,
        regime="collective",
        superior="Ủy ban nhân dân huyện Hoằng Hóa",
    )


def _department(order: int, code: str, name: str, abbreviation: str, field: str) -> Agency:
    return Agency(
        code=code,
        full_name=name,
        short_name=name,
        abbreviation=abbreviation,
        organ_id=f"H56.{order}",
        level="tinh",
        parent="tinh",
        place_name="Thanh Hóa",
        regime="head",
        superior="Ủy ban nhân dân tỉnh Thanh Hóa",
        external=True,
        field=field,
    )


def _neighbour(order: int, code: str, name: str, abbreviation: str, field: str) -> Agency:
    return Agency(
        code=code,
        full_name=name,
        short_name=name,
        abbreviation=abbreviation,
        organ_id=f"H56.12.{order}",
        level="khac",
        parent="",
        place_name="Hoằng Hóa",
        regime="head",
        external=True,
        field=field,
    )


DISTRICT = Agency(
    code="huyen",
    full_name="Ủy ban nhân dân huyện Hoằng Hóa",
    short_name="UBND huyện Hoằng Hóa",
    abbreviation="UBND",
    organ_id="H56.12",
    level="huyen",
    parent="tinh",
    place_name="Hoằng Hóa",
    regime="collective",
    superior="Ủy ban nhân dân tỉnh Thanh Hóa",
)

PROVINCE = Agency(
    code="tinh",
    full_name="Ủy ban nhân dân tỉnh Thanh Hóa",
    short_name="UBND tỉnh Thanh Hóa",
    abbreviation="UBND",
    organ_id="H56",
    level="tinh",
    parent="",
    place_name="Thanh Hóa",
    regime="collective",
    external=True,
)

# fmt: off
COMMUNES = (
    _commune(21, "hoangphu",    "Hoằng Phú"),
    _commune(22, "hoangdong",   "Hoằng Đồng"),
    _commune(23, "hoangthinh",  "Hoằng Thịnh"),
    _commune(24, "hoangloc",    "Hoằng Lộc"),
    _commune(25, "hoangngoc",   "Hoằng Ngọc"),
    _commune(26, "hoangtien",   "Hoằng Tiến"),
    _commune(27, "hoangtruong", "Hoằng Trường"),
    _commune(28, "hoanghai",    "Hoằng Hải"),
    _commune(29, "hoangthanh",  "Hoằng Thanh"),
    _commune(30, "hoangyen",    "Hoằng Yến"),
    _commune(31, "hoangdao",    "Hoằng Đạo"),
    _commune(32, "butson",      "Bút Sơn", "thị trấn"),
)

OUTSIDE = (
    _department(101, "vptinh",   "Văn phòng Ủy ban nhân dân tỉnh Thanh Hóa", "VPUBND", "THKH"),
    _department(102, "stttt",    "Sở Thông tin và Truyền thông", "STTTT", "CNTT"),
    _department(103, "svhttdl",  "Sở Văn hóa, Thể thao và Du lịch", "SVHTTDL", "QLVH"),
    _department(104, "snv",      "Sở Nội vụ", "SNV", "CCVC"),
    _department(105, "snnptnt",  "Sở Nông nghiệp và Phát triển nông thôn", "SNNPTNT", "TT"),
    _department(106, "stnmt",    "Sở Tài nguyên và Môi trường", "STNMT", "QLĐĐ"),
    _department(107, "sxd",      "Sở Xây dựng", "SXD", "QLXD"),
    _department(108, "sgtvt",    "Sở Giao thông vận tải", "SGTVT", "QLHT"),
    _department(109, "stc",      "Sở Tài chính", "STC", "QLNS"),
    _department(110, "skhdt",    "Sở Kế hoạch và Đầu tư", "SKHĐT", "TH"),
    _department(111, "sgddt",    "Sở Giáo dục và Đào tạo", "SGDĐT", "VP"),
    _department(112, "syt",      "Sở Y tế", "SYT", "NVY"),
    _department(113, "sldtbxh",  "Sở Lao động - Thương binh và Xã hội", "SLĐTBXH", "BTXH"),
    _department(114, "stp",      "Sở Tư pháp", "STP", "PBGDPL"),
    _department(115, "thanhtratinh", "Thanh tra tỉnh Thanh Hóa", "TTTH", "NV1"),
    _neighbour(901, "huyenuy",   "Huyện ủy Hoằng Hóa", "HU", ""),
    _neighbour(902, "hdnd",      "Hội đồng nhân dân huyện Hoằng Hóa", "HĐND", "TH"),
    _neighbour(903, "mttq",      "Ủy ban Mặt trận Tổ quốc Việt Nam huyện Hoằng Hóa", "MTTQ", "BTT"),
    _neighbour(904, "congan",    "Công an huyện Hoằng Hóa", "CAH", "TH"),
    _neighbour(905, "quansu",    "Ban Chỉ huy Quân sự huyện Hoằng Hóa", "BCHQS", "TM"),
    _neighbour(906, "bhxh",      "Bảo hiểm xã hội huyện Hoằng Hóa", "BHXH", "TST"),
    _neighbour(907, "khobac",    "Kho bạc Nhà nước Hoằng Hóa", "KBHH", "KT"),
    _neighbour(908, "dienluc",   "Điện lực Hoằng Hóa", "ĐLHH", "KT"),
    _neighbour(909, "viettel",   "Viettel Hoằng Hóa - Chi nhánh Tập đoàn Công nghiệp - Viễn thông"
               " Quân đội", "VTHH", "KT"),
)

UNITS = (
    Unit("huyen", "vp",      "Văn phòng HĐND và UBND", "Văn phòng", "VP"),
    Unit("huyen", "vhtt",    "Phòng Văn hóa và Thông tin", "Phòng VH-TT", "VHTT"),
    Unit("huyen", "tckh",    "Phòng Tài chính - Kế hoạch", "Phòng TC-KH", "TCKH"),
    Unit("huyen", "noivu",   "Phòng Nội vụ", "Phòng Nội vụ", "NV"),
    Unit("huyen", "nnptnt", "Phòng Nông nghiệp và Phát triển nông thôn", "Phòng NN&PTNT",
         "NNPTNT"),
    Unit("huyen", "tnmt",    "Phòng Tài nguyên và Môi trường", "Phòng TN&MT", "TNMT"),
    Unit("huyen", "gddt",    "Phòng Giáo dục và Đào tạo", "Phòng GD&ĐT", "GDĐT"),
    Unit("huyen", "ldtbxh",  "Phòng Lao động - Thương binh và Xã hội", "Phòng LĐ-TB&XH", "LĐTBXH"),
    Unit("huyen", "tuphap",  "Phòng Tư pháp", "Phòng Tư pháp", "TP"),
    Unit("huyen", "ktht",    "Phòng Kinh tế và Hạ tầng", "Phòng KT&HT", "KTHT"),
    Unit("huyen", "yte",     "Phòng Y tế", "Phòng Y tế", "YT"),
    Unit("huyen", "thanhtra", "Thanh tra huyện", "Thanh tra huyện", "TTr"),
)
# fmt: on

AGENCIES = (PROVINCE, DISTRICT, *COMMUNES, *OUTSIDE)
AGENCY = {agency.code: agency for agency in AGENCIES}
UNIT = {unit.code: unit for unit in UNITS}

VILLAGES = ("Đông Thành", "Trung Hòa", "Phúc Tiên", "Đại Lộc", "Quang Trung", "Hồng Nhuệ",
            "Tây Phúc", "Nhân Trạch", "Xuân Vi", "Kim Sơn", "Lê Lợi", "Phú Vinh")  # fmt: skip
"""Village names such as the district has; which commune one lies in is the demo's own."""
