"""The law of case files: each sentence moves, each missing fact is named, none is added (§9)."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.law.guards import guards_of
from tests.law.papers import Folder
from tests.law.rows import each
from workflows import CASEFILE, NOWHERE, Refused, Role
from workflows.access import (
    ASKERS,
    CONFIRMERS,
    LONGEST_TERM,
    Stage,
    confirms_itself,
    is_fair_term,
)
from workflows.casefile import ANSWERABLE, HANDS
from workflows.filing import LONGEST, PERMANENT, Filing, expires_on
from workflows.law import PARTS, Reads, Wait

H, HS, S = "HANDS", "HANDS SYSTEM", "SYSTEM"
A, L, T = "ANSWERABLE", "LEADER", "ARCHIVIST"
W, C = "ASKERS", "CONFIRMERS"
WHOSE = {
    H: HANDS, HS: HANDS | {Role.SYSTEM}, A: ANSWERABLE, L: {Role.LEADER}, T: {Role.ARCHIVIST},
    S: {Role.SYSTEM}, W: ASKERS, C: CONFIRMERS,
}  # fmt: skip

WHOLE = Filing(
    reason="Bản trùng", title="Chuyển đổi số năm 2026", code="01.VHTT", code_is_free=True,
    years=10, paper_fits=True, ends_in_time=True, consent="12/QĐ-UBND", until_is_fair=True,
    package_is_sound=True, term_is_fair=True, is_unconfirmed=True,
    described="Ảnh hội nghị", files=1, made_by_today=True, decision="9/QĐ", confirms_anothers=True,
)  # fmt: skip

SENT = "SUBMITTED_TO_ARCHIVE"
KEPT = f"OPEN CLOSED KEPT_BACK {SENT} RETURNED"
EVERY = f"{KEPT} ACCEPTED"
EVER = f"{EVERY} DESTROYED CANCELLED"
ANSWERS = ("grant_access", "refuse_access", "withdraw_access")
STAGES = {
    "grant_access": Stage.ASKED, "refuse_access": Stage.ASKED, "withdraw_access": Stage.GRANTED,
    "read_by_access": Stage.GRANTED, "end_access": Stage.ENDED, "drop_access": Stage.ASKED,
}  # fmt: skip
# fmt: off
SENTENCES = [
    ("CF-01", NOWHERE,     "open",      H,  "OPEN"),
    ("CF-04", "OPEN",      "add",       HS, "OPEN"),
    ("CF-04", "OPEN",      "attach",    H,  "OPEN"),
    ("CF-04", "OPEN",      "record",    HS, "OPEN"),
    ("CF-04", "OPEN",      "set_rule",  H,  "OPEN"),
    ("CF-06", "OPEN",      "remove",    H,  "OPEN"),
    ("CF-06", "OPEN",      "close",     H,  "CLOSED"),
    ("CF-06", "RETURNED",  "close",     H,  "CLOSED"),
    ("CF-06", "OPEN",      "cancel",    H,  "CANCELLED"),
    ("CF-06", "CLOSED",    "reopen",    A,  "OPEN"),
    ("CF-06", "CANCELLED", "reopen",    A,  "OPEN"),
    ("CF-06", "RETURNED",  "reopen",    A,  "OPEN"),
    ("AR-03", "CLOSED",    "keep_back", L,  "KEPT_BACK"),
    ("AR-01", "CLOSED",    "transfer",  H,  SENT),
    ("AR-01", "KEPT_BACK", "transfer",  H,  SENT),
    ("AR-05", SENT, "accept_transfer",  T,  "ACCEPTED"),
    ("AR-05", SENT, "return_transfer",  T,  "RETURNED"),
    *(("ORG-12", state, "pass_on",    S,  state) for state in KEPT.split()),
    *(("AR-04",  state, "hand_on",    S,  state) for state in KEPT.split()),
    *(("§9", state, "ask_access",     W,  state) for state in EVERY.split()),
    *(("§9", state, "drop_access",    W,  state) for state in EVERY.split()),
    *(("§9", state, name,             A,  state) for state in KEPT.split() for name in ANSWERS),
    *(("§9", "ACCEPTED", name,        T,  "ACCEPTED") for name in ANSWERS),
    *(("§9", state, "read_by_access", W,  state) for state in EVERY.split()),
    *(("§9", state, "end_access",     S,  state) for state in EVERY.split()),
    *(("§9", state, "confirm_access", C,  state) for state in EVER.split()),
    *(("§9", state, "freeze",         L,  state) for state in EVERY.split()),
    *(("§9", state, "unfreeze",       L,  state) for state in EVERY.split()),
    ("AR-07", "ACCEPTED", "destroy",  T,  "DESTROYED"),
    *(("AR-07", state, "destroy_again", S, "DESTROYED") for state in EVERY.split()),
]
NOT_OFFERED = [
    ("OPEN",          "remove",          {"has_papers": False},  "has_papers"),
    ("OPEN RETURNED", "close",           {"has_papers": False},  "has_papers"),
    (SENT,            "accept_transfer", {"has_package": False}, "has_package"),
    (EVERY,           "grant_access",    {"is_asked_for": False}, "is_asked_for"),
    (EVERY,           "refuse_access",   {"is_asked_for": False}, "is_asked_for"),
    (EVERY,           "drop_access",     {"is_asked_for": False}, "is_asked_for"),
    (EVERY,           "withdraw_access", {"is_read_by_request": False},     "is_read_by_request"),
    (EVER, "confirm_access", {"has_alert": False}, "has_alert"),
    ("OPEN",          "cancel",          {"has_papers": True},   "is_empty"),
    (EVERY,           "unfreeze",        {"is_frozen": False},   "is_frozen"),
    ("ACCEPTED",      "destroy",         {"has_expired": False}, "has_expired"),
    *((states, step, {"is_frozen": True}, "is_not_frozen") for states, step in (
        ("OPEN", "add"), ("OPEN", "attach"), ("OPEN", "record"), ("OPEN", "remove"),
        ("OPEN", "set_rule"),
        ("OPEN RETURNED", "close"), ("OPEN", "cancel"), ("CLOSED RETURNED CANCELLED", "reopen"),
        ("CLOSED", "keep_back"), ("CLOSED KEPT_BACK", "transfer"),
        (SENT, "accept_transfer"), (SENT, "return_transfer"), (EVERY, "freeze"),
        ("ACCEPTED", "destroy"),
    )),
]
MISSING = [
    ("",                "open",      {"title": " "},           "has_title"),
    ("",                "open",      {"code": ""},             "has_code"),
    ("",                "open",      {"code_is_free": False},  "code_is_free"),
    ("",                "open",      {"years": -1},            "retention_is_set"),
    ("OPEN",            "add",       {"paper_fits": False},    "paper_is_settled"),
    ("OPEN",            "add",       {"is_in_it": True},       "is_not_in_it_yet"),
    ("OPEN",            "attach",    {"described": " "},       "is_described"),
    ("OPEN",            "attach",    {"files": 0},             "has_file"),
    ("OPEN",            "attach",    {"made_by_today": False}, "made_by_today"),
    ("OPEN",            "record",    {"paper_fits": False},    "paper_is_settled"),
    ("OPEN",            "record",    {"is_in_it": True},       "is_not_in_it_yet"),
    ("OPEN",            "remove",    {"reason": " "},          "has_reason"),
    ("OPEN",            "remove",    {"is_in_it": False},      "is_in_it"),
    ("OPEN RETURNED",   "close",     {"title": ""},            "has_title"),
    ("OPEN RETURNED",   "close",     {"years": 101},           "retention_is_set"),
    ("OPEN RETURNED",   "close",     {"unfinished": 1},        "work_is_done"),
    ("OPEN RETURNED",   "close",     {"ends_in_time": False},  "ends_in_time"),
    ("OPEN",            "cancel",    {"reason": " "},          "has_reason"),
    ("CLOSED RETURNED CANCELLED", "reopen", {"reason": ""},    "has_reason"),
    ("CLOSED",          "keep_back", {"reason": ""},           "has_reason"),
    ("CLOSED",          "keep_back", {"consent": " "},         "has_consent"),
    ("CLOSED",          "keep_back", {"until_is_fair": False}, "until_is_fair"),
    (SENT,        "accept_transfer", {"package_is_sound": False}, "package_is_sound"),
    (SENT,        "return_transfer", {"reason": " "},          "has_reason"),
    (KEPT,        "pass_on",       {"reason": " "},          "has_reason"),
    (KEPT,        "hand_on",       {"reason": " "},          "has_reason"),
    (EVERY,       "ask_access",    {"reason": " "},          "has_purpose"),
    (EVERY,       "ask_access",    {"term_is_fair": False},  "term_is_fair"),
    (EVERY,       "ask_access",    {"reads_it": True},       "reads_it_not_yet"),
    (EVERY,       "ask_access",    {"asks_already": True},   "asks_it_once"),
    (EVERY,       "grant_access",  {"stage": "REFUSED"},     "request_waits"),
    (EVERY,       "drop_access",   {"stage": "GRANTED"},     "request_waits"),
    (EVERY,       "grant_access",  {"term_is_fair": False},  "term_is_fair"),
    (EVERY,       "refuse_access", {"stage": "GRANTED"},     "request_waits"),
    (EVERY,       "refuse_access", {"reason": " "},          "has_reason"),
    (EVERY,       "withdraw_access", {"stage": "ENDED"},     "request_runs"),
    (EVERY,       "withdraw_access", {"reason": ""},         "has_reason"),
    (EVERY,       "read_by_access", {"stage": "ENDED"},      "request_runs"),
    (EVERY,       "end_access",    {"stage": "GRANTED"},     "term_is_over"),
    (EVERY,       "freeze",        {"reason": " "},          "has_reason"),
    (EVERY,       "unfreeze",      {"reason": " "},          "has_reason"),
    ("ACCEPTED",  "destroy",       {"decision": " "},        "is_decided"),
    (EVERY,       "destroy_again", {"decision": ""},         "is_decided"),
    (EVER, "confirm_access", {"is_unconfirmed": False}, "is_unconfirmed"),
    (EVER, "confirm_access", {"confirms_anothers": False}, "confirms_anothers"),
]
# fmt: on


def folder(state: str, step: str) -> Folder:
    """Only what was frozen is let go, only what is empty is cancelled."""
    return Folder(state, is_frozen=step == "unfreeze", has_papers=step != "cancel")


def brought(step: str, **facts: object) -> Filing:
    """What is brought when nothing is missing: what is taken out lies there, what is put in not."""
    stage = {"stage": STAGES.get(step, "")}
    return replace(WHOLE, **{"is_in_it": step == "remove"} | stage | facts)


@each(SENTENCES)
def test_a_file_moves_by_its_hands_and_no_others(law_id, state, step, whose, end):
    for role in WHOSE[whose]:
        taken = CASEFILE.decide(folder(state, step), brought(step), step, {role})
        assert (taken.target, taken.id) == (end, law_id)
    with pytest.raises(Refused, match=r"^wrong_role$"):
        CASEFILE.decide(folder(state, step), brought(step), step, frozenset(Role) - WHOSE[whose])


def test_no_sentence_could_be_added_unnoticed():
    written = {(one[0], one[1], one[2], frozenset(WHOSE[one[3]]), one[4]) for one in SENTENCES}
    there = {
        (it.id, it.source, it.name, frozenset(it.roles), it.target) for it in CASEFILE.transitions
    }
    assert written == there
    assert CASEFILE.final == {"ACCEPTED", "DESTROYED", "CANCELLED"}
    assert not any(it.seconds for it in CASEFILE.transitions)


@each(NOT_OFFERED)
def test_without_its_fact_there_is_no_button(states, step, facts, reason):
    for state in states.split():
        assert CASEFILE.step(state, step).lacks(replace(folder(state, step), **facts)) == [reason]


@each(MISSING)
def test_what_an_act_does_not_bring_is_named(states, step, act, reason):
    for state in states.split() or [""]:
        found = CASEFILE.step(state, step).objections(folder(state, step), brought(step, **act))
        assert found == [reason]


def test_no_guard_could_be_dropped_or_added_unnoticed():
    offered = {(state, row[1], row[-1]) for row in NOT_OFFERED for state in row[0].split()}
    asked = {(state, row[1], row[-1]) for row in MISSING for state in row[0].split() or [""]}
    for written, field in ((offered, "offered"), (asked, "asked")):
        assert written == guards_of(CASEFILE, field)


def test_retention_goes_from_for_ever_to_a_hundred_years():
    assert (PERMANENT, LONGEST) == (0, 100)
    for years in (PERMANENT, LONGEST):
        assert (
            CASEFILE.step(NOWHERE, "open").objections(Folder(""), brought("open", years=years))
            == []
        )


def test_on_whose_desk_it_lies_and_who_reads_it():
    assert CASEFILE.waits == (
        Wait("OPEN", "close", "keeper_late"),
        Wait("CLOSED", "transfer", "keeper_late"),
        Wait("KEPT_BACK", "transfer", "keeper_late"),
        Wait("RETURNED", "close", "keeper"),
        Wait(SENT, "accept_transfer", "archivists"),
    )
    assert CASEFILE.reads == (
        Reads("open", "keeper"),
        Reads("open", "unit_head"),
        Reads("open", "leaders"),
        Reads("open", "auditors"),
        Reads("transfer", "archivists"),
    )
    assert {"LEADER", "OFFICE_CHIEF", "UNIT_HEAD", "OFFICER"} == HANDS
    assert {"LEADER", "OFFICE_CHIEF", "UNIT_HEAD"} == ANSWERABLE


def test_whoever_brings_nothing_claims_nothing():
    assert Filing() == Filing(
        reason="", title="", code="", code_is_free=False, years=-1, paper_fits=False,
        is_in_it=False, unfinished=0, ends_in_time=False, consent="", until_is_fair=False,
        package_is_sound=False, described="", files=0, made_by_today=False, decision="",
        term_is_fair=False, reads_it=False, asks_already=False,
        stage="", is_unconfirmed=False, confirms_anothers=False,
    )  # fmt: skip


def test_what_is_kept_for_ever_never_expires_and_the_rest_after_its_years():
    ended = dt.date(2016, 2, 29)
    assert expires_on(ended, PERMANENT) is None
    assert expires_on(ended, 1) == dt.date(2017, 2, 28)
    assert expires_on(ended, 10) == dt.date(2026, 2, 28)


def test_a_file_is_read_by_request_for_a_year_at_most_and_from_today():
    first = dt.date(2026, 11, 27)
    for days, fair in ((-1, False), (0, True), (LONGEST_TERM, True), (LONGEST_TERM + 1, False)):
        assert is_fair_term(first, first + dt.timedelta(days)) is fair
    assert LONGEST_TERM == 366
    assert confirms_itself(frozenset({Role.LEADER}))
    assert not confirms_itself(frozenset({Role.OFFICE_CHIEF, Role.UNIT_HEAD, Role.ARCHIVIST}))
    assert {"LEADER", "OFFICE_CHIEF"} == CONFIRMERS
    assert frozenset(Role) - PARTS - ASKERS == {"TECH", "AUDITOR", "ADMIN", "CITIZEN", "SYSTEM"}
