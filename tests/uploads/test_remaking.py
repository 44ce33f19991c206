"""A PDF made anew: it looks and reads as before, and nothing else came along (DESIGN §11.9)."""

import io
from dataclasses import replace

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String
from pyhanko.pdf_utils.reader import PdfFileReader

import signing
from server.uploads import limits
from server.uploads.handed import remaking
from server.uploads.handed.remaking import remake
from server.uploads.reading.texts import read_text
from signing.verifier.content import findings
from tests.typesetting.sheets import LETTER, PLAN
from tests.uploads.draft_files import FONTS, edited, handed, said
from tests.uploads.sheets import filled, written
from workflows import Refused


def _text(pdf: bytes) -> str:
    return " ".join("\n".join(read_text(pdf, [])).split())


def _differs(one: bytes, other: bytes) -> int:
    """How many dots of page 1 are of another grey."""
    return sum(abs(a - b) > 60 for a, b in zip(_dots(one), _dots(other), strict=True))


def _dots(pdf: bytes) -> bytes:
    document = pypdfium2.PdfDocument(pdf)
    dots = document[0].render(scale=0.5, grayscale=True).to_pil().tobytes()
    document.close()
    return dots


def _first(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.pages[0].obj


def test_a_page_of_a_word_processor_keeps_its_letters_and_its_look():
    old = handed()
    new = remake(old, FONTS)
    assert (new.pictured, new.flattened, len(new.sizes)) == ((), False, 1)
    assert _text(new.pdf) == _text(old)
    assert _differs(new.pdf, old) < 30


def test_every_page_of_a_longer_paper_comes_along():
    old = handed(PLAN)
    new = remake(old, FONTS)
    assert len(new.sizes) == len(read_text(old, [])) > 1
    assert _text(new.pdf) == _text(old)


STRANGE = {
    "OpenAction": Array([0, Name.Fit]),
    "Outlines": Dictionary(Type=Name.Outlines),
    "Names": Dictionary(Dests=Dictionary(Names=Array([]))),
    "Lang": String("vi"),
    "ViewerPreferences": Dictionary(HideToolbar=True),
    "PageLabels": Dictionary(Nums=Array([])),
    "StructTreeRoot": Dictionary(Type=Name.StructTreeRoot),
}


def test_what_a_file_carries_beside_its_pages_stays_behind():
    def load_it(pdf):
        for key, thing in STRANGE.items():
            pdf.Root[f"/{key}"] = thing
        pdf.docinfo["/Author"] = "ai đó"
        page = _first(pdf)
        page.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9])])
        page.AA, page.PieceInfo, page.Thumb = Dictionary(), Dictionary(), Dictionary()

    new = remake(edited(handed(), load_it), FONTS)
    with pikepdf.open(io.BytesIO(new.pdf)) as pdf:
        assert set(pdf.Root.keys()) == {"/Type", "/Pages"}
        assert set(_first(pdf).keys()) == {
            "/Type",
            "/Parent",
            "/MediaBox",
            "/Resources",
            "/Contents",
        }
        assert "/Info" not in pdf.trailer
    assert findings(PdfFileReader(io.BytesIO(new.pdf))) == []
    assert not new.flattened, "a link is not seen"


def test_a_remade_page_takes_the_four_fields_of_a_paper_that_is_signed():
    box = signing.Box(0, 100, 100, 200, 150)
    ready = signing.prepare(remake(handed(), FONTS).pdf, signing.Places(box, box, box, box))
    assert b"NguoiKy" in ready


def test_a_filled_field_and_a_note_become_part_of_the_page():
    def show(pdf):
        look = pdf.make_stream(
            b"0 0 40 10 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 50, 18]
        )
        for note in _first(pdf).Annots:
            note.AP, note.F = Dictionary(N=look), 4

    old = edited(filled(handed(), [(300, 500, "x")]), show)
    new = remake(old, FONTS)
    assert new.flattened
    assert _differs(new.pdf, handed()) > 50
    assert b"/AcroForm" not in new.pdf and b"/Annots" not in new.pdf


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_lies_is_stood_up(turn):
    old = edited(handed(), lambda pdf: setattr(_first(pdf), "Rotate", turn))
    new = remake(old, FONTS)
    width, height = new.sizes[0]
    assert (width > height) == (turn != 180)
    assert new.pictured == ()
    assert _differs(new.pdf, old) < 30


def test_what_a_crop_box_cuts_off_is_no_longer_around_the_page():
    old = edited(handed(), lambda pdf: setattr(_first(pdf), "CropBox", Array([50, 60, 450, 800])))
    new = remake(old, FONTS)
    assert new.sizes == ((400, 740),)
    assert new.pictured == ()


PICTURES = {
    "a layer in the page": lambda pdf: pdf.pages[0].contents_add(b"/OC /L0 BDC EMC"),
    "a layer on an image": lambda pdf: _with_form(pdf, OC=Dictionary(Type=Name.OCG)),
    "a PostScript program": lambda pdf: _with_form(pdf, Subtype=Name.PS),
    "an unknown instruction": lambda pdf: pdf.pages[0].contents_add(b"1 2 xy"),
    "a drawn font": lambda pdf: _with_font(pdf, Subtype=Name.Type3, CharProcs=Dictionary()),
    "another encoding": lambda pdf: _with_font(
        pdf, Subtype=Name.Type0, Encoding=Name("/UniJIS-UCS2-H")
    ),
}


def _with_form(pdf, **keys):
    form = pdf.make_stream(b"", **{"Subtype": Name.Form, "BBox": Array([0, 0, 1, 1]), **keys})
    _first(pdf).Resources.XObject = Dictionary(X0=form)


def _with_font(pdf, **keys):
    _first(pdf).Resources.Font["/Odd"] = Dictionary(Type=Name.Font, **keys)


@pytest.mark.parametrize("strange", PICTURES)
def test_what_could_show_something_else_later_becomes_a_picture_with_its_words(strange):
    new = remake(edited(said("Kế hoạch năm 2026"), PICTURES[strange]), FONTS)
    assert new.pictured == (1,)
    assert "Kế hoạch năm 2026" in _text(new.pdf)
    assert findings(PdfFileReader(io.BytesIO(new.pdf))) == []
    with pikepdf.open(io.BytesIO(new.pdf)) as pdf:
        picture = next(iter(pdf.pages[0].get_images().values()))
        assert int(picture.Width) == pytest.approx(200 / 72 * 300, abs=2)


def test_a_page_that_would_look_another_way_becomes_a_picture(monkeypatch):
    monkeypatch.setattr(remaking, "_FEW", -1)
    assert remake(said(), FONTS).pictured == (1,)


def test_more_ends_than_beginnings_cannot_turn_the_page():
    old = edited(handed(), lambda pdf: pdf.pages[0].contents_add(b"Q Q Q q", prepend=True))
    new = remake(edited(old, lambda pdf: setattr(_first(pdf), "Rotate", 90)), FONTS)
    with pikepdf.open(io.BytesIO(new.pdf)) as pdf:
        steps = [str(one.operator) for one in pikepdf.parse_content_stream(pdf.pages[0])]
    assert steps.count("q") == steps.count("Q")


def test_letters_under_a_scan_without_their_font_stay_readable():
    new = remake(edited(written([(40, 50, "Quyết định")]), _scan), FONTS)
    assert new.pictured == (1,)
    assert "Quyết định" in _text(new.pdf)


def _scan(pdf):
    """A small sheet whose letters are not drawn."""
    pdf.pages[0].contents_add(b"3 Tr", prepend=True)
    pdf.pages[0].MediaBox = Array([0, 0, 200, 80])


def _sign(pdf):
    pdf.Root.AcroForm = Dictionary(
        Fields=Array([Dictionary(V=pdf.make_indirect(Dictionary(ByteRange=Array([]))))])
    )


REFUSED = {
    "fonts_not_embedded": lambda: written([(100, 700, "Quyết định")]),
    "draft_is_signed": lambda: edited(said(), _sign),
}


@pytest.mark.parametrize("reason", REFUSED)
def test_what_cannot_be_signed_here_is_refused_in_words(reason):
    with pytest.raises(Refused, match=f"^{reason}$"):
        remake(REFUSED[reason](), FONTS)


def test_a_draft_has_its_limits(monkeypatch):
    monkeypatch.setattr(limits, "DRAFT_PAGES", 1)
    with pytest.raises(Refused, match="^draft_too_long$"):
        remake(handed(replace(LETTER, body=LETTER.body * 4)), FONTS)
    monkeypatch.setattr(limits, "DRAFT_PICTURES", 0)
    with pytest.raises(Refused, match="^draft_too_heavy$"):
        remake(edited(said(), PICTURES["an unknown instruction"]), FONTS)
