"""Văn bản đi: before a document may leave, and after (Decree 30/2020, articles 10–18; DOMAIN §5)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from workflows.law import NOWHERE, Reads, Role, Transition, Wait, Workflow, from_each


class Outgoing(StrEnum):
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


FULL_REASON = 20
"""Letters that the reason of an exception has at least (DOMAIN §3.4)."""


class OutgoingFacts(Protocol):
    """What the law asks of an outgoing document as it stands.

    Sign-offs are those on the current hash: a change makes them empty by itself (art. 11.2).
    People are the ids of persons; None where nobody has done it.
    """

    @property
    def state(self) -> str: ...
    @property
    def drafter_id(self) -> int: ...
    @property
    def approved_by(self) -> int | None: ...
    @property
    def content_by(self) -> int | None: ...
    @property
    def form_by(self) -> int | None: ...
    @property
    def signed_by(self) -> int | None: ...
    @property
    def signatures(self) -> int: ...
    @property
    def number(self) -> int | None: ...
    @property
    def urgency(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """What an act brings to an outgoing document; each step uses a few of these."""

    reason: str = ""
    person_id: int = 0
    excepted: bool = False
    errors: int = 0
    waived: bool = False
    named: bool = True
    capacity_refused: str = ""
    same_hash: bool = True
    units: int = 0
    now: int = 0
    due: int | None = None
    text: str = ""
    recipients: int = 0
    seal_is_sound: bool = False
    signature_is_sound: bool = False
    order_code: str = ""
    equal_form: bool = False
    is_letter: bool = False
    form_error: bool = False
    copies: int = 0


def has_number(paper: OutgoingFacts) -> bool:
    """It has its number in the register (art. 15)."""
    return paper.number is not None


def is_signed(paper: OutgoingFacts) -> bool:
    """A person's signature is in the file before anything else (SIG-01; art. 32.2d)."""
    return paper.signatures >= 1


def is_sealed(paper: OutgoingFacts) -> bool:
    """The agency's signature is in the file, over the person's (art. 17.2)."""
    return paper.signatures >= 2


def has_approval(paper: OutgoingFacts) -> bool:
    """The person competent to sign has approved this very text (art. 11.1)."""
    return paper.approved_by is not None


def has_content_check(paper: OutgoingFacts) -> bool:
    """The head of the drafting unit answers for the content of this very text (art. 12.1)."""
    return paper.content_by is not None


def has_form_check(paper: OutgoingFacts) -> bool:
    """Somebody answers for the form of this very text (art. 12.2)."""
    return paper.form_by is not None


def lacks_content_check(paper: OutgoingFacts) -> bool:
    """Nobody has checked the content of this very text yet (OUT-T05b)."""
    return paper.content_by is None


def lacks_form_check(paper: OutgoingFacts) -> bool:
    """Nobody has checked the form of this very text yet (OUT-T05b)."""
    return paper.form_by is None


def is_flash(paper: OutgoingFacts) -> bool:
    """Hỏa tốc: the only level where the form check may be waived (DOMAIN §3.4, §4.4)."""
    return paper.urgency == "HOA_TOC"


def was_never_numbered(paper: OutgoingFacts) -> bool:
    """A number that was given stays in the register (NUM-10; OUT-T21)."""
    return paper.number is None


def has_reason(_paper: OutgoingFacts, act: Going) -> bool:
    """Whoever does this says why."""
    return bool(act.reason.strip())


def has_full_reason(_paper: OutgoingFacts, act: Going) -> bool:
    """An exception is never silent: its reason has twenty letters at least (DOMAIN §3.4)."""
    return len(act.reason.strip()) >= FULL_REASON


def has_no_layout_error(_paper: OutgoingFacts, act: Going) -> bool:
    """The layout checker has no ERROR left, or each was waived with a reason (OUT-T03)."""
    return act.errors == 0 or (act.waived and bool(act.reason.strip()))


def has_draft_data(_paper: OutgoingFacts, act: Going) -> bool:
    """Type, subject, future signer and capacity are named (art. 10.2)."""
    return act.named


def capacity_holds(_paper: OutgoingFacts, act: Going) -> bool:
    """The signer may sign in this capacity today (ORG-01–06); the reason comes from `capacity`."""
    return not act.capacity_refused


def is_not_own_checker(paper: OutgoingFacts, act: Going) -> bool:
    """Content and form are checked by two persons (SOD-01), but for a reasoned exception (§3.4)."""
    return act.excepted or act.person_id not in {paper.content_by, paper.form_by} - {None}


def signer_did_not_check(paper: OutgoingFacts, act: Going) -> bool:
    """A signer who drafted it himself needs both checks from others (SOD-02)."""
    return act.person_id != paper.drafter_id or act.person_id not in (
        paper.content_by,
        paper.form_by,
    )


def checker_did_not_draft(paper: OutgoingFacts, act: Going) -> bool:
    """Where the signer drafted it himself, he does not check it too (SOD-02)."""
    return act.person_id != paper.drafter_id or act.person_id != paper.approved_by


def is_what_was_approved(_paper: OutgoingFacts, act: Going) -> bool:
    """The file to be signed is the one that was approved, to the byte (OUT-T10)."""
    return act.same_hash


def signature_is_in_the_file(_paper: OutgoingFacts, act: Going) -> bool:
    """The new signature was read back from the file and is sound (OUT-T10)."""
    return act.signature_is_sound


def seal_is_in_the_file(_paper: OutgoingFacts, act: Going) -> bool:
    """Both signatures were read back from the file and are sound (OUT-T14; art. 32.2d)."""
    return act.seal_is_sound


def sealer_did_not_sign(paper: OutgoingFacts, act: Going) -> bool:
    """Who seals is not who signed (SOD-03)."""
    return act.person_id != paper.signed_by


def has_units(_paper: OutgoingFacts, act: Going) -> bool:
    """Somebody is asked (OUT-T02)."""
    return act.units > 0


def has_day(_paper: OutgoingFacts, act: Going) -> bool:
    """An answer is asked for by a day that lies ahead (OUT-T02)."""
    return act.due is not None and act.now <= act.due


def has_text(_paper: OutgoingFacts, act: Going) -> bool:
    """The opinion is written down (PL.VI III.5a)."""
    return bool(act.text.strip())


def has_recipients(_paper: OutgoingFacts, act: Going) -> bool:
    """Every recipient is found in the directory today (OUT-T15)."""
    return act.recipients > 0


def has_order(_paper: OutgoingFacts, act: Going) -> bool:
    """A recall is ordered by a written document (art. 18.4)."""
    return bool(act.order_code.strip())


def has_equal_form(_paper: OutgoingFacts, act: Going) -> bool:
    """An error of content is mended by a document of equal form (art. 18.3; OUT-T18)."""
    return act.equal_form


def is_corrected_by_letter(_paper: OutgoingFacts, act: Going) -> bool:
    """A correction is a công văn (art. 18.3; OUT-T19)."""
    return act.is_letter


def is_error_of_form(_paper: OutgoingFacts, act: Going) -> bool:
    """Only form, layout or procedure is corrected by công văn; content needs a replacement (art. 18.3)."""
    return act.form_error


def has_copies(_paper: OutgoingFacts, act: Going) -> bool:
    """At least one sheet is printed (art. 18.5)."""
    return act.copies > 0


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
         asked={capacity_holds, signer_did_not_check}),
    Step("OUT-T05b", "content_check", SUBMITTED, SUBMITTED, {HEAD, LEADER}, {lacks_content_check}, {is_not_own_checker}),
    Step("OUT-T06",  "content_check", APPROVED, CONTENT_OK, {HEAD, LEADER}, {has_approval, lacks_content_check},
         {is_not_own_checker, checker_did_not_draft}),
    Step("OUT-T05b", "pass_content",  APPROVED, CONTENT_OK, {SYSTEM}, {has_approval, has_content_check}),
    Step("OUT-T05b", "form_check", SUBMITTED, SUBMITTED, {CHECKER, CHIEF}, {lacks_form_check}, {is_not_own_checker}),
    Step("OUT-T07",  "form_check", CONTENT_OK, FORM_OK, {CHECKER, CHIEF}, {has_content_check, lacks_form_check},
         {is_not_own_checker, checker_did_not_draft}),
    Step("§3.4", "waive_form_check", SUBMITTED, SUBMITTED, {LEADER}, {lacks_form_check, is_flash}, {has_full_reason}),
    Step("§3.4", "waive_form_check", CONTENT_OK, FORM_OK, {LEADER}, {lacks_form_check, is_flash}, {has_full_reason}),
    Step("OUT-T05b", "pass_form",  CONTENT_OK, FORM_OK, {SYSTEM}, {has_content_check, has_form_check}),
    Step("OUT-T08",  "ready", FORM_OK, READY_TO_SIGN, {SYSTEM}, {has_approval, has_content_check, has_form_check}),
    Step("OUT-T09",  "edit",  SUBMITTED, SUBMITTED, DRAFTERS, asked={has_draft_data, has_no_layout_error}),
    *from_each(CHECKED,
        Step("OUT-T09", "edit_after_approval", "", SUBMITTED, DRAFTERS, asked={has_draft_data, has_no_layout_error})),
    Step("OUT-T10", "sign", READY_TO_SIGN, SIGNED, SIGNERS, {has_approval, has_content_check, has_form_check},
         {capacity_holds, is_what_was_approved, signature_is_in_the_file}),
    Step("ORG-06",  "void_approval", READY_TO_SIGN, SUBMITTED, {SYSTEM}, asked={has_reason}),
    Step("OUT-T11", "refuse_sign", READY_TO_SIGN, DRAFT, SIGNERS, asked={has_reason}),
    Step("OUT-T12", "number",   SIGNED, NUMBERED, {CLERK}, {is_signed}),
    Step("OUT-T13", "register", NUMBERED, REGISTERED, {CLERK}, {has_number}),
    Step("OUT-T14", "seal",     REGISTERED, SEALED, {CLERK}, {is_signed, has_number},
         {sealer_did_not_sign, seal_is_in_the_file}),
    Step("OUT-T15", "dispatch", SEALED, DISPATCHED, {CLERK}, {is_sealed}, {has_recipients}),
    *from_each((NUMBERED, REGISTERED, SEALED),
        Step("OUT-T16", "void_number", "", VOIDED, {CLERK}, asked={has_reason}, seconds={LEADER})),
    Step("OUT-T17", "recall",   DISPATCHED, RECALLED, {LEADER}, asked={has_reason, has_order}, seconds={CLERK}),
    Step("OUT-T18", "replace",  DISPATCHED, REPLACED, {SYSTEM}, asked={has_equal_form}),
    Step("OUT-T19", "correct",  DISPATCHED, DISPATCHED, {SYSTEM}, asked={is_corrected_by_letter, is_error_of_form}),
    *from_each((SIGNED, SEALED), stay=True, step=
        Step("OUT-T20", "paper_issue", "", "", {CLERK}, {is_signed}, {has_copies})),
    *from_each((DRAFT, SUBMITTED),
        Step("OUT-T21", "abandon", "", ABANDONED, DRAFTERS, {was_never_numbered})),
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
    Wait(SIGNED,          "number",        "clerks"),
    Wait(NUMBERED,        "register",      "clerks"),
    Wait(REGISTERED,      "seal",          "clerks"),
    Wait(SEALED,          "dispatch",      "clerks"),
), reads=(
    Reads("create",  "drafter"),
    Reads("create",  "drafting_head"),
    Reads("consult", "consulted"),
    Reads("submit",  "signer"),
    Reads("submit",  "checkers"),
    Reads("submit",  "head_of_agency"),
    Reads("sign",    "clerks"),
    Reads("sign",    "auditors"),
), final=frozenset({DISPATCHED, VOIDED, RECALLED, REPLACED, ABANDONED}))
# fmt: on
