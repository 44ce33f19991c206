"""A scan with a mark of secrecy leaves its task, file or draft and lies with the clerk (SEC-02)."""

import io

import pytest
from sqlalchemy import select

from server.database import db
from server.documents.outgoing.models import DraftFile
from server.documents.scanned import reading, taken_away, told
from server.documents.scanned.models import TakenFile
from server.files import store
from server.ledger import sequencing
from server.ledger.checking.whole import findings
from server.papers.models import PaperFile, ScanText
from server.papers.services import files_of
from tests.cast import Cast
from tests.office import papers
from tests.office.casefiles.keeping import opened
from tests.office.incoming.shredder import WHY
from tests.office.incoming.test_reading import picture
from tests.office.outcome import id_of, reads, refused, waits
from tests.office.outgoing import files
from tests.office.scanned.laying import (
    NAME,
    SECRET,
    found,
    held,
    needs_data,
    reads_all,
    task_with,
)

pytestmark = needs_data
NO_SECRET = {"reason": "Dấu nội bộ, không phải mật."}


def held_path() -> str:
    return f"/incoming/{held().id}"


def test_nobody_but_the_clerk_opens_it_and_its_task_says_where_it_is(cast: Cast):
    task = task_with(cast, SECRET)
    sha256 = files_of("tasks", id_of(task))[0].sha256
    assert reads_all() == 1
    path = held_path()
    assert files_of("tasks", id_of(task)) == [] and store().is_shut(sha256)
    assert found(cast.nam, "hoang phu") == [] == found(cast.minh, "hoang phu")
    assert db.session.scalars(select(ScanText)).all() == []
    for hand in (cast.nam, cast.hoa):
        assert hand.asks("GET", f"{task}/files/1").status_code == 404
        page = hand.browser().get(task).text
        assert f"số đến tạm T{held().id}" in page and NAME not in page.split("Diễn biến")[0]
        assert not reads(hand, path)
    assert waits(cast.minh, path) == {"release"}
    assert cast.minh.sees(path)["files"] == []
    seen = cast.lan.sees(path)
    assert [one["name"] for one in seen["files"]] == [NAME]
    with cast.lan.asks("GET", f"{path}/files/1") as got:
        assert got.data == picture(SECRET)
    assert "dấu chỉ mức độ mật" in cast.lan.browser().get("/notices").text
    sequencing.sequence()
    assert list(findings()) == []


def test_minh_lets_it_out_and_it_stands_in_its_task_again_and_is_found(cast: Cast):
    task = task_with(cast, SECRET)
    reads_all()
    path = held_path()
    papers.ok(cast.minh.does(path, "release", NO_SECRET))
    assert held().state == "REARRANGED" and waits(cast.lan, path) == set()
    (file,) = files_of("tasks", id_of(task))
    assert (file.name, file.n, store().is_shut(file.sha256)) == (NAME, 1, False)
    with cast.nam.asks("GET", f"{task}/files/1") as got:
        assert got.data == picture(SECRET)
    assert found(cast.nam, "hoang phu") == [task.strip("/")]
    assert "số đến tạm" not in cast.nam.browser().get(task).text
    reading.read("tasks", id_of(task))
    assert held().state == "REARRANGED", "a leader has looked: the machine asks no more"
    sequencing.sequence()
    assert list(findings()) == []


def test_two_hands_destroy_it_and_its_task_goes_on_without(cast: Cast):
    task = task_with(cast, SECRET)
    sha256 = files_of("tasks", id_of(task))[0].sha256
    reads_all()
    path = held_path()
    assert cast.lan.does(path, "purge", WHY).status_code == 202
    papers.ok(cast.minh.does(path, "purge"))
    assert held().state == "PURGED" and not store().has(sha256) and not store().is_shut(sha256)
    refused(cast.nam.does(task, "report", {}), "has_a_result")
    papers.ok(cast.nam.does(task, "report", {"result": "Xong"}))
    sequencing.sequence()
    assert list(findings()) == []


def test_a_scan_in_an_open_case_file_goes_and_its_line_stays_without_a_file(one_cast: Cast):
    path = opened(one_cast.nam)
    said = {"title": "Biên bản làm việc", "day": "2026-01-05"}
    put(one_cast, path, said)
    reads_all()
    (line,) = one_cast.nam.sees(path)["contents"]
    assert line["subject"] == "Biên bản làm việc" and files_of("casefiles", id_of(path)) == []
    page = one_cast.nam.browser().get(path)
    assert page.status_code == 200 and f"T{held().id}" in page.text
    papers.ok(one_cast.minh.does(held_path(), "release", NO_SECRET))
    assert [one.n for one in files_of("casefiles", id_of(path))] == [1]


def put(cast: Cast, path: str, said: dict[str, str]) -> None:
    file = {"file": (io.BytesIO(picture(SECRET)), NAME), **said}
    papers.ok(cast.nam.asks("POST", f"{path}/files", data=file))


def test_from_a_closed_file_nothing_is_pulled_by_a_machine_but_the_leaders_are_told(
    one_cast: Cast,
):
    path = opened(one_cast.nam)
    put(one_cast, path, {"title": "Biên bản làm việc", "day": "2026-01-05"})
    papers.ok(one_cast.nam.does(path, "close"))
    reads_all()
    assert len(files_of("casefiles", id_of(path))) == 1
    assert "dấu chỉ mức độ mật" in one_cast.minh.browser().get("/notices").text
    assert found(one_cast.nam, "hoang phu") == []
    assert (
        "Mở lại hồ sơ thì tệp được chuyển văn thư cách ly" in one_cast.hoa.browser().get(path).text
    )


def test_a_draft_handed_in_as_a_secret_scan_is_neither_shown_nor_set_until_minh_lets_it_out(
    cast: Cast,
):
    path = files.handed_in(cast, picture(SECRET, "PDF"))
    reads_all()
    assert files_of("outgoing", id_of(path)) == [] and found(cast.nam, "hoang phu") == []
    for there in (f"{path}/versions/1/file", f"{path}/places", f"{path}/layout"):
        got = cast.nam.browser().get(there)
        assert got.status_code == 422 and "mật" in got.text, there
    assert cast.nam.browser().get(path).status_code == 200
    names = {one["name"] for one in cast.lan.sees(held_path())["files"]}
    assert any(one.startswith("cong-van") for one in names)
    assert db.session.scalars(select(DraftFile.name)).all() == [""]
    papers.ok(cast.minh.does(held_path(), "release", NO_SECRET))
    assert db.session.scalars(select(DraftFile.name)).all() == ["cong-van.pdf"]
    assert found(cast.nam, "hoang phu") == [path.strip("/")]
    with cast.nam.browser().get(f"{path}/versions/1/file") as got:
        assert got.status_code == 200


def test_a_draft_that_was_one_is_destroyed_with_the_page_made_of_it(cast: Cast):
    path = files.handed_in(cast, picture(SECRET, "PDF"))
    reads_all()
    digests = {one.sha256 for one in db.session.scalars(select(PaperFile))}
    assert digests
    assert cast.lan.does(held_path(), "purge", WHY).status_code == 202
    papers.ok(cast.minh.does(held_path(), "purge"))
    assert not any(store().has(one) or store().is_shut(one) for one in digests)
    assert db.session.scalars(select(DraftFile)).all() == []
    assert cast.nam.browser().get(path).status_code == 200
    sequencing.sequence()
    assert list(findings()) == []


def test_a_file_whose_own_words_bear_a_mark_is_no_draft(one_cast: Cast):
    """SEC-01: with a text layer it is known at the door, as a task's evidence is."""
    got = files.hands_in(one_cast.nam, files.letter(), "cong-van-tuyet-mat.pdf")
    refused(got, "file_may_be_secret")


def test_one_scan_in_two_tasks_lies_shut_away_twice_and_each_is_decided_about(one_cast: Cast):
    both = [task_with(one_cast, SECRET) for _ in range(2)]
    reads_all()
    rows = db.session.scalars(select(TakenFile).order_by(TakenFile.id)).all()
    assert [one.paper_id for one in rows] == [id_of(one) for one in both]
    papers.ok(one_cast.minh.does(f"/incoming/{rows[0].incoming_id}", "release", NO_SECRET))
    assert [len(files_of("tasks", id_of(one))) for one in both] == [1, 0]
    assert store().is_shut(rows[0].sha256), "while the other is not decided"


@pytest.mark.parametrize("kind", sorted(taken_away.MODELS))
def test_every_kind_that_is_read_says_where_its_file_was(kind: str):
    assert kind in told.ASKED and taken_away.WHERE[kind]
