"""What carries a vote that is opened today: as the agency keeps it, else as the law has it (VT-04).

A vote takes the threshold and the basis along that were in force on its day; what is changed later
touches none that was opened.
"""

from server.database import db
from server.meetings.models import AgendaItem, Meeting
from server.org.vote_rules import counting, kept
from workflows.majority import Threshold
from workflows.meeting_kinds import RULES, MeetingKind, Rules


def carried_by(
    meeting: Meeting, way: str, matter: AgendaItem | None = None
) -> tuple[Threshold, str]:
    """Threshold and basis for this way of voting; a poll's matter goes by its session's."""
    kind = _kind_of(meeting, matter)
    own, law = counting(kept(meeting.agency_id), kind.value, way), RULES[kind]
    if own is not None:
        return Threshold(own.threshold), own.basis
    return law.threshold or Threshold.HALF, law.basis


def rules_of(meeting: Meeting, matter: AgendaItem) -> Rules:
    """Those of the session that it is decided for, where it is asked in writing before one."""
    return RULES[_kind_of(meeting, matter)]


def _kind_of(meeting: Meeting, matter: AgendaItem | None) -> MeetingKind:
    session = session_of(matter) if matter else None
    return MeetingKind(session.kind if session and session.may_vote else meeting.kind)


def session_of(matter: AgendaItem) -> Meeting | None:
    """The session that a matter of a poll belongs to."""
    there = matter.of_item
    return db.session.get(Meeting, there.meeting_id) if there else None
