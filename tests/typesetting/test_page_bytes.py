"""The same sheet is the same file: what Tuấn saw is what Minh signs (DESIGN §11.18)."""

import hashlib
import subprocess
import sys
import unicodedata
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from tests.typesetting.conftest import FONTS
from tests.typesetting.sheets import DECISION, EVERYDAY, LETTER, PLAN

ROOT = Path(__file__).parents[2]
ELSEWHERE = """
import hashlib, sys
from pathlib import Path
from server.typesetting import typeset
from tests.typesetting.sheets import DECISION
print(hashlib.sha256(typeset(DECISION, Path(sys.argv[1])).pdf).hexdigest())
"""


@pytest.mark.parametrize("sheet", EVERYDAY, ids=lambda sheet: sheet.doc_type)
def test_the_same_sheet_gives_the_same_bytes(press, sheet):
    assert press(sheet) == press(sheet)


def test_another_process_gives_the_same_bytes(press):
    command = [sys.executable, "-c", ELSEWHERE, str(FONTS)]
    there = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
    assert there.stdout.strip() == hashlib.sha256(press(DECISION).pdf).hexdigest()


def test_what_was_set_before_leaves_no_trace(press):
    alone = press(LETTER).pdf
    press(PLAN)
    assert press(LETTER).pdf == alone


def test_decomposed_letters_are_the_same_letters(press):
    typed = replace(LETTER, body=tuple(unicodedata.normalize("NFD", t) for t in LETTER.body))
    assert press(typed).pdf == press(LETTER).pdf


def test_stray_spaces_and_control_characters_do_not_print(press):
    typed = replace(
        LETTER,
        subject="Tăng cường\u200b  triển khai ứng dụng\tHoangHoaS trên địa bàn huyện \x07",
        body=tuple(f" \ufeff{text}\x00 " for text in LETTER.body),
        recipients=("", *LETTER.recipients, " \u00ad "),
    )
    assert press(typed).pdf == press(LETTER).pdf


def test_a_typed_line_break_opens_a_paragraph(press):
    typed = replace(LETTER, body=("\n".join(LETTER.body),))
    assert press(typed).pdf == press(LETTER).pdf


def test_marks_of_markup_are_only_letters(seen):
    typed = '<b>5 < 6</b> & "R&D" <a href="x">\\(</a> %s {0} để thực hiện.'
    look = seen(replace(LETTER, body=(typed, LETTER.body[0])))
    assert '<b>5 < 6</b> & "R&D"' in look.find("<b>5").text


def test_all_fonts_are_tinos_and_embedded(press):
    with pikepdf.open(BytesIO(press(DECISION).pdf)) as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        names = {str(font.BaseFont).split("+")[-1] for font in fonts}
        embedded = ["/FontFile2" in font.get("/FontDescriptor", {}) for font in fonts]
    assert names == {"Tinos-Regular", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic"}
    assert all(embedded)


def test_the_file_holds_no_forms_scripts_or_links(press):
    with pikepdf.open(BytesIO(press(PLAN).pdf)) as pdf:
        assert "/AcroForm" not in pdf.Root
        assert not {"/OpenAction", "/AA", "/Names"} & set(pdf.Root.keys())
        assert all("/Annots" not in page for page in pdf.pages)
        assert str(pdf.Root.Lang) == "vi-VN"
