"""A page of each of the 29 types, held against the picture that was looked at (Annex III)."""

from dataclasses import replace

import pypdfium2
import pytest
from PIL import Image

from server.typesetting import typeset
from tests.typesetting import golden
from tests.typesetting.all_types import SHEETS
from workflows.kinds import KINDS

NAMED = golden.papers()


@pytest.mark.parametrize("name", NAMED)
def test_the_page_looks_as_it_was_found_right(name, tmp_path):
    for at, drawn in golden.pictures(name, NAMED[name]):
        kept = golden.FOLDER / at
        assert kept.exists(), f"{at}: run python -m tests.typesetting.golden and look at it"
        far = golden.differ(drawn, Image.open(kept).convert("L"))
        if far:
            drawn.save(tmp_path / at)
        assert not far, f"{far} points of {at} are not as they were; now it is {tmp_path / at}"


def test_there_is_a_picture_of_every_type_and_none_of_anything_else():
    assert list(SHEETS) == [kind.name for kind in KINDS]
    kept = {one.name.rsplit("-", 1)[0] for one in golden.FOLDER.glob("*.png")}
    assert kept == set(NAMED)


def test_a_letter_too_many_is_seen_and_another_way_of_smoothing_is_not():
    sheet = SHEETS["Thông báo"]
    changed = replace(sheet, place="Hoằng Hóaa")
    ((_, kept),) = golden.pictures("", lambda: typeset(sheet, golden.FONTS).pdf)
    ((_, longer),) = golden.pictures("", lambda: typeset(changed, golden.FONTS).pdf)
    shifted = Image.new("L", golden.SIZE, 255)
    shifted.paste(kept, (0, 1))
    assert not golden.differ(kept, _smoothed(sheet))
    assert golden.differ(kept, longer)
    assert golden.differ(kept, shifted) > 500


def _smoothed(sheet):
    """The same page as another viewer would draw it."""
    with pypdfium2.PdfDocument(typeset(sheet, golden.FONTS).pdf) as document:
        page = document[0]
        large = page.render(scale=5 * 210 / page.get_width()).to_pil().convert("L")
        return large.resize(golden.SIZE, Image.Resampling.BICUBIC)
