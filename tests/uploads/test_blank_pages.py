"""A page is blank only where nobody wrote, printed or stamped anything: in doubt it is not."""

import io
import random

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from server.app import FONTS
from server.uploads.scans.blank import LIMITS, is_blank

SIZE = (1240, 1754)
PAPER = (250, 249, 245)
WORDS = ImageFont.truetype(str(FONTS / "Tinos-Regular.ttf"), 28)
Pen = ImageDraw.ImageDraw


@pytest.fixture(scope="module")
def grain() -> Image.Image:
    """What a scanner's eye adds to every page."""
    noise = Image.effect_noise(SIZE, 8)
    return Image.merge("RGB", (noise, noise, noise))


def scanned(sheet: Image.Image, grain: Image.Image) -> Image.Image:
    """With grain and through JPEG, as it comes from the machine."""
    out = io.BytesIO()
    ImageChops.add(sheet, grain, 1, -128).save(out, "JPEG", quality=60)
    return Image.open(out).convert("RGB")


def dust(pen: Pen) -> None:
    hand = random.Random(7)
    for _ in range(30):
        x, y, size = hand.randrange(SIZE[0]), hand.randrange(SIZE[1]), hand.choice((0, 1, 2))
        pen.ellipse((x, y, x + size, y + size), fill=(60, 60, 60))


def holes(pen: Pen) -> None:
    for y in (640, 1110):
        pen.ellipse((53, y - 17, 87, y + 17), fill=(40, 40, 40))


def shadow(pen: Pen) -> None:
    for x in range(25):
        pen.line((x, 0, x, SIZE[1]), fill=(40 + 8 * x,) * 3)


def stamp(*ink: int):
    def draw(pen: Pen) -> None:
        pen.ellipse((500, 600, 710, 810), outline=ink, width=4)
        pen.text((545, 680), "U.B.N.D", font=WORDS, fill=ink)

    return draw


def pencil(pen: Pen) -> None:
    pen.text((300, 700), "Đã nhận, chuyển đ/c Hoa", font=WORDS, fill=(205, 205, 205))


NOTHING_WRITTEN = {
    "empty": lambda _pen: None,
    "dust": dust,
    "punched holes": holes,
    "the lid's shadow": shadow,
}
SOMETHING = {
    "a line of pencil": pencil,
    "a stroke of pencil": lambda pen: pen.line((300, 700, 700, 712), fill=(205,) * 3, width=2),
    "a faint red stamp": stamp(248, 222, 222),
    "a very faint red stamp": stamp(250, 230, 228),
    "a faint blue stamp": stamp(222, 226, 246),
    "a page number": lambda pen: pen.text((620, 1650), "2", font=WORDS, fill=(20, 20, 20)),
    "a full stop of 3 mm": lambda pen: pen.ellipse((600, 800, 618, 818), fill=(20, 20, 20)),
    "specks by the hundred": lambda pen: [
        pen.ellipse((x, y, x + 3, y + 3), fill=(90, 90, 90))
        for x in range(100, 1100, 60)
        for y in range(100, 1700, 80)
    ],
}


@pytest.mark.parametrize("what", NOTHING_WRITTEN)
def test_a_page_without_a_mark_is_blank(what: str, grain: Image.Image) -> None:
    sheet = Image.new("RGB", SIZE, PAPER)
    NOTHING_WRITTEN[what](ImageDraw.Draw(sheet))
    assert is_blank(scanned(sheet, grain))


@pytest.mark.parametrize("what", SOMETHING)
def test_the_faintest_mark_is_a_mark(what: str, grain: Image.Image) -> None:
    sheet = Image.new("RGB", SIZE, PAPER)
    SOMETHING[what](ImageDraw.Draw(sheet))
    assert not is_blank(scanned(sheet, grain))


def test_a_pink_separator_is_blank_and_so_is_a_back_that_shines_through(grain) -> None:
    assert is_blank(scanned(Image.new("RGB", SIZE, (245, 200, 210)), grain))
    back = Image.new("L", SIZE, 0)
    for y in range(200, 1500, 40):
        ImageDraw.Draw(back).text((150, y), "Ủy ban nhân dân huyện Hoằng Hóa", font=WORDS, fill=12)
    back = back.transpose(Image.Transpose.FLIP_LEFT_RIGHT).filter(ImageFilter.GaussianBlur(2))
    sheet = ImageChops.subtract(Image.new("RGB", SIZE, PAPER), Image.merge("RGB", (back,) * 3))
    assert is_blank(scanned(sheet, grain))


def test_of_a_black_page_nothing_is_said() -> None:
    assert not is_blank(Image.new("RGB", SIZE, (20, 20, 20)))


def test_every_limit_says_why() -> None:
    assert all(len(why.split()) > 5 for _value, why in LIMITS.values())
