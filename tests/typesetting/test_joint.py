"""A paper that several agencies issue: all their names on top, signatures side by side (§5.5)."""

from dataclasses import replace
from itertools import pairwise

import pytest

from server.typesetting import Issuer, check
from server.uploads.handed.layout_pdf import describe_pdf
from tests.typesetting.all_types import FOUR, JOINT, PLAN, THREE
from tests.typesetting.conftest import FONTS
from tests.typesetting.looking import MM
from workflows.layout import Verdict, findings, judge

SOME = {"two": JOINT, "three": THREE, "four": FOUR}
LATER = {"FMT-20", "FMT-22"}


@pytest.mark.parametrize("sheet", SOME.values(), ids=SOME)
def test_it_keeps_every_rule(sheet):
    results = check(sheet, FONTS)
    kept = {one.rule for one in results if one.verdict is Verdict.PASS}
    assert {one.rule for one in results} - kept == LATER


@pytest.mark.parametrize("sheet", SOME.values(), ids=SOME)
def test_and_read_from_its_pdf_as_a_strangers_it_lacks_but_the_date(press, sheet):
    found = findings(judge(describe_pdf(press(sheet).pdf, ours=True)))
    assert {one.rule for one in found if one.severity != "I"} <= {"FMT-15", "TXT-05"}


def other(**change):
    """The second agency's block with a slip in it."""
    one = replace(JOINT.joint[0], **change)
    return replace(JOINT, joint=(one,)), replace(THREE, joint=(THREE.joint[0], one))


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"signer": "ThS. Lê Thị Ánh"}, "FMT-21"),
        ({"authority": ("KT CHỦ TỊCH", "PHÓ CHỦ TỊCH")}, "FMT-19"),
    ],
)
def test_a_slip_in_any_signature_is_found(press, change, rule):
    for sheet in other(**change):
        typed = next(one for one in check(sheet, FONTS) if one.rule == rule)
        drawn = findings(judge(describe_pdf(press(sheet).pdf, ours=True)))
        assert typed.verdict is Verdict.FAIL
        assert rule in {one.rule for one in drawn}


def test_the_names_stand_one_under_the_other_the_one_that_leads_on_top_and_one_short_line(seen):
    look = seen(THREE)
    names = [look.find(words) for words in ("HUYỆN HOẰNG HÓA -", "XÃ HOẰNG PHÚ -", "XÃ HOẰNG ĐỒNG")]
    assert all(upper.y > lower.y for upper, lower in pairwise(names))
    assert {one.font for one in names} == {"Tinos-Bold"}
    assert look.rule_under(names[-1]).y1 < names[-1].y
    assert look.find("Số:").y < names[-1].y


def test_the_superior_of_one_of_them_is_not_printed(seen):
    look = seen(replace(JOINT, superior="Ủy ban nhân dân tỉnh Thanh Hóa"))
    assert not [one for one in look.texts if "TỈNH THANH HÓA" in one.text]


def test_the_one_that_leads_signs_at_the_right_and_the_other_level_with_it(press, seen):
    look, places = seen(JOINT), press(JOINT).places
    ((person, seal),) = places.others
    assert person.x1 < places.seal.x0, "no seal lies over another's mark"
    assert person.y0 == places.person.y0
    assert seal.x0 > 29 * MM, "inside the margin"
    assert look.find("Lê Thị Ánh").x1 < look.find(JOINT.signer).x0
    assert look.find("Nơi nhận:").y < look.find("Lê Thị Ánh").y


def test_the_third_signs_under_the_first(press):
    places = press(THREE).places
    third = places.others[1][0]
    assert third.x0 == places.person.x0
    assert (third.page, third.y1) < (places.person.page, places.person.y0)


def test_a_paper_of_one_agency_is_to_the_byte_what_it_was(press):
    alone = press(PLAN)
    assert alone.places.others == ()
    assert replace(JOINT, authority=PLAN.authority, joint=()) == PLAN
    assert press(replace(PLAN, joint=())).pdf == alone.pdf


def test_what_is_typed_of_an_agency_is_tidied_as_everything_is(press):
    untidy = Issuer("  Ủy ban  nhân dân xã Hoằng Phú ", JOINT.joint[0].authority, "Lê  Thị Ánh")
    assert press(replace(JOINT, joint=(untidy,))).pdf == press(JOINT).pdf
