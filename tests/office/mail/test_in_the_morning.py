"""Who wants to hear it in the morning hears it then: a remark, a meeting, a deadline, a report.

Seven of the twelve choices of “Thông báo của tôi” offered the morning's letter, and it had none.
"""

import datetime as dt
from types import SimpleNamespace

import pytest

from server import outbox, rota
from server.clock import HANOI
from server.database import db, transaction
from server.desks.models import Desk
from server.mail import morning, services
from server.mail.events import EVENTS
from server.mail.models import ASIDE, AT_ONCE, Mail
from tests.cast import Cast, Hand
from tests.office.front.desks import arrivals
from tests.office.habits.test_remarks import WORDS, says
from tests.office.mail.conftest import at, delivered, reached
from tests.office.mail.postman import Postman
from tests.office.mail.test_at_once import readable
from tests.office.papers import assigned

MORNING = dt.datetime(2026, 11, 25, 7, 30, tzinfo=HANOI)
SATURDAY = MORNING + dt.timedelta(days=3)
NEVER = {event.name: "never" for event in EVENTS}


def wants(hand: Hand, *events: str) -> None:
    """These in the morning, and nothing else at all."""
    reached(hand, **NEVER | dict.fromkeys(events, "morning"))


def letters(post: Postman, monkeypatch: pytest.MonkeyPatch, day: dt.datetime = MORNING) -> list:
    at(monkeypatch, day)
    morning.write_all()
    delivered()
    return post.letters


def aside() -> list[Mail]:
    db.session.expire_all()
    return db.session.query(Mail).filter_by(state=ASIDE).all()


def test_a_remark_of_yesterday_stands_in_the_letter_with_its_link(
    post: Postman, one_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    wants(one_cast.nam, "named")
    path = assigned(one_cast)
    says(one_cast.hoa, path, "chuyenvien.huyen", text=WORDS)
    delivered()
    assert post.taken == [], "not at once: he does not want it then"
    (letter,) = letters(post, monkeypatch)
    said = readable(letter)
    assert letter["Subject"] == "[Công Sở] Ngày 25/11/2026: 1 thông báo"
    assert "Có người nhắc tới anh/chị trong trao đổi:" in said
    assert f"https://congso.test{path}#talk" in said and WORDS not in said


def test_it_is_told_once_and_two_remarks_are_one_line(
    post: Postman, one_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    wants(one_cast.nam, "named")
    path = assigned(one_cast)
    for words in ("Một", "Hai"):
        says(one_cast.hoa, path, "chuyenvien.huyen", text=words)
        delivered()
    assert [len(one.lines) for one in aside()] == [1]
    assert len(letters(post, monkeypatch)) == 1
    assert aside() == []
    assert len(letters(post, monkeypatch, MORNING + dt.timedelta(days=1))) == 1


def test_it_waits_over_the_weekend(
    post: Postman, one_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    wants(one_cast.nam, "named")
    says(one_cast.hoa, assigned(one_cast), "chuyenvien.huyen")
    delivered()
    assert letters(post, monkeypatch, SATURDAY) == []
    assert len(letters(post, monkeypatch, SATURDAY + dt.timedelta(days=2))) == 1


def test_with_the_counts_it_is_one_letter_and_they_stand_first(
    post: Postman, one_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    wants(one_cast.lan, "clerk", "named")
    arrivals(one_cast.lan.actor, 2)
    says(one_cast.hoa, assigned(one_cast), "vanthu.huyen")
    delivered()
    (letter,) = letters(post, monkeypatch)
    said = readable(letter)
    assert "2 việc đang chờ" in letter["Subject"]
    assert said.index("Vào sổ") < said.index("Có người nhắc tới anh/chị")


ENTRY = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"
MEETING = SimpleNamespace(workflow=SimpleNamespace(name="meetings"), id=3, urgency="NORMAL")
OF_OTHERS = {
    "called": (lambda seat: outbox.calling(MEETING, {seat}, ENTRY, None), "có lịch họp mới"),
    "made": (lambda seat: outbox.made("reports/kept", 3, seat, "Báo cáo tháng"), "Báo cáo tháng"),
    "planned": (lambda seat: outbox.scheduled("schedule", 3, {seat}, None), "Lịch công tác tuần"),
}


@pytest.mark.parametrize("event", OF_OTHERS)
def test_a_meeting_a_report_and_the_week_are_told_then_too(
    post: Postman, one_cast: Cast, monkeypatch: pytest.MonkeyPatch, event: str
) -> None:
    says_it, words = OF_OTHERS[event]
    wants(one_cast.minh, event)
    with transaction():
        says_it(f"person:{one_cast.minh.actor.person_id}")
    delivered()
    assert post.taken == []
    (letter,) = letters(post, monkeypatch)
    assert words in readable(letter)
    assert ("METHOD:REQUEST" in readable(letter)) == (event == "called")


def test_what_is_not_late_any_more_is_not_told(
    post: Postman, one_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It turned red in the evening; at night the deadline was moved."""
    wants(one_cast.nam, "late")
    path = assigned(one_cast)
    paper_id = int(path.rpartition("/")[2])
    mine = db.session.query(Desk).filter_by(paper_id=paper_id, verb="start")
    for due, expected in (
        (MORNING + dt.timedelta(days=9), 0),
        (MORNING - dt.timedelta(hours=9), 1),
    ):
        with transaction():
            mine.update({"due_at": due})
            row = mine.one()
            outbox.announce_all(*outbox.reminder(row, row.seat, late=True))
        delivered()
        day = MORNING + dt.timedelta(days=expected)
        assert len(letters(post, monkeypatch, day)) == expected
    assert "Vừa quá hạn, còn chờ anh/chị" in readable(post.letters[0])


def test_who_does_not_want_it_any_more_is_not_told(
    post: Postman, one_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    wants(one_cast.nam, "named")
    says(one_cast.hoa, assigned(one_cast), "chuyenvien.huyen")
    delivered()
    services.settle(one_cast.nam.actor, NEVER, "21:00", "06:30")
    assert letters(post, monkeypatch) == []


def test_what_was_said_before_the_letter_and_not_carried_yet_goes_with_it(
    post: Postman, one_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A report is made at 7:30 too: it stands in the letter of that morning, not of the next."""
    wants(one_cast.minh, "made")
    with transaction():
        outbox.made("reports/kept", 3, f"person:{one_cast.minh.actor.person_id}", "Báo cáo tháng")
    (letter,) = letters(post, monkeypatch)
    assert "https://congso.test/reports/kept/3" in readable(letter)


@pytest.mark.parametrize(
    ("minutes", "is_over", "at_once"), [(4, True, True), (4, False, False), (31, True, False)]
)
def test_what_is_found_as_the_office_opens_follows_the_letter_that_went_without_it(
    post: Postman, one_cast: Cast, monkeypatch: pytest.MonkeyPatch, minutes, is_over, at_once
) -> None:
    wants(one_cast.minh, "made")
    monkeypatch.setattr(rota, "is_over", lambda _kind: is_over)
    assert letters(post, monkeypatch) == []
    at(monkeypatch, MORNING + dt.timedelta(minutes=minutes))
    with transaction():
        outbox.made("reports/kept", 3, f"person:{one_cast.minh.actor.person_id}", "Báo cáo tháng")
    delivered()
    assert len(post.letters) == at_once
    assert len(aside()) == (not at_once)


def test_every_choice_that_offers_the_morning_keeps_its_word() -> None:
    """A kind of news is on some desk and counted there, or is put aside for the morning."""
    assert {event.name for event in EVENTS if not event.verbs} - {"urgent"} == {*AT_ONCE}
