"""Anybody gives a file at /verify, or follows a page's QR code; nobody signs in for it."""

import datetime as dt
import io
import unicodedata
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from server import pool
from server.admin.staff import people
from server.clock import today
from server.database import db, transaction
from server.documents import against
from server.documents.outgoing.models import OutgoingDocument
from server.door.models import WebSession
from server.files import store
from server.ledger.verifying import routes
from server.office import _here
from server.words_of import reasons
from signing import NotJudged
from signing.verifier import policy
from tests.office import papers
from tests.office.admin.desk import kien
from tests.office.citizen import ask, office_for_strangers
from tests.office.outcome import says
from tests.signing import abroad
from tests.signing.abroad import NOW, Certified

DAY = dt.timedelta(days=1)


@pytest.fixture
def office(one_app):
    return office_for_strangers(one_app)


@pytest.fixture
def citizen(office, one_app):
    return one_app.test_client()


def document(path: str) -> OutgoingDocument:
    db.session.rollback()
    return db.session.get(OutgoingDocument, int(path.rsplit("/", 1)[1]))


def test_a_dispatched_paper_is_valid_and_the_books_say_whose_it_is(office, citizen):
    paper = document(papers.dispatched(office))
    got = ask(citizen, store().fetch(paper.file_sha256))
    assert got.status_code == 200
    for words in ("Chữ ký hợp lệ", "Người có thẩm quyền", "Cơ quan, tổ chức", paper.code):
        assert words in got.text
    assert "Văn bản chưa bị thu hồi." in got.text
    assert "dấu thời gian" in got.text
    assert "chỉ là hình ảnh" not in got.text


def test_one_changed_letter_is_no_longer_valid_and_in_no_book(office, citizen):
    data = bytearray(store().fetch(document(papers.dispatched(office)).file_sha256))
    at = data.index(b"/MediaBox") + 12
    data[at] = ord("1") if data[at] != ord("1") else ord("2")
    got = ask(citizen, bytes(data))
    assert "Không hợp lệ" in got.text
    assert "không có trong sổ phát hành" in got.text


def test_a_paper_that_only_the_chair_has_signed_lacks_the_seal_and_is_not_issued(office, citizen):
    paper = document(papers.signed(office))
    got = ask(citizen, store().fetch(paper.file_sha256))
    assert "Thiếu chữ ký số của cơ quan." in got.text
    assert "chưa phát hành" in got.text
    assert paper.subject not in got.text


def test_a_plain_page_has_no_signature_and_rubbish_is_no_judgement(citizen):
    """§7.3: the picture of a seal on it is a picture, whatever it looks like."""
    plain = ask(citizen, papers.scan()).text
    assert "Không có chữ ký số" in plain
    assert "chỉ là hình ảnh" in plain
    rubbish = ask(citizen, bytes(range(256)) * 9).text
    assert "Không đủ căn cứ kết luận" in rubbish
    assert "Đây không phải là tệp PDF." in rubbish


@pytest.mark.parametrize("fault", [TimeoutError, BrokenProcessPool])
def test_a_file_that_breaks_its_reader_is_answered_for(citizen, monkeypatch, fault):
    def submit(*_args, **_how):
        raise fault

    monkeypatch.setattr(pool, "submit", submit)
    got = ask(citizen, papers.scan())
    assert got.status_code == 200
    assert "Không đọc được tệp này trong giới hạn cho phép." in got.text


def test_a_fault_of_the_machine_is_said_to_be_one(citizen, monkeypatch):
    """It is not the file's: nobody is told of a bad signature."""

    def fails(*_task, **_how):
        raise NotJudged("MemoryError in x.py:1")

    monkeypatch.setattr(pool, "submit", fails)
    got = ask(citizen, papers.scan())
    assert "chính máy gặp lỗi" in got.text and "Không hợp lệ" not in got.text


def test_a_name_with_markup_in_it_is_shown_and_not_obeyed(citizen):
    got = ask(citizen, papers.scan(), "<script>x</script>.pdf")
    assert "<script>x" not in got.text
    assert "&lt;script&gt;x" in got.text


def test_the_form_of_another_site_is_refused(citizen):
    got = citizen.post("/verify", data={"file": (io.BytesIO(papers.scan()), "a.pdf")})
    assert got.status_code in (400, 403)
    assert "verdict" not in got.text


def test_no_file_and_too_large_a_file_are_said_in_words(citizen):
    assert ask(citizen, b"").status_code == 422
    for much in (routes.MOST + 1, routes.MOST + routes.SLACK + 1):
        got = ask(citizen, bytes(much))
        got.request.environ["wsgi.input"].close()
        assert got.status_code == 413
        assert "tối đa 10 MB" in got.text


def test_whoever_asks_too_often_is_asked_to_wait(citizen, monkeypatch):
    monkeypatch.setattr(routes, "_judged", lambda _data, name: routes.views.unreadable(name))
    answers = [ask(citizen, papers.scan()) for _ in range(21)]
    assert [one.status_code for one in answers] == [200] * 20 + [429]
    assert "Hãy thử lại sau một phút." in answers[20].text
    assert 'type="file"' in answers[20].text, "the form is there for then"


def test_so_is_whoever_takes_statements_without_an_end(office, citizen):
    path = f"/verify/{document(papers.dispatched(office)).public_id}/statement"
    answers = [citizen.get(path) for _ in range(21)]
    assert [one.status_code for one in answers] == [200] * 20 + [429]
    assert says("too_many_requests", answers[20].text)


def test_the_file_is_not_kept(office, citizen):
    before = {*store().walk()}
    ask(citizen, papers.scan("chỉ để hỏi"))
    assert {*store().walk()} == before


def test_the_qr_code_of_a_dispatched_paper_names_it(office, citizen):
    paper = document(papers.dispatched(office))
    got = citizen.get(f"/verify/{paper.public_id}")
    for words in (paper.code, paper.agency.name, paper.subject, "Văn bản chưa bị thu hồi."):
        assert words in got.text


def test_the_qr_code_of_a_draft_gives_nothing_away(office, citizen):
    paper = document(papers.ready(office))
    got = citizen.get(f"/verify/{paper.public_id}")
    assert "Văn bản chưa phát hành." in got.text
    assert paper.subject not in got.text


def test_a_numbered_paper_that_has_not_left_keeps_its_number_to_itself(office, citizen):
    paper = document(papers.sealed(office))
    got = citizen.get(f"/verify/{paper.public_id}")
    assert paper.code not in got.text
    assert paper.subject not in got.text


def test_an_unknown_code_is_not_found(citizen):
    unknown = citizen.get("/verify/khong-co")
    assert unknown.status_code == 404
    assert "Không có văn bản nào mang mã này." in unknown.text and 'href="/verify"' in unknown.text
    assert "Việc của tôi" not in unknown.text, "he has no desk here"


def test_looking_at_a_qr_code_opens_no_session(citizen):
    citizen.get("/verify/khong-co")
    assert db.session.scalar(select(func.count()).select_from(WebSession)) == 0


def test_integrity_and_trust_are_told_apart_and_each_signature_says_all_that_it_must(
    office, citizen
):
    """DOMAIN §7.4: the minimum fields, and what we say beyond them."""
    paper = document(papers.dispatched(office))
    got = ask(citizen, store().fetch(paper.file_sha256)).text
    for words in ("Toàn vẹn: không bị sửa sau khi ký", "Tin cậy: biết rõ ai ký"):
        assert words in got
    for term in (
        "Đơn vị quản lý chứng thư", "Tổ chức cấp chứng thư", "Thời gian ký", "Tính toàn vẹn",
        "Hiệu lực lúc ký", "Thời hạn chứng thư", "Phần tệp được ký", "Thuật toán",
        "Dữ liệu thu hồi",
    ):  # fmt: skip
        assert got.count(term) == 3, term
    assert got.count("Danh tính") == 2, "a time stamp is of nobody in the directory"
    assert "sau đó chỉ điền số, ngày và thêm chữ ký" in got


def _believing(folder: Path) -> None:
    """The same office, where the roots in this folder are believed too."""
    (here,) = _here
    outside = replace(here.cabinet.outside, trust=(folder,))
    _here[:] = [replace(here, cabinet=replace(here.cabinet, outside=outside))]


def test_who_signed_with_a_revoked_certificate_is_not_just_unknown(office, citizen, tmp_path):
    """The text is whole and stays called so; that nothing is known of him would be too kind."""
    revoked = abroad.certificate(Certified())
    pdf = abroad.signed(abroad.signer(Certified(), revoked))
    stranger = ask(citizen, pdf).text
    assert "Chưa tin cậy: chưa đủ căn cứ về người ký" in stranger
    abroad.trust(tmp_path, (revoked, NOW - DAY))
    _believing(tmp_path)
    got = ask(citizen, pdf).text
    assert "Toàn vẹn: không bị sửa sau khi ký" in got
    assert "Không tin cậy: chứng thư đã bị thu hồi trước lúc ký" in got
    assert "chưa đủ căn cứ" not in got


def test_an_empty_file_is_called_that_and_no_file_is_asked_for(office, citizen):
    empty = ask(citizen, b"")
    assert (empty.status_code, "0 byte" in empty.text) == (422, True)
    none = ask(citizen, b"", name="")
    assert (none.status_code, "Hãy chọn một tệp PDF." in none.text) == (422, True)


def test_a_refusal_is_said_in_words_and_not_in_codes(office, citizen):
    data = store().fetch(document(papers.dispatched(office)).file_sha256)
    got = ask(citizen, data + b"them vao sau").text
    assert "Có dữ liệu thêm vào sau phần cuối của tệp." in got
    assert "Không toàn vẹn" in got
    assert "trailing_bytes" not in got


def test_every_reason_of_the_policy_has_its_words():
    codes = {check.code for _, checks in policy.POLICY for check in checks}
    assert codes == reasons.SENTENCES.keys()


def _registered_otherwise(paper: OutgoingDocument, how) -> None:
    """The register says something else than the file: somebody wrote in the database."""
    with transaction():
        how(db.session.get(OutgoingDocument, paper.id))


OTHERWISE = {
    "register_number": lambda paper: setattr(paper, "number", paper.number + 50),
    "register_date": lambda paper: setattr(paper, "issued_on", paper.issued_on - DAY),
    "signer_name": lambda paper: setattr(paper.signer, "full_name", "Người Khác"),
    "signer_capacity": lambda paper: setattr(paper, "capacity", "TUQ"),
    "signer_post": lambda paper: setattr(
        next(one for one in paper.signer.appointments), "valid_from", paper.issued_on + DAY
    ),
}


@pytest.mark.parametrize("code", OTHERWISE)
def test_a_sound_file_that_the_register_contradicts_is_never_green(office, citizen, code):
    paper = document(papers.dispatched(office))
    data = store().fetch(paper.file_sha256)
    _registered_otherwise(paper, OTHERWISE[code])
    if code == "register_number":
        _registered_otherwise(paper, lambda one: setattr(one, "file_sha256", "0" * 64))
    got = ask(citizen, data).text
    row = next(one for one in against.OFFICE if one.code == code)
    assert str(row.words) in got
    assert "verdict indeterminate" in got


def test_a_name_without_marks_and_in_capitals_is_the_same_name(office, citizen):
    """§7.4 e: certificates often bear NGUYEN VAN MINH."""
    paper = document(papers.dispatched(office))
    data = store().fetch(paper.file_sha256)
    plain = unicodedata.normalize("NFD", paper.signer.full_name.upper())
    _registered_otherwise(paper, lambda one: setattr(one.signer, "full_name", plain))
    assert "verdict valid" in ask(citizen, data).text


def test_who_has_a_new_name_signs_with_the_key_made_out_to_the_old_one(office, citizen):
    """ORG: names count by the day; one that begins tomorrow is nobody's yet."""
    old = office.minh.actor.name
    people.rename(kien(), "chutich.huyen", full_name="Trịnh Bình Minh", valid_from=today())
    people.rename(kien(), "chutich.huyen", full_name="Trịnh An Minh", valid_from=today() + DAY)
    paper = document(papers.dispatched(office))
    assert paper.signer.full_name == "Trịnh Bình Minh"
    assert [one.signer for one in paper.signatures_made][0] == old
    assert paper.signer.names_until(today()) == [old, "Trịnh Bình Minh"]
    got = ask(citizen, store().fetch(paper.file_sha256)).text
    assert "verdict valid" in got
    _registered_otherwise(paper, lambda one: setattr(one.signer.names[0], "full_name", "Ai Khác"))
    assert "khác mọi tên của người ký" in ask(citizen, store().fetch(paper.file_sha256)).text
