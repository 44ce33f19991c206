"""Văn bản đi: before a document may leave, and after (Decree 30/2020, art. 10–18; DOMAIN §5)."""

from enum import StrEnum

from workflows.beside import (
    awaits_postmark,
    has_addressees,
    has_borrower,
    has_envelopes,
    has_lending,
    has_paper_original,
    has_posting,
    is_allowed,
    is_at_hand,
    is_lent,
    is_on_paper,
    says_the_receipt,
)
from workflows.going import (
    Going,
    OutgoingFacts,
    awaits_seal,
    awaits_signature,
    checker_did_not_draft,
    has_approval,
    has_content_check,
    has_copies,
    has_day,
    has_draft_data,
    has_equal_form,
    has_form_check,
    has_full_reason,
    has_no_layout_error,
    has_number,
    has_order,
    has_reason,
    has_recipients,
    has_text,
    has_units,
    is_a_part,
    is_corrected_by_letter,
    is_error_of_content,
    is_error_of_form,
    is_flash,
    is_in_open_book,
    is_not_own_checker,
    is_of_the_same_agency,
    is_sealed,
    is_signed,
    is_what_others_signed,
    is_what_was_approved,
    lacks_content_check,
    lacks_form_check,
    may_be_copied_so,
    seal_is_in_the_file,
    sealer_did_not_sign,
    signature_is_in_the_file,
    signer_did_not_check,
    was_never_numbered,
)
from workflows.law import NOWHERE, Reads, Role, Transition, Wait, Workflow, from_each
from workflows.updating import goes_to_who_has_it, is_with_somebody, new_day_lies_ahead
from workflows.within import (
    accounts_for_another_matter,
    capacity_holds,
    says_how_it_is_within,
)

__all__ = ["DRAFTERS", "OUTGOING", "Going", "Outgoing", "OutgoingFacts"]


class Outgoing(StrEnum):
    """Where a document of ours stands (DOMAIN §5.1)."""

    DRAFT = "DRAFT"
    IN_CONSULTATION = "IN_CONSULTATION"
    SUBMITTED = "SUBMITTED"
    APPROVED = "APPROVED"
    CONTENT_OK = "CONTENT_OK"
    FORM_OK = "FORM_OK"
    READY_TO_SIGN = "READY_TO_SIGN"
    SIGNED = "SIGNED"
    NUMBERED = "NUMBERED"
    REGISTERED = "REGISTERED"
    SEALED = "SEALED"
    DISPATCHED = "DISPATCHED"
    VOIDED = "VOIDED"
    RECALLED = "RECALLED"
    REPLACED = "REPLACED"
    ABANDONED = "ABANDONED"


(
    DRAFT, IN_CONSULTATION, SUBMITTED, APPROVED, CONTENT_OK, FORM_OK, READY_TO_SIGN, SIGNED,
    NUMBERED, REGISTERED, SEALED, DISPATCHED, VOIDED, RECALLED, REPLACED, ABANDONED,
) = Outgoing  # fmt: skip
CLERK, LEADER, CHIEF, HEAD, OFFICER, CHECKER, SYSTEM = (
    Role.CLERK,
    Role.LEADER,
    Role.OFFICE_CHIEF,
    Role.UNIT_HEAD,
    Role.OFFICER,
    Role.FORM_CHECKER,
    Role.SYSTEM,
)
DRAFTERS = frozenset({OFFICER, HEAD, CHIEF, LEADER})
SIGNERS = frozenset({LEADER, CHIEF, HEAD})
CHECKED = (APPROVED, CONTENT_OK, FORM_OK, READY_TO_SIGN)

WITH_OTHERS = (SUBMITTED, *CHECKED)
"""Where it waits for another's check, approval or signature, and nobody set a day for it."""
UNSIGNED = (DRAFT, IN_CONSULTATION, *WITH_OTHERS)
"""Where the named signer leaves, whoever signs instead begins with it again (ORG-06, AR-04)."""
UNISSUED = (*UNSIGNED, SIGNED)
"""Without a number: whoever takes it over begins again with it, in his own agency's name (ORG-12).
What has one is finished by the agency that gave it, or voided."""
HALF_ISSUED = (NUMBERED, REGISTERED, SEALED)

GONE = (DISPATCHED, RECALLED, REPLACED)
"""It went out: its original is kept whatever became of it since (art. 19)."""

SIGNED_OFF = {has_approval, has_content_check, has_form_check}
"""The three sign-offs on one text (OUT-T08)."""

PRESENTABLE = {has_draft_data, has_no_layout_error}
"""What a changed text must be before it lies with the signer again (OUT-T09)."""

Step = Transition[OutgoingFacts, Going]

# fmt: off
OUTGOING: Workflow[OutgoingFacts, Going] = Workflow("outgoing", (
    Step("OUT-T01", "create",  NOWHERE, DRAFT, DRAFTERS, asked={has_draft_data}),
    Step("OUT-T01", "edit",    DRAFT, DRAFT, DRAFTERS, asked={has_draft_data}),
    Step("OUT-T02", "consult", DRAFT, IN_CONSULTATION, DRAFTERS, asked={has_units, has_day}),
    Step("OUT-T02", "opine",   IN_CONSULTATION, IN_CONSULTATION, DRAFTERS, asked={has_text}),
    Step("OUT-T02", "end_consultation", IN_CONSULTATION, DRAFT, DRAFTERS),
    Step("OUT-T03", "submit",  DRAFT, SUBMITTED, DRAFTERS, asked={has_no_layout_error}),
    *from_each((SUBMITTED, *CHECKED),
        Step("OUT-T04", "send_back", "", DRAFT, SIGNERS | {CHECKER}, asked={has_reason})),
    Step("OUT-T05", "approve", SUBMITTED, APPROVED, SIGNERS,
         asked={capacity_holds, says_how_it_is_within, accounts_for_another_matter,
                signer_did_not_check}),
    Step("OUT-T05b", "content_check", SUBMITTED, SUBMITTED, {HEAD, CHIEF, LEADER},
         {lacks_content_check}, {is_not_own_checker, checker_did_not_draft}),
    Step("OUT-T06",  "content_check", APPROVED, CONTENT_OK, {HEAD, CHIEF, LEADER},
         {has_approval, lacks_content_check}, {is_not_own_checker, checker_did_not_draft}),
    Step("OUT-T05b", "pass_content",  APPROVED, CONTENT_OK, {SYSTEM},
         {has_approval, has_content_check}),
    Step("OUT-T05b", "form_check", SUBMITTED, SUBMITTED, {CHECKER, CHIEF},
         {lacks_form_check}, {is_not_own_checker, checker_did_not_draft}),
    Step("OUT-T07",  "form_check", CONTENT_OK, FORM_OK, {CHECKER, CHIEF},
         {has_content_check, lacks_form_check}, {is_not_own_checker, checker_did_not_draft}),
    Step("§3.4", "waive_form_check", SUBMITTED, SUBMITTED, {LEADER},
         {lacks_form_check, is_flash}, {has_full_reason, checker_did_not_draft}),
    Step("§3.4", "waive_form_check", CONTENT_OK, FORM_OK, {LEADER},
         {lacks_form_check, is_flash}, {has_full_reason, checker_did_not_draft}),
    Step("OUT-T05b", "pass_form",  CONTENT_OK, FORM_OK, {SYSTEM},
         {has_content_check, has_form_check}),
    Step("OUT-T08",  "ready", FORM_OK, READY_TO_SIGN, {SYSTEM}, SIGNED_OFF),
    Step("OUT-T09",  "edit",  SUBMITTED, SUBMITTED, DRAFTERS, asked=PRESENTABLE),
    *from_each(CHECKED,
        Step("OUT-T09", "edit_after_approval", "", SUBMITTED, DRAFTERS, asked=PRESENTABLE)),
    Step("OUT-T10", "sign", READY_TO_SIGN, SIGNED, SIGNERS, SIGNED_OFF,
         {capacity_holds, is_what_was_approved, signature_is_in_the_file}),
    Step("§5.5",    "sign", SIGNED, SIGNED, SIGNERS, {awaits_signature},
         {capacity_holds, is_what_others_signed, signature_is_in_the_file}),
    Step("§5.5",    "refuse_sign", SIGNED, DRAFT, SIGNERS, {awaits_signature}, {has_reason}),
    Step("ORG-06",  "void_approval", READY_TO_SIGN, SUBMITTED, {SYSTEM}, asked={has_reason}),
    Step("OUT-T11", "refuse_sign", READY_TO_SIGN, DRAFT, SIGNERS, asked={has_reason}),
    Step("OUT-T12", "number",   SIGNED, NUMBERED, {CLERK}, {is_signed}),
    Step("OUT-T13", "register", NUMBERED, REGISTERED, {CLERK}, {has_number}),
    Step("OUT-T14", "seal",     REGISTERED, SEALED, {CLERK}, {is_signed, has_number},
         {sealer_did_not_sign, seal_is_in_the_file}),
    Step("§5.5",    "seal",     SEALED, SEALED, {CLERK}, {awaits_seal},
         {sealer_did_not_sign, seal_is_in_the_file}),
    Step("OUT-T15", "dispatch", SEALED, DISPATCHED, {CLERK}, {is_sealed}, {has_recipients}),
    *from_each((NUMBERED, REGISTERED, SEALED),
        Step("OUT-T16", "void_number", "", VOIDED, {CLERK}, asked={has_reason}, seconds={LEADER})),
    Step("OUT-T17", "recall",   DISPATCHED, RECALLED, {LEADER},
         asked={has_reason, has_order}, seconds={CLERK}),
    Step("OUT-T18", "replace",  DISPATCHED, REPLACED, {SYSTEM},
         asked={is_of_the_same_agency, has_equal_form, is_error_of_content}),
    Step("OUT-T19", "correct",  DISPATCHED, DISPATCHED, {SYSTEM},
         asked={is_of_the_same_agency, is_corrected_by_letter, is_error_of_form}),
    Step("§8.2", "send_update", DISPATCHED, DISPATCHED, {CLERK}, {is_with_somebody},
         {has_reason, goes_to_who_has_it, new_day_lies_ahead}),
    *from_each((SIGNED, SEALED), stay=True, step=
        Step("OUT-T20", "paper_issue", "", "", {CLERK}, {is_signed}, {has_copies})),
    *from_each((REGISTERED, SEALED, DISPATCHED), stay=True, step=
        Step("§5.4", "correct_line", "", "", {CLERK}, {is_in_open_book}, {has_reason})),
    Step("§5.7",    "copy",    DISPATCHED, DISPATCHED, {CLERK}, {is_sealed},
         {may_be_copied_so, has_copies}),
    Step("§5.7",    "extract", DISPATCHED, DISPATCHED, {CLERK}, {is_sealed},
         {is_a_part, has_copies}),
    Step("§5.7",    "extract_electronically", DISPATCHED, DISPATCHED, {CLERK}, {is_sealed},
         {is_a_part, seal_is_in_the_file}),
    Step("§5.4", "send_by_post", DISPATCHED, DISPATCHED, {CLERK}, {is_on_paper},
         {has_addressees, has_envelopes}),
    *from_each(GONE, stay=True, step=
        Step("§5.4", "postmark", "", "", {CLERK}, {awaits_postmark}, {says_the_receipt})),
    *from_each(GONE, stay=True, step=
        Step("§5.4", "lend_kept_copy", "", "", {CLERK}, {has_paper_original, is_at_hand},
             {has_borrower, is_allowed})),
    *from_each(GONE, stay=True, step=
        Step("§5.4", "take_back_kept_copy", "", "", {CLERK}, {is_lent})),
    *from_each(GONE, stay=True, step=
        Step("§5.4", "correct_posting", "", "", {CLERK}, {has_posting}, {has_reason})),
    *from_each(GONE, stay=True, step=
        Step("§5.4", "correct_lending", "", "", {CLERK}, {has_lending},
             {has_reason, is_allowed})),
    *from_each((DRAFT, SUBMITTED),
        Step("OUT-T21", "abandon", "", ABANDONED, DRAFTERS, {was_never_numbered})),
    *from_each(UNISSUED,
        Step("ORG-12", "pass_on", "", DRAFT, {SYSTEM}, asked={has_reason})),
    *from_each((*UNISSUED, *HALF_ISSUED), stay=True, step=
        Step("AR-04", "hand_on", "", "", {SYSTEM}, asked={has_reason})),
    *from_each(UNSIGNED,
        Step("AR-04", "change_signer", "", DRAFT, {SYSTEM}, asked={has_reason})),
), waits=(
    Wait(DRAFT,           "submit",        "drafter"),
    Wait(IN_CONSULTATION, "opine",         "consulted"),
    Wait(IN_CONSULTATION, "end_consultation", "drafter"),
    Wait(SUBMITTED,       "approve",       "signer"),
    Wait(SUBMITTED,       "content_check", "content_checker"),
    Wait(SUBMITTED,       "form_check",    "form_checker"),
    Wait(APPROVED,        "content_check", "content_checker"),
    Wait(CONTENT_OK,      "form_check",    "form_checker"),
    Wait(READY_TO_SIGN,   "sign",          "signer"),
    Wait(SIGNED,          "sign",          "next_signer"),
    Wait(SIGNED,          "number",        "clerks"),
    Wait(NUMBERED,        "register",      "clerks"),
    Wait(REGISTERED,      "seal",          "clerks"),
    Wait(SEALED,          "seal",          "next_clerks"),
    Wait(SEALED,          "dispatch",      "clerks"),
), reads=(
    Reads("create",  "drafter"),
    Reads("create",  "drafting_head"),
    Reads("consult", "consulted"),
    Reads("submit",  "signer"),
    Reads("submit",  "checkers"),
    Reads("submit",  "head_of_agency"),
    Reads("edit",    "signer_in_turn"),
    Reads("edit_after_approval", "signer"),
    Reads("sign",    "clerks"),
    Reads("sign",    "auditors"),
    Reads("sign",    "next_signer"),
    Reads("seal",    "next_clerks"),
), lets_go={"sign": frozenset({"form_checker"})}, reread=frozenset({
    "correct_line", "correct_posting", "correct_lending", "send_update",
}),
final=frozenset({DISPATCHED, VOIDED, RECALLED, REPLACED, ABANDONED}))
# fmt: on
