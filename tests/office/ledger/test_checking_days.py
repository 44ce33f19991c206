"""`congso ledger check`: what deadlines are reckoned by, and what is lent, cannot be rewritten."""

import datetime as dt

import pytest
from sqlalchemy import select, update

from server.admin import kinds
from server.admin.organisation import vote_rules
from server.admin.organisation.vote_rules import Carried
from server.clock import now, today
from server.database import db, run, table, transaction
from server.documents.tasks.models import Task
from server.ledger import vouching
from server.org.models import CalendarDay, KindRule, OfficeHours
from server.org.passes import Pass
from tests.cast import Cast
from tests.office import papers
from tests.office.admin.desk import DAY, kien, last_change, post_of
from tests.office.admin.test_calendar import coming, mark
from tests.office.admin.test_hours import summer
from tests.office.ledger.findings import found
from tests.office.ledger.tampering import tamper
from tests.office.ledger.test_checking_rows import each_column_is_missed, events_of
from tests.office.meetings.test_tasks_given import given, under_way
from tests.office.outcome import id_of

GONE = "nhật ký ghi nhưng không còn trong cơ sở dữ liệu"


def test_a_day_off_a_day_made_up_and_office_hours_are_bound(one_app) -> None:
    """A holiday that was never given makes a late answer look timely (CAL-03, CAL-05)."""
    monday = coming(0)
    mark(monday)
    mark(monday, name="Nghỉ bão số 9")
    each_column_is_missed("calendar", (monday,), f"lịch ngày {monday:%d/%m/%Y}")
    summer(today() + DAY)
    hours = db.session.scalars(select(OfficeHours.id)).one()
    each_column_is_missed("hours", hours, f"giờ làm việc {hours} (huyen")


def test_a_day_off_put_in_by_hand_and_one_taken_out_are_named(app) -> None:
    vouching.bind_all()
    monday = coming(0)
    mark(monday)
    tamper("DELETE FROM calendar_days WHERE day = :day", day=f"{monday}")
    assert found() == [f"lịch ngày {monday:%Y%m%d}: {GONE}"]
    mark(monday, notice="13/TB-UBND")
    with transaction():
        run(table(CalendarDay).insert(), {"day": monday + DAY, "kind": "off", "name": "Nghỉ"})
    assert found() == [f"lịch ngày {monday + DAY:%d/%m/%Y}: không có trong nhật ký"]


def test_within_how_many_days_a_kind_of_letter_is_answered_is_bound(one_app) -> None:
    kinds.settle(kien(), "huyen", "Báo cáo", kinds.Use(offered=True, series="CHUNG", due_days="5"))
    rule = db.session.scalars(select(KindRule.id).filter_by(doc_type="Báo cáo")).one()
    each_column_is_missed("kindrule", rule, f"quy tắc loại văn bản {rule} (")


def test_what_carries_a_vote_is_bound(one_app) -> None:
    new = Carried(body="ky_hop_hdnd", way="", threshold="two_thirds", basis="Điều 9",
                  valid_from=today())  # fmt: skip
    rule = vote_rules.settle(kien(), "huyen", new).id
    each_column_is_missed("voterule", rule, f"tỷ lệ biểu quyết {rule} (")


def test_the_history_of_changes_is_bound(one_app) -> None:
    mark(coming(0), name="Nghỉ bão số 9")
    change = last_change().id
    each_column_is_missed("change", change, f"lịch sử thay đổi, dòng {change} (")
    tamper("DELETE FROM person_changes WHERE id = :id", id=change)
    assert found() == [f"lịch sử thay đổi, dòng {change}: {GONE}"]


def test_a_change_that_nobody_made_is_named(one_app) -> None:
    vouching.bind_all()
    mark(coming(0))
    names = "at, by_account, act, subject, words, before, after"
    tamper(f"INSERT INTO person_changes ({names}) SELECT {names} FROM person_changes")  # noqa: S608
    (said,) = found()
    assert said.startswith("lịch sử thay đổi, dòng ") and said.endswith(": không có trong nhật ký")


def test_a_pass_is_bound_with_its_end(one_app) -> None:
    with transaction() as session:
        post = post_of("chuyenvien.huyen")
        session.add(Pass(person_id=post.person_id, position_id=post.position_id, until=now()))
    each_column_is_missed("pass", 1, "quyền đọc theo hạn 1 (")


def test_the_days_of_a_task_are_bound_each_time_that_they_change(one_cast: Cast) -> None:
    """Nam asks for more time, Minh grants it: whoever takes a day of delay away is found."""
    cast = one_cast
    vouching.bind_all()
    path = given(cast.minh, lead=cast.nam.account, due_at=papers.due(5))
    under_way(cast.nam, path)
    later = {"due_at": papers.due(9), "reason": "Chờ số liệu của xã"}
    papers.ok(cast.nam.does(path, "request_extension", later))
    papers.ok(cast.minh.does(path, "grant_extension"))
    told = events_of(f"task/{id_of(path)}")
    assert told == ["task_days_written"] * 3, (
        "given, asked, granted; received and begun say nothing"
    )
    each_column_is_missed("task", id_of(path), f"{path.strip('/')}: thời hạn của nhiệm vụ")


def test_a_day_of_a_task_that_moved_without_a_step_is_named(one_cast: Cast) -> None:
    vouching.bind_all()
    id = id_of(given(one_cast.minh, lead=one_cast.nam.account, due_at=papers.due(5)))
    tamper("UPDATE ledger_events SET content = replace(content, '\"time\":\"2', '\"time\":\"1')"
           " WHERE subject = :of", of=f"task/{id}")  # fmt: skip
    assert any("nhưng không ai làm gì với tasks/" in said for said in found())


@pytest.mark.parametrize("bound", [True, False])
def test_days_of_before_are_brought_in_as_they_stand(one_cast: Cast, bound: bool) -> None:
    id = id_of(given(one_cast.minh, lead=one_cast.nam.account, due_at=papers.due(5)))
    moved = now() + dt.timedelta(days=40)
    with transaction():
        run(update(table(Task)).where(Task.id == id).values(due_at=moved))
    if bound:
        vouching.bind_what_stands()
    assert bool(found()) is not bound
