"""Signed minutes go into the file of the matter that was dealt with there (CF-04)."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from server.clock import local
from server.database import db
from server.documents.casefiles import recorded
from server.documents.casefiles.exhibits import Record
from server.meetings.minutes.models import MAIN, Minutes
from server.meetings.models import AgendaItem, Meeting
from server.meetings.papers.sessions import holds
from server.org.actor import Actor
from server.papers.services import files_of, may_read
from workflows import Refused


def install() -> None:
    recorded.SOURCES["meetings"] = recorded.Source(Meeting, _records, _beside, "biên bản cuộc họp")


def _records(meeting: Any) -> list[Record]:
    """Each sheet that both have signed, byte for byte. What tells of closed matters goes into no
    file: its readers are others than those who were let in (MT-01)."""
    if any(one.closed for one in meeting.agenda):
        raise Refused("tells_closed_matters", "records")
    signed = {one.n: one for one in meeting.minutes if one.chair_signed_at is not None}
    rows = [(signed[row.n], row) for row in files_of("meetings", meeting.id) if row.n in signed]
    return [_record(meeting, which, recorded.as_taken(row)) for which, row in rows]


def _record(meeting: Meeting, which: Minutes, file: Any) -> Record:
    doc_type = "Biên bản" if which.n == MAIN else "Biên bản bổ sung"
    day = local(meeting.closed_at or which.began_at if which.n == MAIN else which.began_at).date()
    return Record(file, doc_type, meeting.subject, day, meeting.agency.name)


def _beside(actor: Actor, names: Collection[str]) -> Sequence[Meeting]:
    """Where a document of the file was laid before those who met."""
    if not names:
        return []
    asked = (
        select(Meeting)
        .join(AgendaItem, AgendaItem.meeting_id == Meeting.id)
        .where(may_read(Meeting, actor), or_(*(holds(one) for one in sorted(names))))
        .options(selectinload(Meeting.agenda), selectinload(Meeting.minutes))
    )
    found = {one.id: one for one in db.session.scalars(asked.order_by(Meeting.id))}
    return [one for one in found.values() if _is_open(one)]


def _is_open(meeting: Meeting) -> bool:
    signed = any(one.chair_signed_at for one in meeting.minutes)
    return signed and not any(one.closed for one in meeting.agenda)
