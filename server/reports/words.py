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
from server.reports.conditions import KINDS, LONGEST, NONE, Asked
from server.reports.months import month_word
from server.reports.queries import sums
from server.reports.rights import has_agencys
from server.reports.told import Days
from server.shapes import whole
from server.words import sort_key
from server.words_of.law import law_word
from workflows.periods import Every
from workflows.urgency import WORDS as URGENCIES

PARTS = {
    "on_time": later("xong đúng hạn"),
    "late": later("xong quá hạn"),
    "open": later("đang xử lý, chưa quá hạn"),
    "overdue": later("đang xử lý, quá hạn"),
    "ended": later("đã thu hồi, thay thế, tách hoặc trả lại"),
    "undone": later("đang xử lý"),
    "week": later("đến hạn trong tuần này"),
    "sent": later("phát hành đúng hạn"),
    "sent_late": later("phát hành chậm"),
    "unsent": later("chưa phát hành, còn hạn"),
    "unsent_late": later("chưa phát hành, quá hạn"),
    "unsent_all": later("chưa phát hành"),
    "struck": later("đã hủy số, thu hồi hoặc thay thế"),
    "blue": later("hoàn thành đúng hạn"),
    "purple": later("hoàn thành quá hạn"),
    "green": later("còn hạn"),
    "yellow": later("sắp đến hạn"),
    "red": later("quá hạn"),
    "grey": later("không hạn, tạm dừng"),
    "extended": later("được gia hạn"),
    "again": later("gia hạn từ hai lần"),
    "given_out": later("giao trong kỳ"),
    "done_blue": later("xong trong kỳ, đúng hạn"),
    "done_purple": later("xong trong kỳ, quá hạn"),
    "standing": later("còn hiệu lực"),
    "over": later("đã khắc phục hoặc hết hiệu lực"),
    "taken": later("đã tiếp nhận"),
    "arrived": later("đã đến, chưa tiếp nhận"),
    "underway": later("chưa đến"),
    "refused": later("bị từ chối"),
    "failed": later("gửi không được"),
    "on_paper": later("gửi giấy qua bưu điện"),
    "taken_back": later("đã hoặc đang lấy lại"),
    "asked_back": later("yêu cầu lấy lại"),
    "answered": later("đã trả lời yêu cầu"),
    "came": later("văn bản đến"),
    "came_electronic": later("nhận điện tử"),
    "came_on_paper": later("nhận bản giấy"),
    "to_handle": later("phải xử lý"),
    "handed_on": later("đã chuyển xử lý trên hệ thống"),
    "not_handed_on": later("chưa chuyển xử lý trên hệ thống"),
    "issued": later("đã ban hành"),
    "signed": later("đã ký số"),
    "not_signed": later("không có chữ ký số"),
    "dispatched": later("đã phát hành"),
    "sent_electronic": later("chỉ gửi điện tử"),
    "sent_by_post": later("có gửi bản giấy qua bưu điện"),
    "online": later("trên môi trường mạng"),
    "offline": later("chưa đạt"),
    "here": later("có mặt"),
    "excused": later("vắng có lý do"),
    "absent": later("vắng không lý do"),
    "held": later("cuộc họp"),
    "late_papers": later("tài liệu gửi muộn"),
    "votes": later("biểu quyết"),
    "saved": later("số phút tiết kiệm"),
    "given": later("kết luận đã giao"),
    "given_done": later("đã hoàn thành"),
    "owed_late": later("quá hạn nộp lưu"),
    "owed_soon": later("đến hạn trong 30 ngày tới"),
    "kept_back": later("được giữ lại"),
}
SHADES = {
    "on_time": "blue", "late": "purple", "open": "green", "overdue": "red", "ended": "grey",
    "week": "yellow", "sent": "blue", "sent_late": "purple", "unsent": "green",
    "unsent_late": "red", "struck": "grey",
    "standing": "yellow", "over": "blue", "taken": "blue", "arrived": "green",
    "underway": "yellow", "refused": "purple", "failed": "red", "on_paper": "sky",
    "taken_back": "grey",
    "owed_late": "red", "owed_soon": "yellow", "kept_back": "sky",
    "online": "blue", "offline": "yellow", "here": "blue", "excused": "grey", "absent": "red",
}  # fmt: skip
"""Where a part is no colour by its own name."""
_OF_PAPERS = {
    "unit": later("Đơn vị"), "doc_type": later("Loại văn bản"), "urgency": later("Độ khẩn"),
    "field": later("Lĩnh vực"), "month": later("Tháng"),
}  # fmt: skip
WAYS: Mapping[str, Mapping[str, Any]] = {
    "incoming": _OF_PAPERS,
    "outgoing": _OF_PAPERS,
    "tasks": {"place": later("Nơi chủ trì"), "lead": later("Người, đơn vị chủ trì")},
    "online": {"measure": later("Việc")},
    "below": {"agency": later("Cơ quan")},
    "meetings": {"kind": later("Loại cuộc họp"), "month": later("Tháng")},
    "exchange": {"recipient": later("Nơi nhận"), "month": later("Tháng")},
    "exceptions": {"rule": later("Quy tắc"), "person": later("Người"), "month": later("Tháng")},
    "owed": {"unit": later("Đơn vị")},
}
"""What a report of each kind is divided by; the first where nothing is chosen."""


def asked(of: str) -> Asked:
    """What the address asks: days, a year at most and this month's where none are named, but
    of what stands open at this moment all."""
    if of not in KINDS:
        return Asked(days_asked(), bars.typed(*WAYS[of]) | bars.chosen({"outcome": PARTS}), of)
    told = KINDS[of]
    narrowed = bars.typed("doc_type", "field", "month")
    offered = {*told.outcomes, *told.standing, *told.measured}
    narrowed |= bars.chosen({"outcome": offered, "urgency": URGENCIES})
    unit = request.args.get("unit", "")
    if unit == NONE or whole(unit) is not None:
        narrowed["unit"] = unit
    if not bars.days("first", "last") and narrowed.get("outcome") in told.standing:
        return Asked(None, narrowed, of)
    return Asked(days_asked(), narrowed, of)


def days_asked() -> Days:
    """The period of the address, whatever else is asked of it."""
    said = {name: dt.date.fromisoformat(one) for name, one in bars.days("first", "last").items()}
    return span_of(said.get("first"), said.get("last"))


def span_of(first: dt.date | None, last: dt.date | None) -> Days:
    """A year at most, and this month where none are named; who typed them the wrong way round means
    what lies between."""
    if first is not None and last is not None:
        first, last = sorted((first, last))
    if first is not None and last is None:
        return first, min(first + LONGEST, max(today(), first))
    last = last or today()
    first = min(first or last.replace(day=1), last)
    return first, min(last, first + LONGEST)


def address(asked: Asked, **more: Any) -> str:
    """As the query of an address, which `asked()` reads back."""
    days = zip(("first", "last"), asked.days or (), strict=False)
    said = {name: one.isoformat() for name, one in days} | dict(asked.narrowed) | more
    return urlencode(said)


AT_ITS_END = frozenset({"owed"})
"""What stands on the last day of a period: its first day says nothing."""
TABS = {
    "incoming": later("Văn bản đến"),
    "outgoing": later("Văn bản đi"),
    "tasks": later("Nhiệm vụ"),
    "online": later("Trực tuyến"),
    "meetings": later("Cuộc họp"),
    "exchange": later("Liên thông"),
    "exceptions": later("Ngoại lệ"),
    "owed": later("Nộp lưu"),
    "below": later("Cấp dưới"),
}
OFTEN = {
    Every.WEEK: later("hằng tuần"),
    Every.MONTH: later("hằng tháng"),
    Every.QUARTER: later("hằng quý"),
    Every.HALF: later("sáu tháng một lần"),
    Every.YEAR: later("hằng năm"),
}
TITLES = {
    "incoming": later("Báo cáo văn bản đến"),
    "outgoing": later("Báo cáo văn bản đi"),
    "tasks": later("Báo cáo nhiệm vụ"),
    "online": later("Báo cáo xử lý công việc trên môi trường mạng"),
    "meetings": later("Báo cáo cuộc họp"),
    "exchange": later("Báo cáo gửi văn bản liên thông"),
    "exceptions": later("Báo cáo ngoại lệ có lý do"),
    "owed": later("Báo cáo hồ sơ đến hạn nộp lưu"),
    "below": later("Báo cáo văn bản của các cơ quan cấp dưới"),
}


def span(asked: Asked) -> str:
    if asked.days is None:
        return _("Văn bản chưa xong, vào sổ bất kỳ ngày nào")
    first, last = (day(one) for one in asked.days)
    kind = "papers" if asked.of in KINDS else asked.of
    one, many = SPANS.get(kind, SPANS[""])
    if first == last:
        return str(one % {"day": first})
    return str(many % {"first": first, "last": last, "day": last})


SPANS = {
    "papers": (later("Vào sổ ngày %(day)s"), later("Vào sổ từ %(first)s đến %(last)s")),
    "owed": (later("Hạn nộp lưu tính đến ngày %(day)s"),) * 2,
    "": (later("Ngày %(day)s"), later("Từ %(first)s đến %(last)s")),
}
"""Of one day, and of several."""


def whose(actor: Actor, of: str = "incoming") -> str:
    return actor.agency_name if of in has_agencys(actor) else actor.unit_name


def rows_of(actor: Actor, asked: Asked, by: str, names: Sequence[str]) -> list[dict[str, Any]]:
    """A row for each unit, type, urgency or field, the largest first, or for each month as they
    came: each figure with its list."""
    units = unit_names(actor)
    rows = [
        {
            "key": str(row.key or NONE),
            "name": named(by, row.key, units),
            "counts": [int(getattr(row, name)) for name in names],
        }
        for row in sums(actor, asked, by, names)
    ]
    if by == "month":
        return sorted(rows, key=lambda one: one["key"])
    return sorted(rows, key=lambda one: (-sum(one["counts"]), sort_key(one["name"])))


def together(rows: Sequence[dict[str, Any]], wide: int, name: str = "counts") -> list[int]:
    """The last line: each of the `wide` columns over all rows, of which there may be none."""
    return [sum(one[name][n] for one in rows) for n in range(wide)]


def unit_names(actor: Actor) -> dict[int, str]:
    return {one.id: one.name for one in org.units(actor.agency_id)}


def named(by: str, key: Any, units: Mapping[int, str]) -> str:
    """What a line stands for; a commune without units gives its letters to people, all at once."""
    if by == "unit":
        if key:
            return units.get(key, _("đơn vị cũ"))
        return _("chưa giao đơn vị") if units else _("toàn cơ quan")
    if by == "urgency":
        return law_word(URGENCIES[key])
    if by == "month":
        return month_word(key)
    if by == "field":
        return str(key or _("chưa rõ lĩnh vực"))
    return str(key or _("chưa ghi loại"))


def figure(count: int, asked: Asked, **more: str) -> tuple[int, str]:
    """A figure, and the address of its list where there is something in it."""
    narrowed = Asked(asked.days, {**asked.narrowed, **more}, asked.of)
    return count, f"/reports/{asked.of}?{address(narrowed)}" if count else ""
