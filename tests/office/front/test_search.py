"""The search room: both kinds of papers in one list, narrowed, kept, and closed to strangers."""

import html
import re

import pytest

from server.clock import today
from server.database import db
from server.demo.bulk import bulk
from server.search.queries import ROWS
from tests.cast import Cast
from tests.office.front.desks import arrivals, presented, registered, scanned, statements
from tests.office.papers import directed, dispatched, drafted, submitted

YEAR = today().year


@pytest.fixture
def one_cast(one_app) -> Cast:
    return Cast(one_app)


def lines(page: str) -> list[str]:
    body = page.split("<tbody>")[1].split("</table>", maxsplit=1)[0] if "<tbody>" in page else ""
    return [part.split('"')[0] for part in body.split('<a href="')[1:]]


def opened(hand, **asked) -> str:
    got = hand.browser().get("/search", query_string=asked)
    assert got.status_code == 200
    return got.text


def found(hand, **asked) -> list[tuple[str, int]]:
    got = hand.asks("GET", "/search", query_string=asked)
    assert got.status_code == 200, got.text
    return [(one["kind"], one["id"]) for one in got.json["items"]]


def test_what_came_and_what_went_stand_in_one_list_newest_first(cast):
    (came,) = registered(cast.lan.actor, subject="V/v phòng họp không giấy tờ")
    went = dispatched(cast)
    assert lines(opened(cast.lan, q="không giấy tờ")) == [went, f"/incoming/{came}"]
    assert found(cast.lan, q="khong giay to")[0] == ("outgoing", int(went.rsplit("/", 1)[1]))


def test_without_marks_lan_finds_every_way_a_place_is_written(one_cast):
    """G07: "dao" finds Đào, "hoang hoa" finds Hoằng Hóa and Hoằng Hoá (§1.3)."""
    new, old, dao = (
        registered(one_cast.lan.actor, subject=subject)[0]
        for subject in ("V/v họp huyện Hoằng Hóa", "V/v đê Hoằng Hoá", "V/v trồng hoa đào xã Đào")
    )
    registered(one_cast.lan.actor, subject="V/v họp báo")
    asked = {words: found(one_cast.lan, q=words) for words in ("dao", "hoang hoa", "HOẰNG HÓA")}
    assert {row for _kind, row in asked["hoang hoa"]} == {new, old}
    assert {row for _kind, row in asked["HOẰNG HÓA"]} == {new, old}
    assert [row for _kind, row in asked["dao"]] == [dao]
    assert "<mark>Đào</mark>" in opened(one_cast.lan, q="dao")


def test_only_what_i_may_read_is_found(cast):
    registered(cast.lan.actor, subject="V/v lụt bão")
    draft = drafted(cast, subject="V/v lụt bão của huyện")
    assert lines(opened(cast.nam, q="lut bao")) == [draft]
    for hand in (cast.cv_tckh, cast.dao):
        assert lines(opened(hand, q="lut bao")) == []
        assert found(hand, q="lut bao") == []


NARROWED = (
    ({"kind": "incoming"}, {"came", "led"}),
    ({"kind": "outgoing"}, {"draft"}),
    ({"state": "PRESENTED"}, {"came"}),
    ({"state": "SUBMITTED"}, {"draft"}),
    ({"book": "in"}, {"came", "led"}),
    ({"book": "out"}, set()),
    ({"year": YEAR}, {"came", "led"}),
    ({"year": YEAR - 1}, set()),
    ({"unit": "vhtt"}, {"led", "draft"}),
    ({"urgency": "KHAN"}, {"came"}),
    ({"doc_type": "Công văn"}, {"came", "led", "draft"}),
    ({"issued_from": f"{YEAR}-01-01"}, {"came", "led"}),
    ({"issued_to": f"{YEAR - 1}-12-31"}, set()),
)


def test_a_search_is_narrowed(one_cast):
    (came,) = presented(one_cast, urgency="KHAN")
    led, draft = directed(one_cast), submitted(one_cast, subject="V/v hội họp")
    papers = {("incoming", came): "came", _key(led): "led", _key(draft): "draft"}
    for asked, hits in NARROWED:
        seen = {papers[key] for key in found(one_cast.tuan, q="hội họp", **asked)}
        assert seen == hits, asked


def _key(path: str) -> tuple[str, int]:
    _, kind, number = path.split("/")
    return kind, int(number)


def test_without_words_nothing_is_asked_of_the_papers(one_cast):
    arrivals(one_cast.lan.actor, 1)
    page = opened(one_cast.lan, state="ARRIVED")
    assert lines(page) == []
    assert "Gõ vài chữ để tìm." in page


def test_wrong_marks_find_it_all_the_same_and_the_page_says_so(one_cast):
    arrivals(one_cast.lan.actor, 1, subject="V/v lụt bão")
    page = opened(one_cast.lan, q="lút bảo")
    assert len(lines(page)) == 1
    assert "không xét dấu" in page
    assert "không xét dấu" not in opened(one_cast.lan, q="lụt bão")


def test_letter_by_letter_a_word_is_found_by_its_beginning_whatever_tone_it_will_have(cast):
    """Nobody who types "hướng" or "tại" is told on the way that no such marks are anywhere."""
    ids = [
        arrivals(cast.lan.actor, 1, subject=one)[0]
        for one in ("V/v hướng dẫn tại xã", "V/v hương ước tài chính", "V/v tạ lỗi")
    ]
    guidance, custom, thanks = ids
    for typed, hits in (
        ("hươ", [custom, guidance]), ("hướ", [custom, guidance]), ("hướn", [custom, guidance]),
        ("hướng", [guidance]), ("tạ", [thanks]), ("tại", [guidance]), ("huong", [custom, guidance]),
    ):  # fmt: skip
        said = cast.lan.sees(f"/search?q={typed}")
        assert [one["id"] for one in said["items"]] == hits, typed
        assert not said["loosely"], typed


@pytest.mark.parametrize("reads_few", [True, False])
def test_who_has_typed_the_first_letter_of_a_word_keeps_what_the_words_before_it_found(
    cast, reads_few, monkeypatch
):
    """The page asks at each pause: at "chuyển đổi s" it must not say that there is nothing."""
    monkeypatch.setattr("server.papers.searching._reads_few", lambda _actor: reads_few)
    hall, flood = (
        arrivals(cast.lan.actor, 1, subject=one)[0]
        for one in ("V/v lụt hội trường B bằng gỗ cũ của xã", "V/v lụt cao, bão ở các xã")
    )
    for typed, hits in (
        ("lụt b", [hall]), ("lụt g", [hall]), ("lụt c", [flood, hall]), ("lut x", [flood, hall]),
        ("lụt c ", []), ("lụt đ", []), ("lúa c", []), ('"lụt cao" c', [flood]), ("lụt 3", []),
        ("lúa OR lụt g", [hall]), ("lụt w", []),
    ):  # fmt: skip
        assert [one for _kind, one in found(cast.lan, q=typed)] == hits, typed


def test_a_page_that_was_found_by_a_beginning_goes_on_by_it(cast, monkeypatch):
    """Also where an older paper has the very word that was typed so far."""
    monkeypatch.setattr("server.papers.searching.BRIEF", 1)
    monkeypatch.setattr("server.papers.searching._reads_few", lambda _actor: False)
    for name in ("ROWS", "COUNTED"):
        monkeypatch.setattr(f"server.search.queries.{name}", 2)
    subjects = ("V/v tạ lỗi", *["V/v tại xã"] * 4, "V/v tả", "V/v tập")
    ids = [arrivals(cast.lan.actor, 1, subject=one)[0] for one in subjects]
    seen, cursor = [], ""
    while cursor is not None:
        got = cast.lan.sees(f"/search?q=tạ{cursor and f'&cursor={cursor}'}")
        seen += [one["id"] for one in got["items"]]
        cursor = got["next_cursor"]
    assert seen in (ids[::-1], [ids[0]])


def test_who_reads_few_of_those_that_have_the_word_finds_the_older_ones_behind_a_page(
    one_cast, monkeypatch
):
    """Whether "bão" is a word already is seen in the newest rows; what stands behind them is not
    lost to whoever typed no blank."""
    monkeypatch.setattr("server.papers.searching.BRIEF", 4)
    monkeypatch.setattr("server.papers.searching._reads_few", lambda _actor: False)
    subjects = ["V/v bão", "V/v bao che", "V/v bão", "V/v bão", "V/v bảo vệ", "V/v bão"]
    ids = [arrivals(one_cast.lan.actor, 1, subject=one)[0] for one in subjects]
    wanted = [ids[n] for n in (5, 3, 2, 0)]
    first = one_cast.lan.sees("/search?q=bão")
    assert [one["id"] for one in first["items"]] == wanted[:3] and not first["loosely"]
    rest = one_cast.lan.sees(f"/search?q=bão&cursor={first['next_cursor']}")
    assert [one["id"] for one in rest["items"]] == wanted[3:] and rest["next_cursor"] is None
    listed = one_cast.lan.sees("/incoming?q=bão")
    more = one_cast.lan.sees(f"/incoming?q=bão&cursor={listed['next_cursor']}")
    assert [one["id"] for one in listed["items"] + more["items"]] == wanted
    monkeypatch.setattr("server.papers.searching.BRIEF", 6)
    assert one_cast.lan.sees("/search?q=bão")["next_cursor"] is None


OF_THIS_AGE = "/search?q=so lieu&issued_from=2000-01-01&issued_to=2999-12-31"


def test_a_full_page_asks_no_more_than_one_line_and_is_within_its_bytes(one_cast):
    browser, asked = one_cast.lan.browser(), []
    for many in (1, 60):
        arrivals(one_cast.lan.actor, many, subject="V/v rà soát, thống kê số liệu chỉ số " * 2)
        browser.get(OF_THIS_AGE)
        db.session.remove()
        with statements() as said:
            page = browser.get(OF_THIS_AGE)
        asked.append(len(said))
    assert len(lines(page.text)) == ROWS
    assert asked[0] == asked[1] <= 9
    assert len(page.data) <= 25_000


def test_so_is_a_page_of_what_really_comes_with_all_that_narrows_it(one_cast):
    """The words of the demo's heap, each line with a part of its scan, and all that is counted."""
    heap = sorted(bulk(today(), 7, 3_000), key=lambda row: len(row[6].encode()))
    for row in heap[-51:]:
        issuer, number, notation, issued_on, _at, doc_type, subject, urgency = row
        said = {"number": number, "notation": notation, "doc_type": doc_type, "urgency": urgency}
        said |= {"issuer": issuer, "issued_on": issued_on, "subject": f"{subject} (số liệu)"}
        scanned(arrivals(one_cast.lan.actor, 1, **said)[0], f"{subject} số liệu dàn trải " * 9)
    browser = one_cast.lan.browser()
    page = browser.get(
        f"{OF_THIS_AGE}&kind=incoming&state=ARRIVED".replace("lieu", "lieu dan trai")
    )
    assert page.text.count("<q>") == ROWS
    assert len(lines(page.text)) == ROWS and "cursor=" in page.text
    assert len(page.data) <= 25 * 1024


def test_long_subjects_make_a_page_of_fewer_and_none_is_lost(one_cast):
    long = "Số liệu về triển khai Nghị quyết của Hội đồng nhân dân tỉnh " * 8
    made = arrivals(one_cast.lan.actor, 40, subject=long)
    browser, found, where = one_cast.lan.browser(), [], OF_THIS_AGE
    while where:
        page = browser.get(where)
        assert len(page.data) <= 25 * 1024
        found += re.findall(r'href="/incoming/(\d+)"', page.text.split("<tbody>")[1])
        on = page.text.split('" rel="next"')
        where = "/search" + html.unescape(on[0].rsplit('href="', 1)[1]) if on[1:] else ""
    assert [int(one) for one in found] == sorted(made, reverse=True)
