"""More time for a task whose clock stands still; until when it may be given back (§11.2)."""

import datetime as dt

from server.clock import HANOI, local, now
from server.database import db
from server.desks.models import Desk
from server.documents.tasks.models import Task
from server.documents.tasks.queries import returned_until
from tests.cast import Cast
from tests.office import papers
from tests.office.meetings.test_tasks_given import LATER, at, given, under_way
from tests.office.outcome import history, id_of, refused

DUE, NEW = "2027-03-05T17:00:00+07:00", "2027-03-18T17:00:00+07:00"


def test_what_stood_still_was_not_late_before_it_got_more_time(one_cast: Cast, monkeypatch):
    """Laid aside in time, its old day went by meanwhile: the page must not call it overdue."""
    at(monkeypatch, 3)
    path = under_way(one_cast.tckh, given(one_cast.minh, lead="tckh", due_at=DUE))
    papers.ok(one_cast.minh.does(path, "suspend", LATER))
    at(monkeypatch, 11)
    done = papers.ok(one_cast.minh.does(path, "grant_extension", {"due_at": NEW}))
    assert (done["due_at"], done["extensions"], done["overdue_days"]) == (NEW, 1, 0)
    assert "đã quá hạn" not in one_cast.tckh.browser().get(path).text


def test_what_was_late_when_it_was_laid_aside_was_late_for_so_long(one_cast: Cast, monkeypatch):
    at(monkeypatch, 3)
    path = under_way(one_cast.tckh, given(one_cast.minh, lead="tckh", due_at=DUE))
    at(monkeypatch, 8)
    papers.ok(one_cast.minh.does(path, "suspend", LATER))
    at(monkeypatch, 11)
    done = papers.ok(one_cast.minh.does(path, "grant_extension", {"due_at": NEW}))
    assert done["overdue_days"] == 3, "from the 5th to the 8th"


def test_the_day_that_was_named_meanwhile_moves_by_what_came_after_it(one_cast: Cast, monkeypatch):
    """Minh names the 18th on the 11th, knowing of the days before; one working day goes by then."""
    at(monkeypatch, 3)
    path = under_way(one_cast.tckh, given(one_cast.minh, lead="tckh", due_at=DUE))
    papers.ok(one_cast.minh.does(path, "suspend", LATER))
    at(monkeypatch, 11)
    papers.ok(one_cast.minh.does(path, "grant_extension", {"due_at": NEW}))
    at(monkeypatch, 12)
    done = papers.ok(one_cast.minh.does(path, "resume"))
    assert done["due_at"] == "2027-03-19T17:00:00+07:00"


def test_what_rests_lies_with_its_giver_until_the_day_that_he_named_and_no_head_hears_of_it(
    one_cast: Cast, monkeypatch
):
    at(monkeypatch, 3)
    path = under_way(one_cast.tckh, given(one_cast.minh, lead="tckh", due_at=DUE))
    papers.ok(one_cast.minh.does(path, "suspend", LATER))
    line = db.session.query(Desk).filter_by(paper_kind="tasks", paper_id=id_of(path)).one()
    assert line.due_at.astimezone(HANOI).isoformat() == LATER["due_at"]
    assert line.escalates_at is None


def test_it_rests_until_a_day_ahead_and_the_days_are_those_of_the_office(
    one_cast: Cast, monkeypatch
):
    """Laid aside on the 3rd before it was morning in London; five working days went by."""
    at(monkeypatch, 3, 5)
    path = under_way(one_cast.tckh, given(one_cast.minh, lead="tckh", due_at=DUE))
    over = LATER | {"due_at": "2027-03-02T17:00:00+07:00"}
    refused(one_cast.minh.does(path, "suspend", over), "ends_ahead")
    papers.ok(one_cast.minh.does(path, "suspend", LATER))
    at(monkeypatch, 10)
    done = papers.ok(one_cast.minh.does(path, "resume"))
    assert done["due_at"] == "2027-03-12T17:00:00+07:00"


def test_whoever_leads_reads_until_when_he_may_give_it_back(one_cast: Cast):
    path = given(one_cast.minh, lead="tckh")
    until = returned_until(db.session.get_one(Task, id_of(path)))
    assert until > now()
    said = f"Trả lại được đến {until.astimezone(HANOI):%H:%M %d/%m/%Y}."
    assert said in one_cast.tckh.browser().get(path).text


ASKED = "Đang xin gia hạn đến"


def test_what_is_done_asks_for_no_more_time(one_cast: Cast):
    """Asked for and, before anybody answered, reported: accepting it answers that too."""
    path = under_way(one_cast.tckh, given(one_cast.minh, lead="tckh", due_at=papers.due(5)))
    wish = {"due_at": papers.due(9), "reason": "Chờ số liệu"}
    papers.ok(one_cast.tckh.does(path, "request_extension", wish))
    papers.ok(one_cast.tckh.does(path, "report", {"result": "Xong sớm"}))
    assert ASKED in one_cast.minh.browser().get(path).text
    papers.ok(one_cast.minh.does(path, "accept"))
    assert ASKED not in one_cast.minh.browser().get(path).text


def test_what_is_given_back_asks_for_no_more_time(one_cast: Cast):
    path = given(one_cast.minh, lead="tckh", due_at=papers.due(5))
    wish = {"due_at": papers.due(9), "reason": "Chờ số liệu"}
    papers.ok(one_cast.tckh.does(path, "request_extension", wish))
    papers.ok(one_cast.tckh.does(path, "return", {"reason": "Không thuộc chức năng"}))
    assert ASKED not in one_cast.minh.browser().get(path).text


def test_the_longest_that_it_was_late_stays_through_a_second_extension(one_cast: Cast, monkeypatch):
    """§11.3: three days late before the first, one before the second."""
    at(monkeypatch, 3)
    path = under_way(one_cast.tckh, given(one_cast.minh, lead="tckh", due_at=DUE))
    at(monkeypatch, 8)
    papers.ok(one_cast.minh.does(path, "grant_extension", {"due_at": "2027-03-10T17:00:00+07:00"}))
    at(monkeypatch, 11)
    done = papers.ok(one_cast.minh.does(path, "grant_extension", {"due_at": NEW}))
    assert (done["extensions"], done["overdue_days"]) == (2, 3)
    page = one_cast.tckh.browser().get(path).text
    assert "2 lần; đã quá hạn 3 ngày trước khi gia hạn" in page


def test_more_time_that_was_asked_for_is_the_one_thing_its_giver_is_to_do(one_cast: Cast):
    """It lay on Minh's desk, and on his phone the page had no button for it in reach."""
    cast, large = one_cast, '<summary class="btn big main">Cho gia hạn'
    path = under_way(cast.nam, given(cast.minh, lead=cast.nam.account, due_at=papers.due(3)))
    assert large not in cast.minh.browser().get(path).text
    ask = {"due_at": papers.due(6), "reason": "Chờ xã"}
    papers.ok(cast.nam.does(path, "request_extension", ask))
    assert large in cast.minh.browser().get(path).text
    papers.ok(cast.nam.does(path, "report", {"result": "Xong"}))
    page = cast.minh.browser().get(path).text
    assert large not in page
    assert 'action="' + path + '/accept"' in page.partition('class="others"')[0]


def test_the_history_says_until_when_more_time_was_asked_for_and_given(one_cast: Cast):
    cast = one_cast
    path = under_way(cast.nam, given(cast.minh, lead=cast.nam.account, due_at=papers.due(3)))
    first, second = (local(dt.datetime.fromisoformat(papers.due(n))) for n in (6, 8))
    ask = {"due_at": first.isoformat(), "reason": "Chờ xã"}
    refused(cast.nam.does(path, "request_extension", ask | {"reason": " "}), "has_reason")
    papers.ok(cast.nam.does(path, "request_extension", ask))
    papers.ok(cast.minh.does(path, "grant_extension"))
    more = {"due_at": second.isoformat(), "reason": "Xã xin thêm"}
    papers.ok(cast.minh.does(path, "grant_extension", more))
    said = [one.reason for one in history(path)[-3:]]
    assert said == [
        f"Đến 17:00 {first:%d/%m/%Y}: Chờ xã", f"Đến 17:00 {first:%d/%m/%Y}",
        f"Đến 17:00 {second:%d/%m/%Y}: Xã xin thêm",
    ]  # fmt: skip
