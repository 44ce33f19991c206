"""Each guard of each step of văn bản đi, when its fact is missing, is named; and at its edge."""

import pytest

from tests.law.guards import guards_of
from tests.law.papers import GONE, HOA, LAN, MAI, MINH, NAM, draft, going
from tests.law.rows import each
from workflows import OUTGOING, Refused, Role
from workflows.going import FULL_REASON, Going
from workflows.outgoing import OutgoingFacts

EVERYBODY = frozenset(Role)
APPROVED_ON = "APPROVED CONTENT_OK FORM_OK READY_TO_SIGN"
IN_THE_BOOK = "REGISTERED SEALED DISPATCHED"
NUMBERED_ON = "NUMBERED REGISTERED SEALED"
OUT = " ".join(GONE)
UNAPPROVED, UNREAD, UNFORMED = {"approved_by": None}, {"content_by": None}, {"form_by": None}
OF_TWO = {"issuers": 2}
MINHS_OWN = {"drafter_id": MINH}
ENDED = {"capacity_refused": "tuq_expired"}
BUDGETS = {"scope": "Quyết toán ngân sách xã", "about": "V/v quyết toán ngân sách"}

# fmt: off
NOT_OFFERED = [
    ("SUBMITTED",       "content_check",    {"content_by": HOA},    "lacks_content_check"),
    ("APPROVED",        "content_check",    {"content_by": HOA},    "lacks_content_check"),
    ("APPROVED",        "content_check",    UNAPPROVED,             "has_approval"),
    ("APPROVED",        "pass_content",     UNAPPROVED,             "has_approval"),
    ("APPROVED",        "pass_content",     UNREAD,                 "has_content_check"),
    ("SUBMITTED",       "form_check",       {"form_by": MAI},       "lacks_form_check"),
    ("CONTENT_OK",      "form_check",       {"form_by": MAI},       "lacks_form_check"),
    ("CONTENT_OK",      "form_check",       UNREAD,                 "has_content_check"),
    ("SUBMITTED",       "waive_form_check", {"form_by": MAI},       "lacks_form_check"),
    ("CONTENT_OK",      "waive_form_check", {"form_by": MAI},       "lacks_form_check"),
    ("SUBMITTED",       "waive_form_check", {"urgency": "KHAN"},    "is_flash"),
    ("CONTENT_OK",      "waive_form_check", {"urgency": "THUONG_KHAN"}, "is_flash"),
    ("CONTENT_OK",      "pass_form",        UNREAD,                 "has_content_check"),
    ("CONTENT_OK",      "pass_form",        UNFORMED,               "has_form_check"),
    ("FORM_OK",         "ready",            UNAPPROVED,             "has_approval"),
    ("FORM_OK",         "ready",            UNREAD,                 "has_content_check"),
    ("FORM_OK",         "ready",            UNFORMED,               "has_form_check"),
    ("READY_TO_SIGN",   "sign",             UNAPPROVED,             "has_approval"),
    ("READY_TO_SIGN",   "sign",             UNREAD,                 "has_content_check"),
    ("READY_TO_SIGN",   "sign",             UNFORMED,               "has_form_check"),
    ("SIGNED",          "sign",             {"signatures": 2},      "awaits_signature"),
    ("SIGNED",          "refuse_sign",      {"signatures": 2},      "awaits_signature"),
    ("SIGNED",          "number",           {"signatures": 0},      "is_signed"),
    ("SIGNED",          "number",           OF_TWO | {"signatures": 1}, "is_signed"),
    ("NUMBERED",        "register",         {"number": None},       "has_number"),
    ("REGISTERED",      "seal",             {"signatures": 0},      "is_signed"),
    ("REGISTERED",      "seal",             {"number": None},       "has_number"),
    ("SEALED",          "seal",             {"signatures": 4},      "awaits_seal"),
    ("SEALED",          "dispatch",         {"signatures": 1},      "is_sealed"),
    ("SEALED",          "dispatch",         OF_TWO | {"signatures": 3}, "is_sealed"),
    ("SIGNED SEALED",   "paper_issue",      {"signatures": 0},      "is_signed"),
    (IN_THE_BOOK,       "correct_line",     {"line_is_open": False}, "is_in_open_book"),
    ("DISPATCHED",      "copy",             {"signatures": 1},      "is_sealed"),
    ("DISPATCHED",      "extract",          {"signatures": 1},      "is_sealed"),
    ("DISPATCHED",      "extract_electronically", {"signatures": 1}, "is_sealed"),
    ("DISPATCHED",      "send_update",      {"is_with_somebody": False}, "is_with_somebody"),
    ("DISPATCHED",      "send_by_post",     {"sheets": 0},          "is_on_paper"),
    (OUT,               "postmark",         {"awaits_postmark": False}, "awaits_postmark"),
    (OUT,               "lend_kept_copy",   {"copies": 0},          "has_paper_original"),
    (OUT,               "lend_kept_copy",   {"is_lent": True},      "is_at_hand"),
    (OUT,               "take_back_kept_copy", {"is_lent": False},  "is_lent"),
    (OUT,               "correct_posting",  {"has_posting": False}, "has_posting"),
    (OUT,               "correct_lending",  {"has_lending": False}, "has_lending"),
    ("DRAFT SUBMITTED", "abandon",          {"number": 1},          "was_never_numbered"),
]
ABOUT = frozenset({"FMT-17"})
BOTH = frozenset({"FMT-17", "FMT-23"})
SECRET = frozenset({"FMT-34"})
MISSING = [
    ("",              "create",           {}, {"named": False},   "has_draft_data"),
    ("DRAFT",         "edit",             {}, {"named": False},   "has_draft_data"),
    ("DRAFT",         "consult",          {}, {"units": 0},       "has_units"),
    ("DRAFT",         "consult",          {}, {"now": 201},       "has_day"),
    ("IN_CONSULTATION", "opine",          {}, {"text": " "},      "has_text"),
    ("DRAFT",         "submit",           {}, {"errors": ABOUT},  "has_no_layout_error"),
    (f"SUBMITTED {APPROVED_ON}", "send_back", {}, {"reason": ""}, "has_reason"),
    ("SUBMITTED",     "approve",          {}, ENDED,                "capacity_holds"),
    ("SUBMITTED",     "approve", {}, BUDGETS | {"reason": " "}, "says_how_it_is_within"),
    ("SUBMITTED",     "approve", {}, BUDGETS | {"about": "V/v lễ hội", "reason": "Vì"},
     "accounts_for_another_matter"),
    ("SUBMITTED",     "approve", MINHS_OWN | {"form_by": MINH}, {}, "signer_did_not_check"),
    ("SUBMITTED",     "content_check",    {"form_by": HOA}, {},   "is_not_own_checker"),
    ("SUBMITTED",     "content_check",    MINHS_OWN, {"person_id": MINH}, "checker_did_not_draft"),
    ("APPROVED",      "content_check",    {"form_by": HOA}, {},   "is_not_own_checker"),
    ("APPROVED",      "content_check",    MINHS_OWN, {"person_id": MINH}, "checker_did_not_draft"),
    ("SUBMITTED",     "form_check",       {"content_by": MAI}, {}, "is_not_own_checker"),
    ("SUBMITTED",     "form_check",       MINHS_OWN, {"person_id": MINH}, "checker_did_not_draft"),
    ("CONTENT_OK",    "form_check",       {"content_by": MAI}, {}, "is_not_own_checker"),
    ("CONTENT_OK",    "form_check",       MINHS_OWN, {"person_id": MINH}, "checker_did_not_draft"),
    ("SUBMITTED",     "waive_form_check", {}, {"reason": "Gấp"},  "has_full_reason"),
    ("SUBMITTED",     "waive_form_check", MINHS_OWN, {},          "checker_did_not_draft"),
    ("CONTENT_OK",    "waive_form_check", {}, {"reason": ""},     "has_full_reason"),
    ("CONTENT_OK",    "waive_form_check", MINHS_OWN, {},          "checker_did_not_draft"),
    ("SUBMITTED",     "edit",             {}, {"named": False},   "has_draft_data"),
    ("SUBMITTED",     "edit",             {}, {"errors": BOTH},   "has_no_layout_error"),
    (APPROVED_ON,     "edit_after_approval", {}, {"named": False}, "has_draft_data"),
    (APPROVED_ON,     "edit_after_approval", {}, {"errors": ABOUT}, "has_no_layout_error"),
    ("READY_TO_SIGN", "sign",             {}, ENDED,                "capacity_holds"),
    ("READY_TO_SIGN", "sign",             {}, {"same_hash": False}, "is_what_was_approved"),
    ("READY_TO_SIGN", "sign",   {}, {"signature_is_sound": False}, "signature_is_in_the_file"),
    ("SIGNED",        "sign",             {}, ENDED,                "capacity_holds"),
    ("SIGNED",        "sign",             {}, {"same_hash": False}, "is_what_others_signed"),
    ("SIGNED",        "sign",   {}, {"signature_is_sound": False}, "signature_is_in_the_file"),
    ("SIGNED",        "refuse_sign",      {}, {"reason": " "},    "has_reason"),
    ("SEALED",        "seal",             {}, {"person_id": MINH}, "sealer_did_not_sign"),
    ("SEALED",        "seal",   {"co_signed_by": {LAN}}, {},      "sealer_did_not_sign"),
    ("SEALED",        "seal",             {}, {"seal_is_sound": False}, "seal_is_in_the_file"),
    ("READY_TO_SIGN", "void_approval",    {}, {"reason": ""},     "has_reason"),
    ("READY_TO_SIGN", "refuse_sign",      {}, {"reason": " "},    "has_reason"),
    ("REGISTERED",    "seal",             {}, {"person_id": MINH}, "sealer_did_not_sign"),
    ("REGISTERED",    "seal",             {}, {"seal_is_sound": False}, "seal_is_in_the_file"),
    ("SEALED",        "dispatch",         {}, {"recipients": 0},  "has_recipients"),
    (NUMBERED_ON,     "void_number",      {}, {"reason": ""},     "has_reason"),
    ("DISPATCHED",    "recall",           {}, {"reason": ""},     "has_reason"),
    ("DISPATCHED",    "recall",           {}, {"order_code": " "}, "has_order"),
    ("DISPATCHED",    "replace",          {}, {"same_agency": False}, "is_of_the_same_agency"),
    ("DISPATCHED",    "correct",          {}, {"same_agency": False}, "is_of_the_same_agency"),
    ("DISPATCHED",    "replace",          {}, {"equal_form": False}, "has_equal_form"),
    ("DISPATCHED",    "replace",          {}, {"content_error": False}, "is_error_of_content"),
    ("DISPATCHED",    "correct",          {}, {"is_letter": False}, "is_corrected_by_letter"),
    ("DISPATCHED",    "correct",          {}, {"form_error": False}, "is_error_of_form"),
    ("SIGNED SEALED", "paper_issue",      {}, {"copies": 0},      "has_copies"),
    (IN_THE_BOOK,     "correct_line",     {}, {"reason": " "},    "has_reason"),
    ("DISPATCHED",    "copy",             {}, {"copies": 0},      "has_copies"),
    ("DISPATCHED",    "extract",          {}, {"copies": 0},      "has_copies"),
    ("DISPATCHED",    "extract",          {}, {"parts": 0},       "is_a_part"),
    ("DISPATCHED",    "extract_electronically", {}, {"parts": 3}, "is_a_part"),
    ("DISPATCHED",   "extract_electronically", {}, {"seal_is_sound": False}, "seal_is_in_the_file"),
    ("DISPATCHED",    "copy",             {}, {"may_be_copied_so": False}, "may_be_copied_so"),
    ("DISPATCHED",    "send_update",      {}, {"recipients": 0},  "goes_to_who_has_it"),
    ("DISPATCHED",    "send_update",      {}, {"reason": " "},    "has_reason"),
    ("DISPATCHED",    "send_update",      {}, {"due": 99},        "new_day_lies_ahead"),
    ("DISPATCHED",    "send_by_post",     {}, {"recipients": 0},  "has_addressees"),
    ("DISPATCHED",    "send_by_post",     {}, {"copies": 0},      "has_envelopes"),
    (OUT,             "postmark",         {}, {"text": " "},      "says_the_receipt"),
    (OUT,             "lend_kept_copy",   {}, {"text": " "},      "has_borrower"),
    (OUT,             "lend_kept_copy",   {}, {"allowed": False}, "is_allowed"),
    (OUT,             "correct_posting",  {}, {"reason": " "},    "has_reason"),
    (OUT,             "correct_lending",  {}, {"reason": ""},     "has_reason"),
    (OUT,             "correct_lending",  {}, {"allowed": False}, "is_allowed"),
    ("DRAFT IN_CONSULTATION SUBMITTED APPROVED CONTENT_OK FORM_OK READY_TO_SIGN SIGNED",
     "pass_on", {}, {"reason": " "}, "has_reason"),
    ("DRAFT IN_CONSULTATION SUBMITTED APPROVED CONTENT_OK FORM_OK READY_TO_SIGN SIGNED NUMBERED "
     "REGISTERED SEALED", "hand_on", {}, {"reason": " "}, "has_reason"),
    ("DRAFT IN_CONSULTATION SUBMITTED APPROVED CONTENT_OK FORM_OK READY_TO_SIGN",
     "change_signer", {}, {"reason": " "}, "has_reason"),
]
EXCEPTED = {"excepted": True}
EDGES = [
    ("DRAFT",      "consult",          {}, {"now": 200}, []),
    ("DRAFT",      "consult",          {}, {"due": None}, ["has_day"]),
    ("DRAFT",      "consult",          {}, {"units": 2}, []),
    ("DRAFT",      "submit",           {}, {"errors": ABOUT, "waived": ABOUT}, []),
    ("DRAFT",      "submit",  {}, {"errors": ABOUT, "waived": ABOUT, "reason": "x" * 19 + " "},
     ["has_no_layout_error"]),
    ("DRAFT",      "submit",  {}, {"errors": BOTH, "waived": BOTH, "reason": "x" * 20}, []),
    ("DRAFT",      "submit",  {}, {"errors": BOTH, "waived": ABOUT}, ["has_no_layout_error"]),
    ("DRAFT",      "submit",  {}, {"errors": ABOUT, "waived": BOTH}, []),
    ("DRAFT",      "submit",  {}, {"errors": SECRET, "waived": SECRET}, ["has_no_layout_error"]),
    ("SUBMITTED",  "edit",    {}, {"errors": ABOUT, "waived": ABOUT}, []),
    ("SUBMITTED",  "edit",    {}, {"errors": BOTH, "waived": ABOUT}, ["has_no_layout_error"]),
    ("DRAFT",      "submit",           {}, {"errors": frozenset(), "reason": ""}, []),
    ("SUBMITTED",  "approve",          MINHS_OWN, {}, []),
    ("SUBMITTED",  "approve", MINHS_OWN | {"content_by": MINH}, {}, ["signer_did_not_check"]),
    ("SUBMITTED",  "approve",          {"content_by": MINH}, {}, []),
    ("SUBMITTED",  "form_check",       {"content_by": MAI}, EXCEPTED, []),
    ("SUBMITTED",  "form_check",       {"content_by": MAI}, EXCEPTED | {"reason": "Ít người"},
     ["is_not_own_checker"]),
    ("APPROVED",   "content_check",    {"drafter_id": HOA}, {}, []),
    ("APPROVED",   "content_check",    {"drafter_id": HOA, "signer_id": HOA}, {},
     ["checker_did_not_draft"]),
    ("APPROVED",   "content_check",    {"drafter_id": HOA, "approved_by": HOA}, {},
     ["checker_did_not_draft"]),
    ("SUBMITTED",  "content_check",    {"signer_id": HOA}, {}, []),
    ("CONTENT_OK", "form_check",       MINHS_OWN, {}, []),
    ("CONTENT_OK", "form_check",       {"content_by": MAI}, EXCEPTED | {"reason": ""},
     ["is_not_own_checker"]),
    ("CONTENT_OK", "waive_form_check", {}, {"reason": "x" * 19 + " "}, ["has_full_reason"]),
    ("CONTENT_OK", "waive_form_check", {}, {"reason": "x" * 20}, []),
    ("READY_TO_SIGN", "sign",          {}, {"person_id": HOA}, ["is_what_was_approved"]),
    ("SIGNED",     "number",           {"signatures": 1}, {}, []),
    ("SIGNED",     "number",           OF_TWO | {"signatures": 2}, {}, []),
    ("SIGNED",     "sign",             OF_TWO | {"signatures": 1}, {"person_id": HOA}, []),
    ("SIGNED",     "sign", {"signatures": 1, "issuers": 1}, {}, ["awaits_signature"]),
    ("SEALED",     "seal",             OF_TWO | {"signatures": 3}, {}, []),
    ("SEALED",     "seal", {"signatures": 2, "issuers": 1}, {}, ["awaits_seal"]),
    ("REGISTERED", "seal",             OF_TWO | {"signatures": 1}, {}, ["is_signed"]),
    ("SEALED",     "dispatch",         OF_TWO | {"signatures": 4}, {}, []),
    ("SEALED",     "dispatch",         {"signatures": 2}, {"recipients": 1}, []),
    ("SEALED",     "dispatch",         {"signatures": 3}, {"recipients": 2}, []),
    ("SEALED",     "paper_issue",      {}, {"copies": 1}, []),
    ("SEALED",     "paper_issue",      {}, {"copies": 2}, []),
    ("DISPATCHED", "send_by_post",     {"sheets": 1, "copies": 0}, {"recipients": 1}, []),
    ("DISPATCHED", "send_by_post",     {}, {"recipients": 2, "copies": 2}, []),
    ("RECALLED",   "lend_kept_copy",   {"copies": 2}, {}, []),
    ("DISPATCHED", "extract",          {}, {"parts": 2}, []),
    ("DISPATCHED", "extract",          {}, {"parts": 3}, ["is_a_part"]),
]
# fmt: on


@each(NOT_OFFERED)
def test_without_its_fact_a_step_is_refused_by_name_and_has_no_button(states, step, facts, reason):
    for state in states.split():
        paper = draft(state, step, **facts)
        with pytest.raises(Refused, match=f"^{reason}$"):
            OUTGOING.decide(paper, going(step), step, EVERYBODY)
        assert OUTGOING.step(state, step).lacks(paper) == [reason]
        assert OUTGOING.step(state, step) not in OUTGOING.open_to(paper, EVERYBODY)


@each(MISSING)
def test_what_an_act_does_not_bring_is_named_and_the_button_stays(states, step, facts, act, reason):
    for state in states.split() or [""]:
        paper, brought = draft(state, step, **facts), going(step, **act)
        with pytest.raises(Refused, match=f"^{reason}$"):
            OUTGOING.decide(paper, brought, step, EVERYBODY)
        assert OUTGOING.step(state, step).objections(paper, brought) == [reason]
        assert OUTGOING.step(state, step) in OUTGOING.open_to(paper, EVERYBODY)


@each(EDGES)
def test_at_the_edge_of_a_rule(state, step, facts, act, objections):
    sentence = OUTGOING.step(state, step)
    assert sentence.objections(draft(state, step, **facts), going(step, **act)) == objections


def test_no_guard_could_be_dropped_or_added_unnoticed():
    """Each guard of each step is the reason of one row above."""
    offered = {(state, step, why) for row, step, _, why in NOT_OFFERED for state in row.split()}
    asked = {
        (state, step, why) for row, step, _, _, why in MISSING for state in row.split() or [""]
    }
    for written, field in ((offered, "offered"), (asked, "asked")):
        assert written == guards_of(OUTGOING, field)


def test_an_exception_is_never_silent():
    assert FULL_REASON == 20


def test_whoever_seals_did_not_sign_and_nobody_signs_for_another():
    paper = draft("REGISTERED", "seal", signed_by=LAN)
    assert OUTGOING.step("REGISTERED", "seal").objections(paper, going("seal")) == [
        "sealer_did_not_sign"
    ]
    paper = draft("READY_TO_SIGN", "sign", approved_by=HOA)
    assert OUTGOING.step("READY_TO_SIGN", "sign").objections(paper, going("sign")) == [
        "is_what_was_approved"
    ]


def test_a_drafter_who_does_not_sign_may_check_his_own_draft():
    """SOD-02 binds the signer; Hoa drafts for Minh, and answers for her unit's content."""
    paper = draft("SUBMITTED", "content_check", drafter_id=HOA)
    assert OUTGOING.step("SUBMITTED", "content_check").objections(
        paper, going("content_check")
    ) == []  # fmt: skip
    assert OUTGOING.step("APPROVED", "content_check").objections(
        draft("APPROVED", "content_check", drafter_id=NAM), going("content_check", person_id=NAM)
    ) == []  # fmt: skip


def test_whoever_brings_nothing_claims_nothing():
    assert Going() == Going(
        reason="",
        person_id=0,
        excepted=False,
        errors=frozenset(),
        waived=frozenset(),
        named=True,
        capacity_refused="",
        same_hash=True,
        units=0,
        now=0,
        due=None,
        text="",
        recipients=0,
        seal_is_sound=False,
        signature_is_sound=False,
        order_code="",
        same_agency=False,
        equal_form=False,
        is_letter=False,
        form_error=False,
        content_error=False,
        copies=0,
        may_be_copied_so=True,
        parts=0,
        whole=0,
    )


def test_the_law_asks_of_a_paper_only_what_is_written_in_the_protocol():
    asked = {name for name in vars(OutgoingFacts) if not name.startswith("_")}
    assert asked == set(vars(draft("DRAFT", "submit")))
