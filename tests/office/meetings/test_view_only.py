"""Papers that are looked at and not taken along: name and time on each page (MT-04)."""

import datetime as dt
import re

import pypdfium2
import pytest
import time_machine

from server import clock
from server.meetings.live import events
from server.meetings.papers import marked_copies
from tests.office.meetings.gathering import does, entered, id_of, item, opened, planned
from tests.office.meetings.test_pages import Page
from tests.office.meetings.test_screens import paired, wall
from tests.office.outcome import reads, refused, show_to
from tests.office.papers import SENT

pytestmark = pytest.mark.sent
__all__ = ["wall"]
PAPER = SENT[1:]


def agenda(**more):
    return [{"title": "Nhân sự", "documents": [PAPER], "view_only": True} | more]


def words_on(pdf: bytes) -> list[str]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range() for page in document]


def test_hoa_reads_the_paper_with_her_name_and_the_time_and_has_no_door_to_the_original(one_cast):
    """Bình was shown the letter itself some other way: that right is no matter of the meeting."""
    cast = one_cast
    show_to(SENT, cast.tuan, cast.binh)
    path = entered(cast, agenda=agenda(), guests=[cast.lien.account])
    assert not reads(cast.tckh, SENT) and reads(cast.binh, SENT)
    (doc,) = cast.tckh.sees(path)["agenda"][0]["documents"]
    assert doc["view_only"] and doc["file"] == f"{path}/papers/{PAPER}"
    browser = cast.tckh.browser()
    copy = browser.get(doc["file"])
    assert copy.status_code == 200 and "attachment" not in str(copy.headers)
    pages = words_on(copy.data)
    assert pages and all(cast.tckh.actor.name in one for one in pages)
    assert all(re.search(r"\d\d:\d\d \d\d/\d\d/\d{4}", one) for one in pages)
    assert browser.get(f"{SENT}/files/1").status_code == 404
    assert browser.get(SENT).status_code == 404
    assert b"/ByteRange" not in copy.data  # no signature that holds no more
    again = cast.tckh.asks("GET", doc["file"])
    assert again.data == copy.data
    theirs = cast.lien.browser().get(doc["file"]).data
    assert theirs != copy.data and cast.lien.actor.name in words_on(theirs)[0]


def test_the_time_is_that_of_the_looking_and_stays_for_ten_minutes(one_cast, one_app):
    show_to(SENT, one_cast.tuan)
    path = entered(one_cast, agenda=agenda())
    where = f"{path}/papers/{PAPER}"
    first = one_cast.hoa.asks("GET", where).data
    with time_machine.travel(clock.now() + dt.timedelta(seconds=marked_copies.LIVES + 60)):
        later = one_cast.hoa.asks("GET", where).data
    times = [set(re.findall(r"\d\d:\d\d \d\d/\d\d", words_on(one)[0])) for one in (first, later)]
    assert times[0] and times[1] and not times[0] & times[1]


def test_the_tablet_keeps_the_marked_copy_and_the_page_says_so(one_cast):
    show_to(SENT, one_cast.tuan)
    path = opened(one_cast, agenda=agenda())
    browser = one_cast.hoa.browser()
    (kept,) = browser.get(f"{path}/kept").json["files"]
    assert kept["href"] == f"{path}/papers/{PAPER}"
    assert "chỉ xem, không tải về" in browser.get(path).text
    assert f'href="/{PAPER}"' not in browser.get(path).text
    notes = browser.get(f"{path}/notes").text
    assert "mỗi trang in tên anh/chị và giờ xem" in notes and "data-download" not in notes


def test_who_was_not_called_to_the_matter_has_no_copy(one_cast):
    cast = one_cast
    show_to(SENT, cast.tuan)
    path = opened(
        cast, agenda=agenda(closed=True), guests=[cast.lien.account], technician=cast.anh.account
    )
    where = f"{path}/papers/{PAPER}"
    for hand in (cast.lien, cast.anh, cast.nam):
        refused(hand.asks("GET", where), "not_found")
    refused(cast.hoa.asks("GET", f"{path}/papers/outgoing/999"), "not_found")
    assert cast.hoa.asks("GET", where).status_code == 200


def test_the_wall_shows_a_marked_page_too(one_cast, wall):
    show_to(SENT, one_cast.tuan)
    path = opened(one_cast, agenda=agenda())
    paired(one_cast, wall, path)
    does(one_cast.minh, path, "start_item", item=item(one_cast.minh, path))
    does(one_cast.minh, path, "show_page", item=item(one_cast.minh, path), document=PAPER, page=1)
    got = wall.get(f"/projector/files/{PAPER}")
    assert "Màn chiếu phòng họp" in words_on(got.data)[0]


def test_what_people_have_already_is_not_shut_and_what_was_shut_is_opened(one_cast):
    """Tuấn forgot the tick in the plan; he sets it until the papers are out."""
    cast = one_cast
    show_to(SENT, cast.tuan)
    path = planned(cast, agenda=agenda(view_only=False))
    does(cast.minh, path, "schedule")
    about = item(cast.tuan, path)
    page = Page(cast.tuan, path)
    assert page.presses("set_download", item=str(about)).status_code == 302
    does(cast.tuan, path, "open_check_in")
    assert not reads(cast.tckh, SENT)
    refused(
        cast.hoa.asks("POST", f"{path}/actions/set_download", json={"item": about}), "wrong_role"
    )
    does(cast.tuan, path, "set_download", item=about, allowed=True)
    assert reads(cast.tckh, SENT)
    assert not cast.hoa.sees(path)["agenda"][0]["documents"][0]["view_only"]
    shut = cast.tuan.asks("POST", f"{path}/actions/set_download", json={"item": about})
    refused(shut, "papers_are_not_out")
    told = [events.told(one) for one in events.of_kinds(id_of(path), {"download.changed"})]
    assert [one["allowed"] for one in told] == [False, True]


def test_a_paper_that_one_open_matter_hands_out_is_handed_out(one_cast):
    show_to(SENT, one_cast.tuan)
    both = agenda() + agenda(view_only=False, title="Thông qua")
    path = entered(one_cast, agenda=both)
    assert reads(one_cast.tckh, SENT)
    docs = [one["documents"][0] for one in one_cast.tckh.sees(path)["agenda"]]
    assert not any(one["view_only"] for one in docs)


def test_the_plan_keeps_the_tick(one_cast):
    show_to(SENT, one_cast.tuan)
    path = planned(one_cast, agenda=agenda())
    text = one_cast.tuan.browser().get(f"{path}/edit").text
    box = re.search(r'<input[^>]*name="item\.1\.view_only"[^>]*>', text)
    assert box and "checked" in box[0]
