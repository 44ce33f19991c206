"""Mandates are in writing, for a time, for some kinds; absences open no signing (ORG-01–04)."""

from typing import Any

import pytest
import time_machine

from server.admin import grants, mandates
from server.admin.mandates import Mandate
from server.clock import now, today
from server.org import queries
from server.org.models import Absence, Delegation
from tests.office.admin.desk import (
    DAY,
    actor,
    hanh,
    kien,
    last_change,
    position,
    post_of,
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


def test_only_the_29_types_are_types(app):
    wrong = mandate(doc_types=["Công văn", "Thư tay"])
    assert refusal("truongphong.huyen", wrong) == "unknown_doc_type"


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


def away(
    account: str = "chuyenvien.huyen", substitute: str = "cv-vp.huyen", days: int = 3
) -> Absence:
    return mandates.stand_in(
        kien(), account=account, substitute=substitute,
        valid_from=today(), valid_to=today() + days * DAY,
    )  # fmt: skip


def test_a_substitute_gets_the_desk_for_the_days_and_no_more(app):
    away()
    seat = post_of("chuyenvien.huyen").position_id
    assert seat in actor("cv-vp.huyen").positions
    assert actor("cv-vp.huyen").position_id != seat
    with time_machine.travel(now() + 3 * DAY, tick=False):
        assert seat not in actor("cv-vp.huyen").positions


def test_back_earlier_the_desk_is_his_own_again(app):
    row = away()
    mandates.end_absence(kien(), row.id, on=today())
    assert post_of("chuyenvien.huyen").position_id not in actor("cv-vp.huyen").positions
    assert why(mandates.end_absence, kien(), 999_999, on=today()) == "no_such_row"


@pytest.mark.parametrize(
    ("account", "substitute", "reason"),
    [
        ("chuyenvien.huyen", "chuyenvien.huyen", "away_himself"),
        ("chuyenvien.huyen", "chuyenvien.hoangphu", "substitute_elsewhere"),
        ("chutich.huyen", "quantri", "substitute_is_admin"),
        ("khongco", "cv-vp.huyen", "unknown_person"),
        ("chuyenvien.huyen", "khongco", "unknown_person"),
    ],
)
def test_who_cannot_stand_in_does_not(app, account, substitute, reason):
    assert why(away, account, substitute) == reason


def test_nobody_is_away_twice_at_once(app):
    away()
    assert why(away, substitute="thethuc.huyen") == "away_already"


def test_an_absence_ends_after_it_begins(app):
    assert why(away, days=0) == "ends_before_it_begins"


def test_an_absence_of_the_chair_opens_no_signing(app):
    away("chutich.huyen", "truongphong.huyen")
    assert queries.delegations_of(post_of("chutich.huyen").position_id) == []
    assert not actor("truongphong.huyen").is_deputy
