"""What Annex I asks to be seen of signature and seal, measured on the finished files.

II.7d, II.8, III.1d; DOMAIN §7.3: not by the boxes that were reserved, but by what a viewer draws.
"""

import re
from io import BytesIO
from itertools import pairwise

import pypdfium2
import pytest
from PIL import Image, ImageChops
from pypdfium2 import raw

import signing
from server.files import store
from server.papers.services import files_of
from tests.cast import Cast
from tests.office.outcome import id_of
from tests.office.outgoing import desk
from tests.office.outgoing.desk import paper_of
from tests.office.papers import ok
from tests.typesetting.looking import MM, look

SCALE = 3
BODY = ["Danh sách theo Phụ lục.", "=== Danh sách tổ công nghệ số (tệp riêng)", "1. Xã Hoằng Phú."]
BLUE, RED = (20, 60, 200), (210, 20, 40)


def block(size: tuple[int, int], colour: tuple[int, int, int]) -> bytes:
    """A picture without a gap, so that its edges can be measured where it is drawn."""
    out = BytesIO()
    Image.new("RGBA", size, (*colour, 255)).save(out, "PNG")
    return out.getvalue()


def drawn(pdf: bytes, n: int = -1) -> Image.Image:
    """A page as a viewer shows it; `n` −1 is the last."""
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    page = document[n % len(document)]
    image = page.render(scale=SCALE, may_draw_forms=True).to_pil().convert("RGB")
    document.close()
    return image


def span(image: Image.Image, colour: tuple[int, int, int]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what is of this colour, in points from the page's corner."""
    near = [
        image.getchannel(n).point(lambda it, of=of: 255 * (abs(it - of) < 12))
        for n, of in enumerate(colour)
    ]
    box = ImageChops.multiply(ImageChops.multiply(near[0], near[1]), near[2]).getbbox()
    assert box, f"nothing of {colour} is seen"
    x0, y0, x1, y1 = (it / SCALE for it in box)
    return x0, y0, x1, y1


@pytest.fixture
def cast(one_app) -> Cast:
    return Cast(one_app)


def test_the_seal_in_true_size_lies_on_the_left_third_of_minhs_picture(cast, monkeypatch):
    """0.33 ± 0.07 of its width, the seal's left edge left of it; both pictures, no word."""
    monkeypatch.setattr(signing, "ink_of_person", lambda _name: block((390, 260), BLUE))
    monkeypatch.setattr(signing, "ink_of_agency", lambda _name: block((300, 300), RED))
    path = desk.signed(cast)
    person = span(drawn(_main(path)), BLUE)
    sealed = drawn(_main(_sealed(cast, path)))
    seal = span(sealed, RED)
    assert (seal[2] - person[0]) / (person[2] - person[0]) == pytest.approx(0.33, abs=0.07)
    assert seal[0] < person[0]
    sides = (seal[2] - seal[0], seal[3] - seal[1])
    assert sides == pytest.approx((36 * MM, 36 * MM), abs=1)
    assert span(sealed, BLUE)[0] == pytest.approx(seal[2], abs=1), "the seal lies over the picture"


def test_the_seal_lets_its_page_through_and_beside_the_paper_there_is_none(cast):
    """On a file beside it number and time: Times New Roman's widths (Tinos), 10 points, upright,
    black, top right of the first page."""
    path = _sealed(cast, desk.signed(cast, body=BODY))
    white = _white_in_the_seal(drawn(_main(path), 0))
    assert 0.4 < white < 0.9, "transparent between its rings"
    annex = store().fetch(files_of("outgoing", id_of(path))[1].sha256)
    said = [one for one in look(_flat(annex)).texts if len(one.text) == 1]
    iso = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00"
    assert re.fullmatch(rf"01/UBND-VHTT;{iso}", "".join(one.text for one in said))
    assert {(one.page, one.font, one.size) for one in said} == {(0, "Tinos-Regular", 10)}
    first = drawn(annex, 0)
    top = first.crop((0, 0, first.width, round(20 * MM * SCALE)))
    left, _above, right, _below = span(top, (0, 0, 0))
    assert right == pytest.approx((210 - 15) * MM, abs=2), "at the right margin"
    assert left > 105 * MM, "in the right half, above the text"
    assert _is_grey(first), "black on white, and no picture of a seal"


def _white_in_the_seal(image: Image.Image) -> float:
    seal = image.crop([round(it * SCALE) for it in span(image, (200, 22, 40))]).convert("L")
    return sum(seal.histogram()[250:]) / (seal.width * seal.height)


def _flat(pdf: bytes) -> bytes:
    """Fields as part of the page, where a reader of text finds them."""
    out, document = BytesIO(), pypdfium2.PdfDocument(pdf)
    document.init_forms()
    for page in document:
        raw.FPDFPage_Flatten(page, raw.FLAT_PRINT)
    document.save(out)
    document.close()
    return out.getvalue()


def _is_grey(image: Image.Image) -> bool:
    """Without colour, but for what a viewer puts at the edges of letters."""
    parts = image.reduce(3).split()
    apart = [ImageChops.difference(one, two) for one, two in pairwise(parts)]
    return all(one.getextrema()[1] < 60 for one in apart)


def _sealed(cast: Cast, path: str) -> str:
    for step, brings in (("number", {}), ("register", {}), ("seal", {"pin": cast.pin})):
        ok(cast.lan.does(path, step, brings))
    return path


def _main(path: str) -> bytes:
    return store().fetch(paper_of(path).file_sha256)
