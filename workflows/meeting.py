"""Cuộc họp: planned, called, held, written down (DOMAIN §10.2); and who does what in the room.

The parts that people have in one meeting (§10.3) are roles of that meeting alone: SECRETARY here is
its own secretary, and who chairs it is CHAIR until the chair is handed over.
"""

from workflows.beforehand import (
    answerer_hears_it,
    asked_it,
    has_not_come,
    has_one_place,
    holds_the_post_asked,
    is_a_colleague,
    is_presented,
    is_sent_by_nobody,
    is_unanswered,
    keeps_no_office,
    owes_the_answer,
    sits_nowhere_yet,
)
from workflows.law import NOWHERE, Reads, Role, Transition, Workflow, from_each
from workflows.meeting_states import (
    AHEAD,
    ARCHIVED,
    BETWEEN,
    CALLED,
    CANCELLED,
    CHECK_IN,
    CLOSED,
    CONCLUDED,
    DRAFT,
    GATHERED,
    IN_SESSION,
    INVITED,
    MINUTES_DRAFT,
    MINUTES_LOCKED,
    OVER,
    PAUSED,
    POLLING,
    POSTPONED,
    SCHEDULED,
    TO_COME,
    YET_TO_END,
    Meeting,
)
from workflows.meeting_waits import WAITS
from workflows.offices import (
    SHOWS,
    has_screen,
    is_a_further_secretary,
    is_the_deputy,
    keeps_two_hands,
    next_chair_is_a_member,
    next_chair_keeps_no_minutes,
    next_secretary_keeps_no_office,
    next_secretary_was_there,
    offices_stay_two_hands,
)
from workflows.put_right import did_nothing_since, has_signed_in, hour_fits, hour_is_the_secretarys
from workflows.sitting import (
    MeetingFacts,
    Sitting,
    answers_are_in,
    body_votes,
    comes_by_own_device,
    conclusions_are_out,
    file_is_closed,
    has_conclusions,
    has_items,
    has_lost_its_chair,
    has_no_invitation,
    has_no_notice,
    has_no_open_supplement,
    has_no_open_vote,
    has_no_running_item,
    has_open_supplement,
    has_quorum,
    has_reason,
    has_reason_for_another,
    has_words,
    heads_the_site,
    is_called_at_once,
    is_in_the_room,
    is_in_writing,
    is_near,
    is_ones_turn,
    is_own_or_secretarys,
    is_planned,
    is_signed_by_both,
    item_is_not_over,
    item_runs,
    item_waits,
    lacks_a_signature,
    lies_ahead,
    meets,
    papers_are_not_out,
    room_is_free,
    signature_is_sound,
    was_invited_to,
)

__all__ = ["MEETING", "Meeting", "MeetingFacts", "Sitting"]


CLERK, LEADER, ARCHIVIST, SYSTEM = Role.CLERK, Role.LEADER, Role.ARCHIVIST, Role.SYSTEM
CHAIR, SECRETARY, MEMBER = Role.CHAIR, Role.SECRETARY, Role.MEMBER
DELEGATE, INVITEE, RAPPORTEUR, TECH = Role.DELEGATE, Role.INVITEE, Role.RAPPORTEUR, Role.TECH
ATTENDS = frozenset({CHAIR, SECRETARY, MEMBER, DELEGATE, INVITEE, RAPPORTEUR, Role.OBSERVER})
"""Whose attendance is written down, who only looks on too; who minds the devices is not there."""
SPEAKS = frozenset({CHAIR, MEMBER, DELEGATE, INVITEE, RAPPORTEUR})
MINDS = frozenset({CHAIR, SECRETARY, TECH})
"""Who looks after the screen on the wall."""
Step = Transition[MeetingFacts, Sitting]

# fmt: off
MEETING: Workflow[MeetingFacts, Sitting] = Workflow("meetings", (
    Step("MT-T01", "create", NOWHERE, DRAFT, {SECRETARY}, asked={is_planned, keeps_two_hands}),
    Step("MT-T01", "edit",   DRAFT,   DRAFT, {SECRETARY}, asked={is_planned, keeps_two_hands}),
    Step("MT-T02", "schedule",      DRAFT, SCHEDULED, {LEADER}, {has_items}, {room_is_free}),
    Step("MT-T03", "draft_invitation", SCHEDULED, SCHEDULED, {SECRETARY},
         {has_no_invitation, meets}),
    Step("MT-T03", "invite",        SCHEDULED, INVITED, {CLERK, SYSTEM}, {meets}, {was_invited_to}),
    Step("MT-T04", "open_check_in", INVITED, CHECK_IN, {SECRETARY, SYSTEM}, {meets}, {is_near}),
    Step("MT-T04", "open_check_in", SCHEDULED, CHECK_IN, {SECRETARY, SYSTEM},
         {is_called_at_once, meets}, {is_near}),
    Step("MT-T05", "open",          CHECK_IN, IN_SESSION, {CHAIR}, {has_quorum}),
    Step("MT-T06", "pause",         IN_SESSION, PAUSED, {CHAIR}, {has_no_open_vote}),
    Step("MT-T06", "resume",        PAUSED, IN_SESSION, {CHAIR}),
    Step("MT-T07", "close",         IN_SESSION, CLOSED, {CHAIR},
         {has_no_open_vote, has_no_running_item}),
    Step("§10.5",  "send_ballots",  SCHEDULED, POLLING, {SECRETARY}, {is_in_writing}, {lies_ahead}),
    Step("§10.5",  "answer",        POLLING, POLLING, {MEMBER}, asked={holds_the_post_asked}),
    Step("§10.5",  "end_poll",      POLLING, CLOSED, {SECRETARY, SYSTEM}, asked={answers_are_in}),
    Step("MT-T08", "draft_minutes", CLOSED, MINUTES_DRAFT, {SECRETARY}),
    *from_each((IN_SESSION, PAUSED, CLOSED, MINUTES_DRAFT), stay=True, step=
        Step("§10.10", "write_minutes", "", "", {SECRETARY}, asked={has_words})),
    Step("MT-T08", "sign_minutes",  MINUTES_DRAFT, MINUTES_LOCKED, {SECRETARY},
         asked={signature_is_sound}),
    Step("MT-T08", "sign_minutes",  MINUTES_LOCKED, MINUTES_LOCKED, {CHAIR},
         {lacks_a_signature}, {signature_is_sound}),
    *from_each((MINUTES_LOCKED, CONCLUDED), stay=True, step=
        Step("§10.10", "supplement_minutes", "", "", {SECRETARY},
             {is_signed_by_both, has_no_open_supplement}, {has_words})),
    *from_each((MINUTES_LOCKED, CONCLUDED), stay=True, step=
        Step("§10.10", "sign_supplement", "", "", {SECRETARY, CHAIR},
             {has_open_supplement}, {is_ones_turn, signature_is_sound})),
    *from_each((MINUTES_DRAFT, MINUTES_LOCKED), stay=True, step=
        Step("§10.10", "draft_notice", "", "", {SECRETARY}, {has_no_notice}, {has_conclusions})),
    Step("MT-T09", "conclude", MINUTES_LOCKED, CONCLUDED, {CLERK}, {is_signed_by_both},
         {conclusions_are_out}),
    *from_each((SCHEDULED, INVITED, CHECK_IN),
        Step("MT-T10", "postpone",  "", POSTPONED, {LEADER}, asked={has_reason})),
    *from_each((SCHEDULED, INVITED, CHECK_IN, POLLING, POSTPONED),
        Step("MT-T10", "cancel",    "", CANCELLED, {LEADER}, asked={has_reason})),
    Step("MT-T10", "schedule",      POSTPONED, SCHEDULED, {LEADER}, {has_items},
         {lies_ahead, room_is_free}),
    Step("MT-T11", "archive",       CONCLUDED, ARCHIVED, {ARCHIVIST}, asked={file_is_closed}),
    # who is invited is the post: whoever holds it on the day comes, or is asked in writing
    *from_each((*YET_TO_END, POLLING), stay=True, step=
        Step("§10.3", "pass_seat", "", "", {SYSTEM}, asked={
            has_not_come, is_sent_by_nobody, has_one_place, offices_stay_two_hands})),
    # who comes
    Step("§10.6", "confirm",        INVITED, INVITED, ATTENDS),
    *from_each(CALLED, stay=True, step=
        Step("§10.6", "excuse",     "", "", ATTENDS, asked={has_reason, is_own_or_secretarys})),
    *from_each((INVITED, CHECK_IN), stay=True, step=
        Step("§10.3", "send_substitute", "", "", {SECRETARY, MEMBER, DELEGATE, INVITEE}, asked={
            has_reason, is_own_or_secretarys, has_not_come, keeps_no_office, is_sent_by_nobody,
            is_a_colleague, sits_nowhere_yet})),
    *from_each(GATHERED, stay=True, step=Step("§10.6", "check_in",   "", "", ATTENDS, asked={
            is_own_or_secretarys, has_reason_for_another, comes_by_own_device,
            hour_is_the_secretarys, hour_fits})),
    *from_each(GATHERED, stay=True, step=Step("§10.6", "leave",      "", "", ATTENDS, asked={
            is_in_the_room, is_own_or_secretarys, has_reason_for_another,
            hour_is_the_secretarys, hour_fits, did_nothing_since})),
    *from_each((*GATHERED, CLOSED, MINUTES_DRAFT), stay=True, step=
        Step("§10.6", "undo_check_in", "", "", {SECRETARY}, asked={
            has_reason, has_signed_in, did_nothing_since})),
    *from_each(GATHERED, stay=True, step=
        Step("§10.12", "count_site", "", "", ATTENDS, asked={heads_the_site})),
    *from_each(GATHERED, stay=True, step=Step("§10.12", "mute_site", "", "", {CHAIR})),
    *from_each(GATHERED, stay=True, step=Step("§10.3", "hand_over_chair", "", "", {CHAIR}, asked={
            is_in_the_room, next_chair_is_a_member, next_chair_keeps_no_minutes})),
    *from_each(TO_COME, stay=True, step=
        Step("§10.3", "change_secretary", "", "", {CHAIR, SECRETARY}, asked={
            has_reason, next_secretary_keeps_no_office})),
    *from_each(TO_COME, stay=True, step=
        Step("§10.3", "add_secretary", "", "", {CHAIR, SECRETARY}, asked={
            next_secretary_keeps_no_office})),
    *from_each(OVER, stay=True, step=
        Step("§10.3", "add_secretary", "", "", {CHAIR, SECRETARY}, asked={
            next_secretary_keeps_no_office, next_secretary_was_there})),
    *from_each(TO_COME, stay=True, step=
        Step("§10.3", "drop_secretary", "", "", {CHAIR, SECRETARY}, asked={
            has_reason, is_a_further_secretary})),
    *from_each(GATHERED, stay=True, step=Step("§10.13", "take_chair", "", "", {MEMBER, DELEGATE},
             {has_lost_its_chair}, {is_the_deputy, next_chair_is_a_member})),
    # who chaired it left before he signed: the deputy, who was there, signs what happened
    *from_each(OVER, stay=True, step=Step("§10.10", "take_chair", "", "", {MEMBER, DELEGATE},
             {has_lost_its_chair}, {is_the_deputy, next_chair_is_a_member})),
    *from_each(GATHERED, stay=True, step=Step("§10.10", "remark", "", "", {SECRETARY})),
    *from_each(GATHERED, stay=True, step=
        Step("§10.9", "tell_secretary", "", "", SPEAKS | {TECH}, asked={has_words})),
    *from_each(TO_COME, stay=True, step=
        Step("§10.11", "move_seat", "", "", {SECRETARY, TECH}, {meets})),
    # what hangs on the wall
    *from_each(TO_COME, stay=True, step=Step("§10.9", "pair_screen", "", "", MINDS)),
    *from_each((*TO_COME, CLOSED), stay=True, step=Step("§10.9", "end_screens", "", "", MINDS)),
    # what is asked and what members think beforehand; the fold itself is `workflows.stances`
    *from_each(CALLED, stay=True, step=
        Step("§10.5", "mark_stances", "", "", {MEMBER}, {body_votes})),
    *from_each(CALLED, stay=True, step=Step("§10.4", "ask_question", "", "", SPEAKS, asked={
            has_words, is_presented, item_waits})),
    *from_each(CALLED, stay=True, step=
        Step("§10.4", "answer_question", "", "", SPEAKS, asked={has_words, owes_the_answer})),
    *from_each(CALLED, stay=True, step=Step("§10.4", "hand_on_question", "", "", {CHAIR}, asked={
            answerer_hears_it, is_unanswered})),
    *from_each(CALLED, stay=True, step=
        Step("§10.4", "withdraw_question", "", "", SPEAKS, asked={asked_it, is_unanswered})),
    Step("VT-01", "adopt_unopposed", IN_SESSION, IN_SESSION, {CHAIR},
         {body_votes, has_quorum, has_no_open_vote, has_no_running_item}),
    # what comes to an agenda that stands in the calendar already
    *from_each(TO_COME, stay=True, step=
        Step("MT-03", "add_paper", "", "", {CHAIR, SECRETARY}, {meets}, {item_is_not_over})),
    *from_each(TO_COME, stay=True, step=
        Step("MT-03", "add_item", "", "", {CHAIR, SECRETARY}, {meets})),
    *from_each(TO_COME, stay=True, step=
        Step("MT-04", "set_download", "", "", {CHAIR, SECRETARY}, {meets}, {papers_are_not_out})),
    # what is dealt with
    *from_each(GATHERED, stay=True, step=
        Step("MT-01", "move_item", "", "", {CHAIR}, asked={item_waits})),
    Step("MT-01", "start_item", IN_SESSION, IN_SESSION, {CHAIR},
         {has_no_running_item}, {item_waits}),
    Step("MT-01", "end_item",   IN_SESSION, IN_SESSION, {CHAIR}, {has_no_open_vote}, {item_runs}),
    Step("§10.9", "show_page", IN_SESSION, IN_SESSION, SHOWS | {RAPPORTEUR}, asked={has_screen}),
    # who speaks
    *from_each(CALLED, stay=True, step=
        Step("§10.7", "register_speech", "", "", SPEAKS, asked={item_waits})),
    *from_each(CALLED, stay=True, step=Step("§10.7", "withdraw_speech", "", "", SPEAKS)),
    Step("§10.7", "request_floor",  IN_SESSION, IN_SESSION, SPEAKS, asked={is_in_the_room}),
    Step("§10.7", "withdraw_request", IN_SESSION, IN_SESSION, SPEAKS),
    Step("§10.7", "move_request",   IN_SESSION, IN_SESSION, {CHAIR}),
    Step("§10.7", "give_floor",     IN_SESSION, IN_SESSION, {CHAIR}, asked={is_in_the_room}),
    Step("§10.7", "extend_turn",    IN_SESSION, IN_SESSION, {CHAIR}),
    Step("§10.7", "end_turn",       IN_SESSION, IN_SESSION, SPEAKS),
    # what is voted on; the ballot itself is `workflows.ballot`
    Step("VT-01", "open_vote",      IN_SESSION, IN_SESSION, {CHAIR},
         {body_votes, has_quorum, has_no_open_vote}),
    Step("VT-06", "cast",          IN_SESSION, IN_SESSION, {CHAIR, MEMBER}, asked={is_in_the_room}),
    Step("SOD-06", "record_card_vote", IN_SESSION, IN_SESSION, {SECRETARY}),
    Step("VT-05", "close_vote",     IN_SESSION, IN_SESSION, {CHAIR}),
    # who held it goes on with it in another agency, or leaves; a session is not interrupted
    *from_each(BETWEEN, stay=True, step=
        Step("ORG-12", "pass_on", "", "", {SYSTEM}, asked={has_reason})),
    *from_each(AHEAD, stay=True, step=
        Step("AR-04", "hand_on", "", "", {SYSTEM}, asked={has_reason})),
), waits=WAITS, reads=(
    Reads("create",        "secretary"),
    Reads("create",        "chair"),
    Reads("create",        "leaders"),
    Reads("edit",          "secretary"),
    Reads("edit",          "chair"),
    Reads("schedule",      "clerks"),
    Reads("invite",        "invited"),
    Reads("send_ballots",  "invited"),
    Reads("open_check_in", "invited"),
    Reads("close",         "auditors"),
    Reads("conclude",      "archivists"),
), reread=frozenset({"sign_minutes", "sign_supplement"}),
final=frozenset({CONCLUDED, ARCHIVED, CANCELLED}))
# fmt: on
