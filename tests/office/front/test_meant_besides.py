"""Who types CĐS finds what has CĐS, then what has "chuyển đổi số": nothing twice, nothing lost."""

import pytest

from server import finding
from server.database import transaction
from server.papers import searching
from server.search import queries
from tests.cast import Cast
from tests.office.front.desks import arrivals

SUBJECTS = ("V/v CĐS của huyện", "V/v chuyển đổi số năm 2026", "V/v CĐS (chuyển đổi số) ở xã")


@pytest.fixture(params=[True, False], ids=["few", "many"])
def asked(request, cast: Cast, monkeypatch) -> Cast:
    """Whether Lan reads few papers or very many: SQLite is asked in two ways."""
    monkeypatch.setattr(searching, "_reads_few", lambda _actor: request.param)
    return cast


def _papers(cast: Cast, times: int = 1) -> list[int]:
    return [arrivals(cast.lan.actor, 1, subject=one)[0] for _ in range(times) for one in SUBJECTS]


def _found(cast: Cast, typed: str, **more: str) -> list[int]:
    got = cast.lan.asks("GET", "/search", query_string={"q": typed, **more})
    assert got.status_code == 200, got.text
    return [one["id"] for one in got.json["items"]]


def test_as_it_was_typed_stands_first_and_then_what_it_means(asked: Cast):
    short, long, both = _papers(asked)
    for typed in ("CĐS", "cds"):
        assert _found(asked, typed) == [both, short, long]
        said = asked.lan.sees(f"/search?q={typed}")
        assert (said["read_as"], said["beside"]) == ("", "chuyển đổi số")
        page = asked.lan.browser().get("/search", query_string={"q": typed}).text
        assert "sau đó là kết quả của “chuyển đổi số”" in page
        assert "<mark>CĐS</mark>" in page and "<mark>chuyển đổi số</mark> năm" in page
    assert [one["id"] for one in asked.lan.sees("/incoming?q=cds")["items"]] == [both, short, long]


def test_words_in_a_scan_are_found_so_too(asked: Cast):
    short, _long, both = _papers(asked)
    (scanned,) = arrivals(asked.lan.actor, 1, subject="V/v hội nghị")
    with transaction():
        finding.keep_text("incoming", scanned, "kế hoạch chuyển đổi số")
        finding.keep_text("incoming", both, "CĐS")
    assert _found(asked, "CĐS") == [both, short, scanned, _long]


def test_turning_pages_shows_each_once_and_none_is_lost(asked: Cast, monkeypatch):
    every = _papers(asked, times=3)
    for rows in (1, 2, 3, 6, 9):
        monkeypatch.setattr(queries, "ROWS", rows)
        monkeypatch.setattr(queries, "COUNTED", rows)
        seen, cursor = [], {}
        while cursor is not None:
            got = asked.lan.asks("GET", "/search", query_string={"q": "CĐS", **cursor}).json
            seen += [one["id"] for one in got["items"]]
            cursor = {"cursor": got["next_cursor"]} if got["next_cursor"] else None
        assert seen == _found(asked, "CĐS") if rows == 9 else len(seen) == len(every)
        assert sorted(seen) == sorted(every), rows
        assert {one % 3 for one in seen[-3:]} == {every[1] % 3}


def test_it_is_counted_only_of_what_may_be_read(asked: Cast):
    _papers(asked)
    said = asked.lan.sees("/search?q=CĐS")
    assert said["facets"]["kind"] == [{"value": "incoming", "count": 3}]
    theirs = asked.dao.sees("/search?q=CĐS")
    assert (theirs["items"], theirs["beside"], theirs["facets"].get("kind", [])) == ([], "", [])


@pytest.mark.parametrize("typed", ['"CĐS"', "CĐS -hội", "V/v -CĐS"])
def test_who_asks_for_words_side_by_side_or_without_some_is_taken_at_his_word(one_cast, typed):
    short, long, both = _papers(one_cast)
    assert _found(one_cast, typed) == ([long] if "-CĐS" in typed else [both, short])
