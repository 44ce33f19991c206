"""The small Tinos: thousand units an em, every Vietnamese letter, a twentieth of the size."""

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

from signing.font import derive
from tests.signing.desk import FONT

VIETNAMESE = (
    "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
)
SIGNS = "0123456789.,;:!?()/-–—“”‘’…₫%§°"


@pytest.fixture(scope="module")
def font():
    if not FONT.exists():
        pytest.fail("build/fonts/Tinos-Regular.ttf is missing: run `make setup` first")
    return TTFont(FONT)


def test_it_has_thousand_units_an_em(font):
    """pyHanko writes widths in font units: any other number spaces the letters apart."""
    assert font["head"].unitsPerEm == 1000


def test_it_has_every_letter_an_office_writes(font):
    letters = font.getBestCmap()
    missing = [one for one in VIETNAMESE + VIETNAMESE.upper() + SIGNS if ord(one) not in letters]
    assert missing == []


def test_it_is_small(font):
    assert FONT.stat().st_size < 60_000


def _large(path) -> None:
    """A font of 2048 units with one Latin, one Vietnamese and one Chinese letter, and GPOS."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.lineTo((1024, 0))
    pen.lineTo((512, 1024))
    pen.closePath()
    glyph = pen.glyph()
    names = [".notdef", "a", "ohorn", "zhong"]
    builder = FontBuilder(2048, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({0x61: "a", 0x1A1: "ohorn", 0x4E2D: "zhong"})
    builder.setupGlyf(dict.fromkeys(names, glyph))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1024, 0)))
    builder.setupHorizontalHeader(ascent=1600, descent=-400)
    builder.setupNameTable({"familyName": "Thu", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)


def test_a_derived_font_is_rescaled_and_holds_our_letters_only(tmp_path):
    _large(tmp_path / "large.ttf")
    derive(tmp_path / "large.ttf", tmp_path / "fonts" / "small.ttf")
    small = TTFont(tmp_path / "fonts" / "small.ttf")
    assert small["head"].unitsPerEm == 1000
    assert set(small.getBestCmap()) == {0x61, 0x1A1}
    assert small["hmtx"]["a"][0] == 500


def test_half_a_font_is_never_left_behind(tmp_path):
    (tmp_path / "broken.ttf").write_bytes(b"khong phai phong chu")
    with pytest.raises(Exception, match="sfnt"):
        derive(tmp_path / "broken.ttf", tmp_path / "small.ttf")
    assert [path.name for path in tmp_path.iterdir()] == ["broken.ttf"]


def test_made_on_another_day_it_is_the_same_font(tmp_path, monkeypatch):
    """Two set-ups, one page: a page's bytes hang on its font's (DESIGN §11.18)."""
    _large(tmp_path / "large.ttf")
    for day in ("1700000000", "1764000000"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", day)
        derive(tmp_path / "large.ttf", tmp_path / f"{day}.ttf")
    one, other = (path.read_bytes() for path in sorted(tmp_path.glob("1*.ttf")))
    assert one == other
