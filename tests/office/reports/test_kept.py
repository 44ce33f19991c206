"""Minh has a report made, and signs it: the figures stand, and anybody can verify the file."""

import datetime as dt
import html
import io
import json
import re

import docx
import pytest
from openpyxl import load_workbook
from sqlalchemy import select, update

import signing
from server import jobs
from server.audit.models import LedgerEvent
from server.clock import today
from server.database import db, transaction
from server.documents.outgoing.signatures.signed import Signature
from server.files import store
from server.ledger import sequencing
from server.ledger.checking import whole as checking
from server.office import office
from server.org.models import Person
from server.reports import keeping
from server.reports.models import KeptReport
from tests.cast import Cast, Hand
from tests.office.front.test_book_files import text_of
from tests.office.outcome import says
from tests.office.outgoing import desk
from tests.office.papers import registered

ASKED = "outgoing-doc_type"
MONTH = {"first": f"{today().replace(day=1):%d/%m/%Y}", "last": f"{today():%d/%m/%Y}"}


@pytest.fixture
def cast(one_cast: Cast) -> Cast:
    desk.as_dispatched(one_cast)
    return one_cast


def token_of(page: str) -> str:
    return re.findall(r'name="csrf_token" value="([^"]*)"', page)[0]


def posts(hand: Hand, path: str, at: str, **typed: str):
    """As its page sends it."""
    browser = hand.browser()
    return browser.post(path, data={"csrf_token": token_of(browser.get(at).text)} | typed)


def wants(hand: Hand, what: str = ASKED, **more: str):
    return posts(hand, "/reports/kept", "/reports", what=what, **(MONTH | more))


def made(hand: Hand, asked: str = ASKED) -> str:
    """The address of a report that this one had made, once its paper is set."""
    answer = wants(hand, asked)
    assert answer.status_code == 302, answer.text
    _set_on_paper()
    return answer.headers["Location"]


def _set_on_paper() -> None:
    jobs.work(db.session.scalars(select(jobs.Job.id).filter_by(kind=keeping.KIND)).all()[-1])
    db.session.rollback()


def signs(hand: Hand, path: str, pin: str = Cast.pin):
    return posts(hand, f"{path}/sign", "/reports/kept", pin=pin)


def file_of(hand: Hand, path: str) -> bytes:
    with hand.browser().get(f"{path}/file") as got:
        assert got.status_code == 200
        return got.data


def test_minh_has_it_made_and_signs_it_and_anybody_can_verify_it(cast: Cast):
    path = made(cast.minh)
    page = cast.minh.browser().get(path).text
    assert "Ký báo cáo" in page and "Công văn" in page
    assert signs(cast.minh, path).headers["Location"] == path
    pdf = file_of(cast.minh, path)
    verdict = signing.verify(pdf, signing.Trust.of([office().cabinet.keys]))
    assert verdict.word == "VALID"
    front, leaf = text_of(pdf)
    assert "BÁO CÁO VĂN BẢN ĐI" in front and cast.minh.actor.name in front
    assert "Kỳ báo cáo" in front and "Công văn" in leaf and "Cộng" in leaf
    assert f"Báo cáo văn bản đi {today().year}" in leaf
    (row,) = db.session.scalars(select(Signature).filter_by(about=f"report/{path.split('/')[-1]}"))
    assert row.what.startswith("Báo cáo văn bản đi") and row.verdict == "valid"
    assert "Báo cáo văn bản đi" in cast.son.browser().get("/audit/signatures").text
    assert "đã ký" in cast.minh.browser().get("/reports/kept").text


def test_each_move_is_in_the_log_with_the_digest_of_its_file(cast: Cast):
    path = made(cast.minh)
    signs(cast.minh, path)
    mine = select(LedgerEvent.content).filter_by(subject=f"report/{path.split('/')[-1]}")
    every = [json.loads(one) for one in db.session.scalars(mine.order_by(LedgerEvent.id))]
    events = [one for one in every if one["event"] != "signature"]
    assert [one["event"] for one in events] == ["keep_report", "print_report", "sign_report"]
    files = [one.get("file_sha256") for one in events]
    assert (files[0], files[1]) == (None, events[2]["input_sha256"])
    with store().path(files[2]).open("rb") as kept:
        assert kept.read() == file_of(cast.minh, path)
    sequencing.sequence()
    assert list(checking.findings()) == []


def test_what_comes_later_changes_nothing_in_it(cast: Cast):
    """Figures of a closed period do not change (§13): the live ones do, and that page says so."""
    path = made(cast.minh)
    before, pdf = cast.minh.browser().get(path).text, file_of(cast.minh, path)
    desk.as_dispatched(cast)
    live = html.unescape(cast.minh.browser().get("/reports?of=outgoing&by=doc_type").text)
    assert '<td><a href="/reports/outgoing?' in live and ">2</a>" in live
    now_ = cast.minh.browser().get(path).text
    assert _figures(now_) == _figures(before) and file_of(cast.minh, path) == pdf
    assert "đã khác lúc lập" not in before
    assert re.search(r"đã khác lúc lập:[^<]*\w 1 → 2[;.]", now_)


def test_the_page_of_a_closed_period_says_by_which_report_it_stands(cast: Cast, monkeypatch):
    """What is counted beside it since is told as a correction; an open period says nothing."""
    path = made(cast.minh)
    asked = f"/reports?of=outgoing&by=doc_type&first={today().replace(day=1)}&last={today()}"
    assert path not in cast.minh.browser().get(asked).text
    morrow = today() + dt.timedelta(1)
    monkeypatch.setattr("server.reports.keeping.today", lambda: morrow)
    page = cast.minh.browser().get(asked).text
    assert f'href="{path}"' in page and "Từ đó đến nay không thay đổi" in page
    assert (
        path not in cast.minh.browser().get(f"{asked}&by=urgency".replace("&by=doc_type", "")).text
    )
    desk.as_dispatched(cast)
    page = html.unescape(cast.minh.browser().get(asked).text)
    assert re.search(r"Điều chỉnh từ khi chốt:[^<]*\w 1 → 2[;.]", page)


def _figures(page: str) -> list[str]:
    return re.findall(r"<td>(\d+)", page)


def test_whose_it_is_to_read_and_whose_to_sign(cast: Cast):
    path = made(cast.minh)
    for hand in (cast.lan, cast.tuan, cast.son):
        page = hand.browser().get(path)
        assert page.status_code == 200 and "Ký báo cáo" not in page.text
    assert signs(cast.tuan, path).status_code == 403
    for hand in (cast.hoa, cast.anh, cast.dao):
        assert hand.browser().get(path).status_code == 404
        assert hand.browser().get(f"{path}/file").status_code == 404
        assert path not in hand.browser().get("/reports/kept").text
    assert cast.nam.browser().get(path).status_code == 403
    assert "Lập báo cáo (PDF" not in cast.son.browser().get("/reports?of=outgoing&by=doc_type").text
    unit = made(cast.hoa)
    assert cast.minh.browser().get(unit).status_code == 200
    assert cast.tckh.browser().get(unit).status_code == 404


def test_of_tasks_only_who_gives_them_has_the_agencys(cast: Cast):
    path = made(cast.minh, "tasks-place")
    assert "Báo cáo nhiệm vụ" in cast.tuan.browser().get(path).text
    for hand in (cast.lan, cast.hoa, cast.son):
        assert hand.browser().get(path).status_code == 404


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_he_takes_the_figures_over_into_a_report_of_his_own(cast: Cast, form: str):
    """As they stood when it was made, whatever has come since (§13)."""
    path = made(cast.minh)
    desk.as_dispatched(cast)
    job = posts(cast.minh, f"{path}/{form}", path).headers["Location"]
    jobs.work(int(job.rsplit("/", 1)[1]))
    db.session.rollback()
    with cast.minh.browser().get(f"{job}/file") as got:
        assert f".{form}" in got.headers["Content-Disposition"]
        rows = READ[form](io.BytesIO(got.data))
    assert [rows[-1][0], rows[-1][1]] == ["Cộng", "1"]
    assert posts(cast.dao, f"{path}/{form}", "/reports").status_code == 404


def _sheet(file: io.BytesIO) -> list[list[str]]:
    return [[str(cell.value) for cell in row] for row in load_workbook(file).active.iter_rows()]


def _words(file: io.BytesIO) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in docx.Document(file).tables[0].rows]


READ = {"xlsx": _sheet, "docx": _words}


def test_a_report_without_a_rate_has_no_empty_line_for_it(cast: Cast):
    page = cast.minh.browser().get(made(cast.minh, "exchange-recipient")).text
    assert "<dt></dt>" not in page and "<dt>Đã ký</dt>" in page


def test_a_wrong_pin_keeps_the_page_and_it_is_signed_once(cast: Cast):
    path = made(cast.minh)
    wrong = signs(cast.minh, path, pin="000000")
    assert wrong.status_code == 422 and 'aria-invalid="true"' in wrong.text
    assert signs(cast.minh, path).status_code == 302
    again = signs(cast.minh, path)
    assert again.status_code == 409 and says("report_signed", again.text)


def test_before_its_paper_is_set_nobody_signs_and_the_page_waits(cast: Cast):
    answer = wants(cast.minh)
    path = answer.headers["Location"]
    page = cast.minh.browser().get(path).text
    assert "Đang dàn trang" in page and "hx-trigger" in page
    early = signs(cast.minh, path)
    assert early.status_code == 409 and says("report_is_not_set", early.text)
    assert cast.minh.browser().get(f"{path}/file").status_code == 404
    _set_on_paper()
    keeping.set_on_paper(int(path.split("/")[-1]))
    events = db.session.scalars(select(LedgerEvent.content)).all()
    assert sum('"print_report"' in one for one in events) == 1


def test_who_has_no_key_reads_why_there_is_nothing_to_sign(cast: Cast):
    path = made(cast.hoa)
    with transaction() as session:
        session.execute(update(Person).where(Person.id == cast.hoa.actor.person_id).values(seal=""))
    page = cast.hoa.browser().get(path).text
    assert "chưa có khóa ký" in page and 'name="pin"' not in page


def test_the_list_turns_its_pages(cast: Cast, monkeypatch):
    monkeypatch.setattr(keeping, "PAGE", 2)
    paths = [made(cast.minh, "incoming-unit") for _n in range(3)]
    browser = cast.minh.browser()
    first = browser.get("/reports/kept").text
    assert [path in first for path in paths] == [False, True, True]
    (more,) = re.findall(r'href="(\?cursor=\d+)" rel="next"', first)
    second = browser.get(f"/reports/kept{more}").text
    assert paths[0] in second and "cursor=" not in second


def test_a_word_of_no_document_is_in_it(cast: Cast):
    registered(cast, subject="V/v đê Hoằng Phú", doc_type="Tờ trình")
    path = made(cast.minh, "incoming-doc_type")
    row = db.session.get_one(KeptReport, int(path.split("/")[-1]))
    said = json.dumps(row.figures, ensure_ascii=False)
    assert "Tờ trình" in said and "Hoằng Phú" not in said


def test_what_means_nothing_is_refused_and_more_than_a_year_is_a_year(cast: Cast):
    for more in ({"what": "taxes"}, {"first": ""}, {"last": "x"}):
        no = posts(cast.minh, "/reports/kept", "/reports", **({"what": ASKED} | MONTH | more))
        assert no.status_code == 422 and 'role="alert"' in no.text
    wants(cast.minh, first=f"{today() - dt.timedelta(400):%d/%m/%Y}")
    wants(cast.minh, last=f"{today() - dt.timedelta(400):%d/%m/%Y}")
    spans = [row.last - row.first for row in db.session.scalars(select(KeptReport))]
    assert spans == [dt.timedelta(365), dt.timedelta(0)]


def test_pressed_twice_it_is_made_once(cast: Cast):
    browser = cast.minh.browser()
    page = browser.get("/reports?of=outgoing").text
    token, op_id = token_of(page), re.findall(r'name="op_id" value="([^"]*)"', page)[0]
    typed = {"csrf_token": token, "op_id": op_id, "what": ASKED} | MONTH
    for _again in range(2):
        assert browser.post("/reports/kept", data=typed).status_code == 302
    assert db.session.query(KeptReport).count() == 1


def test_that_there_was_nothing_is_stated_and_signed_too(cast: Cast):
    """On the first of a month, or of a month without an exception (chapter 13, RP-06)."""
    then = {"first": "01/01/2001", "last": "31/01/2001"}
    days = "first=2001-01-01&last=2001-01-31"
    page = cast.minh.browser().get(f"/reports?of=outgoing&by=doc_type&{days}").text
    assert "Không có gì trong kỳ này." in page and "Lập báo cáo (PDF, ký số)" in page
    assert wants(cast.minh, **then).status_code == 302
    _set_on_paper()
    kept = db.session.scalars(select(KeptReport).order_by(KeptReport.id.desc())).first()
    assert kept
    assert signs(cast.minh, f"/reports/kept/{kept.id}").status_code == 302
    _front, leaf = text_of(file_of(cast.minh, f"/reports/kept/{kept.id}"))
    assert "Báo cáo văn bản đi 2001" in leaf and "Cộng 0 0 0" in leaf
