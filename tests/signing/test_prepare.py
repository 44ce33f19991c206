"""Step 0: a plain page gets its empty fields; anything that could change its look is refused."""

from io import BytesIO

import pikepdf
import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from signing import Box, Places, SealFailed, prepare, signatures_in, verify
from tests.signing.attacks import AFTER
from tests.signing.desk import A4, PLACES, page
from tests.signing.forging import forged

UNFIT = ["a script at opening", "a hidden layer", "an attachment", "a free text", "a link"]


def _reader(pdf: bytes) -> PdfFileReader:
    return PdfFileReader(BytesIO(pdf))


def _fields(pdf: bytes) -> dict:
    fields = _reader(pdf).root["/AcroForm"]["/Fields"]
    return {str(one.get_object()["/T"]): one.get_object() for one in fields}


def test_the_four_fields_are_there_and_empty(blank):
    fields = _fields(blank)
    assert list(fields) == ["SoVB", "NgayVB", "NguoiKy", "CoQuan"]
    assert not any("/V" in field for field in fields.values())
    assert signatures_in(blank) == []


def test_the_fields_stand_where_the_page_reserved_them(blank):
    fields = _fields(blank)
    assert [float(side) for side in fields["SoVB"]["/Rect"]] == [115, 736, 168, 754]
    assert [int(side) for side in fields["CoQuan"]["/Rect"]] == [306, 197, 408, 299]
    last = _reader(blank).root["/Pages"]["/Kids"].raw_get(1)
    assert fields["NguoiKy"].raw_get("/P").reference == last.reference


def test_the_paper_is_one_revision(blank):
    assert blank.count(b"%%EOF") == 1


def test_the_seal_will_lock_number_date_and_signature(blank):
    locked = _fields(blank)["CoQuan"]["/Lock"]
    assert [str(one) for one in locked["/Fields"]] == ["SoVB", "NgayVB", "NguoiKy"]


def test_an_empty_field_has_a_look_of_its_own(blank):
    """Else a viewer makes one with Helvetica, which has no ữ."""
    assert _fields(blank)["SoVB"]["/AP"]["/N"].data == b"/Tx BMC EMC"
    assert "/NeedAppearances" not in _reader(blank).root["/AcroForm"]


def test_the_mark_names_the_profile():
    assert _reader(prepare(page(), PLACES)).trailer["/Info"]["/CongSo"] == "document"
    assert _reader(prepare(page(), PLACES, "khac")).trailer["/Info"]["/CongSo"] == "khac"


@pytest.mark.parametrize("what", UNFIT)
def test_what_could_show_something_else_later_is_refused(what):
    """Shadow attacks are stopped at signing."""
    made = BytesIO()
    with pikepdf.open(BytesIO(prepare(page(), PLACES))) as pdf:
        del pdf.Root.AcroForm
        for sheet in pdf.pages:
            sheet.Annots = pdf.make_indirect([])
        pdf.save(made)
    with pytest.raises(SealFailed, match="unfit_pdf"):
        prepare(forged(made.getvalue(), AFTER[what]), PLACES)


def test_a_page_with_a_form_is_refused(blank):
    with pytest.raises(SealFailed, match="unfit_pdf"):
        prepare(blank, PLACES)


def test_an_encrypted_page_is_refused():
    made = BytesIO()
    with pikepdf.open(BytesIO(page())) as pdf:
        pdf.save(made, encryption=pikepdf.Encryption(owner="chu", user=""))
    with pytest.raises(SealFailed, match="unfit_pdf"):
        prepare(made.getvalue(), PLACES)


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7", b"MZ" * 400])
def test_what_is_no_pdf_is_refused(pdf):
    with pytest.raises(SealFailed, match="broken_pdf"):
        prepare(pdf, PLACES)


def test_a_box_on_a_page_that_is_not_there_is_refused():
    lost = Box(7, 0, 0, 10, 10)
    with pytest.raises(SealFailed, match="broken_pdf"):
        prepare(page(), Places(lost, lost, lost, lost))


def test_an_xmp_packet_of_the_source_does_not_come_along(trust, office):
    """Metadata have one home; a packet in a signed paper would be a later one."""
    made = BytesIO()
    with pikepdf.open(BytesIO(page())) as pdf:
        with pdf.open_metadata() as metadata:
            metadata["dc:title"] = "khác"
        pdf.save(made)
    blank = prepare(made.getvalue(), PLACES)
    assert "/Metadata" not in _reader(blank).root
    assert verify(office.seals(office.signs(blank)), trust).verdict == "valid"


def test_the_seal_covers_a_third_of_the_signature_on_its_left(blank):
    """Phụ lục I: 0.33 ± 0.07 of the signature's width, left edge left of it; true size 36 mm."""
    person, seal = (_fields(blank)[name]["/Rect"] for name in ("NguoiKy", "CoQuan"))
    share = float(seal[2] - person[0]) / float(person[2] - person[0])
    assert abs(share - 0.33) <= 0.07
    assert seal[0] < person[0]
    assert abs(float(seal[2] - seal[0]) - 102) <= 1
    assert seal[2] <= A4[0]
