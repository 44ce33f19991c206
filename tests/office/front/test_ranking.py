"""What Lan meant stands first: the number, then words side by side, then what only a scan says."""

import pytest
from flask import Flask

from server.search import queries
from tests.cast import Cast
from tests.office.front.desks import arrivals, scanned
from tests.office.papers import dispatched


@pytest.fixture
def one_cast(one_app: Flask) -> Cast:
    return Cast(one_app)


def came(cast: Cast, **said: str) -> int:
    return arrivals(cast.lan.actor, 1, **said)[0]


def found(cast: Cast, typed: str) -> list[int]:
    got = cast.lan.asks("GET", "/search", query_string={"q": typed})
    return [one["id"] for one in got.json["items"]]


def test_a_place_stands_before_papers_in_which_its_words_are_scattered(cast: Cast):
    """On both databases: what is ranked by is read with the rows."""
    of_it = came(cast, subject="V/v đường giao thông xã Hoằng Tiến")
    by_it = came(cast, subject="V/v đê biển", issuer="UBND xã Hoằng Tiến")
    apart = came(cast, subject="V/v tiến độ ở Hoằng Hóa")
    listed = came(cast, subject="V/v hội nghị")
    scanned(listed, "Các xã Hoằng Tiến, Hoằng Yến")
    assert found(cast, "hoằng tiến") == [by_it, of_it, apart, listed]
    assert found(cast, "hoang tie") == [by_it, of_it, apart, listed], "while it is being typed"
    assert found(cast, '"hoang tien"') == [by_it, of_it, listed]


def test_the_number_that_was_typed_stands_first_however_it_was_typed(one_cast: Cast):
    ours = int(dispatched(one_cast).rsplit("/", 1)[1])  # 01/UBND-VHTT, a công văn
    theirs = came(one_cast, number="15", notation="QĐ-UBND", doc_type="Quyết định")
    longer = came(one_cast, number="1", notation="UBND-VX", subject="Theo Quyết định 15/QĐ-UBND")
    for typed in ("15", "15/qđ", "15 qd ubnd", "quyết định 15", "Quyết định 15/QĐ-UBND"):
        assert found(one_cast, typed) == [theirs, longer], typed
    assert found(one_cast, "quyết định số 15")[0] == theirs
    assert found(one_cast, "công văn 01")[0] == ours
    assert found(one_cast, "15/QĐ-UBND -theo") == [theirs]


def test_a_persons_name_side_by_side_stands_before_its_words_apart(one_cast: Cast):
    dispatched(one_cast)
    came(one_cast, subject="V/v minh bạch tài sản ở Trịnh xá, Quang Trung")
    hits = one_cast.lan.sees(f"/search?q={one_cast.minh.actor.name}")["items"]
    kinds = [one["kind"] for one in hits]
    assert kinds == ["outgoing", "incoming"], "no line says whose signature it is"


def test_no_page_loses_or_repeats_a_paper_though_the_best_are_moved_up(
    one_cast: Cast, monkeypatch: pytest.MonkeyPatch
):
    """Nor what comes in meanwhile: it stands above all that was shown."""
    monkeypatch.setattr(queries, "ROWS", 3)
    monkeypatch.setattr(queries, "COUNTED", 7)
    good, weak = "V/v lụt bão", "V/v bão, sau đó lụt"
    kept = {came(one_cast, subject=one) for one in (good, weak, weak, weak, good) * 2}
    seen, cursor = [], ""
    while cursor is not None:
        page = one_cast.lan.sees(f"/search?q=lụt bão{cursor and f'&cursor={cursor}'}")
        seen += [(one["id"], one["subject"]) for one in page["items"]]
        assert bool(page["facets"]) is not bool(cursor)
        cursor = page["next_cursor"]
        came(one_cast, subject=good)
    ids = [id for id, _subject in seen]
    assert set(ids) == kept and len(ids) == len(kept)
    assert [subject for _id, subject in seen[:3]] == [good] * 3
    assert ids[7:] == sorted(ids[7:], reverse=True), "behind the window the newest first"
