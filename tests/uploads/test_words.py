"""How words are folded for searching, and how names stand in a list."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.finding.asked import Asked, ask
from server.words import fold, keyed, marked, person_key, sort_key

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


def test_every_letter_there_is_is_folded_as_unicode_takes_it_apart():
    """The table that folds is filled letter by letter: none of them may come out otherwise."""
    for letter in map(chr, range(0x2600)):
        parts = unicodedata.normalize("NFD", letter)
        bare = "".join(part for part in parts if not unicodedata.combining(part)).lower()
        again = unicodedata.normalize("NFD", bare).replace("đ", "d").replace("ð", "d")
        said = " ".join("".join(one for one in again if not unicodedata.combining(one)).split())
        assert fold(letter) == said, hex(ord(letter))


def test_somebody_without_a_name_comes_first():
    assert person_key("") < person_key("A")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("V/v Phòng, chống lụt-bão", "v v phong chong lut bao"),
        ("01/QĐ-UBND", "01 qd ubnd"),
        ("x" * 60, "x" * 40),
        ("_%'\" \\", ""),
        ("Đường số 7", "duong so 7"),
    ],
)
def test_an_index_has_folded_words_and_nothing_between_them(text, words):
    assert keyed(text) == words


def test_a_tone_stands_at_the_end_wherever_it_was_typed():
    assert marked("hoà") == marked("Hòa") == " hoa~1 "
    assert marked("lụt bão") == " lut~5 bao~3 "
    assert marked("đường ăn") == " đương~1 ăn "


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("", None),
        ("/ - %", None),
        ("lut bao", Asked(("lut", "bao"), is_open=True)),
        ("lut bao ", Asked(("lut", "bao"))),
        ("lụt bao", Asked(("lut", "bao"), (" lut~5 ",), is_open=True, closed=(" lut~5 ",))),
        ("lụt chuyê", Asked(("lut", "chuye"), (" lut~5 ", " chuyê"), is_open=True,
                            closed=(" lut~5 ", " chuyê "))),
        ("hướ", Asked(("huo",), (" hươ",), is_open=True, closed=(" hươ~4 ",))),
        ("tạ", Asked(("ta",), is_open=True, closed=(" ta~5 ",))),
        ("a b", Asked(("a",), begun="b")),
        ("a b ", Asked(("a", "b"))),
        ('"lụt bão" x ', Asked(("lut", "bao", "x"), (" lut~5 ", " bao~3 "), (" lut bao ",))),
    ],
)  # fmt: skip
def test_what_was_typed_is_taken_apart_as_the_index_has_it(said, asked):
    assert ask(said) == asked


@pytest.mark.parametrize(
    "said", ['"', "a OR b", "NEAR(x y)", "x' | 'y", "a*b", "col:x", "\\' & !z"]
)
def test_no_sign_of_a_query_language_passes(said):
    asked = ask(said)
    quoted = [] if asked is None else re.findall(r"'[^']*'|\"[^\"]*\"", asked.for_tsquery(False))
    assert all(word.strip("'").removeprefix("<").isalnum() for word in quoted)
