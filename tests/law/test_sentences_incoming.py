"""Văn bản đến, sentence by sentence, as DOMAIN §4.2 has them: who takes it from where to where."""

import datetime as dt

import pytest

from tests.law.papers import arriving, letter
from tests.law.rows import each
from workflows import INCOMING, Refused, Role
from workflows.incoming import WITH_LEAD
from workflows.law import Reads, Wait

IN_THE_REGISTER = (
    "REGISTERED", "PRESENTED", "DIRECTED", "ASSIGNED", "IN_PROGRESS", "AWAITING_CLOSE", "DONE",
    "INFO_ONLY", "FILED",
)  # fmt: skip
TAKEN_IN = ("ARRIVED", *IN_THE_REGISTER)
"""“Any” of IN-T25 and T26: neither returned, recalled nor superseded, and not quarantined."""
STANDS = (*TAKEN_IN, "QUARANTINED", "SUPERSEDED")
"""“Any” of IN-T23: its sender may have all back that is still here."""
UNREAD = ("ARRIVED", "REGISTERED", "PRESENTED")
"""A secret is shut away while nobody beyond clerk and leader has read it (SEC-02)."""
UNFINISHED = ("ARRIVED", "QUARANTINED", *IN_THE_REGISTER[:6])
"""Somebody owes something on it, in whichever agency (ORG-12)."""
DECIDED_ON = IN_THE_REGISTER[2:]
"""A leader decides on the copies of what others sent, so he has read it (art. 27.1)."""
HELPED = ("DIRECTED", "ASSIGNED", "IN_PROGRESS", "AWAITING_CLOSE")
"""Who is asked to cooperate has it on his desk as soon as the lead has it on his (A07)."""
STILL_HERE = (*TAKEN_IN, "QUARANTINED", "RETURNED", "RECALLED", "SUPERSEDED", "REARRANGED",
              "JOINED")  # fmt: skip
"""A copy laid back may have a purged paper in any state that it once was in (SEC-04)."""
WHO_SETS_DAYS = "UNIT_HEAD LEADER OFFICE_CHIEF"
"""Who directs or assigns sets a deadline, and only he may move it (IN-T10, T15, T17)."""

# fmt: off
SENTENCES = [
    ("IN-T01", "",               "receive_electronic", "SYSTEM",             "ARRIVED"),
    ("IN-T02", "",               "receive_paper",      "CLERK SYSTEM",       "ARRIVED"),
    ("IN-T02", "ARRIVED",        "rearrange",          "SYSTEM",             "REARRANGED"),
    ("IN-T02", "REARRANGED",     "put_back",           "SYSTEM",             "ARRIVED"),
    *(("IN-T03", state, "quarantine", "SYSTEM CLERK", "QUARANTINED") for state in UNREAD),
    ("SEC-03", "QUARANTINED",    "release",            "LEADER",             "ARRIVED"),
    ("SEC-03", "QUARANTINED",    "release_entered",    "LEADER",             "REGISTERED"),
    ("SEC-03", "QUARANTINED",    "purge",              "CLERK LEADER",       "PURGED"),
    ("SEC-03", "RECALLED",       "purge",              "CLERK LEADER",       "PURGED"),
    ("SEC-03", "REARRANGED",     "purge_with",         "SYSTEM",             "PURGED"),
    ("SEC-03", "JOINED",         "purge_with",         "SYSTEM",             "PURGED"),
    *(("SEC-04", state, "purge_again", "SYSTEM", "PURGED")        for state in STILL_HERE),
    ("IN-T04", "ARRIVED",        "verify",             "CLERK SYSTEM",       "ARRIVED"),
    ("IN-T05", "ARRIVED",        "return",             "CLERK",              "RETURNED"),
    ("IN-T06", "ARRIVED",        "report_anomaly",     "CLERK",              "ARRIVED"),
    ("IN-T07", "ARRIVED",        "register",           "CLERK",              "REGISTERED"),
    ("IN-05",  "ARRIVED",        "same_document",      "CLERK",              "JOINED"),
    *(("IN-05", state, "take_other_form", "SYSTEM", state)        for state in IN_THE_REGISTER),
    ("IN-T08", "REGISTERED",     "present",            "CLERK",              "PRESENTED"),
    ("IN-T09", "REGISTERED",     "route_by_rule",      "CLERK OFFICE_CHIEF", "DIRECTED"),
    ("IN-T10", "PRESENTED",      "direct",             "LEADER OFFICE_CHIEF", "DIRECTED"),
    ("IN-T11", "PRESENTED",      "pass_up",            "LEADER",             "PRESENTED"),
    ("IN-T12", "PRESENTED",      "for_info",           "LEADER",             "INFO_ONLY"),
    ("IN-T13", "DIRECTED",       "redirect",           "LEADER",             "DIRECTED"),
    ("IN-T13", "ASSIGNED",       "redirect",           "LEADER",             "DIRECTED"),
    ("IN-T14", "DIRECTED",       "refuse_assignment",  "UNIT_HEAD",          "PRESENTED"),
    ("IN-T15", "DIRECTED",       "assign",             "UNIT_HEAD LEADER",   "ASSIGNED"),
    ("IN-T16", "ASSIGNED",       "start",              "OFFICER",            "IN_PROGRESS"),
    ("IN-T17", "IN_PROGRESS",    "request_extension",  "OFFICER",            "IN_PROGRESS"),
    ("IN-T17", "IN_PROGRESS",    "grant_extension",    WHO_SETS_DAYS,        "IN_PROGRESS"),
    ("IN-T17", "IN_PROGRESS",    "deny_extension",     WHO_SETS_DAYS,        "IN_PROGRESS"),
    *(("IN-T18", state, "contribute",         "UNIT_HEAD OFFICER", state) for state in HELPED),
    *(("IN-T18", state, "waive_contribution", "UNIT_HEAD LEADER", state) for state in HELPED),
    *(("IN-T18", state, "lapse_contribution", "SYSTEM", state)           for state in HELPED),
    ("IN-T19", "IN_PROGRESS",    "propose_close",      "OFFICER",            "AWAITING_CLOSE"),
    ("IN-T20", "AWAITING_CLOSE", "close",              "UNIT_HEAD LEADER",   "DONE"),
    ("IN-T20", "AWAITING_CLOSE", "rework",             "UNIT_HEAD LEADER",   "IN_PROGRESS"),
    ("IN-T21", "DONE",           "reopen",             "LEADER",             "IN_PROGRESS"),
    ("IN-T22", "DONE",           "file",               "OFFICER",            "FILED"),
    ("IN-T22", "INFO_ONLY",      "file",               "OFFICER",            "FILED"),
    *(("IN-T23", state, "recall_received", "CLERK", "RECALLED")   for state in STANDS),
    *(("IN-T24", state, "refuse_recall",   "CLERK LEADER", state) for state in STANDS[1:]),
    *(("IN-T25", state, "replaced",        "CLERK", "SUPERSEDED") for state in TAKEN_IN),
    *(("IN-T26", state, "accept_update",   "CLERK", state)        for state in TAKEN_IN),
    *(("IN-T26", state, "refuse_update",   "CLERK", state)        for state in TAKEN_IN),
    *(("§4.3", state, "correct_line",      "CLERK", state)        for state in IN_THE_REGISTER),
    *(("§5.7", state, "copy",              "CLERK", state)        for state in DECIDED_ON),
    *(("§5.7", state, "copy_electronically", "CLERK", state)      for state in DECIDED_ON),
    *(("§5.7", state, "extract",           "CLERK", state)        for state in DECIDED_ON),
    *(("§5.7", state, "extract_electronically", "CLERK", state)   for state in DECIDED_ON),
    *(("ORG-12", state, "pass_on", "SYSTEM", state)             for state in UNFINISHED),
    *(("CAL-09", state, "recompute_due", "SYSTEM", state)       for state in UNFINISHED),
    *(("AR-04", state, "hand_on", "SYSTEM", state)              for state in UNFINISHED),
]
# fmt: on


@each(SENTENCES)
def test_an_incoming_document_moves_from_its_desks_and_no_others(law_id, state, step, desks, end):
    for desk in desks.split():
        taken = INCOMING.decide(letter(state, step), arriving(step), step, {Role(desk)})
        assert (taken.target, taken.id) == (end, law_id)
        shown = INCOMING.open_to(letter(state, step), {Role(desk)})
        assert taken in shown
    others = frozenset(Role) - set(desks.split())
    with pytest.raises(Refused, match=r"^wrong_role$"):
        INCOMING.decide(letter(state, step), arriving(step), step, others)
    assert step not in {it.name for it in INCOMING.open_to(letter(state, step), others)}


def test_no_sentence_and_no_desk_could_be_added_unnoticed():
    """Whoever may take a step is named in a row above, and nobody else."""
    written = {
        (law_id, state, step, frozenset(desks.split()), end)
        for law_id, state, step, desks, end in SENTENCES
    }
    assert len(INCOMING.transitions) == len(SENTENCES)
    assert written == {
        (it.id, it.source, it.name, frozenset(it.roles | it.seconds), it.target)
        for it in INCOMING.transitions
    }


def test_only_a_refused_recall_and_a_purge_need_two():
    seconds = {(it.name, role) for it in INCOMING.transitions for role in it.seconds}
    assert seconds == {("refuse_recall", "LEADER"), ("purge", "LEADER")}
    assert all(it.roles == {"CLERK"} for it in INCOMING.transitions if it.seconds)


def test_the_two_hands_of_a_purge_are_a_quarter_of_an_hour_apart_at_most():
    """SEC-03; a refused recall may wait for its second a whole day."""
    windows = {it.name: it.window for it in INCOMING.transitions if it.seconds}
    assert windows == {"purge": dt.timedelta(minutes=15), "refuse_recall": dt.timedelta(days=1)}


def test_the_second_has_time_to_the_last_minute_of_the_window_and_no_longer():
    purge = next(it for it in INCOMING.transitions if it.name == "purge")
    nine = dt.datetime(2026, 3, 20, 9, tzinfo=dt.UTC)
    assert purge.awaits_second(nine, nine + dt.timedelta(minutes=15))
    assert not purge.awaits_second(nine, nine + dt.timedelta(minutes=15, seconds=1))


def test_a_paper_comes_in_electronically_or_over_lans_counter():
    assert [it.name for it in INCOMING.entries] == ["receive_electronic", "receive_paper"]


def test_these_are_ends():
    ends = "RETURNED DONE FILED INFO_ONLY RECALLED SUPERSEDED REARRANGED JOINED PURGED"
    assert INCOMING.final == set(ends.split())


def test_on_whose_desk_it_lies():
    assert INCOMING.waits == (
        Wait("ARRIVED", "register", "clerks"),
        Wait("QUARANTINED", "release", "leaders"),
        Wait("REGISTERED", "present", "clerks"),
        Wait("PRESENTED", "direct", "directing"),
        Wait("DIRECTED", "assign", "lead_head"),
        Wait("ASSIGNED", "start", "assignee"),
        Wait("IN_PROGRESS", "propose_close", "assignee"),
        Wait("IN_PROGRESS", "grant_extension", "granting"),
        Wait("AWAITING_CLOSE", "close", "closer"),
        *(Wait(state, "contribute", "contributing") for state in HELPED),
    )


def test_who_may_read_it_from_which_step_on():
    assert INCOMING.reads == (
        Reads("receive_electronic", "clerks"),
        Reads("receive_paper", "clerks"),
        Reads("quarantine", "leaders"),
        Reads("purge", "auditors"),
        Reads("report_anomaly", "head_of_agency"),
        Reads("report_anomaly", "office_chief"),
        Reads("return", "auditors_unless_secret"),
        Reads("recall_received", "auditors_unless_secret"),
        Reads("replaced", "auditors_unless_secret"),
        Reads("register", "auditors"),
        Reads("register", "head_of_agency"),
        Reads("register", "office_chief"),
        Reads("present", "directing"),
        Reads("pass_up", "directing"),
        Reads("direct", "ordered"),
        Reads("route_by_rule", "ordered"),
        Reads("redirect", "ordered"),
        Reads("for_info", "informed"),
        Reads("assign", "assignee"),
    )


def test_what_was_recalled_is_read_only_by_the_clerks_and_the_auditors():
    """Cancelled in the System: out of ordinary reading, kept under freeze (IN-T23)."""
    assert INCOMING.hides["RECALLED"] == {"clerks", "auditors"}


def test_a_tombstone_is_read_by_the_two_hands_and_the_auditors():
    assert INCOMING.hides.keys() == {"RECALLED", "PURGED"}
    assert INCOMING.hides["PURGED"] == {"clerks", "leaders", "auditors"}


def test_what_is_returned_gets_no_further():
    everybody = frozenset(Role) - {Role.SYSTEM}
    for state in ("RETURNED", "RECALLED", "SUPERSEDED", "PURGED"):
        assert INCOMING.open_to(letter(state, ""), everybody) == []


@each([(False, "release"), (True, "release_entered")])
def test_what_may_be_a_secret_can_only_be_released_or_destroyed(entered, back):
    shut_away = letter("QUARANTINED", "", request="update", in_register=entered)
    shown = INCOMING.open_to(shut_away, frozenset(Role) - {Role.SYSTEM})
    assert [it.name for it in shown] == [back, "purge"]


def test_but_its_sender_may_have_it_back_though_no_leader_acted_upon_it():
    """IN-T23, T24: that it was shut away is what was done about it; two say no to him."""
    shut_away = letter("QUARANTINED", "", request="recall", acted_upon=False)
    shown = {it.name: it for it in INCOMING.open_to(shut_away, {Role.CLERK, Role.LEADER})}
    assert shown.keys() == {"release", "purge", "recall_received", "refuse_recall"}
    assert shown["refuse_recall"].seconds == {Role.LEADER}


@each([True, False])
def test_what_was_called_back_is_destroyed_only_if_it_lies_locked(shut):
    shown = INCOMING.open_to(letter("RECALLED", "", is_shut=shut), {Role.CLERK})
    assert [it.name for it in shown] == (["purge"] if shut else [])


@each([(True, ["recall_received", "refuse_recall"]), (False, ["recall_received"])])
def test_of_what_was_replaced_its_sender_may_have_the_old_one_back_too(acted, answers):
    old = letter("SUPERSEDED", "", request="recall", acted_upon=acted)
    assert [it.name for it in INCOMING.open_to(old, {Role.CLERK})] == answers


def test_it_is_left_lying_by_its_lead_from_the_directive_until_the_lead_proposes_its_end():
    begins, ends = IN_THE_REGISTER.index("DIRECTED"), IN_THE_REGISTER.index("AWAITING_CLOSE")
    assert IN_THE_REGISTER[begins:ends] == WITH_LEAD
