"""How words are folded for searching, and how names stand in a list."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.words import fold, person_key, sort_key

WORDS = st.text(st.characters(max_codepoint=0x1EFF, exclude_categories=["Cs"]), max_size=30)
LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
VIETNAMESE = st.text(st.sampled_from(LETTERS + LETTERS.upper() + "áàảãạếềểễệ "), max_size=30)


@pytest.mark.parametrize(
    ("shown", "key"),
    [
        ("Hoằng Hóa", "hoang hoa"),
        ("HOẰNG HOÁ", "hoang hoa"),
        ("Uỷ ban", "uy ban"),
        ("Ủy ban", "uy ban"),
        ("Đường Điện Biên Phủ", "duong dien bien phu"),
        ("  nhiều \t khoảng\n trắng ", "nhieu khoang trang"),
        ("2374/UBND-VHTT", "2374/ubnd-vhtt"),
        ("", ""),
    ],
)
def test_a_clerk_finds_a_word_however_it_was_typed(shown, key):
    assert fold(shown) == key


@given(WORDS)
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(WORDS)
def test_composed_and_decomposed_letters_fold_alike(text):
    forms = {fold(unicodedata.normalize(form, text)) for form in ("NFC", "NFD")}
    assert len(forms) == 1


@given(VIETNAMESE)
def test_a_vietnamese_text_folds_to_plain_small_letters(text):
    assert fold(text).isascii() and fold(text) == fold(text.upper()) == fold(text).lower()


def test_letters_stand_in_the_order_of_the_vietnamese_alphabet():
    assert sorted(LETTERS, key=sort_key) == list(LETTERS)


def test_tones_decide_only_between_equal_letters():
    tones = ["ma", "mà", "mả", "mã", "má", "mạ", "man"]
    assert sorted(reversed(tones), key=sort_key) == tones
    assert sorted(["Hoạt", "Hoàng", "Hoa", "Hòa"], key=sort_key) == ["Hoa", "Hòa", "Hoàng", "Hoạt"]


def test_a_shorter_name_stands_before_a_longer_one():
    assert sorted(["Hoằng Lộc", "Hoằng", "Hoằng Đạo"], key=sort_key)[0] == "Hoằng"
    assert sort_key("Da") < sort_key("Đa") < sort_key("Em")


@given(VIETNAMESE, VIETNAMESE)
def test_only_equal_names_have_equal_keys(one, other):
    assert (sort_key(one) == sort_key(other)) == (one == other)


@given(WORDS)
def test_any_text_has_a_place(text):
    assert sort_key(text).count(b"\0") >= 2


def test_people_stand_by_given_name_then_middle_then_family():
    people = ["Lê Văn An", "Nguyễn Văn An", "Nguyễn Thị Ánh", "Trần Đào", "Đỗ Thu Hoa", "Hoa"]
    want = ["Lê Văn An", "Nguyễn Văn An", "Nguyễn Thị Ánh", "Trần Đào", "Hoa", "Đỗ Thu Hoa"]
    assert sorted(people, key=person_key) == want


def test_somebody_without_a_name_comes_first():
    assert person_key("") < person_key("A")
