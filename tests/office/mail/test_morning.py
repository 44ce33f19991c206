"""The letter of 7:30: on working days, once, what waits by desk and colour."""

import datetime as dt

import pytest

from server.clock import HANOI
from server.database import db, transaction
from server.desks.models import Desk
from server.mail import morning, posting
from server.mail.models import Mail
from server.org.models import CalendarDay
from tests.office.front.desks import arrivals, presented
from tests.office.mail.conftest import at, reached
from tests.office.mail.test_at_once import CONTENT, MARK, readable

WEDNESDAY, SATURDAY, SUNDAY = "2026-11-25", "2026-11-28", "2026-11-29"


def moment(day: str, clock: str = "07:30") -> dt.datetime:
    return dt.datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=HANOI)


def mornings() -> int:
    morning.write_all()
    return db.session.query(Mail).filter_by(kind="morning").count()


@pytest.mark.parametrize(
    ("day", "clock", "letters"),
    [
        (WEDNESDAY, "07:29", 0),
        (WEDNESDAY, "07:30", 1),
        (WEDNESDAY, "11:29", 1),
        (WEDNESDAY, "11:30", 0),
        (WEDNESDAY, "22:00", 0),
        (SATURDAY, "07:30", 0),
        (SUNDAY, "07:30", 1),
        ("2026-11-26", "07:30", 0),
    ],
)
def test_it_is_written_in_the_morning_of_a_working_day(
    post, one_cast, monkeypatch, day, clock, letters
):
    """The Sunday is a make-up day by a notice, the Thursday a day off (CAL-05)."""
    with transaction() as session:
        session.merge(CalendarDay(day=dt.date(2026, 11, 29), kind="work", name="làm bù"))
        session.merge(CalendarDay(day=dt.date(2026, 11, 26), kind="off", name="nghỉ"))
    reached(one_cast.lan)
    arrivals(one_cast.lan.actor, 1)
    at(monkeypatch, moment(day, clock))
    assert mornings() == letters


def test_once_a_day_whatever_restarts_and_not_where_nothing_waits(post, one_cast, monkeypatch):
    reached(one_cast.lan)
    reached(one_cast.dao)
    at(monkeypatch, moment(WEDNESDAY))
    arrivals(one_cast.lan.actor, 1)
    assert (mornings(), mornings()) == (1, 1)
    at(monkeypatch, moment("2026-11-27"))
    assert mornings() == 2


def test_it_counts_by_verb_and_colour_and_tells_no_paper(post, one_cast, monkeypatch):
    reached(one_cast.lan, urgent="never")
    ids = arrivals(one_cast.lan.actor, 3, **CONTENT)
    arrivals(one_cast.lan.actor, 1, urgency="KHAN", **CONTENT)
    soon = moment(WEDNESDAY, "17:00")
    with transaction() as session:
        session.query(Desk).update({"due_at": soon + dt.timedelta(days=20)})
        late = session.query(Desk).filter_by(paper_id=ids[0])
        late.update({"due_at": soon - dt.timedelta(days=2)})
        session.query(Desk).filter_by(paper_id=ids[1]).update({"due_at": soon})
    at(monkeypatch, moment(WEDNESDAY))
    morning.write_all()
    posting.post()
    (letter,) = post.letters
    assert letter["Subject"] == "[Công Sở] Ngày 25/11/2026: 3 việc đang chờ, 1 quá hạn"
    said = readable(letter)
    assert "Vào sổ – 3: 1 quá hạn, 1 sắp đến hạn, 1 còn hạn" in said
    assert MARK not in said and "/incoming/" not in said


def test_a_suspected_secret_is_counted_without_its_name(post, one_cast, monkeypatch):
    reached(one_cast.minh, decide="morning")
    presented(one_cast)
    with transaction() as session:
        session.query(Desk).filter_by(verb="direct").update({"verb": "release"})
    at(monkeypatch, moment(WEDNESDAY))
    morning.write_all()
    posting.post()
    said = readable(post.letters[0])
    assert "Việc cần xem trên hệ thống – 1" in said and "ách ly" not in said


def test_only_what_was_chosen_for_the_morning_is_in_it(post, one_cast, monkeypatch):
    reached(one_cast.lan, clerk="now")
    reached(one_cast.lien, clerk="never")
    arrivals(one_cast.lan.actor, 1)
    at(monkeypatch, moment(WEDNESDAY))
    assert mornings() == 0


def test_the_quiet_hours_hold_for_it_too(post, one_cast, monkeypatch):
    reached(one_cast.lan)
    with transaction() as session:
        session.execute(db.text("UPDATE mail_choices SET quiet_until = '08:00'"))
    arrivals(one_cast.lan.actor, 1)
    at(monkeypatch, moment(WEDNESDAY))
    morning.write_all()
    posting.post()
    assert post.taken == []
    at(monkeypatch, moment(WEDNESDAY, "08:00"))
    posting.post()
    assert len(post.taken) == 1
