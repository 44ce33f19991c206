"""Who chairs a meeting, keeps its minutes, has its screen: guards (DOMAIN §10.3, §10.9, §10.13)."""

from collections.abc import Set

from workflows.law import Role
from workflows.sitting import MeetingFacts, Sitting


def keeps_two_hands(meeting: MeetingFacts, _act: Sitting) -> bool:
    """Secretary and chair are two persons (§10.10)."""
    return meeting.chair_id not in meeting.secretaries


def next_chair_is_a_member(meeting: MeetingFacts, act: Sitting) -> bool:
    """The chair goes to somebody of the body that sits; where none sits, to any of them (§10.3)."""
    return act.is_member or not meeting.may_vote


def next_chair_keeps_no_minutes(meeting: MeetingFacts, act: Sitting) -> bool:
    """Secretary and chair stay two persons (§10.10)."""
    return act.for_id not in meeting.secretaries


def offices_stay_two_hands(meeting: MeetingFacts, act: Sitting) -> bool:
    """Who comes into a post comes into its office too, unless he keeps the other one (§10.10)."""
    if act.person_id == meeting.chair_id:
        return act.for_id not in meeting.secretaries
    return act.person_id not in meeting.secretaries or act.for_id != meeting.chair_id


def next_secretary_keeps_no_office(_meeting: MeetingFacts, act: Sitting) -> bool:
    """Secretary and chair stay two persons (§10.10), and it goes to another hand."""
    return not act.keeps_an_office


def next_secretary_was_there(meeting: MeetingFacts, act: Sitting) -> bool:
    """Once it is over, who was there writes down what happened and signs it (§10.10); of a poll in
    writing nobody was."""
    return act.was_there or meeting.in_writing


def is_a_further_secretary(_meeting: MeetingFacts, act: Sitting) -> bool:
    """Of several secretaries the first goes only by naming another in his place (§10.3)."""
    return act.is_further_secretary


def is_the_deputy(meeting: MeetingFacts, act: Sitting) -> bool:
    """The chair falls to the first member in order who is there (§10.13), or was to the end."""
    return act.person_id == meeting.deputy_id


SHOWS = frozenset({Role.CHAIR, Role.TECH})
"""Who puts any matter's paper on the screen (§10.9)."""


def has_screen(_meeting: MeetingFacts, act: Sitting) -> bool:
    """Who presents a matter has the screen for it while it is dealt with; at other times, and for
    other matters, it is the chair's and the technician's (§10.9)."""
    return act.minds_the_screen or (act.item_runs and act.person_id == act.for_id)


GUESTS = frozenset({Role.INVITEE, Role.OBSERVER, Role.TECH})


def is_mere_guest(parts: Set[Role]) -> bool:
    """Who is only called to some matters, looks on, or minds the devices, hears nothing of closed
    ones."""
    decides = {Role.CHAIR, Role.SECRETARY, Role.MEMBER, Role.DELEGATE}
    return bool(parts & GUESTS) and not parts & decides
