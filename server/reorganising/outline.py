"""The units and posts of an agency that begins, by its kind: a commune of the two-tier model.

DOMAIN §2.5: specialised departments (phòng chuyên môn) and a Trung tâm Phục vụ hành chính công; an
administrator opens and closes others on the pages of units and posts.
"""

import datetime as dt
from dataclasses import dataclass

from server.database import db
from server.org.models import Agency, Position, Unit
from workflows import Refused


@dataclass(frozen=True, slots=True)
class Post:
    """A post of an outline: in which unit, what it is called, its roles; `rank`: head or deputy."""

    unit: str
    title: str
    roles: str
    rank: str = ""


CHIEF = "OFFICE_CHIEF UNIT_HEAD FORM_CHECKER SECRETARY"
UnitRow = tuple[str, str, str]
"""Code, name, abbreviation."""

# fmt: off
UNITS: dict[str, tuple[UnitRow, ...]] = {
    "xa-2025": (
        ("vp",   "Văn phòng HĐND và UBND",                "VP"),
        ("kt",   "Phòng Kinh tế",                         "KT"),
        ("vhxh", "Phòng Văn hóa - Xã hội",                "VHXH"),
        ("hcc",  "Trung tâm Phục vụ hành chính công",     "HCC"),
    ),
    "xa-2015": (),
}
POSTS: dict[str, tuple[Post, ...]] = {
    "xa-2025": (
        Post("",     "Chủ tịch",             "LEADER",     "head"),
        Post("",     "Phó Chủ tịch",         "LEADER",     "deputy"),
        Post("vp",   "Chánh Văn phòng",      CHIEF,        "head"),
        Post("vp",   "Phó Chánh Văn phòng",  "OFFICER",    "deputy"),
        Post("vp",   "Văn thư",              "CLERK"),
        Post("vp",   "Chuyên viên",          "OFFICER"),
        Post("vp",   "Kiểm tra thể thức",    "FORM_CHECKER"),
        Post("vp",   "Lưu trữ viên",         "ARCHIVIST"),
        Post("kt",   "Trưởng phòng",         "UNIT_HEAD",  "head"),
        Post("kt",   "Chuyên viên",          "OFFICER"),
        Post("vhxh", "Trưởng phòng",         "UNIT_HEAD",  "head"),
        Post("vhxh", "Chuyên viên",          "OFFICER"),
        Post("hcc",  "Giám đốc",             "UNIT_HEAD",  "head"),
        Post("hcc",  "Cán bộ một cửa",       "DESK OFFICER"),
    ),
    "xa-2015": (
        Post("", "Chủ tịch",                       "LEADER", "head"),
        Post("", "Phó Chủ tịch",                   "LEADER", "deputy"),
        Post("", "Công chức Văn phòng - Thống kê", "CLERK FORM_CHECKER"),
        Post("", "Công chức chuyên môn",           "OFFICER"),
        Post("", "Công chức Tư pháp - Hộ tịch",    "DESK OFFICER"),
    ),
}
SERVING = (
    Post("vp", "Kỹ thuật viên",      "TECH"),
    Post("vp", "Thanh tra viên",     "AUDITOR"),
    Post("vp", "Quản trị hệ thống",  "ADMIN"),
)
"""Who serves the whole System: where the agency in which they sit ends, one successor has them."""
# fmt: on


def lay_out(agency: Agency, like: str, day: dt.date) -> None:
    """Open its units and posts on its first day; a step."""
    kind, serving, _rest = like.partition("+")
    if kind not in POSTS:
        raise Refused("unknown_outline", "like")
    units = {
        code: Unit(
            agency_id=agency.id, code=code, name=name, abbreviation=abbreviation, rank=rank,
            valid_from=day,
        )
        for rank, (code, name, abbreviation) in enumerate(UNITS[kind])
    }  # fmt: skip
    db.session.add_all(units.values())
    db.session.flush()
    agency.has_units = bool(units)
    for rank, post in enumerate((*POSTS[kind], *(SERVING if serving else ()))):
        db.session.add(
            Position(
                agency_id=agency.id,
                unit_id=units[post.unit].id if post.unit in units else None,
                title=post.title, roles=sorted(post.roles.split()), rank=rank,
                is_head=post.rank == "head", is_deputy=post.rank == "deputy",
                single_holder=post.rank == "head", inherits=[], valid_from=day,
            )
        )  # fmt: skip
    db.session.flush()
