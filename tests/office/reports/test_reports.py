"""What Minh, Hoa and Sơn are told of what came in, and the list behind each figure (RP-02)."""

import datetime as dt
import html
import io
import re
from itertools import product

import docx
import pytest
from openpyxl import load_workbook
from sqlalchemy import func, insert, select

from server import jobs
from server.clock import now, today
from server.database import db, transaction
from server.documents.incoming.models import IncomingDocument
from server.org import queries as org
from server.papers.models import Paper
from server.registers.models import RegisterRow
from server.reports.coming import OPEN, TOLD
from server.reports.words import named
from tests.cast import Cast
from tests.office import papers
from tests.office.outcome import id_of
from workflows.incoming import Incoming as State

FIGURE = re.compile(r'<a href="(/reports/\w+\?[^"]*)"[^>]*>(\d+)</a>')
LINE = re.compile(r"<li><p><b>(\d+)</b>")
HOUR = dt.timedelta(hours=1)
WHO = ("minh", "hoa", "son")


@pytest.fixture
def busy(one_cast: Cast) -> Cast:
    """A register in which each state, unit, deadline and urgency comes to stand."""
    path = papers.registered(one_cast)
    units = [None, one_cast.hoa.actor.unit_id, one_cast.tckh.actor.unit_id]
    dues = [(None, None), (now() - HOUR, now()), (now() + HOUR, now()), (now() - HOUR, None)]
    ways = [*product(TOLD, units, dues), *[(State.DONE, units[1], dues[2])] * 50]
    rows = [
        {
            "state": state, "lead_unit_id": unit, "due_at": due, "done_at": done,
            "urgency": ("NORMAL", "KHAN", "HOA_TOC")[n % 3],
            "doc_type": ("Công văn", "", "Giấy mời & khác")[n % 3],
            "registered_on": today() - dt.timedelta((0, 1, 40, 400)[n % 4]),
        }
        for n, (state, unit, (due, done)) in enumerate(ways)
    ]  # fmt: skip
    hidden = [{"state": one} for one in (State.QUARANTINED, State.PURGED)]
    away = {"agency_id": one_cast.dao.actor.agency_id, "state": State.DONE}
    fill(IncomingDocument, id_of(path), [*rows, *hidden, away])
    return one_cast


def fill(kind: type[Paper], paper_id: int, rows: list[dict]) -> None:
    """The paper again and again, each time a little different, with its line of the register."""
    papers_, lines = kind.__table__, RegisterRow.__table__
    way = "IN" if kind is IncomingDocument else "OUT"
    paper = dict(db.session.execute(select(papers_).filter_by(id=paper_id)).mappings().one())
    its = select(lines).filter_by(paper_id=paper_id, direction=way)
    line = dict(db.session.execute(its).mappings().one())
    top = db.session.execute(select(func.max(RegisterRow.id))).scalar_one()
    copies, copied = [], []
    for n, one in enumerate(rows, start=1):
        numbered = {"arrival_no" if kind is IncomingDocument else "number": n + 1}
        copies.append(paper | one | numbered | {"id": paper_id + n})
        agency = one.get("agency_id", line["agency_id"])
        new = {"id": top + n, "paper_id": paper_id + n, "number": n + 1}
        copied.append(line | new | {"agency_id": agency})
    with transaction() as session:
        session.execute(insert(papers_), copies)
        session.execute(insert(lines), copied)


def listed(browser, href: str) -> list[str]:
    """The numbers of the lines behind a figure, page after page."""
    found: list[str] = []
    while href:
        page = browser.get(href)
        assert page.status_code == 200
        found += LINE.findall(page.text)
        more = re.search(r'href="(\?[^"]*)" rel="next"', page.text)
        href = f"{href.partition('?')[0]}{html.unescape(more[1])}" if more else ""
    return found


@pytest.mark.parametrize("who", WHO)
def test_each_figure_opens_a_list_of_so_many(busy: Cast, who: str):
    browser = getattr(busy, who).browser()
    day = dt.timedelta(1)
    quarter = f"first={today() - 45 * day}&last={today()}"
    ways = ("unit", "doc_type", "urgency", "field", "month") if who == "minh" else ("urgency",)
    pages = ["/board", *(f"/reports?by={by}&{quarter}" for by in ways)]
    for path in pages:
        figures = dict(FIGURE.findall(browser.get(path).text))
        assert len(figures) > 3, path
        for href, count in figures.items():
            numbers = listed(browser, html.unescape(href))
            assert (len(numbers), len(set(numbers))) == (int(count), int(count)), (path, href)


def test_what_is_counted_is_what_the_register_has_of_the_period(busy: Cast):
    """By hand, from the rows: what was handled after its deadline is late;
    what may be a secret, what was one, and another agency's are not among them."""
    rows = db.session.execute(
        select(IncomingDocument).filter_by(agency_id=busy.minh.actor.agency_id)
    ).scalars()
    first = today() - dt.timedelta(45)
    seen = [one for one in rows if one.state in TOLD and one.registered_on >= first]
    late = [
        one for one in seen
        if one.state in ("DONE", "FILED", "INFO_ONLY") and one.due_at and one.done_at
        and one.done_at > one.due_at
    ]  # fmt: skip
    overdue = [
        one for one in seen
        if one.state in OPEN and one.due_at and (one.done_at or now()) > one.due_at
    ]  # fmt: skip
    page = busy.minh.browser().get(f"/reports?by=urgency&first={first}").text
    sums = dict(sums_of(page))
    assert sums["all"] == len(seen) and sums["late"] == len(late) > 0
    assert sums["overdue"] == len(overdue) > 0
    assert set(State) == {*TOLD, State.ARRIVED, State.QUARANTINED, State.PURGED}


def test_the_board_says_how_much_of_thirty_days_was_done_in_time(busy: Cast):
    """By hand, from the rows: of what is done, by its deadline; a unit's beside the agency's."""
    first, handled = today() - dt.timedelta(29), ("DONE", "FILED", "INFO_ONLY")
    done = [
        one for one in db.session.scalars(
            select(IncomingDocument).filter_by(agency_id=busy.minh.actor.agency_id)
        )
        if one.registered_on and one.registered_on >= first and one.state in handled
    ]  # fmt: skip
    for hand in (busy.minh, busy.hoa):
        mine = [one for one in done if hand is busy.minh or one.lead_unit_id == hand.actor.unit_id]
        late = [one for one in mine if one.due_at and one.done_at and one.done_at > one.due_at]
        share = f"{100 * (len(mine) - len(late)) / len(mine):.1f} %".replace(".", ",")
        board = hand.browser().get("/board").text
        assert f'class="rate"><b><a href="/reports?first={first}' in board
        assert f">{share}</a></b> xong đúng hạn" in board and late
        assert f"<td>{share}</tfoot>" in board


def sums_of(page: str) -> list[tuple[str, int]]:
    foot = FIGURE.findall(page.partition("<tfoot>")[2])
    said = [(re.search(r"outcome=(\w+)", href), int(count)) for href, count in foot]
    return [(found[1] if found else "all", count) for found, count in said]


def test_whose_figures(busy: Cast):
    """The agency's for whoever sees its register, the unit's for its head, none for an officer."""
    unit = busy.hoa.actor.unit_id
    other = busy.tckh.actor.unit_id
    for name in (unit, other):
        assert listed(busy.minh.browser(), f"/reports/incoming?unit={name}")
    hoa = busy.hoa.browser()
    assert listed(hoa, f"/reports/incoming?unit={unit}")
    assert not listed(hoa, f"/reports/incoming?unit={other}")
    names = [one.name for one in org.units(busy.hoa.actor.agency_id) if one.id == other]
    for path in ("/board", "/reports"):
        assert names[0] in busy.lan.browser().get(path).text
        assert names[0] not in hoa.get(path).text
    for path in ("/board", "/reports", "/reports/incoming"):
        assert busy.nam.browser().get(path).status_code == 403
    assert 'href="/board"' in hoa.get(f"/registers/in/{today().year}").text
    assert 'href="/board"' not in busy.nam.browser().get(f"/registers/in/{today().year}").text


def test_a_line_leads_to_the_paper_only_for_who_may_read_it(busy: Cast):
    """Hoa's unit has its lines in the register; the copies were never given to her to read."""
    page = busy.hoa.browser().get("/reports/incoming").text
    assert LINE.search(page) and 'href="/incoming/' not in page
    numbers = listed(busy.lan.browser(), "/reports/incoming?outcome=undone")
    assert numbers[-1] == "1"
    assert 'href="/incoming/1"' in busy.lan.browser().get("/reports/incoming?cursor=2").text


def test_no_more_than_a_year_is_counted_at_once(busy: Cast):
    """Four hundred days back are asked, 366 are told, and the page says which."""
    first = today() - dt.timedelta(400)
    page = busy.minh.browser().get(f"/reports?first={first:%d/%m/%Y}&last={today():%d/%m/%Y}").text
    last = first + dt.timedelta(365)
    assert f"Vào sổ từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}" in page
    assert f'value="{last:%d/%m/%Y}"' in page


def test_a_year_is_told_month_by_month(busy: Cast):
    """In the order of the calendar, each with its list."""
    first = today() - dt.timedelta(365)
    rows = busy.minh.sees(f"/reports/incoming?by=month&first={first}&last={today()}")["rows"]
    months = {f"{today() - dt.timedelta(n):%m/%Y}" for n in (0, 1, 40)}
    said = [one["name"] for one in rows]
    assert set(said) == months
    assert said == sorted(said, key=lambda one: one.split("/")[::-1])


SENSELESS = (
    "unit=x", "unit=99999999999999999", "urgency=x", "outcome=x", "by=x", "first=2999-12-31",
    "first=x&last=31/02/2026", "last=1900-01-01", "doc_type=%25", "field=%25",
    "first=2030-01-01&last=2020-01-01",
)  # fmt: skip


def test_what_means_nothing_breaks_nothing(one_cast: Cast):
    browser = one_cast.minh.browser()
    for path, asked in product(("/reports", "/reports/incoming"), SENSELESS):
        assert browser.get(f"{path}?{asked}").status_code == 200, asked


@pytest.mark.parametrize("asked", ["outcome=overdue", "outcome=open&of=outgoing", "outcome=soon"])
def test_the_figures_have_their_days_whatever_else_is_asked(one_cast: Cast, asked: str):
    """An outcome is of lines, which may stand open without a period; a report has one always."""
    page = one_cast.minh.browser().get(f"/reports?{asked}")
    assert page.status_code == 200 and f"{today():%d/%m/%Y}" in page.text


@pytest.mark.parametrize("path", ["/reports?by=doc_type", "/reports/incoming?outcome=overdue"])
def test_minh_takes_them_away_as_a_workbook(busy: Cast, path: str):
    """The very figures, or the very lines, with the rights that he has."""
    minh = busy.minh.browser()
    page = minh.get(path).text
    token = re.findall(r'name="csrf_token" value="([^"]*)"', page)[0]
    (where,) = re.findall(r'action="([^"]*/xlsx[^"]*)"', page)
    job = minh.post(html.unescape(where), data={"csrf_token": token}).headers["Location"]
    jobs.work(int(job.rsplit("/", 1)[1]))
    db.session.rollback()
    with minh.get(f"{job}/file") as got:
        sheet = load_workbook(io.BytesIO(got.data)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=6)]
    if "by=" in path:
        told = [int(count) for _key, count in sums_of(page)]
        assert told == [n for n in rows[-1][1:] if n], "figures that a sheet adds up"
    else:
        assert [str(row[0]) for row in rows] == listed(minh, path)[::-1] != []


def test_hoa_takes_them_over_into_a_report_of_her_own(busy: Cast):
    """§13: PDF, DOCX, XLSX: the same table, with its moment above it."""
    hoa = busy.hoa.browser()
    page = hoa.get("/reports?by=doc_type").text
    token = re.findall(r'name="csrf_token" value="([^"]*)"', page)[0]
    (where,) = re.findall(r'formaction="([^"]*/docx[^"]*)"', page)
    job = hoa.post(html.unescape(where), data={"csrf_token": token}).headers["Location"]
    jobs.work(int(job.rsplit("/", 1)[1]))
    db.session.rollback()
    with hoa.get(f"{job}/file") as got:
        assert got.headers["Content-Disposition"].endswith(".docx")
        file = docx.Document(io.BytesIO(got.data))
    above = " ".join(one.text for one in file.paragraphs)
    assert "Báo cáo văn bản đến" in above and "tính đến" in above
    last = [cell.text for cell in file.tables[0].rows[-1].cells]
    assert [n for n in last[1:] if n != "0"] == [str(count) for _key, count in sums_of(page)] != []


def test_a_commune_without_units_is_not_told_that_nothing_is_given_out(one_app):
    """Đào's letters go to people: “chưa giao đơn vị” stood beside all of them."""
    with one_app.test_request_context():
        assert named("unit", None, {}) == "toàn cơ quan"
        assert named("unit", None, {5: "Phòng Nội vụ"}) == "chưa giao đơn vị"
