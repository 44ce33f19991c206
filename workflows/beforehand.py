"""Before people gather: what is asked of a rapporteur, and who comes in another's stead (§10.3)."""

from datetime import date

from workflows.deadlines import Calendar
from workflows.law import Role
from workflows.sitting import MeetingFacts, Sitting

IN_TIME = 3
"""Working days that a paper lies before those who were called, at the least [PRODUCT] (MT-03)."""


def is_late(released: date, begins: date, days: Calendar) -> bool:
    """Whether a paper came too late to be read (gửi muộn, MT-03)."""
    return days.add_working(released, IN_TIME) > begins


def part_of_substitute(part: Role) -> Role:
    """What somebody is who stands for a person of that part: he votes in nobody's stead."""
    return Role.DELEGATE if part == Role.MEMBER else part


def is_presented(_meeting: MeetingFacts, act: Sitting) -> bool:
    """Somebody presents the item, who can be asked about it (§10.3)."""
    return act.item_is_presented


def owes_the_answer(_meeting: MeetingFacts, act: Sitting) -> bool:
    """Only its own rapporteur answers for an item, or whom the chair handed it on to (§10.3)."""
    return act.person_id == act.for_id


def answerer_hears_it(_meeting: MeetingFacts, act: Sitting) -> bool:
    """A question is handed on to who may hear its matter, and has a voice there (MT-04, §10.3)."""
    return act.hears_the_matter


def asked_it(_meeting: MeetingFacts, act: Sitting) -> bool:
    """A question is taken back by whoever asked it, and nobody else (§10.4)."""
    return act.person_id == act.for_id


def is_unanswered(_meeting: MeetingFacts, act: Sitting) -> bool:
    """What was answered stays beside its answer (§10.4)."""
    return not act.is_answered


def has_not_come(_meeting: MeetingFacts, act: Sitting) -> bool:
    """Who is there already sends nobody in his place (§10.3)."""
    return not act.has_come


def keeps_no_office(_meeting: MeetingFacts, act: Sitting) -> bool:
    """Chair and secretary are handed over, not stood for (§10.3)."""
    return not act.keeps_an_office


def is_sent_by_nobody(_meeting: MeetingFacts, act: Sitting) -> bool:
    """A substitute sends no further substitute (§2.3)."""
    return not act.is_substitute


def is_a_colleague(_meeting: MeetingFacts, act: Sitting) -> bool:
    """A substitute is of the agency that was invited (§10.3)."""
    return act.is_of_the_same_agency


def has_one_place(_meeting: MeetingFacts, act: Sitting) -> bool:
    """Who sits there already takes no second place; an office he takes besides (§10.3)."""
    return not act.is_seated or act.keeps_an_office


def holds_the_post_asked(_meeting: MeetingFacts, act: Sitting) -> bool:
    """In writing the post was asked: who left it answers for it no more (§10.3, §10.5)."""
    return act.holds_the_post


def sits_nowhere_yet(_meeting: MeetingFacts, act: Sitting) -> bool:
    """Who sits in the meeting himself stands for nobody (§10.3)."""
    return not act.is_seated
