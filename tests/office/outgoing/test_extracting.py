"""Lan makes extracts of what was issued: some paragraphs in its own form (art. 3.12, 25.3)."""

import io
import re

import pikepdf
import pypdfium2
import pytest

from server import press
from server.documents.copies.making import copies_of
from server.documents.outgoing.sending import extracting
from server.files import store
from server.ledger.checking.books import book_findings
from server.office import office
from tests.cast import Cast
from tests.office.incoming.test_copying import UNSOUND
from tests.office.outcome import id_of, last_step, refused
from tests.office.outgoing import desk
from tests.office.outgoing.desk import paper_of
from tests.office.papers import ok
from workflows.numbering import printed_number

BODY = [
    "Điều #. Thành lập Tổ công nghệ số cộng đồng.",
    "Điều #. Tổ gồm năm người.",
    "Điều #. Văn phòng chịu trách nhiệm thi hành./.",
]
BLOCK = {"signer": "chutich.huyen", "capacity": "TM", "copies": 2, "recipients": "Các xã"}


@pytest.fixture
def sent(one_cast: Cast) -> str:
    return desk.as_dispatched(one_cast, body=BODY)


def _trich(cast: Cast, path: str, parts: list[int], **more: object) -> object:
    body = {"parts": parts, "pin": cast.pin} | more
    return cast.lan.does(path, "extract_electronically", body)


def _words(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def _last(path: str) -> bytes:
    made = copies_of("outgoing", id_of(path))[-1]
    return store().fetch(made.sealed_sha256 or made.file_sha256)


def test_only_what_was_chosen_stands_in_the_papers_own_form(one_cast, sent):
    ok(_trich(one_cast, sent, [2]))
    words, paper = _words(_last(sent)), paper_of(sent)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in words
    assert printed_number(paper.number) in words
    assert "Điều 2. Tổ gồm năm người." in words, "counted in the whole text"
    assert "Điều 1" not in words and "Điều 3" not in words
    assert "(Đã ký)" in words and paper.signer.full_name in words


def test_the_electronic_one_bears_the_agencys_signature_alone_and_says_so_in_its_corner(
    one_cast, sent
):
    ok(_trich(one_cast, sent, [1, 3]))
    pdf = _last(sent)
    read = press.read_signatures(pdf, office().cabinet)
    assert (read["word"], read["profile"]) == ("VALID", "copy")
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        said = {str(one.T): str(one.get("/V", "")) for one in opened.Root.AcroForm.Fields}
    assert said["ThongTin"].startswith("Trích sao; Ủy ban nhân dân huyện Hoằng Hóa; 20")


def test_it_has_its_number_in_the_copies_series_and_the_books_agree(one_cast, sent):
    ok(_trich(one_cast, sent, [1]))
    assert last_step(sent) == ("extract_electronically", "vanthu.huyen", "01/TrS-UBND")
    ok(one_cast.lan.does(sent, "extract", BLOCK | {"parts": [1]}))
    assert last_step(sent) == ("extract", "vanthu.huyen", "02/TrS-UBND")
    assert list(book_findings()) == []


def test_on_paper_the_block_stands_under_it(one_cast, sent):
    ok(one_cast.lan.does(sent, "extract", BLOCK | {"parts": [1, 2]}))
    words = _words(one_cast.lan.browser().get(f"{sent}/copies/1").data)
    assert words.index("Điều 2") < words.index("TRÍCH SAO") < words.index("Số: 01/TrS-UBND")
    assert "Điều 3" not in words


@pytest.mark.parametrize("parts", [[1, 2, 3], [1, 2, 3, 9], [7]])
def test_the_whole_is_no_extract_and_neither_is_nothing(one_cast, sent, parts):
    refused(_trich(one_cast, sent, parts), "is_a_part")
    refused(one_cast.lan.does(sent, "extract", BLOCK | {"parts": parts}), "is_a_part")
    assert copies_of("outgoing", id_of(sent)) == []


def test_an_annex_is_left_out_so_all_paragraphs_are_a_part(one_cast):
    path = desk.as_dispatched(one_cast, body=[*BODY, "=== Danh sách", "Một người."])
    ok(_trich(one_cast, path, [1, 2, 3]))
    assert "Danh sách" not in _words(_last(path))


def test_an_extract_is_no_form_of_copying_the_whole(one_cast, sent):
    refused(one_cast.lan.does(sent, "copy", BLOCK | {"form": "TrS"}), "invalid")


def test_who_does_not_lead_signs_none_and_a_wrong_pin_makes_none(one_cast, sent):
    wrong = BLOCK | {"parts": [1], "signer": "truongphong.huyen", "capacity": "DIRECT"}
    refused(one_cast.lan.does(sent, "extract", wrong), "not_head")
    refused(_trich(one_cast, sent, [1], pin="000000"), "wrong_pin")
    assert copies_of("outgoing", id_of(sent)) == []


def test_a_signature_that_does_not_hold_is_not_recorded(one_cast, sent, monkeypatch):
    monkeypatch.setattr(extracting, "seal", lambda *_asked: UNSOUND)
    refused(_trich(one_cast, sent, [1]), "seal_is_in_the_file")
    assert copies_of("outgoing", id_of(sent)) == []


def _form(page: str) -> dict[str, str]:
    return {"csrf_token": page.split('name="csrf_token" value="', 1)[1].split('"', 1)[0]}


def test_her_form_lists_the_paragraphs_and_a_no_keeps_what_she_ticked_and_typed(one_cast, sent):
    lan = one_cast.lan.browser()
    form = lan.get(sent).text
    listed = re.findall(r'name="parts" value="(\d)"> <span>(.*?)</span>', form)
    assert [n for n, _words in listed[:3]] == ["1", "2", "3"] and "Thành lập Tổ" in listed[0][1]
    assert '<option value="TM" selected>' in form and ">DIRECT" not in form
    said = {k: str(v) for k, v in BLOCK.items()} | _form(form) | {"recipients": "Các xã"}
    for parts in ([], ["1", "2", "3"]):
        no = lan.post(f"{sent}/extract", data=said | {"parts": parts})
        assert no.status_code == 422
        assert no.text.count('name="parts" value') >= 3 and "Các xã</textarea>" in no.text
        ticked = re.findall(r'name="parts" value="(\d)" checked', no.text)
        assert ticked == parts


def test_nothing_is_extracted_before_it_is_issued(one_cast):
    refused(_trich(one_cast, desk.as_sealed(one_cast, body=BODY), [1]), "wrong_state")


def test_the_page_offers_the_paragraphs_by_their_beginnings(one_cast, sent):
    page = one_cast.lan.browser().get(sent).text
    assert "<span>Điều 2. Tổ gồm năm người.</span>" in page
