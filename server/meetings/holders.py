"""On whose desk a meeting lies, and who may read it: the holders that its law names, as seats."""

from collections.abc import Callable, Mapping, Set
from typing import Any

from server.meetings.before.question_models import unanswered
from workflows.meeting import Meeting as State
from workflows.sitting import HANDS

Seats = list[str]


def leaders(meeting: Any) -> Seats:
    return [f"a:{meeting.agency_id}:LEADER"]


def clerks(meeting: Any) -> Seats:
    return [f"a:{meeting.agency_id}:CLERK"]


def clerks_who_call(meeting: Any) -> Seats:
    """They send the invitation, once there is one; to a poll in writing nobody is invited, and
    what is called at once waits for none."""
    waits = meeting.has_invitation and not meeting.in_writing and not meeting.urgent
    return clerks(meeting) if waits else []


def secretary_without_invitation(meeting: Any) -> Seats:
    """Who drafts it first: before that a clerk has nothing to send."""
    waits = not (meeting.has_invitation or meeting.in_writing or meeting.urgent)
    return secretary(meeting) if waits else []


def secretary_who_opens(meeting: Any) -> Seats:
    """Once it is called; what is called at once, by that very act (MT-T04)."""
    is_called = meeting.state == State.INVITED or bool(meeting.urgent)
    return secretary(meeting) if is_called and not meeting.in_writing else []


def secretary_of_a_poll(meeting: Any) -> Seats:
    return secretary(meeting) if meeting.in_writing else []


def archivists(meeting: Any) -> Seats:
    return [f"a:{meeting.agency_id}:ARCHIVIST"]


def auditors(_meeting: Any) -> Seats:
    return ["r:AUDITOR"]


def chair(meeting: Any) -> Seats:
    return _seats(meeting, {meeting.chair_id})


def secretary(meeting: Any) -> Seats:
    """Each of them: whoever does it first has done it (§10.3)."""
    return _seats(meeting, meeting.secretaries)


def signers(meeting: Any) -> Seats:
    """Chair and secretary, whoever has not signed the minutes; the secretary signs first. A chair
    who left his post signs nothing, and the next one in it was not there."""
    signed = meeting.signed_by
    if len(signed) == HANDS:
        return []
    wait = set() if meeting.secretaries & signed else meeting.secretaries
    chair = set() if meeting.has_lost_its_chair else {meeting.chair_id}
    return _seats(meeting, (chair - signed) | wait)


def deputy_who_signs(meeting: Any) -> Seats:
    """Who comes after a chair who left with minutes before him that he has not signed (§10.10)."""
    return _seats(meeting, {meeting.deputy_id}) if waits_for_a_deputy(meeting) else []


def waits_for_a_deputy(meeting: Any) -> bool:
    """Whether minutes lack the signature of a chair who left his post."""
    lacks = not meeting.minutes or any(one.chair_signed_at is None for one in meeting.minutes)
    return lacks and meeting.has_lost_its_chair


def clerks_once_signed(meeting: Any) -> Seats:
    """The notice of conclusions went out before both had signed: the clerk concludes after them."""
    return clerks(meeting) if meeting.notice_is_out and not signers(meeting) else []


def secretary_without_notice(meeting: Any) -> Seats:
    return [] if meeting.notice_stands else secretary(meeting)


def supplement_signer(meeting: Any) -> Seats:
    """Who may sign next what is added to the minutes."""
    gone = {meeting.chair_id} if meeting.has_lost_its_chair else set()
    return _seats(meeting, meeting.supplement_waits_for - gone)


def members_who_owe(meeting: Any) -> Seats:
    """Members who have not said of every matter what they think, or answered every question."""
    return _seats(meeting, meeting.owing)


def who_owes_an_answer(meeting: Any) -> Seats:
    """Who presents a matter of which something was asked that waits for its answer, or whom the
    chair handed it on to."""
    presents = {one.id: one.rapporteur_id for one in meeting.agenda}
    owing = {given or presents[item] for item, given in unanswered(meeting.id)}
    return _seats(meeting, owing)


def invited(meeting: Any) -> Seats:
    """Everybody who sits in it, in the post he was invited in."""
    return [f"p:{one.position_id}" for one in meeting.people]


def _seats(meeting: Any, people: Set[int | None]) -> Seats:
    return [f"p:{one.position_id}" for one in meeting.people if one.person_id in people]


HOLDERS: Mapping[str, Callable[[Any], Seats]] = {
    "leaders": leaders,
    "clerks": clerks,
    "clerks_who_call": clerks_who_call,
    "secretary_without_invitation": secretary_without_invitation,
    "secretary_of_a_poll": secretary_of_a_poll,
    "secretary_who_opens": secretary_who_opens,
    "archivists": archivists,
    "auditors": auditors,
    "chair": chair,
    "secretary": secretary,
    "signers": signers,
    "clerks_once_signed": clerks_once_signed,
    "secretary_without_notice": secretary_without_notice,
    "supplement_signer": supplement_signer,
    "deputy_who_signs": deputy_who_signs,
    "members_who_owe": members_who_owe,
    "who_owes_an_answer": who_owes_an_answer,
    "invited": invited,
}
