"""Lan makes extracts of what others sent: she types what is taken, in the paper's form (25.3)."""

import io

import pypdfium2
import pytest

from server import press
from server.documents.copies.making import copies_of
from server.documents.copies.sealing import Sealed
from server.documents.incoming import extracting
from server.documents.incoming.models import IncomingDocument
from server.files import store
from server.office import office
from tests.cast import Cast
from tests.office.incoming import desk
from tests.office.outcome import change, id_of, last_step, refused
from tests.office.papers import ok

TAKEN = {
    "text": "Điều 2. Kinh phí do ngân sách tỉnh cấp.",
    "place": "Thanh Hóa",
    "authority": "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH",
    "signed_by": "Đỗ Minh Tuấn",
    "sent_to": "Các huyện",
}
BLOCK = {"signer": "chutich.huyen", "capacity": "TM", "copies": 1, "recipients": "Các xã"}


@pytest.fixture
def decided(one_cast: Cast) -> str:
    return desk.directed(one_cast)


def _trich(cast: Cast, path: str, **more: object) -> object:
    return cast.lan.does(path, "extract_electronically", TAKEN | {"pin": cast.pin} | more)


def _words(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_the_form_is_made_anew_from_the_register_and_what_was_typed(one_cast, decided):
    ok(_trich(one_cast, decided))
    made = copies_of("incoming", id_of(decided))[-1]
    pdf = store().fetch(made.sealed_sha256)
    read = press.read_signatures(pdf, office().cabinet)
    assert (read["word"], read["profile"]) == ("VALID", "copy")
    words = _words(pdf)
    said = ("TỈNH THANH HÓA", "/UBND-VX", "1250", "Điều 2. Kinh phí", "(Đã ký)", "- Các huyện;")
    assert [one for one in said if one not in words] == []
    assert last_step(decided) == ("extract_electronically", "vanthu.huyen", "01/TrS-UBND")


def test_on_paper_the_block_stands_under_it_and_both_share_the_series(one_cast, decided):
    ok(_trich(one_cast, decided))
    ok(one_cast.lan.does(decided, "extract", TAKEN | BLOCK))
    words = _words(one_cast.lan.browser().get(f"{decided}/copies/2").data)
    assert words.index("Điều 2") < words.index("TRÍCH SAO") < words.index("Số: 02/TrS-UBND")


def test_what_came_electronic_is_extracted_too(one_cast, decided):
    change(IncomingDocument, {"id": id_of(decided)}, electronic=True)
    ok(_trich(one_cast, decided))


def test_nothing_taken_is_no_extract(one_cast, decided):
    refused(_trich(one_cast, decided, text=" \n "), "has_text")
    refused(one_cast.lan.does(decided, "extract", TAKEN | BLOCK | {"text": " "}), "has_text")


def test_a_no_on_the_page_keeps_what_she_copied(one_cast, decided):
    lan = one_cast.lan.browser()
    key = lan.get(decided).text.split('name="csrf_token" value="', 1)[1].split('"', 1)[0]
    typed = {"place": "Thanh Hóa", "authority": "CHỦ TỊCH", "signed_by": "Lê A", "copies": "1"}
    typed |= {"csrf_token": key, "signer": "chutich.huyen", "capacity": "TM"}
    for text in ("", "Điều 2. " + "x" * 5000):
        no = lan.post(f"{decided}/extract", data=typed | {"text": text})
        assert no.status_code == 422
        assert 'value="Thanh Hóa"' in no.text and f">{text}</textarea>" in no.text


def test_a_wrong_pin_or_a_signature_that_does_not_hold_makes_none(one_cast, decided, monkeypatch):
    refused(_trich(one_cast, decided, pin="000000"), "wrong_pin")
    monkeypatch.setattr(extracting, "seal", lambda *_asked: Sealed("0" * 64, "", False, "B-B", {}))
    refused(_trich(one_cast, decided), "seal_is_in_the_file")
    assert copies_of("incoming", id_of(decided)) == []


def test_who_does_not_lead_signs_none_and_none_is_made_before_it_was_read(one_cast, decided):
    wrong = TAKEN | BLOCK | {"signer": "truongphong.huyen", "capacity": "DIRECT"}
    refused(one_cast.lan.does(decided, "extract", wrong), "not_head")
    desk.renumber(decided, 77)
    refused(_trich(one_cast, desk.presented(one_cast)), "wrong_state")


def test_what_is_destroyed_takes_its_extracts_with_it(one_cast, decided):
    ok(one_cast.lan.does(decided, "extract", TAKEN | BLOCK))
    made = copies_of("incoming", id_of(decided))[0].file_sha256
    assert store().has(made)
    ok(one_cast.hoa.does(decided, "refuse_assignment", {"reason": "Không thuộc chức năng"}))
    ok(one_cast.lan.does(decided, "quarantine", {"reason": "Có thể là văn bản mật"}))
    one_cast.lan.does(decided, "purge", {"reason": "Đóng dấu MẬT"})
    ok(one_cast.minh.does(decided, "purge"))
    assert not store().has(made)
