"""Which copy may be made of what, and where to (article 25; DOMAIN §5.7)."""

from itertools import product

import pytest

from tests.law.rows import each
from workflows import Refused
from workflows.copies import (
    HEADINGS,
    CopyForm,
    Leaf,
    Medium,
    mark,
    may_be_made,
    require_fit_scan,
)
from workflows.kinds import COPIES

E, P = Medium.ELECTRONIC, Medium.PAPER
# form: the ways it goes, original → copy
ALLOWED = {
    "SY": {(P, P), (E, P), (P, E)},
    "SL": {(P, P), (P, E), (E, P)},
    "TrS": {(P, P), (P, E), (E, P), (E, E)},
}


@each(product(ALLOWED, [(P, P), (P, E), (E, P), (E, E)]))
def test_each_form_goes_its_ways_and_no_other(form, way):
    of_a_copy = form == "SL"
    assert may_be_made(CopyForm(form), *way, of_a_copy=of_a_copy) == (way in ALLOWED[form])


@each([("SY", True), ("TrS", True), ("SL", False)])
def test_a_sao_luc_is_of_a_sao_y_and_nothing_else_is(form, of_a_copy):
    assert not may_be_made(CopyForm(form), P, P, of_a_copy=of_a_copy)


def test_every_form_has_its_abbreviation_and_its_heading():
    assert {str(form) for form in CopyForm} == {one.abbreviation for one in COPIES}
    assert [HEADINGS[form] for form in CopyForm] == ["SAO Y", "SAO LỤC", "TRÍCH SAO"]


GOOD = Leaf(200, in_colour=True)


def test_what_is_digitised_well_enough_goes_through():
    require_fit_scan([GOOD, Leaf(300, in_colour=True), Leaf(198, in_colour=True)])


@each(
    [
        (Leaf(0, in_colour=False), "page_is_no_scan"),
        (Leaf(197, in_colour=True), "scan_too_coarse"),
        (Leaf(300, in_colour=False), "scan_not_in_colour"),
    ]
)
def test_the_first_page_below_the_measure_is_named(leaf, why):
    with pytest.raises(Refused, match=f"^{why}$") as no:
        require_fit_scan([GOOD, leaf, leaf])
    assert no.value.said["page"] == 2


def test_the_corner_says_the_form_in_small_letters_the_agency_and_the_moment():
    moment = "2026-11-24T08:15:30+07:00"
    assert mark(CopyForm.SL, "UBND xã Hoằng Phú", moment) == f"Sao lục; UBND xã Hoằng Phú; {moment}"
