"""Private notes on the pages before a meeting: written and read by their owner alone (MT-05).

No event, no history, no log: that somebody writes is nobody's business either.
"""

import datetime as dt
from typing import Annotated

from flask_babel import gettext as _
from pydantic import BaseModel, Field, StringConstraints
from sqlalchemy import func, select

from server.api.counter import Api
from server.api.papers import ID
from server.api.parts import moment
from server.clock import now
from server.database import db, transaction
from server.door.visitor import current_actor
from server.meetings.before.note_models import PrivateNote
from server.meetings.models import Delegate, Meeting
from server.meetings.papers.marked_copies import first_pdf
from server.meetings.papers.matters import unread_by
from server.meetings.shapes import PaperName
from server.names import parts
from server.org.actor import Actor
from server.papers.services import find
from server.shapes import CLEAN, Asked
from workflows import Refused, Role

MOST = 500
"""So many notes may one person have in one meeting."""
LONGEST = 12_000
"""More than a page lets one type (5,000): two that were put together are still to be changed."""
Text = Annotated[str, StringConstraints(max_length=LONGEST, pattern=CLEAN)]


class Noted(Asked):
    """A note on a page of a paper, or on the meeting itself; without words it is thrown away.

    `before`: what stood there when its writer began. Where another device of his has written
    something else meanwhile, both are kept; without it the last one counts.
    """

    document: PaperName | Annotated[str, StringConstraints(max_length=0)] = ""
    page: Annotated[int, Field(ge=0, le=100_000)] = 0
    text: Text = ""
    before: Text | None = None


class NoteThing(BaseModel):
    document: str
    page: int
    text: str
    at: dt.datetime | None


class Notes(BaseModel):
    """The caller's own; nobody else has a door to them."""

    items: list[NoteThing]
    next_cursor: str | None = None


def open_notes_door(api: Api) -> None:
    api.call("GET", f"/meetings/{ID}/notes", gives=Notes)(own_notes)
    api.call("POST", f"/meetings/{ID}/notes", gives=Notes, body=Noted, refuses=(409, 422))(note)


def own_notes(id: int) -> Notes:
    """Ghi chú cá nhân của chính người gọi."""
    actor = current_actor()
    meeting = find(Meeting, actor, id)
    rows = notes_of(meeting, actor)
    return Notes(items=[_thing(one) for one in rows])


def note(id: int, body: Noted) -> Notes:
    """Ghi, sửa hoặc xóa một ghi chú cá nhân."""
    write(current_actor(), id, body)
    return own_notes(id)


def _thing(one: PrivateNote) -> NoteThing:
    return NoteThing(document=one.document, page=one.page, text=one.text, at=moment(one.at))


def may_note(meeting: Meeting, actor: Actor) -> bool:
    """Who sits in the meeting; who minds its devices reads no papers (§10.3)."""
    row = meeting.person(actor.person_id)
    return row is not None and row.part != Role.TECH


def notes_of(meeting: Meeting, actor: Actor) -> list[PrivateNote]:
    """One's own, page by page in the order of the agenda's papers."""
    mine = select(PrivateNote).filter_by(meeting_id=meeting.id, person_id=actor.person_id)
    order = {name: n for n, name in enumerate(papers_for(meeting, actor))}
    rows = db.session.scalars(mine)
    return sorted(rows, key=lambda one: (order.get(one.document, -1), one.document, one.page))


def papers_for(meeting: Meeting, actor: Actor) -> list[str]:
    """The papers of the agenda that this person was called to read."""
    unread = unread_by(meeting, actor.person_id)
    known = (one for one in meeting.agenda if one.id not in unread)
    return list(dict.fromkeys(name for item in known for name in item.documents))


def write(actor: Actor, meeting_id: int, said: Noted) -> None:
    """Keep the note; one without words is gone."""
    meeting = find(Meeting, actor, meeting_id)
    if not may_note(meeting, actor):
        raise Refused("sits_not_in_it")
    _is_a_place(meeting, actor, said)
    with transaction():
        _one_device_at_a_time(meeting_id, actor)
        _lay_in({"meeting_id": meeting_id, "person_id": actor.person_id}, said)


def _one_device_at_a_time(meeting_id: int, actor: Actor) -> None:
    mine = select(Delegate.person_id).filter_by(meeting_id=meeting_id, person_id=actor.person_id)
    db.session.execute(mine.with_for_update())


def _lay_in(whose: dict[str, int | None], said: Noted) -> None:
    place = whose | {"document": said.document, "page": said.page}
    known = db.session.get(PrivateNote, place)
    text = _put_together(said, known.text if known else "")
    if text and known is None:
        _has_that_page(said)
        if _count(whose) >= MOST:
            raise Refused("too_many_notes")
    if text:
        db.session.merge(PrivateNote(**place, text=text, at=now()))
    elif known is not None:
        db.session.delete(known)


def _has_that_page(said: Noted) -> None:
    """Of a note that stands already the paper may have become shorter: it stays, and is changed."""
    file = first_pdf(*parts(said.document)) if said.document else None
    if file is not None and said.page > file.pages > 0:
        raise Refused("beyond_the_last_page", "page", pages=file.pages)


def _count(whose: dict[str, int | None]) -> int:
    counted = select(func.count()).select_from(PrivateNote).filter_by(**whose)
    return db.session.scalar(counted) or 0


def _put_together(said: Noted, there: str) -> str:
    """What was typed without a line loses nothing that was written elsewhere meanwhile."""
    text = said.text.strip()
    if said.before is None or said.before.strip() == there or there in text:
        return text
    if text in there:
        return there
    return f"{there}\n\n— {_('Ghi trên máy khác cùng lúc đó:')} —\n{text}"


def _is_a_place(meeting: Meeting, actor: Actor, said: Noted) -> None:
    if not said.document and said.page == 0:
        return
    if said.document not in papers_for(meeting, actor):
        raise Refused("no_such_document", "document")
    if said.page < 1:
        raise Refused("no_such_page", "page")
