"""What was found is counted for whoever reads it, and of nothing else is there a number."""

import datetime as dt

import pytest

from server.search import facets, queries
from tests.cast import Cast, Hand
from tests.office.front.desks import arrivals, presented
from tests.office.outcome import show_to
from tests.office.papers import drafted


@pytest.fixture
def one_cast(one_app) -> Cast:
    return Cast(one_app)


def counts(hand: Hand, words: str = "lụt", **more) -> dict[str, dict[str, int]]:
    said = hand.asks("GET", "/search", query_string={"q": words, **more}).json["facets"]
    return {name: {one["value"]: one["count"] for one in rows} for name, rows in said.items()}


def test_only_what_its_reader_may_open_is_counted(cast):
    made = arrivals(cast.lan.actor, 4, subject="V/v lụt", issuer="Sở Y tế")
    made += arrivals(cast.lan.actor, 2, subject="V/v lụt", issuer="Sở Mật", doc_type="Kế hoạch")
    show_to(f"/incoming/{made[0]}", cast.nam)
    show_to(f"/incoming/{made[1]}", cast.nam)
    assert counts(cast.lan)["issuer"] == {"Sở Y tế": 4, "Sở Mật": 2}
    assert counts(cast.lan)["doc_type"] == {"Công văn": 4, "Kế hoạch": 2}
    mine = counts(cast.nam)
    assert mine == {
        "kind": {"incoming": 2}, "issuer": {"Sở Y tế": 2}, "doc_type": {"Công văn": 2},
        "state": {"ARRIVED": 2}, "year": {},
    }  # fmt: skip
    assert not any(counts(cast.dao).values())
    for hand in (cast.nam, cast.dao):
        page = hand.browser().get("/search?q=lụt").text
        assert "Sở Mật" not in page and 'class="facets"' not in page


def test_nor_is_more_counted_where_a_day_is_all_that_was_typed(one_cast):
    """Nam types 15/6/2023: one of three letters of that day was shown to him."""
    said = {"subject": "V/v lụt", "issuer": "Sở Y tế", "issued_on": dt.date(2023, 6, 15)}
    made = arrivals(one_cast.lan.actor, 3, **said)
    show_to(f"/incoming/{made[0]}", one_cast.nam)
    for hand, many in ((one_cast.lan, 3), (one_cast.nam, 1), (one_cast.dao, 0)):
        assert counts(hand, "15/6/2023")["issuer"].get("Sở Y tế", 0) == many


def test_nor_is_what_may_be_a_secret(one_cast):
    kept, shut = arrivals(one_cast.lan.actor, 2, subject="V/v lụt", issuer="Sở Y tế")
    one_cast.lan.does(f"/incoming/{shut}", "quarantine", {"reason": "Thấy dấu Mật"})
    for hand in (one_cast.lan, one_cast.minh):
        assert counts(hand)["issuer"].get("Sở Y tế", 0) <= 1
    assert counts(one_cast.lan)["state"] == {"ARRIVED": 1}


def test_a_count_is_a_button_that_narrows_to_as_many(one_cast):
    presented(one_cast, 1, subject="V/v lụt", issuer="Sở Y tế")
    arrivals(one_cast.lan.actor, 2, subject="V/v lụt", issuer="Sở <b>Nội vụ</b>")
    drafted(one_cast, subject="V/v lụt")
    browser = one_cast.lan.browser()
    page = browser.get("/search?q=lụt").text
    assert 'name="issuer" value="Sở Y tế">Sở Y tế <i>1</i>' in page
    assert "<b>Nội vụ" not in page
    for name, rows in counts(one_cast.lan).items():
        for value, count in rows.items():
            narrowed = browser.get("/search", query_string={"q": "lụt", name: value}).text
            assert narrowed.count("<tr><td>") == count, (name, value)
    page = browser.get("/search?q=lụt&issuer=sở y tế").text
    assert page.count('<a href="/incoming/') == 1 and 'name="issuer" value="Sở Y tế"' not in page


def test_of_very_many_the_newest_are_counted_and_the_page_says_so(one_cast, monkeypatch):
    monkeypatch.setattr(queries, "COUNTED", 30)
    arrivals(one_cast.lan.actor, 31, subject="V/v lụt", issuer="Sở Y tế")
    arrivals(one_cast.lan.actor, 1, subject="V/v lụt", issuer="Sở Nội vụ")
    assert counts(one_cast.lan)["issuer"] == {"Sở Y tế": 29, "Sở Nội vụ": 1}
    page = one_cast.lan.browser().get("/search?q=lụt").text
    assert f"Đếm trong {facets.COUNTED} kết quả mới nhất" in page
    assert page.count('<a href="/incoming/') == queries.ROWS
    seen, after = [], ""
    while after is not None:
        page = one_cast.lan.sees(f"/search?q=lụt{after and f'&cursor={after}'}")
        seen, after = seen + [one["id"] for one in page["items"]], page["next_cursor"]
    assert len(seen) == len(set(seen)) == 32
    assert page["facets"] == {}
