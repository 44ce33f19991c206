"""What Minh, Hoa and Sơn are told of what went out: in time, late, not yet (RP-02, art. 18.1)."""

import datetime as dt
import html
import io
import re
from itertools import product

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from server import jobs
from server.clock import midnight, now, today
from server.database import db
from server.documents.outgoing.models import OutgoingDocument
from server.org.queries import calendar
from server.reports.going import TOLD
from tests.cast import Cast
from tests.office.outcome import id_of
from tests.office.outgoing import desk
from tests.office.papers import ok
from tests.office.reports.test_reports import FIGURE, fill, listed, sums_of
from workflows.deadlines import leaves_by
from workflows.outgoing import Outgoing as State
from workflows.urgency import Urgency

DAY, HOUR = dt.timedelta(1), dt.timedelta(hours=1)
UNSENT = (State.NUMBERED, State.REGISTERED, State.SEALED)
LONG_AGO = 400


@pytest.fixture
def busy(one_cast: Cast) -> Cast:
    """A register in which each state, unit, urgency, day of signing and of dispatch comes to
    stand; drafts and another agency's stand in none of ours."""
    path = desk.as_dispatched(one_cast)
    units = [None, one_cast.hoa.actor.unit_id, one_cast.tckh.actor.unit_id]
    waits = (8 * HOUR, DAY, 3 * DAY)
    ways = product(TOLD, units, (0, 1, 3, 30, LONG_AGO), waits)
    rows = [_one(n, state, (unit, back, wait)) for n, (state, unit, back, wait) in enumerate(ways)]
    away = {"agency_id": one_cast.dao.actor.agency_id, "state": State.DISPATCHED}
    fill(OutgoingDocument, id_of(path), [*rows, {"state": State.DRAFT}, away])
    return one_cast


def _one(n: int, state: State, how: tuple[int | None, int, dt.timedelta]) -> dict:
    unit, back, wait = how
    signed = midnight(today() - back * DAY) + 9 * HOUR
    urgency = (Urgency.NORMAL, Urgency.NORMAL, Urgency.KHAN, Urgency.HOA_TOC)[n % 4]
    return {
        "state": state, "unit_id": unit, "urgency": urgency,
        "doc_type": ("Công văn", "Quyết định")[n % 2],
        "signed_at": signed, "issued_on": today() - back * DAY,
        "dispatched_at": None if state in UNSENT else signed + wait,
    }  # fmt: skip


def by_hand(hand, first: dt.date) -> dict[str, int]:
    """Row by row, as the law of deadlines says it."""
    mine = select(OutgoingDocument).filter_by(agency_id=hand.actor.agency_id)
    found: dict[str, int] = {"all": 0}
    for one in db.session.scalars(mine):
        if one.state in TOLD and one.issued_on and one.issued_on >= first:
            found["all"] += 1
            found[_outcome(one)] = found.get(_outcome(one), 0) + 1
    return found


def _outcome(one: OutgoingDocument) -> str:
    if one.state not in (*UNSENT, State.DISPATCHED):
        return "struck"
    went = one.state == State.DISPATCHED
    by = leaves_by(calendar(), one.signed_at, Urgency(one.urgency)) if one.signed_at else None
    late = by is not None and (one.dispatched_at if went else now()) > by
    return ("sent" if went else "unsent") + ("_late" if late else "")


def test_in_time_and_late_are_what_the_law_of_deadlines_says_of_each(busy: Cast):
    first = today() - 60 * DAY
    page = busy.minh.browser().get(f"/reports?of=outgoing&first={first}&last={today()}").text
    counted = by_hand(busy.minh, first)
    assert dict(sums_of(page)) == counted
    assert set(counted) == {"all", "sent", "sent_late", "unsent", "unsent_late", "struck"}
    done = counted["sent"] + counted["sent_late"]
    share = f"{100 * counted['sent'] / done:.1f} %".replace(".", ",")
    assert f"Đúng hạn trong số đã xong: {share}" in page


@pytest.mark.parametrize("who", ["minh", "hoa"])
def test_each_figure_opens_a_list_of_so_many(busy: Cast, who: str):
    browser = getattr(busy, who).browser()
    days = f"of=outgoing&first={today() - 45 * DAY}&last={today()}"
    ways = ("unit", "doc_type", "field") if who == "minh" else ("urgency",)
    for path in ("/board", *(f"/reports?by={by}&{days}" for by in ways)):
        figures = {
            href: count
            for href, count in FIGURE.findall(browser.get(path).text)
            if "/outgoing?" in href
        }
        assert len(figures) > 2, path
        for href, count in figures.items():
            numbers = listed(browser, html.unescape(href))
            assert (len(numbers), len(set(numbers))) == (int(count), int(count)), (path, href)


def test_what_lies_since_long_stands_on_the_board(busy: Cast):
    """Of whatever day; a period has only its own."""
    board = busy.minh.browser().get("/board").text
    (href,) = {one for one, _n in FIGURE.findall(board.partition("chưa phát hành</h2>")[2])
               if one.endswith("outgoing?outcome=unsent_all")}  # fmt: skip
    lying = [
        one for one in db.session.scalars(select(OutgoingDocument)) if one.state in UNSENT
    ]  # fmt: skip
    assert len(listed(busy.minh.browser(), html.unescape(href))) == len(lying) > 0
    assert any(one.issued_on < today() - 300 * DAY for one in lying)


def test_hoa_has_her_unit_and_nam_none(busy: Cast):
    other = busy.tckh.actor.unit_id
    assert listed(busy.minh.browser(), f"/reports/outgoing?unit={other}")
    assert not listed(busy.hoa.browser(), f"/reports/outgoing?unit={other}")
    assert busy.nam.browser().get("/reports/outgoing").status_code == 403


def test_a_line_says_when_it_was_signed_and_when_it_left_and_leads_to_who_may_read_it(busy: Cast):
    browser = busy.lan.browser()
    page = browser.get("/reports/outgoing?outcome=sent").text
    assert re.search(r"ký [^<]*\d\d:\d\d[^<]* · phát hành [^<]*\d\d:\d\d", page)
    first = browser.get("/reports/outgoing?outcome=sent&cursor=2").text
    assert 'href="/outgoing/1"' in first
    assert 'href="/outgoing/' not in browser.get("/reports/outgoing?outcome=struck").text


def test_a_copy_of_a_document_is_no_second_line_of_it(busy: Cast):
    """Its line stands in the book of copies, under the number of its source (Annex I, II.1c)."""
    before = listed(busy.minh.browser(), "/reports/outgoing?outcome=sent")
    asked = {"signer": "chutich.huyen", "capacity": "TM", "copies": 1}
    ok(busy.lan.does("/outgoing/1", "copy", asked))
    assert listed(busy.minh.browser(), "/reports/outgoing?outcome=sent") == before


@pytest.mark.parametrize("what", ["?of=outgoing&by=doc_type", "/outgoing?outcome=sent_late"])
def test_minh_takes_them_away_as_a_workbook(busy: Cast, what: str):
    minh = busy.minh.browser()
    page = minh.get(f"/reports{what}").text
    token = re.findall(r'name="csrf_token" value="([^"]*)"', page)[0]
    (where,) = re.findall(r'action="([^"]*/xlsx[^"]*)"', page)
    job = minh.post(html.unescape(where), data={"csrf_token": token}).headers["Location"]
    jobs.work(int(job.rsplit("/", 1)[1]))
    db.session.rollback()
    with minh.get(f"{job}/file") as got:
        sheet = load_workbook(io.BytesIO(got.data)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=6)]
    if "by=" in what:
        assert [int(n) for _key, n in sums_of(page)] == [n for n in rows[-1][1:] if n]
    else:
        assert [str(row[0]) for row in rows] == listed(minh, f"/reports{what}")[::-1] != []
