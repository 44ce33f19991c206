"""What moves by a plan, counted: at its rehearsal, and once it was carried out."""

from typing import Any

from flask_babel import lazy_gettext as later
from sqlalchemy import select

from server.answers import words_of
from server.database import db
from server.open_work.kinds import KINDS
from server.org.models import Agency
from server.reorganising.models import Plan

MOVED = {
    "people": later("người giữ chức vụ mới"),
    "left": later("người thôi chức vụ, chưa có chức vụ mới"),
    "delegations": later("giao quyền ký hết hiệu lực"),
    "absences": later("người vắng mặt không còn ai nhận việc thay, cần ghi người khác"),
    "deliveries": later("văn bản đang gửi, nơi kế tục nhận thay"),
    "bodies": later("tổ chức tư vấn tiếp tục"),
    "kept": later("mẫu dự thảo, nhóm nơi nhận, câu mẫu"),
    "rooms": later("phòng họp, xe"),
    "planned": later("việc trong lịch công tác"),
    "proposals": later("đề xuất lịch chưa được đưa vào lịch, phải đề xuất lại"),
    "hours": later("lịch giờ làm việc"),
    "orders": later("báo cáo định kỳ"),
    "books": later("sổ khóa"),
    "keys": later("con dấu (chữ ký số cơ quan) thu hồi"),
    "own_keys": later("khóa ký cá nhân thu hồi của người không còn chức vụ nào"),
}


def rehearsal(plan: Plan) -> dict[str, Any] | None:
    """What the last rehearsal said, in words."""
    said = plan.rehearsed
    if not said:
        return None
    if said.get("trouble"):
        reason, gaps = said["trouble"]
        return {"at": said["at"], "trouble": words_of(reason, gaps), "lines": [], "heirs": None}
    return {"at": said["at"], "trouble": "", "lines": moved(said), "heirs": by_heir(said)}


def moved(said: dict[str, Any]) -> list[str]:
    """`12 Văn bản đến đang xử lý`, …: what moves, kind by kind, then the rest; nothing of what
    there is none."""
    totals: dict[str, int] = {}
    for kinds in said["open"].values():
        for name, n in kinds.items():
            totals[name] = totals.get(name, 0) + n
    open_work = [f"{n} {str(KINDS[name].words).lower()}" for name, n in totals.items()]
    beside = {name: said["moved"].get(name, 0) for name in MOVED}
    return [*open_work, *(f"{n} {MOVED[name]}" for name, n in beside.items() if n)]


def by_heir(said: dict[str, Any]) -> dict[str, Any] | None:
    """The same open work as each successor gets it, where there is more than one: its kinds, and
    for each agency its name with how much of each; None of what was counted before this was."""
    heirs = {int(id): kinds for id, kinds in said.get("heirs", {}).items()}
    if len(heirs) < 2:
        return None
    named = [name for name in KINDS if any(name in kinds for kinds in heirs.values())]
    agencies = db.session.scalars(select(Agency).where(Agency.id.in_(heirs)).order_by(Agency.id))
    return {
        "kinds": [str(KINDS[name].words) for name in named],
        "rows": [
            (one.short_name, [heirs[one.id].get(name, 0) for name in named]) for one in agencies
        ],
    }
