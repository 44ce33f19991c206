"""Papers in which every fact is in order for a step, and what its person brings with it."""

from dataclasses import dataclass, replace
from typing import Any

from workflows.arriving import Arriving
from workflows.going import Going
from workflows.meeting import Sitting

LAN, MINH, HOA, NAM, MAI, TUAN = range(1, 7)
"""Ids of persons: clerk, chair, unit head, officer, form checker, chief of the office."""

Given = dict[str, Any]


@dataclass(frozen=True)
class Letter:
    """An incoming document, verified and complete, that nobody asks anything about."""

    state: str
    verdict: str = "VALID"
    lacking: tuple[str, ...] = ()
    open_contributions: int = 0
    extension_open: bool = False
    before_deputy: bool = False
    in_closed_file: bool = False
    request: str = ""
    acted_upon: bool = False
    in_register: bool = False
    electronic: bool = False
    line_is_open: bool = True
    in_both_forms: bool = False
    lacks_files: bool = False
    is_shut: bool = False


HELP_IS_OWED = {"open_contributions": 1}
EXTENSION_IS_ASKED = {"extension_open": True}

STANDING: dict[str, Given] = {
    "verify": {"verdict": ""},
    "release_entered": {"in_register": True},
    "purge": {"is_shut": True},
    "pass_up": {"before_deputy": True},
    "grant_extension": EXTENSION_IS_ASKED,
    "deny_extension": EXTENSION_IS_ASKED,
    "contribute": HELP_IS_OWED,
    "waive_contribution": HELP_IS_OWED,
    "lapse_contribution": HELP_IS_OWED,
    "recall_received": {"request": "recall"},
    "refuse_recall": {"request": "recall", "acted_upon": True},
    "replaced": {"request": "replace"},
    "accept_update": {"request": "update"},
    "refuse_update": {"request": "update"},
}
"""What must hold of the paper besides, for a step to be offered."""

ORDER = Arriving(
    reason="Không thuộc chức năng",
    code="NOT_INTACT",
    leads=1,
    text="Giao Phòng VH-TT tham mưu",
    now=100,
    due=(150, 200),
    bound=200,
    person_fits=True,
    readers=1,
    rule="Điều 12 Quy chế",
    reply_sent=True,
    file_open=True,
    copies=1,
    seal_is_sound=True,
    entry_state="DONE",
)
"""An act that brings all there is to bring."""


def letter(state: str, step: str, **facts: Any) -> Letter:
    """An incoming document in this state, of which all that the step needs is true."""
    return replace(Letter(state), **STANDING.get(step, {}) | facts)


def arriving(step: str, **facts: Any) -> Arriving:
    """What is brought to this step when nothing is missing: a later day, or a day gone by."""
    days: dict[str, Given] = {
        "request_extension": {"bound": 120},
        "lapse_contribution": {"now": 202},
    }
    return replace(ORDER, **days.get(step, {}) | facts)


@dataclass(frozen=True)
class Draft:
    """Nam's draft: Hoa and Mai checked it, Minh approved and signed it, Lan sealed it."""

    state: str
    drafter_id: int = NAM
    signer_id: int = MINH
    approved_by: int | None = MINH
    content_by: int | None = HOA
    form_by: int | None = MAI
    signed_by: int | None = MINH
    co_signed_by: frozenset[int] = frozenset()
    signatures: int = 2
    issuers: int = 1
    number: int | None = 12
    urgency: str = "HOA_TOC"
    line_is_open: bool = True
    copies: int = 1
    sheets: int = 2
    is_lent: bool = False
    awaits_postmark: bool = True
    has_posting: bool = True
    has_lending: bool = True
    is_with_somebody: bool = True


GONE = ("DISPATCHED", "RECALLED", "REPLACED")
UNCHECKED = {"approved_by": None, "content_by": None, "form_by": None}

BEFORE: dict[tuple[str, str], Given] = {
    ("SUBMITTED", "content_check"): UNCHECKED,
    ("APPROVED", "content_check"): {"content_by": None},
    ("SUBMITTED", "form_check"): UNCHECKED,
    ("CONTENT_OK", "form_check"): {"form_by": None},
    ("SUBMITTED", "waive_form_check"): UNCHECKED,
    ("CONTENT_OK", "waive_form_check"): {"form_by": None},
    ("DRAFT", "abandon"): {"number": None},
    ("SUBMITTED", "abandon"): {"number": None},
    ("SIGNED", "sign"): {"issuers": 2, "signatures": 1},
    ("SIGNED", "refuse_sign"): {"issuers": 2, "signatures": 1},
    ("SEALED", "seal"): {"issuers": 2, "signatures": 3},
    **{(state, "take_back_kept_copy"): {"is_lent": True} for state in GONE},
}
"""What has not happened yet when a step is taken."""

BY = {"content_check": HOA, "form_check": MAI, "seal": LAN}
"""Who takes a step; the others are Minh's."""

WORK = Going(
    reason="Hỏa tốc: bão đổ bộ đêm nay, gửi ngay.",
    units=1,
    now=100,
    due=200,
    text="Nhất trí",
    recipients=3,
    seal_is_sound=True,
    signature_is_sound=True,
    order_code="15/UBND-VP",
    same_agency=True,
    equal_form=True,
    is_letter=True,
    form_error=True,
    content_error=True,
    copies=1,
    allowed=True,
    parts=1,
    whole=3,
)
"""An act that brings all there is to bring."""


def draft(state: str, step: str, **facts: Any) -> Draft:
    """An outgoing document in this state, of which all that the step needs is true."""
    return replace(Draft(state), **BEFORE.get((state, step), {}) | facts)


def going(step: str, **facts: Any) -> Going:
    """What is brought to this step when nothing is missing."""
    return replace(WORK, **{"person_id": BY.get(step, MINH)} | facts)


@dataclass(frozen=True)
class Gathering:
    """A session of the committee: Minh in the chair, Tuấn keeps the minutes, enough are there."""

    state: str
    may_vote: bool = True
    in_writing: bool = False
    has_quorum: bool = True
    is_urgent: bool = True
    has_invitation: bool = False
    items: int = 1
    open_votes: int = 0
    running_items: int = 0
    chair_id: int = MINH
    secretaries: frozenset[int] = frozenset({TUAN})
    deputy_id: int = MINH
    has_lost_its_chair: bool = True
    signed_by: frozenset[int] = frozenset()
    supplement_waits_for: frozenset[int] = frozenset()
    notice_stands: bool = False


SIGNED_BY_BOTH = {"signed_by": frozenset({MINH, TUAN})}
UNDER_WAY: dict[str, Given] = {
    "end_item": {"running_items": 1},
    "send_ballots": {"in_writing": True},
    "conclude": SIGNED_BY_BOTH,
    "supplement_minutes": SIGNED_BY_BOTH,
    "sign_supplement": {"supplement_waits_for": frozenset({MINH})},
}

PRESIDING = Sitting(
    reason="Bão đổ bộ sớm hơn dự báo",
    minutes_left=10,
    room_is_free=True,
    person_id=MINH,
    for_id=MINH,
    invitation_is_out=True,
    notice_is_out=True,
    file_is_closed=True,
    item_is_planned=True,
    item_runs=True,
    is_in_the_room=True,
    is_member=True,
    has_text=True,
    conclusions=1,
    answers_are_in=True,
    is_sound=True,
    item_is_presented=True,
    is_of_the_same_agency=True,
    at_own_site=True,
    is_further_secretary=True,
    holds_the_post=True,
    was_there=True,
    minds_the_screen=True,
)
"""An act that brings all there is to bring."""


def gathering(step: str, state: str, **facts: Any) -> Gathering:
    """A meeting in this state, of which all that the step needs is true."""
    return replace(Gathering(state), **UNDER_WAY.get(step, {}) | facts)


def sitting(**facts: Any) -> Sitting:
    """What is brought to a step when nothing is missing."""
    return replace(PRESIDING, **facts)


@dataclass(frozen=True)
class Owed:
    """A task with a deadline, for which more time was asked."""

    state: str
    has_due: bool = True
    wants_extension: bool = True
    laid_aside_from: str = "IN_PROGRESS"


@dataclass(frozen=True)
class Folder:
    """A case file with papers in it, and its package made."""

    state: str
    has_papers: bool = True
    has_package: bool = True
    is_frozen: bool = False
    has_expired: bool = True
    is_asked_for: bool = True
    is_read_by_request: bool = True
    has_alert: bool = True
