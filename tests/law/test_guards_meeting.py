"""Each guard of each step of a meeting, when its fact is missing, is named; and at its edge."""

import datetime as dt

import pytest

from tests.law.guards import guards_of
from tests.law.papers import HOA, MINH, NAM, SIGNED_BY_BOTH, TUAN, gathering, sitting
from tests.law.rows import each
from workflows import MEETING, Refused, Role
from workflows.meeting import MeetingFacts
from workflows.meeting_kinds import length
from workflows.sitting import EARLIEST, Sitting

EVERYBODY = frozenset(Role)
GATHERED = "CHECK_IN IN_SESSION PAUSED"
OVER = "CLOSED MINUTES_DRAFT MINUTES_LOCKED CONCLUDED"
BEFORE = "SCHEDULED INVITED CHECK_IN"
PASSES = f"DRAFT POSTPONED POLLING SCHEDULED INVITED {GATHERED}"
IN_WRITING = {"in_writing": True}
VOTE_IS_OPEN, ITEM_RUNS = {"open_votes": 1}, {"running_items": 1}
HOAS = {"person_id": HOA, "for_id": NAM, "at_own_site": False}
TUANS = {"person_id": TUAN, "for_id": NAM, "at_own_site": False}
ALONE = {"reason": "", "at_own_site": False}
AT_HER_SITE = {"at_own_site": True, "reason": ""}
HOAS_HOUR = {"person_id": HOA, "for_id": HOA, "names_an_hour": True}
MISTAKEN = f"{GATHERED} CLOSED MINUTES_DRAFT"
AWAY = {"is_in_the_room": False}
LOCKED = "MINUTES_LOCKED CONCLUDED"
WRITTEN = "IN_SESSION PAUSED CLOSED MINUTES_DRAFT"
WAITS_FOR_TUAN = {"supplement_waits_for": {TUAN}}
NOTHING_WAITS = {"supplement_waits_for": frozenset()}

# fmt: off
NOT_OFFERED = [
    ("DRAFT POSTPONED", "schedule",      {"items": 0},          "has_items"),
    ("SCHEDULED",       "draft_invitation", {"has_invitation": True}, "has_no_invitation"),
    ("SCHEDULED",       "open_check_in", {"is_urgent": False},  "is_called_at_once"),
    ("SCHEDULED",       "draft_invitation", IN_WRITING,         "meets"),
    ("SCHEDULED",       "invite",        IN_WRITING,            "meets"),
    ("SCHEDULED INVITED", "open_check_in", IN_WRITING,          "meets"),
    ("SCHEDULED INVITED CHECK_IN IN_SESSION PAUSED", "move_seat", IN_WRITING, "meets"),
    (f"SCHEDULED INVITED {GATHERED}", "add_paper", IN_WRITING,  "meets"),
    (f"SCHEDULED INVITED {GATHERED}", "add_item", IN_WRITING,   "meets"),
    (f"SCHEDULED INVITED {GATHERED}", "set_download", IN_WRITING, "meets"),
    ("SCHEDULED",       "send_ballots",  {"in_writing": False}, "is_in_writing"),
    ("CHECK_IN",        "open",          {"has_quorum": False}, "has_quorum"),
    ("IN_SESSION",      "pause",         VOTE_IS_OPEN,          "has_no_open_vote"),
    ("IN_SESSION",      "close",         VOTE_IS_OPEN,          "has_no_open_vote"),
    ("IN_SESSION",      "close",         ITEM_RUNS,             "has_no_running_item"),
    ("MINUTES_LOCKED",  "sign_minutes",  SIGNED_BY_BOTH,        "lacks_a_signature"),
    (LOCKED,            "supplement_minutes", {"signed_by": {TUAN}}, "is_signed_by_both"),
    (LOCKED,            "supplement_minutes", WAITS_FOR_TUAN,   "has_no_open_supplement"),
    (LOCKED,            "sign_supplement", NOTHING_WAITS,       "has_open_supplement"),
    ("MINUTES_DRAFT MINUTES_LOCKED", "draft_notice", {"notice_stands": True}, "has_no_notice"),
    ("MINUTES_LOCKED",  "conclude",      {"signed_by": {MINH}}, "is_signed_by_both"),
    (f"{GATHERED} {OVER}", "take_chair", {"has_lost_its_chair": False}, "has_lost_its_chair"),
    ("MINUTES_LOCKED",  "conclude",      {"signed_by": {TUAN}}, "is_signed_by_both"),
    (f"INVITED {GATHERED}", "mark_stances", {"may_vote": False}, "body_votes"),
    ("IN_SESSION",      "adopt_unopposed", {"may_vote": False}, "body_votes"),
    ("IN_SESSION",      "adopt_unopposed", {"has_quorum": False}, "has_quorum"),
    ("IN_SESSION",      "adopt_unopposed", VOTE_IS_OPEN,        "has_no_open_vote"),
    ("IN_SESSION",      "adopt_unopposed", ITEM_RUNS,           "has_no_running_item"),
    ("IN_SESSION",      "start_item",    ITEM_RUNS,             "has_no_running_item"),
    ("IN_SESSION",      "end_item",      VOTE_IS_OPEN,          "has_no_open_vote"),
    ("IN_SESSION",      "open_vote",     {"may_vote": False},   "body_votes"),
    ("IN_SESSION",      "open_vote",     {"has_quorum": False}, "has_quorum"),
    ("IN_SESSION",      "open_vote",     VOTE_IS_OPEN,          "has_no_open_vote"),
]
MISSING = [
    ("",               "create",         {}, {"named": False},            "is_planned"),
    ("",               "create",         {"secretaries": {TUAN, MINH}}, {},      "keeps_two_hands"),
    ("DRAFT",          "edit",           {}, {"named": False},            "is_planned"),
    ("DRAFT",          "edit",           {"secretaries": {TUAN, MINH}}, {},      "keeps_two_hands"),
    ("DRAFT POSTPONED", "schedule",      {}, {"room_is_free": False},     "room_is_free"),
    ("POSTPONED",      "schedule",       {}, {"minutes_left": 0},         "lies_ahead"),
    ("SCHEDULED",      "send_ballots",   {}, {"minutes_left": 0},         "lies_ahead"),
    ("POLLING",        "end_poll",       {}, {"answers_are_in": False},   "answers_are_in"),
    ("SCHEDULED",      "invite",         {}, {"invitation_is_out": False}, "was_invited_to"),
    ("SCHEDULED INVITED", "open_check_in", {}, {"minutes_left": 31},      "is_near"),
    (WRITTEN,          "write_minutes",  {}, {"has_text": False},         "has_words"),
    ("MINUTES_DRAFT MINUTES_LOCKED", "sign_minutes", {}, {"is_sound": False}, "signature_is_sound"),
    (LOCKED,           "supplement_minutes", {}, {"has_text": False},     "has_words"),
    (LOCKED,           "sign_supplement", WAITS_FOR_TUAN, {},             "is_ones_turn"),
    (LOCKED,           "sign_supplement", {}, {"is_sound": False},        "signature_is_sound"),
    ("MINUTES_DRAFT MINUTES_LOCKED", "draft_notice", {}, {"conclusions": 0}, "has_conclusions"),
    ("MINUTES_LOCKED", "conclude",       {}, {"notice_is_out": False},    "conclusions_are_out"),
    (BEFORE,           "postpone",       {}, {"reason": " "},             "has_reason"),
    (f"{BEFORE} POLLING POSTPONED", "cancel",    {}, {"reason": ""},              "has_reason"),
    ("CONCLUDED",      "archive",        {}, {"file_is_closed": False},   "file_is_closed"),
    (f"INVITED {GATHERED}", "excuse",    {}, {"reason": " "},             "has_reason"),
    (f"INVITED {GATHERED}", "excuse",    {}, HOAS,                        "is_own_or_secretarys"),
    (GATHERED,         "check_in",       {}, HOAS,                        "is_own_or_secretarys"),
    (GATHERED,         "check_in",       {}, TUANS | {"reason": " "},     "has_reason_for_another"),
    (GATHERED,         "check_in",       {}, {"device_is_anothers": True}, "comes_by_own_device"),
    (GATHERED,         "check_in",       {}, HOAS_HOUR,               "hour_is_the_secretarys"),
    (GATHERED,         "check_in",       {}, {"hour_is_wrong": True},     "hour_fits"),
    (GATHERED,         "leave",          {}, HOAS_HOUR,               "hour_is_the_secretarys"),
    (GATHERED,         "leave",          {}, {"hour_is_wrong": True},     "hour_fits"),
    (GATHERED,         "leave",          {}, {"acted_since": True},       "did_nothing_since"),
    (MISTAKEN,         "undo_check_in",  {}, {"reason": " "},             "has_reason"),
    (MISTAKEN,         "undo_check_in",  {}, {"was_there": False},        "has_signed_in"),
    (MISTAKEN,         "undo_check_in",  {}, {"acted_since": True},       "did_nothing_since"),
    (GATHERED,         "leave",          {}, AWAY,                        "is_in_the_room"),
    (GATHERED,         "leave",          {}, HOAS,                        "is_own_or_secretarys"),
    (GATHERED,         "leave",          {}, TUANS | {"reason": ""},      "has_reason_for_another"),
    ("INVITED CHECK_IN", "send_substitute", {}, {"reason": " "},          "has_reason"),
    ("INVITED CHECK_IN", "send_substitute", {}, HOAS,                     "is_own_or_secretarys"),
    ("INVITED CHECK_IN", "send_substitute", {}, {"has_come": True}, "has_not_come"),
    ("INVITED CHECK_IN", "send_substitute", {}, {"keeps_an_office": True}, "keeps_no_office"),
    ("INVITED CHECK_IN", "send_substitute", {}, {"is_substitute": True},  "is_sent_by_nobody"),
    ("INVITED CHECK_IN", "send_substitute", {}, {"is_of_the_same_agency": False}, "is_a_colleague"),
    ("INVITED CHECK_IN", "send_substitute", {}, {"is_seated": True},      "sits_nowhere_yet"),
    (PASSES, "pass_seat", {}, {"has_come": True},                         "has_not_come"),
    (PASSES, "pass_seat", {}, {"is_substitute": True},                    "is_sent_by_nobody"),
    (PASSES, "pass_seat", {}, {"is_seated": True},                        "has_one_place"),
    (PASSES, "pass_seat", {}, {"person_id": MINH, "for_id": TUAN},        "offices_stay_two_hands"),
    (PASSES, "pass_seat", {}, {"person_id": TUAN, "for_id": MINH},        "offices_stay_two_hands"),
    ("POLLING", "answer", {}, {"holds_the_post": False},                  "holds_the_post_asked"),
    (f"INVITED {GATHERED}", "ask_question", {}, {"has_text": False},      "has_words"),
    (GATHERED,         "tell_secretary", {}, {"has_text": False},         "has_words"),
    (f"INVITED {GATHERED}", "ask_question", {}, {"item_is_presented": False}, "is_presented"),
    (f"INVITED {GATHERED}", "ask_question", {}, {"item_is_planned": False}, "item_waits"),
    (f"INVITED {GATHERED}", "register_speech", {}, {"item_is_planned": False}, "item_waits"),
    (f"INVITED {GATHERED}", "answer_question", {}, {"has_text": False},   "has_words"),
    (f"INVITED {GATHERED}", "answer_question", {}, HOAS,                  "owes_the_answer"),
    (f"INVITED {GATHERED}", "hand_on_question", {}, {"hears_the_matter": False},
     "answerer_hears_it"),
    (f"INVITED {GATHERED}", "hand_on_question", {}, {"is_answered": True}, "is_unanswered"),
    (f"INVITED {GATHERED}", "withdraw_question", {}, HOAS,                "asked_it"),
    (f"INVITED {GATHERED}", "withdraw_question", {}, {"is_answered": True}, "is_unanswered"),
    (GATHERED,         "count_site",     {}, HOAS,                        "heads_the_site"),
    (GATHERED,         "hand_over_chair", {}, AWAY,                       "is_in_the_room"),
    (GATHERED,         "hand_over_chair", {}, {"is_member": False},       "next_chair_is_a_member"),
    (GATHERED,         "hand_over_chair", {}, {"for_id": TUAN}, "next_chair_keeps_no_minutes"),
    (f"SCHEDULED INVITED {GATHERED}", "change_secretary", {}, {"reason": " "}, "has_reason"),
    (f"SCHEDULED INVITED {GATHERED}", "change_secretary", {}, {"keeps_an_office": True},
     "next_secretary_keeps_no_office"),
    (f"SCHEDULED INVITED {GATHERED}", "add_secretary", {}, {"keeps_an_office": True},
     "next_secretary_keeps_no_office"),
    (OVER, "add_secretary", {}, {"keeps_an_office": True},
     "next_secretary_keeps_no_office"),
    (OVER, "add_secretary", {}, {"was_there": False},                 "next_secretary_was_there"),
    (f"SCHEDULED INVITED {GATHERED}", "drop_secretary", {}, {"reason": " "}, "has_reason"),
    (f"SCHEDULED INVITED {GATHERED}", "drop_secretary", {}, {"is_further_secretary": False},
     "is_a_further_secretary"),
    (f"{GATHERED} {OVER}", "take_chair", {"deputy_id": HOA}, {},            "is_the_deputy"),
    (f"{GATHERED} {OVER}", "take_chair", {}, {"is_member": False}, "next_chair_is_a_member"),
    (f"SCHEDULED INVITED {GATHERED}", "set_download", {}, {"papers_are_out": True},
     "papers_are_not_out"),
    (f"SCHEDULED INVITED {GATHERED}", "add_paper", {}, {"item_is_over": True}, "item_is_not_over"),
    (GATHERED,         "move_item",      {}, {"item_is_planned": False},  "item_waits"),
    ("IN_SESSION",     "start_item",     {}, {"item_is_planned": False},  "item_waits"),
    ("IN_SESSION",     "end_item",       {}, {"item_runs": False},        "item_runs"),
    ("IN_SESSION",     "show_page",      {}, HOAS | {"minds_the_screen": False}, "has_screen"),
    ("IN_SESSION",     "request_floor",  {}, AWAY,                        "is_in_the_room"),
    ("IN_SESSION",     "give_floor",     {}, AWAY,                        "is_in_the_room"),
    ("IN_SESSION",     "cast",           {}, AWAY,                        "is_in_the_room"),
    ("DRAFT SCHEDULED INVITED POSTPONED POLLING CLOSED MINUTES_DRAFT MINUTES_LOCKED",
     "pass_on", {}, {"reason": " "}, "has_reason"),
    ("DRAFT SCHEDULED INVITED POSTPONED", "hand_on", {}, {"reason": " "}, "has_reason"),
]
EDGES = [
    ("POSTPONED",  "schedule",      {},                    {"minutes_left": 1},  []),
    ("INVITED",    "open_check_in", {},                    {"minutes_left": 30}, []),
    ("INVITED",    "open_check_in", {},                    {"minutes_left": -5}, []),
    ("CHECK_IN",   "check_in",      {},                    TUANS,                []),
    ("CHECK_IN",   "check_in",      {},                    HOAS | AT_HER_SITE,   []),
    ("CHECK_IN",   "leave",         {},                    HOAS | AT_HER_SITE,   []),
    ("CHECK_IN",   "count_site",    {},                    HOAS | AT_HER_SITE,   []),
    ("CHECK_IN",   "count_site",    {},                    TUANS,                []),
    ("CHECK_IN",   "check_in",      {},                    ALONE,                []),
    ("CHECK_IN",   "check_in",      {},                    TUANS | {"names_an_hour": True}, []),
    ("CHECK_IN",   "leave",         {},                    TUANS | {"names_an_hour": True}, []),
    ("CHECK_IN",   "leave",         {},                    {"reason": ""},       []),
    ("CHECK_IN",   "hand_over_chair", {"may_vote": False}, {"is_member": False}, []),
    ("MINUTES_LOCKED", "sign_minutes", {"signed_by": {TUAN}}, {},            []),
    ("MINUTES_LOCKED", "sign_minutes", {"signed_by": {MINH}}, {},            []),
    ("MINUTES_LOCKED", "draft_notice", {},                 {"conclusions": 1}, []),
    ("CONCLUDED",  "sign_supplement", WAITS_FOR_TUAN, {"person_id": TUAN},   []),
]
# fmt: on


@each(NOT_OFFERED)
def test_without_its_fact_a_step_is_refused_by_name_and_has_no_button(states, step, facts, reason):
    for state in states.split():
        meeting = gathering(step, state, **facts)
        assert MEETING.step(state, step).lacks(meeting) == [reason]
        assert MEETING.step(state, step) not in MEETING.open_to(meeting, EVERYBODY)
        with pytest.raises(Refused, match=f"^{reason}$"):
            MEETING.decide(meeting, sitting(), step, EVERYBODY)


@each(MISSING)
def test_what_an_act_does_not_bring_is_named_and_the_button_stays(states, step, facts, act, reason):
    for state in states.split() or [""]:
        meeting, brought = gathering(step, state, **facts), sitting(**act)
        with pytest.raises(Refused, match=f"^{reason}$"):
            MEETING.decide(meeting, brought, step, EVERYBODY)
        assert MEETING.step(state, step).objections(meeting, brought) == [reason]
        assert MEETING.step(state, step) in MEETING.open_to(meeting, EVERYBODY)


@each(EDGES)
def test_at_the_edge_of_a_rule(state, step, facts, act, objections):
    found = MEETING.step(state, step).objections(gathering(step, state, **facts), sitting(**act))
    assert found == objections


def test_no_guard_could_be_dropped_or_added_unnoticed():
    offered = {(state, row[1], row[-1]) for row in NOT_OFFERED for state in row[0].split()}
    asked = {(state, row[1], row[-1]) for row in MISSING for state in row[0].split() or [""]}
    for written, field in ((offered, "offered"), (asked, "asked")):
        assert written == guards_of(MEETING, field)


def test_it_may_be_entered_half_an_hour_before():
    assert EARLIEST == 30


def test_a_meeting_keeps_its_room_for_its_minutes_or_for_two_hours_where_nothing_is_said():
    assert length(45) == dt.timedelta(minutes=45)
    assert length(0) == dt.timedelta(hours=2)


def test_one_item_is_enough_and_more_are_welcome():
    for items in (1, 2):
        assert MEETING.step("DRAFT", "schedule").lacks(gathering("", "DRAFT", items=items)) == []


def test_a_deputy_in_the_chair_and_a_secretary_are_two_hands():
    other = gathering("create", "", chair_id=HOA)
    assert MEETING.step("", "create").objections(other, sitting()) == []


def test_whoever_brings_nothing_claims_nothing():
    assert Sitting() == Sitting(
        reason="",
        named=True,
        minutes_left=0,
        room_is_free=False,
        person_id=0,
        for_id=0,
        invitation_is_out=False,
        notice_is_out=False,
        file_is_closed=False,
        item_is_planned=False,
        item_runs=False,
        item_is_over=False,
        papers_are_out=False,
        minds_the_screen=False,
        is_further_secretary=False,
        is_in_the_room=False,
        is_member=False,
        has_text=False,
        conclusions=0,
        answers_are_in=False,
        is_sound=False,
        at_own_site=False,
        item_is_presented=False,
        is_answered=False,
        has_come=False,
        keeps_an_office=False,
        is_substitute=False,
        is_of_the_same_agency=False,
        is_seated=False,
        holds_the_post=False,
        names_an_hour=False,
        hour_is_wrong=False,
        acted_since=False,
    )


def test_the_law_asks_of_a_meeting_only_what_is_written_in_the_protocol():
    asked = {name for name in vars(MeetingFacts) if not name.startswith("_")}
    assert asked == set(vars(gathering("", "DRAFT")))
