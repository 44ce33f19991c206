"""A list of what one gives and others take: each signs in his own place, whoever comes first."""

import io
import itertools

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm

from signing import (
    MOST_PARTIES,
    PARTY,
    PERSON,
    Box,
    SealFailed,
    numbered,
    prepare_list,
    sign_agency,
    sign_person,
    verify,
)
from signing.archiving import stamp_archive
from signing.profiles import PROFILES, signed_list
from tests.signing.attacks import AFTER
from tests.signing.desk import PIN, page
from tests.signing.forging import forged

BOXES = [Box(0, 85, y, 195, y + 60) for y in (500, 400, 300)]
PLACES = [numbered(PARTY, n) for n in (1, 2, 3)]


@pytest.fixture
def blank() -> bytes:
    return prepare_list(page(), BOXES)


def signed(office, pdf: bytes, *fields: str) -> bytes:
    """By the one person whom the desk has: it is the places that are asked about here."""
    for n, field in enumerate(fields, start=1):
        pdf = sign_person(
            pdf, office.minh, PIN, authority=office.authority, serials=[n], field=field
        )
    return pdf


@pytest.mark.parametrize("order", list(itertools.permutations(PLACES)))
def test_in_whatever_order_they_sign_it_is_valid(office, blank, order):
    verdict = verify(signed(office, blank, *order), office.trust)
    assert (verdict.verdict, verdict.lacking) == ("valid", [])
    assert [one.field for one in verdict.signatures] == list(order)
    assert {one.kind for one in verdict.signatures} == {"person"}
    assert verdict.as_dict()["profile"] == "list"


@pytest.mark.parametrize("who", PLACES)
def test_until_the_last_has_signed_it_lacks_him_by_his_place(office, blank, who):
    others = [one for one in PLACES if one != who]
    verdict = verify(signed(office, blank, *others), office.trust)
    assert (verdict.integrity, verdict.verdict) == ("valid", "invalid")
    assert verdict.lacking == [f"missing:{who}"]


def test_whoever_comes_first_shuts_the_page_against_everything_but_the_others(office, blank):
    one = PdfFileReader(io.BytesIO(signed(office, blank, PLACES[2])))
    (first,) = one.embedded_regular_signatures
    assert first.docmdp_level == MDPPerm.FILL_FORMS
    two = PdfFileReader(io.BytesIO(signed(office, blank, PLACES[2], PLACES[0])))
    assert [it.docmdp_level for it in two.embedded_regular_signatures] == [MDPPerm.FILL_FORMS, None]


def test_each_signs_once_and_in_a_place_that_is_there(office, blank):
    once = signed(office, blank, PLACES[1])
    with pytest.raises(SealFailed, match="already_signed"):
        signed(office, once, PLACES[1])
    for field in (PERSON, numbered(PARTY, 4)):
        with pytest.raises(SealFailed, match="no_field"):
            signed(office, once, field)


def test_no_agency_seals_over_a_list(office, blank):
    whole = signed(office, blank, *PLACES)
    with pytest.raises(SealFailed):
        sign_agency(
            whole, office.huyen, PIN, number="01", date="ngày 01", authority=office.authority,
            serials=[4, 5],
        )  # fmt: skip


@pytest.mark.parametrize("after", [1, 2, 3])
def test_one_flipped_bit_is_found(office, blank, after):
    whole = bytearray(signed(office, blank, *PLACES[:after]))
    whole[len(page()) // 2] ^= 1
    verdict = verify(bytes(whole), office.trust)
    assert verdict.verdict != "valid" and verdict.integrity != "valid"


def test_a_sheet_has_so_many_places_and_no_more():
    whole = PROFILES[signed_list(MOST_PARTIES)]
    assert len(whole.signatures) == MOST_PARTIES and not whole.in_turn
    assert whole.after(PLACES[1]) == frozenset(dict(whole.signatures)) - {PLACES[1]}
    assert signed_list(MOST_PARTIES + 1) not in PROFILES
    assert all(profile.in_turn for name, profile in PROFILES.items() if "list" not in name)


OF_ANY_PAGE = sorted(
    AFTER.keys()
    - {
        "the number, value and look", "the number's value", "the number's look",
        "the number's look in place", "the number's font", "another look of the seal",
        "the person's box moved", "the lock removed", "the signature's dictionary",
    }
)  # fmt: skip
"""The catalogue but for what a list has not: number, seal, lock, the person's own field."""
UNDONE = {"dates only", "NeedAppearances"}
"""Dates mean nothing, and whoever signs next takes NeedAppearances away again."""


@pytest.fixture(scope="module")
def half(office) -> list[bytes]:
    """The list after nobody, the first, the second and the last of them has signed."""
    steps = [prepare_list(page(), BOXES)]
    for n, field in enumerate(PLACES, start=1):
        steps.append(
            sign_person(
                steps[-1], office.minh, PIN, authority=office.authority, serials=[n], field=field
            )
        )
    return steps


@pytest.mark.parametrize("after", [1, 2, 3])
@pytest.mark.parametrize("attack", OF_ANY_PAGE)
def test_once_somebody_has_signed_nothing_else_may_change(office, half, attack, after):
    verdict = verify(forged(half[after], AFTER[attack]), office.trust)
    assert (verdict.verdict, verdict.integrity) == ("invalid", "invalid")


@pytest.mark.parametrize("after", [1, 2])
@pytest.mark.parametrize("attack", [one for one in OF_ANY_PAGE if one not in UNDONE])
def test_what_was_changed_between_two_of_them_the_next_signature_does_not_heal(
    office, half, attack, after
):
    changed = signed(office, forged(half[after], AFTER[attack]), *PLACES[after:])
    verdict = verify(changed, office.trust)
    assert (verdict.verdict, verdict.integrity) == ("invalid", "invalid")


@pytest.mark.parametrize("attack", [one for one in OF_ANY_PAGE if one not in UNDONE])
def test_nor_does_an_archive_stamp(office, half, attack):
    changed = stamp_archive(forged(half[3], AFTER[attack]), office.authority, [9])
    assert verify(changed, office.trust).integrity == "invalid"
    assert verify(stamp_archive(half[3], office.authority, [9]), office.trust).verdict == "valid"
