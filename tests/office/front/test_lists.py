"""The lists: what I may read, by filter, by page, and what fifty rows cost (DESIGN §8)."""

import datetime as dt
import html
import re

import pytest

from server.clock import now
from server.database import db, transaction
from server.desks.models import Reader
from server.documents.incoming.models import IncomingDocument
from tests import world
from tests.look.lists_sample import SUBJECTS
from tests.office.front.desks import arrivals, presented, registered, statements
from tests.office.outcome import change, id_of, show_to
from tests.office.papers import assigned, directed, drafted, in_progress, signed


def _ids(page: str, kind: str = "incoming") -> list[int]:
    body = page.split("<tbody>")[1] if "<tbody>" in page else ""
    return [int(part.split('"')[0]) for part in body.split(f'<a href="/{kind}/')[1:]]


def test_a_row_says_number_subject_state_and_who_has_it(cast):
    presented(cast, subject="V/v phòng chống lụt bão")
    page = cast.lan.browser().get("/incoming").text
    for words in ("<td>1<td>", "V/v phòng chống lụt bão", "Chờ bút phê", "Trịnh Quang Minh"):
        assert words in page


def test_tabs_of_several_drafts_are_told_apart(cast):
    """None has a number yet: the tab says what it is about, and a long subject is cut."""
    long = (
        "V/v rà soát, thống kê số liệu từng chỉ số thành phần của bộ chỉ số chuyển đổi số cấp huyện"
    )
    page = cast.nam.browser().get(drafted(cast, subject=long)).text
    tab = html.unescape(re.search("<title>(.*?)</title>", page)[1])
    assert tab.startswith("Công văn – V/v rà soát, thống kê") and tab.endswith("… · Công Sở")
    page = cast.hoa.browser().get(directed(cast)).text
    assert re.search(r"<title>\d+/[^<]* – [^<]+ · Công Sở</title>", page)


def test_what_the_leader_wrote_stands_above_what_is_to_be_done(cast):
    page = cast.hoa.browser().get(directed(cast)).text
    assert page.index("Ý kiến chỉ đạo (bút phê)") < page.index('id="primary"')


def test_the_newest_stands_first(cast):
    ids = registered(cast.lan.actor, 3)
    assert _ids(cast.lan.browser().get("/incoming").text) == ids[::-1]


def test_only_what_i_may_read_is_listed(cast):
    mine = int(in_progress(cast).rsplit("/", 1)[1])
    registered(cast.lan.actor, 2, subject="V/v của đơn vị khác")
    assert _ids(cast.nam.browser().get("/incoming").text) == [mine]
    assert _ids(cast.cv_tckh.browser().get("/incoming").text) == []
    assert _ids(cast.dao.browser().get("/incoming").text) == []


def test_nor_is_more_listed_where_a_filter_is_met_by_few(cast):
    """What is rare is looked through from the other side, each paper with its reader's right."""
    seen, other = arrivals(cast.lan.actor, 2, doc_type="Bản ghi nhớ", subject="V/v ghi nhớ")
    show_to(f"/incoming/{seen}", cast.nam)
    for hand, listed in ((cast.lan, [other, seen]), (cast.nam, [seen]), (cast.dao, [])):
        assert _ids(hand.browser().get("/incoming?doc_type=Bản ghi nhớ").text) == listed
        items = hand.sees("/incoming?doc_type=Bản ghi nhớ")["items"]
        assert [one["id"] for one in items] == listed


def test_a_draft_is_its_units_own(cast):
    drafted(cast, subject="V/v dự thảo kín")
    assert "V/v dự thảo kín" in cast.hoa.browser().get("/outgoing").text
    assert "V/v dự thảo kín" not in cast.lan.browser().get("/outgoing").text
    assert "V/v dự thảo kín" not in cast.minh.browser().get("/outgoing").text


@pytest.mark.sent
def test_an_outgoing_row_has_its_code_and_its_state(cast):
    page = cast.lan.browser().get("/outgoing").text
    assert "01/UBND-VHTT" in page
    assert "Đã phát hành" in page


def test_a_paper_without_a_number_says_so(cast):
    signed(cast)
    page = cast.lan.browser().get("/outgoing").text
    assert "chưa có số" in page
    assert "Văn thư" in page


ASKED = {
    "q=lụt bão": {0},
    "q=lut+bao": {0},
    "urgency=KHAN": {1},
    "doc_type=Giấy mời": {2},
    "state=PRESENTED": {0, 1, 2},
    "state=DONE": set(),
    "q=100%25": set(),
    "state=KHONG_CO": {0, 1, 2},
    "due=overdue": set(),
    "due=hom-nao": {0, 1, 2},
}


def test_the_address_filters_as_the_api_does(cast):
    ids = [
        *presented(cast, subject="V/v phòng chống lụt bão"),
        *presented(cast, urgency="KHAN"),
        *presented(cast, doc_type="Giấy mời"),
    ]
    browser = cast.lan.browser()
    found = {asked: set(_ids(browser.get(f"/incoming?{asked}").text)) for asked in ASKED}
    assert found == {asked: {ids[n] for n in wanted} for asked, wanted in ASKED.items()}


def test_what_is_late_and_what_soon_will_be_are_found_until_they_are_done(cast):
    late, soon, far, done = (world.assigned(cast, f"{n}") for n in range(1, 5))
    days = {late: -1, soon: 0.04, far: 30, done: -1}
    for path, days_left in days.items():
        change(IncomingDocument, {"id": id_of(path)}, due_at=now() + dt.timedelta(days=days_left))
    change(IncomingDocument, {"id": id_of(done)}, state="DONE", done_at=now())
    for who in (cast.lan, cast.nam):
        for how, wanted in (("overdue", late), ("soon", soon)):
            found = who.asks("GET", f"/incoming?due={how}").json["items"]
            assert [one["id"] for one in found] == [id_of(wanted)]
    assert _ids(cast.lan.browser().get("/incoming?due=overdue").text) == [id_of(late)]


def test_a_paper_that_ended_otherwise_than_done_is_late_for_nobody(cast):
    path = assigned(cast)
    given = {"state": "RECALLED", "due_at": now() - dt.timedelta(days=3)}
    change(IncomingDocument, {"id": id_of(path)}, **given)
    assert "Quá hạn" not in cast.lan.browser().get("/incoming").text.split("<tbody>")[1]


def test_the_filters_keep_their_choice_and_go_on_to_the_next_page(cast):
    presented(cast, 51, urgency="KHAN")
    page = cast.lan.browser().get("/incoming?urgency=KHAN").text
    assert '<option value="KHAN" selected>' in page
    assert "?urgency=KHAN&amp;cursor=" in page


def test_pages_have_no_row_twice_or_missing_while_papers_arrive(cast):
    ids = arrivals(cast.lan.actor, 120)
    browser, seen, place = cast.lan.browser(), [], "/incoming"
    while place:
        page = browser.get(place).text
        seen += _ids(page)
        arrivals(cast.lan.actor, 3)
        rest = page.split('href="?', 1)[1:]
        place = f"/incoming?{rest[0].split(chr(34))[0]}" if rest else ""
    assert seen == ids[::-1]


def test_a_cursor_that_nobody_gave_out_is_refused(cast):
    assert cast.lan.browser().get("/incoming?cursor=x").status_code == 422


@pytest.mark.parametrize(
    ("who", "path", "door"),
    [
        ("lan", "/incoming", "/incoming/arrive"),
        ("nam", "/outgoing", "/outgoing/new"),
        ("minh", "/outgoing", "/outgoing/new"),
    ],
)
def test_who_may_bring_a_paper_in_finds_the_button(cast, who, path, door):
    assert f'href="{door}"' in getattr(cast, who).browser().get(path).text


@pytest.mark.parametrize(
    ("who", "path", "door"),
    [
        ("nam", "/incoming", "/incoming/arrive"),
        ("lan", "/outgoing", "/outgoing/new"),
        ("son", "/outgoing", "/outgoing/new"),
    ],
)
def test_others_do_not(cast, who, path, door):
    assert f'href="{door}"' not in getattr(cast, who).browser().get(path).text


def test_the_auditor_reads_what_is_registered_and_nothing_before(cast):
    arrivals(cast.lan.actor, 1)
    (paper_id,) = registered(cast.lan.actor)
    assert _ids(cast.son.browser().get("/incoming").text) == [paper_id]


@pytest.mark.parametrize("path", ["/incoming", "/outgoing"])
@pytest.mark.parametrize("who", ["kien", "yen"])
def test_administrator_and_citizen_have_no_lists(cast, who, path):
    assert getattr(cast, who).browser().get(path).status_code == 403


def _asked(browser, path: str) -> int:
    browser.get(path)
    db.session.remove()
    with statements() as said:
        assert browser.get(path).status_code == 200
    return len(said)


def test_fifty_rows_ask_no_more_than_one(cast):
    browser = cast.lan.browser()
    presented(cast)
    one = _asked(browser, "/incoming")
    presented(cast, 50)
    assert _asked(browser, "/incoming") == one <= 6


def test_fifty_drafts_ask_no_more_than_one(cast):
    browser = cast.nam.browser()
    drafted(cast)
    one = _asked(browser, "/outgoing")
    for _ in range(9):
        drafted(cast)
    assert _asked(browser, "/outgoing") == one <= 6


def test_fifty_rows_are_within_their_bytes(cast):
    due = now() + dt.timedelta(days=9)
    for n, subject in enumerate(SUBJECTS):
        presented(cast, 8, subject=subject, due_at=due, urgency="NORMAL" if n else "KHAN")
    page = cast.lan.browser().get("/incoming")
    assert len(_ids(page.text)) == 50
    assert len(page.data) <= 25_000


def test_long_subjects_make_a_page_of_fewer_rows_and_none_is_lost(cast):
    long = "Triển khai thực hiện Nghị quyết của Hội đồng nhân dân tỉnh về phát triển " * 4
    made = presented(cast, 60, subject=long)
    browser, found, where = cast.lan.browser(), [], "/incoming"
    while where:
        page = browser.get(where)
        assert len(page.data) <= 25 * 1024
        found += _ids(page.text)
        on = re.search(r'rel="next" href="([^"]+)"|href="([^"]+)" rel="next"', page.text)
        where = "/incoming" + html.unescape(on[1] or on[2]) if on else ""
    assert [int(one) for one in found] == sorted(made, reverse=True)


def test_a_reader_row_is_the_only_way_into_the_list(cast):
    (paper_id,) = registered(cast.lan.actor)
    browser = cast.hoa.browser()
    assert _ids(browser.get("/incoming").text) == []
    with transaction() as session:
        since = session.get(IncomingDocument, paper_id).created_at
        seat = f"p:{cast.hoa.actor.position_id}"
        key = {"paper_kind": "incoming", "paper_id": paper_id}
        session.add(Reader(seat=seat, since=since, reason="informed", **key))
    assert _ids(browser.get("/incoming").text) == [paper_id]
