"""How a report is worded and addressed: the same on its pages, on the board, in a workbook."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as later

from server import bars
from server.clock import today
from server.org import queries as org
from server.org.actor import Actor
from server.pages import day
from server.policy import WHOLE_REGISTER
from server.reports.conditions import LONGEST, NONE, OUTCOMES, STANDING, Asked
from server.reports.queries import sums
from server.shapes import whole
from server.words_of_law import law_word
from workflows.urgency import WORDS as URGENCIES

PARTS = {
    "on_time": later("xong đúng hạn"),
    "late": later("xong quá hạn"),
    "open": later("đang xử lý, chưa quá hạn"),
    "overdue": later("đang xử lý, quá hạn"),
    "ended": later("đã thu hồi, thay thế, tách hoặc trả lại"),
    "undone": later("đang xử lý"),
    "week": later("đến hạn trong tuần này"),
}
SHADES = {
    "on_time": "blue", "late": "purple", "open": "green", "overdue": "red", "ended": "grey",
    "week": "yellow",
}  # fmt: skip
WAYS = {"unit": later("Đơn vị"), "doc_type": later("Loại văn bản"), "urgency": later("Độ khẩn")}


def asked() -> Asked:
    """What the address asks: days, a quarter at most and this month's where none are named, but
    of what stands open at this moment all."""
    narrowed = bars.typed("doc_type")
    narrowed |= bars.chosen({"outcome": {*OUTCOMES, *STANDING}, "urgency": URGENCIES})
    unit = request.args.get("unit", "")
    if unit == NONE or whole(unit) is not None:
        narrowed["unit"] = unit
    typed = bars.days("first", "last")
    if not typed and narrowed.get("outcome") in STANDING:
        return Asked(None, narrowed)
    return Asked(_days(typed), narrowed)


def _days(typed: Mapping[str, str]) -> tuple[dt.date, dt.date]:
    said = {name: dt.date.fromisoformat(one) for name, one in typed.items()}
    if "first" in said and "last" not in said:
        return said["first"], min(said["first"] + LONGEST, max(today(), said["first"]))
    last = said.get("last", today())
    first = min(said.get("first", last.replace(day=1)), last)
    return first, min(last, first + LONGEST)


def address(asked: Asked, **more: Any) -> str:
    """As the query of an address, which `asked()` reads back."""
    days = zip(("first", "last"), asked.days or (), strict=False)
    said = {name: one.isoformat() for name, one in days} | dict(asked.narrowed) | more
    return urlencode(said)


def span(asked: Asked) -> str:
    if asked.days is None:
        return _("Văn bản chưa xong, vào sổ bất kỳ ngày nào")
    first, last = asked.days
    if first == last:
        return _("Vào sổ ngày %(day)s", day=day(first))
    return _("Vào sổ từ %(first)s đến %(last)s", first=day(first), last=day(last))


def whose(actor: Actor) -> str:
    return actor.agency_name if actor.roles & WHOLE_REGISTER else actor.unit_name


def rows_of(actor: Actor, asked: Asked, by: str, names: Sequence[str]) -> list[dict[str, Any]]:
    """A row for each unit, type or urgency, the largest first: each figure with its list."""
    units = unit_names(actor)
    rows = [
        {
            "key": str(row.key or NONE),
            "name": named(by, row.key, units),
            "counts": [int(getattr(row, name)) for name in names],
        }
        for row in sums(actor, asked, by, names)
    ]
    return sorted(rows, key=lambda one: (-sum(one["counts"]), one["name"]))


def together(rows: Sequence[dict[str, Any]]) -> list[int]:
    """The last line: each part over all rows."""
    return [sum(one["counts"][n] for one in rows) for n in range(len(OUTCOMES))]


def unit_names(actor: Actor) -> dict[int, str]:
    return {one.id: one.name for one in org.units(actor.agency_id)}


def named(by: str, key: Any, units: Mapping[int, str]) -> str:
    if by == "unit":
        return units.get(key, _("đơn vị cũ")) if key else _("chưa giao đơn vị")
    if by == "urgency":
        return law_word(URGENCIES[key])
    return str(key or _("chưa ghi loại"))


def figure(count: int, asked: Asked, **more: str) -> tuple[int, str]:
    """A figure, and the address of its list where there is something in it."""
    narrowed = Asked(asked.days, {**asked.narrowed, **more})
    return count, f"/reports/incoming?{address(narrowed)}" if count else ""
