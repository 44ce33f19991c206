"""The seal cabinet finds its places on the page that the typesetter kept free."""

from io import BytesIO

import pikepdf
import pytest

from signing import prepare
from tests.typesetting.sheets import EVERYDAY, LETTER

FIELDS = {"SoVB": "number", "NgayVB": "date", "NguoiKy": "person", "CoQuan": "seal"}


@pytest.mark.parametrize("sheet", EVERYDAY, ids=lambda sheet: sheet.doc_type)
def test_each_field_lies_where_the_page_left_room(press, sheet):
    made = press(sheet)
    fields = _fields(prepare(made.pdf, made.places))
    assert set(fields) == set(FIELDS)
    for name, (page, rect) in fields.items():
        box = getattr(made.places, FIELDS[name])
        assert page == box.page
        assert rect == pytest.approx((box.x0, box.y0, box.x1, box.y1), abs=0.6)


def test_number_and_date_are_two_fields_side_by_side(press):
    places = press(LETTER).places
    assert places.number.y0 == pytest.approx(places.date.y0)
    assert places.number.x1 < places.date.x0


def test_the_fields_add_nothing_to_the_words(press):
    made = press(LETTER)
    with (
        pikepdf.open(BytesIO(made.pdf)) as plain,
        pikepdf.open(BytesIO(prepare(made.pdf, made.places))) as ready,
    ):
        words = [page.Contents.read_bytes() for page in plain.pages]
        assert [page.Contents.read_bytes() for page in ready.pages] == words


def _fields(content: bytes) -> dict[str, tuple[int, tuple[float, ...]]]:
    with pikepdf.open(BytesIO(content)) as pdf:
        return {
            str(field.T): (n, tuple(float(side) for side in field.Rect))
            for n, page in enumerate(pdf.pages)
            for field in page.get("/Annots", [])
        }
