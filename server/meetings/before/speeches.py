"""Speeches that are registered before their matter is taken up; then they come first (§10.7)."""

from server.clock import now
from server.database import db
from server.meetings.acting import acting, decide, heard
from server.meetings.floor.models import SpeakingRequest
from server.meetings.live import events
from server.meetings.models import AgendaItem, Meeting
from server.meetings.papers.matters import hidden_from
from server.org.actor import Actor
from server.papers.services import Ref
from workflows import speaking
from workflows.meeting import Sitting
from workflows.speaking import Turn


def register_speech(actor: Actor, ref: Ref, *, item: int) -> Meeting:
    """Somebody says beforehand that he will speak on a matter."""
    with acting(actor, ref, "register_speech") as meeting:
        matter = heard(actor, meeting, item)
        act = Sitting(item_is_planned=matter.began_at is None)
        decide(actor, "register_speech", meeting, act)
        known = (one.request for one in meeting.requests)
        speaking.register(known, actor.person_id or 0, matter.id)
        _hand_in(meeting, actor.person_id or 0, matter.id)
        _told(actor, meeting, matter)
    return meeting


def withdraw_speech(actor: Actor, ref: Ref, *, item: int) -> Meeting:
    """He thinks better of it."""
    with acting(actor, ref, "withdraw_speech") as meeting:
        matter = heard(actor, meeting, item)
        decide(actor, "withdraw_speech", meeting, Sitting())
        known = (one.request for one in meeting.requests)
        mine = speaking.withdraw(known, actor.person_id or 0, matter.id)
        next(one for one in meeting.requests if one.id == mine.n).withdrawn = True
        _told(actor, meeting, matter)
    return meeting


def follow(meeting: Meeting, person_id: int, item_id: int, *, wishes: bool) -> None:
    """A member's stance on a matter says that he wishes to speak, or no longer; a step."""
    mine = [one for one in waiting(meeting, item_id) if one.person_id == person_id]
    if wishes and not mine:
        _hand_in(meeting, person_id, item_id)
    for one in () if wishes else mine:
        one.withdrawn = True


def take_back(meeting: Meeting, person_id: int) -> None:
    """He sits there no longer, and speaks on nothing; a step."""
    for one in _all_waiting(meeting):
        if one.person_id == person_id:
            one.withdrawn = True


def waiting(meeting: Meeting, item_id: int) -> list[SpeakingRequest]:
    """The speeches that were handed in on a matter and wait, in the order of their coming."""
    return [one for one in _all_waiting(meeting) if one.item_id == item_id]


def handed_in(meeting: Meeting, person_id: int | None) -> list[AgendaItem]:
    """The matters that somebody has registered a speech on, and which did not begin."""
    mine = {one.item_id for one in _all_waiting(meeting) if one.person_id == person_id}
    return [one for one in meeting.agenda if one.began_at is None and one.id in mine]


def unspoken(meeting: Meeting, person_id: int | None) -> list[AgendaItem]:
    """The others that he may hear."""
    out = {one.id for one in handed_in(meeting, person_id)} | hidden_from(meeting, person_id)
    return [one for one in meeting.agenda if one.began_at is None and one.id not in out]


def _all_waiting(meeting: Meeting) -> list[SpeakingRequest]:
    return [one for one in meeting.requests if one.registered and one.turn == Turn.WAITING]


def _hand_in(meeting: Meeting, person_id: int, item_id: int) -> None:
    row = meeting.person(person_id)
    meeting.requests.append(
        SpeakingRequest(
            person_id=person_id, item_id=item_id, asked_at=now(), registered=True,
            delegation=row.delegation if row else "",
        )
    )  # fmt: skip


def _told(actor: Actor, meeting: Meeting, matter: AgendaItem) -> None:
    """How many will speak on the matter; who, is for chair and secretary alone: a member's stance
    says it too."""
    db.session.flush()
    said = {"item": matter.id, "speeches": len(waiting(meeting, matter.id))}
    events.happened(meeting, "speeches.changed", actor.person_id, **said)
