"""Cuộc họp, sentence by sentence, as DOMAIN §10.2 has them; and what each part may do (§10.3)."""

import pytest

import workflows.meeting_states as states
from tests.law.papers import gathering, sitting
from tests.law.rows import each
from workflows import MEETING, Refused, Role
from workflows.beforehand import part_of_substitute
from workflows.law import Reads, Wait
from workflows.meeting_waits import WAITS
from workflows.offices import is_mere_guest

ATTENDS = "CHAIR SECRETARY MEMBER DELEGATE INVITEE RAPPORTEUR OBSERVER"
SPEAKS = "CHAIR MEMBER DELEGATE INVITEE RAPPORTEUR"
SENDS = "SECRETARY MEMBER DELEGATE INVITEE"
TELLS = f"{SPEAKS} TECH"
MINDS = "CHAIR SECRETARY TECH"
GATHERED = ("CHECK_IN", "IN_SESSION", "PAUSED")
BEFORE = ("SCHEDULED", "INVITED", "CHECK_IN")
BETWEEN = "DRAFT SCHEDULED INVITED POSTPONED POLLING CLOSED MINUTES_DRAFT MINUTES_LOCKED"
"""Neither over nor in session: it goes on in another agency (ORG-12)."""


def _room(law_id, step, parts, *states):
    """What changes no state of the meeting."""
    return [(law_id, state, step, parts, state) for state in states]


# fmt: off
SENTENCES = [
    ("MT-T01", "",               "create",        "SECRETARY",        "DRAFT"),
    ("MT-T01", "DRAFT",          "edit",          "SECRETARY",        "DRAFT"),
    ("MT-T02", "DRAFT",          "schedule",      "LEADER",           "SCHEDULED"),
    ("MT-T03", "SCHEDULED",   "draft_invitation", "SECRETARY",        "SCHEDULED"),
    ("MT-T03", "SCHEDULED",      "invite",        "CLERK SYSTEM",     "INVITED"),
    ("MT-T04", "INVITED",        "open_check_in", "SECRETARY SYSTEM", "CHECK_IN"),
    ("MT-T04", "SCHEDULED",      "open_check_in", "SECRETARY SYSTEM", "CHECK_IN"),
    ("MT-T05", "CHECK_IN",       "open",          "CHAIR",            "IN_SESSION"),
    ("MT-T06", "IN_SESSION",     "pause",         "CHAIR",            "PAUSED"),
    ("MT-T06", "PAUSED",         "resume",        "CHAIR",            "IN_SESSION"),
    ("MT-T07", "IN_SESSION",     "close",         "CHAIR",            "CLOSED"),
    ("§10.5",  "SCHEDULED",      "send_ballots",  "SECRETARY",        "POLLING"),
    ("§10.5",  "POLLING",        "answer",        "MEMBER",           "POLLING"),
    ("§10.5",  "POLLING",        "end_poll",      "SECRETARY SYSTEM", "CLOSED"),
    ("MT-T08", "CLOSED",         "draft_minutes", "SECRETARY",        "MINUTES_DRAFT"),
    *_room("§10.10", "write_minutes", "SECRETARY", "IN_SESSION", "PAUSED"),
    *_room("§10.10", "write_minutes", "SECRETARY", "CLOSED", "MINUTES_DRAFT"),
    ("MT-T08", "MINUTES_DRAFT",  "sign_minutes",  "SECRETARY",        "MINUTES_LOCKED"),
    ("MT-T08", "MINUTES_LOCKED", "sign_minutes",  "CHAIR",            "MINUTES_LOCKED"),
    *_room("§10.10", "supplement_minutes", "SECRETARY",       "MINUTES_LOCKED", "CONCLUDED"),
    *_room("§10.10", "sign_supplement",    "SECRETARY CHAIR", "MINUTES_LOCKED", "CONCLUDED"),
    *_room("§10.10", "draft_notice",       "SECRETARY",       "MINUTES_DRAFT", "MINUTES_LOCKED"),
    ("MT-T09", "MINUTES_LOCKED", "conclude",      "CLERK",            "CONCLUDED"),
    *(("MT-T10", state, "postpone", "LEADER", "POSTPONED") for state in BEFORE),
    *(("MT-T10", state, "cancel", "LEADER", "CANCELLED") for state in (*BEFORE, "POSTPONED")),
    ("MT-T10", "POLLING",        "cancel",        "LEADER",           "CANCELLED"),
    ("MT-T10", "POSTPONED",      "schedule",      "LEADER",           "SCHEDULED"),
    ("MT-T11", "CONCLUDED",      "archive",       "ARCHIVIST",        "ARCHIVED"),
    *_room("§10.3",  "pass_seat",        "SYSTEM",
           "DRAFT", "POSTPONED", "POLLING", *BEFORE, *GATHERED[1:]),
    *_room("§10.6",  "confirm",          ATTENDS,            "INVITED"),
    *_room("§10.6",  "excuse",           ATTENDS,            "INVITED", *GATHERED),
    *_room("§10.3",  "send_substitute",  SENDS,              "INVITED", "CHECK_IN"),
    *_room("§10.12", "count_site",       ATTENDS,            *GATHERED),
    *_room("§10.12", "mute_site",        "CHAIR",            *GATHERED),
    *_room("§10.6",  "check_in",         ATTENDS,            *GATHERED),
    *_room("§10.6",  "leave",            ATTENDS,            *GATHERED),
    *_room("§10.6",  "undo_check_in",    "SECRETARY",  *GATHERED, "CLOSED", "MINUTES_DRAFT"),
    *_room("§10.3",  "hand_over_chair",  "CHAIR",            *GATHERED),
    *_room("§10.3",  "change_secretary", "CHAIR SECRETARY",  "SCHEDULED", "INVITED", *GATHERED),
    *_room("§10.3",  "add_secretary",    "CHAIR SECRETARY",  "SCHEDULED", "INVITED", *GATHERED),
    *_room("§10.3",  "add_secretary",    "CHAIR SECRETARY",
           "CLOSED", "MINUTES_DRAFT", "MINUTES_LOCKED", "CONCLUDED"),
    *_room("§10.3",  "drop_secretary",   "CHAIR SECRETARY",  "SCHEDULED", "INVITED", *GATHERED),
    *_room("§10.13", "take_chair",       "MEMBER DELEGATE",  *GATHERED),
    *_room("§10.10", "take_chair",       "MEMBER DELEGATE",
           "CLOSED", "MINUTES_DRAFT", "MINUTES_LOCKED", "CONCLUDED"),
    *_room("§10.10", "remark",           "SECRETARY",        *GATHERED),
    *_room("§10.9",  "tell_secretary",   TELLS,              *GATHERED),
    *_room("§10.11", "move_seat",        "SECRETARY TECH",   *BEFORE, "IN_SESSION", "PAUSED"),
    *_room("§10.9",  "pair_screen",      MINDS,              *BEFORE, "IN_SESSION", "PAUSED"),
    *_room("§10.9",  "end_screens",      MINDS,    *BEFORE, "IN_SESSION", "PAUSED", "CLOSED"),
    *_room("§10.5",  "mark_stances",     "MEMBER",           "INVITED", *GATHERED),
    *_room("§10.4",  "ask_question",     SPEAKS,             "INVITED", *GATHERED),
    *_room("§10.4",  "answer_question",  SPEAKS,             "INVITED", *GATHERED),
    *_room("§10.4",  "hand_on_question", "CHAIR",            "INVITED", *GATHERED),
    *_room("§10.4",  "withdraw_question", SPEAKS,            "INVITED", *GATHERED),
    *_room("VT-01",  "adopt_unopposed",  "CHAIR",            "IN_SESSION"),
    *_room("MT-03",  "add_paper",        "CHAIR SECRETARY",  "SCHEDULED", "INVITED", *GATHERED),
    *_room("MT-03",  "add_item",         "CHAIR SECRETARY",  "SCHEDULED", "INVITED", *GATHERED),
    *_room("MT-01",  "move_item",        "CHAIR",            *GATHERED),
    *_room("MT-04",  "set_download",     "CHAIR SECRETARY",  "SCHEDULED", "INVITED", *GATHERED),
    *_room("MT-01",  "start_item",       "CHAIR",            "IN_SESSION"),
    *_room("MT-01",  "end_item",         "CHAIR",            "IN_SESSION"),
    *_room("§10.9",  "show_page",        "CHAIR RAPPORTEUR TECH", "IN_SESSION"),
    *_room("§10.7",  "register_speech",  SPEAKS,             "INVITED", *GATHERED),
    *_room("§10.7",  "withdraw_speech",  SPEAKS,             "INVITED", *GATHERED),
    *_room("§10.7",  "request_floor",    SPEAKS,             "IN_SESSION"),
    *_room("§10.7",  "withdraw_request", SPEAKS,             "IN_SESSION"),
    *_room("§10.7",  "move_request",     "CHAIR",            "IN_SESSION"),
    *_room("§10.7",  "give_floor",       "CHAIR",            "IN_SESSION"),
    *_room("§10.7",  "extend_turn",      "CHAIR",            "IN_SESSION"),
    *_room("§10.7",  "end_turn",         SPEAKS,             "IN_SESSION"),
    *_room("VT-01",  "open_vote",        "CHAIR",            "IN_SESSION"),
    *_room("VT-06",  "cast",             "CHAIR MEMBER",     "IN_SESSION"),
    *_room("SOD-06", "record_card_vote", "SECRETARY",        "IN_SESSION"),
    *_room("VT-05",  "close_vote",       "CHAIR",            "IN_SESSION"),
    *_room("ORG-12", "pass_on",        "SYSTEM",           *BETWEEN.split()),
    *_room("AR-04",  "hand_on",        "SYSTEM",  "DRAFT", "SCHEDULED", "INVITED", "POSTPONED"),
]
# fmt: on


@each(SENTENCES)
def test_a_meeting_moves_by_its_parts_and_no_others(law_id, state, step, parts, end):
    for part in parts.split():
        meeting = gathering(step, state)
        taken = MEETING.decide(meeting, sitting(), step, {Role(part)})
        assert (taken.target, taken.id) == (end, law_id)
        assert taken in MEETING.open_to(meeting, {Role(part)})
    others = frozenset(Role) - set(parts.split())
    with pytest.raises(Refused, match=r"^wrong_role$"):
        MEETING.decide(gathering(step, state), sitting(), step, others)
    assert step not in {it.name for it in MEETING.open_to(gathering(step, state), others)}


def test_no_sentence_and_no_part_could_be_added_unnoticed():
    written = {(*row[:3], frozenset(row[3].split()), row[4]) for row in SENTENCES}
    assert len(MEETING.transitions) == len(SENTENCES)
    assert written == {
        (it.id, it.source, it.name, frozenset(it.roles), it.target) for it in MEETING.transitions
    }
    assert not any(it.seconds for it in MEETING.transitions)


def test_once_the_minutes_are_locked_nothing_is_opened_or_said_again():
    everybody = frozenset(Role)
    for state in ("MINUTES_LOCKED", "CONCLUDED", "ARCHIVED", "CANCELLED"):
        shown = {it.name for it in MEETING.open_to(gathering("", state), everybody)}
        assert shown <= {
            "sign_minutes",
            "draft_notice",
            "archive",
            "pass_on",
            "add_secretary",
            "take_chair",
        }


def test_these_are_ends():
    assert MEETING.final == {"CONCLUDED", "ARCHIVED", "CANCELLED"}
    assert MEETING.hides == {}


def test_a_substitute_votes_in_nobodys_stead():
    for part in (Role.DELEGATE, Role.INVITEE):
        assert part_of_substitute(part) == part
    assert part_of_substitute(Role.MEMBER) == Role.DELEGATE


def test_which_states_go_together():
    """Who was called sits or will sit; nobody sits in what is between; what is over was held."""
    names = ("GATHERED", "CALLED", "TO_COME", "BETWEEN", "OVER")
    gathered, called, ahead, between, over = ({*getattr(states, one)} for one in names)
    assert gathered < called < ahead
    assert not between & gathered and not over & ahead


def test_on_whose_desk_it_lies():
    assert MEETING.waits is WAITS
    assert (
        Wait("DRAFT", "schedule", "leaders"),
        Wait("SCHEDULED", "draft_invitation", "secretary_without_invitation"),
        Wait("SCHEDULED", "invite", "clerks_who_call"),
        Wait("SCHEDULED", "send_ballots", "secretary_of_a_poll"),
        Wait("POLLING", "answer", "members_who_owe"),
        Wait("POLLING", "end_poll", "secretary_of_a_poll"),
        Wait("SCHEDULED", "open_check_in", "secretary_who_opens"),
        Wait("INVITED", "open_check_in", "secretary_who_opens"),
        Wait("INVITED", "mark_stances", "members_who_owe"),
        Wait("INVITED", "answer_question", "who_owes_an_answer"),
        Wait("CHECK_IN", "answer_question", "who_owes_an_answer"),
        Wait("CHECK_IN", "open", "chair"),
        Wait("IN_SESSION", "start_item", "chair"),
        Wait("PAUSED", "resume", "chair"),
        Wait("CLOSED", "draft_minutes", "secretary"),
        Wait("MINUTES_DRAFT", "sign_minutes", "secretary"),
        Wait("MINUTES_LOCKED", "sign_minutes", "signers"),
        Wait("MINUTES_DRAFT", "draft_notice", "secretary_without_notice"),
        Wait("MINUTES_LOCKED", "draft_notice", "secretary_without_notice"),
        Wait("MINUTES_LOCKED", "conclude", "clerks_once_signed"),
        Wait("MINUTES_LOCKED", "sign_supplement", "supplement_signer"),
        Wait("CONCLUDED", "sign_supplement", "supplement_signer"),
        Wait("CLOSED", "take_chair", "deputy_who_signs"),
        Wait("MINUTES_DRAFT", "take_chair", "deputy_who_signs"),
        Wait("MINUTES_LOCKED", "take_chair", "deputy_who_signs"),
        Wait("CONCLUDED", "take_chair", "deputy_who_signs"),
        Wait("POSTPONED", "schedule", "leaders"),
    ) == WAITS


def test_who_may_read_it_from_which_step_on():
    assert MEETING.reads == (
        Reads("create", "secretary"),
        Reads("create", "chair"),
        Reads("create", "leaders"),
        Reads("edit", "secretary"),
        Reads("edit", "chair"),
        Reads("schedule", "clerks"),
        Reads("invite", "invited"),
        Reads("send_ballots", "invited"),
        Reads("open_check_in", "invited"),
        Reads("close", "auditors"),
        Reads("conclude", "archivists"),
    )


@each([("INVITEE", True), ("OBSERVER", True), ("INVITEE RAPPORTEUR", True), ("TECH", True),
     ("INVITEE SECRETARY", False), ("MEMBER TECH", False), ("DELEGATE TECH", False),
     ("INVITEE CHAIR", False), ("", False)])  # fmt: skip
def test_who_is_called_to_some_matters_only_is_a_mere_guest(parts, guest):
    assert is_mere_guest({Role(one) for one in parts.split()}) is guest
