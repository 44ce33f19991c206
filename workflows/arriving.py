"""What the law asks of an incoming document, and of whoever acts on it: facts and guards."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from workflows.law import FULL_REASON


class Verdict(StrEnum):
    """What the seal cabinet says of the file (DOMAIN §7.4); PAPER is a scan, which needs none."""

    PAPER = "PAPER"
    VALID = "VALID"
    VALID_EXPIRED_NOW = "VALID_EXPIRED_NOW"
    INDETERMINATE = "INDETERMINATE"
    INVALID = "INVALID"
    NOT_SIGNED = "NOT_SIGNED"


SOUND = {Verdict.PAPER, Verdict.VALID, Verdict.VALID_EXPIRED_NOW}

RETURN_CODES = (
    "BAD_SIGNATURE",
    "NOT_INTACT",
    "WRONG_RECIPIENT",
    "UNREADABLE",
    "MISSING_ATTACHMENT",
    "SECRET_CHANNEL",
    "DUPLICATE",
)
"""Why a document may be returned (art. 21.2b; IN-T05)."""


class IncomingFacts(Protocol):
    """What the law asks of an incoming document as it stands. Moments are seconds since 1970."""

    @property
    def state(self) -> str: ...
    @property
    def verdict(self) -> str: ...
    @property
    def lacking(self) -> Sequence[str]: ...
    @property
    def open_contributions(self) -> int: ...
    @property
    def extension_open(self) -> bool: ...
    @property
    def before_deputy(self) -> bool: ...
    @property
    def in_closed_file(self) -> bool: ...
    @property
    def request(self) -> str: ...
    @property
    def acted_upon(self) -> bool: ...
    @property
    def in_register(self) -> bool: ...
    @property
    def electronic(self) -> bool: ...
    @property
    def line_is_open(self) -> bool: ...
    @property
    def in_both_forms(self) -> bool: ...
    @property
    def lacks_files(self) -> bool: ...
    @property
    def is_shut(self) -> bool: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Arriving:
    """What an act brings to an incoming document; each step uses a few of these."""

    reason: str = ""
    code: str = ""
    twin: int | None = None
    leads: int = 0
    lead_is_free: bool = True
    text: str = ""
    now: int = 0
    due: tuple[int, ...] = ()
    bound: int | None = None
    person_fits: bool = False
    readers: int = 0
    rule: str = ""
    goes_elsewhere: bool = False
    reply_sent: bool = False
    no_reply_reason: str = ""
    file_open: bool = False
    given_on_time: bool = True
    may_be_copied_so: bool = True
    copies: int = 0
    seal_is_sound: bool = False
    entry_state: str = ""
    is_other_form: bool = True
    came_on: dt.date | None = None
    arrived_on: dt.date = dt.date.min
    envelope: tuple[str, ...] = ()
    outside: str = ""


def is_unverified(paper: IncomingFacts) -> bool:
    """Nobody has looked at its signatures yet (art. 21.2a)."""
    return not paper.verdict


def is_verified(paper: IncomingFacts) -> bool:
    """Authenticity and integrity were looked at (art. 21.2a)."""
    return bool(paper.verdict)


def is_not_invalid(paper: IncomingFacts) -> bool:
    """A document that is not intact must be returned, not registered (art. 21.2b; IN-T07)."""
    return paper.verdict != Verdict.INVALID


def is_before_deputy(paper: IncomingFacts) -> bool:
    """It lies with a deputy, who may pass it up to the head (IN-T11)."""
    return paper.before_deputy


def contributions_are_settled(paper: IncomingFacts) -> bool:
    """Every cooperating unit has answered, was waived, or let its day go by (IN-T20)."""
    return paper.open_contributions == 0


def contributions_are_open(paper: IncomingFacts) -> bool:
    """A cooperating unit still owes its opinion (IN-T18)."""
    return paper.open_contributions > 0


def extension_is_asked(paper: IncomingFacts) -> bool:
    """A later day was asked for, and nobody has answered (IN-T17)."""
    return paper.extension_open


def no_extension_is_open(paper: IncomingFacts) -> bool:
    """One question at a time (IN-T17)."""
    return not paper.extension_open


def is_not_in_closed_file(paper: IncomingFacts) -> bool:
    """A closed case file is read-only (CF-06; IN-T21, IN-T23)."""
    return not paper.in_closed_file


def is_in_open_book(paper: IncomingFacts) -> bool:
    """No volume with its line is closed, whatever the year (art. 22.3b; §4.3)."""
    return paper.line_is_open


def has_reason(_paper: IncomingFacts, act: Arriving) -> bool:
    """Whoever does this says why."""
    return bool(act.reason.strip())


def has_return_code(_paper: IncomingFacts, act: Arriving) -> bool:
    """One of the decree's reasons for sending it back (art. 21.2b)."""
    return act.code in RETURN_CODES


def has_reason_against_sound_signature(paper: IncomingFacts, act: Arriving) -> bool:
    """What the machine found to hold is sent back as badly signed only with what is wrong in the
    clerk's words: whose the key is, or who may sign, she may know better (art. 21.2b)."""
    is_sound = paper.verdict in SOUND - {Verdict.PAPER}
    return act.code != "BAD_SIGNATURE" or not is_sound or bool(act.text.strip())


def has_reason_before_verdict(paper: IncomingFacts, act: Arriving) -> bool:
    """Nobody has judged the signatures yet: that they are bad is the clerk's word then, and she
    says what is wrong (art. 21.2b)."""
    return act.code != "BAD_SIGNATURE" or bool(paper.verdict) or bool(act.text.strip())


def has_register_columns(paper: IncomingFacts, _act: Arriving) -> bool:
    """All columns of the register can be filled (Annex IV, VI)."""
    return not paper.lacking


def has_reason_for_doubtful_signature(paper: IncomingFacts, act: Arriving) -> bool:
    """An electronic document without a sound signature needs a reason to be registered (IN-T07)."""
    return paper.verdict in SOUND or bool(act.reason.strip())


def has_reason_for_duplicate(_paper: IncomingFacts, act: Arriving) -> bool:
    """Number, notation and issuer stand in the register already: only with a reason (IN-03)."""
    return act.twin is None or bool(act.reason.strip())


def came_on_paper_if_late(paper: IncomingFacts, act: Arriving) -> bool:
    """Found and entered later is only what came on paper: a message has its own moment (§3.4)."""
    return act.came_on is None or not paper.electronic


def true_arrival_is_earlier(_paper: IncomingFacts, act: Arriving) -> bool:
    """The day it truly came lies before the one it is entered under, which stands (§3.4)."""
    return act.came_on is None or act.came_on < act.arrived_on


def has_full_reason_if_late(_paper: IncomingFacts, act: Arriving) -> bool:
    """A late entry is an exception, and never a silent one (§3.4)."""
    return act.came_on is None or len(act.reason.strip()) >= FULL_REASON


def has_reader(_paper: IncomingFacts, act: Arriving) -> bool:
    """Somebody is named to whom it goes."""
    return act.readers > 0


def has_rule(_paper: IncomingFacts, act: Arriving) -> bool:
    """The văn thư rules name a unit for this kind (art. 23.1; IN-T09)."""
    return bool(act.rule)


def goes_where_ruled(_paper: IncomingFacts, act: Arriving) -> bool:
    """Where the agency keeps which unit is named for this kind, it goes there (IN-T09)."""
    return not act.goes_elsewhere


def has_text(_paper: IncomingFacts, act: Arriving) -> bool:
    """The directive, or the opinion, is written down (bút phê; PL.VI III.5a)."""
    return bool(act.text.strip())


def has_one_lead(_paper: IncomingFacts, act: Arriving) -> bool:
    """Exactly one is answerable (IN-07)."""
    return act.leads == 1


def lead_does_not_cooperate(_paper: IncomingFacts, act: Arriving) -> bool:
    """Who leads is not asked to help as well (IN-07)."""
    return act.lead_is_free


def no_deadline_is_past(_paper: IncomingFacts, act: Arriving) -> bool:
    """A deadline that is set now lies ahead (IN-T10); one that stands goes on (IN-T13 to T15)."""
    return all(act.now <= due for due in act.due)


def is_past_deadline(_paper: IncomingFacts, act: Arriving) -> bool:
    """Every day that was given is over: only then is silence an answer (IN-T18)."""
    return bool(act.due) and all(due < act.now for due in act.due)


def deadlines_are_within_bound(_paper: IncomingFacts, act: Arriving) -> bool:
    """The leader's deadline bounds the units', the unit's bounds its people's (IN-07)."""
    return act.bound is None or all(due <= act.bound for due in act.due)


def extension_is_later(_paper: IncomingFacts, act: Arriving) -> bool:
    """A new day that is later than the old one (IN-T17)."""
    return act.bound is not None and all(due > act.bound for due in act.due) and bool(act.due)


def is_before_deadline(_paper: IncomingFacts, act: Arriving) -> bool:
    """An extension is asked for before the day is over (IN-T17)."""
    return act.bound is None or act.now <= act.bound


def has_fitting_person(_paper: IncomingFacts, act: Arriving) -> bool:
    """An officer of the unit that leads (IN-T15)."""
    return act.person_fits


def is_refused_in_time(_paper: IncomingFacts, act: Arriving) -> bool:
    """A unit refuses within one working day of the directive (IN-T14)."""
    return act.given_on_time


def has_reply_or_reason(_paper: IncomingFacts, act: Arriving) -> bool:
    """The reply that was sent, or why none is needed (IN-T19)."""
    return act.reply_sent or bool(act.no_reply_reason.strip())


def has_open_case_file(_paper: IncomingFacts, act: Arriving) -> bool:
    """A case file that still takes documents (IN-T22)."""
    return act.file_open


def came_on_paper(paper: IncomingFacts) -> bool:
    """Only of paper an electronic copy is made; what is electronic is sent as it is (art. 25.1)."""
    return not paper.electronic


def may_be_copied_so(_paper: IncomingFacts, act: Arriving) -> bool:
    """The form of copy goes from such an original to such a copy (art. 25)."""
    return act.may_be_copied_so


def has_copies(_paper: IncomingFacts, act: Arriving) -> bool:
    """At least one sheet is printed."""
    return act.copies > 0


def seal_is_in_the_file(_paper: IncomingFacts, act: Arriving) -> bool:
    """The agency's signature was read back from the copy and holds (art. 25.1c)."""
    return act.seal_is_sound
