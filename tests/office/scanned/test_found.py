"""What only a scan says is found by whoever may read the draft, the task, the file (§11.7)."""

import io

import pytest
from sqlalchemy import delete

from server import jobs
from server.database import db, transaction
from server.documents.scanned import asking, reading
from server.papers.models import ScanText
from tests.cast import Cast
from tests.office import papers
from tests.office.casefiles.keeping import opened
from tests.office.casefiles.test_exhibits import photo
from tests.office.incoming.test_reading import picture
from tests.office.outcome import id_of
from tests.office.outgoing import files
from tests.office.scanned.laying import SILENT, WORDS, found, needs_data, reads_all, task_with


@needs_data
def test_nam_and_hoa_find_a_task_by_a_word_that_only_its_evidence_says_and_others_do_not(
    cast: Cast,
):
    task = task_with(cast)
    assert found(cast.nam) == []
    assert reads_all() == 1
    for hand in (cast.nam, cast.hoa, cast.tuan):
        assert found(hand) == [task.strip("/")], hand.account
    for hand in (cast.cv_tckh, cast.dao, cast.lan):
        assert found(hand) == [], hand.account
        got = hand.asks("GET", "/search", query_string={"q": WORDS}).json
        assert not any(one for one in got.get("facets", {}).values() if one), "nor by a count"


@needs_data
def test_a_scan_in_a_case_file_is_found_by_who_reads_the_file(cast: Cast):
    path = opened(cast.nam)
    said = {"title": "Biên bản làm việc", "day": "2026-01-05"}
    file = {"file": (io.BytesIO(picture(SILENT)), "bien-ban.png"), **said}
    papers.ok(cast.nam.asks("POST", f"{path}/files", data=file))
    assert reads_all() == 1
    assert found(cast.nam) == [path.strip("/")] == found(cast.hoa)
    assert found(cast.cv_tckh) == []


@needs_data
def test_a_draft_handed_in_as_a_scan_is_found_by_its_words_before_and_after_it_is_changed(
    cast: Cast,
):
    path = files.handed_in(cast, picture(SILENT, "PDF"))
    assert reads_all() == 1
    assert found(cast.nam) == [path.strip("/")]
    assert found(cast.cv_tckh) == [] == found(cast.dao)


def test_a_draft_that_has_its_words_in_it_is_found_at_once(cast: Cast):
    path = files.handed_in(cast)
    assert reads_all() == 0
    assert found(cast.nam, "HoangHoaS") == [path.strip("/")]
    assert found(cast.cv_tckh, "HoangHoaS") == []


@needs_data
def test_one_scan_in_two_tasks_is_read_once_and_found_by_both(one_cast: Cast):
    both = {task_with(one_cast).strip("/") for _ in range(2)}
    assert reads_all() == 2
    assert set(found(one_cast.nam)) == both


@needs_data
def test_what_was_laid_in_before_there_was_a_reader_is_read_at_night(one_cast: Cast):
    task = task_with(one_cast)
    with transaction() as session:
        session.execute(delete(jobs.Job).where(jobs.Job.kind == asking.JOB))
    reading.read_on_all()
    reading.read_on_all()
    assert reads_all() == 1, "asked for once a day"
    assert found(one_cast.nam) == [task.strip("/")]
    reading.read_on_all()
    assert reads_all() == 0


@needs_data
def test_a_photograph_without_words_is_read_once_and_says_nothing(one_cast: Cast):
    path = opened(one_cast.nam)
    file = {"file": (io.BytesIO(photo()), "anh.jpg"), "title": "Ảnh", "day": "2026-01-05"}
    papers.ok(one_cast.nam.asks("POST", f"{path}/files", data=file))
    assert reads_all() == 1
    reading.read_on_all()
    assert reads_all() == 0
    assert db.session.query(ScanText).count() == 1


def test_without_reading_data_nothing_is_asked_for(one_cast: Cast, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(asking, "tessdata", lambda: "")
    task_with(one_cast)
    reading.read_on_all()
    assert reads_all() == 0


@needs_data
def test_a_worker_that_falls_between_reading_and_finding_finds_at_the_next_try(
    one_cast: Cast, monkeypatch: pytest.MonkeyPatch
):
    task, kept = task_with(one_cast), reading.finding.keep_text
    monkeypatch.setattr(jobs, "progress", lambda _percent: None)

    def falls(*_said):
        raise RuntimeError("the power went out")

    monkeypatch.setattr(reading.finding, "keep_text", falls)
    with pytest.raises(RuntimeError):
        reading.read("tasks", id_of(task))
    monkeypatch.setattr(reading.finding, "keep_text", kept)
    db.session.rollback()
    reading.read("tasks", id_of(task))
    assert found(one_cast.nam) == [task.strip("/")]
