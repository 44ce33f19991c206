"""Who sits where in the demo world: positions, people, appointments, delegations (CONTRACT §4)."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from server.demo.names import NAMED, invented
from server.demo.places import AGENCIES, COMMUNES, UNITS, Unit
from workflows.law import Role

__all__ = [
    "AGENCIES",
    "APPOINTMENTS",
    "PASSWORD",
    "PEOPLE",
    "PIN",
    "POSITIONS",
    "UNITS",
    "Appointment",
    "Delegation",
    "Person",
    "Position",
    "delegations",
    "head_of",
    "officer_of",
]

PASSWORD = "congso-demo"
PIN = "246810"
TERM = date(2021, 7, 5)
"""The first day of the People's Committees' term 2021–2026: every post is held since then."""


@dataclass(frozen=True, slots=True)
class Position:
    """A post: its title as printed under a signature, and the roles it carries (DOMAIN §3.1)."""

    code: str
    agency: str
    unit: str
    title: str
    roles: frozenset[Role]
    is_head: bool = False
    is_deputy: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account; `sex` is `M` or `F`, for ông and bà."""

    account: str
    family: str
    middle: str
    given: str
    sex: str

    @property
    def full_name(self) -> str:
        return f"{self.family} {self.middle} {self.given}"


@dataclass(frozen=True, slots=True)
class Appointment:
    """A person holds a position by a decision (DOMAIN §2.1); one of several is the main one."""

    account: str
    position: str
    decision: str
    valid_from: date = TERM
    valid_to: date | None = None
    main: bool = True


@dataclass(frozen=True, slots=True)
class Delegation:
    """Who may sign for the head, by which paper and for how long (DOMAIN §2.3, ORG-01).

    No `doc_types` means all types.
    """

    capacity: str
    agency: str
    giver: str
    holder: str
    document_code: str
    scope: str
    valid_from: date
    valid_to: date | None = None
    doc_types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Seat:
    account: str
    unit: str
    title: str
    roles: frozenset[Role]
    rank: str = field(default="")


def _seat(account: str, unit: str, title: str, roles: str, rank: str = "") -> _Seat:
    return _Seat(account, unit, title, frozenset(Role(role) for role in roles.split()), rank)


# fmt: off
_DISTRICT = (
    _seat("chutich.huyen",     "",     "Chủ tịch",           "LEADER", "head"),
    _seat("phochutich.huyen",  "",     "Phó Chủ tịch",       "LEADER", "deputy"),
    _seat("chanhvp.huyen",     "vp",   "Chánh Văn phòng",
          "OFFICE_CHIEF UNIT_HEAD FORM_CHECKER SECRETARY", "head"),
    _seat("kiemnhiem.huyen",   "vp",   "Phó Chánh Văn phòng", "OFFICER", "deputy"),
    _seat("cv-vp.huyen",       "vp",   "Chuyên viên",        "OFFICER"),
    _seat("vanthu.huyen",      "vp",   "Văn thư",            "CLERK"),
    _seat("vanthu2.huyen",     "vp",   "Văn thư",            "CLERK"),
    _seat("thethuc.huyen",     "vp",   "Chuyên viên",        "FORM_CHECKER"),
    _seat("luutru.huyen",      "vp",   "Lưu trữ viên",       "ARCHIVIST"),
    _seat("kythuat.huyen",     "vp",   "Kỹ thuật viên",      "TECH"),
    _seat("truongphong.huyen", "vhtt", "Trưởng phòng",       "UNIT_HEAD", "head"),
    _seat("chuyenvien.huyen",  "vhtt", "Chuyên viên",        "OFFICER"),
)
_COMMUNE = (
    _seat("chutich",    "", "Chủ tịch",                     "LEADER", "head"),
    _seat("vanthu",     "", "Công chức Văn phòng - Thống kê", "CLERK FORM_CHECKER"),
    _seat("chuyenvien", "", "Công chức Văn hóa - Xã hội",   "OFFICER SECRETARY"),
    _seat("motcua",     "", "Công chức Tư pháp - Hộ tịch",  "DESK OFFICER"),
)
_EVERYWHERE = (
    _seat("thanhtra", "thanhtra", "Thanh tra viên",     "AUDITOR"),
    _seat("quantri",  "vp",       "Quản trị hệ thống",  "ADMIN"),
    _seat("quantri2", "vp",       "Quản trị hệ thống",  "ADMIN"),
)
# fmt: on


def _staff(unit: Unit) -> tuple[_Seat, _Seat]:
    title = "Chánh Thanh tra" if unit.code == "thanhtra" else "Trưởng phòng"
    return (
        _seat(f"tp-{unit.code}.huyen", unit.code, title, "UNIT_HEAD", "head"),
        _seat(f"cv-{unit.code}.huyen", unit.code, "Chuyên viên", "OFFICER"),
    )


def _position(agency: str, seat: _Seat, account: str) -> Position:
    return Position(
        code=account,
        agency=agency,
        unit=seat.unit,
        title=seat.title,
        roles=seat.roles,
        is_head=seat.rank == "head",
        is_deputy=seat.rank == "deputy",
    )


_SECOND = Position("kiemnhiem.noivu", "huyen", "noivu", "Chuyên viên", frozenset({Role.OFFICER}))
"""The second post of one person, so that choosing the acting post can be seen (DESIGN §11.3)."""

_CITIZEN = Position("congdan", "", "", "Công dân", frozenset({Role.CITIZEN}))

POSITIONS = (
    *(_position("huyen", seat, seat.account) for seat in (*_DISTRICT, *_EVERYWHERE)),
    *(
        _position("huyen", seat, seat.account)
        for unit in UNITS
        if unit.code not in {"vp", "vhtt"}
        for seat in _staff(unit)
    ),
    *(
        _position(commune.code, seat, f"{seat.account}.{commune.code}")
        for commune in COMMUNES
        for seat in _COMMUNE
    ),
    _SECOND,
    _CITIZEN,
)


def _person(account: str, order: int) -> Person:
    return Person(account, *(NAMED.get(account) or invented(account, order)))


PEOPLE = tuple(
    _person(position.code, order)
    for order, position in enumerate(POSITIONS)
    if position is not _SECOND
)

APPOINTMENTS = (
    *(
        Appointment(position.code, position.code, f"{order}/QĐ-UBND")
        for order, position in enumerate(POSITIONS, start=1201)
        if position is not _SECOND
    ),
    Appointment("kiemnhiem.huyen", _SECOND.code, "1198/QĐ-UBND", main=False),
)


def delegations(today: date) -> tuple[Delegation, ...]:
    """The standing assignments, a mandate that runs, and one that ended yesterday (B17)."""
    chair = "chutich.huyen"
    short = ("Thông báo", "Giấy mời", "Giấy giới thiệu")
    return (
        Delegation("KT", "huyen", chair, "phochutich.huyen", "1150/QĐ-UBND",
                   "Nội vụ; văn hóa, giáo dục, y tế, lao động, xã hội; thông tin, truyền thông,"
                   " chuyển đổi số; cải cách hành chính", TERM),
        Delegation("TL", "huyen", chair, "chanhvp.huyen", "1152/QĐ-UBND",
                   "Quy chế công tác văn thư của UBND huyện", TERM, doc_types=short),
        Delegation("TUQ", "huyen", chair, "tp-tckh.huyen", "02/GUQ-UBND",
                   "Công văn đôn đốc quyết toán ngân sách của các xã, thị trấn",
                   today - timedelta(days=20), today + timedelta(days=70), ("Công văn",)),
        Delegation("TUQ", "huyen", chair, "truongphong.huyen", "01/GUQ-UBND",
                   "Công văn hướng dẫn tổ chức lễ hội truyền thống",
                   today - timedelta(days=121), today, ("Công văn",)),
    )  # fmt: skip


BODIES = (
    ("huyen", "Ban Chỉ đạo Chuyển đổi số huyện Hoằng Hóa", "Ban Chỉ đạo", "BCĐ", "1620/QĐ-UBND",
     (("chutich.huyen", "Trưởng ban"), ("phochutich.huyen", "Phó Trưởng ban"),
      ("truongphong.huyen", "Phó Trưởng ban Thường trực"))),
)  # fmt: skip
"""Advisory bodies that may use the seal of their agency, the head first (NUM-06)."""


def head_of(unit: str) -> str:
    """The account that leads a unit of the district."""
    return {"vp": "chanhvp.huyen", "vhtt": "truongphong.huyen"}.get(unit, f"tp-{unit}.huyen")


def officer_of(unit: str) -> str:
    """The account of a unit's officer."""
    return "chuyenvien.huyen" if unit == "vhtt" else f"cv-{unit}.huyen"
