"""Which acts of a meeting fit the moment: no button is there that would be refused (DESIGN §10)."""

from collections.abc import Iterable

from server.clock import now
from server.database import db
from server.meetings.before import folding, speeches
from server.meetings.floor import dealing
from server.meetings.live.line_models import screens_of
from server.meetings.models import Meeting
from server.meetings.people.models import Delegate
from server.meetings.sites.models import Site
from server.meetings.votes.models import Vote, Voter
from server.meetings.votes.voting import rows_of
from server.org.actor import Actor
from workflows.attendance import is_here
from workflows.ballot import VoteKind

WITHOUT_A_FORM = frozenset(
    ("show_page", "remark", "tell_secretary", "answer", "mark_stances", "ask_question",
     "answer_question", "withdraw_question", "hand_on_question", "record_card_vote", "mute_site")
)  # fmt: skip
"""Acts with a place of their own, in the room or on a page: no form stands for them."""


def open_vote_of(meeting: Meeting) -> Vote | None:
    return next((one for one in meeting.votes if one.closed_at is None), None)


def fitting(actor: Actor, meeting: Meeting, names: Iterable[str]) -> list[str]:
    """Of the acts that the law gives somebody, those that have something to act upon just now."""
    vote, mine = open_vote_of(meeting), meeting.person(actor.person_id)
    here, screens = mine is not None and is_here(mine.seat), screens_of(meeting.id)
    keeps = actor.person_id in meeting.secretaries
    there = [is_here(one.seat) for one in meeting.attendees]
    asked = [one for one in meeting.requests if one.person_id == actor.person_id]
    waits = any(one.turn == "WAITING" for one in asked)
    orders = any(one.turn == "WAITING" and one.of_order for one in asked)
    speaks = any(one.turn == "SPEAKING" for one in meeting.requests)
    rules: dict[str, bool] = {
        "check_in": not here or (keeps and not all(there)),
        "confirm": mine is None or mine.confirmed_at is None or bool(mine.excuse),
        "leave": here or (keeps and any(there)),
        "undo_check_in": any(one.came_at is not None for one in meeting.attendees),
        "request_floor": here and not orders,
        "register_speech": bool(speeches.unspoken(meeting, actor.person_id)),
        "withdraw_speech": bool(speeches.handed_in(meeting, actor.person_id)),
        "withdraw_request": waits,
        "move_request": len(waiting(meeting)) > 1,
        "give_floor": not speaks,
        "end_turn": speaks,
        "end_item": meeting.running_items > 0,
        "move_item": sum(one.began_at is None for one in meeting.agenda) > 1,
        "start_item": any(one.began_at is None for one in meeting.agenda),
        "cast": vote is not None and _may_cast(vote, actor),
        "close_vote": vote is not None,
        "pair_screen": not meeting.in_writing and not screens,
        "end_screens": bool(screens),
        "end_poll": not meeting.owing or meeting.answer_by is None or meeting.answer_by < now(),
        "send_substitute": mine is not None and _may_be_stood_for(actor, meeting, mine),
        "drop_secretary": len(meeting.secretaries) > 1,
        "set_download": any(one.documents for one in meeting.agenda),
        "add_paper": any(one.ended_at is None for one in meeting.agenda),
        "adopt_unopposed": bool(folding.together(meeting)),
        "take_chair": meeting.deputy_id == actor.person_id,
        "extend_turn": speaks,
        "count_site": bool(_in_care(actor, meeting)),
    }
    return [one for one in names if one not in WITHOUT_A_FORM and rules.get(one, True)]


def _may_be_stood_for(actor: Actor, meeting: Meeting, mine: Delegate) -> bool:
    """Who has not come, keeps no office here, and stands for nobody himself; the secretary writes
    it down for others."""
    if actor.person_id in meeting.secretaries:
        return True
    away = mine.came_at is None and mine.stands_for_id is None
    sent = any(one.stands_for_id == actor.person_id and not one.excuse for one in meeting.people)
    return away and not sent and not meeting.minds(actor.person_id)


def _in_care(actor: Actor, meeting: Meeting) -> list[Site]:
    """The sites whose people somebody may count."""
    keeps = actor.person_id in meeting.secretaries
    return [one for one in meeting.at_sites if keeps or one.head_id == actor.person_id]


def _may_cast(vote: Vote, actor: Actor) -> bool:
    key = (vote.id, actor.person_id)
    if vote.kind == VoteKind.CARD or db.session.get(Voter, key) is None:
        return False
    return vote.kind == VoteKind.OPEN or db.session.get(rows_of(vote), key) is None


def waiting(meeting: Meeting) -> list[tuple[str, str]]:
    """Who waits to speak, in turn."""
    called = {one.person_id: (one.account, one.name) for one in meeting.people}
    return [called[one.person_id] for one in dealing.queue(meeting)]
