"""/meetings: the meetings that somebody sits in or may read, narrowed by what stands above them."""

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server import bars
from server.clock import now
from server.door.visitor import current_actor
from server.meetings.door import MeetingFilter, MeetingRow, list_meetings
from server.meetings.listing import MINDS, SITS
from server.meetings.people import vacant
from server.org import house, queries
from server.org.actor import Actor
from server.pages import when
from server.papers.listing import before
from server.words_of.law import state_word
from server.words_of.meetings import STATES
from workflows import MEETING
from workflows.meeting import Meeting as State
from workflows.meeting_kinds import RULES, MeetingKind

OVER = frozenset(State) - {
    State.DRAFT, State.SCHEDULED, State.INVITED, State.CHECK_IN, State.IN_SESSION, State.PAUSED,
    State.POLLING, State.POSTPONED,
}  # fmt: skip
DAYS = ("starts_from", "starts_to")


def open_list(room: Blueprint) -> None:
    """Give the room of meetings its list."""

    @room.get("")
    def index() -> ResponseReturnValue:
        """The meetings that I sit in or may read: the next one first, then those that are over."""
        cursor = request.args.get("cursor") or None
        before(cursor)  # a word is refused in words here; the shape would say so to a program alone
        actor = current_actor()
        places = _places(actor)
        asked = _asked(places)
        found = list_meetings(MeetingFilter.model_validate(asked | {"cursor": cursor}))
        rows = sorted(found.items, key=lambda one: one.starts_at or now())
        over = [one for one in rows if one.state in OVER]
        after = found.next_cursor
        return render_template(
            "meetings/list.html",
            may_plan=any(one.roles & actor.roles for one in MEETING.entries),
            filters=_boxes(asked, places),
            is_narrowed=bool(asked),
            coming=[_line(one) for one in rows if one not in over],
            past=[_line(one) for one in reversed(over)],
            chairless=vacant.without_chair([one.id for one in rows]),
            next_href=f"?{urlencode(asked | {'cursor': after})}" if after else None,
        )


def _asked(places: bars.Options) -> dict[str, str]:
    """The filters of the address, named as the API's; one that means nothing is passed over."""
    known = {
        "part": (SITS, MINDS),
        "kind": tuple(map(str, MeetingKind)),
        "state": tuple(map(str, State)),
        "place": [value for value, _name in places],
    }
    return bars.chosen(known) | bars.typed("q") | bars.days(*DAYS)


def _boxes(asked: dict[str, str], places: bars.Options) -> list[bars.Box]:
    kinds = [(str(kind), rules.name) for kind, rules in RULES.items()]
    parts = [(SITS, _("tôi có trong thành phần")), (MINDS, _("tôi chủ trì hoặc làm thư ký"))]
    return [
        bars.search(asked, _("Từ trong tên hoặc nội dung cuộc họp")),
        bars.choice("part", (_("Của ai"), _("Mọi cuộc họp tôi được xem")), parts, asked),
        bars.choice("kind", (_("Loại cuộc họp"), _("Mọi loại")), kinds, asked),
        bars.choice("state", (_("Tình trạng"), _("Mọi tình trạng")), [*STATES.items()], asked),
        bars.choice("place", (_("Có người dự của"), _("Mọi nơi")), places, asked),
        *bars.span("starts", asked, (_("Họp từ ngày"), _("Họp đến ngày"))),
    ]


def _places(actor: Actor) -> list[tuple[str, str]]:
    """Units of the agency, and the agencies on this server above and below it."""
    above = [one for one in house.up_to(actor.agency_id)[:-1] if not one.external]
    others = [*above, *house.below(actor.agency_id)]
    units = [(f"u{one.id}", one.name) for one in queries.units(actor.agency_id)]
    return [*units, *((f"a{one.id}", one.short_name) for one in others)]


def _line(one: MeetingRow) -> dict[str, Any]:
    return {
        "id": one.id,
        "href": url_for("meetings.show", paper_id=one.id),
        "title": one.title,
        "kind": RULES[MeetingKind(one.kind)].name,
        "at": when(one.starts_at),
        "room": one.room,
        "state": one.state,
        "word": state_word("meetings", one.state),
    }
