"""Thu has what the units owe her archive made a report, signs it, and has it each month (RP-12)."""

import datetime as dt
import html
import io

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

import signing
from server import jobs
from server.clock import today
from server.database import db
from server.office import office
from server.reports import orders
from server.reports.models import KeptReport
from tests.cast import Cast
from tests.office.casefiles.keeping import closed
from tests.office.casefiles.test_owed import ended
from tests.office.front.test_book_files import text_of
from tests.office.outcome import refused
from tests.office.papers import ok
from tests.office.reports.test_kept import file_of, made, posts, signs, wants
from tests.office.reports.test_of_rows import FIGURE, lines, taken
from workflows.filing import months_on
from workflows.periods import Every

pytestmark = pytest.mark.sent
WHAT = "owed-unit"


@pytest.fixture
def cast(one_cast: Cast) -> Cast:
    """Nam's work ended thirteen months ago: its file is a month over its day."""
    ended(closed(one_cast), months_on(today(), -13))
    return one_cast


def test_thu_signs_the_list_and_anybody_can_verify_it(cast: Cast) -> None:
    path = made(cast.thu, WHAT)
    assert "Ký báo cáo" in cast.thu.browser().get(path).text
    assert signs(cast.thu, path).headers["Location"] == path
    pdf = file_of(cast.thu, path)
    verdict = signing.verify(pdf, signing.Trust.of([office().cabinet.keys]))
    assert (verdict.word, verdict.profile) == ("VALID", "report")
    assert [one.signer for one in verdict.signatures] == [cast.thu.actor.name]
    front, figures, listed = text_of(pdf)
    assert "BÁO CÁO HỒ SƠ ĐẾN HẠN NỘP LƯU" in front and "1 dòng" in front
    assert f"tính đến ngày {today():%d/%m/%Y}" in " ".join(front.split())
    assert "Phòng Văn hóa" in figures
    for word in ("01.VHTT", "quá hạn", f"{months_on(today(), -1):%d/%m/%Y}"):
        assert word in listed, word


def test_the_list_on_paper_is_that_of_the_moment_it_was_kept(cast: Cast) -> None:
    """The job sets what the row kept, whatever went since."""
    answer = wants(cast.thu, WHAT)
    row = db.session.scalars(select(KeptReport)).one()
    assert [cells[0] for cells in row.listed] == [f"01.VHTT ({today().year})"]
    files = cast.nam.sees("/casefiles")["items"]
    ok(cast.nam.does(f"/casefiles/{files[0]['id']}", "transfer"))
    jobs.work(db.session.scalars(select(jobs.Job.id).filter_by(kind="reports:paper")).all()[-1])
    db.session.rollback()
    path = answer.headers["Location"]
    assert "01.VHTT" in text_of(file_of(cast.thu, path))[2]
    page = html.unescape(cast.thu.browser().get(path).text)
    assert "đã khác lúc lập: tất cả 1 → 0" in " ".join(page.split())


def test_each_figure_opens_its_files_and_they_are_taken_along(cast: Cast) -> None:
    page = cast.thu.browser().get("/reports").text
    assert "Hạn nộp lưu tính đến ngày" in page
    assert "Từ ngày" not in page and "Đến ngày" in page
    figures = FIGURE.findall(page)
    assert [int(n) for _href, n in figures] == [1, 1] * 2
    assert [lines(cast.thu, href) for href, _n in figures] == [1, 1] * 2
    shown = html.unescape(cast.thu.browser().get(html.unescape(figures[1][0])).text)
    assert "/casefiles/access/new?code=01.VHTT" in shown, "she does not read it yet"
    assert f"/casefiles/access/new?code=01.VHTT&year={today().year}" in shown
    assert "Từ ngày" not in shown and "Đến ngày" in shown
    (row,) = [one for one in taken(cast.thu, "/reports/owed?outcome=owed_late") if one[1]][1:]
    assert row[0].startswith("01.VHTT") and row[-1] == "quá hạn nộp lưu"
    minh = cast.minh.browser().get(html.unescape(figures[1][0])).text
    assert 'href="/casefiles/' in minh and "/casefiles/access/new" not in minh


def test_terms_are_reckoned_to_the_last_day_asked(cast: Cast) -> None:
    """Of the month before last it was not due yet; a month before its day it was due soon."""
    due = months_on(today(), -1)
    for last, sums in (
        (due - dt.timedelta(31), []),
        (due - dt.timedelta(1), [1, 0, 1, 0]),
        (due, [1, 0, 1, 0]),
        (due + dt.timedelta(1), [1, 1, 0, 0]),
    ):
        said = cast.thu.sees(f"/reports/owed?first={last}&last={last}")
        assert said["sums"] == (sums or [0, 0, 0, 0]), last
        listed = lines(cast.thu, f"/reports/owed?first={last}&last={last}")
        assert listed == bool(sums), last


def test_her_figures_as_a_workbook(cast: Cast) -> None:
    answer = posts(cast.thu, "/reports/xlsx", "/reports")
    job = answer.headers["Location"]
    jobs.work(int(job.rsplit("/", 1)[1]))
    db.session.rollback()
    with cast.thu.browser().get(f"{job}/file") as got:
        sheet = load_workbook(io.BytesIO(got.data)).active
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert cells[1][0].startswith("Báo cáo hồ sơ đến hạn nộp lưu")
    assert ["Cộng", 1, 1, 0, 0] in [row[:5] for row in cells]


def test_each_month_it_is_made_and_a_letter_tells_her(cast: Cast, monkeypatch) -> None:
    posts(cast.thu, "/reports/orders/new", "/reports/orders/new", what=WHAT, every="month")
    (order,) = orders.orders_of(cast.thu.actor)
    assert (order.of, order.every) == ("owed", str(Every.MONTH))
    monkeypatch.setattr(orders, "calendar", _Working)
    orders.make_all()
    row = db.session.scalars(select(KeptReport).filter_by(order_id=order.id)).one()
    assert row.made_by == cast.thu.actor.person_id
    bell = cast.thu.browser().get("/notices").text
    assert f"/reports/kept/{row.id}" in bell


class _Working:
    """The test runs on a Sunday too."""

    def is_working(self, _day: dt.date) -> bool:
        return True


def test_no_document_is_an_archivists_report(cast: Cast) -> None:
    """She has no register (§3.2): her room of reports has one kind, and no board."""
    for path in ("/board", "/reports?of=incoming", "/reports/incoming", "/reports/outgoing"):
        assert cast.thu.browser().get(path).status_code == 403, path
    refused(cast.thu.asks("GET", "/reports/incoming"), "not_allowed")
    assert wants(cast.thu, "incoming-unit").status_code == 403
    assert posts(cast.thu, "/reports/incoming/xlsx", "/reports").status_code == 403
    assert 'href="/board"' not in cast.thu.browser().get("/reports").text
    assert 'href="/board"' in cast.minh.browser().get("/reports").text
    offered = cast.thu.browser().get("/reports/orders/new").text
    assert WHAT in offered and "incoming-" not in offered


def test_it_is_the_archivists_the_leaders_and_the_auditors(cast: Cast) -> None:
    for hand in (cast.lan, cast.hoa, cast.nam, cast.kien):
        assert hand.browser().get("/reports?of=owed").status_code == 403
    path = made(cast.thu, WHAT)
    for hand in (cast.minh, cast.son):
        assert hand.browser().get(path).status_code == 200
    for hand in (cast.lan, cast.hoa, cast.anh):
        assert hand.browser().get(path).status_code in {403, 404}
    assert wants(cast.son, WHAT).status_code == 403
