"""Mandates are in writing, for a time, for some kinds (ORG-01–03)."""

from typing import Any

import pytest

from server.admin.staff import grants, mandates
from server.admin.staff.mandates import Mandate
from server.clock import today
from server.org import queries
from server.org.models import Delegation
from tests.office.admin.desk import (
    DAY,
    actor,
    hanh,
    kien,
    last_change,
    position,
    propose,
    why,
)
from workflows.capacity import SigningCapacity

KT, TL, TUQ = SigningCapacity.KT, SigningCapacity.TL, SigningCapacity.TUQ
Q = SigningCapacity.Q


def mandate(kind: SigningCapacity = TUQ, **more: Any) -> Mandate:
    said = {
        "document_code": "05/GUQ-UBND",
        "valid_from": today(),
        "valid_to": today() + 30 * DAY,
        "doc_types": ["Công văn"],
        "subjects": "Lễ hội truyền thống",
    }
    return Mandate(kind=kind, **(said | more))


def given(account: str, said: Mandate) -> Delegation:
    return mandates.delegate(kien(), position_id=position(account).id, mandate=said)


def refusal(account: str, said: Mandate) -> str:
    return why(given, account, said)


def test_a_complete_tuq_is_kept_with_its_four_and_runs_for_its_days(app):
    row = given("truongphong.huyen", mandate())
    assert (row.kind, row.document_code, row.doc_types) == ("TUQ", "05/GUQ-UBND", ["Công văn"])
    assert (row.valid_from, row.valid_to) == (today(), today() + 30 * DAY)
    assert row.agency_id == actor("chutich.huyen").agency_id
    assert "05/GUQ-UBND" in last_change().words


@pytest.mark.parametrize(
    ("lack", "reason"),
    [
        ({"document_code": "  "}, "mandate_needs_document"),
        ({"valid_from": None}, "mandate_needs_beginning"),
        ({"valid_to": None}, "mandate_needs_end"),
        ({"doc_types": [], "subjects": " "}, "mandate_needs_scope"),
    ],
)
def test_a_tuq_without_one_of_the_four_is_refused(app, lack, reason):
    assert refusal("truongphong.huyen", mandate(**lack)) == reason


@pytest.mark.parametrize("scope", [{"subjects": ""}, {"doc_types": []}])
def test_types_alone_or_subjects_alone_are_scope_enough_for_a_tuq(app, scope):
    assert given("truongphong.huyen", mandate(**scope)).id


def test_a_tl_names_its_types_and_a_kt_may_be_for_all_of_them_without_end(app):
    assert refusal("truongphong.huyen", mandate(TL, doc_types=[])) == "mandate_needs_types"
    assert given("truongphong.huyen", mandate(TL, valid_to=None)).kind == "TL"
    standing = mandate(KT, valid_to=None, doc_types=[], subjects="")
    assert given("phochutich.huyen", standing).valid_to is None


def test_only_what_is_drafted_here_or_may_arrive_is_a_type(app):
    wrong = mandate(doc_types=["Công văn", "Thư tay"])
    assert refusal("truongphong.huyen", wrong) == "unknown_arriving_type"


def test_who_signs_by_order_may_be_given_the_copies_of_legal_documents(app):
    """Art. 27.1: who signs a type signs its copies; nobody drafts a Thông tư here."""
    given_for = mandate(TL, doc_types=["Công văn", "Thông tư"])
    assert given("truongphong.huyen", given_for).doc_types == ["Công văn", "Thông tư"]


def test_kt_is_for_deputies_tl_and_tuq_for_heads_of_units(app):
    assert refusal("truongphong.huyen", mandate(KT)) == "not_deputy"
    assert refusal("chutich.huyen", mandate(KT)) == "not_deputy"
    assert refusal("phochutich.huyen", mandate(TUQ)) == "not_unit_head"
    assert refusal("chuyenvien.huyen", mandate(TL)) == "not_unit_head"


def test_nothing_chains_but_tl_to_kt_of_the_units_own_deputy(app):
    assert refusal("truongphong.huyen", mandate(TUQ, giver=KT)) == "capacity_never_chains"
    assert refusal("phochutich.huyen", mandate(KT, giver=TUQ)) == "capacity_never_chains"
    assert refusal("truongphong.huyen", mandate(TUQ, giver=TL)) == "not_from_the_head"
    assert refusal("phochutich.huyen", mandate(KT, giver=TL)) == "not_from_the_head"
    assert refusal("kiemnhiem.huyen", mandate(KT)) == "not_from_the_head"
    assert given("kiemnhiem.huyen", mandate(KT, giver=TL)).giver == "TL"
    assert given("truongphong.huyen", mandate(TL, giver=Q)).giver == "Q"


def test_days_that_make_no_sense_are_refused(app):
    over = mandate(valid_from=today() - 9 * DAY, valid_to=today())
    assert refusal("truongphong.huyen", over) == "is_over_already"
    turned = mandate(valid_from=today() + 9 * DAY, valid_to=today() + 9 * DAY)
    assert refusal("truongphong.huyen", turned) == "ends_before_it_begins"
    early = mandate(valid_from=position("truongphong.huyen").valid_from - DAY)
    assert refusal("truongphong.huyen", early) == "post_is_closed"


def test_an_administrator_opens_no_right_for_his_own_post(app):
    seat = position("kiemnhiem.huyen")
    grants.confirm(actor("chutich.huyen"), propose("quantri2", seat.id).id)
    no = why(mandates.delegate, hanh(), position_id=seat.id, mandate=mandate(KT, giver=TL))
    assert no == "own_mandate"


def test_an_ended_mandate_no_longer_runs_from_that_day(app):
    row = given("truongphong.huyen", mandate())
    mandates.end_delegation(kien(), row.id, on=today() + DAY)
    mine = [one for one in queries.delegations_of(row.position_id) if one.id == row.id]
    assert mine[0].holds_on(today()) and not mine[0].holds_on(today() + DAY)
    assert last_change().act == "delegation_ended"


def test_a_mandate_ends_once_and_not_backwards(app):
    row = given("truongphong.huyen", mandate()).id
    assert why(mandates.end_delegation, kien(), row, on=today() - DAY) == "end_is_backdated"
    mandates.end_delegation(kien(), row, on=today())
    again = why(mandates.end_delegation, kien(), row, on=today())
    assert again == "ended_before_that_day"
    assert why(mandates.end_delegation, kien(), 999_999, on=today()) == "no_such_row"
