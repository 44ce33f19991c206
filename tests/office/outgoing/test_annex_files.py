"""An annex in a file of its own: set with its paper, signed by the agency, sent along (B16)."""

import re
from io import BytesIO

import pikepdf
import pytest

import signing
from server.documents.outgoing import printing
from server.exchange.carrier import carry
from server.files import store
from server.office import office
from server.papers.services import files_of
from tests.cast import Cast
from tests.office.outcome import id_of
from tests.office.outgoing import desk
from tests.office.outgoing.desk import paper_of
from tests.office.papers import ok
from tests.verapdf import lacks

BODY = [
    "Danh sách theo Phụ lục I, kinh phí theo Phụ lục II.",
    "=== Danh sách tổ công nghệ số (tệp riêng)",
    "1. Xã Hoằng Phú.",
    "=== Kinh phí",
    "1. Số hóa.",
]


@pytest.fixture
def cast(one_app) -> Cast:
    return Cast(one_app)


def _files(path: str):
    return files_of("outgoing", id_of(path))


def test_it_is_set_at_submission_beside_the_paper_and_not_in_it(cast):
    path = desk.submitted(cast, body=BODY)
    assert [one.pages for one in _files(path)] == [2, 1]
    assert [one.n for one in _files(path)] == [1, 2]
    assert paper_of(path).current.annexes == [[_files(path)[1].sha256, 1]]


def test_the_editor_shows_it_with_the_rest_and_judges_it_too(cast):
    path = desk.drafted(cast, body=BODY)
    pdf, results = printing.preview(paper_of(path))
    with pikepdf.open(BytesIO(pdf)) as shown:
        assert len(shown.pages) == 3
    assert not [one for result in results for one in result.findings if one.severity == "E"]


def test_a_change_of_the_text_sets_it_anew_or_takes_it_away(cast):
    path = desk.submitted(cast, body=BODY)
    before = _files(path)[1].sha256
    etag = cast.nam.asks("GET", path).headers["ETag"]
    changed = [*BODY[:2], "1. Xã Hoằng Đồng.", *BODY[3:]]
    ok(cast.nam.asks("PATCH", path, json={"body": changed}, match=etag))
    assert _files(path)[1].sha256 != before
    etag = cast.nam.asks("GET", path).headers["ETag"]
    ok(cast.nam.asks("PATCH", path, json={"body": ["Để thực hiện."]}, match=etag))
    assert len(_files(path)) == 1


def test_the_clerk_seals_every_file_and_each_says_number_and_time(cast, tmp_path):
    path = desk.signed(cast, body=BODY)
    for step in ("number", "register"):
        ok(cast.lan.does(path, step))
    plain = _files(path)[1].sha256
    thing = ok(cast.lan.does(path, "seal", {"pin": cast.pin}))
    main, annex = _files(path)
    assert (main.name, annex.name) == ("01-UBND-VHTT.pdf", "01-UBND-VHTT-PL1.pdf")
    pdf = store().fetch(annex.sha256)
    verdict = signing.verify(pdf, signing.Trust.of([office().cabinet.keys]))
    assert (verdict.word, verdict.profile) == ("VALID", "annex")
    assert lacks(tmp_path, pdf) == [[]], "PDF/A-2b, like the paper itself"
    said = _seen_top_right(pdf)
    iso = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00"
    assert re.fullmatch(rf"01/UBND-VHTT; {iso}", said)
    log = {one.field: one.input_sha256 for one in paper_of(path).signatures_made}
    assert list(log) == ["NguoiKy", "CoQuan", "CoQuan-PL1"]
    assert log["CoQuan-PL1"] == plain
    assert [one["name"] for one in thing["files"]] == [main.name, annex.name]
    ok(cast.lan.does(path, "dispatch"))
    carry()
    letter = cast.dao.sees("/incoming")["items"][0]
    got = cast.dao.sees(f"/incoming/{letter['id']}")
    assert [one["sha256"] for one in got["files"]] == [one["sha256"] for one in thing["files"]]
    assert got["verdict"] == "VALID"


def _seen_top_right(pdf: bytes) -> str:
    """B16: what the one visible field says, in black Tinos of 10; the signature shows nothing."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        fields = {str(one.T): one for one in opened.Root.AcroForm.Fields}
        words, seal = fields["ThongTin"], fields["CoQuan"]
        assert [float(side) for side in seal.Rect] == [0, 0, 0, 0]
        left, foot, right, _top = (float(side) for side in words.Rect)
        wide, high = (float(side) for side in opened.pages[0].mediabox[2:])
        assert words.P.objgen == opened.pages[0].objgen
        assert left > wide / 2 - 1 and right > wide - 45 and foot > high - 57
        look = words.AP.N
        faces = [str(one.BaseFont) for one in look.Resources.Font.as_dict().values()]
        assert len(faces) == 1 and "+Tinos-Regular" in faces[0]
        assert b" 10 Tf" in look.read_bytes()
        assert not re.search(rb"[1-9.] g\b|\brg\b|\bk\b|\bcs\b|\bscn?\b", look.read_bytes())
        return str(words.V)
