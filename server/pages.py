"""What every page of somebody at work has: who, which rooms, and how moments and days are said."""

import datetime as dt
import secrets
from collections.abc import Callable, Iterable, Mapping
from itertools import accumulate
from typing import Any

from flask import Flask, current_app, g, has_request_context, request, session
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from sqlalchemy import CompoundSelect, Select, and_, func, or_, select, union

from server.clock import local, now, today
from server.database import db
from server.desks.models import Desk, Mention
from server.desks.queries import by_others, left_in_agency, mentions, owed_in_units
from server.door.gate import posts_of, require_seat  # noqa: F401  (rooms ask both of pages)
from server.org.actor import Actor
from server.policy import REGISTER_READERS
from server.words_of.law import law_word
from workflows import Role
from workflows.deadlines import WORDS, Calendar, Colour, colour
from workflows.law import PARTS
from workflows.task import HANDS

MOST = 99
"""A badge counts no further: 99+ is an answer (DESIGN §8)."""

READERS = frozenset(Role) - PARTS - {Role.ADMIN, Role.CITIZEN, Role.SYSTEM}
ROOMS = (
    ("home", "/", "home", READERS | {Role.ADMIN}),
    ("incoming", "/incoming", "in", READERS),
    ("outgoing", "/outgoing", "out", READERS),
    ("meetings", "/meetings", "people", READERS),
    ("tasks", "/tasks", "task", HANDS | {Role.AUDITOR}),
    ("board", "/board", "chart", frozenset({Role.LEADER, Role.OFFICE_CHIEF, Role.UNIT_HEAD})),
    ("casefiles", "/casefiles", "archive", HANDS | {Role.AUDITOR, Role.ARCHIVIST}),
    ("search", "/search", "search", READERS),
    ("registers", "/registers", "book", REGISTER_READERS),
    ("audit", "/audit", "shield", frozenset({Role.AUDITOR})),
    ("lasting", "/lasting", "clock", frozenset({Role.ADMIN})),
    ("scans", "/scans", "file", frozenset({Role.CLERK})),
    ("layout", "/layout", "check", frozenset({Role.FORM_CHECKER, Role.OFFICER})),
    ("exchange", "/exchange", "send", frozenset({Role.CLERK})),
    ("people", "/people", "people", frozenset({Role.ADMIN})),
    ("pending", "/people/pending", "people", frozenset({Role.LEADER})),
)
"""The rooms of the rail: name, address, icon, and whose they are."""
HABITS = (
    ("/following", later("Đang theo dõi"), READERS),
    ("/groups", later("Nhóm nơi nhận"), HANDS | {Role.CLERK}),
    ("/phrases", later("Câu mẫu"), HANDS | {Role.CLERK}),
    ("/absences", later("Vắng mặt, nhận việc thay"), READERS),
    ("/duty", later("Trực hỏa tốc"), frozenset({Role.OFFICE_CHIEF, Role.LEADER})),
)
"""What one keeps to work faster, in the menu under one's name: address, name, and whose it is."""

WEEKDAYS = (
    later("Thứ Hai"), later("Thứ Ba"), later("Thứ Tư"), later("Thứ Năm"), later("Thứ Sáu"),
    later("Thứ Bảy"), later("Chủ nhật"),
)  # fmt: skip
PLACES = {
    "home": ("", "following"),
    "meetings": ("meetings", "schedule"),
    "registers": ("registers", "reports", "board", "earlier", "signatures"),
    "audit": ("audit", "tombstones", "ledger", "lasting"),
    "pending": ("people", "exports"),
    "people": ("people", "delegations", "absences", "exports", "duty"),
}
"""First words of the addresses that lie in a room, where it is not the room's own alone."""

Waiting = Callable[[Actor], Select[Any]]
_badges: dict[str, Waiting] = {}


def badge(name: str, waiting: Waiting) -> None:
    """A room above says what waits in it, as a statement that finds one row for each."""
    _badges[name] = waiting


def install(app: Flask) -> None:
    app.context_processor(_frame)


def _frame() -> dict[str, Any]:
    """What the layout shows around every page; nothing at the door."""
    actor: Actor | None = getattr(g, "actor", None)
    common = {"lang": str(get_locale() or "vi"), "here": _own_address()}
    return common if actor is None else common | frame_of(actor)


def _own_address() -> str | None:
    """Where a page that a refused form brought is found again; None where its address opens it, and
    for a letter, which a worker sets while no page is asked for."""
    if not has_request_context() or request.method != "POST" or opens(request.path):
        return None
    return page_above()


def page_above() -> str | None:
    """The page on which the button with this address stands."""
    path = request.path
    while path := path.rpartition("/")[0]:
        if opens(path):
            return path
    return None


def opens(path: str) -> bool:
    """Whether somebody may go there, rather than press something."""
    return current_app.url_map.bind(request.host).test(path, "GET")


def frame_of(actor: Actor) -> dict[str, Any]:
    """Who is at work, the rooms of the rail with what waits in them, the bell."""
    counts = _counts(actor)
    return {
        "me": _me(actor),
        "nav": _nav(actor, counts),
        "notices": {"count": _capped(counts["bell"]), "href": "/notices"},
        "today_words": day(today()),
    }


def _me(actor: Actor) -> dict[str, Any]:
    return {
        "name": actor.name,
        "account": actor.account,
        "as": actor.appointment_id,
        "post": f"{actor.post}" if actor.unit_name else f"{actor.title} {actor.agency_name}",
        "agency": actor.agency_name,
        "posts": posts_of(actor),
        "habits": [(href, name) for href, name, roles in HABITS if roles & actor.roles],
    }


def _nav(actor: Actor, counts: Mapping[str, int]) -> list[dict[str, Any]]:
    names = {
        "home": _("Việc của tôi"),
        "incoming": _("Văn bản đến"),
        "outgoing": _("Văn bản đi"),
        "search": _("Tìm kiếm"),
        "meetings": _("Cuộc họp"),
        "tasks": _("Nhiệm vụ"),
        "board": _("Bảng điều hành"),
        "casefiles": _("Hồ sơ"),
        "registers": _("Sổ đăng ký"),
        "audit": _("Kiểm tra"),
        "lasting": _("Giá trị lâu dài"),
        "scans": _("Hộp máy quét"),
        "exchange": _("Liên thông"),
        "layout": _("Thể thức"),
        "people": _("Phòng quản trị"),
        "pending": _("Chờ xác nhận"),
    }
    here = request.path.split("/")[1] or ""
    rooms = _rooms(actor)
    lies = [name for name, href, *_ in rooms if here in PLACES.get(name, (href.strip("/"),))]
    return [
        {
            "label": names[name],
            "href": href,
            "icon": icon,
            "count": _capped(counts.get(name, 0)),
            "active": name in lies[:1],
        }
        for name, href, icon, _roles in rooms
    ]


def _rooms(actor: Actor) -> list[tuple[str, str, str, frozenset[Role]]]:
    return [room for room in ROOMS if room[3] & actor.roles]


def _counts(actor: Actor) -> dict[str, int]:
    """What waits on my desk, what came since the bell was looked at, what waits in a room.

    One statement for all; none is counted further than a badge shows.
    """
    mine = select(Desk.id).where(Desk.seat.in_(actor.seats))
    rows: dict[str, Select[Any] | CompoundSelect[Any]] = {"home": mine, "bell": _news(actor, mine)}
    rows |= {name: _badges[name](actor) for name, *_ in _rooms(actor) if name in _badges}
    counted = [
        select(func.count()).select_from(one.limit(MOST + 1).subquery()).scalar_subquery()
        for one in rows.values()
    ]
    return dict(zip(rows, db.session.execute(select(*counted)).one(), strict=True))


def _news(actor: Actor, mine: Select[Any]) -> CompoundSelect[Any]:
    """What came since by another hand, turned yellow or red since, was left lying though urgent, or
    names one (ids below zero: they are no desk's)."""
    seen = bell_seen_at()
    near, late, left_lying = (
        and_(one > seen, one < now()) for one in (Desk.reminded_at, Desk.due_at, Desk.escalates_at)
    )
    came = and_(Desk.since > seen, by_others(actor))
    news, left = mine.where(or_(came, near, late, left_lying)), left_in_agency(actor)
    named = mentions(actor).where(Mention.at > seen).with_only_columns(-Mention.id)
    others = [] if left is None else [left.where(Desk.escalates_at > seen)]
    owed = owed_in_units(actor)
    others += [] if owed is None else [owed.where(or_(near, late))]
    return union(news, named, *others)


def bell_seen_at() -> dt.datetime:
    """When this browser last opened the bell; a new one begins with the last day."""
    seen = session.get("bell_seen")
    return dt.datetime.fromisoformat(seen) if seen else now() - dt.timedelta(days=1)


def came_by_itself() -> bool:
    """A page that stands open asks again where something moved (`live.js`): nobody may sit before
    it, so what is new on it stays new."""
    return "X-Refresh" in request.headers


def _capped(count: int) -> str | None:
    if not count:
        return None
    return f"{MOST}+" if count > MOST else str(count)


def when(moment: dt.datetime | None) -> str:
    return f"{local(moment):%H:%M %d/%m/%Y}" if moment else ""


def day(date: dt.date | None) -> str:
    return f"{date:%d/%m/%Y}" if date else ""


def due_of(due: dt.datetime | None, done: dt.datetime | None, calendar: Calendar) -> dict[str, str]:
    """A deadline as a page shows it (§11.4)."""
    return coloured(due, colour(due, done, now(), calendar))


def coloured(due: dt.datetime | None, shade: Colour) -> dict[str, str]:
    """A deadline with its colour, never by that alone (§11.4)."""
    words = law_word(WORDS[shade])
    said = day(local(due).date()) if due else ""
    return {"due": said, "colour": str(shade), "colour_word": words[0].upper() + words[1:]}


def headline(subject: str) -> str:
    """A subject as the name of a paper: `V/v` is left out in letters, so it begins small."""
    return subject[:1].upper() + subject[1:] if subject else _("(chưa có trích yếu)")


def fitting(rows: Iterable[int], room: int) -> int:
    """How many rows of so many bytes a page has room for, one at least (25 KB, DESIGN §8)."""
    whole = list(accumulate(rows))
    return max(sum(so_far <= room for so_far in whole), min(len(whole), 1))


def fresh_op() -> str:
    """The mark that makes a repeated form harmless (CONTRACT §2)."""
    return secrets.token_hex(8)
