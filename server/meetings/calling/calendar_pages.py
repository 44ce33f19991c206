"""A meeting as a calendar file; the page where one makes and takes back one's own address."""

from collections.abc import Sequence

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server.door.gate import require_seat
from server.door.visitor import current_actor
from server.meetings.calling import feeds, icalendar
from server.meetings.models import Meeting
from server.pages import when
from server.papers.services import find
from workflows import Refused

room = Blueprint("calendars", __name__, url_prefix="/meetings")
require_seat(room)
open_room = Blueprint("calendar_feed", __name__)
"""For programs that read calendars: whoever has the address is let in by it."""

ID = "<int(max=9223372036854775807):paper_id>"


@room.get(f"/{ID}/meeting.ics")
def one(paper_id: int) -> ResponseReturnValue:
    return _file(icalendar.alone(find(Meeting, current_actor(), paper_id), _address()))


@room.get("/calendar")
def mine() -> ResponseReturnValue:
    return _page()


@room.post("/calendar")
def make() -> ResponseReturnValue:
    """A new address, shown this once."""
    actor = current_actor()
    return _page(_addresses(feeds.make(actor), of_agency=actor.agency_id is not None))


@room.post("/calendar/drop")
def drop() -> ResponseReturnValue:
    feeds.drop(current_actor())
    return _page()


def _addresses(secret: str, *, of_agency: bool) -> list[tuple[str, str]]:
    """What each is for, and where it is: one's meetings, and the week that the agency published."""
    feeds_of = [(_("Cuộc họp của tôi"), "calendar_feed.feed")]
    if of_agency:
        feeds_of.append((_("Lịch công tác tuần của cơ quan"), "schedule_feed.feed"))
    return [(words, url_for(name, secret=secret, _external=True)) for words, name in feeds_of]


def _page(addresses: Sequence[tuple[str, str]] = ()) -> str:
    row = feeds.feed_of(current_actor())
    made = when(row.made_at) if row else ""
    return render_template("meetings/calendar.html", addresses=addresses, made=made)


@open_room.get("/calendar/<secret>.ics")
def feed(secret: str) -> ResponseReturnValue:
    """The owner may have left: then there is nothing here either."""
    try:
        return _file(icalendar.calendar(feeds.meetings_at(secret), _address()))
    except Refused:
        raise Refused("not_found") from None


def _address() -> str:
    return request.url_root.rstrip("/")


def _file(said: bytes) -> Response:
    shown = Response(said, mimetype="text/calendar")
    shown.headers["Content-Disposition"] = 'attachment; filename="lich-hop.ics"'
    shown.headers["Cache-Control"] = "private, no-store"
    return shown
