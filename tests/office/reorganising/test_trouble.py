"""What holds a midnight up, and what goes over: said by where a paper stands (ORG-12, H04)."""

import datetime as dt
from dataclasses import dataclass, field
from types import SimpleNamespace

import pytest

from server.open_work.kinds import KINDS
from server.reorganising import papers, taking_effect
from server.reorganising.papers import trouble
from workflows import CASEFILE, EARLIER, INCOMING, MEETING, OUTGOING, TASK
from workflows.law import Workflow

HUYEN, PHU, DONG = 1, 2, 3


@dataclass
class Paper:
    """As much of any paper as the question looks at."""

    workflow: Workflow
    state: str
    agency_id: int = HUYEN
    lies_in_cabinet: bool = False
    co_issuers: list = field(default_factory=list)


def beside(*agencies: int) -> list:
    return [SimpleNamespace(agency_id=one) for one in agencies]


LAWS = {law.name: law for law in (INCOMING, OUTGOING, TASK, CASEFILE, MEETING, EARLIER)}
WAITING = {
    ("outgoing", "NUMBERED"): "is_half_issued",
    ("outgoing", "REGISTERED"): "is_half_issued",
    ("outgoing", "SEALED"): "is_half_issued",
    ("meetings", "CHECK_IN"): "is_in_session",
    ("meetings", "IN_SESSION"): "is_in_session",
    ("meetings", "PAUSED"): "is_in_session",
}
OPEN = [(name, state) for name, kind in KINDS.items() for state in kind.open]


@pytest.mark.parametrize(("kind", "state"), OPEN, ids=str)
def test_what_is_half_done_is_finished_first_all_else_goes_over(kind, state):
    assert trouble(Paper(LAWS[kind], state), {HUYEN}) == WAITING.get((kind, state), "")


@pytest.mark.parametrize(("kind", "state"), OPEN, ids=str)
def test_nothing_is_taken_out_of_the_cabinet(kind, state):
    """A signature that is being made now would be over a paper of another agency."""
    paper = Paper(LAWS[kind], state, lies_in_cabinet=True)
    assert trouble(paper, {HUYEN}) == "is_being_signed"


@pytest.mark.parametrize(
    ("owner", "partners", "ending", "why"),
    [
        (HUYEN, (PHU,), {PHU}, "is_half_issued"),
        (HUYEN, (PHU, DONG), {DONG}, "is_half_issued"),
        (HUYEN, (PHU,), {DONG}, ""),
        (HUYEN, (PHU,), {HUYEN}, ""),
        (HUYEN, (PHU,), {HUYEN, PHU}, ""),
        (HUYEN, (), {PHU}, ""),
    ],
)
def test_a_joint_draft_of_one_that_goes_on_waits_for_its_partner_who_ends(
    owner, partners, ending, why
):
    paper = Paper(OUTGOING, "SUBMITTED", agency_id=owner, co_issuers=beside(*partners))
    assert trouble(paper, ending) == why


def test_every_hindrance_has_its_words():
    assert set(WAITING.values()) | {"is_being_signed"} == set(taking_effect.WHY)


def test_every_kind_of_open_work_has_its_way_over():
    assert papers.MOVES.keys() == KINDS.keys() == LAWS.keys()


def test_what_is_named_names_no_content():
    """The list of a handover is read by whoever writes plans: no subject, no issuer (SEC-02)."""
    secret = SimpleNamespace(
        id=7, subject="Việc riêng", arrival_no=12, year=2025, code="12/UBND-VHTT",
        starts_at=dt.datetime(2025, 6, 30, tzinfo=dt.UTC), arrived_at=None, title="Họp kín",
        old_no="12",
    )  # fmt: skip
    for kind in KINDS.values():
        said = kind.called(secret)
        assert "Việc riêng" not in said and "Họp kín" not in said


def test_what_has_no_number_is_named_by_its_day_in_hanoi():
    early = dt.datetime(2025, 6, 29, 23, 30, tzinfo=dt.UTC)
    letter = SimpleNamespace(id=9, arrival_no=None, arrived_at=early, year=None)
    assert KINDS["incoming"].called(letter) == "đến ngày 30/06/2025"
    assert KINDS["meetings"].called(SimpleNamespace(starts_at=early)).endswith("30/06/2025")
    assert KINDS["outgoing"].called(SimpleNamespace(id=9, code="")) == "dự thảo 9"


@pytest.mark.parametrize(("n", "more"), [(0, ""), (1, ""), (20, ""), (23, " và 3 việc khác")])
def test_the_first_twenty_are_named_the_others_counted(n, more):
    said = taking_effect._first([f"việc {one}" for one in range(n)])
    assert said.endswith(more) and said.count("; ") == max(0, min(n, 20) - 1)
