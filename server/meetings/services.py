"""Acts upon a meeting's life: planned, put into the calendar, called, entered, opened, closed."""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from sqlalchemy import select

from server import outbox, perform
from server.clock import now
from server.database import db
from server.documents.outgoing.models import OutgoingDocument
from server.meetings.before.folding import stands
from server.meetings.calling import called_off, icalendar
from server.meetings.calls.ending import end_later
from server.meetings.live import events, losing
from server.meetings.live.pace import refuse_haste
from server.meetings.models import Meeting
from server.meetings.papers.matters import unread_by_each
from server.meetings.plan import clashes
from server.names import parts
from server.office import office
from server.org.actor import Actor
from server.papers import telling
from server.papers.services import Ref, taking
from workflows import Role
from workflows.law import PARTS
from workflows.meeting import Meeting as State
from workflows.meeting import Sitting
from workflows.outgoing import Outgoing
from workflows.speaking import Turn

CALLED = (State.INVITED, State.CHECK_IN)
"""Whoever sits in it has its entry in his calendar."""

OF_THE_OFFICE = frozenset({Role.SECRETARY, Role.TECH})
"""Roles of a post that say nothing of one meeting: each has its own secretary (§10.3)."""


def seated(actor: Actor, meeting: Meeting) -> Actor:
    """The actor with what he is in this meeting."""
    roles = actor.roles - OF_THE_OFFICE - PARTS
    return replace(actor, roles=roles | meeting.parts_of(actor.person_id))


def schedule(
    actor: Actor, ref: Ref, *, starts_at: dt.datetime | None = None, room: str | None = None
) -> Meeting:
    """It stands in the calendar (MT-T02); a postponed one on its new day (MT-T10)."""
    with taking(Meeting, actor, ref, "schedule") as meeting:
        if meeting.state == State.POSTPONED:
            _call_anew(meeting)
        meeting.starts_at = starts_at or meeting.starts_at
        meeting.room = room or meeting.room
        free = not clashes.of_room(clashes.slot_of(meeting))
        act = Sitting(minutes_left=_minutes_left(meeting), room_is_free=free)
        step(actor, "schedule", meeting, act)
    return meeting


def _call_anew(meeting: Meeting) -> None:
    """A new day wants a new invitation, and everybody's word again: the old one names another."""
    meeting.invitation = None
    for one in meeting.people:
        one.confirmed_at = None


def invite(actor: Actor, ref: Ref, *, invitation: int) -> Meeting:
    """The invitation went out; whoever is invited may read the agenda and its papers (MT-T03)."""
    with taking(Meeting, actor, ref, "invite") as meeting:
        out = db.session.scalar(
            select(OutgoingDocument.id).where(
                OutgoingDocument.id == invitation,
                OutgoingDocument.agency_id == meeting.agency_id,
                OutgoingDocument.doc_type == "Giấy mời",
                OutgoingDocument.state == Outgoing.DISPATCHED,
            )
        )
        step(actor, "invite", meeting, Sitting(invitation_is_out=out is not None))
        meeting.invitation_id = out
        lay_out(meeting)
        _call_all(actor, meeting)
    return meeting


def open_check_in(actor: Actor, ref: Ref) -> Meeting:
    """Half an hour before at the earliest (MT-T04)."""
    with taking(Meeting, actor, ref, "open_check_in") as meeting:
        at_once = meeting.state == State.SCHEDULED
        step(actor, "open_check_in", meeting, Sitting(minutes_left=_minutes_left(meeting)))
        lay_out(meeting)
        if at_once:
            _call_all(actor, meeting)
    return meeting


def _call_all(actor: Actor, meeting: Meeting) -> None:
    """Whoever sits in it hears so behind the bell and by the post."""
    call(actor, meeting)
    telling.tell(actor, meeting, [f"p:{one.position_id}" for one in meeting.people], telling.CALLED)


def call(actor: Actor, meeting: Meeting, seats: Sequence[str] = ()) -> None:
    """Whoever sits in it, or on these seats, is written to, with the entry for his calendar; called
    off too; a step."""
    db.session.flush()
    entry = icalendar.entry(meeting, office().base_url)
    seats = seats or [f"p:{one.position_id}" for one in meeting.people]
    outbox.calling(meeting, seats, entry, actor.person_id)


def lay_out(meeting: Meeting) -> None:
    """Whoever sits in it may read the papers of the agenda; a mere guest those of the items that he
    is called to, who sits at a site those that it is part of, who minds the devices none at all.
    What is only looked at is lent to nobody (MT-04, §10.12)."""
    sitting = meeting.attendees
    unread = unread_by_each(meeting, (one.person_id for one in sitting))
    for item in meeting.agenda:
        item.released = dict.fromkeys(item.documents, now().isoformat()) | item.released
        if item.view_only:
            continue
        there = [one for one in sitting if item.id not in unread[one.person_id]]
        for name in item.documents:
            perform.lend(*parts(name), [f"p:{one.position_id}" for one in there], "meeting")


def open_meeting(actor: Actor, ref: Ref) -> Meeting:
    """The chair opens it, with a quorum where its body needs one (MT-T05)."""
    with held(actor, ref, "open") as meeting:
        meeting.opened_at = now()
        step(actor, "open", meeting, Sitting())
    return meeting


def pause(actor: Actor, ref: Ref) -> Meeting:
    """Every clock of the room stands (MT-T06)."""
    with held(actor, ref, "pause") as meeting:
        meeting.paused_at = now()
        step(actor, "pause", meeting, Sitting())
    return meeting


def resume(actor: Actor, ref: Ref) -> Meeting:
    """The clocks go on from where they stood: the turn ends later, the matter has rested."""
    with held(actor, ref, "resume") as meeting:
        rested = now() - (meeting.paused_at or now())
        meeting.paused_at = None
        for turn in meeting.requests:
            if turn.turn == Turn.SPEAKING and turn.ends_at is not None:
                turn.ends_at += rested
        for item in meeting.agenda:
            item.rested += rested.total_seconds() if item.runs else 0
        step(actor, "resume", meeting, Sitting(), rested=rested.total_seconds())
    return meeting


def close(actor: Actor, ref: Ref) -> Meeting:
    """The chair closes it; attendance stands as it is (MT-T07)."""
    with held(actor, ref, "close") as meeting:
        fall_silent(actor, meeting)
        step(actor, "close", meeting, Sitting())
        meeting.closed_at = now()
        end_later(meeting)
    return meeting


def fall_silent(actor: Actor, meeting: Meeting) -> None:
    """Who has the floor speaks no more: the matter is concluded, or the session closed; a step. His
    clock ran on over the next matter, and on the wall after the end."""
    for turn in meeting.requests:
        if turn.turn == Turn.SPEAKING:
            turn.ended_at = now()
            events.happened(meeting, "speaker.stopped", actor.person_id)


def postpone(actor: Actor, ref: Ref, *, reason: str) -> Meeting:
    with taking(Meeting, actor, ref, "postpone") as meeting:
        was_called = meeting.state in CALLED
        step(actor, "postpone", meeting, Sitting(reason=reason))
        meeting.put_off_from = meeting.starts_at
        losing.empty(meeting)
        if was_called:
            call(actor, meeting)
            called_off.tell_all(actor, meeting)
    return meeting


def cancel(actor: Actor, ref: Ref, *, reason: str) -> Meeting:
    with taking(Meeting, actor, ref, "cancel") as meeting:
        was_called = meeting.state in CALLED
        step(actor, "cancel", meeting, Sitting(reason=reason))
        losing.empty(meeting)
        if was_called:
            call(actor, meeting)
            called_off.tell_all(actor, meeting)
    return meeting


@contextmanager
def held(actor: Actor, ref: Ref, name: str) -> Iterator[Meeting]:
    """One step of a meeting's life, while nobody else acts in it."""
    refuse_haste(actor)
    with taking(Meeting, actor, ref, name) as meeting:
        hold(meeting)
        yield meeting


def hold(meeting: Meeting) -> None:
    """Nobody else acts in this meeting until the act is over, and it is seen as it now stands."""
    db.session.refresh(meeting, with_for_update=True)


def step(actor: Actor, name: str, meeting: Meeting, act: Sitting, **more: float) -> None:
    """The meeting moves, and its room hears of it: its end moves too."""
    perform.perform(actor, name, meeting, act)
    said = {"state": str(meeting.state)} | more | stands(meeting)
    events.happened(meeting, "meeting.state", actor.person_id, **said)


def _minutes_left(meeting: Meeting) -> int:
    return int((meeting.starts_at - now()).total_seconds() // 60)
