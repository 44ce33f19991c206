"""The planning form of a poll in writing: how a matter is asked, for which session's (§10.5)."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from server.database import db
from server.documents.forms import Fields, field
from server.meetings.forms import THRESHOLDS
from server.meetings.models import AgendaItem, Meeting
from server.meetings.plan import asking
from server.org.actor import Actor
from workflows import MEETING, Refused

NOT_ASKED = frozenset(("minutes", "needs_vote", "closed", "guests", "sites"))
"""Entries of a matter that nobody meets for: each is voted on, and there are no guests."""
HOW = ("of_item", "choices", "up_to", "threshold", "basis")
Named = Sequence[tuple[str, str]]


def matters(actor: Actor) -> Named:
    """What a poll may be for: the matters of sessions that are still ahead."""
    none = ("", _("Không, lấy ý kiến thay cho họp"))
    return [none, *((str(one), words) for one, words in asking.open_matters(actor))]


def may_ask(actor: Actor, meeting: Meeting) -> set[int]:
    """The matters of a session, to be voted on, that this one may have asked about in writing."""
    if not any(step.roles & actor.roles for step in MEETING.entries):
        return set()
    return asking.open_of(actor, {it.id for it in meeting.agenda if it.needs_vote})


def beginning(actor: Actor, item_id: int) -> dict[str, Any]:
    """What is asked about a matter of a session begins with: its body, its words, its papers."""
    if not asking.open_of(actor, {item_id}):
        raise Refused("not_found")
    item = db.session.get_one(AgendaItem, item_id)
    session = db.session.get_one(Meeting, item.meeting_id)
    members = [one.account for one in session.people if one.seat.member]
    asked = {"title": item.title, "documents": item.documents, "of_item": item.id}
    return {
        "title": _("Lấy ý kiến bằng phiếu: %(title)s", title=item.title),
        "chair": session.chair.account,
        "secretary": session.secretary.account,
        "delegates": [one for one in members if one != session.chair.account],
        "agenda": [asked | {"view_only": item.view_only}],
    }


def fields(n: int, said: Mapping[str, Any], known: Named) -> Fields:
    """The entries of one matter besides those that every meeting asks."""
    names = said.get("choices") or ""
    typed = names if isinstance(names, str) else "\n".join(names)
    hint = _("để trống: đồng ý, không đồng ý, ý kiến khác")
    return [
        field(f"item.{n}.of_item", _("Cho nội dung của phiên họp"), "select",
              str(said.get("of_item") or ""), options=known),
        field(f"item.{n}.choices", _("Phương án khác, mỗi dòng một phương án"), "textarea", typed,
              rows=3, hint=hint),
        field(f"item.{n}.up_to", _("Được chọn nhiều nhất"), "number", said.get("up_to") or 1),
        field(f"item.{n}.threshold", _("Tỷ lệ thông qua"), "select", said.get("threshold") or "",
              options=[*THRESHOLDS.items()]),
        field(f"item.{n}.basis", _("Căn cứ pháp lý của tỷ lệ"), "text", said.get("basis") or ""),
    ]  # fmt: skip


def as_it_stands(item: AgendaItem) -> dict[str, Any]:
    """A matter's question as it would be planned again."""
    asked = {name: getattr(item, name) for name in HOW if name != "of_item"}
    return asked | {"of_item": item.of_item_id}
