"""What belongs to a letter comes by itself into the file it lies in (CF-04, article 29.1b)."""

import pytest
from sqlalchemy import delete, select

from server import jobs, perform
from server.database import db, transaction
from server.documents.casefiles import gathering, recorded
from server.org.models import Appointment
from tests.cast import PIN, Cast, Hand
from tests.office import papers
from tests.office.casefiles.keeping import case_of, filled, opened, put
from tests.office.casefiles.test_recorded import FOLLOWED, OPINIONS, SLIP, done_task, records
from tests.office.incoming import desk
from tests.office.meetings.closed import drafted
from tests.office.meetings.test_tasks_given import given, under_way
from tests.office.outcome import history, id_of, reads

pytestmark = pytest.mark.sent


def gathers() -> int:
    """The worker goes on until nothing of it waits; how many jobs that were."""
    db.session.rollback()
    mine = select(jobs.Job.id).where(jobs.Job.kind == gathering.JOB, jobs.Job.state == jobs.QUEUED)
    waiting = db.session.scalars(mine.order_by(jobs.Job.id)).all()
    for job_id in waiting:
        jobs.work(job_id)
    db.session.rollback()
    return len(waiting)


def kinds(hand: Hand, path: str) -> list[str]:
    return sorted(one["doc_type"] for one in hand.sees(path)["contents"])


def laid(path: str) -> set[str]:
    return recorded.laid(case_of(path))


def test_a_letter_put_in_while_it_is_worked_on_has_its_slip_there_once_it_is_done(cast: Cast):
    letter = desk.in_progress(cast)
    path = opened(cast.nam)
    put(cast.nam, path, letter)
    assert gathers() == 1
    assert laid(path) == set(), "more will stand on its slip"
    papers.ok(cast.nam.does(letter, "propose_close", {"no_reply_reason": "Chỉ để thực hiện"}))
    assert gathers() == 0
    papers.ok(cast.hoa.does(letter, "close"))
    assert gathers() == 1
    assert laid(path) == {letter.strip("/")} and SLIP in kinds(cast.nam, path)
    step = history(path)[-1]
    assert (step.transition, step.name) == ("record", "Hệ thống")
    assert step.reason == f"phiếu giải quyết văn bản đến [{id_of(letter)}]"


def test_the_history_names_a_slip_as_the_contents_do_and_leads_to_it(cast: Cast):
    """To an official [431] is no name; what the log keeps stays a number."""
    letter = desk.in_progress(cast)
    path = opened(cast.nam)
    put(cast.nam, path, letter)
    papers.ok(cast.nam.does(letter, "propose_close", {"no_reply_reason": "Chỉ để thực hiện"}))
    papers.ok(cast.hoa.does(letter, "close"))
    gathers()
    told = cast.nam.browser().get(path).text.partition('class="timeline')[2]
    assert told and f"[{id_of(letter)}]" not in told
    assert f'href="{path}/files/1"' in told and SLIP in told


def test_the_result_of_its_task_comes_with_the_evidence_once_hoa_accepts_it(cast: Cast):
    letter = desk.in_progress(cast)
    path = opened(cast.nam)
    put(cast.nam, path, letter)
    gathers()
    task = done_task(cast, letter)
    assert gathers() == 1
    assert laid(path) == {task.strip("/")}
    assert {FOLLOWED, "Tài liệu"} <= set(kinds(cast.nam, path))


def test_what_went_out_brings_its_opinions_and_a_task_that_it_answers_its_result(one_cast: Cast):
    path = filled(one_cast)
    assert gathers() == 1, "one job for all that one act lays in"
    assert {SLIP, OPINIONS} <= set(kinds(one_cast.nam, path))
    task = under_way(one_cast.nam, given(one_cast.hoa, lead=one_cast.nam.account))
    papers.ok(one_cast.nam.does(task, "report", {"document": id_of(papers.SENT)}))
    papers.ok(one_cast.hoa.does(task, "accept"))
    gathers()
    assert task.strip("/") in laid(path)


def test_what_was_gathered_once_is_gathered_no_more_and_what_nam_took_out_stays_out(
    one_cast: Cast,
):
    path = filled(one_cast)
    gathers()
    before = kinds(one_cast.nam, path)
    (item,) = (one["item"] for one in one_cast.nam.sees(path)["contents"]
               if one["doc_type"] == SLIP)  # fmt: skip
    papers.ok(one_cast.nam.does(path, "remove", {"item": item, "reason": "Không cần lưu"}))
    with transaction():
        gathering.gather({papers.SENT.strip("/")})
        gathering.gather({papers.SENT.strip("/")})
    assert gathers() == 1
    before.remove(SLIP)
    assert kinds(one_cast.nam, path) == before
    papers.ok(records(one_cast.nam, path, desk_letter(path)))
    assert SLIP in kinds(one_cast.nam, path), "by hand it goes in again"


def desk_letter(path: str) -> str:
    (letter,) = (one.paper_id for one in case_of(path).papers if one.paper_kind == "incoming")
    return f"incoming/{letter}"


def test_what_the_keeper_may_not_read_does_not_come_in(one_cast: Cast):
    """Finance got a task from Minh because of the letter: Nam, who keeps the file, reads none."""
    letter = desk.in_progress(one_cast)
    path = opened(one_cast.nam)
    put(one_cast.nam, path, letter)
    task = given(one_cast.minh, lead="cv-tckh.huyen", source=letter.strip("/"))
    under_way(one_cast.cv_tckh, task)
    papers.ok(one_cast.cv_tckh.does(task, "report", {"result": "Xong"}))
    papers.ok(one_cast.minh.does(task, "accept"))
    assert not reads(one_cast.nam, task)
    gathers()
    assert laid(path) == set() and kinds(one_cast.nam, path) == ["Công văn"]


def test_each_night_an_open_file_gathers_what_lay_there_before(one_cast: Cast):
    path = filled(one_cast)
    with transaction() as session:
        session.execute(delete(jobs.Job).where(jobs.Job.kind == gathering.JOB))
    gathering.gather_all()
    gathering.gather_all()
    assert gathers() == 1, "asked for once"
    assert len(laid(path)) == 2
    gathering.gather_all()
    assert gathers() == 0, "there is nothing more to come"
    assert "tự vào hồ sơ" in one_cast.nam.browser().get(path).text


@pytest.mark.parametrize("how", ["closed", "frozen", "vacant"])
def test_into_a_file_that_takes_nothing_nothing_comes(one_cast: Cast, how: str):
    path = filled(one_cast)
    if how == "closed":
        papers.ok(one_cast.nam.does(path, "close"))
    elif how == "frozen":
        papers.ok(one_cast.minh.does(path, "freeze", {"reason": "Thanh tra đang xem"}))
    else:
        with transaction() as session:
            held = session.get_one(Appointment, one_cast.nam.actor.appointment_id)
            held.valid_to = held.valid_from
    gathers()
    assert laid(path) == set()
    with transaction():
        gathering.gather({papers.SENT.strip("/")})
    assert gathers() == (1 if how == "vacant" else 0)


def test_a_file_that_is_closed_while_its_sheets_are_drawn_stays_as_it_was_closed(
    one_cast: Cast, monkeypatch: pytest.MonkeyPatch
):
    path = filled(one_cast)
    drawn = gathering.recorded.records_of

    def slowly(*said):
        rows = drawn(*said)
        if case_of(path).state == "OPEN":
            papers.ok(one_cast.nam.does(path, "close"))
        return rows

    monkeypatch.setattr(gathering.recorded, "records_of", slowly)
    gathers()
    assert laid(path) == set() and case_of(path).size == 2


def test_a_sheet_that_falls_is_drawn_at_the_next_try_and_none_is_laid_twice(
    one_cast: Cast, monkeypatch: pytest.MonkeyPatch
):
    path = filled(one_cast)
    did, calls = perform.perform, []

    def falls(actor, step, *said):
        calls.append(step)
        if step == "record" and calls.count("record") == 2:
            raise RuntimeError("the power went out")
        return did(actor, step, *said)

    monkeypatch.setattr(perform, "perform", falls)
    gathers()
    assert len(laid(path)) == 1
    monkeypatch.setattr(perform, "perform", did)
    gathering.read_and_lay(id_of(path))
    assert len(laid(path)) == 2 and case_of(path).size == 4


def test_minutes_come_where_the_letter_lies_that_they_met_about_once_minh_has_signed(
    one_cast: Cast,
):
    path = opened(one_cast.minh)
    put(one_cast.minh, path, papers.SENT)
    gathers()
    meeting = drafted(one_cast)
    with transaction() as session:
        model = recorded.SOURCES["meetings"].model
        first = session.get_one(model, id_of(meeting)).agenda[0]
        first.documents = [papers.SENT.strip("/")]
    papers.ok(one_cast.tuan.does(meeting, "sign_minutes", {"pin": PIN}))
    gathers()
    assert meeting.strip("/") not in laid(path), "one of two has signed"
    papers.ok(one_cast.minh.does(meeting, "sign_minutes", {"pin": PIN}))
    assert gathers() == 1
    assert meeting.strip("/") in laid(path) and "Biên bản" in kinds(one_cast.minh, path)
