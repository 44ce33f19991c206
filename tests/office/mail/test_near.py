"""A deadline turned yellow: who has it and who leads are told once, as the office opens (§11.4)."""

import datetime as dt

import pytest
import time_machine
from sqlalchemy import func, select

from server.clock import HANOI, today
from server.database import db, transaction
from server.desks import lateness
from server.desks.models import Desk
from server.mail.models import MailChoice
from server.org.models import CalendarDay
from server.org.queries import calendar
from tests.cast import Cast, Hand
from tests.office import papers
from tests.office.front.test_notices import _new
from tests.office.mail.conftest import address, delivered, reached
from tests.office.mail.postman import Postman
from tests.office.mail.test_at_once import readable
from tests.office.outcome import id_of

NEAR = "Sắp đến hạn – Xử lý"


@pytest.fixture(autouse=True)
def _day() -> None:
    """Here the whole office goes from day to day, not the post alone."""


def day(working_days: int) -> dt.date:
    return calendar().add_working(today(), working_days)


def looks(there: dt.date, *clock: str) -> None:
    """The round looks at these minutes of a day, and the worker takes what it said."""
    for time in clock:
        moment = dt.datetime.combine(there, dt.time.fromisoformat(time), HANOI)
        with time_machine.travel(moment, tick=False):
            lateness.tell()
            delivered()


def told(post: Postman) -> list[str]:
    return sorted(letter["To"] for letter in post.letters)


def bell(hand: Hand, there: dt.date, clock: str) -> str:
    moment = dt.datetime.combine(there, dt.time.fromisoformat(clock), HANOI)
    with time_machine.travel(moment, tick=False):
        return hand.browser().get("/notices").text


@pytest.fixture
def everybody(post: Postman, one_cast: Cast) -> Cast:
    """Hoa's unit leads, Nam has it; they, Minh and a colleague of another unit want letters of
    deadlines alone."""
    hands = (one_cast.nam, one_cast.hoa, one_cast.minh, one_cast.tckh)
    for hand in hands:
        reached(hand, work="never", decide="never", check="never")
    return one_cast


@pytest.fixture
def letter(everybody: Cast) -> str:
    """Nam works on it, until the end of the seventh working day; Hoa has it until the tenth."""
    path = papers.in_progress(everybody)
    looks(day(4), "17:30")
    return path


def test_two_working_days_before_nam_and_hoa_are_told_as_the_office_opens_and_once(
    post: Postman, everybody: Cast, letter: str
) -> None:
    looks(day(5), "00:00", "00:01", "07:29")
    assert post.taken == [], "nobody is woken for it"
    looks(day(5), "07:30", "07:31", "10:00", "17:01")
    looks(day(6), "07:30", "10:00")
    assert told(post) == sorted(address(hand) for hand in (everybody.nam, everybody.hoa))
    for one in post.letters:
        assert one["Subject"] == "[Công Sở] Sắp đến hạn: 1 việc"
        assert f"https://congso.test{letter}" in readable(one)
        assert papers.LETTER["subject"] not in readable(one)


def test_their_bells_say_which_and_when_and_looking_at_it_once_is_enough(
    everybody: Cast, letter: str
) -> None:
    looks(day(5), "07:30")
    for hand, news in ((everybody.nam, 1), (everybody.hoa, 1), (everybody.tckh, 0)):
        moment = dt.datetime.combine(day(5), dt.time(8), HANOI)
        with time_machine.travel(moment, tick=False):
            browser = hand.browser()
            assert f"Thông báo: {news} chưa đọc" in browser.get("/").text, hand.account
            page = browser.get("/notices").text
            assert (NEAR in page, _new(page)) == (bool(news), news), hand.account
            assert ("07:30" in page) == bool(news), hand.account
            assert "Thông báo: 0 chưa đọc" in browser.get("/").text


def test_the_day_past_both_are_told_that_it_is_late(
    post: Postman, everybody: Cast, letter: str
) -> None:
    looks(day(5), "07:30")
    post.taken.clear()
    looks(day(7), "17:00")
    assert post.taken == []
    looks(day(7), "17:01", "17:02")
    assert {one["Subject"] for one in post.letters} == {"[Công Sở] Vừa quá hạn: 1 việc"}
    assert told(post) == sorted(address(hand) for hand in (everybody.nam, everybody.hoa))
    page = bell(everybody.hoa, day(7), "18:00")
    assert "Quá hạn – Xử lý" in page and NEAR not in page


def test_late_for_two_working_days_it_is_told_to_the_head_of_the_agency(
    post: Postman, everybody: Cast, letter: str
) -> None:
    looks(day(7), "17:01")
    post.taken.clear()
    looks(day(9), "17:00")
    assert address(everybody.minh) not in told(post)
    looks(day(9), "17:01", "17:02")
    assert told(post).count(address(everybody.minh)) == 1
    assert "Việc quá hạn, để lâu chưa xử lý – Quá hạn" not in bell(everybody.tckh, day(9), "18:00")
    assert letter in bell(everybody.minh, day(9), "18:00")


def test_what_is_done_before_is_not_told(post: Postman, everybody: Cast, letter: str) -> None:
    papers.ok(
        everybody.nam.does(letter, "propose_close", {"no_reply_reason": "Văn bản chỉ để biết."})
    )
    papers.ok(everybody.hoa.does(letter, "close"))
    looks(day(5), "07:30")
    assert post.taken == []


def test_days_off_count_for_none_of_the_two(post: Postman, everybody: Cast, letter: str) -> None:
    """A holiday comes between: what it makes near is told the morning after it was declared."""
    with transaction() as session:
        session.merge(CalendarDay(day=day(6), kind="off", name="Nghỉ bù", notice="12/TB"))
    looks(calendar().previous_working(day(6)), "17:31")
    assert told(post) == sorted(address(hand) for hand in (everybody.nam, everybody.hoa))


def test_on_a_day_off_nobody_is_told(post: Postman, everybody: Cast, letter: str) -> None:
    with transaction() as session:
        session.merge(CalendarDay(day=day(5), kind="off", name="Nghỉ lễ", notice="12/TB"))
        rows = session.query(Desk).filter_by(verb="propose_close")
        rows.update({"due_at": dt.datetime.combine(day(8), dt.time(17), HANOI)})
    off = day(4) + dt.timedelta(days=1)
    assert not calendar().is_working(off)
    looks(off, "07:30", "10:00", "16:00")
    assert post.taken == []


def test_a_task_rings_for_who_leads_it_and_the_head_of_his_unit(
    post: Postman, everybody: Cast
) -> None:
    said = {"title": "Rà soát", "lead": everybody.nam.account, "due_at": papers.due(7)}
    task = papers.ok(everybody.minh.asks("POST", "/tasks", json=said))
    looks(day(4), "17:30")
    looks(day(5), "07:30", "07:31")
    assert told(post) == sorted(address(hand) for hand in (everybody.nam, everybody.hoa))
    assert f"/tasks/{task['id']}" in bell(everybody.hoa, day(5), "09:00")


def test_what_came_near_its_day_was_told_as_it_came(post: Postman, everybody: Cast) -> None:
    looks(day(0), "10:00")
    said = {"title": "Rà soát", "lead": everybody.nam.account, "due_at": papers.due(1)}
    papers.ok(everybody.minh.asks("POST", "/tasks", json=said))
    looks(day(1), "07:30", "10:00")
    assert post.taken == []
    assert db.session.scalar(select(func.count(Desk.reminded_at))) == 0


def test_a_deadline_that_is_put_off_and_comes_near_again_is_told_again(
    post: Postman, everybody: Cast, letter: str
) -> None:
    looks(day(5), "07:30")
    post.taken.clear()
    moment = dt.datetime.combine(day(5), dt.time(9), HANOI)
    with time_machine.travel(moment, tick=False):
        until = {"until": papers.due(4), "reason": "Chờ số liệu các xã"}
        papers.ok(everybody.nam.does(letter, "request_extension", until))
        papers.ok(everybody.hoa.does(letter, "grant_extension"))
    looks(day(6), "07:30")
    assert post.taken == [], "it is green again"
    looks(day(7), "07:30")
    assert len(post.letters) == 2


def test_a_letter_of_it_that_waited_until_it_was_green_again_is_not_sent(
    post: Postman, everybody: Cast, letter: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction() as session:
        session.query(MailChoice).update({"quiet_from": "00:00", "quiet_until": "23:30"})
    looks(day(5), "07:30")
    with transaction() as session:
        rows = session.query(Desk).filter_by(paper_id=id_of(letter))
        rows.update({"due_at": dt.datetime.combine(day(10), dt.time(17), HANOI)})
    looks(day(5), "23:45")
    assert post.taken == []
