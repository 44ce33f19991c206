"""The letter of 7:30: on working days, once, what waits by desk and colour."""

import datetime as dt

import pytest

from server.clock import HANOI
from server.database import db, transaction
from server.desks.models import Desk
from server.mail import morning, posting
from server.mail.models import Mail
from server.org.models import CalendarDay
from tests.office.casefiles import keeping
from tests.office.front.desks import arrivals, presented
from tests.office.mail.conftest import at, delivered, reached
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


def test_what_was_told_at_once_and_is_late_by_now_is_counted_as_well(post, one_cast, monkeypatch):
    """Hoa's letter said "5 đang chờ", nothing late; an urgent task of hers was four days over."""
    reached(one_cast.lan)
    (calm,) = arrivals(one_cast.lan.actor, 1)
    urgent = arrivals(one_cast.lan.actor, 2, urgency="KHAN")
    soon = moment(WEDNESDAY, "17:00")
    with transaction() as session:
        session.query(Desk).filter(Desk.paper_id.in_([calm, urgent[0]])).update(
            {"due_at": soon + dt.timedelta(days=20)}
        )
        late = session.query(Desk).filter_by(paper_id=urgent[1])
        late.update({"due_at": soon - dt.timedelta(days=2)})
    at(monkeypatch, moment(WEDNESDAY))
    morning.write_all()
    posting.post()
    (letter,) = post.letters
    told = "Ngày 25/11/2026: 2 việc đang chờ, 1 khẩn, 1 quá hạn"
    assert letter["Subject"] == f"[Công Sở] {told}", "not the urgent one that still has its time"


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


def test_what_presses_stands_first_and_then_the_order_of_the_work(post, one_cast, monkeypatch):
    """Minh's letter had its lines by the English names of their verbs, and no word of what was
    urgent; on his page that stands above all."""
    reached(one_cast.lan)
    ids = arrivals(one_cast.lan.actor, 4, **CONTENT)
    soon = moment(WEDNESDAY, "17:00")
    with transaction() as session:
        rows = session.query(Desk).filter_by(seat=seat_of(ids[0]))
        rows.update({"due_at": soon + dt.timedelta(days=20)})
        for paper_id, verb in zip(ids, ("dispatch", "number", "seal", "present"), strict=True):
            session.query(Desk).filter_by(paper_id=paper_id).update({"verb": verb})
        late = session.query(Desk).filter_by(paper_id=ids[2])
        late.update({"due_at": soon - dt.timedelta(days=2)})
    at(monkeypatch, moment(WEDNESDAY))
    said = read(post)
    order = [said.index(words) for words in ("Đóng dấu", "Trình lãnh đạo", "Cấp số", "Phát hành")]
    assert order == sorted(order)


def seat_of(paper_id: int) -> str:
    return db.session.query(Desk).filter_by(paper_id=paper_id).one().seat


def read(post) -> str:
    morning.write_all()
    delivered()
    (letter,) = post.letters
    return readable(letter)


def test_what_is_urgent_is_said_in_the_title_and_beside_its_verb(post, one_cast, monkeypatch):
    reached(one_cast.lan, urgent="morning")
    arrivals(one_cast.lan.actor, 2, **CONTENT)
    arrivals(one_cast.lan.actor, 1, urgency="KHAN", **CONTENT)
    at(monkeypatch, moment(WEDNESDAY))
    said = read(post)
    assert "[Công Sở] Ngày 25/11/2026: 3 việc đang chờ, 1 khẩn" in said
    assert "; trong đó 1 khẩn" in said


def test_one_alone_is_a_link_and_several_lead_to_the_desk(post, one_cast, monkeypatch):
    reached(one_cast.minh, decide="morning")
    reached(one_cast.lan)
    (paper_id,) = presented(one_cast)
    arrivals(one_cast.lan.actor, 2, **CONTENT)
    at(monkeypatch, moment(WEDNESDAY))
    morning.write_all()
    delivered()
    by_reader = {letter["To"].partition("@")[0]: readable(letter) for letter in post.letters}
    link = f"https://congso.test/incoming/{paper_id}"
    assert link in by_reader[one_cast.minh.account]
    assert "/incoming/" not in by_reader[one_cast.lan.account]


def test_a_file_is_closed_and_no_result_of_it_is_looked_at(post, one_cast, monkeypatch):
    """Nam's own files of last year stood on his desk as somebody else's work to be judged."""
    reached(one_cast.nam, check="morning")
    file = int(keeping.opened(one_cast.nam).rpartition("/")[2])
    (paper_id,) = arrivals(one_cast.lan.actor, 1)
    mine = {"paper_kind": "casefiles", "paper_id": file, "verb": "close"}
    mine["seat"] = f"p:{one_cast.nam.actor.position_id}"
    with transaction() as session:
        session.query(Desk).filter_by(paper_id=paper_id, paper_kind="incoming").update(mine)
    at(monkeypatch, moment(WEDNESDAY))
    said = read(post)
    assert "Kết thúc hồ sơ" in said and "Xem kết quả" not in said
    page = one_cast.nam.browser().get("/").text
    assert "Kết thúc hồ sơ" in page and "Xem kết quả, kết thúc" not in page


def test_what_is_called_by_one_name_is_one_line_whatever_room_it_is_of(post, one_cast, monkeypatch):
    """Minh read "Trả lời xin gia hạn" twice, once of a letter and once of a task."""
    reached(one_cast.lan)
    ids = arrivals(one_cast.lan.actor, 2, **CONTENT)
    with transaction() as session:
        mine = session.query(Desk).filter(Desk.paper_id.in_(ids), Desk.paper_kind == "incoming")
        mine.update({"verb": "number"})
        mine.filter_by(paper_id=ids[0]).update({"paper_kind": "outgoing"})
    at(monkeypatch, moment(WEDNESDAY))
    said = read(post)
    assert said.count("Cấp số – 2") == 1
