"""Which copy may be made of what, and where to (article 25; DOMAIN §5.7)."""

import pytest

from workflows.copies import HEADINGS, CopyForm, Medium, may_be_made
from workflows.kinds import COPIES

E, P = Medium.ELECTRONIC, Medium.PAPER
# form: the ways it goes, original → copy
ALLOWED = {
    "SY": {(P, P), (E, P), (P, E)},
    "SL": {(P, P), (P, E), (E, P)},
    "TrS": {(P, P), (P, E), (E, P), (E, E)},
}


@pytest.mark.parametrize("form", ALLOWED)
@pytest.mark.parametrize("way", [(P, P), (P, E), (E, P), (E, E)])
def test_each_form_goes_its_ways_and_no_other(form, way):
    of_a_copy = form == "SL"
    assert may_be_made(CopyForm(form), *way, of_a_copy=of_a_copy) == (way in ALLOWED[form])


@pytest.mark.parametrize(("form", "of_a_copy"), [("SY", True), ("TrS", True), ("SL", False)])
def test_a_sao_luc_is_of_a_sao_y_and_nothing_else_is(form, of_a_copy):
    assert not may_be_made(CopyForm(form), P, P, of_a_copy=of_a_copy)


def test_every_form_has_its_abbreviation_and_its_heading():
    assert {str(form) for form in CopyForm} == {one.abbreviation for one in COPIES}
    assert [HEADINGS[form] for form in CopyForm] == ["SAO Y", "SAO LỤC", "TRÍCH SAO"]
