"""Whose paper it is, right by right: who stands before it, what the paper says, yes or no."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from server import policy
from server.org.actor import Actor, Place, the_server
from workflows import INCOMING, WORKFLOWS, Refused, Role

HOANG_HOA, HOANG_PHU = 1, 2
VHTT, TCKH = 10, 11
CHAIR, DEPUTY, HEAD, OFFICER, CLERK, CHIEF, CHECKER = range(100, 107)


def actor(position: int, *roles: Role, **more: Any) -> Actor:
    base = {"person_id": position + 1000, "account": "x", "name": "x", "title": "x"}
    place = {"position_id": position, "agency_id": HOANG_HOA, "has_units": True}
    return Actor(**base | place | {"roles": frozenset(roles)} | more)


MINH = actor(CHAIR, Role.LEADER, is_head=True)
BINH = actor(DEPUTY, Role.LEADER, is_deputy=True)
HOA = actor(HEAD, Role.UNIT_HEAD, unit_id=VHTT)
NAM = actor(OFFICER, Role.OFFICER, unit_id=VHTT)
LAN = actor(CLERK, Role.CLERK)
TUAN = actor(CHIEF, Role.OFFICE_CHIEF)
MAI = actor(CHECKER, Role.FORM_CHECKER)
TCKH_HEAD = actor(200, Role.UNIT_HEAD, unit_id=TCKH)
COMMUNE = {"agency_id": HOANG_PHU, "has_units": False}
ANH = actor(300, Role.LEADER, is_head=True, **COMMUNE)
XA = actor(301, Role.OFFICER, **COMMUNE)
OF_MINH = Place(CHAIR, "Chủ tịch", frozenset(), HOANG_HOA, None)
IN_FOR_MINH = actor(DEPUTY, Role.LEADER, is_deputy=True, places=(OF_MINH,))


def paper(**said: Any) -> SimpleNamespace:
    """A paper of the district that is at nobody's, with what a row says of it."""
    nobody = dict.fromkeys(
        ("presented_to_id", "directed_by_id", "lead_unit_id", "assignee_id", "granter_id",
         "drafter_id", "unit_id", "signer_id", "signer_post_id")
    )  # fmt: skip
    seats: dict[str, Any] = {"contributing_seats": (), "consulted_seats": (), "report_back": False}
    seats["is_in_archive"] = False
    seats["awaited"] = None
    home = {"agency_id": HOANG_HOA, "answered_in": HOANG_HOA}
    return SimpleNamespace(**nobody | seats | home | said)


def _turn(who: Actor, **said: Any) -> SimpleNamespace:
    """The turn of one who signs for another agency (DOMAIN §5.5)."""
    mine = {"person_id": who.person_id, "post_id": who.position_id, "agency_id": who.agency_id}
    return SimpleNamespace(**mine | said)


P = policy
ANHS = {"awaited": _turn(ANH)}
SEATED = {"parts_of": lambda person: {Role.MEMBER} if person == ANH.person_id else set()}
KEPT = {"is_in_archive": True, "unit_id": VHTT}
LED = {"lead_seat": f"u:{TCKH}:UNIT_HEAD"}
ROWS: list[tuple[policy.Right, dict[str, Any], Actor, bool]] = [
    (P.sits_in_it, SEATED, replace(ANH, roles=frozenset({Role.MEMBER})), True),
    (P.sits_in_it, SEATED, ANH, False),
    (P.sits_in_it, SEATED, replace(MINH, roles=frozenset({Role.MEMBER})), False),
    (P.leads_the_task, {"lead_seat": f"u:{TCKH}:UNIT_HEAD"}, TCKH_HEAD, True),
    (P.leads_the_task, {"lead_seat": f"u:{TCKH}:UNIT_HEAD"}, HOA, False),
    (P.helps_with_the_task, {"helper_seats": (f"u:{VHTT}:UNIT_HEAD",)}, HOA, True),
    (P.helps_with_the_task, {"helper_seats": (f"u:{VHTT}:UNIT_HEAD",)}, TCKH_HEAD, False),
    (P.works_on_the_task, LED | {"helper_seats": (f"u:{VHTT}:UNIT_HEAD",)}, HOA, True),
    (P.works_on_the_task, LED | {"helper_seats": ()}, TCKH_HEAD, True),
    (P.works_on_the_task, LED | {"helper_seats": ()}, HOA, False),
    (P.gave_the_task, {"giver_post_id": CHAIR}, IN_FOR_MINH, True),
    (P.gave_the_task, {"giver_post_id": CHAIR}, BINH, False),
    (P.same_agency, {}, LAN, True),
    (P.same_agency, {"agency_id": HOANG_PHU}, LAN, False),
    (P.it_lies_with_me, {"presented_to_id": CHAIR}, MINH, True),
    (P.it_lies_with_me, {"presented_to_id": CHAIR}, BINH, False),
    (P.it_lies_with_me, {"presented_to_id": CHAIR}, IN_FOR_MINH, True),
    (P.it_lies_with_me, {"presented_to_id": DEPUTY}, MINH, False),
    (P.it_lies_with_me, {}, MINH, False),
    (P.directed_it, {"directed_by_id": DEPUTY}, BINH, True),
    (P.directed_it, {"directed_by_id": DEPUTY}, MINH, True),
    (P.directed_it, {"directed_by_id": CHAIR}, BINH, False),
    (P.directed_it, {}, BINH, False),
    (P.heads_lead_unit, {"lead_unit_id": VHTT}, HOA, True),
    (P.heads_lead_unit, {"lead_unit_id": TCKH}, HOA, False),
    (P.heads_lead_unit, {"lead_unit_id": VHTT}, NAM, False),
    (P.heads_lead_unit, {"lead_unit_id": VHTT, "directed_by_id": CHAIR}, MINH, False),
    (P.heads_lead_unit, {"directed_by_id": HEAD}, HOA, False),
    (P.heads_lead_unit, {"agency_id": HOANG_PHU, "directed_by_id": 300}, ANH, True),
    (P.heads_lead_unit, {"agency_id": HOANG_PHU, "directed_by_id": 300}, XA, False),
    (P.is_assignee, {"assignee_id": OFFICER}, NAM, True),
    (P.is_assignee, {"assignee_id": OFFICER}, HOA, False),
    (P.is_assignee, {}, NAM, False),
    (P.grants_extension, {"granter_id": HEAD}, HOA, True),
    (P.grants_extension, {"granter_id": CHAIR}, HOA, False),
    (P.grants_extension, {"granter_id": CHAIR}, IN_FOR_MINH, True),
    (P.grants_extension, {"granter_id": DEPUTY}, MINH, False),
    (P.owes_contribution, {"contributing_seats": (f"u:{TCKH}:UNIT_HEAD",)}, TCKH_HEAD, True),
    (P.owes_contribution, {"contributing_seats": (f"u:{TCKH}",)}, TCKH_HEAD, True),
    (P.owes_contribution, {"contributing_seats": (f"u:{TCKH}",)}, HOA, False),
    (P.owes_contribution, {"contributing_seats": ("u:99", f"p:{OFFICER}")}, NAM, True),
    (P.owes_contribution, {}, HOA, False),
    (P.may_close, {"lead_unit_id": VHTT}, HOA, True),
    (P.may_close, {"lead_unit_id": VHTT, "directed_by_id": CHAIR}, MINH, False),
    (P.may_close, {"lead_unit_id": VHTT, "directed_by_id": CHAIR, "report_back": True}, MINH, True),
    (P.may_close, {"lead_unit_id": VHTT, "directed_by_id": CHAIR, "report_back": True}, HOA, False),
    (P.may_close, {"directed_by_id": HEAD, "report_back": True}, HOA, False),
    (P.has_worked_on_it, {"assignee_id": OFFICER}, NAM, True),
    (P.has_worked_on_it, {"assignee_id": OFFICER}, HOA, False),
    (P.has_worked_on_it, {}, HOA, True),
    (P.is_drafter, {"drafter_id": NAM.person_id}, NAM, True),
    (P.is_drafter, {"drafter_id": OFFICER}, NAM, False),
    (P.drafts_or_heads, {"drafter_id": NAM.person_id, "unit_id": VHTT}, NAM, True),
    (P.drafts_or_heads, {"drafter_id": NAM.person_id, "unit_id": VHTT}, HOA, True),
    (P.drafts_or_heads, {"drafter_id": NAM.person_id, "unit_id": VHTT}, TCKH_HEAD, False),
    (P.drafts_or_heads, {"drafter_id": NAM.person_id, "unit_id": VHTT}, LAN, False),
    (P.heads_drafting_unit, {"unit_id": VHTT}, HOA, True),
    (P.heads_drafting_unit, {"unit_id": VHTT}, NAM, False),
    (P.heads_drafting_unit, {"unit_id": TCKH}, HOA, False),
    (P.heads_drafting_unit, {}, HOA, False),
    (P.heads_drafting_unit, {}, MINH, False),
    (P.heads_drafting_unit, {}, ANH, True),
    (P.heads_drafting_unit, {}, XA, False),
    (P.is_signer, {"signer_id": MINH.person_id, "signer_post_id": CHAIR}, MINH, True),
    (P.is_signer, {"signer_id": MINH.person_id, "signer_post_id": DEPUTY}, MINH, False),
    (P.is_signer, {"signer_id": BINH.person_id, "signer_post_id": CHAIR}, MINH, False),
    (P.is_signer, {"signer_id": MINH.person_id, "signer_post_id": CHAIR}, IN_FOR_MINH, False),
    (P.signs_in_turn, {"signer_id": MINH.person_id, "signer_post_id": CHAIR}, MINH, True),
    (P.signs_in_turn, {"signer_id": MINH.person_id, "signer_post_id": CHAIR} | ANHS, MINH, False),
    (P.signs_in_turn, ANHS, ANH, True),
    (P.signs_in_turn, ANHS, XA, False),
    (P.signs_in_turn, {"awaited": _turn(ANH, post_id=301)}, ANH, False),
    (P.may_take_back, {"signer_id": MINH.person_id, "signer_post_id": CHAIR} | ANHS, MINH, True),
    (P.may_take_back, ANHS, ANH, True),
    (P.may_take_back, ANHS, MINH, False),
    (P.seals_in_turn, {}, LAN, True),
    (P.seals_in_turn, ANHS, LAN, False),
    (P.seals_in_turn, ANHS, XA, True),
    (P.seals_in_turn, {}, XA, False),
    (P.signs_or_checks, {"signer_id": MINH.person_id, "signer_post_id": CHAIR}, MINH, True),
    (P.signs_or_checks, {"unit_id": VHTT}, HOA, True),
    (P.signs_or_checks, {"unit_id": TCKH}, HOA, False),
    (P.signs_or_checks, {}, MAI, True),
    (P.signs_or_checks, {}, TUAN, True),
    (P.signs_or_checks, {}, LAN, False),
    (P.signs_or_checks, {"unit_id": VHTT}, NAM, False),
    (P.keeps_the_file, {"keeper_post_id": OFFICER}, NAM, True),
    (P.keeps_the_file, {"keeper_post_id": 1}, NAM, False),
    (P.keeps_the_file, {"keeper_post_id": 1, "unit_id": VHTT}, HOA, True),
    (P.keeps_the_file, {"keeper_post_id": 1, "unit_id": TCKH}, HOA, False),
    (P.answers_for_the_file, {"unit_id": VHTT}, HOA, True),
    (P.answers_for_the_file, {"unit_id": TCKH}, HOA, False),
    (P.answers_for_the_file, {"unit_id": VHTT}, NAM, False),
    (P.answers_for_the_file, {"unit_id": TCKH}, BINH, True),
    (P.answers_for_the_file, {}, TUAN, True),
    (P.lets_read, {"unit_id": VHTT}, HOA, True),
    (P.lets_read, {"unit_id": TCKH}, HOA, False),
    (P.lets_read, KEPT, HOA, False),
    (P.lets_read, KEPT, replace(LAN, roles=frozenset({Role.ARCHIVIST})), True),
    (P.lets_read, KEPT, MINH, False),
    (P.keeps_it, {}, LAN, True),
    (P.keeps_it, {"answered_in": HOANG_PHU}, LAN, False),
    (P.heads_the_agency, {}, MINH, True),
    (P.heads_the_agency, {}, BINH, False),
    (P.heads_the_agency, {}, replace(HOA, is_head=True), False),
    (P.is_consulted, {"consulted_seats": (f"u:{VHTT}:UNIT_HEAD",)}, HOA, True),
    (P.is_consulted, {"consulted_seats": (f"u:{VHTT}:UNIT_HEAD",)}, NAM, False),
    (P.is_consulted, {}, HOA, False),
]  # fmt: skip


@pytest.mark.parametrize(
    ("right", "said", "who", "holds"),
    ROWS,
    ids=[f"{n} {r[0].__name__}" for n, r in enumerate(ROWS)],
)
def test_a_right_holds_for_whom_it_is_meant(
    right: policy.Right, said: dict[str, Any], who: Actor, holds: bool
) -> None:
    assert right(who, paper(**said)) is holds


def test_every_right_is_asked_both_ways() -> None:
    used = {right for rights in policy.RIGHTS.values() for right in rights}
    for right in used:
        assert {row[3] for row in ROWS if row[0] is right} == {True, False}, right.__name__


def test_every_row_is_a_step_of_the_law() -> None:
    laws = {f"{law.name}.{step.name}" for law in WORKFLOWS for step in law.transitions}
    assert policy.RIGHTS.keys() <= laws


BY_REQUEST = {"casefiles.ask_access", "casefiles.drop_access", "casefiles.read_by_access"}
"""Whoever has no right asks for one, of an agency before his own too (ORG-15): the request is what
is looked at, in `tests/office/casefiles/test_read_by_request.py`."""
THE_SIGNERS = {f"outgoing.{it}" for it in ("approve", "send_back", "sign", "refuse_sign")}
"""The head of an agency below signs by mandate for the one above (article 13.3)."""
OF_PAPERS = [
    step
    for step in policy.RIGHTS
    if not step.startswith(("meetings.", "tasks.")) and step not in BY_REQUEST | THE_SIGNERS
]


@pytest.mark.parametrize("step", sorted(THE_SIGNERS))
def test_of_another_agency_nobody_but_the_named_signer_has_his_steps(step: str) -> None:
    theirs = paper(workflow=SimpleNamespace(name="outgoing"), signer_id=1300, signer_post_id=300)
    name = step.split(".")[1]
    assert policy.may(ANH, name, theirs)
    checks = replace(ANH, position_id=301, roles=frozenset(Role) - {Role.SYSTEM})
    assert not policy.may(checks, name, theirs)


@pytest.mark.parametrize("step", policy.IN_THE_MEETING)
def test_a_meeting_is_for_those_who_sit_in_it_of_whichever_agency(step: str) -> None:
    theirs = paper(workflow=SimpleNamespace(name="meetings"), **SEATED)
    assert policy.may(replace(ANH, roles=frozenset({Role.MEMBER})), step, theirs)
    assert not policy.may(MINH, step, theirs)


@pytest.mark.parametrize("step", OF_PAPERS)
def test_nobody_of_another_agency_lays_hands_on_a_paper(step: str) -> None:
    kind, name = step.split(".")
    theirs = paper(
        workflow=SimpleNamespace(name=kind), presented_to_id=300, directed_by_id=300,
        assignee_id=300, granter_id=300, drafter_id=1300, signer_id=1300, signer_post_id=300,
        contributing_seats=("p:300",), consulted_seats=("p:300",), keeper_post_id=300,
    )  # fmt: skip
    assert not policy.may(ANH, name, theirs)
    theirs.agency_id = theirs.answered_in = HOANG_PHU
    assert policy.may(ANH, name, theirs)


@pytest.mark.parametrize(
    ("who", "unit", "holds"),
    [(TUAN, None, True), (MINH, TCKH, True), (HOA, VHTT, True), (HOA, TCKH, False),
     (HOA, None, False), (NAM, VHTT, False), (actor(400, Role.ARCHIVIST), None, True)],
)  # fmt: skip
def test_who_writes_the_list_of_files(who: Actor, unit: int | None, holds: bool) -> None:
    assert policy.may_list_files(who, unit) is holds


def test_a_step_without_a_row_asks_for_the_agency_alone() -> None:
    there = paper(workflow=INCOMING)
    assert policy.may(LAN, "register", there) and not policy.may(ANH, "register", there)
    with pytest.raises(Refused, match="^not_yours$"):
        policy.require(ANH, "register", there)


def test_the_server_may_do_what_the_law_gives_it() -> None:
    policy.require(the_server(HOANG_PHU), "direct", paper(workflow=INCOMING))


@pytest.mark.parametrize(
    ("role", "opens", "whole"),
    [
        (Role.CLERK, True, True),
        (Role.LEADER, True, True),
        (Role.OFFICE_CHIEF, True, True),
        (Role.AUDITOR, True, True),
        (Role.UNIT_HEAD, True, False),
        (Role.OFFICER, True, False),
        (Role.FORM_CHECKER, False, False),
        (Role.ARCHIVIST, False, False),
        (Role.SECRETARY, False, False),
        (Role.TECH, False, False),
        (Role.DESK, False, False),
        (Role.ADMIN, False, False),
        (Role.CITIZEN, False, False),
        (Role.SYSTEM, False, False),
    ],
)
def test_who_opens_a_register_and_who_sees_all_of_it(role: Role, opens: bool, whole: bool) -> None:
    assert policy.may_see_register({role}) is opens
    assert (role in policy.WHOLE_REGISTER) is whole
