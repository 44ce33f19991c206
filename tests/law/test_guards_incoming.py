"""Each guard of each step of văn bản đến, when its fact is missing, is named; and at its edge."""

import datetime as dt

import pytest

from tests.law.guards import guards_of
from tests.law.papers import arriving, letter
from tests.law.rows import each
from tests.law.test_enveloped import ENVELOPED
from workflows import INCOMING, Refused, Role
from workflows.arriving import RETURN_CODES, SOUND, Arriving
from workflows.incoming import IncomingFacts

EVERYBODY = frozenset(Role)
IN_THE_REGISTER = (
    "REGISTERED PRESENTED DIRECTED ASSIGNED IN_PROGRESS AWAITING_CLOSE DONE INFO_ONLY FILED"
)
TAKEN_IN = f"ARRIVED {IN_THE_REGISTER}"
STANDS = f"{TAKEN_IN} QUARANTINED SUPERSEDED"
KEPT = f"{IN_THE_REGISTER} SUPERSEDED"
GIVEN = "DIRECTED ASSIGNED"
DECIDED_ON = "DIRECTED ASSIGNED IN_PROGRESS AWAITING_CLOSE DONE INFO_ONLY FILED"
UNFINISHED = "ARRIVED QUARANTINED REGISTERED PRESENTED DIRECTED ASSIGNED IN_PROGRESS AWAITING_CLOSE"
WORKING = "DIRECTED ASSIGNED IN_PROGRESS AWAITING_CLOSE"
D2, D3 = dt.date(2026, 11, 2), dt.date(2026, 11, 3)
WHY = "Tìm thấy trong cặp A"
"""Twenty letters: not one to spare (§3.4)."""
LATE = {"came_on": D2, "arrived_on": D3, "reason": WHY}

# fmt: off
NOT_OFFERED = [
    ("QUARANTINED",    "release",            {"in_register": True},     "is_not_in_register"),
    ("QUARANTINED",    "release_entered",    {"in_register": False},    "is_in_register"),
    ("ARRIVED",        "verify",             {"verdict": "VALID"},      "is_unverified"),
    ("ARRIVED",        "register",           {"verdict": ""},           "is_verified"),
    ("ARRIVED",        "register",           {"verdict": "INVALID"},    "is_not_invalid"),
    ("ARRIVED",        "same_document",      {"verdict": ""},           "is_verified"),
    ("ARRIVED",        "same_document",      {"verdict": "INVALID"},    "is_not_invalid"),
    ("ARRIVED",        "same_document",      {"request": "recall"},     "nothing_is_asked"),
    (IN_THE_REGISTER,  "take_other_form",    {"in_closed_file": True},  "is_not_in_closed_file"),
    (IN_THE_REGISTER,  "take_other_form",    {"in_both_forms": True},   "lacks_other_form"),
    ("PRESENTED",      "pass_up",            {"before_deputy": False},  "is_before_deputy"),
    ("IN_PROGRESS",    "request_extension",  {"extension_open": True},  "no_extension_is_open"),
    ("IN_PROGRESS",    "grant_extension",    {"extension_open": False}, "extension_is_asked"),
    ("IN_PROGRESS",    "deny_extension",     {"extension_open": False}, "extension_is_asked"),
    (WORKING,          "contribute",         {"open_contributions": 0}, "contributions_are_open"),
    (WORKING,          "waive_contribution", {"open_contributions": 0}, "contributions_are_open"),
    (WORKING,          "lapse_contribution", {"open_contributions": 0}, "contributions_are_open"),
    ("AWAITING_CLOSE", "close", {"open_contributions": 1}, "contributions_are_settled"),
    ("DONE",           "reopen",             {"in_closed_file": True},  "is_not_in_closed_file"),
    (STANDS,           "recall_received",    {"in_closed_file": True},  "is_not_in_closed_file"),
    (STANDS,           "recall_received",    {"request": "update"},     "recall_is_asked"),
    (KEPT,             "refuse_recall",      {"request": ""},           "recall_is_asked"),
    ("QUARANTINED",    "refuse_recall",      {"request": "update"},     "recall_is_asked"),
    (KEPT,             "refuse_recall",      {"acted_upon": False},     "is_acted_upon"),
    ("RECALLED",       "purge",              {"is_shut": False},        "is_shut_away"),
    (TAKEN_IN,         "replaced",           {"request": "recall"},     "replacement_is_here"),
    (TAKEN_IN,         "accept_update",      {"request": "replace"},    "update_is_here"),
    (TAKEN_IN,         "refuse_update",      {"request": ""},           "update_is_here"),
    (IN_THE_REGISTER,  "correct_line",       {"line_is_open": False},   "is_in_open_book"),
    (DECIDED_ON,       "copy_electronically", {"electronic": True},     "came_on_paper"),
]
CALLED_BAD = {"code": "BAD_SIGNATURE", "text": " "}
SOUND_ALL_THE_SAME = "has_reason_against_sound_signature"
MISSING = [
    ("ARRIVED REGISTERED PRESENTED", "quarantine", {"reason": " "},     "has_reason"),
    ("QUARANTINED",    "release",            {"reason": ""},            "has_reason"),
    ("QUARANTINED",    "release_entered",    {"reason": ""},            "has_reason"),
    ("QUARANTINED",    "purge",              {"reason": " "},           "has_reason"),
    ("ARRIVED",        "return",             {"code": "BAD_TEMPER"},    "has_return_code"),
    ("ARRIVED",        "return",             CALLED_BAD,                SOUND_ALL_THE_SAME),
    ("ARRIVED",        "report_anomaly",     {"reason": "\n"},          "has_reason"),
    ("ARRIVED",        "same_document",      {"entry_state": ""},       "has_entry"),
    ("ARRIVED",        "same_document",      {"entry_state": "RECALLED"}, "entry_stands"),
    ("ARRIVED",        "same_document",      {"is_other_form": False},  "is_the_other_form"),
    (IN_THE_REGISTER,  "take_other_form",    {"reason": ""},            "has_reason"),
    ("REGISTERED",     "present",            {"readers": 0},            "has_reader"),
    ("REGISTERED",     "route_by_rule",      {"rule": ""},              "has_rule"),
    ("REGISTERED",     "route_by_rule",      {"leads": 2},              "has_one_lead"),
    ("REGISTERED",     "route_by_rule",      {"goes_elsewhere": True},  "goes_where_ruled"),
    ("PRESENTED",      "direct",             {"text": " "},             "has_text"),
    ("PRESENTED",      "direct",             {"leads": 0},              "has_one_lead"),
    ("PRESENTED",      "direct",             {"lead_is_free": False},   "lead_does_not_cooperate"),
    ("PRESENTED",      "direct",             {"now": 151},              "no_deadline_is_past"),
    ("PRESENTED",      "direct",             {"bound": 199}, "deadlines_are_within_bound"),
    ("PRESENTED",      "for_info",           {"readers": 0},            "has_reader"),
    (GIVEN,            "redirect",           {"text": ""},              "has_text"),
    (GIVEN,            "redirect",           {"leads": 2},              "has_one_lead"),
    (GIVEN,            "redirect",           {"lead_is_free": False},   "lead_does_not_cooperate"),
    (GIVEN,            "redirect",           {"now": 201},              "no_deadline_is_past"),
    (GIVEN,            "redirect",           {"bound": 149}, "deadlines_are_within_bound"),
    (GIVEN,            "redirect",           {"reason": ""},            "has_reason"),
    ("DIRECTED",       "refuse_assignment",  {"reason": ""},            "has_reason"),
    ("DIRECTED",       "refuse_assignment",  {"given_on_time": False},  "is_refused_in_time"),
    ("DIRECTED",       "assign",             {"person_fits": False},    "has_fitting_person"),
    ("DIRECTED",       "assign",             {"now": 151},              "no_deadline_is_past"),
    ("DIRECTED",       "assign",             {"bound": 199}, "deadlines_are_within_bound"),
    ("IN_PROGRESS",    "request_extension",  {"reason": ""},            "has_reason"),
    ("IN_PROGRESS",    "request_extension",  {"bound": 150},            "extension_is_later"),
    ("IN_PROGRESS",    "request_extension",  {"now": 121},              "is_before_deadline"),
    ("IN_PROGRESS",    "grant_extension",    {"bound": 199}, "deadlines_are_within_bound"),
    ("IN_PROGRESS",    "deny_extension",     {"reason": ""},            "has_reason"),
    (WORKING,          "contribute",         {"text": ""},              "has_text"),
    (WORKING,          "lapse_contribution", {"due": (150, 250)},       "is_past_deadline"),
    (WORKING,          "waive_contribution", {"reason": ""},            "has_reason"),
    ("IN_PROGRESS",    "propose_close",      {"reply_sent": False},     "has_reply_or_reason"),
    ("AWAITING_CLOSE", "rework",             {"reason": ""},            "has_reason"),
    ("DONE",           "reopen",             {"reason": ""},            "has_reason"),
    ("DONE INFO_ONLY", "file",               {"file_open": False},      "has_open_case_file"),
    (f"{KEPT} QUARANTINED", "refuse_recall", {"reason": ""},            "has_reason"),
    ("RECALLED",       "purge",              {"reason": " "},           "has_reason"),
    (TAKEN_IN,         "refuse_update",      {"reason": ""},            "has_reason"),
    (IN_THE_REGISTER,  "correct_line",       {"reason": " "},           "has_reason"),
    (DECIDED_ON,       "copy",               {"copies": 0},             "has_copies"),
    (DECIDED_ON,       "copy",               {"may_be_copied_so": False}, "may_be_copied_so"),
    (DECIDED_ON, "copy_electronically",      {"may_be_copied_so": False}, "may_be_copied_so"),
    (DECIDED_ON, "copy_electronically",      {"seal_is_sound": False},  "seal_is_in_the_file"),
    (DECIDED_ON,       "extract",            {"copies": 0},             "has_copies"),
    (DECIDED_ON,       "extract",            {"text": " "},             "has_text"),
    (DECIDED_ON, "extract_electronically",   {"text": "\n"},            "has_text"),
    (DECIDED_ON, "extract_electronically",   {"seal_is_sound": False},  "seal_is_in_the_file"),
    (UNFINISHED, "pass_on",                {"reason": " "},           "has_reason"),
    (UNFINISHED, "recompute_due",          {"reason": " "},           "has_reason"),
    (UNFINISHED, "hand_on",                {"reason": " "},           "has_reason"),
]
REGISTERING = [
    ({"lacking": ("subject",)},    {},                        "has_register_columns"),
    ({"verdict": "INDETERMINATE"}, {"reason": " "},           "has_reason_for_doubtful_signature"),
    ({"verdict": "NOT_SIGNED"},    {"reason": ""},            "has_reason_for_doubtful_signature"),
    ({"lacks_files": True},        {"reason": " "},           "has_reason_for_missing_files"),
    ({},                           {"reason": "", "twin": 7}, "has_reason_for_duplicate"),
    ({"electronic": True},         {"envelope": ("STATE",)},  "came_in_an_envelope"),
    ({},  {"envelope": ("SEAL",), "reason": " "},             "has_reason_for_envelope"),
    ({},  {"outside": "12/UBND", "reason": ""},               "has_reason_for_envelope"),
    ({"electronic": True},         LATE,                      "came_on_paper_if_late"),
    ({},                           LATE | {"arrived_on": D2}, "true_arrival_is_earlier"),
    ({},                           LATE | {"reason": " " + WHY[1:]}, "has_full_reason_if_late"),
]
EDGES = [
    *(("ARRIVED", "return", {"verdict": it}, CALLED_BAD, [SOUND_ALL_THE_SAME])
      for it in ("VALID", "VALID_EXPIRED_NOW")),
    *(("ARRIVED", "return", {"verdict": it}, CALLED_BAD, [])
      for it in ("PAPER", "INDETERMINATE", "INVALID", "NOT_SIGNED")),
    ("ARRIVED", "return", {"verdict": ""}, CALLED_BAD, ["has_reason_before_verdict"]),
    ("ARRIVED", "return", {"verdict": ""}, {"code": "BAD_SIGNATURE"}, []),
    ("ARRIVED", "return", {"verdict": ""}, {"text": ""}, []),
    ("ARRIVED", "register", {"verdict": "NOT_SIGNED"}, {"twin": 7}, []),
    ("ARRIVED", "register", {"verdict": "VALID"}, {"reason": ""}, []),
    ("ARRIVED", "register", {"verdict": "VALID_EXPIRED_NOW"}, {"reason": ""}, []),
    ("ARRIVED", "register", {"verdict": "PAPER"}, {"reason": "", "twin": None}, []),
    ("ARRIVED", "register", {}, LATE, []),
    ("ARRIVED", "register", {"electronic": True}, {"reason": "", "arrived_on": D2}, []),
    ("REGISTERED", "present", {}, {"readers": 1}, []),
    ("REGISTERED", "present", {}, {"readers": 2}, []),
    ("AWAITING_CLOSE", "close", {"open_contributions": 0}, {}, []),
    ("PRESENTED", "direct", {}, {"now": 150}, []),
    ("PRESENTED", "direct", {}, {"due": (), "bound": None}, []),
    ("PRESENTED", "direct", {}, {"bound": None}, []),
    ("PRESENTED", "direct", {}, {"due": (150, 99)}, ["no_deadline_is_past"]),
    ("IN_PROGRESS", "request_extension", {}, {"bound": 149}, []),
    ("IN_PROGRESS", "request_extension", {}, {"now": 120}, []),
    ("IN_PROGRESS", "request_extension", {}, {"due": ()}, ["extension_is_later"]),
    ("IN_PROGRESS", "request_extension", {}, {"due": (300, 120)}, ["extension_is_later"]),
    ("IN_PROGRESS", "request_extension", {}, {"bound": None}, ["extension_is_later"]),
    ("IN_PROGRESS", "contribute", {"open_contributions": 2}, {}, []),
    ("IN_PROGRESS", "lapse_contribution", {}, {"due": ()}, ["is_past_deadline"]),
    ("IN_PROGRESS", "lapse_contribution", {}, {"due": (201,)}, []),
    ("IN_PROGRESS", "lapse_contribution", {}, {"due": (202,)}, ["is_past_deadline"]),
    ("IN_PROGRESS", "propose_close", {}, {"reply_sent": False, "no_reply_reason": "Để biết"}, []),
    ("IN_PROGRESS", "propose_close", {}, {"no_reply_reason": ""}, []),
]
# fmt: on


@each(NOT_OFFERED)
def test_without_its_fact_a_step_is_refused_by_name_and_has_no_button(states, step, facts, reason):
    for state in states.split():
        paper = letter(state, step, **facts)
        with pytest.raises(Refused, match=f"^{reason}$"):
            INCOMING.decide(paper, arriving(step), step, EVERYBODY)
        assert INCOMING.step(state, step).lacks(paper) == [reason]
        assert step not in [it.name for it in INCOMING.open_to(paper, EVERYBODY)]


@each(MISSING)
def test_what_an_act_does_not_bring_is_named_and_the_button_stays(states, step, facts, reason):
    for state in states.split():
        paper = letter(state, step)
        with pytest.raises(Refused, match=f"^{reason}$"):
            INCOMING.decide(paper, arriving(step, **facts), step, EVERYBODY)
        assert INCOMING.step(state, step).objections(paper, arriving(step, **facts)) == [reason]
        assert step in [it.name for it in INCOMING.open_to(paper, EVERYBODY)]


@each(REGISTERING)
def test_lan_is_told_what_keeps_a_paper_out_of_the_register(facts, act, reason):
    paper = letter("ARRIVED", "register", **facts)
    with pytest.raises(Refused, match=f"^{reason}$"):
        INCOMING.decide(paper, arriving("register", **act), "register", {Role.CLERK})
    assert "register" in [it.name for it in INCOMING.open_to(paper, {Role.CLERK})]


def test_what_is_laid_into_an_entry_bears_a_sound_signature_or_a_reason():
    sentence = INCOMING.step("ARRIVED", "same_document")
    doubtful = letter("ARRIVED", "same_document", verdict="NOT_SIGNED")
    silent = sentence.objections(doubtful, arriving("same_document", reason=""))
    assert silent == ["has_reason_for_doubtful_signature"]
    assert sentence.objections(doubtful, arriving("same_document", reason="Có bản giấy")) == []


def test_what_is_laid_into_an_entry_has_all_its_files_or_a_reason():
    sentence = INCOMING.step("ARRIVED", "same_document")
    lacking = letter("ARRIVED", "same_document", lacks_files=True)
    silent = sentence.objections(lacking, arriving("same_document", reason=" "))
    assert silent == ["has_reason_for_missing_files"]
    assert sentence.objections(lacking, arriving("same_document", reason="Có bản giấy")) == []


@each(["RECALLED", "SUPERSEDED", "PURGED", "QUARANTINED", "ARRIVED"])
def test_nothing_is_laid_into_an_entry_that_does_not_stand(state):
    sentence = INCOMING.step("ARRIVED", "same_document")
    act = arriving("same_document", entry_state=state)
    assert sentence.objections(letter("ARRIVED", "same_document"), act) == ["entry_stands"]


@each(IN_THE_REGISTER.split())
def test_a_corrected_line_has_all_its_columns(state):
    paper = letter(state, "correct_line", lacking=("subject",))
    sentence = INCOMING.step(state, "correct_line")
    assert sentence.objections(paper, arriving("correct_line")) == ["has_register_columns"]


@each(EDGES)
def test_at_the_edge_of_a_rule(state, step, facts, act, objections):
    sentence = INCOMING.step(state, step)
    assert sentence.objections(letter(state, step, **facts), arriving(step, **act)) == objections


def test_no_guard_could_be_dropped_or_added_unnoticed():
    """Each guard of each step is the reason of one row above."""
    offered = {(state, step, why) for row, step, _, why in NOT_OFFERED for state in row.split()}
    asked = {(state, step, why) for row, step, _, why in MISSING for state in row.split()}
    asked |= {("ARRIVED", "register", why) for _, _, why in REGISTERING}
    asked |= {("ARRIVED", "return", "has_reason_before_verdict")}
    asked |= {("ARRIVED", "same_document", "has_reason_for_doubtful_signature")}
    asked |= {("ARRIVED", "same_document", "has_reason_for_missing_files")}
    asked |= {("ARRIVED", "same_document", why) for why in ENVELOPED}
    asked |= {(it, "correct_line", "has_register_columns") for it in IN_THE_REGISTER.split()}
    for written, field in ((offered, "offered"), (asked, "asked")):
        assert written == guards_of(INCOMING, field)


def test_the_decree_knows_seven_reasons_for_sending_back():
    codes = (
        "BAD_SIGNATURE NOT_INTACT WRONG_RECIPIENT UNREADABLE MISSING_ATTACHMENT SECRET_CHANNEL "
        "DUPLICATE"
    )
    assert codes.split() == list(RETURN_CODES)
    sentence = INCOMING.step("ARRIVED", "return")
    paper = letter("ARRIVED", "return")
    assert all(not sentence.objections(paper, arriving("return", code=it)) for it in RETURN_CODES)
    assert sentence.objections(paper, arriving("return", code="")) == ["has_return_code"]


def test_a_broken_or_doubtful_signature_is_not_sound():
    assert {"PAPER", "VALID", "VALID_EXPIRED_NOW"} == SOUND


def test_whoever_brings_nothing_claims_nothing():
    assert Arriving() == Arriving(
        reason="",
        code="",
        twin=None,
        leads=0,
        lead_is_free=True,
        text="",
        now=0,
        due=(),
        bound=None,
        person_fits=False,
        readers=0,
        rule="",
        reply_sent=False,
        no_reply_reason="",
        file_open=False,
        given_on_time=True,
        may_be_copied_so=True,
        copies=0,
        seal_is_sound=False,
        entry_state="",
        is_other_form=True,
    )


def test_the_law_asks_of_a_paper_only_what_is_written_in_the_protocol():
    asked = {name for name in vars(IncomingFacts) if not name.startswith("_")}
    assert asked == set(vars(letter("ARRIVED", "verify")))
