"""Rights: who may lay hands on this very paper.

The law (`workflows/`) says which role takes a step; here we say whose paper it is. Read a row as:
to do this, all of these must hold. A step without a row asks only for the same agency.
"""

from collections.abc import Callable, Set
from typing import Any

from server.org.actor import Actor
from server.org.last_day import refuse_ended
from workflows import Refused, Role

Right = Callable[[Actor, Any], bool]


def same_agency(actor: Actor, paper: Any) -> bool:
    """Its own, or that of a closed agency whose work the post took over (ORG-12)."""
    return paper.agency_id in actor.agencies


def keeps_it(actor: Actor, paper: Any) -> bool:
    """Of the agency that answers for it: of an older document the one that came after (ORG-12)."""
    return paper.answered_in in actor.agencies


def it_lies_with_me(actor: Actor, paper: Any) -> bool:
    """The leader it was presented to, or who stands in for him (IN-T10)."""
    return paper.presented_to_id in actor.positions


def directed_it(actor: Actor, paper: Any) -> bool:
    """The leader who wrote the directive, or the head of the agency (IN-T13)."""
    return actor.is_head or paper.directed_by_id in actor.positions


def heads_lead_unit(actor: Actor, paper: Any) -> bool:
    """The head of the unit that leads; in an agency without units the leader (DOMAIN §4.2)."""
    if Role.UNIT_HEAD in actor.roles and paper.lead_unit_id is not None:
        return bool(actor.unit_id == paper.lead_unit_id)
    return not actor.has_units and directed_it(actor, paper)


def is_assignee(actor: Actor, paper: Any) -> bool:
    return paper.assignee_id in actor.positions


def grants_extension(actor: Actor, paper: Any) -> bool:
    """Only who set the deadline may move it (IN-T17)."""
    return paper.granter_id in actor.positions


def owes_contribution(actor: Actor, paper: Any) -> bool:
    """A unit, or a person, that was asked to cooperate and has not answered."""
    return any(seat in actor.seats for seat in paper.contributing_seats)


def may_close(actor: Actor, paper: Any) -> bool:
    """The head of the lead unit; the leader where it must be reported back (IN-T20)."""
    if paper.report_back:
        return directed_it(actor, paper) and Role.LEADER in actor.roles
    return heads_lead_unit(actor, paper)


def has_worked_on_it(actor: Actor, paper: Any) -> bool:
    """Who handled it lays it in a file; a paper for information, whoever may read it."""
    return paper.assignee_id is None or is_assignee(actor, paper)


def is_drafter(actor: Actor, paper: Any) -> bool:
    return bool(actor.person_id == paper.drafter_id)


def drafts_or_heads(actor: Actor, paper: Any) -> bool:
    """The drafter, or the head of the drafting unit (CONTRACT §2.3)."""
    return is_drafter(actor, paper) or heads_drafting_unit(actor, paper)


def heads_drafting_unit(actor: Actor, paper: Any) -> bool:
    """The head of the drafting unit; in an agency without units the leader (DOMAIN §4.2)."""
    if Role.UNIT_HEAD in actor.roles and paper.unit_id is not None:
        return bool(actor.unit_id == paper.unit_id)
    return not actor.has_units and Role.LEADER in actor.roles


def is_signer(actor: Actor, paper: Any) -> bool:
    """The named signer himself, of an agency below too (art. 13.3): nobody signs for another
    (SIG-02)."""
    return bool(actor.person_id == paper.signer_id and actor.position_id == paper.signer_post_id)


def signs_in_turn(actor: Actor, paper: Any) -> bool:
    """The signer of the agency whose turn it is; of one agency alone its signer (§5.5, SIG-02)."""
    turn = paper.awaited
    if turn is None:
        return is_signer(actor, paper)
    return bool(actor.person_id == turn.person_id and actor.position_id == turn.post_id)


def may_take_back(actor: Actor, paper: Any) -> bool:
    """Who is to sign may refuse; who signed first may take it back while others are waited for."""
    return signs_in_turn(actor, paper) or (same_agency(actor, paper) and is_signer(actor, paper))


def seals_in_turn(actor: Actor, paper: Any) -> bool:
    """A clerk of the agency whose turn it is; of one agency alone its own (§5.5, SIG-04)."""
    turn = paper.awaited
    return bool(actor.agency_id == (turn or paper).agency_id)


def signs_or_checks(actor: Actor, paper: Any) -> bool:
    """Approver, content checker or form checker (OUT-T04)."""
    checker = Role.FORM_CHECKER in actor.roles or Role.OFFICE_CHIEF in actor.roles
    checks = heads_drafting_unit(actor, paper) or checker
    return is_signer(actor, paper) or (same_agency(actor, paper) and checks)


def sits_in_it(actor: Actor, meeting: Any) -> bool:
    """One of this meeting's people, in one of the parts he has there."""
    return bool(actor.roles & meeting.parts_of(actor.person_id))


def leads_the_task(actor: Actor, task: Any) -> bool:
    """Who it was given to, of whichever agency (DOMAIN §11.1)."""
    return task.lead_seat in actor.seats


def gave_the_task(actor: Actor, task: Any) -> bool:
    """Only who gave it closes, moves or cancels it (TK-T05 to T07)."""
    return task.giver_post_id in actor.positions


def works_on_the_task(actor: Actor, task: Any) -> bool:
    """Who leads it, or cooperates (DOMAIN §11.1)."""
    return leads_the_task(actor, task) or helps_with_the_task(actor, task)


def helps_with_the_task(actor: Actor, task: Any) -> bool:
    return any(seat in actor.seats for seat in task.helper_seats)


def keeps_the_file(actor: Actor, case: Any) -> bool:
    """Who made it, or who answers for it (DOMAIN §3.2)."""
    return case.keeper_post_id in actor.positions or answers_for_the_file(actor, case)


def answers_for_the_file(actor: Actor, case: Any) -> bool:
    """The leaders and the office chief, and the head of its unit (Decree 30, article 31)."""
    if actor.roles & {Role.LEADER, Role.OFFICE_CHIEF}:
        return True
    return Role.UNIT_HEAD in actor.roles and bool(actor.unit_id == case.unit_id)


def lets_read(actor: Actor, case: Any) -> bool:
    """Who says whether somebody else may read it: the archive once it has it (DOMAIN §9)."""
    if case.is_in_archive:
        return Role.ARCHIVIST in actor.roles
    return answers_for_the_file(actor, case)


def heads_the_agency(actor: Actor, _case: Any) -> bool:
    """The head consents and approves himself: no head of a unit (Decree 30, art. 28, 31.3d)."""
    return actor.is_head and Role.LEADER in actor.roles


LISTERS = frozenset({Role.LEADER, Role.OFFICE_CHIEF, Role.UNIT_HEAD, Role.ARCHIVIST})
"""Who writes the list of files of a year (Decree 30, articles 28 and 31)."""


def may_list_files(actor: Actor, unit_id: int | None) -> bool:
    """The office chief, the archivist and the leaders all of it, a head the files of his unit."""
    if actor.roles & (LISTERS - {Role.UNIT_HEAD}):
        return True
    return Role.UNIT_HEAD in actor.roles and unit_id is not None and unit_id == actor.unit_id


def is_consulted(actor: Actor, paper: Any) -> bool:
    return any(seat in actor.seats for seat in paper.consulted_seats)


RIGHTS: dict[str, tuple[Right, ...]] = {
    "incoming.direct": (same_agency, it_lies_with_me),
    "incoming.pass_up": (same_agency, it_lies_with_me),
    "incoming.for_info": (same_agency, it_lies_with_me),
    "incoming.redirect": (same_agency, directed_it),
    "incoming.refuse_assignment": (same_agency, heads_lead_unit),
    "incoming.assign": (same_agency, heads_lead_unit),
    "incoming.start": (same_agency, is_assignee),
    "incoming.request_extension": (same_agency, is_assignee),
    "incoming.grant_extension": (same_agency, grants_extension),
    "incoming.deny_extension": (same_agency, grants_extension),
    "incoming.contribute": (same_agency, owes_contribution),
    "incoming.waive_contribution": (same_agency, may_close),
    "incoming.propose_close": (same_agency, is_assignee),
    "incoming.close": (same_agency, may_close),
    "incoming.rework": (same_agency, may_close),
    "incoming.reopen": (same_agency, directed_it),
    "incoming.file": (same_agency, has_worked_on_it),
    "outgoing.edit": (same_agency, drafts_or_heads),
    "outgoing.edit_after_approval": (same_agency, drafts_or_heads),
    "outgoing.consult": (same_agency, is_drafter),
    "outgoing.end_consultation": (same_agency, is_drafter),
    "outgoing.opine": (same_agency, is_consulted),
    "outgoing.submit": (same_agency, is_drafter),
    "outgoing.abandon": (same_agency, is_drafter),
    "outgoing.send_back": (signs_or_checks,),
    "outgoing.approve": (is_signer,),
    "outgoing.content_check": (same_agency, heads_drafting_unit),
    "outgoing.waive_form_check": (same_agency, is_signer),
    "outgoing.sign": (signs_in_turn,),
    "outgoing.refuse_sign": (may_take_back,),
    "outgoing.seal": (seals_in_turn,),
}
IN_THE_MEETING = (
    "open_check_in", "open", "pause", "resume", "close", "draft_minutes", "write_minutes",
    "sign_minutes", "supplement_minutes", "sign_supplement", "draft_notice", "confirm", "excuse",
    "check_in", "leave", "undo_check_in", "hand_over_chair", "start_item", "end_item", "edit",
    "draft_invitation", "show_page", "request_floor", "withdraw_request", "move_request",
    "give_floor", "end_turn", "open_vote", "cast", "record_card_vote", "close_vote", "take_chair",
    "remark", "pair_screen", "end_screens", "extend_turn", "mark_stances", "adopt_unopposed",
    "send_ballots", "answer", "end_poll", "count_site", "mute_site", "ask_question",
    "answer_question", "send_substitute", "tell_secretary", "add_paper", "add_item", "set_download",
    "move_item", "change_secretary", "add_secretary", "drop_secretary", "move_seat",
    "register_speech", "withdraw_speech", "withdraw_question", "hand_on_question",
)  # fmt: skip
RIGHTS |= {
    f"tasks.{step}": (leads_the_task,)
    for step in ("receive", "return", "start", "report", "request_extension")
}
RIGHTS |= dict.fromkeys((
    "tasks.accept", "tasks.rework", "tasks.give_again", "tasks.grant_extension",
    "tasks.deny_extension", "tasks.cancel", "tasks.urge", "tasks.suspend", "tasks.resume",
    "tasks.resume_new", "tasks.resume_reported", "tasks.resume_returned",
), (gave_the_task,))  # fmt: skip
RIGHTS |= {
    "tasks.attach": (works_on_the_task,),
    "tasks.contribute": (helps_with_the_task,),
}
RIGHTS |= {
    f"casefiles.{step}": (same_agency, keeps_the_file)
    for step in ("add", "attach", "record", "remove", "close", "cancel", "transfer")
} | {
    "casefiles.reopen": (same_agency, answers_for_the_file),
    "casefiles.keep_back": (same_agency, heads_the_agency),
    "casefiles.destroy": (same_agency,),
    "casefiles.ask_access": (),
    "casefiles.drop_access": (),
    "casefiles.read_by_access": (),
    **{
        f"casefiles.{step}_access": (same_agency, lets_read)
        for step in ("grant", "refuse", "withdraw")
    },
}
RIGHTS |= {f"earlier.{step}": (keeps_it,) for step in ("quarantine", "release", "purge")}
RIGHTS |= {f"meetings.{step}": (sits_in_it,) for step in IN_THE_MEETING}
"""What is done in a meeting is for those who sit in it, of whichever agency (DOMAIN §10.3)."""

OTHERWISE: tuple[Right, ...] = (same_agency,)


def may(actor: Actor, step: str, paper: Any) -> bool:
    """Whether every right for `workflow.step` holds; the server may do what the law gives it."""
    if Role.SYSTEM in actor.roles:
        return True
    rights = RIGHTS.get(f"{paper.workflow.name}.{step}", OTHERWISE)
    return all(holds(actor, paper) for holds in rights)


def require(actor: Actor, step: str, paper: Any) -> None:
    if not may(actor, step, paper):
        raise Refused("not_yours")
    refuse_ended(actor)


def may_see_register(roles: Set[Role]) -> bool:
    """Who may open a register at all; a unit's head and an officer see their own lines (§3.2)."""
    return bool(roles & REGISTER_READERS)


def may_see_closed_registers(roles: Set[Role]) -> bool:
    """Who may open the books of an agency that his came after: who reads whole registers, and who
    keeps the archive (ORG-15)."""
    return bool(roles & (WHOLE_REGISTER | {Role.ARCHIVIST}))


REGISTER_READERS = frozenset(
    {Role.CLERK, Role.LEADER, Role.OFFICE_CHIEF, Role.UNIT_HEAD, Role.OFFICER, Role.AUDITOR}
)
WHOLE_REGISTER = frozenset({Role.CLERK, Role.LEADER, Role.OFFICE_CHIEF, Role.AUDITOR})
