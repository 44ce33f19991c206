"""Lan makes copies on paper of what was issued: numbered in their own series (article 25)."""

import pypdfium2
import pytest
from sqlalchemy import select

from server.database import db
from server.documents.copies.making import copies_of
from server.registers.models import RegisterRow
from tests.cast import Cast
from tests.office.outcome import id_of, refused
from tests.office.outgoing import desk
from tests.office.outgoing.desk import paper_of
from tests.office.papers import ok

ASKED = {"signer": "chutich.huyen", "capacity": "TM", "copies": 2, "recipients": "Các phòng, ban"}


@pytest.fixture
def cast(one_app) -> Cast:
    return Cast(one_app)


@pytest.fixture
def sent(cast) -> str:
    return desk.as_dispatched(cast)


def _lines(sent: str) -> list[RegisterRow]:
    rows = select(RegisterRow).where(RegisterRow.direction == "OUT").order_by(RegisterRow.id)
    return [row for row in db.session.scalars(rows) if row.paper_id == id_of(sent)]


def test_copies_are_numbered_from_one_in_a_series_of_their_own(cast, sent):
    """NUM-07."""
    for n in (1, 2):
        ok(cast.lan.does(sent, "copy", ASKED))
        assert copies_of("outgoing", id_of(sent))[-1].code == f"0{n}/SY-UBND"
    assert [(row.book, row.number) for row in _lines(sent)][1:] == [("OUT:SAO", 1), ("OUT:SAO", 2)]


def test_the_line_says_what_was_copied_for_whom_and_who_signs(cast, sent):
    ok(cast.lan.does(sent, "copy", ASKED))
    row, paper = _lines(sent)[-1], paper_of(sent)
    assert (row.doc_type, row.copies, row.recipients) == ("Bản sao y", 2, "Các phòng, ban")
    assert row.subject.startswith(f"Công văn {paper.code}: ")
    assert row.signer == paper.signer.full_name


def test_the_document_stays_as_it_is_and_its_history_names_the_copy(cast, sent):
    thing = ok(cast.lan.does(sent, "copy", ASKED))
    assert thing["state"] == "DISPATCHED"
    last = cast.lan.sees(f"{sent}/history")["items"][-1]
    assert (last["transition"], last["reason"]) == ("copy", "01/SY-UBND")


REFUSED = [
    ({"medium": "electronic"}, "may_be_copied_so"),
    ({"form": "SL"}, "may_be_copied_so"),
    ({"copies": 0}, "invalid"),
    ({"signer": "khong.ai"}, "unknown_person"),
    ({"signer": "truongphong.huyen", "capacity": "DIRECT"}, "not_head"),
]


def test_what_is_refused_takes_no_number(cast, sent):
    for change, reason in REFUSED:
        refused(cast.lan.does(sent, "copy", ASKED | change), reason)
    ok(cast.lan.does(sent, "copy", ASKED))
    assert copies_of("outgoing", id_of(sent))[-1].code == "01/SY-UBND"


def test_who_asks_for_an_electronic_sao_y_of_what_is_electronic_is_told_why_there_is_none(
    cast, sent
):
    """B19, article 25.1: it is sent as it is; on its page too, above the copy on paper."""
    said = refused(
        cast.lan.does(sent, "copy", ASKED | {"medium": "electronic"}), "may_be_copied_so"
    )
    assert "gửi chính văn bản đó" in said["detail"] and "khoản 1 Điều 25" in said["detail"]
    assert "không sao y sang điện tử (khoản 1 Điều 25)" in cast.lan.browser().get(sent).text


def test_nothing_is_copied_before_it_is_issued(cast):
    refused(cast.lan.does(desk.as_sealed(cast), "copy", ASKED), "wrong_state")


def test_the_print_shows_the_document_and_under_it_the_block(cast):
    path = desk.signed(cast)
    for step in ("number", "register"):
        ok(cast.lan.does(path, step))
    ok(cast.lan.does(path, "seal", {"pin": cast.pin}))
    ok(cast.lan.does(path, "dispatch"))
    ok(cast.lan.does(path, "copy", ASKED))
    page = cast.lan.browser()
    shown = page.get(path).text
    assert f'href="{path}/copies/1">01/SY-UBND</a>' in shown
    pdf = page.get(f"{path}/copies/1")
    assert pdf.mimetype == "application/pdf"
    words = _words(pdf.data)
    assert words.index("Nơi nhận:") < words.index("SAO Y") < words.index("Số: 01/SY-UBND")
    assert "- Các phòng, ban;" in words
    assert b"/AcroForm" not in pdf.data
    other = desk.as_dispatched(cast)
    assert page.get(f"{other}/copies/1").status_code == 404
    assert cast.dao.browser().get(f"{path}/copies/1").status_code == 404


def _words(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
