"""A file beside the paper: the agency alone signs it, with words and no picture (III.1d; B16)."""

from io import BytesIO

import pikepdf
import pytest

from signing import Box, SealFailed, count_signatures, prepare_annex, seal_annex, verify
from tests.signing.desk import PIN, page

BOX = Box(0, 300, 785, 552, 800)
SAID = "15/KH-UBND; 2026-11-24T08:15:30+07:00"


def _sealed(office, pdf):
    how = {"said": SAID, "authority": office.authority, "serials": [11, 12]}
    return seal_annex(pdf, office.huyen, PIN, **how)


@pytest.fixture(scope="module")
def annex(office) -> bytes:
    return _sealed(office, prepare_annex(page(), BOX))


def test_it_is_sound_with_the_agencys_signature_alone(annex, trust):
    verdict = verify(annex, trust)
    assert (verdict.word, verdict.profile, verdict.lacking) == ("VALID", "annex", [])
    assert [one.kind for one in verdict.signatures] == ["seal", "timestamp"]
    assert count_signatures(annex) == 1


def test_number_and_time_stand_top_right_in_ten_points_and_no_picture(annex):
    with pikepdf.open(BytesIO(annex)) as pdf:
        fields = {str(one.T): one for one in pdf.Root.AcroForm.Fields}
        words, seal = fields["ThongTin"], fields["CoQuan"]
        assert str(words.V) == SAID and int(words.Ff) == 1
        look = words.AP.N.read_bytes()
        assert b" 10 Tf" in look
        assert [float(side) for side in seal.Rect] == [0, 0, 0, 0]
        assert "/AP" not in seal or "/XObject" not in seal.AP.N.get("/Resources", {})


def test_a_changed_word_in_it_is_found(annex, trust):
    at = annex.index(b"/ThongTin") if b"/ThongTin" in annex else annex.index(b"obj") + 40
    broken = annex[:at] + bytes([annex[at] ^ 1]) + annex[at + 1 :]
    assert verify(broken, trust).word != "VALID"


def test_of_two_agencies_each_seals_it_in_its_turn_and_the_first_alone_writes(office, trust):
    first = _sealed(office, prepare_annex(page(), BOX, agencies=2))
    half = verify(first, trust)
    assert (half.profile, half.lacking) == ("annex-2", ["missing:CoQuan2"])
    how = {"said": "khác", "authority": office.authority, "serials": [13, 14]}
    both = seal_annex(first, office.huyen, PIN, field="CoQuan2", **how)
    verdict = verify(both, trust)
    assert (verdict.word, verdict.lacking, verdict.as_dict()["profile"]) == ("VALID", [], "annex")
    assert verdict.fields["ThongTin"] == SAID
    assert [one.kind for one in verdict.signatures] == ["seal", "seal", "timestamp"]
    assert both.startswith(first)


def test_the_second_agency_does_not_seal_before_the_first(office):
    blank = prepare_annex(page(), BOX, agencies=2)
    how = {"said": SAID, "authority": office.authority, "serials": [15, 16]}
    with pytest.raises(SealFailed, match="not_signed"):
        seal_annex(blank, office.huyen, PIN, field="CoQuan2", **how)


def test_it_is_sealed_once(office, annex):
    with pytest.raises(SealFailed, match="already_signed"):
        _sealed(office, annex)
