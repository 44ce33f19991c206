"""Whether what names a post is still owed there, who may take it, and what cannot go now."""

from collections.abc import Callable, Iterable
from typing import Any

from server.documents.outgoing import capacity
from server.documents.outgoing.models import OutgoingDocument
from server.handing_over.models import WorkHandover
from server.open_work.owning import signs_beside
from server.org.models import Appointment
from workflows import INCOMING, OUTGOING, TASK, Role, Workflow
from workflows.capacity import SigningCapacity
from workflows.meeting_states import AHEAD
from workflows.outgoing import HALF_ISSUED, UNSIGNED
from workflows.task import HANDS

Why = str
MANDATES = "mandates"
FOR_THE_BODY = frozenset({SigningCapacity.TM, SigningCapacity.Q, SigningCapacity.KT})
CHAIRS = frozenset({Role.LEADER, Role.OFFICE_CHIEF, Role.UNIT_HEAD})


def signs(paper: OutgoingDocument, leaver: Appointment) -> bool:
    """He is to sign it, and has not."""
    named = (paper.signer_post_id, paper.signer_id)
    return paper.state in UNSIGNED and named == (leaver.position_id, leaver.person_id)


def busy(kind: str, paper: Any, leaver: Appointment) -> Why:
    """Why it cannot go over at this moment; empty where it can."""
    if paper.lies_in_cabinet:
        return "is_being_signed"
    if kind == "outgoing" and signs_beside(paper, leaver):
        return "is_half_issued"
    if kind == "meetings" and paper.state not in AHEAD:
        return "is_in_session"
    return ""


def unfit(kind: str, what: Any, one: WorkHandover, taker: Appointment) -> Why:
    """Why this one may not have it; the same answer at naming, at presenting and at the end."""
    same_house = taker.position.agency_id == one.appointment.position.agency_id
    if not (taker.holds_on(one.free_from) and taker.person.active and same_house):
        return "taker_has_no_post"
    if taker.person_id == one.appointment.person_id:
        return "taker_is_the_leaver"
    return FIT[kind](what, one.appointment, taker) or _loses_by_it(kind, what, one, taker)


def ending(one: WorkHandover) -> frozenset[int]:
    """The mandates of his post that end with it, as the list has them."""
    return frozenset(it.thing_id for it in one.lines if it.kind == MANDATES and it.taker_id is None)


def _loses_by_it(kind: str, what: Any, one: WorkHandover, taker: Appointment) -> Why:
    """A mandate of the leaver's post ends in the same act, and his deputy signs by it (ORG-03)."""
    ends = ending(one)
    if kind != "outgoing" or not ends or not signs(what, one.appointment):
        return ""
    return "" if signing_capacity(what, taker, ends) else "taker_signs_by_what_ends"


def _may(law: Workflow[Any, Any], step: str, taker: Appointment) -> bool:
    """Whether the duties of his post let him take this step at all."""
    return law.is_for(step, {Role(it) for it in taker.position.roles})


def _needs(what: Any, leaver: Appointment, steps: Iterable[tuple[str, str]]) -> list[str]:
    return [step for name, step in steps if getattr(what, name) == leaver.position_id]


def _incoming(paper: Any, leaver: Appointment, taker: Appointment) -> Why:
    steps = (
        ("presented_to_id", "direct"), ("directed_by_id", "redirect"), ("assignee_id", "start"),
        ("granter_id", "grant_extension"),
    )  # fmt: skip
    if not all(_may(INCOMING, it, taker) for it in _needs(paper, leaver, steps)):
        return "taker_lacks_the_duty"
    assigned = paper.assignee_id == leaver.position_id and paper.lead_unit_id
    if assigned and taker.position.unit_id != paper.lead_unit_id:
        return "taker_is_of_another_unit"
    return ""


def _outgoing(paper: OutgoingDocument, leaver: Appointment, taker: Appointment) -> Why:
    if signs(paper, leaver):
        return "" if signing_capacity(paper, taker) else "taker_may_not_sign"
    if not _may(OUTGOING, "submit", taker):
        return "taker_lacks_the_duty"
    if paper.state not in HALF_ISSUED and paper.unit_id not in (None, taker.position.unit_id):
        return "taker_is_of_another_unit"
    signed_off = {paper.approved_by, paper.content_by, paper.form_by}
    return "taker_has_checked_it" if taker.person_id in signed_off else ""


def signing_capacity(
    paper: OutgoingDocument, taker: Appointment, without: frozenset[int] = frozenset()
) -> SigningCapacity | None:
    """In which capacity he may sign it: the one it was to be signed in first (ORG-06); `without`:
    by none of these mandates."""
    first = SigningCapacity(paper.capacity)
    # what a deputy signs for the collective its head signs so too: it does not become his own
    is_the_bodys = first in FOR_THE_BODY and not paper.personal
    others = sorted(SigningCapacity, key=lambda it: is_the_bodys and it == SigningCapacity.DIRECT)
    for how in (first, *(it for it in others if it != first)):
        personal = bool(paper.personal)
        told = capacity.Signs(
            paper.agency,
            taker.position,
            taker.person_id,
            how,
            paper.doc_type,
            personal,
            paper.issuing_body,
            without=without,
        )
        if not capacity.refused(told):
            return how
    return None


def _task(task: Any, leaver: Appointment, taker: Appointment) -> Why:
    if not HANDS & set(taker.position.roles):
        return "taker_lacks_the_duty"
    gives = task.giver_post_id == leaver.position_id
    leads = task.lead_seat == f"p:{leaver.position_id}"
    there = f"p:{taker.position_id}"
    if leads and not gives and task.giver_post_id == taker.position_id:
        return "taker_gave_it"
    return "taker_leads_it" if gives and not leads and task.lead_seat == there else ""


def _case(_case: Any, _leaver: Appointment, taker: Appointment) -> Why:
    return "" if _may(TASK, "start", taker) else "taker_lacks_the_duty"


def _meeting(meeting: Any, leaver: Appointment, taker: Appointment) -> Why:
    """Chair and secretary are two; anybody presents a matter."""
    if meeting.chair_id == leaver.person_id:
        wanted, others = CHAIRS, meeting.secretaries
    elif leaver.person_id in meeting.secretaries:
        wanted, others = frozenset({Role.SECRETARY}), {meeting.chair_id}
    else:
        return ""
    if not wanted & set(taker.position.roles):
        return "taker_lacks_the_duty"
    return "taker_has_the_other_part" if taker.person_id in others else ""


def _mandate(row: Any, _leaver: Appointment, taker: Appointment) -> Why:
    """It was given to a post, in writing: only who comes into that post goes on with it."""
    return "" if taker.position_id == row.position_id else "mandate_is_the_posts"


def _absence(row: Any, _leaver: Appointment, taker: Appointment) -> Why:
    return "taker_is_away_himself" if row.person_id == taker.person_id else ""


def _seal(_agency: Any, _leaver: Appointment, taker: Appointment) -> Why:
    """Giữ dấu là việc của văn thư (Decree 30, article 32)."""
    return "" if Role.CLERK in taker.position.roles else "taker_is_no_clerk"


FIT: dict[str, Callable[[Any, Appointment, Appointment], Why]] = {
    "incoming": _incoming,
    "outgoing": _outgoing,
    "tasks": _task,
    "casefiles": _case,
    "meetings": _meeting,
    "mandates": _mandate,
    "absences": _absence,
    "seals": _seal,
}
