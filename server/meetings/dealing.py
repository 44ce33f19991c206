"""Acts upon the agenda and the floor: what is dealt with, what is shown, who speaks."""

from server.clock import now
from server.database import db
from server.meetings import events
from server.meetings.acting import acting, decide, has_come, item_of, own_row, person_of
from server.meetings.models import Meeting, SpeakingRequest
from server.org.actor import Actor
from server.papers.services import Ref
from workflows import Refused, Role, speaking
from workflows.meeting import Sitting

SHORT = 30
"""Requests that an event names one by one; of a longer queue the head (LIVE §3)."""


def start_item(actor: Actor, ref: Ref, *, item: int) -> Meeting:
    with acting(actor, ref, "start_item") as meeting:
        row = item_of(meeting, item)
        act = Sitting(item_is_planned=row.began_at is None)
        decide(actor, "start_item", meeting, act)
        row.began_at = now()
        events.happened(
            meeting, "item.current", actor.person_id, item=row.id, no=row.n, title=row.title
        )
    return meeting


def end_item(actor: Actor, ref: Ref, *, item: int, conclusion: str = "") -> Meeting:
    """An item is dealt with; what the chair concludes stands beside it."""
    with acting(actor, ref, "end_item") as meeting:
        row = item_of(meeting, item)
        decide(actor, "end_item", meeting, Sitting(item_runs=row.runs))
        row.ended_at, row.conclusion = now(), conclusion.strip()
        events.happened(
            meeting, "item.ended", actor.person_id, item=row.id, conclusion=row.conclusion[:200]
        )
    return meeting


def show_page(actor: Actor, ref: Ref, *, item: int, document: str, page: int) -> Meeting:
    """A page is shown to everybody who follows; who comes later sees it too (§10.9)."""
    with acting(actor, ref, "show_page") as meeting:
        row = item_of(meeting, item)
        decide(actor, "show_page", meeting, Sitting())
        if document not in row.documents:
            raise Refused("no_such_document", "document")
        meeting.shown = {"item": row.id, "document": document, "page": page, "by": actor.account}
        events.happened(meeting, "doc.show", actor.person_id, **meeting.shown)
    return meeting


def request_floor(actor: Actor, ref: Ref, *, item: int | None = None) -> Meeting:
    """A hand is raised; after a lost line it stands at the head again."""
    with acting(actor, ref, "request_floor") as meeting:
        here = has_come(own_row(meeting, actor))
        decide(actor, "request_floor", meeting, Sitting(is_in_the_room=here))
        about = item_of(meeting, item).id if item is not None else None
        mine = actor.person_id or 0
        returns = speaking.ask(_requests(meeting), mine)
        meeting.requests.append(
            SpeakingRequest(person_id=mine, item_id=about, asked_at=now(), returns=returns)
        )
        _told(actor, meeting)
    return meeting


def withdraw_request(actor: Actor, ref: Ref) -> Meeting:
    with acting(actor, ref, "withdraw_request") as meeting:
        decide(actor, "withdraw_request", meeting, Sitting())
        mine = speaking.withdraw(_requests(meeting), actor.person_id or 0)
        _row(meeting, mine.n).withdrawn = True
        _told(actor, meeting)
    return meeting


def give_floor(actor: Actor, ref: Ref, *, person: str) -> Meeting:
    """The chair calls on somebody, whether he asked or not; one speaks at a time."""
    with acting(actor, ref, "give_floor") as meeting:
        row = person_of(meeting, person)
        decide(actor, "give_floor", meeting, Sitting(is_in_the_room=has_come(row)))
        answered = speaking.give(_requests(meeting), row.person_id)
        moment = now()
        if answered is None:
            meeting.requests.append(
                SpeakingRequest(person_id=row.person_id, asked_at=moment, began_at=moment)
            )
        else:
            _row(meeting, answered.n).began_at = moment
        events.happened(
            meeting, "speaker.started", actor.person_id, person=row.account, name=row.name
        )
        _told(actor, meeting)
    return meeting


def end_turn(actor: Actor, ref: Ref) -> Meeting:
    """The speaker is done, or the chair ends his turn."""
    with acting(actor, ref, "end_turn") as meeting:
        decide(actor, "end_turn", meeting, Sitting())
        speaker = speaking.speaker(_requests(meeting))
        if speaker is None:
            raise Refused("nobody_speaks")
        if speaker.person_id != actor.person_id and Role.CHAIR not in actor.roles:
            raise Refused("not_yours")
        _row(meeting, speaker.n).ended_at = now()
        events.happened(meeting, "speaker.stopped", actor.person_id)
        _told(actor, meeting)
    return meeting


def queue(meeting: Meeting) -> list[SpeakingRequest]:
    """Who waits, in turn."""
    return [_row(meeting, one.n) for one in speaking.in_order(_requests(meeting))]


def _requests(meeting: Meeting) -> list[speaking.Request]:
    return [one.request for one in meeting.requests]


def _row(meeting: Meeting, n: int) -> SpeakingRequest:
    return next(one for one in meeting.requests if one.id == n)


def _told(actor: Actor, meeting: Meeting) -> None:
    """The queue as it now stands, by account."""
    db.session.flush()
    waiting = queue(meeting)
    names = {one.person_id: one.account for one in meeting.people}
    entries = [names[one.person_id] for one in waiting[:SHORT]]
    events.happened(
        meeting, "queue.changed", actor.person_id, entries=entries, waiting=len(waiting)
    )
