"""A day or a month is all that Lan types: she finds what was issued then; of a year, its books."""

import datetime as dt

import pytest

from server.clock import today
from server.papers import searching
from server.search.dated import Dated, cited, dated
from tests.cast import Cast
from tests.office.front.desks import arrivals, registered

YEAR = today().year
DAY, MONTH = dt.date(2023, 6, 15), (dt.date(2023, 6, 1), dt.date(2023, 6, 30))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("15/6/2023", Dated(DAY, DAY)),
        ("15.06.2023", Dated(DAY, DAY)),
        (" 15-6-2023 ", Dated(DAY, DAY)),
        ("2023-06-15", Dated(DAY, DAY)),
        ("ngày 15/06/2023", Dated(DAY, DAY)),
        ("Ngay 15 thang 6 nam 2023", Dated(DAY, DAY)),
        ("ngày 15 tháng 6 năm 2023", Dated(DAY, DAY)),
        ("6/2023", Dated(*MONTH)),
        ("tháng 6/2023", Dated(*MONTH)),
        ("Tháng 06 năm 2023", Dated(*MONTH)),
        ("15/6/23", Dated(DAY, DAY)),
        ("15 tháng 6 2023", Dated(DAY, DAY)),
        ("tháng 6 2023", Dated(*MONTH)),
        ("T6/2023", Dated(*MONTH)),
        ("từ 1/6/2023 đến 30/6/2023", Dated(*MONTH)),
        ("Tu ngay 1/6 den ngay 30/6/2023", Dated(*MONTH)),
        ("1/6/2023 - 30/6/2023", Dated(*MONTH)),
        ("tháng 5/2023 đến tháng 6/2023", Dated(dt.date(2023, 5, 1), MONTH[1])),
        ("30/6/2023 đến 1/6/2023", None),
        ("2022 - 2023", None),
        ("đê đến 1/6/2023", None),
        ("1/6 đến 2/6 đến 3/6/2023", None),
        ("6/23", None),
        ("2/2024", Dated(dt.date(2024, 2, 1), dt.date(2024, 2, 29))),
        ("2023", Dated(dt.date(2023, 1, 1), dt.date(2023, 12, 31), 2023)),
        ("năm 2023", Dated(dt.date(2023, 1, 1), dt.date(2023, 12, 31), 2023)),
        ("31/2/2023", None),
        ("13/2023", None),
        ("0/6/2023", None),
        ("1899", None),
        ("3000", None),
        ("15/6", None),
        ("15/6/2023 đê", None),
        ("số 2023", None),
        ("2023/UBND", None),
        ('"15/6/2023"', None),
        ("", None),
    ],
)
def test_what_is_a_day_a_month_or_a_year(typed, meant):
    assert dated(typed) == meant


@pytest.fixture
def cast(one_app) -> Cast:
    return Cast(one_app)


def _issued(cast: Cast, *days: dt.date) -> list[int]:
    lan = cast.lan.actor
    return [arrivals(lan, 1, subject=f"V/v đê {n}", issued_on=day)[0]
            for n, day in enumerate(days)]  # fmt: skip


def found(hand, typed: str, **more: str) -> list[int]:
    got = hand.asks("GET", "/search", query_string={"q": typed, **more}).json
    return [one["id"] for one in got["items"]]


def test_what_was_issued_then_is_found_newest_first_and_by_nobody_who_may_not_read_it(cast):
    first, second, other = _issued(cast, DAY, DAY + dt.timedelta(9), DAY + dt.timedelta(20))
    assert found(cast.lan, "15/6/2023") == [first]
    assert found(cast.lan, "tháng 6 năm 2023") == [second, first]
    assert found(cast.lan, "6/2023", doc_type="Quyết định") == []
    assert found(cast.dao, "15/6/2023") == [] and other not in found(cast.lan, "6/2023")
    page = cast.lan.browser().get("/search?q=15/6/2023").text
    assert "Văn bản ban hành ngày 15/06/2023." in page and "V/v đê 0" in page.replace("Đê", "đê")
    month = cast.lan.browser().get("/search?q=6/2023").text
    assert "Văn bản ban hành từ 01/06/2023 đến 30/06/2023." in month


def test_a_day_on_which_nothing_was_issued_is_looked_for_as_words(cast):
    (paper,) = arrivals(cast.lan.actor, 1, subject="V/v họp ngày 17/8/2023")
    assert found(cast.lan, "17/8/2023") == [paper]
    assert "Văn bản ban hành ngày" not in cast.lan.browser().get("/search?q=17/8/2023").text


def test_a_year_stays_a_word_and_its_books_are_offered(cast):
    (paper,) = arrivals(cast.lan.actor, 1, subject=f"Kế hoạch năm {YEAR + 3}")
    assert found(cast.lan, f"{YEAR + 3}") == [paper]
    assert "/registers/in/" + str(YEAR + 3) not in _page(cast, YEAR + 3)
    registered(cast.lan.actor)
    page = _page(cast, YEAR)
    assert f'href="/registers/in/{YEAR}">Sổ văn bản đến năm {YEAR}</a>' in page


def test_what_was_issued_in_a_year_is_not_what_its_figures_mean(cast):
    """Lan types 2023: a plan of that year, and not all two thousand letters of it."""
    _issued(cast, DAY, DAY)
    (plan,) = arrivals(cast.lan.actor, 1, subject="Tổng kết kế hoạch năm 2023")
    assert found(cast.lan, "2023") == found(cast.lan, "năm 2023") == [plan]


def _page(cast: Cast, year: int) -> str:
    return cast.lan.browser().get(f"/search?q={year}").text.split('id="rows"')[1]


def test_where_a_month_has_too_many_papers_it_is_looked_for_as_words(cast, monkeypatch):
    """Nothing is walked from end to end for a wish that no word leads."""
    _issued(cast, DAY, DAY)
    monkeypatch.setattr(searching, "RARE", 1)
    monkeypatch.setattr(searching, "FEW", 0)
    assert found(cast.lan, "6/2023") == []


def test_the_next_page_goes_on_where_this_one_ended(cast, monkeypatch):
    monkeypatch.setattr("server.search.queries.ROWS", 2)
    papers = _issued(cast, *[DAY] * 3)
    first = cast.lan.asks("GET", "/search", query_string={"q": "15/6/2023"}).json
    assert [one["id"] for one in first["items"]] == papers[:0:-1]
    more = {"q": "15/6/2023", "cursor": first["next_cursor"]}
    second = cast.lan.asks("GET", "/search", query_string=more).json
    assert [one["id"] for one in second["items"]] == papers[:1]


CITED = "Quyết định số 1829/QĐ-UBND ngày {} của UBND tỉnh ban hành tiêu chí"


@pytest.mark.parametrize("led", [True, False])
def test_a_paper_that_is_cited_is_found_itself(cast, led, monkeypatch):
    """Nam copies the grounds of a decision into the box, as another paper has them."""
    monkeypatch.setattr(searching, "_reads_few", lambda _actor: led)
    named = {"number": "1829", "notation": "QĐ-UBND", "doc_type": "Quyết định"}
    lan, day = cast.lan.actor, dt.date(2023, 5, 30)
    (it,) = arrivals(lan, 1, subject="Tiêu chí cấp xã", issued_on=day, **named)
    (later,) = arrivals(lan, 1, subject="Về biên chế", issued_on=dt.date(2024, 5, 30), **named)
    (citing,) = arrivals(lan, 1, subject=f"Thực hiện {CITED.format('2/6/2023')}")
    for said, wanted in (("30/5/2023", [it]), ("30 tháng 5 năm 2024", [later]),
                         ("2/6/2023", [citing]), ("9/9/2023", [citing, later, it])):  # fmt: skip
        page = cast.lan.browser().get("/search", query_string={"q": CITED.format(said)}).text
        found = cast.lan.sees(f"/search?q={CITED.format(said)}")["items"]
        assert {one["id"] for one in found} == set(wanted), said
        assert ("Văn bản ban hành ngày" in page) == (wanted in ([it], [later]))
    assert cast.dao.sees(f"/search?q={CITED.format('30/5/2023')}")["items"] == []


@pytest.mark.parametrize(
    ("typed", "called"),
    [
        (CITED.format("30/5/2023"), "Quyết định 1829/QĐ-UBND"),
        ("số 1829 ngày 30/5/2023", "1829"),
        ("808-CV/HU, ngày 30 tháng 5 năm 2023", "808-CV/HU"),
        ("họp 8 ngày 30/5/2023", None),
        ("1829/QĐ-UBND ngày 31/2/2023", None),
        ('"số 1829" ngày 30/5/2023', None),
        ('"tiêu chí" số 1829 ngày 30/5/2023', None),
        ("-họp số 1829 ngày 30/5/2023", None),
        ("số 1829", None),
    ],
)
def test_what_is_a_citation(typed, called):
    assert cited(typed) == (called and (called, Dated(dt.date(2023, 5, 30), dt.date(2023, 5, 30))))
