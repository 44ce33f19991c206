"""Separation of duties along every walk that a draft can take at all (SOD-01–03, OUT-T09).

The office is the worst one: three persons, each of whom holds every desk (SOD-07). A draft is
followed through whatever any of them may do to it, until nothing new can be reached.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

import pytest

from tests.law.papers import WORK
from tests.law.rows import each
from workflows import OUTGOING, Role

NAM, MINH, MAI = PERSONS = (1, 2, 3)
SERVER = 0
EVERY_DESK = frozenset(Role) - {Role.SYSTEM}
EXCEPTED = "excepted"


@dataclass(frozen=True)
class Draft:
    """Nam's draft, hỏa tốc, and who has put a name to its present text."""

    state: str = "DRAFT"
    drafter_id: int = NAM
    signer_id: int = MINH
    urgency: str = "HOA_TOC"
    line_is_open: bool = True
    copies: int = 1
    sheets: int = 1
    is_lent: bool = False
    awaits_postmark: bool = False
    has_posting: bool = False
    has_lending: bool = False
    is_with_somebody: bool = False
    approved_by: int | None = None
    content_by: int | None = None
    form_by: int | None = None
    signed_by: int | None = None
    co_signed_by: frozenset[int] = frozenset()
    issuers: int = 1
    sealed_by: int | None = None
    signatures: int = 0
    number: int | None = None
    exception: str = ""


Effect = Callable[[Draft, int], Draft]


def voided(paper: Draft, person: int) -> Draft:
    """Another text, or back to the drafter: no name stands under it any more."""
    return replace(paper, approved_by=None, content_by=None, form_by=None, exception="")


def approval_voided(paper: Draft, person: int) -> Draft:
    return replace(paper, approved_by=None)


EFFECTS: dict[str, Effect] = {
    "edit": voided,
    "edit_after_approval": voided,
    "send_back": voided,
    "refuse_sign": voided,
    "void_approval": approval_voided,
    "change_signer": voided,
    "pass_on": lambda paper, person: replace(voided(paper, person), signed_by=None, signatures=0),
    "approve": lambda paper, person: replace(paper, approved_by=person),
    "content_check": lambda paper, person: replace(paper, content_by=person),
    "form_check": lambda paper, person: replace(paper, form_by=person),
    "waive_form_check": lambda paper, person: replace(paper, form_by=person, exception="waived"),
    "sign": lambda paper, person: replace(paper, signed_by=person, signatures=1),
    "number": lambda paper, _person: replace(paper, number=57),
    "seal": lambda paper, person: replace(paper, sealed_by=person, signatures=2),
}
"""What an act leaves on the paper (DOMAIN §5.1); the others leave nothing that the law asks for."""


def after(paper: Draft, person: int, *, excepted: bool = False, without: str = "") -> set[Draft]:
    """Whatever this person can make of it with one act, bringing all that an act can bring."""
    roles = EVERY_DESK if person else {Role.SYSTEM}
    act = replace(WORK, person_id=person, excepted=excepted)
    papers = set()
    for step in OUTGOING.open_to(paper, roles):
        if step.name == without or step.objections(paper, act):
            continue
        moved = replace(EFFECTS.get(step.name, lambda it, _: it)(paper, person), state=step.target)
        checked = step.name in {"content_check", "form_check"}
        papers.add(replace(moved, exception=EXCEPTED) if excepted and checked else moved)
    return papers


@cache
def walks(start: Draft, *, excepted: bool = False, without: str = "") -> frozenset[Draft]:
    """All papers that this one can become."""
    known, fresh = {start}, {start}
    while fresh:
        fresh = {
            paper
            for old in fresh
            for person in (SERVER, *PERSONS)
            for paper in after(old, person, excepted=excepted, without=without)
        } - known
        known |= fresh
    return frozenset(known)


_WALKED: list[object] = []
"""The table along which the papers were walked that are known."""


@pytest.fixture(autouse=True)
def _anew():
    """Where the table was bent since the last test (`tests.law.mutation`)."""
    if [OUTGOING.transitions] != _WALKED:
        walks.cache_clear()
        _WALKED[:] = [OUTGOING.transitions]


def by_state(papers, *states):
    found = [paper for paper in papers if paper.state in states]
    assert found
    return found


BOUND = ("SIGNED", "NUMBERED", "REGISTERED", "SEALED", "DISPATCHED")


def test_no_draft_gets_round_the_separation_of_duties():
    papers = walks(Draft())
    assert {paper.state for paper in papers} == OUTGOING.states
    for paper in papers:
        both = paper.content_by is not None and paper.content_by == paper.form_by
        assert not both or paper.exception == "waived", "SOD-01"
        if paper.approved_by == paper.drafter_id:
            assert paper.drafter_id not in (paper.content_by, paper.form_by), "SOD-02"
        assert paper.sealed_by is None or paper.sealed_by != paper.signed_by, "SOD-03"


def test_a_signer_who_drafts_himself_checks_nothing_not_even_before_he_approves():
    for paper in walks(Draft(signer_id=NAM)):
        assert NAM not in (paper.content_by, paper.form_by), "SOD-02"


def test_what_is_signed_was_approved_by_the_signer_and_checked_as_it_stands():
    for paper in by_state(walks(Draft()), *BOUND):
        assert paper.signed_by == paper.approved_by
        assert None not in (paper.approved_by, paper.content_by, paper.form_by)


def test_what_is_numbered_is_signed_and_what_is_sent_is_signed_numbered_and_sealed():
    papers = walks(Draft())
    for paper in by_state(papers, "NUMBERED", "REGISTERED", "SEALED", "DISPATCHED", "VOIDED"):
        assert paper.number and paper.signatures >= 1
    for paper in by_state(papers, "SEALED", "DISPATCHED", "RECALLED", "REPLACED"):
        assert paper.signatures == 2
    assert not any(paper.number for paper in by_state(papers, "ABANDONED"))


@each(["approve", "content_check"])
def test_after_any_change_nothing_is_signed_without_this_sign_off_on_the_new_text(sign_off):
    """OUT-T09: whatever was given before, and whoever tries."""
    changed = {voided(replace(it, state="SUBMITTED"), NAM) for it in walks(Draft())}
    for paper in {it for it in changed if not it.signatures}:
        assert not {it.state for it in walks(paper, without=sign_off)} & set(BOUND)


def test_the_form_is_passed_over_only_in_a_flash():
    slow = Draft("SUBMITTED", urgency="THUONG_KHAN")
    assert not {it.state for it in walks(slow, without="form_check")} & set(BOUND)
    signed = by_state(walks(Draft("SUBMITTED"), without="form_check"), "SIGNED")
    assert {paper.exception for paper in signed} == {"waived"}


def test_nobody_does_everything_himself_not_even_with_the_exception_of_a_small_commune():
    """One person for both checks may be excepted; signing what one drafted and checked is not."""
    papers = walks(Draft(), excepted=True)
    both = [it for it in papers if it.content_by is not None and it.content_by == it.form_by]
    assert {paper.exception for paper in both} == {EXCEPTED, "waived"}
    for paper in by_state(papers, *BOUND):
        names = {paper.signed_by, paper.content_by, paper.form_by, paper.drafter_id}
        assert len(names) > 1
        assert paper.sealed_by is None or paper.sealed_by != paper.signed_by


def test_every_edit_after_approval_leads_back_before_it():
    for paper in walks(Draft()):
        for step in OUTGOING.open_to(paper, EVERY_DESK):
            if step.name == "edit_after_approval":
                assert step.target == "SUBMITTED"
