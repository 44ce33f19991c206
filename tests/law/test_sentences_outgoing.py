"""Văn bản đi, sentence by sentence, as DOMAIN §5.1 has them: who takes what from where to where."""

import pytest

from tests.law.papers import GONE, draft, going
from tests.law.rows import each
from workflows import OUTGOING, Refused, Role
from workflows.law import Reads, Wait

ANYBODY = "OFFICER UNIT_HEAD OFFICE_CHIEF LEADER"
"""Who drafts (DOMAIN §3.2): OFFICER and upwards."""
SIGNERS = "LEADER OFFICE_CHIEF UNIT_HEAD"
"""The agency's leaders; the chief and the heads where they sign TL. or TUQ. (§3.2)."""
HEADS = "UNIT_HEAD OFFICE_CHIEF LEADER"
"""The head of the drafting unit: the chief heads the office, the leader a commune without units."""
APPROVED_ON = ("APPROVED", "CONTENT_OK", "FORM_OK", "READY_TO_SIGN")

# fmt: off
SENTENCES = [
    ("OUT-T01",  "",                "create",           ANYBODY,  "DRAFT"),
    ("OUT-T01",  "DRAFT",           "edit",             ANYBODY,  "DRAFT"),
    ("OUT-T02",  "DRAFT",           "consult",          ANYBODY,  "IN_CONSULTATION"),
    ("OUT-T02",  "IN_CONSULTATION", "opine",            ANYBODY,  "IN_CONSULTATION"),
    ("OUT-T02",  "IN_CONSULTATION", "end_consultation", ANYBODY,  "DRAFT"),
    ("OUT-T03",  "DRAFT",           "submit",           ANYBODY,  "SUBMITTED"),
    *(("OUT-T04", state, "send_back", f"{SIGNERS} FORM_CHECKER", "DRAFT")
      for state in ("SUBMITTED", *APPROVED_ON)),
    ("OUT-T05",  "SUBMITTED",       "approve",          SIGNERS,  "APPROVED"),
    ("OUT-T05b", "SUBMITTED",       "content_check",    HEADS,    "SUBMITTED"),
    ("OUT-T06",  "APPROVED",        "content_check",    HEADS,    "CONTENT_OK"),
    ("OUT-T05b", "APPROVED",        "pass_content",     "SYSTEM", "CONTENT_OK"),
    ("OUT-T05b", "SUBMITTED",       "form_check",       "FORM_CHECKER OFFICE_CHIEF", "SUBMITTED"),
    ("OUT-T07",  "CONTENT_OK",      "form_check",       "FORM_CHECKER OFFICE_CHIEF", "FORM_OK"),
    ("§3.4",     "SUBMITTED",       "waive_form_check", "LEADER", "SUBMITTED"),
    ("§3.4",     "CONTENT_OK",      "waive_form_check", "LEADER", "FORM_OK"),
    ("OUT-T05b", "CONTENT_OK",      "pass_form",        "SYSTEM", "FORM_OK"),
    ("OUT-T08",  "FORM_OK",         "ready",            "SYSTEM", "READY_TO_SIGN"),
    ("OUT-T09",  "SUBMITTED",       "edit",             ANYBODY,  "SUBMITTED"),
    *(("OUT-T09", state, "edit_after_approval", ANYBODY, "SUBMITTED") for state in APPROVED_ON),
    ("OUT-T10",  "READY_TO_SIGN",   "sign",             SIGNERS,  "SIGNED"),
    ("ORG-06",   "READY_TO_SIGN",   "void_approval",    "SYSTEM", "SUBMITTED"),
    ("OUT-T11",  "READY_TO_SIGN",   "refuse_sign",      SIGNERS,  "DRAFT"),
    ("§5.5",     "SIGNED",          "sign",             SIGNERS,  "SIGNED"),
    ("§5.5",     "SIGNED",          "refuse_sign",      SIGNERS,  "DRAFT"),
    ("OUT-T12",  "SIGNED",          "number",           "CLERK",  "NUMBERED"),
    ("OUT-T13",  "NUMBERED",        "register",         "CLERK",  "REGISTERED"),
    ("OUT-T14",  "REGISTERED",      "seal",             "CLERK",  "SEALED"),
    ("§5.5",     "SEALED",          "seal",             "CLERK",  "SEALED"),
    ("OUT-T15",  "SEALED",          "dispatch",         "CLERK",  "DISPATCHED"),
    ("OUT-T16",  "NUMBERED",        "void_number",      "CLERK LEADER", "VOIDED"),
    ("OUT-T16",  "REGISTERED",      "void_number",      "CLERK LEADER", "VOIDED"),
    ("OUT-T16",  "SEALED",          "void_number",      "CLERK LEADER", "VOIDED"),
    ("OUT-T17",  "DISPATCHED",      "recall",           "LEADER CLERK", "RECALLED"),
    ("OUT-T18",  "DISPATCHED",      "replace",          "SYSTEM", "REPLACED"),
    ("OUT-T19",  "DISPATCHED",      "correct",          "SYSTEM", "DISPATCHED"),
    ("§8.2",     "DISPATCHED",      "send_update",      "CLERK",  "DISPATCHED"),
    ("OUT-T20",  "SIGNED",          "paper_issue",      "CLERK",  "SIGNED"),
    ("OUT-T20",  "SEALED",          "paper_issue",      "CLERK",  "SEALED"),
    ("§5.4",     "REGISTERED",      "correct_line",     "CLERK",  "REGISTERED"),
    ("§5.4",     "SEALED",          "correct_line",     "CLERK",  "SEALED"),
    ("§5.4",     "DISPATCHED",      "correct_line",     "CLERK",  "DISPATCHED"),
    ("§5.7",     "DISPATCHED",      "copy",             "CLERK",  "DISPATCHED"),
    ("§5.7",     "DISPATCHED",      "extract",          "CLERK",  "DISPATCHED"),
    ("§5.7",     "DISPATCHED",      "extract_electronically", "CLERK", "DISPATCHED"),
    ("§5.4",     "DISPATCHED",      "send_by_post",     "CLERK",  "DISPATCHED"),
    *(("§5.4", state, step, "CLERK", state)
      for step in ("postmark", "lend_kept_copy", "take_back_kept_copy", "correct_posting",
                   "correct_lending")
      for state in GONE),
    ("OUT-T21",  "DRAFT",           "abandon",          ANYBODY,  "ABANDONED"),
    ("OUT-T21",  "SUBMITTED",       "abandon",          ANYBODY,  "ABANDONED"),
    *(("ORG-12", state, "pass_on", "SYSTEM", "DRAFT")
      for state in ("DRAFT", "IN_CONSULTATION", "SUBMITTED", *APPROVED_ON, "SIGNED")),
    *(("AR-04", state, "hand_on", "SYSTEM", state)
      for state in ("DRAFT", "IN_CONSULTATION", "SUBMITTED", *APPROVED_ON, "SIGNED", "NUMBERED",
                    "REGISTERED", "SEALED")),
    *(("AR-04", state, "change_signer", "SYSTEM", "DRAFT")
      for state in ("DRAFT", "IN_CONSULTATION", "SUBMITTED", *APPROVED_ON)),
]
# fmt: on
SECONDS = {("void_number", "CLERK", "LEADER"), ("recall", "LEADER", "CLERK")}
"""Acts of two: who begins, and who confirms (OUT-T16, T17)."""


@each(SENTENCES)
def test_an_outgoing_document_moves_from_its_desks_and_no_others(law_id, state, step, desks, end):
    for desk in desks.split():
        taken = OUTGOING.decide(draft(state, step), going(step), step, {Role(desk)})
        assert (taken.target, taken.id) == (end, law_id)
        shown = OUTGOING.open_to(draft(state, step), {Role(desk)})
        assert taken in shown
    others = frozenset(Role) - set(desks.split())
    with pytest.raises(Refused, match=r"^wrong_role$"):
        OUTGOING.decide(draft(state, step), going(step), step, others)
    assert step not in {it.name for it in OUTGOING.open_to(draft(state, step), others)}


def test_no_sentence_and_no_desk_could_be_added_unnoticed():
    """Whoever may take a step is named in a row above, and nobody else."""
    written = {
        (law_id, state, step, frozenset(desks.split()), end)
        for law_id, state, step, desks, end in SENTENCES
    }
    assert len(OUTGOING.transitions) == len(SENTENCES)
    assert written == {
        (it.id, it.source, it.name, frozenset(it.roles | it.seconds), it.target)
        for it in OUTGOING.transitions
    }


def test_a_void_is_lans_confirmed_by_minh_and_a_recall_is_minhs_done_by_lan():
    of_two = [it for it in OUTGOING.transitions if it.seconds]
    assert {(it.name, *it.roles, *it.seconds) for it in of_two} == SECONDS
    assert sorted(it.source for it in of_two) == ["DISPATCHED", "NUMBERED", "REGISTERED", "SEALED"]


def test_a_document_begins_with_its_draft():
    assert [it.name for it in OUTGOING.entries] == ["create"]


def test_these_are_ends():
    assert OUTGOING.final == {"DISPATCHED", "VOIDED", "RECALLED", "REPLACED", "ABANDONED"}


def test_on_whose_desk_it_lies():
    assert OUTGOING.waits == (
        Wait("DRAFT", "submit", "drafter"),
        Wait("IN_CONSULTATION", "opine", "consulted"),
        Wait("IN_CONSULTATION", "end_consultation", "drafter"),
        Wait("SUBMITTED", "approve", "signer"),
        Wait("SUBMITTED", "content_check", "content_checker"),
        Wait("SUBMITTED", "form_check", "form_checker"),
        Wait("APPROVED", "content_check", "content_checker"),
        Wait("CONTENT_OK", "form_check", "form_checker"),
        Wait("READY_TO_SIGN", "sign", "signer"),
        Wait("SIGNED", "sign", "next_signer"),
        Wait("SIGNED", "number", "clerks"),
        Wait("NUMBERED", "register", "clerks"),
        Wait("REGISTERED", "seal", "clerks"),
        Wait("SEALED", "seal", "next_clerks"),
        Wait("SEALED", "dispatch", "clerks"),
    )


def test_who_may_read_it_from_which_step_on():
    assert OUTGOING.reads == (
        Reads("create", "drafter"),
        Reads("create", "drafting_head"),
        Reads("consult", "consulted"),
        Reads("submit", "signer"),
        Reads("submit", "checkers"),
        Reads("submit", "head_of_agency"),
        Reads("edit", "signer_in_turn"),
        Reads("edit_after_approval", "signer"),
        Reads("sign", "clerks"),
        Reads("sign", "auditors"),
        Reads("sign", "next_signer"),
        Reads("seal", "next_clerks"),
    )


def test_nothing_that_went_out_is_hidden_from_its_readers():
    assert OUTGOING.hides == {}


def test_who_checks_the_form_of_drafts_has_done_with_what_is_signed():
    assert OUTGOING.lets_go == {"sign": {"form_checker"}}


def test_once_signed_nobody_edits_and_once_sent_nobody_voids():
    everybody = frozenset(Role)
    for state in ("SIGNED", "NUMBERED", "REGISTERED", "SEALED", "DISPATCHED"):
        shown = {it.name for it in OUTGOING.open_to(draft(state, ""), everybody)}
        assert not shown & {"edit", "edit_after_approval", "send_back", "abandon"}
    assert "void_number" not in shown
