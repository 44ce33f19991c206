"""Who signs in which capacity: Minh the chair, Bình his deputy, Tuấn, Hoa and their deputies."""

from dataclasses import replace
from datetime import date

import pytest

from tests.law.rows import each
from workflows.capacity import (
    DIRECT,
    KT,
    TL,
    TM,
    TUQ,
    WORDS,
    Given,
    Mandate,
    Q,
    SigningCapacity,
    Standing,
    block,
    may_sign,
    may_still_sign,
)
from workflows.law import Refused

TODAY = date(2023, 3, 6)
LETTER, DECISION = "Công văn", "Quyết định"

COMMITTEE = Standing(
    title="Chủ tịch",
    body_regime="collective",
    agency_title_of_head="Chủ tịch",
    body_name_upper="ỦY BAN NHÂN DÂN",
)
MINH = replace(COMMITTEE, is_head=True)
MINH_HIMSELF = replace(MINH, personal=True)
MINH_ACTING = replace(MINH, is_acting_head=True)
BINH = replace(COMMITTEE, title="Phó Chủ tịch", is_deputy=True)
BINH_ACTING = replace(BINH, is_acting_head=True, is_deputy=False)
TUAN = replace(
    COMMITTEE, title="Chánh Văn phòng", heads_unit=True, unit_head_title="Chánh Văn phòng"
)
TUANS_DEPUTY = replace(TUAN, title="Phó Chánh Văn phòng", heads_unit=False, is_unit_deputy=True)
NAM = replace(COMMITTEE, title="Chuyên viên")

DIVISION = Standing(title="Trưởng phòng", body_regime="head", agency_title_of_head="Trưởng phòng")
HOA = replace(DIVISION, is_head=True)
HOAS_DEPUTY = replace(DIVISION, title="Phó Trưởng phòng", is_deputy=True)

ASSIGNED = Mandate(
    KT, "05/QĐ-UBND", date(2021, 7, 1), None, subjects=frozenset({"văn hóa, xã hội"})
)
LISTED = Mandate(TL, "12/QĐ-UBND", date(2021, 7, 1), None, doc_types=frozenset({LETTER}))
HANDED_ON = Mandate(KT, "03/QĐ-VP", date(2022, 1, 1), None, giver=TL)
ENTRUSTED = Mandate(
    TUQ, "77/UQ-UBND", date(2023, 3, 1), date(2023, 4, 1), doc_types=frozenset({LETTER})
)


def signs(capacity, standing, *mandates, doc_type=LETTER, on=TODAY):
    may_sign(capacity, standing, mandates, doc_type, on)
    return True


def refusal(capacity, standing, *mandates, doc_type=LETTER, on=TODAY):
    with pytest.raises(Refused) as no:
        may_sign(capacity, standing, mandates, doc_type, on)
    assert no.value.field == "capacity"
    return no.value.reason


KEPT = [
    (DIRECT, HOA, ()),
    (DIRECT, MINH_HIMSELF, ()),
    (TM, MINH, ()),
    (Q, BINH_ACTING, ()),
    (Q, MINH_ACTING, ()),
    (Q, replace(MINH_ACTING, personal=True), ()),
    (KT, BINH, (ASSIGNED,)),
    (KT, replace(BINH, personal=True), (ASSIGNED,)),
    (KT, HOAS_DEPUTY, (replace(ASSIGNED, doc_types=frozenset({LETTER})),)),
    (TL, TUAN, (LISTED,)),
    (TL, TUANS_DEPUTY, (LISTED, HANDED_ON)),
    (TUQ, TUAN, (ENTRUSTED,)),
]


@each(KEPT)
def test_a_capacity_that_stands_signs(capacity, standing, mandates):
    assert signs(capacity, standing, *mandates)


BROKEN = [
    (DIRECT, HOAS_DEPUTY, (), "not_head"),
    (DIRECT, MINH, (), "wrong_regime"),
    (DIRECT, replace(MINH_HIMSELF, is_acting_head=True), (), "acting_signs_as_q"),
    (DIRECT, replace(HOA, is_acting_head=True), (), "acting_signs_as_q"),
    (DIRECT, BINH_ACTING, (), "not_head"),
    (TM, MINH_ACTING, (), "acting_signs_as_q"),
    (TM, BINH_ACTING, (), "not_head"),
    (TM, BINH, (ASSIGNED,), "not_head"),
    (TM, HOA, (), "wrong_regime"),
    (TM, MINH_HIMSELF, (), "wrong_regime"),
    (Q, BINH, (ASSIGNED,), "q_needs_appointment"),
    (KT, NAM, (ASSIGNED,), "not_deputy"),
    (KT, MINH, (ASSIGNED,), "not_deputy"),
    (KT, TUANS_DEPUTY, (LISTED, HANDED_ON), "not_deputy"),
    (KT, BINH, (), "kt_needs_assignment"),
    (KT, BINH, (LISTED, ENTRUSTED), "kt_needs_assignment"),
    (KT, BINH, (replace(ASSIGNED, giver=KT),), "capacity_never_chains"),
    (KT, BINH, (replace(ASSIGNED, giver=TL),), "capacity_never_chains"),
    (KT, BINH, (replace(ASSIGNED, giver=TUQ),), "capacity_never_chains"),
    (KT, BINH, (replace(ASSIGNED, valid_from=date(2023, 3, 7)),), "kt_needs_assignment"),
    (KT, BINH, (replace(ASSIGNED, valid_to=TODAY),), "kt_needs_assignment"),
    (KT, BINH, (replace(ASSIGNED, doc_types=frozenset({DECISION})),), "kt_out_of_scope"),
    (TL, NAM, (LISTED,), "not_unit_head"),
    (TL, BINH, (LISTED,), "not_unit_head"),
    (TL, TUAN, (), "tl_doc_type_not_listed"),
    (TL, TUAN, (replace(LISTED, kind=KT),), "tl_doc_type_not_listed"),
    (TL, TUAN, (replace(LISTED, doc_types=frozenset()),), "tl_doc_type_not_listed"),
    (TL, TUAN, (replace(LISTED, doc_types=frozenset({DECISION})),), "tl_doc_type_not_listed"),
    (TL, TUAN, (replace(LISTED, valid_to=TODAY),), "tl_doc_type_not_listed"),
    (TL, TUAN, (replace(LISTED, giver=KT),), "capacity_never_chains"),
    (TL, TUAN, (replace(LISTED, giver=TL),), "capacity_never_chains"),
    (TL, TUAN, (replace(LISTED, giver=TUQ),), "capacity_never_chains"),
    (TL, TUANS_DEPUTY, (LISTED,), "kt_needs_assignment"),
    (TL, TUANS_DEPUTY, (HANDED_ON,), "tl_doc_type_not_listed"),
    (TL, TUANS_DEPUTY, (LISTED, ASSIGNED), "kt_needs_assignment"),
    (TL, TUANS_DEPUTY, (LISTED, replace(HANDED_ON, kind=TUQ)), "kt_needs_assignment"),
    (TL, TUANS_DEPUTY, (LISTED, replace(HANDED_ON, valid_to=TODAY)), "kt_needs_assignment"),
    (
        TL,
        TUANS_DEPUTY,
        (LISTED, replace(HANDED_ON, doc_types=frozenset({DECISION}))),
        "kt_out_of_scope",
    ),
    (TUQ, NAM, (ENTRUSTED,), "not_unit_head"),
    (TUQ, TUANS_DEPUTY, (ENTRUSTED, HANDED_ON), "capacity_never_chains"),
    (TUQ, TUAN, (), "tuq_needs_mandate"),
    (TUQ, TUAN, (LISTED,), "tuq_needs_mandate"),
    (TUQ, TUAN, (replace(ENTRUSTED, document_code=" "),), "tuq_needs_mandate"),
    (TUQ, TUAN, (replace(ENTRUSTED, valid_from=None),), "tuq_needs_mandate"),
    (TUQ, TUAN, (replace(ENTRUSTED, valid_to=None),), "tuq_needs_mandate"),
    (TUQ, TUAN, (replace(ENTRUSTED, doc_types=frozenset()),), "tuq_needs_mandate"),
    (TUQ, TUAN, (replace(ENTRUSTED, kind=TL),), "tuq_needs_mandate"),
    (TUQ, TUAN, (replace(ENTRUSTED, giver=KT),), "capacity_never_chains"),
    (TUQ, TUAN, (replace(ENTRUSTED, giver=TL),), "capacity_never_chains"),
    (TUQ, TUAN, (replace(ENTRUSTED, giver=TUQ),), "capacity_never_chains"),
    (TUQ, TUAN, (replace(ENTRUSTED, valid_from=date(2023, 3, 7)),), "tuq_not_yet"),
    (TUQ, TUAN, (replace(ENTRUSTED, valid_to=date(2023, 3, 5)),), "tuq_expired"),
    (TUQ, TUAN, (replace(ENTRUSTED, doc_types=frozenset({DECISION})),), "tuq_out_of_scope"),
]


@each(BROKEN)
def test_a_rule_of_article_13_that_is_broken_is_named(capacity, standing, mandates, reason):
    assert refusal(capacity, standing, *mandates) == reason


def test_no_refusal_goes_untold():
    assert {reason for *_, reason in BROKEN} == {
        "not_head",
        "acting_signs_as_q",
        "wrong_regime",
        "q_needs_appointment",
        "not_deputy",
        "kt_needs_assignment",
        "kt_out_of_scope",
        "not_unit_head",
        "tl_doc_type_not_listed",
        "capacity_never_chains",
        "tuq_needs_mandate",
        "tuq_not_yet",
        "tuq_expired",
        "tuq_out_of_scope",
    }


@each([DIRECT, TM, Q])
def test_the_head_hands_on_in_whatever_way_he_is_head(giver):
    assert signs(KT, BINH, replace(ASSIGNED, giver=giver))
    assert signs(TL, TUAN, replace(LISTED, giver=giver))
    assert signs(TUQ, TUAN, replace(ENTRUSTED, giver=giver))


def test_a_mandate_holds_from_its_first_day_up_to_the_day_it_ends():
    first, end = date(2023, 3, 1), date(2023, 4, 1)
    assert signs(TUQ, TUAN, ENTRUSTED, on=first)
    assert signs(TUQ, TUAN, ENTRUSTED, on=date(2023, 3, 31))
    assert refusal(TUQ, TUAN, ENTRUSTED, on=end) == "tuq_expired"
    assert refusal(TUQ, TUAN, ENTRUSTED, on=date(2023, 2, 28)) == "tuq_not_yet"
    assert signs(KT, BINH, ASSIGNED, on=date(2021, 7, 1))
    assert signs(KT, BINH, replace(ASSIGNED, valid_from=None))


def test_one_good_mandate_among_others_is_enough():
    expired = replace(ENTRUSTED, valid_to=date(2023, 3, 2))
    assert signs(TUQ, TUAN, expired, LISTED, ENTRUSTED)


def test_two_halves_of_a_mandate_make_no_whole():
    """One in force that does not cover the type, and one that covers it and has ended."""
    other_type = replace(ENTRUSTED, doc_types=frozenset({DECISION}))
    ended = replace(ENTRUSTED, valid_to=date(2023, 3, 2))
    assert refusal(TUQ, TUAN, other_type, ended) == "tuq_out_of_scope"


def test_a_mandate_by_subject_covers_any_type():
    by_subject = replace(ENTRUSTED, doc_types=frozenset(), subjects=frozenset({"hộ tịch"}))
    assert signs(TUQ, TUAN, by_subject, doc_type=DECISION)


def test_minhs_absence_opens_nothing():
    """ORG-04: without an assignment his deputy signs in no capacity at all."""
    for capacity in SigningCapacity:
        assert refusal(capacity, BINH)


SINCE = replace(ENTRUSTED, document_code="80/UQ-UBND")
ENDED = replace(ENTRUSTED, valid_to=TODAY)


@each([
    (TM, MINH, (), ()),
    (TUQ, TUAN, (ENTRUSTED,), ()),
    (TUQ, TUAN, (ENTRUSTED, SINCE), (ENTRUSTED,)),
    (TL, TUANS_DEPUTY, (LISTED, HANDED_ON), (HANDED_ON, LISTED)),
])  # fmt: skip
def test_what_he_approved_by_still_signs(capacity, standing, today_s, approved_by):
    may_still_sign(capacity, standing, Given(today_s, approved_by), LETTER, TODAY)


@each([
    (TUQ, TUAN, (ENDED, SINCE), (ENDED,), "mandate_replaced"),
    (KT, BINH, (ASSIGNED,), (replace(ASSIGNED, valid_to=TODAY),), "mandate_replaced"),
    (TUQ, TUAN, (ENDED,), (ENDED,), "tuq_expired"),
    (TUQ, TUAN, (), (), "tuq_needs_mandate"),
    (TM, BINH, (), (), "not_head"),
])  # fmt: skip
def test_another_given_since_approved_nothing(capacity, standing, today_s, approved_by, why):
    """ORG-06: the capacity is frozen at approval and asked again at the instant of signing."""
    with pytest.raises(Refused) as no:
        may_still_sign(capacity, standing, Given(today_s, approved_by), LETTER, TODAY)
    assert (no.value.reason, no.value.field) == (why, "capacity")


BLOCKS = [
    (DIRECT, HOA, ["TRƯỞNG PHÒNG"]),
    (DIRECT, MINH_HIMSELF, ["CHỦ TỊCH"]),
    (TM, MINH, ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]),
    (Q, replace(HOAS_DEPUTY, is_acting_head=True), ["Q. TRƯỞNG PHÒNG"]),
    (Q, BINH_ACTING, ["TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH"]),
    (Q, replace(BINH_ACTING, personal=True), ["Q. CHỦ TỊCH"]),
    (KT, HOAS_DEPUTY, ["KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"]),
    (KT, BINH, ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]),
    (KT, replace(BINH, personal=True), ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]),
    (TL, TUAN, ["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"]),
    (TL, TUANS_DEPUTY, ["TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"]),
    (TUQ, TUAN, ["TUQ. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"]),
]


@each(BLOCKS)
def test_the_lines_above_the_signature(capacity, standing, lines):
    assert list(block(capacity, standing)) == lines


def test_capacities_are_named_as_in_the_decree():
    assert {str(capacity): words for capacity, words in WORDS.items()} == {
        "DIRECT": "ký trực tiếp",
        "TM": "ký thay mặt",
        "Q": "quyền",
        "KT": "ký thay",
        "TL": "ký thừa lệnh",
        "TUQ": "ký thừa ủy quyền",
    }
