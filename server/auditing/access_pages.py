"""/audit/reads, /audit/changes, /audit/grants: access and rights, for auditors (RP-06)."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from flask import render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from sqlalchemy import Row

from server import bars
from server.admin.fields import role_words
from server.admin.models import ALARM, CONFIRMED, OPEN, REJECTED, SEEN
from server.auditing import access
from server.auditing.access import CHANGES, GRANTS, READS
from server.auditing.happenings import event_word
from server.auditing.pages import room
from server.clock import now
from server.pages import when
from server.papers.listing import before

DAYS = ("at_from", "at_to")
NAMES: Mapping[str, tuple[str, ...]] = {
    READS: ("q", "person", "address"),
    CHANGES: ("q", "person", "address"),
    GRANTS: ("person", "state"),
}
STATES = {
    OPEN: later("Chờ người thứ hai xác nhận"),
    CONFIRMED: later("Đã xác nhận"),
    REJECTED: later("Không xác nhận"),
    ALARM: later("Tự cấp quyền: bị từ chối, chưa ai xem"),
    SEEN: later("Tự cấp quyền: bị từ chối, đã xem"),
}
"""How far the confirmation of a right is (SOD-04, PL.VI P.I III.3c)."""

KINDS = {
    "incoming": later("Văn bản đến"),
    "outgoing": later("Văn bản đi"),
    "meetings": later("Cuộc họp"),
    "tasks": later("Nhiệm vụ"),
    "casefiles": later("Hồ sơ"),
}
"""What a paper is that has no number, or whose title auditors do not read."""

Line = dict[str, str]


@room.get("/<any(reads, changes, grants):what>")
def access_log(what: str) -> str:
    """The newest row first."""
    chosen = bars.typed(*NAMES[what]) | bars.days(*DAYS)
    rows, after = access.page_of(what, chosen, before(request.args.get("cursor")))
    return render_template(
        "auditing/access.html",
        title=str(TITLES[what]),
        as_of=_("tính đến %(at)s", at=when(now())),
        what=what,
        rooms=[(name, str(title)) for name, title in TITLES.items()],
        columns=columns_of(what),
        rows=lines_of(what, rows),
        filters=_bar(what, chosen),
        query=urlencode(chosen),
        next_href=f"?{urlencode({**chosen, 'cursor': after})}" if after else None,
    )


TITLES = {
    READS: later("Lượt mở văn bản"),
    CHANGES: later("Thay đổi về người và quyền"),
    GRANTS: later("Cấp quyền và xác nhận"),
}


def columns_of(what: str) -> tuple[str, ...]:
    if what == READS:
        return (_("Lúc"), _("Người mở"), _("Văn bản"), _("Từ địa chỉ"))
    if what == CHANGES:
        return (_("Lúc"), _("Người làm"), _("Thay đổi"), _("Từ địa chỉ"))
    return (_("Lúc đề nghị"), _("Người được cấp"), _("Chức vụ và vai trò"), _("Xác nhận"))


def lines_of(what: str, found: Iterable[Row]) -> list[list[Line]]:
    """Rows as a list shows them: cells, each of a text, what stands small below, and a link."""
    rows = list(found)
    if what == READS:
        names = access.titles_of(rows) | access.codes_of(rows)
        return [_read(row, names.get((row.paper_kind, row.paper_id), "")) for row in rows]
    said: Callable[[Row], list[Line]] = _changed if what == CHANGES else _granted
    return [said(row) for row in rows]


def _read(row: Row, name: str) -> list[Line]:
    """By its number or title; else by what it is, and its number in the log."""
    subject = f"{row.paper_kind}/{row.paper_id}"
    name = name or " ".join((str(KINDS.get(row.paper_kind, "")), str(row.paper_id))).strip()
    return [
        _cell(when(row.at)),
        _cell(row.full_name, row.position),
        _cell(name, subject, f"/audit/entries?q={subject}"),
        _cell(row.address or "–"),
    ]


def _changed(row: Row) -> list[Line]:
    return [
        _cell(when(row.at)),
        _cell(row.full_name or row.by_account or _("lệnh trên máy chủ"), row.by_account),
        _cell(row.words, event_word(row.act)),
        _cell(row.address or "–"),
    ]


def _granted(row: Row) -> list[Line]:
    place = ", ".join(part for part in (row.title, row.unit, row.agency) if part)
    settled = f"{row.settled_by}, {when(row.settled_at)}" if row.settled_at else ""
    by = row.by_account or _("lệnh trên máy chủ")
    given = role_words(row.roles), row.decision_code
    return [
        _cell(when(row.at), _("đề nghị: %(who)s", who=by)),
        _cell(row.full_name, row.account),
        _cell(place, ". ".join(part for part in given if part)),
        _cell(str(STATES[row.state]), ". ".join(part for part in (settled, row.reason) if part)),
    ]


def _cell(text: str, small: str = "", href: str = "") -> Line:
    return {"text": text, "small": small, "href": href}


def _bar(what: str, chosen: dict[str, str]) -> list[dict[str, Any]]:
    boxes = {
        "q": bars.search(chosen, str(_HINTS.get(what, ""))),
        "person": bars.line("person", _("Người"), chosen),
        "address": bars.line("address", _("Từ địa chỉ"), chosen),
        "state": bars.choice(
            "state", (_("Xác nhận"), _("Mọi kết quả")),
            [(name, str(words)) for name, words in STATES.items()], chosen,
        ),
    }  # fmt: skip
    return [
        *(boxes[name] for name in NAMES[what]),
        *bars.span("at", chosen),
    ]


_HINTS = {
    READS: later("Số văn bản, hoặc incoming/12"),
    CHANGES: later("Chữ trong nội dung thay đổi"),
}
