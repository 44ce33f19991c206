"""What every page of somebody at work has: who, which rooms, and how moments and days are said."""

import datetime as dt
import secrets
from typing import Any

from flask import Flask, g, request, session
from flask_babel import get_locale
from flask_babel import gettext as _
from sqlalchemy import func, select

from server.clock import local, now, today
from server.database import db
from server.desks.models import Desk
from server.door.gate import posts_of, require_seat  # noqa: F401  (rooms ask both of pages)
from server.org.actor import Actor
from server.words_of_law import law_word
from workflows import Role
from workflows.deadlines import WORDS, Calendar, colour

MOST = 99
"""A badge counts no further: 99+ is an answer (DESIGN §8)."""

READERS = frozenset(Role) - {Role.ADMIN, Role.CITIZEN, Role.SYSTEM}
ROOMS = (
    ("home", "/", "home", READERS),
    ("incoming", "/incoming", "in", READERS),
    ("outgoing", "/outgoing", "out", READERS),
    ("registers", "/registers", "book", READERS - {Role.TECH, Role.SECRETARY, Role.DESK}),
    ("people", "/people", "people", frozenset({Role.ADMIN})),
)
"""The rooms of the rail: name, address, icon, and whose they are."""


def install(app: Flask) -> None:
    app.context_processor(_frame)


def _frame() -> dict[str, Any]:
    """What the layout shows around every page; nothing at the door."""
    actor: Actor | None = getattr(g, "actor", None)
    common = {"lang": str(get_locale() or "vi")}
    return common if actor is None else common | frame_of(actor)


def frame_of(actor: Actor) -> dict[str, Any]:
    """Who is at work, the rooms of the rail with what waits in them, the bell."""
    waiting, fresh = _counts(actor)
    return {
        "me": _me(actor),
        "nav": _nav(actor, waiting),
        "notices": {"count": fresh, "href": "/notices"},
        "today_words": day(today()),
    }


def _me(actor: Actor) -> dict[str, Any]:
    return {
        "name": actor.name,
        "account": actor.account,
        "post": f"{actor.post}" if actor.unit_name else f"{actor.title} {actor.agency_name}",
        "agency": actor.agency_name,
        "posts": posts_of(actor) if session.get("many_posts") else [],
    }


def _nav(actor: Actor, waiting: int) -> list[dict[str, Any]]:
    names = {
        "home": _("Việc của tôi"),
        "incoming": _("Văn bản đến"),
        "outgoing": _("Văn bản đi"),
        "registers": _("Sổ đăng ký"),
        "people": _("Con người"),
    }
    here = request.path.split("/")[1] or ""
    return [
        {
            "label": names[name],
            "href": href,
            "icon": icon,
            "count": _capped(waiting) if name == "home" else None,
            "active": here == href.strip("/"),
        }
        for name, href, icon, roles in ROOMS
        if roles & actor.roles
    ]


def _counts(actor: Actor) -> tuple[int, int]:
    """How many desk rows wait, and how many came since the bell was looked at: one statement.

    Neither is counted further than a badge shows.
    """
    mine = select(Desk.id).where(Desk.seat.in_(actor.seats)).limit(MOST + 1)
    fresh = mine.where(Desk.since > bell_seen_at())
    both = (select(func.count()).select_from(rows.subquery()) for rows in (mine, fresh))
    waiting, new = db.session.execute(select(*(one.scalar_subquery() for one in both))).one()
    return waiting, new


def bell_seen_at() -> dt.datetime:
    """When this browser last opened the bell; a new one begins with the last day."""
    seen = session.get("bell_seen")
    return dt.datetime.fromisoformat(seen) if seen else now() - dt.timedelta(days=1)


def _capped(count: int) -> str | None:
    if not count:
        return None
    return f"{MOST}+" if count > MOST else str(count)


def when(moment: dt.datetime | None) -> str:
    return f"{local(moment):%H:%M %d/%m/%Y}" if moment else ""


def day(date: dt.date | None) -> str:
    return f"{date:%d/%m/%Y}" if date else ""


def due_of(due: dt.datetime | None, done: dt.datetime | None, calendar: Calendar) -> dict[str, str]:
    """A deadline as a page shows it: never by colour alone (§11.4)."""
    shade = colour(due, done, now(), calendar)
    words = law_word(WORDS[shade])
    said = day(local(due).date()) if due else ""
    return {"due": said, "colour": str(shade), "colour_word": words[0].upper() + words[1:]}


def headline(subject: str) -> str:
    """A subject as the name of a paper: `V/v` is left out in letters, so it begins small."""
    return subject[:1].upper() + subject[1:] if subject else _("(chưa có trích yếu)")


def fresh_op() -> str:
    """The mark that makes a repeated form harmless (CONTRACT §2)."""
    return secrets.token_hex(8)
