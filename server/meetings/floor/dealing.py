"""Acts upon the agenda and the floor: what is dealt with, what is shown, who speaks."""

import datetime as dt

from server.clock import local, now
from server.database import db
from server.meetings.acting import acting, decide, has_come, heard, item_of, own_row, person_of
from server.meetings.before.folding import stands
from server.meetings.floor.models import SpeakingRequest
from server.meetings.live import events, lines
from server.meetings.models import AgendaItem, Meeting
from server.meetings.papers.matters import of_some, unread_by_each
from server.meetings.papers.tabled import as_they_lie
from server.meetings.people.models import Delegate
from server.meetings.services import fall_silent
from server.meetings.sites.sites import site_of, turn_sound
from server.org.actor import Actor
from server.papers.services import Ref
from workflows import Refused, Role, speaking
from workflows.meeting import Sitting
from workflows.offices import SHOWS

SHORT = 30
"""Requests that an event names one by one; of a longer queue the head (LIVE §3)."""


def start_item(actor: Actor, ref: Ref, *, item: int) -> Meeting:
    with acting(actor, ref, "start_item") as meeting:
        row = item_of(meeting, item)
        act = Sitting(item_is_planned=row.began_at is None)
        decide(actor, "start_item", meeting, act)
        row.began_at, row.pinned = now(), as_they_lie(row)
        events.happened(
            meeting, "item.current", actor.person_id, item=row.id, no=row.n, title=row.title,
            **events.of_closed(row), **stands(meeting),
        )  # fmt: skip
        _told_of_speeches(actor, meeting, row.id)
    return meeting


def end_item(actor: Actor, ref: Ref, *, item: int, conclusion: str = "") -> Meeting:
    """An item is dealt with; what the chair concludes stands beside it."""
    with acting(actor, ref, "end_item") as meeting:
        row = item_of(meeting, item)
        decide(actor, "end_item", meeting, Sitting(item_runs=row.runs))
        row.ended_at, row.conclusion = now(), conclusion.strip()
        fall_silent(actor, meeting)
        events.happened(
            meeting, "item.ended", actor.person_id, item=row.id, conclusion=row.conclusion[:200],
            **events.of_closed(row), **stands(meeting),
        )  # fmt: skip
        _told_of_speeches(actor, meeting, row.id)
    return meeting


def show_page(actor: Actor, ref: Ref, *, item: int, document: str, **place: int) -> Meeting:
    """A page is shown to everybody who follows; who comes later sees it too (§10.9). Of a closed
    matter to those who were called to it."""
    with acting(actor, ref, "show_page") as meeting:
        row = heard(actor, meeting, item)
        act = Sitting(
            minds_the_screen=bool(actor.roles & SHOWS), item_runs=row.runs,
            person_id=actor.person_id or 0, for_id=row.rapporteur_id or 0,
        )  # fmt: skip
        decide(actor, "show_page", meeting, act)
        if document not in row.documents:
            raise Refused("no_such_document", "document")
        meeting.shown = {"item": row.id, "document": document, "by": actor.account, **place}
        said = meeting.shown | events.of_closed(row) | of_some(meeting, row)
        if row.closed or "some" in said:
            events.told_ahead(meeting, _called_to(meeting, row), **meeting.shown)
        events.happened(meeting, "doc.show", actor.person_id, **said)
    return meeting


def _called_to(meeting: Meeting, item: AgendaItem) -> list[str]:
    """The pages in the room of who is given this matter's papers, and the walls where it is not
    closed; nobody else."""
    unread = unread_by_each(meeting, (one.person_id for one in meeting.people))
    entitled = [person for person, matters in unread.items() if item.id not in matters]
    return lines.hearing(meeting.id, entitled, walls=not item.closed)


def remark(actor: Actor, ref: Ref, *, text: str) -> Meeting:
    """The secretary writes something down; the room hears that, and not what (§10.10)."""
    with acting(actor, ref, "remark") as meeting:
        decide(actor, "remark", meeting, Sitting())
        events.happened(meeting, "remark", actor.person_id, text=text.strip())
    return meeting


def request_floor(
    actor: Actor, ref: Ref, *, item: int | None = None, of_order: bool = False
) -> Meeting:
    """A hand is raised; a point of order, and who comes back from a lost line, stand first."""
    with acting(actor, ref, "request_floor") as meeting:
        here = has_come(own_row(meeting, actor))
        decide(actor, "request_floor", meeting, Sitting(is_in_the_room=here))
        about = item_of(meeting, item).id if item is not None else _running(meeting)
        mine = actor.person_id or 0
        returns = speaking.ask(_requests(meeting), mine, of_order=of_order)
        asked = SpeakingRequest(
            person_id=mine, item_id=about, asked_at=now(), of_order=of_order, returns=returns,
            delegation=own_row(meeting, actor).delegation,
        )  # fmt: skip
        meeting.requests.append(asked)
        _told(actor, meeting)
    return meeting


def _running(meeting: Meeting) -> int | None:
    return next((one.id for one in meeting.agenda if one.runs), None)


def withdraw_request(actor: Actor, ref: Ref) -> Meeting:
    with acting(actor, ref, "withdraw_request") as meeting:
        decide(actor, "withdraw_request", meeting, Sitting())
        mine = speaking.withdraw(_requests(meeting), actor.person_id or 0)
        _row(meeting, mine.n).withdrawn = True
        _told(actor, meeting)
    return meeting


def move_request(actor: Actor, ref: Ref, *, person: str, place: int) -> Meeting:
    """The chair puts somebody elsewhere in the queue; who asks from now on stands behind."""
    with acting(actor, ref, "move_request") as meeting:
        row = person_of(meeting, person)
        decide(actor, "move_request", meeting, Sitting())
        for n, one in enumerate(speaking.moved(_requests(meeting), row.person_id, place), 1):
            _row(meeting, one.n).place = n
        _told(actor, meeting)
    return meeting


def give_floor(actor: Actor, ref: Ref, *, person: str, minutes: int = speaking.USUAL) -> Meeting:
    """The chair calls on somebody for so many minutes, whether he asked or not; one at a time."""
    with acting(actor, ref, "give_floor") as meeting:
        row = person_of(meeting, person)
        decide(actor, "give_floor", meeting, Sitting(is_in_the_room=has_come(row)))
        answered = speaking.give(_requests(meeting), row.person_id)
        moment = now()
        turn = _row(meeting, answered.n) if answered else _called(meeting, row, moment)
        turn.began_at, turn.ends_at = moment, moment + dt.timedelta(minutes=minutes)
        said = {"person": row.account, "name": row.name, "ends_at": local(turn.ends_at).isoformat()}
        order = {"of_order": True} if turn.of_order else {}
        events.happened(meeting, "speaker.started", actor.person_id, **said, **order)
        if row.site is not None:  # whoever is given the floor is heard (§10.12)
            turn_sound(actor, meeting, site_of(meeting, row.site), muted=False)
        _told(actor, meeting)
    return meeting


def _called(meeting: Meeting, row: Delegate, moment: dt.datetime) -> SpeakingRequest:
    """Somebody speaks who had not asked; his delegation has had its turn all the same."""
    turn = SpeakingRequest(
        person_id=row.person_id, item_id=_running(meeting), asked_at=moment,
        delegation=row.delegation,
    )  # fmt: skip
    meeting.requests.append(turn)
    return turn


def extend_turn(actor: Actor, ref: Ref, *, minutes: int, person: str = "") -> Meeting:
    """The chair lets the speaker go on; once the bell has rung, from now on."""
    with acting(actor, ref, "extend_turn") as meeting:
        decide(actor, "extend_turn", meeting, Sitting())
        turn = _speaking(meeting, person)
        until = max(turn.ends_at or now(), now()) + dt.timedelta(minutes=minutes)
        turn.ends_at = until
        events.happened(
            meeting, "speaker.extended", actor.person_id, ends_at=local(until).isoformat()
        )
    return meeting


def end_turn(actor: Actor, ref: Ref, *, person: str = "") -> Meeting:
    """The speaker is done, or the chair ends his turn."""
    with acting(actor, ref, "end_turn") as meeting:
        decide(actor, "end_turn", meeting, Sitting())
        turn = _speaking(meeting, person)
        if turn.person_id != actor.person_id and Role.CHAIR not in actor.roles:
            raise Refused("not_yours")
        turn.ended_at = now()
        events.happened(meeting, "speaker.stopped", actor.person_id)
        _told(actor, meeting)
    return meeting


def queue(meeting: Meeting) -> list[SpeakingRequest]:
    """Who waits, in turn."""
    return [_row(meeting, one.n) for one in speaking.in_order(_requests(meeting))]


def _speaking(meeting: Meeting, person: str) -> SpeakingRequest:
    """The turn that is meant: a page that is behind does not end the next one's."""
    speaker = speaking.speaker(_requests(meeting))
    if speaker is None:
        raise Refused("nobody_speaks")
    if person and person_of(meeting, person).person_id != speaker.person_id:
        raise Refused("turn_is_over")
    return _row(meeting, speaker.n)


def _requests(meeting: Meeting) -> list[speaking.Request]:
    """As they count now: what was registered for another matter waits unseen."""
    here = {one.person_id for one in meeting.people if has_come(one)}
    return speaking.due((one.request for one in meeting.requests), _running(meeting), here)


def _row(meeting: Meeting, n: int) -> SpeakingRequest:
    return next(one for one in meeting.requests if one.id == n)


def _told_of_speeches(actor: Actor, meeting: Meeting, item_id: int) -> None:
    """A matter that begins or ends brings the speeches registered for it, or takes them away."""
    if any(one.registered and one.item_id == item_id for one in meeting.requests):
        _told(actor, meeting)


def _told(actor: Actor, meeting: Meeting) -> None:
    """The queue as it now stands, by account."""
    db.session.flush()
    waiting = queue(meeting)
    names = {one.person_id: one.account for one in meeting.people}
    head = waiting[:SHORT]
    entries = [names[one.person_id] for one in head]
    orders = [names[one.person_id] for one in head if one.of_order]
    said = {"entries": entries, "orders": orders, "waiting": len(waiting)}
    events.happened(meeting, "queue.changed", actor.person_id, **said)
