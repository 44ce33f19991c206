"""What the law asks of an outgoing document, and of whoever acts on it: facts and guards."""

from collections.abc import Set
from dataclasses import dataclass
from typing import Protocol

from workflows.law import FULL_REASON

NEVER_WAIVED = frozenset({"FMT-34"})
"""A mark of secrecy is no matter of form: no reason lets it through (SEC-01)."""


class OutgoingFacts(Protocol):
    """What the law asks of an outgoing document as it stands.

    Sign-offs are those on the current hash: a change makes them empty by itself (art. 11.2).
    People are the ids of persons; None where nobody has done it. `issuers`: how many agencies issue
    it; `co_signed_by`: who signed for those that do not lead (DOMAIN §5.5). `copies`: paper
    originals that were printed, `sheets`: these and copies on paper.
    """

    @property
    def state(self) -> str: ...
    @property
    def drafter_id(self) -> int: ...
    @property
    def signer_id(self) -> int: ...
    @property
    def approved_by(self) -> int | None: ...
    @property
    def content_by(self) -> int | None: ...
    @property
    def form_by(self) -> int | None: ...
    @property
    def signed_by(self) -> int | None: ...
    @property
    def co_signed_by(self) -> Set[int]: ...
    @property
    def signatures(self) -> int: ...
    @property
    def issuers(self) -> int: ...
    @property
    def number(self) -> int | None: ...
    @property
    def urgency(self) -> str: ...
    @property
    def line_is_open(self) -> bool: ...
    @property
    def copies(self) -> int: ...
    @property
    def sheets(self) -> int: ...
    @property
    def is_lent(self) -> bool: ...
    @property
    def awaits_postmark(self) -> bool: ...
    @property
    def has_posting(self) -> bool: ...
    @property
    def has_lending(self) -> bool: ...
    @property
    def is_with_somebody(self) -> bool: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """What an act brings to an outgoing document; each step uses a few of these.

    `errors` are the rules of layout that its page breaks, `waived` those set aside by name.
    `scope`: the words that limit the mandate by which is signed, `about`: the document's subject.
    """

    reason: str = ""
    person_id: int = 0
    excepted: bool = False
    errors: frozenset[str] = frozenset()
    waived: frozenset[str] = frozenset()
    named: bool = True
    capacity_refused: str = ""
    scope: str = ""
    about: str = ""
    same_hash: bool = True
    units: int = 0
    now: int = 0
    due: int | None = None
    text: str = ""
    recipients: int = 0
    seal_is_sound: bool = False
    signature_is_sound: bool = False
    order_code: str = ""
    same_agency: bool = False
    equal_form: bool = False
    is_letter: bool = False
    form_error: bool = False
    content_error: bool = False
    copies: int = 0
    allowed: bool = False
    may_be_copied_so: bool = True
    parts: int = 0
    whole: int = 0


def has_number(paper: OutgoingFacts) -> bool:
    """It has its number in the register (art. 15)."""
    return paper.number is not None


def is_signed(paper: OutgoingFacts) -> bool:
    """A person's signature is in the file before anything else (SIG-01; art. 32.2d).

    Of several agencies every one has signed before the number is given (§5.5).
    """
    return paper.signatures >= paper.issuers


def is_sealed(paper: OutgoingFacts) -> bool:
    """The agency's signature is in the file, over the person's (art. 17.2); every one's (§5.5)."""
    return paper.signatures >= 2 * paper.issuers


def awaits_signature(paper: OutgoingFacts) -> bool:
    """Another of the agencies that issue it has not signed yet (§5.5)."""
    return paper.signatures < paper.issuers


def awaits_seal(paper: OutgoingFacts) -> bool:
    """Another of the agencies that issue it has not sealed yet (§5.5)."""
    return paper.signatures < 2 * paper.issuers


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


def is_in_open_book(paper: OutgoingFacts) -> bool:
    """No volume with its line is closed, whatever the year (art. 16.2b; §5.4)."""
    return paper.line_is_open


def has_reason(_paper: OutgoingFacts, act: Going) -> bool:
    """Whoever does this says why."""
    return bool(act.reason.strip())


def has_full_reason(_paper: OutgoingFacts, act: Going) -> bool:
    """An exception is never silent: its reason has twenty letters at least (DOMAIN §3.4)."""
    return len(act.reason.strip()) >= FULL_REASON


def has_no_layout_error(paper: OutgoingFacts, act: Going) -> bool:
    """No ERROR of layout is left but those waived by name, with a full reason (OUT-T03)."""
    left = act.errors - (act.waived - NEVER_WAIVED)
    return not left and (not act.errors or has_full_reason(paper, act))


def has_draft_data(_paper: OutgoingFacts, act: Going) -> bool:
    """Type, subject, future signer and capacity are named (art. 10.2)."""
    return act.named


def is_not_own_checker(paper: OutgoingFacts, act: Going) -> bool:
    """Content and form are checked by two persons (SOD-01), but for a reasoned exception (§3.4)."""
    excepted = act.excepted and has_full_reason(paper, act)
    return excepted or act.person_id not in (paper.content_by, paper.form_by)


def signer_did_not_check(paper: OutgoingFacts, act: Going) -> bool:
    """A signer who drafted it himself needs both checks from others (SOD-02)."""
    return act.person_id != paper.drafter_id or act.person_id not in (
        paper.content_by,
        paper.form_by,
    )


def checker_did_not_draft(paper: OutgoingFacts, act: Going) -> bool:
    """A signer who drafted it himself neither checks it nor waives it, before or after (SOD-02)."""
    signs = (paper.signer_id, paper.approved_by)
    return act.person_id != paper.drafter_id or act.person_id not in signs


def is_what_was_approved(paper: OutgoingFacts, act: Going) -> bool:
    """The file to be signed is, to the byte, what the signer himself approved (OUT-T10, SIG-02)."""
    return act.same_hash and act.person_id == paper.approved_by


def is_what_others_signed(_paper: OutgoingFacts, act: Going) -> bool:
    """The file is, to the byte, what those before signed: one paper for all of them (§5.5)."""
    return act.same_hash


def signature_is_in_the_file(_paper: OutgoingFacts, act: Going) -> bool:
    """The new signature was read back from the file and is sound (OUT-T10)."""
    return act.signature_is_sound


def seal_is_in_the_file(_paper: OutgoingFacts, act: Going) -> bool:
    """Both signatures were read back from the file and are sound (OUT-T14; art. 32.2d)."""
    return act.seal_is_sound


def sealer_did_not_sign(paper: OutgoingFacts, act: Going) -> bool:
    """Who seals is not who signed, for whichever agency (SOD-03)."""
    return act.person_id != paper.signed_by and act.person_id not in paper.co_signed_by


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


def is_of_the_same_agency(_paper: OutgoingFacts, act: Going) -> bool:
    """Only who issued it mends it, or whoever came after that agency (art. 18.3)."""
    return act.same_agency


def has_equal_form(_paper: OutgoingFacts, act: Going) -> bool:
    """An error of content is mended by a document of equal form (art. 18.3; OUT-T18)."""
    return act.equal_form


def is_error_of_content(_paper: OutgoingFacts, act: Going) -> bool:
    """What is wrong in its form alone is corrected, not replaced (art. 18.3; OUT-T18)."""
    return act.content_error


def is_corrected_by_letter(_paper: OutgoingFacts, act: Going) -> bool:
    """A correction is a công văn (art. 18.3; OUT-T19)."""
    return act.is_letter


def is_error_of_form(_paper: OutgoingFacts, act: Going) -> bool:
    """Công văn corrects form, layout or procedure only; content is replaced (art. 18.3)."""
    return act.form_error


def is_a_part(_paper: OutgoingFacts, act: Going) -> bool:
    """An extract has something of the text and leaves something out (art. 3.12)."""
    return 0 < act.parts < act.whole


def may_be_copied_so(_paper: OutgoingFacts, act: Going) -> bool:
    """The form of copy goes from such an original to such a copy (art. 25)."""
    return act.may_be_copied_so


def has_copies(_paper: OutgoingFacts, act: Going) -> bool:
    """At least one sheet is printed (art. 18.5)."""
    return act.copies > 0
