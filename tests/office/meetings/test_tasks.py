"""A task from the hand that takes it on to the hand that closes it (DOMAIN §11.2, §11.3)."""

import datetime as dt
import io

import docx
import pytest
from openpyxl import load_workbook

from server import jobs
from server.clock import HANOI
from server.database import db, transaction
from server.desks.models import Desk as Line
from server.documents.tasks import giving
from server.documents.tasks.giving import Plan
from tests.cast import Cast
from tests.office import papers
from tests.office.front.clicking import Desk
from tests.office.outcome import id_of, refused, waits

DUE = dt.datetime(2027, 3, 10, 17, tzinfo=HANOI)
"""A Wednesday."""


@pytest.fixture
def task(one_cast, monkeypatch) -> str:
    """Minh gave it to the unit of finance on Monday 1 March."""
    at(monkeypatch, 1, 9)
    notice = id_of(papers.drafted(one_cast))
    chair, unit = one_cast.minh.actor, one_cast.tckh.actor.unit_id
    said = Plan(
        source="", part=0, text="Hoàn chỉnh dự toán", lead="tckh", seat=f"u:{unit}:UNIT_HEAD",
        lead_name="Phòng Tài chính", due_at=DUE, giver_id=chair.person_id or 0,
        giver_post_id=chair.position_id or 0,
    )  # fmt: skip
    with transaction():
        planned = giving.plan(one_cast.tuan.actor, notice, said)
        giving.give_out(notice)
    return f"/tasks/{planned.id}"


def at(monkeypatch, day: int, hour: int = 9) -> None:
    moment = dt.datetime(2027, 3, day, hour, tzinfo=HANOI).astimezone(dt.UTC)
    rooms = ("services", "standing_still", "giving", "queries", "creating", "pages")
    for module in (
        *(f"documents.tasks.{one}" for one in rooms),
        "api.tasks",
        "pages",
        "documents.tasks.taken_along",
    ):
        monkeypatch.setattr(f"server.{module}.now", lambda: moment)


def under_way(cast: Cast, path: str) -> None:
    papers.ok(cast.tckh.does(path, "receive"))
    papers.ok(cast.tckh.does(path, "start", {"progress": 40, "note": "Đang tổng hợp"}))


def test_it_is_done_when_it_was_reported_not_when_it_was_closed(one_cast, task, monkeypatch):
    """F02: reported on the 9th, closed on the 13th, due on the 10th: on time."""
    under_way(one_cast, task)
    at(monkeypatch, 9)
    papers.ok(one_cast.tckh.does(task, "report", {"result": "Đã trình"}))
    assert (waits(one_cast.tckh, task), waits(one_cast.minh, task)) == (set(), {"accept"})
    refused(one_cast.tckh.does(task, "accept"), "not_yours")
    at(monkeypatch, 13)
    seen = one_cast.minh.sees(task)
    assert (seen["state"], seen["colour"]) == ("REPORTED", "green"), "Minh takes his time"
    assert len(one_cast.minh.sees("/tasks?colour=green")["items"]) == 1
    assert one_cast.minh.sees("/tasks?due=overdue")["items"] == []
    done = papers.ok(one_cast.minh.does(task, "accept"))
    assert (done["state"], done["colour"], done["progress"]) == ("DONE", "blue", 100)


def test_reported_late_it_is_late_before_and_after_it_was_accepted(one_cast, task, monkeypatch):
    under_way(one_cast, task)
    at(monkeypatch, 11)
    papers.ok(one_cast.tckh.does(task, "report", {"result": "Đã trình"}))
    assert len(one_cast.minh.sees("/tasks?colour=red")["items"]) == 1
    assert "Quá hạn" in one_cast.minh.browser().get(task).text
    assert papers.ok(one_cast.minh.does(task, "accept"))["colour"] == "purple"


def test_more_time_asked_too_late_leaves_by_how_much(one_cast, task, monkeypatch):
    """F01: due on the 10th, asked on the 11th."""
    under_way(one_cast, task)
    at(monkeypatch, 11)
    later = {"due_at": "2027-03-20T17:00:00+07:00", "reason": "Chờ số liệu của xã"}
    asked = papers.ok(one_cast.tckh.does(task, "request_extension", later))
    assert asked["due_at"] == DUE.isoformat() and asked["colour"] == "red"
    assert "grant_extension" in waits(one_cast.minh, task)
    done = papers.ok(one_cast.minh.does(task, "grant_extension"))
    assert (done["extensions"], done["overdue_days"]) == (1, 1)
    assert done["first_due_at"] == DUE.isoformat()
    assert done["due_at"] == "2027-03-19T17:00:00+07:00", "a Saturday falls due the day before"
    page = one_cast.tckh.browser().get(task).text
    assert "đã quá hạn 1 ngày trước khi gia hạn" in page
    refused(one_cast.minh.does(task, "grant_extension"), "new_due_is_later")


def test_more_time_in_the_evening_of_its_day_was_given_too_late_as_well(
    one_cast, task, monkeypatch
):
    """§11.3: due at the end of the office's hours; what is granted after that leaves its mark."""
    under_way(one_cast, task)
    later = {"due_at": "2027-03-19T17:00:00+07:00", "reason": "Chờ số liệu của xã"}
    at(monkeypatch, 10, 16)
    papers.ok(one_cast.tckh.does(task, "request_extension", later))
    at(monkeypatch, 10, 18)
    assert papers.ok(one_cast.minh.does(task, "grant_extension"))["overdue_days"] == 1
    assert "đã quá hạn 1 ngày trước khi gia hạn" in one_cast.tckh.browser().get(task).text


def test_days_late_are_those_of_the_office_also_before_it_is_morning_in_london(
    one_cast, task, monkeypatch
):
    under_way(one_cast, task)
    at(monkeypatch, 12, 2)
    later = {"due_at": "2027-03-19T17:00:00+07:00"}
    assert papers.ok(one_cast.minh.does(task, "grant_extension", later))["overdue_days"] == 2


def test_what_is_reported_lies_on_its_givers_desk_without_the_day_of_its_lead(one_cast, task):
    """Minh is not reminded of the 10th, nor told that he is late: that day was theirs."""
    under_way(one_cast, task)
    papers.ok(one_cast.tckh.does(task, "report", {"result": "Đã trình"}))
    mine = db.session.query(Line).filter_by(paper_kind="tasks", verb="accept").one()
    assert (mine.due_at, mine.escalates_at) == (None, None)


def test_more_time_in_every_open_state_by_whoever_gave_it(one_cast, task, monkeypatch):
    """TK-T06: before it is taken on, while its result is looked at, while it stands still; asked
    for, or because Minh thinks so himself. The first day and the count are kept."""
    later = {"due_at": "2027-03-12T17:00:00+07:00", "reason": "Hội đồng dời sang ngày 12"}
    refused(one_cast.tckh.does(task, "grant_extension", later), "not_yours")
    papers.ok(one_cast.tckh.does(task, "request_extension", later))
    assert "grant_extension" in waits(one_cast.minh, task)
    other = {"due_at": "2027-03-11T17:00:00+07:00"}
    done = papers.ok(one_cast.minh.does(task, "grant_extension", other))
    assert (done["state"], done["due_at"]) == ("NEW", other["due_at"]), "not the day asked for"
    assert (done["extensions"], done["first_due_at"]) == (1, DUE.isoformat())
    under_way(one_cast, task)
    papers.ok(one_cast.tckh.does(task, "request_extension", later))
    at(monkeypatch, 12)
    papers.ok(one_cast.tckh.does(task, "report", {"result": "Đã trình"}))
    assert waits(one_cast.minh, task) == {"accept", "grant_extension"}
    at(monkeypatch, 15)
    unasked = {"due_at": "2027-03-16T17:00:00+07:00", "reason": "Tôi trả lời chậm"}
    done = papers.ok(one_cast.minh.does(task, "grant_extension", unasked))
    assert (done["colour"], done["overdue_days"]) == ("green", 1), "one day late it was reported"
    assert "Tôi trả lời chậm" in one_cast.tckh.browser().get(task).text
    aside = {"due_at": "2027-03-20T17:00:00+07:00", "reason": "Chờ Sở"}
    papers.ok(one_cast.minh.does(task, "suspend", aside))
    longer = {"due_at": "2027-03-25T17:00:00+07:00", "reason": "Sở trả lời chậm"}
    papers.ok(one_cast.tckh.does(task, "request_extension", longer))
    assert papers.ok(one_cast.minh.does(task, "grant_extension"))["extensions"] == 3


def test_more_time_is_refused_with_a_reason_and_the_day_stays(one_cast, task):
    under_way(one_cast, task)
    refused(one_cast.minh.does(task, "deny_extension", {"reason": "Không"}), "wants_extension")
    later = {"due_at": "2027-03-19T17:00:00+07:00", "reason": "Chờ số liệu của xã"}
    papers.ok(one_cast.tckh.does(task, "request_extension", later))
    refused(one_cast.tckh.does(task, "deny_extension", {"reason": "Thôi"}), "not_yours")
    refused(one_cast.minh.does(task, "deny_extension", {"reason": " "}), "has_reason")
    done = papers.ok(one_cast.minh.does(task, "deny_extension", {"reason": "Hội đồng họp ngày 11"}))
    assert (done["due_at"], done["extension_until"]) == (DUE.isoformat(), None)
    assert waits(one_cast.minh, task) == set() and done["extensions"] == 0
    assert "Hội đồng họp ngày 11" in one_cast.tckh.browser().get(task).text
    papers.ok(one_cast.tckh.does(task, "request_extension", later))


def test_a_day_that_went_by_is_not_granted_and_a_late_grant_says_how_late(
    one_cast, task, monkeypatch
):
    """Asked in time, until the 12th; Minh looks at it on the 15th, or on the 11th."""
    under_way(one_cast, task)
    later = {"due_at": "2027-03-12T17:00:00+07:00", "reason": "Chờ số liệu của xã"}
    papers.ok(one_cast.tckh.does(task, "request_extension", later))
    at(monkeypatch, 15)
    refused(one_cast.minh.does(task, "grant_extension"), "new_due_is_later")
    at(monkeypatch, 11)
    assert papers.ok(one_cast.minh.does(task, "grant_extension"))["overdue_days"] == 1


def test_what_is_not_enough_comes_back(one_cast, task):
    under_way(one_cast, task)
    refused(one_cast.tckh.does(task, "report"), "has_a_result")
    papers.ok(one_cast.tckh.does(task, "report", {"result": "Xong"}))
    refused(one_cast.minh.does(task, "rework", {"reason": " "}), "has_reason")
    done = papers.ok(one_cast.minh.does(task, "rework", {"reason": "Thiếu biểu 02"}))
    assert (done["state"], done["reported_at"]) == ("REWORK", None)
    assert waits(one_cast.tckh, task) == {"report"}


def test_it_is_returned_within_a_working_day_or_not_at_all(one_cast, task, monkeypatch):
    at(monkeypatch, 3)
    no = {"reason": "Không thuộc chức năng"}
    refused(one_cast.tckh.does(task, "return", no), "is_returned_in_time")
    at(monkeypatch, 2)
    papers.ok(one_cast.tckh.does(task, "return", no))
    assert waits(one_cast.minh, task) == {"cancel"}
    refused(one_cast.tckh.does(task, "give_again", {"lead": "vhtt"}), "not_yours")
    late = {"lead": "vhtt", "due_at": "2027-03-01T17:00:00+07:00"}
    refused(one_cast.minh.does(task, "give_again", late), "ends_ahead")
    assert "Giao lại" in one_cast.minh.browser().get(task).text
    new = {"lead": "vhtt", "due_at": "2027-03-12T17:00:00+07:00", "reason": "Việc của văn hóa"}
    done = papers.ok(one_cast.minh.does(task, "give_again", new))
    assert (done["state"], done["lead"], done["first_due_at"]) == ("NEW", "vhtt", done["due_at"])
    assert done["due_at"] == new["due_at"] and waits(one_cast.hoa, task) == {"receive"}
    assert waits(one_cast.tckh, task) == waits(one_cast.minh, task) == set()
    at(monkeypatch, 3)
    papers.ok(one_cast.hoa.does(task, "return", no))
    papers.ok(one_cast.minh.does(task, "cancel", {"reason": "Thôi"}))


def test_whose_it_is_not_does_not_find_it_and_nobody_reports_more_than_there_is(one_cast, task):
    assert one_cast.hoa.asks("GET", task).status_code == 404
    assert one_cast.hoa.sees("/tasks")["items"] == []
    papers.ok(one_cast.tckh.does(task, "receive"))
    refused(one_cast.tckh.does(task, "start", {"progress": 100}), "progress_is_fair")
    sooner = {"due_at": "2027-03-05T17:00:00+07:00", "reason": "Sớm hơn"}
    refused(one_cast.tckh.does(task, "request_extension", sooner), "new_due_is_later")


def test_a_form_left_empty_says_so_and_keeps_what_was_typed(one_cast, task):
    browser = one_cast.tckh.browser()
    page = browser.get(task).text
    token = page.split('name="csrf_token" value="', 1)[1].split('"', 1)[0]
    empty = browser.post(f"{task}/return", data={"csrf_token": token, "reason": ""})
    assert empty.status_code == 422 and 'aria-invalid="true"' in empty.text
    papers.ok(one_cast.tckh.does(task, "receive"))
    wrong = {"csrf_token": token, "progress": "nhiều lắm", "note": "Đang tổng hợp"}
    again = browser.post(f"{task}/start", data=wrong)
    assert again.status_code == 422 and "Đang tổng hợp" in again.text
    done = browser.post(f"{task}/start", data=wrong | {"progress": "20"})
    assert done.location == task


@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_minh_takes_the_late_ones_along_to_a_briefing(one_cast, task, monkeypatch, form):
    """§13: as the list is narrowed, with its moment, and nothing that he may not read."""
    at(monkeypatch, 11)
    desk = Desk(one_cast.minh)
    job = desk.sends(f"/tasks/{form}?due=overdue", page="/tasks").location
    jobs.work(int(job.rsplit("/", 1)[1]))
    db.session.rollback()
    made = io.BytesIO(desk.client.get(f"{job}/file", buffered=True).data)
    if form == "xlsx":
        shown = {dt.datetime: "{:%d/%m/%Y}"}
        rows = [
            [shown.get(type(it), "{}").format(it) for it in row]
            for row in load_workbook(made).active.values
        ]
        above, line = rows[0][0], rows[-1]
    else:
        file = docx.Document(made)
        above = file.paragraphs[1].text
        line = [cell.text for cell in file.tables[0].rows[-1].cells]
    assert f"những việc {one_cast.minh.actor.name} được xem · chỉ phần đã lọc · tính đến" in above
    assert [line[n] for n in (0, 1, 4, 5)] == [
        "Hoàn chỉnh dự toán", "Phòng Tài chính", "10/03/2027", "quá hạn",
    ]  # fmt: skip
    other = Desk(one_cast.hoa).sends(f"/tasks/{form}", page="/tasks/new").location
    jobs.work(int(other.rsplit("/", 1)[1]))
    db.session.rollback()
    assert one_cast.hoa.sees(other)["result"]["lines"] == 0


def test_late_ones_are_found_and_the_list_shows_how_they_stand(one_cast, task, monkeypatch):
    at(monkeypatch, 11)
    assert len(one_cast.tckh.sees("/tasks?due=overdue")["items"]) == 1
    page = one_cast.minh.browser().get("/tasks").text
    assert "Hoàn chỉnh dự toán" in page and "Quá hạn" in page
    assert "Nhận nhiệm vụ" in one_cast.tckh.browser().get("/").text
