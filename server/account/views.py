"""What one's own account shows: factors, browsers, and what was changed about oneself."""

import re
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from server.clock import now
from server.database import db
from server.door.factors import PASSKEY
from server.door.models import Factor
from server.door.services import sessions_of
from server.org import away
from server.org.actor import Actor
from server.org.models import PersonChange
from server.pages import day, when

MARK = 12
"""How many letters of a session's digest name it on a page."""
SHOWN = 20


def factor(one: Factor) -> dict[str, Any]:
    kind = _("passkey") if one.kind == PASSKEY else _("ứng dụng xác thực")
    used = _("dùng lần cuối %(at)s", at=when(one.used_at)) if one.used_at else _("chưa dùng")
    return {"id": one.id, "name": one.name, "words": f"{kind} · {used}"}


def demand(accepted: frozenset[str]) -> str:
    """What the posts of today demand, in words; empty where they demand nothing."""
    if not accepted:
        return ""
    any_kind = _("chức vụ đang giữ bắt buộc")
    return _("chức vụ đang giữ bắt buộc có passkey") if accepted == {PASSKEY} else any_kind


def sessions(person_id: int, here: str) -> list[dict[str, Any]]:
    """Where one is signed in, the last seen first; `here` is this very browser."""
    return [
        {
            "mark": one.digest[:MARK],
            "browser": browser_words(one.browser),
            "words": f"{one.address or '–'} · {when(one.seen_at)}",
            "here": one.digest == here,
        }
        for one in sessions_of(person_id)
        if one.expires_at > now()
    ]


def browser_words(said: str) -> str:
    """`Chrome, Windows`: as much of a browser's long name as its owner recognises."""
    names = ("Edg", "OPR", "CocCoc", "coc_coc", "Firefox", "Chrome", "Safari")
    name = next((one for one in names if one in said), "")
    shown = {"Edg": "Edge", "OPR": "Opera", "coc_coc": "Cốc Cốc", "CocCoc": "Cốc Cốc"}
    place = re.search(r"Windows|Android|iPhone|iPad|Mac OS|Linux", said)
    parts = [shown.get(name, name), place[0] if place else ""]
    return ", ".join(part for part in parts if part) or _("chương trình khác")


def history(person_id: int) -> list[dict[str, str]]:
    """What was changed about this person, by whom: nobody's password is reset in silence."""
    rows = select(PersonChange).where(PersonChange.subject == f"person/{person_id}")
    newest = rows.order_by(PersonChange.id.desc()).limit(SHOWN)
    return [
        {"at": when(one.at), "who": one.by_account or _("lệnh trên máy chủ"), "words": one.words}
        for one in db.session.scalars(newest)
    ]


def away_words(actor: Actor) -> list[str]:
    """Until when this one is away, and who has what comes meanwhile (ORG-04)."""
    said = sorted({(one.substitute, one.last_day) for one in away.of_oneself(actor)})
    words = _("Anh/chị được ghi vắng mặt đến hết ngày %(day)s; việc đến bàn cũng đến %(name)s.")
    return [words % {"name": name, "day": day(last)} for name, last in said]
