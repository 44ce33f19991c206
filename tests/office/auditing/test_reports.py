"""The lists on paper and as workbooks; a report is signed by who answers for it, once."""

import io
import re
from pathlib import Path

import docx
import openpyxl
import pypdfium2
import pytest
from sqlalchemy import delete, select

import signing
from server import jobs
from server.audit.models import LedgerEvent
from server.auditing import reports
from server.auditing.tables import LISTINGS
from server.database import db, transaction
from server.files import store
from server.lasting.raising import bring_further
from server.ledger import sequencing
from server.ledger.checking.papers import paper_findings
from server.office import office
from server.org.models import Person
from server.papers.lasting import FULL, of_paper
from server.reports.models import KeptReport
from tests.cast import Cast
from tests.office.outcome import change, says
from tests.verapdf import lacks

pytestmark = pytest.mark.sent


def asked_for(browser, name: str, form: str, asked: str = "") -> str:
    """The address of the report's own page, its job done."""
    page = browser.get(f"/audit/{name}{asked}").text
    token = page.split('name="csrf_token" value="', 1)[1].split('"', 1)[0]
    where = re.findall(rf'formaction="([^"]*/{form}[^"]*)"', page)[0].replace("&amp;", "&")
    there = browser.post(where, data={"csrf_token": token}).headers["Location"]
    jobs.work(int(there.rsplit("/", 1)[1]))
    return there


def file_of(browser, there: str) -> bytes:
    with browser.get(f"{there}/file") as got:
        return got.data


@pytest.mark.parametrize("name", ["signatures", "entries"])
def test_a_workbook_has_the_lines_that_the_conditions_leave(one_cast: Cast, name: str) -> None:
    sequencing.place_all()
    son = one_cast.son.browser()
    asked = {"signatures": "?kind=seal", "entries": "?event=seal"}[name]
    there = asked_for(son, name, "xlsx", asked)
    assert "Xong: 1 dòng." in son.get(there).text
    sheet = openpyxl.load_workbook(io.BytesIO(file_of(son, there))).active
    words = [str(cell.value) for cell in list(sheet.rows)[-1]]
    assert any("Ủy ban nhân dân huyện" in w or "outgoing/1" in w for w in words)


def test_a_document_has_the_same_lines_and_says_as_of_when_and_of_what(one_cast: Cast) -> None:
    """§13: PDF, DOCX, XLSX, each with its moment."""
    son = one_cast.son.browser()
    made = file_of(son, asked_for(son, "signatures", "docx", "?kind=seal"))
    file = docx.Document(io.BytesIO(made))
    assert len(file.tables[0].rows) == 2
    above = file.paragraphs[1].text
    assert "tính đến" in above and "loại Cơ quan" in above
    sheet = openpyxl.load_workbook(
        io.BytesIO(file_of(son, asked_for(son, "signatures", "xlsx", "?kind=seal")))
    )
    assert sheet.active.cell(1, 1).value[:30] == above[:30]


EVERY = {
    "q": "218", "position": "Văn thư", "kind": "seal", "verdict": "invalid", "key_kind": "pkcs12",
    "year": "2026", "agency": "huyen", "event": "seal", "person": "minh", "address": "127.0.0.1",
    "state": "OPEN",
}  # fmt: skip
"""What one may type into each box; all others are days."""


@pytest.mark.parametrize("name", LISTINGS)
def test_a_list_narrowed_by_everything_that_it_offers_says_so_in_words(
    one_cast: Cast, name: str
) -> None:
    """Books of a chosen year came as no report at all: nobody had said what a year is called; and
    others quoted `kết quả invalid` and `từ 2026-11-30` to a court."""
    asked = {one: EVERY.get(one, "2026-11-30") for one in LISTINGS[name].names}
    job = reports.begin(one_cast.son.actor, name, "docx", asked)
    jobs.work(job)
    db.session.rollback()
    made = db.session.get_one(jobs.Job, job).result["file"]["sha256"]
    above = docx.Document(io.BytesIO(store().fetch(made))).paragraphs[1].text
    said = above.partition(" · tính đến ")[2]
    assert said.count("; ") == len(asked) - 1
    assert not re.search(r"2026-11-30|\b(seal|invalid|huyen|OPEN)\b", said), said


def test_a_report_says_its_ground_and_is_signed_by_the_auditor_himself(
    one_cast: Cast, tmp_path: Path
) -> None:
    son = one_cast.son.browser()
    there = asked_for(son, "signatures", "pdf")
    text = " ".join(_text(file_of(son, there)).split())
    for word in ("NHẬT KÝ CHỮ KÝ SỐ", "15/KH-UBND", "Số dòng: 2", one_cast.minh.actor.name):
        assert word in text, word
    wrong = son.post(f"{there}/sign", data=_pin(son, there, "000000"))
    assert wrong.status_code == 422 and says("wrong_pin", wrong.text)
    assert son.post(f"{there}/sign", data=_pin(son, there, one_cast.pin)).status_code == 302
    pdf = file_of(son, there)
    verdict = signing.verify(pdf, signing.Trust.of([office().cabinet.keys]))
    assert lacks(tmp_path, pdf) == [[]], "PDF/A-2b"
    assert (verdict.verdict, verdict.profile) == ("valid", "report")
    assert [one.signer for one in verdict.signatures] == [one_cast.son.actor.name]
    again = {"csrf_token": _token(son.get("/audit").text), "pin": one_cast.pin}
    assert says("report_signed", son.post(f"{there}/sign", data=again).text)
    assert verdict.sha256 in " ".join(db.session.scalars(select(LedgerEvent.content)))


def test_what_son_signed_stays_when_its_job_is_swept_away_and_lasts_like_all_that_is_signed(
    one_cast: Cast,
) -> None:
    """It lay in its job's result, which goes after a month, and nothing ever stamped it again."""
    son = one_cast.son.browser()
    there = asked_for(son, "signatures", "pdf", "?kind=seal")
    son.post(f"{there}/sign", data=_pin(son, there, one_cast.pin))
    signed = file_of(son, there)
    with transaction() as session:
        session.execute(delete(jobs.Job).where(jobs.Job.kind == reports.KIND))
    (row,) = reports.signed_by(one_cast.son.actor)
    page = son.get("/audit").text
    assert f'href="/audit/reports/kept/{row.id}"' in page and "loại Cơ quan" in page
    with son.get(f"/audit/reports/kept/{row.id}") as got:
        assert got.data == signed
    sequencing.place_all()
    change(KeptReport, {"id": row.id}, file_sha256=store().keep(b"%PDF-1.7 another"))
    assert [*paper_findings()] != [], "the log knows which file he signed"
    (lasting,) = of_paper("report", row.id)
    change(KeptReport, {"id": row.id}, file_sha256=lasting.sha256)
    assert lasting.sha256 == row.file_sha256
    bring_further(lasting.id)
    bring_further(lasting.id)
    db.session.rollback()
    assert of_paper("report", row.id)[0].level == FULL
    with son.get(f"/audit/reports/kept/{row.id}") as got:
        verdict = signing.verify(got.data, signing.Trust.of([office().cabinet.keys]))
    assert (verdict.verdict, got.data[: len(signed)]) == ("valid", signed)
    assert len(got.data) > len(signed)
    sequencing.place_all()
    assert [*paper_findings()] == [], "the log knows whose file it is"
    assert one_cast.minh.browser().get(f"/reports/kept/{row.id}").status_code == 404
    assert one_cast.lan.browser().get(f"/audit/reports/kept/{row.id}").status_code == 403
    change(KeptReport, {"id": row.id}, made_by=one_cast.lan.actor.person_id)
    assert son.get(f"/audit/reports/kept/{row.id}").status_code == 404


def test_who_has_no_key_hands_it_over_unsigned_and_is_told_what_vouches_for_it(
    one_cast: Cast,
) -> None:
    change(Person, {"account": "thanhtra"}, seal="")
    son = one_cast.son.browser()
    there = asked_for(son, "anomalies", "pdf")
    page = son.get(there).text
    assert "chưa có khóa ký" in page and 'name="pin"' not in page
    assert "Giá trị băm của báo cáo này" in " ".join(_text(file_of(son, there)).split())


def test_another_ones_report_is_nobody_elses(one_cast: Cast) -> None:
    there = asked_for(one_cast.son.browser(), "signatures", "xlsx")
    assert one_cast.lan.browser().get(there).status_code == 403
    job_id = int(there.rsplit("/", 1)[1])
    change(jobs.Job, {"id": job_id}, person_id=one_cast.lan.actor.person_id)
    assert one_cast.son.browser().get(there).status_code == 404
    assert one_cast.son.browser().get(f"{there}/file").status_code == 404


def _pin(browser, there: str, pin: str) -> dict[str, str]:
    return {"csrf_token": _token(browser.get(there).text), "pin": pin}


def _token(page: str) -> str:
    return page.split('name="csrf_token" value="', 1)[1].split('"', 1)[0]


def _text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return " ".join(page.get_textpage().get_text_range() for page in document)
