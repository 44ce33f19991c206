"""The scans of an older register are read after it was taken over, and found by their words."""

from typing import Any

import pytest
from sqlalchemy import delete, select, update

from server import jobs
from server.clock import now
from server.database import db, transaction
from server.desks.models import Mention
from server.documents.earlier import scans as reader
from server.documents.earlier.models import EarlierDocument, Takeover
from server.org.models import PersonChange
from server.papers import scans, telling
from server.papers.models import PaperFile, ScanText
from server.uploads.reading.tessdata import tessdata
from tests.cast import Cast
from tests.office.earlier.old_register import LETTERS_FILE, line, taken_over, workbook
from tests.office.incoming.test_reading import LETTER, picture
from tests.office.outcome import waits

needs_data = pytest.mark.skipif(not tessdata(), reason="no Vietnamese reading data: make setup")
WORDS = "trung tam hanh chinh cong"
SILENT = (*LETTER, (120, 520, "Trung tâm hành chính công"))
SECRET = (*LETTER, (120, 380, "TUYỆT MẬT"))


def scanned(cast: Cast, *lines: Any) -> Takeover:
    """A register of so many letters, each a scan that is only a picture."""
    rows, files = [], []
    for n, said in enumerate(lines, 1):
        rows.append(line(no=n, code=f"{n}/SNV-CCHC", file=f"{n}.pdf"))
        files.append((f"{n}.pdf", picture(said, "PDF")))
    return taken_over(cast.lan, workbook(*rows), *files)


def waiting() -> list[jobs.Job]:
    db.session.expire_all()
    mine = select(jobs.Job).where(jobs.Job.kind == reader.JOB, jobs.Job.state.in_(jobs.OPEN))
    return list(db.session.scalars(mine.order_by(jobs.Job.id)))


def read_all() -> int:
    """The worker goes on until nothing of it waits; how many jobs that were."""
    done = 0
    while left := waiting():
        assert len(left) == 1, "one document at a time"
        jobs.work(left[0].id)
        done += 1
    return done


def found(cast: Cast, words: str) -> list[str]:
    got = cast.lan.asks("GET", "/search", query_string={"q": words})
    return [one["subject"] for one in got.json["items"]]


@needs_data
def test_lan_finds_an_older_letter_by_a_word_that_only_its_scan_says(cast: Cast) -> None:
    made = scanned(cast, SILENT)
    assert (found(cast, WORDS), reader.count_unread(made.id)) == ([], 1)
    assert read_all() == 1
    assert found(cast, WORDS) == ["V/v đánh giá cải cách hành chính năm 2020"]
    assert reader.count_unread(made.id) == 0


@needs_data
def test_each_document_asks_for_the_next_and_the_page_says_how_many_wait(one_cast: Cast) -> None:
    made = scanned(one_cast, SILENT, LETTER, (*LETTER, (120, 520, "Kho bạc")))
    browser = one_cast.lan.browser()
    page = f"/earlier/takeovers/{made.id}"
    assert "bản quét của 3 văn bản" in browser.get(page).text
    jobs.work(waiting()[0].id)
    assert "bản quét của 2 văn bản" in browser.get(page).text
    assert read_all() == 2
    assert "Máy còn đọc" not in browser.get(page).text
    assert len(found(one_cast, "kho bac")) == 1


@needs_data
def test_one_scan_in_two_lines_is_read_once_and_found_by_both(one_cast: Cast) -> None:
    rows = [line(no=n, code=f"{n}/SNV-CCHC", file="1.pdf") for n in (1, 2)]
    taken_over(one_cast.lan, workbook(*rows), ("1.pdf", picture(SILENT, "PDF")))
    assert read_all() == 1
    assert len(found(one_cast, WORDS)) == 2


@needs_data
def test_a_job_that_was_killed_after_its_act_asks_for_nothing_twice(one_cast: Cast) -> None:
    made = scanned(one_cast, SILENT, LETTER)
    (first,) = waiting()
    jobs.work(first.id)
    with transaction() as session:  # its row was not settled any more
        again = {"state": jobs.QUEUED, "lease_until": now()}
        session.execute(update(jobs.Job).where(jobs.Job.id == first.id).values(again))
    jobs.work(first.id)
    (second,) = waiting()
    assert second.payload["paper_id"] == first.payload["paper_id"] + 1
    assert reader.count_unread(made.id) == 1


@needs_data
def test_of_what_seems_secret_no_word_is_kept_and_lan_is_told(one_cast: Cast) -> None:
    scanned(one_cast, SECRET)
    read_all()
    assert found(one_cast, "hoang phu") == []
    paper = db.session.scalars(select(EarlierDocument)).one()
    texts = select(ScanText.text).join(PaperFile, PaperFile.sha256 == ScanText.sha256)
    assert db.session.scalars(texts.where(PaperFile.paper_kind == "earlier")).all() == []
    assert (paper.state, paper.subject) == ("QUARANTINED", "")
    assert waits(one_cast.minh, f"/earlier/{paper.id}") == {"release"}
    told = db.session.scalars(select(Mention).where(Mention.what == telling.SEEMS_SECRET)).all()
    assert {(one.paper_kind, one.paper_id) for one in told} == {("earlier", paper.id)}
    assert {one.person_id for one in told} >= {one_cast.lan.actor.person_id}
    (event,) = db.session.scalars(
        select(PersonChange).where(PersonChange.act == "earlier_seems_secret")
    )
    assert "số 1 năm 2021" in event.words
    notices = one_cast.lan.browser().get("/notices").text
    assert "dấu chỉ mức độ mật" in notices and f'href="/earlier/{paper.id}"' in notices


@needs_data
def test_what_broke_off_is_asked_for_again_the_next_night(
    one_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = scanned(one_cast, SILENT)
    with transaction() as session:
        session.execute(delete(jobs.Job).where(jobs.Job.kind == reader.JOB))
    assert waiting() == []
    reader.read_on_all()
    (again,) = waiting()
    reader.read_on_all()
    assert waiting() == [again], "once a day"
    read_all()
    assert reader.count_unread(made.id) == 0


def test_a_page_that_nobody_can_read_is_not_asked_for_for_ever(
    one_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask(*_given: Any, **_more: Any) -> Any:
        raise scans.Refused("inspection_timeout", "file")

    monkeypatch.setattr(reader, "tessdata", lambda: "somewhere")
    made = scanned(one_cast, SILENT)
    monkeypatch.setattr(scans, "ask", ask)
    assert read_all() == 1
    assert reader.count_unread(made.id) == 0


def test_one_that_stays_unread_does_not_hold_up_the_next(
    one_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "tessdata", lambda: "somewhere")
    made = scanned(one_cast, SILENT, LETTER)
    monkeypatch.setattr(scans, "read_file", lambda *_given: None)  # shut away meanwhile
    assert read_all() == 2
    assert reader.count_unread(made.id) == 2


def test_without_reading_data_nothing_is_asked_for(
    one_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "tessdata", lambda: "")
    scanned(one_cast, SILENT)
    assert waiting() == []


@needs_data
def test_what_has_a_text_layer_is_read_already(one_cast: Cast) -> None:
    made = taken_over(one_cast.lan, workbook(line()), LETTERS_FILE)
    assert (waiting(), reader.count_unread(made.id)) == ([], 0)
