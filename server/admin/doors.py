"""The room's blueprint, its doors, and the row of doors above each list."""

from collections.abc import Callable

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server.admin import queries
from server.admin.staff import resets
from server.admin.waiting import others
from server.door.gate import require_seat
from server.org.actor import Actor
from workflows import Role

room = Blueprint("admin", __name__)
require_seat(room)

View = Callable[..., ResponseReturnValue]


def door(path: str, name: str, *, form: bool = False, shown: bool = True) -> Callable[[View], View]:
    """Open a page at an address; `form` also takes what is sent to it."""
    methods = [*(["GET"] if shown else []), *(["POST"] if form else [])]
    return room.route(path, endpoint=name, methods=methods)


def doors(actor: Actor, here: str) -> list[dict[str, object]]:
    """The corners of this room with their lists, the open ones marked, and how many proposals
    wait: all lists in one row were read by nobody."""
    if Role.ADMIN not in actor.roles:
        return _for_a_leader(here) if Role.LEADER in actor.roles else []
    waiting = len(queries.unsettled(actor)) + len(resets.open_resets()) + len(others(actor))
    return [_corner(name, lists, here) for name, lists in _corners()] + [
        _corner(_("Chờ xác nhận"), [("pending", "")], here) | {"count": waiting}
    ]


def _corners() -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (_("Nhân sự"), [
            ("index", _("Người dùng")),
            ("delegations", _("Giao quyền ký")),
            ("absences.index", _("Vắng mặt")),
            ("keys", _("Khóa ký số")),
            ("locks", _("Bị khóa")),
            ("handing_over.index", _("Bàn giao")),
        ]),
        (_("Tổ chức"), [
            ("agencies", _("Cơ quan")),
            ("places", _("Đơn vị và chức vụ")),
            ("bodies", _("Tổ chức tư vấn")),
            ("reorganising.index", _("Sắp xếp cơ quan")),
            ("vote_rules", _("Tỷ lệ biểu quyết")),
            ("calendar", _("Lịch làm việc")),
        ]),
        (_("Văn bản"), [("kinds", _("Loại văn bản")), ("templates", _("Mẫu dự thảo")),
                         ("duty.index", _("Trực hỏa tốc"))]),
        (_("Hệ thống"), [
            ("importing", _("Nhập từ bảng tính")),
            ("exporting.index", _("Xuất dữ liệu")),
            ("neighbours", _("Hệ thống liên thông")),
            ("waiting", _("Phong bì đang chờ")),
            ("aside", _("Phong bì để riêng")),
            ("mail", _("Thư báo")),
        ]),
    ]  # fmt: skip


def _for_a_leader(here: str) -> list[dict[str, object]]:
    """What waits for him as a second person."""
    found = (("pending", _("Chờ xác nhận")), ("exporting.index", _("Xuất dữ liệu")))
    return [_corner(label, [(name, "")], here) for name, label in found]


def _corner(label: str, lists: list[tuple[str, str]], here: str) -> dict[str, object]:
    """It opens at its first list; one that has a single list shows no row of them."""
    found = [_door(*one, here) for one in lists]
    is_here = any(one["here"] for one in found)
    return {"href": found[0]["href"], "label": label, "here": is_here, "lists": found}


def _door(name: str, label: str, here: str) -> dict[str, object]:
    href = url_for(name if "." in name else f"admin.{name}")
    return {"href": href, "label": label, "here": name == here}


def to_hand_over(account: str) -> tuple[str, str]:
    """The proper road where something lies on somebody's desk, in words and an address (AR-04)."""
    return _("Bàn giao công việc"), url_for("handing_over.new", account=account)


MOST_LETTERS = 200
PAGE = 50
"""Lines of a list."""


def words_asked(name: str = "q") -> str:
    """What was typed above a list, cut to what an address may carry."""
    return request.args.get(name, "").replace("\0", "").strip()[:MOST_LETTERS]
