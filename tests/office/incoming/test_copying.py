"""Lan copies what others sent: sao y, sao lục, on paper and electronic (article 25; B18, B19)."""

import hashlib
import io

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageDraw
from sqlalchemy import select

from server import press
from server.database import db
from server.documents.copies.making import copies_of
from server.documents.copies.sealing import Sealed
from server.documents.incoming import copying, directing
from server.documents.incoming.models import IncomingDocument
from server.documents.outgoing.models import OutgoingDocument
from server.files import store
from server.ledger.checking.books import book_findings
from server.office import office
from server.papers.services import Ref
from server.registers.models import RegisterRow
from server.uploads.copies.to_copy import digitised
from tests.cast import Cast
from tests.office.incoming import desk
from tests.office.outcome import change, id_of, last_step, refused, says
from tests.office.papers import drafted, fields, ok, scan

WHY = "không sao y sang điện tử (khoản 1 Điều 25)"
UNSOUND = Sealed("0" * 64, "0" * 64, is_sound=False, level="B-B", read={})
ON_PAPER = {"signer": "chutich.huyen", "capacity": "TM", "copies": 2, "recipients": "Các xã"}


def scanned(dpi: int = 200, mode: str = "RGB") -> bytes:
    """A sheet of A4 as the scanner gives it."""
    size = round(8.27 * dpi), round(11.69 * dpi)
    sheet = Image.new("RGB", size, "white")
    ImageDraw.Draw(sheet).rectangle((dpi, dpi, 3 * dpi, dpi + 40), fill="black")
    out = io.BytesIO()
    sheet.convert(mode).save(out, "PDF", resolution=dpi)
    return out.getvalue()


def brought(cast: Cast, file: bytes | None, **more: str) -> str:
    """It came on paper, was scanned, and Minh has decided who answers it."""
    data = fields(**more) | ({"file": (io.BytesIO(file), "quet.pdf")} if file else {})
    if file is None:
        path = desk.arrived(cast, **more)
    else:
        path = f"/incoming/{ok(cast.lan.asks('POST', '/incoming', data=data))['id']}"
    ok(cast.lan.does(path, "register"))
    ok(cast.lan.does(path, "present"))
    directing.direct(cast.minh.actor, Ref(id_of(path)), order=desk.order())
    return path


@pytest.fixture
def decided(one_cast: Cast) -> str:
    return brought(one_cast, scanned())


def _lines() -> list[RegisterRow]:
    rows = select(RegisterRow).where(RegisterRow.book == "OUT:SAO").order_by(RegisterRow.id)
    return list(db.session.scalars(rows))


def _sao(cast: Cast, path: str, **more: object) -> object:
    body = {"pin": cast.pin, "recipients": "Các xã, thị trấn"} | more
    return cast.lan.does(path, "copy_electronically", body)


def _electronic(path: str) -> bytes:
    return store().fetch(copies_of("incoming", id_of(path))[-1].sealed_sha256)


def test_the_electronic_copy_bears_the_agencys_signature_alone_and_verifies(one_cast, decided):
    ok(_sao(one_cast, decided))
    read = press.read_signatures(_electronic(decided), office().cabinet)
    assert (read["word"], read["profile"]) == ("VALID", "copy")
    assert [one["kind"] for one in read["signatures"]] == ["seal", "timestamp"]


def test_its_corner_says_the_form_the_agency_and_the_moment_and_no_picture_is_seen(
    one_cast, decided
):
    ok(_sao(one_cast, decided))
    with pikepdf.open(io.BytesIO(_electronic(decided))) as pdf:
        by_name = {str(one.T): one for one in pdf.Root.AcroForm.Fields}
        said, form, seal = str(by_name["ThongTin"].V), by_name["ThongTin"], by_name["CoQuan"]
        assert said.startswith("Sao y; Ủy ban nhân dân huyện Hoằng Hóa; 20")
        assert said.endswith("+07:00")
        assert b" 10 Tf" in form.AP.N.read_bytes()
        assert [float(side) for side in seal.Rect] == [0, 0, 0, 0]
        x0, y0, x1, y1 = (float(side) for side in form.Rect)
        wide, high = (float(side) for side in pdf.pages[0].mediabox[2:])
        assert x1 > wide - 50 and y0 > high - 57 and y1 < high


def test_the_line_and_the_history_name_the_copy_and_the_paper_stays_where_it_lay(one_cast, decided):
    thing = ok(_sao(one_cast, decided))
    assert thing["state"] == "DIRECTED"
    assert last_step(decided) == ("copy_electronically", "vanthu.huyen", "01/SY-UBND")
    (row,) = _lines()
    assert (row.doc_type, row.code, row.number) == ("Bản sao y", "01/SY-UBND", 1)
    assert row.subject.startswith("Công văn 1250/UBND-VX của UBND tỉnh Thanh Hóa: V/v")
    assert (row.signer, row.recipients) == ("Ủy ban nhân dân huyện Hoằng Hóa", "Các xã, thị trấn")


def test_all_forms_share_one_series_and_the_books_still_agree(one_cast, decided):
    """NUM-07: one common series for all three."""
    ok(_sao(one_cast, decided))
    ok(one_cast.lan.does(decided, "copy", ON_PAPER))
    ok(_sao(one_cast, decided, form="SL", of_a_copy=True))
    assert [row.code for row in _lines()] == ["01/SY-UBND", "02/SY-UBND", "03/SL-UBND"]
    assert list(book_findings()) == []


def test_its_line_leads_to_no_document_of_our_own(one_cast, decided):
    """A copy of incoming 1 is not taken for one of outgoing 1, whoever may read that."""
    assert id_of(drafted(one_cast)) == id_of(decided)
    ok(_sao(one_cast, decided))
    mine = {row.paper_id for row in _lines()}
    ours = select(OutgoingDocument.id).where(OutgoingDocument.id.in_(mine))
    assert db.session.scalars(ours).all() == []


def test_on_paper_the_block_stands_under_the_scan_or_overleaf(one_cast, decided):
    ok(one_cast.lan.does(decided, "copy", ON_PAPER))
    page = one_cast.lan.browser()
    assert f'href="{decided}/copies/1">01/SY-UBND</a> (giấy, ' in page.get(decided).text
    words = _words(page.get(f"{decided}/copies/1").data)
    assert words.index("SAO Y") < words.index("Số: 01/SY-UBND") < words.index("Nơi nhận:")


def test_what_came_electronic_and_signed_is_copied_on_paper_only(one_cast, decided):
    """B19; of what came on paper nothing of the kind is said."""
    assert WHY not in one_cast.lan.browser().get(decided).text
    change(IncomingDocument, {"id": id_of(decided)}, electronic=True)
    refused(_sao(one_cast, decided), "came_on_paper")
    assert "copy_electronically" not in one_cast.lan.sees(decided)["actions"]
    assert WHY in one_cast.lan.browser().get(decided).text
    ok(one_cast.lan.does(decided, "copy", ON_PAPER))


def test_sao_luc_is_of_a_sao_y_and_sao_y_of_what_is_none(one_cast, decided):
    for more in ({"form": "SL"}, {"form": "SY", "of_a_copy": True}):
        refused(_sao(one_cast, decided, **more), "may_be_copied_so")
        refused(one_cast.lan.does(decided, "copy", ON_PAPER | more), "may_be_copied_so")
    ok(one_cast.lan.does(decided, "copy", ON_PAPER | {"form": "SL", "of_a_copy": True}))
    assert _lines()[-1].doc_type == "Bản sao lục"


UNFIT = [
    (scan(), "page_is_no_scan"),
    (scanned(150), "scan_too_coarse"),
    (scanned(mode="L"), "scan_not_in_colour"),
    (scanned(mode="1"), "scan_not_in_colour"),
    (None, "nothing_to_copy"),
]


@pytest.mark.parametrize(("file", "why"), UNFIT)
def test_a_scan_below_the_decrees_measure_is_no_copy_and_takes_no_number(one_cast, file, why):
    path = brought(one_cast, file)
    refused(_sao(one_cast, path), why)
    assert _lines() == []


def test_a_palette_is_colour_too():
    assert list(digitised(scanned(mode="P"))) == [(200, True)]


def test_a_wrong_pin_makes_no_copy(one_cast, decided):
    refused(_sao(one_cast, decided, pin="000000"), "wrong_pin")
    assert copies_of("incoming", id_of(decided)) == []


def test_a_signature_that_does_not_hold_is_not_recorded(one_cast, decided, monkeypatch):
    monkeypatch.setattr(copying, "seal", lambda *_asked: UNSOUND)
    refused(_sao(one_cast, decided), "seal_is_in_the_file")
    assert _lines() == []


def test_who_does_not_lead_signs_no_copy(one_cast, decided):
    asked = ON_PAPER | {"signer": "truongphong.huyen", "capacity": "DIRECT"}
    refused(one_cast.lan.does(decided, "copy", asked), "not_head")


def test_nothing_is_copied_before_a_leader_has_read_it(one_cast):
    path = desk.presented(one_cast)
    refused(_sao(one_cast, path), "wrong_state")
    refused(one_cast.lan.does(path, "copy", ON_PAPER), "wrong_state")


def test_on_the_page_the_form_says_what_is_wrong_and_the_copy_is_there_to_be_fetched(
    one_cast, decided
):
    lan = one_cast.lan.browser()
    got = lan.post(f"{decided}/copy_electronically", data=_form(lan, decided) | {"form": "SL"})
    assert got.status_code == 409 and says("may_be_copied_so", got.text)
    lan.post(f"{decided}/copy_electronically", data=_form(lan, decided) | {"pin": one_cast.pin})
    assert "(điện tử, " in lan.get(decided).text
    assert lan.get(f"{decided}/copies/1").data == _electronic(decided)
    assert lan.get(f"{decided}/copies/2").status_code == 404
    assert one_cast.dao.browser().get(f"{decided}/copies/1").status_code == 404


def test_a_program_lists_the_copies_and_fetches_each(one_cast, decided):
    ok(_sao(one_cast, decided))
    ok(one_cast.lan.does(decided, "copy", ON_PAPER))
    first, second = one_cast.lan.sees(f"{decided}/copies")["items"]
    assert (first["n"], first["form"], first["medium"], first["code"]) == (
        1, "SY", "electronic", "01/SY-UBND",
    )  # fmt: skip
    assert (second["n"], second["medium"], second["sha256"]) == (2, "paper", None)
    with one_cast.lan.asks("GET", f"{decided}/copies/1") as got:
        assert hashlib.sha256(got.data).hexdigest() == first["sha256"]
    with one_cast.lan.asks("GET", f"{decided}/copies/2") as got:
        assert "02/SY-UBND" in _words(got.data)
    refused(one_cast.lan.asks("GET", f"{decided}/copies/3"), "not_found")
    refused(one_cast.dao.asks("GET", f"{decided}/copies"), "not_found")


def _form(lan, path: str) -> dict[str, str]:
    key = lan.get(path).text.split('name="csrf_token"', 1)[1].split('value="', 1)[1]
    return {"csrf_token": key.split('"', 1)[0], "form": "SY", "recipients": "Các xã", "pin": "1"}


def test_what_turns_out_to_be_a_secret_is_not_told_by_its_copies(one_cast, decided):
    ok(_sao(one_cast, decided))
    ok(one_cast.hoa.does(decided, "refuse_assignment", {"reason": "Không thuộc chức năng"}))
    ok(one_cast.lan.does(decided, "quarantine", {"reason": "Có thể là văn bản mật"}))
    assert (_lines()[0].subject, _lines()[0].number) == ("", 1)
    assert one_cast.minh.browser().get(f"{decided}/copies/1").status_code == 404
    for door in ("copies", "copies/1"):
        refused(one_cast.minh.asks("GET", f"{decided}/{door}"), "not_found")
    ok(one_cast.minh.does(decided, "release_entered", {"reason": "Không phải văn bản mật"}))
    db.session.rollback()
    assert _lines()[0].subject.startswith("Công văn 1250/UBND-VX")


def test_what_is_destroyed_goes_with_its_copies_and_their_lines_keep_the_number(one_cast, decided):
    ok(_sao(one_cast, decided))
    sha256 = copies_of("incoming", id_of(decided))[0].sealed_sha256
    ok(one_cast.hoa.does(decided, "refuse_assignment", {"reason": "Không thuộc chức năng"}))
    ok(one_cast.lan.does(decided, "quarantine", {"reason": "Có thể là văn bản mật"}))
    one_cast.lan.does(decided, "purge", {"reason": "Đóng dấu MẬT"})
    ok(one_cast.minh.does(decided, "purge"))
    db.session.rollback()
    assert copies_of("incoming", id_of(decided)) == []
    assert not store().has(sha256)
    (row,) = _lines()
    assert (row.number, row.subject) == (1, "") and row.note.startswith("Đã tiêu hủy")


def _words(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
