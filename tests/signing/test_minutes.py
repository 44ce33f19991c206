"""Minutes of a meeting: two persons in turn, and nothing else is ever written over them."""

import io

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from signing import (
    PERSON,
    Box,
    SealFailed,
    numbered,
    prepare,
    prepare_minutes,
    sign_agency,
    sign_person,
    verify,
)
from signing.profiles import PROFILES
from tests.signing.desk import PIN, PLACES, page

LEFT, RIGHT = Box(-1, 85, 120, 195, 194), Box(-1, 330, 120, 440, 194)
CHAIR = numbered(PERSON, 2)


@pytest.fixture
def blank() -> bytes:
    return prepare_minutes(page(), LEFT, RIGHT)


def signed(office, pdf: bytes, field: str) -> bytes:
    """By the one person whom the desk has: it is the order that is asked about here."""
    return sign_person(
        pdf, office.minh, PIN, authority=office.authority, serials=[1 if field == PERSON else 2],
        field=field,
    )  # fmt: skip


def test_the_profile_names_the_secretary_first_then_the_chair():
    assert [field for field, _ in PROFILES["minutes"].signatures] == [PERSON, CHAIR]
    assert {kind for _, kind in PROFILES["minutes"].signatures} == {"person"}
    assert PROFILES["minutes"].filled == frozenset()


def test_the_blank_page_has_two_empty_fields_and_no_text_field(blank):
    fields = PdfFileReader(io.BytesIO(blank)).root["/AcroForm"]["/Fields"]
    names = [str(one.get_object()["/T"]) for one in fields]
    kinds = {str(one.get_object()["/FT"]) for one in fields}
    assert (names, kinds) == ([PERSON, CHAIR], {"/Sig"})


def test_signed_by_both_it_is_valid_under_its_own_profile(office, blank):
    whole = signed(office, signed(office, blank, PERSON), CHAIR)
    verdict = verify(whole, office.trust)
    assert (verdict.verdict, verdict.profile) == ("valid", "minutes")
    assert [one.kind for one in verdict.signatures] == ["person", "person"]


def test_the_chair_does_not_sign_before_the_secretary(office, blank):
    with pytest.raises(SealFailed, match="not_signed"):
        signed(office, blank, CHAIR)


def test_each_signs_once(office, blank):
    with pytest.raises(SealFailed, match="already_signed"):
        signed(office, signed(office, blank, PERSON), PERSON)


def test_signed_by_one_it_lacks_the_other(office, blank):
    verdict = verify(signed(office, blank, PERSON), office.trust)
    assert (verdict.integrity, verdict.verdict) == ("valid", "invalid")
    assert verdict.lacking


def test_no_agency_seals_over_minutes(office, blank):
    whole = signed(office, signed(office, blank, PERSON), CHAIR)
    with pytest.raises(SealFailed, match="no_field"):
        sign_agency(
            whole, office.huyen, PIN, number="01", date="ngày 01", authority=office.authority,
            serials=[3, 4],
        )  # fmt: skip


def test_one_flipped_bit_is_found(office, blank):
    whole = bytearray(signed(office, signed(office, blank, PERSON), CHAIR))
    whole[len(page()) // 2] ^= 1
    assert verify(bytes(whole), office.trust).verdict != "valid"


def test_what_has_fields_already_is_not_taken(blank):
    with pytest.raises(SealFailed, match="unfit_pdf"):
        prepare_minutes(blank, LEFT, RIGHT)
    with pytest.raises(SealFailed, match="unfit_pdf"):
        prepare(blank, PLACES)
