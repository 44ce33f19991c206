"""A search is kept under a name, named anew, replaced, dropped; a no leaves page and name."""

from urllib.parse import parse_qs

import pytest

from server.clock import now
from server.database import db, transaction
from server.search import saved
from server.search.models import SavedSearch
from tests.cast import Cast
from tests.office.outcome import says


@pytest.fixture
def one_cast(one_app) -> Cast:
    return Cast(one_app)


def test_a_search_is_kept_under_its_name_and_dropped_again(one_cast):
    browser = one_cast.lan.browser()
    page = browser.get("/search?q=lụt bão&kind=incoming").text
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    query = page.split('name="query" value="')[1].split('"')[0].replace("&amp;", "&")
    form = {"csrf_token": token, "query": query, "name": "Bão lũ"}
    assert browser.post("/search", data=form).status_code == 302
    page = browser.get("/search").text
    assert f'href="/search?{query.replace("&", "&amp;")}">Bão lũ</a>' in page
    assert "Bão lũ" not in one_cast.minh.browser().get("/search").text
    place = page.split('action="/search/saved/')[1].split('"')[0]
    other = one_cast.minh.browser()
    theirs = other.get("/search").text.split('name="csrf_token" value="')[1].split('"')[0]
    other.post(f"/search/saved/{place}", data={"csrf_token": theirs})
    assert db.session.query(SavedSearch).count() == 1, "it is none of his"
    for said in (
        "Đã bỏ lượt tìm kiếm",
        "không còn nữa: đã bỏ từ trước",
    ):  # the second in another tab
        form = {"csrf_token": token, "query": "q=lut"}
        assert browser.post(f"/search/saved/{place}", data=form).location == "/search?q=lut"
        assert said in browser.get("/search").text
    assert db.session.query(SavedSearch).count() == 0


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ({"query": "q=a", "name": " "}, "search_without_name"),
        ({"query": "", "name": "Bão lũ"}, "search_without_words"),
    ],
)
def test_a_search_without_name_or_words_is_not_kept(one_cast, typed, reason):
    assert says(reason, keeps(one_cast.lan.browser(), **typed))
    assert db.session.query(SavedSearch).count() == 0


def test_a_long_one_is_kept_whole(one_cast):
    """A letter with its marks is nine in an address: two hundred letters were cut within one."""
    browser, typed = one_cast.lan.browser(), "đường bộ " * 40
    page = browser.get("/search", query_string={"q": typed}).text
    query = page.split('name="query" value="')[1].split('"')[0].replace("&amp;", "&")
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    browser.post("/search", data={"csrf_token": token, "query": query, "name": "Đường bộ"})
    (kept,) = db.session.query(SavedSearch)
    assert parse_qs(kept.query)["q"] == [typed.strip()]


def test_what_is_kept_has_its_measure(one_cast):
    with transaction() as session:
        for n in range(saved.MOST):
            row = {"person_id": one_cast.lan.actor.person_id, "query": f"q={n}", "at": now()}
            session.add(SavedSearch(name=f"Lượt {n}", **row))
    page = keeps(one_cast.lan.browser(), query="q=a", name="Bão lũ")
    assert says("search_too_many", page)
    assert f"<summary>Lượt tìm kiếm đã lưu ({saved.MOST})" in page, "they lay over the box"
    assert db.session.query(SavedSearch).count() == saved.MOST


def test_what_is_not_kept_is_told_at_its_name_and_the_search_stays(one_cast):
    with transaction() as session:
        for n in range(saved.MOST):
            row = {"person_id": one_cast.lan.actor.person_id, "query": f"q={n}", "at": now()}
            session.add(SavedSearch(name=f"Lượt {n}", **row))
    lan = one_cast.lan.browser()
    here = "/search?q=bão+lụt&year=2026"
    token = lan.get(here).text.split('name="csrf_token" value="')[1].split('"')[0]
    said = {"csrf_token": token, "query": "q=bão+lụt&year=2026", "name": "Bão lũ của tôi"}
    page = lan.post(here, data=said)
    entry = page.text.split('class="keep-search"')[1].split("</form>")[0]
    assert page.status_code == 409
    assert 'value="Bão lũ của tôi"' in entry and "Đã lưu đủ 30" in entry
    assert 'value="bão lụt"' in page.text
    drop = "/search/saved/" + page.text.split('formaction="/search/saved/')[1].split('"')[0]
    gone = lan.post(drop, data={"csrf_token": token, "query": said["query"]})
    assert gone.headers["Location"].startswith("/search?q=b")
    assert lan.post(here, data=said).status_code == 302


def test_of_the_same_name_the_newer_takes_its_place_and_says_so_even_when_all_are_taken(one_cast):
    with transaction() as session:
        for n in range(saved.MOST):
            row = {"person_id": one_cast.lan.actor.person_id, "query": f"q={n}", "at": now()}
            session.add(SavedSearch(name=f"Lượt {n}", **row))
    lan = one_cast.lan.browser()
    token = lan.get("/search").text.split('name="csrf_token" value="')[1].split('"')[0]
    typed = {"csrf_token": token, "query": "q=b", "name": "Lượt 7"}
    assert lan.post("/search", data=typed).status_code == 302
    assert "thay lượt tìm kiếm trước cùng tên" in lan.get("/search").text
    queries = db.session.query(SavedSearch.query).filter_by(name="Lượt 7").all()
    assert queries == [("q=b",)] and db.session.query(SavedSearch).count() == saved.MOST


def test_what_a_colleague_keeps_under_the_same_name_takes_nobodys_place(one_cast):
    for hand in (one_cast.lan, one_cast.minh):
        assert saved.keep(hand.actor, "Bão lũ", "q=bão") is saved.Kept.NEW
    assert [len(saved.kept(hand.actor)) for hand in (one_cast.lan, one_cast.minh)] == [1, 1]


def test_the_same_conditions_under_another_name_are_renamed_even_when_all_are_taken(one_cast):
    with transaction() as session:
        for n in range(saved.MOST):
            row = {"person_id": one_cast.lan.actor.person_id, "query": f"q=tờ{n}", "at": now()}
            session.add(SavedSearch(name=f"Lượt {n}", **row))
    lan = one_cast.lan.browser()
    page = lan.get("/search?q=tờ7").text
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    assert "đã lưu" not in lan.get("/search?q=khác").text.split("keep-search")[1]
    typed = {"csrf_token": token, "query": "q=tờ7", "name": "Tờ trình"}
    assert lan.post("/search", data=typed).status_code == 302
    assert "Đã đổi tên lượt tìm kiếm này." in lan.get("/search").text
    names = [name for (name,) in db.session.query(SavedSearch.name).filter_by(query="q=tờ7")]
    assert names == ["Tờ trình"] and db.session.query(SavedSearch).count() == saved.MOST


def test_what_is_kept_already_says_under_which_name(one_cast):
    lan = one_cast.lan.browser()
    page = lan.get("/search?q=lụt bão").text
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    query = page.split('name="query" value="')[1].split('"')[0].replace("&amp;", "&")
    assert "Lưu lượt tìm kiếm này với tên" in page
    lan.post("/search", data={"csrf_token": token, "query": query, "name": "Bão lũ"})
    page = lan.get(f"/search?{query}").text.split("keep-search")[1]
    assert "Lượt tìm kiếm này đã lưu với tên" in page
    assert 'value="Bão lũ"' in page and "Đổi tên" in page


def keeps(browser, **typed: str) -> str:
    """The page that refuses to keep a search."""
    token = browser.get("/search").text.split('name="csrf_token" value="')[1].split('"')[0]
    sent = browser.post("/search", data={"csrf_token": token, **typed})
    assert sent.status_code in (409, 422)
    return sent.text
