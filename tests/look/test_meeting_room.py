"""A meeting in six real browsers, from its invitation to the tasks in the communes (issue 5).

Chair, secretary, three delegates, the screen on the wall. Hoa holds a telephone whose clock is an
hour ahead; Ánh comes from a commune. What one does the others see, without a reload. What signs
and sends documents is done as everywhere in the office, by the hands whose desks they lie on.
"""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from server import clock
from server.database import db, transaction
from server.meetings.calling import inviting
from server.meetings.live import events, sweeping
from server.meetings.models import Meeting
from server.meetings.people import tickets
from tests.cast import PIN, Cast
from tests.look import hall
from tests.look.conftest import DESK, HALL, PHONE
from tests.look.hall import is_clean, presses, votes
from tests.office.meetings.gathering import does, id_of, planned
from tests.office.meetings.test_concluding import sealed
from tests.office.meetings.test_inviting import dispatched
from tests.office.papers import SENT, ok

opens = hall.opens


@pytest.fixture
def room(opens: Callable[[str], hall.Room], one_cast: Cast) -> hall.Room:
    """A meeting in the calendar, twenty minutes ahead."""
    first = {"title": "Dự toán năm 2027", "needs_vote": True, "documents": [SENT[1:]]}
    path = planned(one_cast, agenda=[first], attending=[one_cast.anh.account], urgent="")
    does(one_cast.minh, path, "schedule")
    return opens(path)


def _submits(tab: Page, step: str, **typed: str) -> None:
    """A form of the page that works without script; what comes after begins at its answer."""
    form = tab.locator(f"form[action$='/{step}']").first
    for name, words in typed.items():
        form.locator(f"[name={name}]").fill(words)
    with tab.expect_navigation():
        form.get_by_role("button").last.click()


@pytest.mark.sent
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # a page breaks off
def test_a_meeting_is_held_in_six_browsers_from_its_invitation_to_the_tasks(
    room: hall.Room,
) -> None:
    cast, path = room.cast, room.path
    minh, tuan = (room.comes(hand, path, **DESK) for hand in (cast.minh, cast.tuan))
    binh, anh = (room.comes(hand, "/meetings", **DESK) for hand in (cast.binh, cast.anh))
    hoa = room.comes(cast.hoa, "/meetings", **PHONE)
    wall = room.comes(None, "/projector", **HALL)
    _they_are_invited(room, tuan, hoa)
    for tab in (minh, tuan, binh, anh):
        tab.goto(path)
    _people_gather(wall, (minh, tuan, binh, anh))
    hoa.goto(f"{path}/here/{tickets.code(id_of(path), clock.now())}")
    hoa.get_by_role("button", name="Tôi có mặt tại phòng họp").click()
    expect(minh.locator("#room-quorum")).to_contain_text("3/4 thành viên có mặt")
    presses(minh, "own", "Khai mạc")
    everybody = (minh, tuan, binh, anh, hoa, wall)
    _somebody_speaks(room, minh, hoa, everybody)
    _a_page_is_shown(minh, (tuan, hoa, wall))
    _it_is_voted_on(minh, (binh, hoa), wall)
    _the_secretary_is_told(hoa, tuan)
    for tab in (minh, tuan, hoa, wall):
        is_clean(tab)
    assert hoa.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for tab in (minh, tuan, hoa):  # their pages are made anew a second after the end, not in a goto
        tab.evaluate("Math.random = () => 0")
    _it_ends(minh, tuan, wall)
    _he_is_on_his_way(f"{path}/minutes", tuan)
    _the_ballots_are_counted_again(room, hoa)
    _it_is_written_and_signed(path, tuan, minh)
    _what_follows_reaches_the_commune(room, tuan, anh)
    assert room.said == []


def _they_are_invited(room: hall.Room, tuan: Page, hoa: Page) -> None:
    """The invitation is drafted, signed, numbered, sealed, sent; Hoa will come; the doors open."""
    cast, path = room.cast, room.path
    _submits(tuan, "draft_invitation")
    expect(tuan.get_by_text("Giấy mời").first).to_be_visible()
    paper = f"/outgoing/{cast.tuan.sees(path)['invitation']}"
    dispatched(cast, paper)
    inviting.call()
    sent = cast.lan.sees(paper)
    assert (sent["state"], len(sent["deliveries"])) == ("DISPATCHED", 1)
    hoa.goto(path)
    _submits(hoa, "confirm")
    expect(hoa.locator("article")).to_contain_text("Sẽ dự")
    tuan.goto(path)
    _submits(tuan, "open_check_in")
    expect(tuan.locator("#room-code")).to_be_visible()


def _people_gather(wall: Page, seated: tuple[Page, ...]) -> None:
    minh, tuan, binh, anh = seated
    tuan.locator("#room-code").fill(wall.locator(".pair-code").inner_text())
    tuan.get_by_role("button", name="Kết nối").click()
    expect(wall.locator("#room-qr")).to_be_visible()
    for tab in (minh, binh, anh):
        presses(tab, "own")
    expect(wall.locator("#room-quorum")).to_contain_text("2/4 thành viên có mặt")


def _somebody_speaks(room: hall.Room, minh: Page, hoa: Page, everybody: tuple[Page, ...]) -> None:
    """Everybody sees the item, who speaks, for how long by the server's clock, and the bell."""
    minh.get_by_role("button", name=re.compile("^Bắt đầu")).first.click()
    presses(hoa, "own", "Đăng ký phát biểu")
    minh.get_by_role("button", name=re.compile("^Mời")).click()
    for tab in everybody:
        expect(tab.locator("#room-item")).to_contain_text("1. Dự toán năm 2027")
        expect(tab.locator("#room-speaker")).to_contain_text(re.compile("còn (5:00|4:[45])"))
    _the_clock_stands(minh, hoa)
    _the_bell_rings(room, everybody)
    presses(hoa, "own", "Kết thúc lượt")
    expect(minh.locator("#room-speaker")).to_contain_text("Không có ai đang phát biểu")


def _the_clock_stands(minh: Page, hoa: Page) -> None:
    """In a pause no second goes by (MT-T06)."""
    presses(minh, "pause")
    expect(hoa.locator("#meeting-state")).to_contain_text("Tạm nghỉ")
    stood = [tab.locator("#room-speaker .clock").inner_text() for tab in (minh, hoa)]
    minh.wait_for_timeout(1500)
    assert [tab.locator("#room-speaker .clock").inner_text() for tab in (minh, hoa)] == stood
    presses(minh, "own", "Họp tiếp")
    expect(hoa.locator("#meeting-state")).to_contain_text("Đang họp")


def _the_bell_rings(room: hall.Room, everybody: tuple[Page, ...]) -> None:
    """Her time is over within this second: nothing more is said, and every clock comes to it."""
    with transaction() as session:
        meeting = session.get_one(Meeting, id_of(room.path))
        over = clock.local(clock.now() + dt.timedelta(seconds=1)).isoformat()
        events.happened(meeting, "speaker.extended", None, ends_at=over)
    for tab in everybody:
        expect(tab.locator("#room-bell")).to_contain_text("Hết giờ phát biểu: Lê Thị Hoa")
        assert "quá giờ" in tab.locator("#room-speaker").inner_text()


def _a_page_is_shown(minh: Page, others: tuple[Page, ...]) -> None:
    """Minh shows the paper: it lies open before who follows, and on the wall, its words too (what
    is half drawn is not looked at for whether it is fit for everybody)."""
    minh.locator("[data-name^='show-']").first.click()
    for tab in (minh, *others):
        expect(tab.locator("#room-viewer canvas").first).to_be_visible()
        expect(tab.locator("#room-viewer .textLayer").first).not_to_be_empty()


def _it_is_voted_on(minh: Page, others: tuple[Page, ...], wall: Page) -> None:
    expect(minh.locator("#ask-question")).to_have_value("Thông qua: Dự toán năm 2027")
    minh.locator("#ask-question").fill("Thông qua dự toán?")
    minh.get_by_role("button", name="Mở biểu quyết ngay").click()
    expect(wall.locator("#room-wall-vote")).to_contain_text("đã bỏ 0 trên 3 phiếu")
    _a_slip_of_the_finger_ends_no_vote(minh)
    for tab in (minh, *others):
        votes(tab, "for")
    sweeping.look()
    expect(wall.locator("#room-wall-vote")).to_contain_text("đã bỏ 3 trên 3 phiếu")
    presses(minh, "close-vote")
    expect(wall.locator("#room-wall-vote")).to_contain_text("Được thông qua 75,00%")
    for tab in others:
        expect(tab.locator("#room-vote .tally")).to_contain_text("Tán thành")


def _a_slip_of_the_finger_ends_no_vote(minh: Page) -> None:
    """Nobody has voted yet: he is asked, and says no; what nobody cast would not be carried."""
    said: list[str] = []
    minh.once("dialog", lambda asked: (said.append(asked.message), asked.dismiss()))
    presses(minh, "close-vote")
    assert said and said[0].startswith("Mới có 0 trên 3 phiếu.")
    expect(minh.locator("#room-vote")).to_contain_text("đã bỏ 0 trên 3 phiếu")


def _the_secretary_is_told(hoa: Page, tuan: Page) -> None:
    hoa.get_by_text("Nhắn thư ký").click()
    hoa.locator("#room-tell").fill("Xin bản giấy biểu 03")
    hoa.get_by_role("button", name="Gửi", exact=True).click()
    expect(tuan.locator("#room-messages li").first).to_contain_text("Lê Thị Hoa: Xin bản giấy")
    expect(hoa.locator("#room-tell")).to_have_value("")


def _it_ends(minh: Page, tuan: Page, wall: Page) -> None:
    """What is typed stands in the record, and nowhere else; the chair concludes and closes."""
    tuan.locator("#room-text").fill("Gửi lại biểu 03")
    tuan.get_by_role("button", name="Ghi", exact=True).click()
    expect(tuan.locator("#room-record li").first).to_contain_text("Gửi lại biểu 03")
    minh.locator("#room-conclusion").fill("Thông qua dự toán")
    minh.get_by_role("button", name="Kết luận nội dung").click()
    expect(tuan.locator("#room-agenda")).to_contain_text("Kết luận: Thông qua dự toán")
    minh.on("dialog", lambda asked: asked.accept())
    presses(minh, "close")
    expect(wall.locator("#room-wall-state")).to_contain_text("Cuộc họp đã bế mạc")
    expect(minh.locator("#meeting-state")).to_contain_text("Đã bế mạc")


def _the_ballots_are_counted_again(room: hall.Room, hoa: Page) -> None:
    """Of an open vote with the names; by anybody who was there, on her telephone too (VT-10)."""
    (vote,) = room.cast.hoa.sees(room.path)["votes"]
    hoa.goto(f"{room.path}/votes/{vote['id']}/ballots")
    expect(hoa.get_by_role("main")).to_contain_text(room.cast.minh.actor.name)
    is_clean(hoa)
    assert hoa.evaluate("document.documentElement.scrollWidth <= innerWidth")


def _he_is_on_his_way(there: str, tuan: Page) -> None:
    """To a page that is long in coming: his own, made anew meanwhile, does not call him back."""
    tuan.route(f"**{there}", lambda asked: (tuan.wait_for_timeout(1500), asked.continue_()))
    tuan.goto(there)
    tuan.unroute(f"**{there}")


def _it_is_written_and_signed(path: str, tuan: Page, minh: Page) -> None:
    """The secretary signs, then the chair; nobody retypes a word."""
    _submits(tuan, "draft_minutes")
    for tab in (tuan, minh):
        tab.goto(f"{path}/minutes")
        tab.locator("#sign_minutes-sure").check()
        _submits(tab, "sign_minutes", pin=PIN)
        expect(tab.locator("#sign_minutes-sure")).to_have_count(0)
    expect(minh.locator("article")).not_to_contain_text("chưa ký")


def _what_follows_reaches_the_commune(room: hall.Room, tuan: Page, anh: Page) -> None:
    """The chair's conclusion is given to Ánh's commune by a notice that goes out (MT-T09)."""
    cast, path = room.cast, room.path
    tuan.goto(f"{path}/notice")
    whom = tuan.locator("[id='notice-lead.0']")
    whom.fill("Hoằng Phú")
    whom.press("Enter")
    tuan.get_by_role("button", name="Soạn thông báo").click()
    expect(tuan.get_by_text("Đã soạn thông báo kết luận")).to_be_visible()
    db.session.rollback()
    out = f"/outgoing/{cast.tuan.sees(path)['notice']}"
    sealed(cast, out)
    ok(cast.lan.does(out, "dispatch"))
    db.session.rollback()
    assert cast.tuan.sees(path)["state"] == "CONCLUDED"
    anh.goto("/tasks")
    expect(anh.get_by_role("main")).to_contain_text("Thông qua dự toán")
