"""Acts upon the minutes: the secretary draws them up, corrects them, adds to them (§10.10)."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from server import audit, perform
from server.clock import local
from server.database import db
from server.meetings.acting import acting, decide
from server.meetings.live import events
from server.meetings.minutes.models import MAIN, Minutes, MinutesLine
from server.meetings.minutes.papers import cited
from server.meetings.minutes.told import Line, blanks, course, ended
from server.meetings.models import Meeting
from server.meetings.services import hold
from server.org.actor import Actor
from server.papers.services import Ref, taking
from workflows import Refused
from workflows.meeting import Sitting


def draft_minutes(actor: Actor, ref: Ref) -> Meeting:
    """The meeting is over, and the secretary puts its minutes in order (MT-T08)."""
    with taking(Meeting, actor, ref, "draft_minutes") as meeting:
        hold(meeting)
        meeting.minutes.append(
            Minutes(n=MAIN, secretary_id=actor.person_id, chair_id=meeting.chair_id)
        )
        perform.perform(actor, "draft_minutes", meeting, Sitting())
        events.happened(meeting, "meeting.state", actor.person_id, state=str(meeting.state))
    return meeting


def write_minutes(
    actor: Actor, ref: Ref, *, text: str, line: str = "", adds: bool = False
) -> Meeting:
    """The secretary words a line anew, or adds one after it; without a line, at the end."""
    with acting(actor, ref, "write_minutes") as meeting:
        decide(actor, "write_minutes", meeting, Sitting(has_text=bool(text.strip())))
        place = _place(meeting, line)
        wrote = MinutesLine(
            meeting_id=meeting.id,
            line=place,
            adds=adds or not line,
            text=text.strip(),
            person_id=actor.person_id,
            name=actor.name,
        )
        db.session.add(wrote)
        db.session.flush()
        digest = hashlib.sha256(wrote.text.encode()).hexdigest()
        audit.append(
            "minutes_written", f"meetings/{meeting.id}", line=wrote.id, sha256=digest,
            **actor.by,
        )  # fmt: skip
        events.happened(meeting, "minutes.changed", actor.person_id, line=place)
        if meeting.closed_at is not None:  # whoever signs has seen these words, or is told so
            flag_modified(meeting, "closed_at")
    return meeting


def _place(meeting: Meeting, line: str) -> str:
    """The line that is meant; the last one of the text where none is named."""
    known = lines_of(meeting)
    if not line:
        return next((one.key for one in reversed(known) if one.key != "ended"), "secretary")
    if line not in {one.key for one in known}:
        raise Refused("no_such_line", "line")
    return line


def supplement_minutes(actor: Actor, ref: Ref, *, text: str) -> Meeting:
    """What must still be said once they are signed, in minutes of its own (E08)."""
    with acting(actor, ref, "supplement_minutes") as meeting:
        body = [one.strip() for one in text.splitlines() if one.strip()]
        decide(actor, "supplement_minutes", meeting, Sitting(has_text=bool(body)))
        first = meeting.minutes[0]
        meeting.minutes.append(
            Minutes(
                n=len(meeting.minutes) + 1,
                body=body,
                secretary_id=actor.person_id or first.secretary_id,
                chair_id=meeting.chair_id,
            )
        )
        db.session.flush()
        digest = hashlib.sha256("\n".join(body).encode()).hexdigest()
        audit.append(
            "minutes_supplemented", f"meetings/{meeting.id}", n=len(meeting.minutes),
            sha256=digest, **actor.by,
        )  # fmt: skip
        perform.refresh_desks(meeting, "supplement_minutes")
    return meeting


def lines_of(meeting: Meeting) -> list[Line]:
    """The minutes as they now stand, from the first blank to the last line."""
    happened = events.since(meeting.id, 0)
    told = [*blanks(meeting), *course(meeting, happened, cited(meeting)), ended(meeting)]
    return list(_written_in(told, written(meeting.id)))


def written(meeting_id: int) -> list[MinutesLine]:
    """Everything that the secretary wrote, in order: the trace of each correction."""
    mine = select(MinutesLine).filter_by(meeting_id=meeting_id).order_by(MinutesLine.id)
    return list(db.session.scalars(mine))


def _written_in(told: Iterable[Line], wrote: list[MinutesLine]) -> Iterable[Line]:
    """Each line in the words it was last given, and after it what was added there."""
    for line in told:
        last = next((one for one in reversed(wrote) if one.line == line.key and not one.adds), None)
        if last or not line.gone:
            yield replace(line, text=last.text, by=last.name, at=last.at) if last else line
        added = [one for one in wrote if one.line == line.key and one.adds]
        new = (Line(f"a{one.id}", one.text, one.name, one.at) for one in added)
        yield from _written_in(new, wrote)


def trace_of(one: MinutesLine) -> str:
    """When and by whom a line was written, as the page shows it."""
    return f"{local(one.at):%H:%M %d/%m/%Y}, {one.name}"
