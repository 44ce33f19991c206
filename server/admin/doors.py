"""The room's blueprint, its doors, and the row of doors above each list."""

from collections.abc import Callable

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server.admin import queries, resets
from server.door.gate import require_seat
from server.org.actor import Actor
from server.shapes import whole
from workflows import Role

room = Blueprint("admin", __name__)
require_seat(room)

View = Callable[..., ResponseReturnValue]


def door(path: str, name: str, *, form: bool = False, shown: bool = True) -> Callable[[View], View]:
    """Open a page at an address; `form` also takes what is sent to it."""
    methods = [*(["GET"] if shown else []), *(["POST"] if form else [])]
    return room.route(path, endpoint=name, methods=methods)


def doors(actor: Actor, here: str) -> list[dict[str, object]]:
    """The lists of this room, the open one marked, and how many proposals wait."""
    if Role.ADMIN not in actor.roles:
        return _for_a_leader(here) if Role.LEADER in actor.roles else []
    waiting = len(queries.unsettled(actor)) + len(resets.open_resets())
    found = [
        ("index", _("Con người"), 0),
        ("agencies", _("Cơ quan"), 0),
        ("reorganising.index", _("Sắp xếp cơ quan"), 0),
        ("handing_over.index", _("Bàn giao"), 0),
        ("places", _("Đơn vị và chức vụ"), 0),
        ("kinds", _("Loại văn bản"), 0),
        ("templates", _("Mẫu dự thảo"), 0),
        ("calendar", _("Lịch làm việc"), 0),
        ("delegations", _("Giao quyền ký"), 0),
        ("absences", _("Vắng mặt"), 0),
        ("importing", _("Nhập từ bảng tính"), 0),
        ("exporting.index", _("Xuất dữ liệu"), 0),
        ("keys", _("Khóa ký số"), 0),
        ("neighbours", _("Hệ thống liên thông"), 0),
        ("aside", _("Phong bì để riêng"), 0),
        ("mail", _("Thư báo"), 0),
        ("locks", _("Bị khóa"), 0),
        ("pending", _("Chờ xác nhận"), waiting),
    ]
    return [_door(*one, here) for one in found]


def _for_a_leader(here: str) -> list[dict[str, object]]:
    """What waits for him as a second person."""
    found = (("pending", _("Chờ xác nhận")), ("exporting.index", _("Xuất dữ liệu")))
    return [_door(name, label, 0, here) for name, label in found]


def _door(name: str, label: str, count: int, here: str) -> dict[str, object]:
    href = url_for(name if "." in name else f"admin.{name}")
    return {"href": href, "label": label, "count": count, "here": name == here}


def to_hand_over(account: str) -> tuple[str, str]:
    """The proper road where something lies on somebody's desk, in words and an address (AR-04)."""
    return _("Bàn giao công việc"), url_for("handing_over.new", account=account)


MOST_LETTERS = 200
PAGE = 50
"""Lines of a list."""


def words_asked(name: str = "q") -> str:
    """What was typed above a list, cut to what an address may carry."""
    return request.args.get(name, "").replace("\0", "").strip()[:MOST_LETTERS]


def page_asked() -> int:
    """Which page of a list, from 1; what is no number is the first."""
    return whole(request.args.get("page", "")) or 1
