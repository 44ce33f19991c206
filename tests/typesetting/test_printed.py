"""What may be typed is what the paper's font can print; any other letter is told, not left out."""

import unicodedata
from dataclasses import replace

import pypdfium2
import pytest
from fontTools.ttLib import TTFont

from server.typesetting import lint, typeset
from signing.letters import LETTERS
from tests.typesetting.golden import FONTS
from tests.typesetting.sheets import PLAN

SAYING = set("Ký tự “” không in được trên văn bản; hãy thay thế.")
LOOSE = {chr(one) for one in range(0x300, 0x324)}
"""Marks that stand loose are FMT-06's: they become letters with their marks."""


def told(text: str) -> set[str]:
    """The letters that Nam is told of while he types."""
    sheet = replace(PLAN, body=(f"Kết quả: {text}", "Để thực hiện./."))
    return {letter for one in lint(sheet) if one.rule == "FMT-04" for letter in one.words} - SAYING


@pytest.mark.parametrize("face", ["Regular", "Italic", "Bold", "BoldItalic"])
def test_every_face_has_the_letters_that_are_kept(face):
    assert set(map(chr, TTFont(FONTS / f"Tinos-{face}.ttf").getBestCmap())) == LETTERS


def test_what_is_kept_may_be_typed_and_nothing_else():
    typed = {
        one
        for one in map(chr, range(0x21, 0x3000))
        if unicodedata.category(one)[0] not in "CZ" and unicodedata.is_normalized("NFC", one)
    }
    assert typed - told("".join(sorted(typed))) - SAYING == (LETTERS & typed) - LOOSE - SAYING


@pytest.mark.parametrize("text", ["500 €", "CO₂", "10⁻³ Ω", "α ≈ ½", "→ № 5", "Жуков"])
def test_formulas_currencies_and_names_from_elsewhere_are_printed(text):
    assert told(text) == set()
    made = typeset(replace(PLAN, body=(f"Kết quả: {text}", "Để thực hiện./.")), FONTS)
    with pypdfium2.PdfDocument(made.pdf) as page:
        assert text in page[0].get_textpage().get_text_range()


@pytest.mark.parametrize("letter", "完☎✓😀")
def test_of_any_other_letter_nam_is_told_before_minh_signs(letter):
    assert told(letter) == {letter}
    assert [one.severity for one in lint(replace(PLAN, subject=f"V/v {letter}"))][0] == "E"
