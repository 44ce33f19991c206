"""The invitation goes the way of every document, and calls the meeting by itself; calendars."""

import datetime as dt

import time_machine

from server.clock import local, now
from server.meetings.calling import feeds, icalendar, inviting
from tests.office.meetings.gathering import TITLE, does, planned
from tests.office.meetings.test_pages import Page
from tests.office.outcome import refused, waits
from tests.office.papers import ok


def scheduled(cast, days=4, **more):
    start = (now() + dt.timedelta(days=days)).isoformat()
    path = planned(cast, starts_at=start, urgent="", **more)
    does(cast.minh, path, "schedule")
    return path


def drafted(cast, **more):
    """The meeting, and the way to its invitation's draft."""
    path = scheduled(cast, **more)
    return path, f"/outgoing/{does(cast.tuan, path, 'draft_invitation')['invitation']}"


def dispatched(cast, paper):
    ok(cast.tuan.does(paper, "submit"))
    checks = ((cast.tuan, "content_check"), (cast.mai, "form_check"), (cast.minh, "approve"))
    for hand, step in checks:
        ok(hand.does(paper, step))
    ok(cast.minh.does(paper, "sign", {"pin": cast.pin}))
    for step in ("number", "register"):
        ok(cast.lan.does(paper, step))
    ok(cast.lan.does(paper, "seal", {"pin": cast.pin}))
    ok(cast.lan.does(paper, "dispatch"))


def test_the_draft_says_what_the_plan_says_and_goes_to_the_others(one_cast):
    cast = one_cast
    path, paper = drafted(cast, attending=[cast.anh.account])
    told = cast.tuan.sees(paper)
    assert told["doc_type"] == "Giấy mời" and told["state"] == "DRAFT"
    page = cast.tuan.browser().get(f"{paper}/edit").text
    for words in ("phiên họp thường kỳ tháng 12", "Phòng họp số 1", "1. Dự toán năm 2027.", "ngày"):
        assert words in page
    assert 'value="hoangphu" selected' in page
    again = f"{path}/actions/draft_invitation"
    refused(cast.tuan.asks("POST", again, json={}), "has_no_invitation")
    refused(cast.minh.asks("POST", again, json={}), "wrong_role")
    assert f'href="{paper}"' in cast.tuan.browser().get(path).text


def test_a_title_that_begins_with_a_name_keeps_it_within_the_sentence(one_cast):
    _path, paper = drafted(one_cast, title="HĐND huyện họp chuyên đề")
    assert one_cast.tuan.sees(paper)["subject"] == "Dự HĐND huyện họp chuyên đề"


def test_a_postponed_meeting_is_called_anew_on_its_new_day(one_cast):
    """MT-T10: the old invitation names another day, so it calls nobody, and nobody's word holds."""
    cast = one_cast
    path, paper = drafted(cast, attending=[cast.anh.account])
    dispatched(cast, paper)
    inviting.call()
    does(cast.hoa, path, "confirm")
    does(cast.minh, path, "postpone", reason="Bão đổi hướng")
    for hand in (cast.hoa, cast.anh):  # all are informed, and read why
        assert "Một cuộc họp anh/chị dự đã hoãn" in hand.browser().get("/notices").text
        assert "Bão đổi hướng" in hand.browser().get(path).text
    minh = Page(cast.minh, path)
    assert 'name="starts_at"' in minh.text and 'value="Phòng họp số 1"' in minh.text
    assert minh.presses("schedule", starts_at="").status_code == 422
    later = local(now() + dt.timedelta(days=9))
    said = {"starts_at": f"{later:%d/%m/%Y %H:%M}", "room": "Hội trường"}
    assert minh.presses("schedule", **said).status_code == 302
    inviting.call()
    told = cast.tuan.sees(path)
    assert (told["state"], told["room"], told["invitation"]) == ("SCHEDULED", "Hội trường", None)
    assert {one["state"] for one in told["attendance"]} == {"INVITED"}
    again = f"/outgoing/{does(cast.tuan, path, 'draft_invitation')['invitation']}"
    assert f"ngày {later:%d} tháng {later.month}" in cast.tuan.browser().get(f"{again}/edit").text
    dispatched(cast, again)
    inviting.call()
    assert cast.tuan.sees(path)["state"] == "INVITED"


def test_its_doors_open_by_themselves_half_an_hour_before(one_cast):
    """MT-T04: the secretary may be late; called off, it stays shut."""
    cast = one_cast
    path, paper = drafted(cast, attending=[cast.anh.account])
    dispatched(cast, paper)
    inviting.call()
    start = dt.datetime.fromisoformat(cast.tuan.sees(path)["starts_at"])
    for early, state in ((31, "INVITED"), (30, "CHECK_IN")):
        with time_machine.travel(start - dt.timedelta(minutes=early), tick=False):
            inviting.open_doors()
            assert cast.tuan.sees(path)["state"] == state
    inviting.open_doors()
    assert cast.tuan.sees(path)["state"] == "CHECK_IN"


def test_an_invitation_that_was_given_up_makes_room_for_another(one_cast):
    cast = one_cast
    path, paper = drafted(cast)
    ok(cast.tuan.does(paper, "abandon"))
    again = does(cast.tuan, path, "draft_invitation")["invitation"]
    assert f"/outgoing/{again}" != paper
    refused(cast.tuan.does(path, "draft_invitation"), "has_no_invitation")


def test_of_many_guests_there_is_a_list_in_the_annex(one_cast):
    cast = one_cast
    more = [cast.nam, cast.mai, cast.thu, cast.anh, cast.dao]
    _path, paper = drafted(cast, attending=[one.account for one in more])
    page = cast.tuan.browser().get(f"{paper}/edit").text
    assert "=== Danh sách đại biểu" in page and "danh sách kèm theo" in page
    ok(cast.tuan.does(paper, "submit"))  # the house's own words pass its own check (FMT-30)


def test_once_it_is_dispatched_the_meeting_is_called_by_itself(one_cast):
    cast = one_cast
    path, paper = drafted(cast, attending=[cast.anh.account])
    inviting.call()
    assert cast.tuan.sees(path)["state"] == "SCHEDULED"
    dispatched(cast, paper)
    inviting.call()
    inviting.call()
    assert cast.tuan.sees(path)["state"] == "INVITED"
    assert "confirm" in cast.anh.sees(path)["actions"]


def test_a_meeting_is_a_file_that_a_calendar_reads(one_cast):
    cast = one_cast
    path = scheduled(cast, room="Phòng 1; tầng 2, trụ sở")
    got = cast.tuan.browser().get(f"{path}/meeting.ics")
    lines = got.text.replace("\r\n ", "").split("\r\n")
    assert got.mimetype == "text/calendar" and lines[0] == "BEGIN:VCALENDAR"
    assert f"SUMMARY:{TITLE}" in lines and "STATUS:CONFIRMED" in lines
    assert "LOCATION:Phòng 1\\; tầng 2\\, trụ sở" in lines
    assert all(len(line.encode()) <= 75 for line in got.text.split("\r\n"))
    does(cast.minh, path, "cancel", reason="Bão số 9")
    gone = cast.tuan.browser().get(f"{path}/meeting.ics").text
    assert "METHOD:PUBLISH" in lines and "METHOD:CANCEL" in gone and "STATUS:CANCELLED" in gone
    secret = feeds.make(cast.tuan.actor)
    assert "METHOD:PUBLISH" in cast.tuan.app.test_client().get(f"/calendar/{secret}.ics").text


def test_a_line_is_folded_between_letters():
    folded = icalendar._folded("SUMMARY:" + "ễ" * 60)
    assert folded.replace("\r\n ", "") == "SUMMARY:" + "ễ" * 60
    assert all(len(one.encode()) <= 75 for one in folded.split("\r\n"))


def test_a_persons_feed_has_his_meetings_and_ends_when_he_takes_it_back(one_cast):
    cast = one_cast
    scheduled(cast)
    first, again = feeds.make(cast.tuan.actor), feeds.make(cast.tuan.actor)
    others = feeds.make(cast.nam.actor)
    clerks = feeds.make(cast.lan.actor)
    reads = cast.tuan.app.test_client().get
    assert reads(f"/calendar/{first}.ics").status_code == 404
    assert TITLE in reads(f"/calendar/{again}.ics").text
    assert TITLE not in reads(f"/calendar/{others}.ics").text
    assert TITLE in cast.lan.browser().get("/meetings").text, "what she reads is no place of hers"
    assert TITLE not in reads(f"/calendar/{clerks}.ics").text
    feeds.drop(cast.tuan.actor)
    assert reads(f"/calendar/{again}.ics").status_code == 404


def test_the_address_is_shown_once(one_cast):
    browser = one_cast.tuan.browser()
    page = browser.get("/meetings/calendar").text
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    made = browser.post("/meetings/calendar", data={"csrf_token": token})
    assert "/calendar/" in made.text and ".ics" in made.text
    assert ".ics" not in browser.get("/meetings/calendar").text
    browser.post("/meetings/calendar/drop", data={"csrf_token": token})
    assert "Chưa có địa chỉ nào." in browser.get("/meetings/calendar").text


def test_before_people_gather_the_page_says_who_will_come_and_not_who_is_absent(one_cast):
    """A draft said that nobody of four was there, and called everybody invited; an item named
    neither who presents it nor how long."""
    cast = one_cast
    first = {"title": "Dự toán", "rapporteur": cast.hoa.account, "minutes": 20}
    path, paper = drafted(cast, agenda=[first])
    told = Page(cast.tuan, path).text
    assert "4 thành viên, họp được khi có mặt 3" in told and "Sẽ mời" in told
    assert "chưa đủ" not in told and "Được mời" not in told
    assert f"{cast.hoa.actor.name} trình bày · 20 phút" in told
    dispatched(cast, paper)
    inviting.call()
    does(cast.hoa, path, "confirm")
    does(cast.binh, path, "excuse", reason="Đi công tác")
    told = Page(cast.tuan, path).text
    assert "sẽ dự 1, xin vắng 1, chưa trả lời 2" in told and "Được mời" in told


def test_a_meeting_that_is_called_off_says_so_and_why_to_all_who_were_called(one_cast):
    cast = one_cast
    path, paper = drafted(cast, attending=[cast.anh.account])
    dispatched(cast, paper)
    inviting.call()
    does(cast.minh, path, "cancel", reason="Ghép vào phiên tháng sau")
    assert "Một cuộc họp anh/chị dự đã hủy" in cast.anh.browser().get("/notices").text
    assert "Ghép vào phiên tháng sau" in cast.anh.browser().get(path).text
    assert "anh/chị dự đã hủy" not in cast.minh.browser().get("/notices").text, "he did it himself"


def test_who_has_said_that_he_comes_is_not_asked_again_until_he_excused_himself(one_cast):
    cast = one_cast
    path, paper = drafted(cast)
    dispatched(cast, paper)
    inviting.call()
    asks = lambda: f"{path}/confirm" in cast.hoa.browser().get(path).text  # noqa: E731
    assert asks()
    does(cast.hoa, path, "confirm")
    assert not asks()
    does(cast.hoa, path, "excuse", reason="Đi công tác")
    assert asks()


def test_what_is_called_at_once_waits_for_no_invitation(one_cast):
    """A storm came: the chair read that the clerk had yet to send it, and nobody told Tuấn to open
    the doors."""
    cast = one_cast
    at_once, called = planned(cast, room="Phòng họp số 2"), scheduled(cast)
    does(cast.minh, at_once, "schedule")
    lacks = {path: cast.minh.browser().get(path).text for path in (at_once, called)}
    assert [waits(cast.lan, path) for path in (at_once, called)] == [set(), set()]
    waiting = [waits(cast.tuan, path) for path in (at_once, called)]
    assert waiting == [{"open_check_in"}, {"draft_invitation"}]
    poll = planned(cast, kind="lay_y_kien", room="")
    does(cast.minh, poll, "schedule")
    assert waits(cast.tuan, poll) == {"send_ballots"}, "nobody comes to it"
    assert "còn thiếu việc mở điểm danh" in lacks[at_once]
    assert "còn thiếu việc soạn giấy mời" in lacks[called]


def test_the_secretary_drafts_it_before_the_clerk_has_anything_to_send(one_cast):
    """Lan read “Gửi giấy mời họp” the moment Minh had agreed, and Tuấn's desk said nothing."""
    cast = one_cast
    path = scheduled(cast)
    desks = lambda: (waits(cast.tuan, path), waits(cast.lan, path))  # noqa: E731
    assert desks() == ({"draft_invitation"}, set())
    paper = f"/outgoing/{does(cast.tuan, path, 'draft_invitation')['invitation']}"
    inviting.ask_anew()
    assert desks() == (set(), {"invite"})
    ok(cast.tuan.does(paper, "abandon"))
    inviting.ask_anew()
    assert desks() == ({"draft_invitation"}, set())


def test_whoever_is_called_hears_it_behind_the_bell(one_cast):
    """Ánh's invitation lay with her commune's clerk, and nothing told her of it."""
    cast = one_cast
    path, paper = drafted(cast, attending=[cast.anh.account])
    called = "Anh/chị được mời dự một cuộc họp"
    assert called not in cast.anh.browser().get("/notices").text
    dispatched(cast, paper)
    inviting.call()
    for hand in (cast.anh, cast.hoa, cast.tuan):
        page = hand.browser().get("/notices").text
        assert called in page and f'href="{path}"' in page, hand.account
