"""Who may take what: by the duties of a post, its unit, and what somebody has done with it before.

Without a database: posts and papers are what the rules look at, no more.
"""

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest

from server.clock import today
from server.handing_over import fitness
from server.handing_over.models import WorkHandover
from server.open_work import owning
from server.org.models import Agency, Appointment, Person, Position
from workflows.incoming import UNFINISHED
from workflows.meeting_states import AHEAD, BETWEEN, GATHERED
from workflows.outgoing import HALF_ISSUED, UNISSUED, UNSIGNED

DAY = dt.date(2026, 7, 1)
HOUSE, NEXT = Agency(id=1, short_name="UBND huyện"), Agency(id=2, short_name="UBND xã")
VHTT, TCKH = 5, 6


def held(n: int, roles: str, unit: int | None = VHTT, agency: Agency = HOUSE) -> Appointment:
    """Somebody in a post: person, post and appointment have the same number."""
    post = Position(
        id=n, title="Chuyên viên", roles=roles.split(), unit_id=unit, agency_id=agency.id,
        agency=agency,
    )  # fmt: skip
    who = Person(id=n, full_name=f"Người {n}", account=f"n{n}", active=True)
    return Appointment(
        id=n, person=who, person_id=n, position=post, position_id=n, valid_from=dt.date(2020, 1, 1)
    )


NAM = held(1, "OFFICER")
QUY = held(2, "OFFICER")
BESIDE = held(9, "OFFICER")
BESIDE.position_id, BESIDE.position = NAM.position_id, NAM.position
"""Came into Nam's own post: what he gave to himself goes on as it was."""
TAM = held(3, "OFFICER", TCKH)
HOA = held(4, "UNIT_HEAD")
LAN = held(5, "CLERK", None)
MINH = held(6, "LEADER", None)
TUAN = held(7, "OFFICE_CHIEF SECRETARY", 8)
ANH = held(8, "LEADER", None, NEXT)
GONE = SimpleNamespace(free_from=DAY, appointment=NAM, lines=[])


def letter(**more: Any) -> SimpleNamespace:
    """A letter that Minh gave to Hoa's unit and she to Nam; Minh may grant more time."""
    said = {
        "presented_to_id": 6, "directed_by_id": 6, "assignee_id": 1, "granter_id": 6,
        "lead_unit_id": VHTT, "lies_in_cabinet": False, "state": "IN_PROGRESS",
    }  # fmt: skip
    return SimpleNamespace(**said | more)


def draft(**more: Any) -> SimpleNamespace:
    """A draft of Nam's, for Minh to sign; nobody has checked it."""
    said = {
        "issuing_body": None,
        "drafter_post_id": 1, "drafter_id": 1, "signer_post_id": 6, "signer_id": 6,
        "unit_id": VHTT, "state": "SUBMITTED", "approved_by": None, "content_by": None,
        "form_by": None, "co_issuers": [], "lies_in_cabinet": False, "capacity": "TM",
        "personal": False, "agency": HOUSE, "doc_type": "Công văn",
    }  # fmt: skip
    return SimpleNamespace(**said | more)


def task(**more: Any) -> SimpleNamespace:
    return SimpleNamespace(**{"giver_post_id": 6, "lead_seat": "p:1"} | more)


def meeting(**more: Any) -> SimpleNamespace:
    said = {"chair_id": 6, "secretary_id": 1, "state": "SCHEDULED", "lies_in_cabinet": False}
    said |= more
    return SimpleNamespace(**said, secretaries={said["secretary_id"]})


@pytest.mark.parametrize(
    ("taker", "why"),
    [(QUY, ""), (TAM, "taker_is_of_another_unit"), (HOA, "taker_lacks_the_duty"),
     (LAN, "taker_lacks_the_duty"), (ANH, "taker_has_no_post"), (NAM, "taker_is_the_leaver")],
)  # fmt: skip
def test_a_letter_goes_to_an_officer_of_the_unit_that_leads(taker, why):
    assert fitness.unfit("incoming", letter(), GONE, taker) == why


@pytest.mark.parametrize(
    ("column", "taker", "why"),
    [("presented_to_id", MINH, ""), ("presented_to_id", QUY, "taker_lacks_the_duty"),
     ("directed_by_id", MINH, ""), ("directed_by_id", HOA, "taker_lacks_the_duty")],
)  # fmt: skip
def test_what_lies_before_a_leader_goes_to_a_leader(column, taker, why):
    nobodys = {"presented_to_id": 9, "directed_by_id": 9, "assignee_id": 9, "granter_id": 9}
    paper = letter(**nobodys | {column: NAM.position_id})
    assert fitness.unfit("incoming", paper, GONE, taker) == why


def test_a_letter_of_an_agency_without_units_goes_to_any_officer_there():
    assert fitness.unfit("incoming", letter(lead_unit_id=None), GONE, TAM) == ""


@pytest.mark.parametrize(
    ("taker", "more", "why"),
    [
        (QUY, {}, ""),
        (HOA, {}, ""),
        (TAM, {}, "taker_is_of_another_unit"),
        (TAM, {"unit_id": None}, ""),
        (TAM, {"state": "NUMBERED"}, ""),
        (LAN, {}, "taker_lacks_the_duty"),
        (HOA, {"content_by": 4}, "taker_has_checked_it"),
        (HOA, {"form_by": 4}, "taker_has_checked_it"),
        (HOA, {"approved_by": 4}, "taker_has_checked_it"),
    ],
)
def test_a_draft_goes_to_who_drafts_there_and_has_not_checked_it(taker, more, why):
    assert fitness.unfit("outgoing", draft(**more), GONE, taker) == why


@pytest.mark.parametrize(("capacity", "why"), [("KT", ""), (None, "taker_may_not_sign")])
def test_what_is_to_be_signed_goes_to_who_may_sign_it(monkeypatch, capacity, why):
    """In which capacity is the law's own question (ORG-01 to 06)."""
    monkeypatch.setattr(
        fitness.capacity, "refused", lambda it: "" if it.capacity == capacity else "x"
    )
    own = draft(signer_post_id=1, signer_id=1)
    assert fitness.unfit("outgoing", own, GONE, HOA) == why
    assert fitness.signing_capacity(own, HOA) == capacity


def test_the_capacity_of_the_draft_is_asked_first(monkeypatch):
    monkeypatch.setattr(fitness.capacity, "refused", lambda _it: "")
    assert fitness.signing_capacity(draft(capacity="TL"), HOA) == "TL"


@pytest.mark.parametrize("state", [*UNISSUED, *HALF_ISSUED])
def test_a_signer_owes_nothing_more_of_what_he_has_signed(state):
    """Its drafter and its clerks go on with it."""
    signers = draft(drafter_post_id=9, drafter_id=9, signer_post_id=1, signer_id=1, state=state)
    assert owning.is_his("outgoing", signers, NAM) is (state in UNSIGNED)
    assert owning.is_his("outgoing", draft(state=state), NAM)
    assert fitness.signs(signers, NAM) is (state in UNSIGNED)
    assert not fitness.signs(draft(signer_post_id=1, signer_id=9, state=state), NAM)


def test_of_two_in_one_post_each_has_his_own_drafts():
    assert owning.drafts(draft(), NAM)
    assert not owning.drafts(draft(drafter_id=9), NAM)


@pytest.mark.parametrize(
    ("taker", "more", "why"),
    [
        (QUY, {}, ""),
        (HOA, {}, ""),
        (LAN, {}, "taker_lacks_the_duty"),
        (MINH, {}, "taker_gave_it"),
        (QUY, {"giver_post_id": 1, "lead_seat": "p:2"}, "taker_leads_it"),
        (QUY, {"giver_post_id": 1, "lead_seat": "p:9"}, ""),
        (QUY, {"giver_post_id": 1}, ""),
        (BESIDE, {"giver_post_id": 1}, ""),
    ],
)
def test_nobody_gives_a_task_to_himself_by_taking_it_over(taker, more, why):
    assert fitness.unfit("tasks", task(**more), GONE, taker) == why


@pytest.mark.parametrize(
    ("taker", "more", "why"),
    [
        (TUAN, {}, ""),
        (MINH, {"secretary_id": 1}, "taker_lacks_the_duty"),
        (TUAN, {"chair_id": 7}, "taker_has_the_other_part"),
        (HOA, {"chair_id": 1, "secretary_id": 9}, ""),
        (QUY, {"chair_id": 1, "secretary_id": 9}, "taker_lacks_the_duty"),
        (TUAN, {"chair_id": 1, "secretary_id": 7}, "taker_has_the_other_part"),
    ],
)
def test_a_meeting_has_a_chair_and_a_secretary_who_are_two(taker, more, why):
    assert fitness.unfit("meetings", meeting(**more), GONE, taker) == why


@pytest.mark.parametrize(
    ("kind", "what", "taker", "why"),
    [
        ("casefiles", SimpleNamespace(), TAM, ""),
        ("casefiles", SimpleNamespace(), LAN, "taker_lacks_the_duty"),
        ("mandates", SimpleNamespace(position_id=1), QUY, "mandate_is_the_posts"),
        ("mandates", SimpleNamespace(position_id=2), QUY, ""),
        ("absences", SimpleNamespace(person_id=4), HOA, "taker_is_away_himself"),
        ("absences", SimpleNamespace(person_id=4), QUY, ""),
        ("seals", HOUSE, QUY, "taker_is_no_clerk"),
        ("seals", HOUSE, LAN, ""),
    ],
)
def test_files_mandates_desks_and_the_seal_have_their_own_rules(kind, what, taker, why):
    assert fitness.unfit(kind, what, GONE, taker) == why


def test_whoever_is_locked_out_or_gone_by_then_takes_nothing():
    locked, gone = held(2, "OFFICER"), held(3, "OFFICER")
    locked.person.active, gone.valid_to = False, dt.date(2024, 1, 1)
    for taker in (locked, gone):
        assert fitness.unfit("casefiles", SimpleNamespace(), GONE, taker) == "taker_has_no_post"


def test_what_is_being_signed_or_in_session_waits():
    assert fitness.busy("incoming", letter(), NAM) == ""
    assert fitness.busy("outgoing", draft(lies_in_cabinet=True), NAM) == "is_being_signed"
    ours = draft(co_issuers=[SimpleNamespace(post_id=1)])
    assert fitness.busy("outgoing", ours, NAM) == "is_half_issued"
    assert owning.is_his("outgoing", draft(drafter_id=9, state="SIGNED"), NAM) is False
    assert owning.is_his("outgoing", ours, NAM)


@pytest.mark.parametrize("state", [*BETWEEN, *GATHERED])
def test_who_held_a_meeting_sees_its_minutes_through(state):
    waits = "" if state in AHEAD else "is_in_session"
    assert fitness.busy("meetings", meeting(state=state), NAM) == waits


@pytest.mark.parametrize("state", UNFINISHED)
def test_a_letter_waits_for_nobody(state):
    assert fitness.busy("incoming", letter(state=state), NAM) == ""


def test_every_kind_of_thing_has_its_rule():
    assert {*fitness.FIT} == {
        "incoming", "outgoing", "tasks", "casefiles", "meetings", "mandates", "absences", "seals",
    }  # fmt: skip


def test_a_post_is_free_from_the_day_that_was_said_and_never_from_one_that_is_past():
    day = dt.timedelta(1)
    assert WorkHandover(leaves_on=today() - day).free_from == today()
    assert WorkHandover(leaves_on=today() + day).free_from == today() + day
