"""What may be a secret lies locked: no byte of it in plain until a leader decides (SEC-02)."""

import functools
from io import BytesIO

import pytest
import structlog
from sqlalchemy import select

from server import jobs
from server.clock import today
from server.database import db, transaction
from server.documents.incoming import arriving, reading, stamping
from server.documents.incoming.models import IncomingDocument
from server.files import store
from server.home import book_jobs
from server.home.book_rows import Whose
from server.ledger import sequencing
from server.ledger.checking import whole as checking
from server.papers import scans, shutting
from server.papers.intake import take_in
from server.papers.models import ScanText
from server.papers.safe import safe_of
from server.papers.services import find
from server.scanbox import arranging, binding, table
from server.scanbox.plans import Leaf as Placed
from server.scanbox.plans import Plan
from server.scanbox.table import look_for_separators
from tests.cast import Cast
from tests.office.exchange.letters import arrivals, attachment, envelope
from tests.office.exchange.letters import hand_in as deliver
from tests.office.exchange.letters import papers as came
from tests.office.front.test_finding import ids
from tests.office.incoming.shredder import (
    MARK,
    WHY,
    as_other_builds_delete,
    files_with,
    head,
    purged,
    rows_with,
    secret,
)
from tests.office.incoming.test_receiving import hand_in
from tests.office.outcome import id_of, line_of, refused, state_of
from tests.office.papers import fields, ok
from tests.uploads.sheets import written
from tests.uploads.test_bindings import stack

OPEN = {"reason": "Dấu nội bộ, không phải mật."}
ABOUT = {"reason": f"Trang 1 nói về {MARK}"}


def test_no_byte_of_it_lies_in_plain_and_lan_reads_it_as_it_came(cast: Cast) -> None:
    """In a column, a file's name, its pages, her own words about it, or the log."""
    as_other_builds_delete()
    with structlog.testing.capture_logs() as logs:
        path = secret(cast)
        assert (rows_with(MARK), files_with(MARK)) == ([], [])
        ok(cast.minh.does(path, "release", OPEN))
        assert files_with(MARK) != [] or db.engine.dialect.name != "sqlite"
        ok(cast.lan.does(path, "register"))
        ok(cast.lan.does(path, "quarantine", ABOUT))
    assert (rows_with(MARK), files_with(MARK)) == ([], [])
    assert MARK.lower() not in str(logs).lower()
    thing = cast.lan.sees(path)
    (file,) = thing["files"]
    assert (thing["subject"], file["name"]) == (f"V/v {MARK}", f"{MARK}.pdf")
    assert cast.lan.sees(f"{path}/history")["items"][-1]["reason"] == ABOUT["reason"]
    page = cast.lan.browser().get(path).text
    assert f"V/v {MARK}" in page and f"{MARK}.pdf" in page and ABOUT["reason"] in page
    for client in (cast.lan.asks("GET", f"{path}/files/1", buffered=True),
                   cast.lan.browser().get(f"{path}/files/1", buffered=True)):  # fmt: skip
        assert client.data == head() and MARK in client.headers["Content-Disposition"]
    assert MARK not in cast.minh.browser().get(path).text
    assert (rows_with(MARK), files_with(MARK)) == ([], []), "reading it writes nothing"


def test_given_back_it_is_what_it_was(cast: Cast) -> None:
    """Every word in its place, found by each, its file open in the store."""
    path = f"/incoming/{ok(hand_in(cast, f'{MARK}.pdf', _plain(), subject=f'V/v {MARK}'))['id']}"
    before = cast.lan.sees(path)
    ok(cast.lan.does(path, "quarantine", ABOUT))
    assert store().is_shut(before["files"][0]["sha256"])
    assert ids(cast.lan, "trang mot") == []
    ok(cast.minh.does(path, "release", OPEN))
    after = cast.lan.sees(path)
    same = before.keys() - {"version", "actions", "contributions"}
    assert {name: after[name] for name in same} == {name: before[name] for name in same}
    assert cast.lan.sees(f"{path}/history")["items"][1]["reason"] == ABOUT["reason"]
    assert len(ids(cast.lan, MARK)) == len(ids(cast.lan, "trang mot")) == 1
    sha256 = after["files"][0]["sha256"]
    assert not store().is_shut(sha256) and store().path(sha256).read_bytes() == _plain()
    assert safe_of("incoming", id_of(path)).box is None


@functools.cache
def _plain() -> bytes:
    return written([(60, 700, "Không có dấu"), (60, 650, f"{MARK} trang mot")])


def test_the_key_lies_in_the_home_for_nobody_elses_eyes_and_is_made_once(one_cast: Cast) -> None:
    secret(one_cast)
    key = store().box.place
    assert (key.stat().st_mode & 0o777, len(key.read_bytes())) == (0o600, 32)
    before = key.read_bytes()
    secret(one_cast, number="8")
    assert key.read_bytes() == before
    assert [place.name for place in key.parent.glob(".quarantine*")] == []


def test_where_the_key_is_not_nothing_opens_and_two_hands_still_destroy_it(one_cast: Cast) -> None:
    """Restored on another machine, whose operator did not bring the key."""
    path = secret(one_cast)
    key = store().box.place
    key.rename(key.with_name("elsewhere"))
    assert one_cast.lan.sees(path)["subject"] == ""
    refused(one_cast.lan.asks("GET", f"{path}/files/1"), "locked_away")
    assert one_cast.lan.browser().get(f"{path}/files/1").status_code == 409
    refused(one_cast.minh.does(path, "release", OPEN), "locked_away")
    assert any("khóa cách ly" in said for said in checking.findings())
    key.write_bytes(bytes(32))
    refused(one_cast.lan.asks("GET", f"{path}/files/1"), "locked_away")
    purged(one_cast, path)
    assert (state_of(path), list(store().walk())) == ("PURGED", [])


def test_a_suspect_is_locked_before_any_row_names_it(one_cast: Cast) -> None:
    """A kill right after the upload leaves nothing to read in the store."""
    taken = take_in(f"{MARK}.pdf", head())
    assert (store().is_shut(taken.sha256), files_with(MARK)) == (True, [])


def test_the_log_holds_against_what_lies_locked(one_cast: Cast) -> None:
    secret(one_cast)
    sequencing.sequence()
    assert list(checking.findings()) == []


def test_the_same_letter_brought_once_more_is_locked_too(one_cast: Cast) -> None:
    """Bytes that lie locked are suspect from their first moment, and are never laid open."""
    path = f"/incoming/{ok(hand_in(one_cast, 'a.pdf', _plain()))['id']}"
    ok(one_cast.lan.does(path, "quarantine", WHY))
    again = ok(hand_in(one_cast, "b.pdf", _plain(), number="8"))
    assert again["state"] == "QUARANTINED"
    ok(one_cast.minh.does(path, "release", OPEN))
    sha256 = again["files"][0]["sha256"]
    assert store().is_shut(sha256), "the second one is still a suspect"
    ok(one_cast.minh.does(f"/incoming/{again['id']}", "release", OPEN))
    assert not store().is_shut(sha256)


def test_an_answer_given_again_by_its_key_was_not_kept(one_cast: Cast) -> None:
    def post() -> dict[str, object]:
        form = fields(subject=f"V/v {MARK}") | {"file": (BytesIO(head()), "a.pdf")}
        return ok(one_cast.lan.asks("POST", "/incoming", data=form, key="same"))

    first = post()
    assert rows_with(MARK) == []
    assert post() == first


def test_the_stamped_copy_and_the_printed_register_go_and_are_made_anew(one_cast: Cast) -> None:
    path = secret(one_cast)
    ok(one_cast.minh.does(path, "release", OPEN))
    ok(one_cast.lan.does(path, "register"))
    copy = stamping.stamped_copy(db.session.get_one(IncomingDocument, id_of(path)))
    whose = Whose(one_cast.lan.actor, None)
    job = book_jobs.begin(whose, "in", today().year, "xlsx", {"q": "", "code": ""})
    jobs.work(job)
    printed = db.session.get_one(jobs.Job, job).result["file"]["sha256"]
    ok(one_cast.lan.does(path, "quarantine", WHY))
    assert not store().has(copy) and not store().has(printed)
    ok(one_cast.minh.does(path, "release_entered", OPEN))
    assert line_of(path).subject == f"V/v {MARK}"
    assert store().has(stamping.stamped_copy(db.session.get_one(IncomingDocument, id_of(path))))


def test_of_an_electronic_one_the_envelope_is_locked_as_well(one_cast: Cast) -> None:
    deliver(one_cast.lan, envelope(attachments=[attachment(head(), f"{MARK}.pdf")], subject=MARK))
    (paper,) = came()
    path = f"/incoming/{paper.id}"
    assert (rows_with(MARK), files_with(MARK)) == ([], [])
    assert all(store().is_shut(one) for one in store().walk())
    assert one_cast.lan.sees(path)["subject"] == MARK
    ok(one_cast.minh.does(path, "release", OPEN))
    assert not any(store().is_shut(one) for one in store().walk())


def test_the_scan_that_it_was_taken_out_of_is_locked_and_opened_with_it(
    one_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "LEASE", jobs.dt.timedelta(seconds=-1))
    taken = take_in(f"{MARK}.pdf", stack(f"{MARK} mot", f"{MARK} hai", f"{MARK} ba"))
    whole = arriving.receive(one_cast.lan.actor, fields={}, files=[taken]).id
    with transaction():
        look_for_separators([taken])
    leaves = (Placed(whole, 1), Placed(whole, 2), Placed(whole, 3))
    row = arranging.arrange(one_cast.lan.actor, Plan(((leaves[0],), (leaves[1],)), leaves[2:]))
    jobs.work(db.session.scalars(select(jobs.Job.id).where(jobs.Job.kind == binding.JOB)).one())
    papers = [f"/incoming/{one}" for one in db.session.get_one(type(row), row.id).made]
    for path in papers:
        ok(one_cast.lan.does(path, "quarantine", WHY))
    assert (rows_with(MARK), files_with(MARK)) == ([], [])
    ok(one_cast.minh.does(papers[0], "release", OPEN))
    assert store().is_shut(taken.sha256), "the other letter is still in it"
    assert one_cast.lan.sees(f"/incoming/{whole}")["files"][0]["name"] == f"{MARK}.pdf"
    ok(one_cast.minh.does(papers[1], "release", OPEN))
    assert not store().is_shut(taken.sha256)


def test_what_was_being_read_when_it_was_shut_away_is_read_again_once_it_is_free(
    one_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = f"/incoming/{ok(hand_in(one_cast, 'a.pdf', _plain()))['id']}"
    (file,) = one_cast.lan.sees(path)["files"]

    def slow(*_asked: object, **_more: object) -> dict[str, object]:
        ok(one_cast.lan.does(path, "quarantine", WHY))
        return {"pages": [{"text": MARK, "words": []}], "count": 1}

    monkeypatch.setattr(scans, "ask", slow)
    monkeypatch.setattr(jobs, "progress", lambda _percent: None)
    scans.read_file(file["sha256"], "a.pdf", (0, 1, 1))
    assert db.session.scalars(select(ScanText.sha256)).all() == []
    assert reading.read(id_of(path)) == {"pages": 0}


def test_pages_drawn_for_the_table_meanwhile_are_not_kept(
    one_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = f"/incoming/{ok(hand_in(one_cast, 'a.pdf', _plain()))['id']}"
    (file,) = one_cast.lan.sees(path)["files"]

    def slow(*_asked: object, **_more: object) -> dict[str, object]:
        ok(one_cast.lan.does(path, "quarantine", WHY))
        return {"blank": [False], "files": [b"a small picture"]}

    monkeypatch.setattr(table, "ask", slow)
    monkeypatch.setattr(jobs, "progress", lambda _percent: None)
    assert table.draw(file["sha256"], "a.pdf", 1) == {"leaves": 0}
    assert table.blanks(file["sha256"]) == []


def test_the_box_is_opened_for_the_clerk_alone(one_cast: Cast) -> None:
    """Whatever a page of the leader's shows by mistake, there is nothing in the row that he has."""
    paper_id = id_of(secret(one_cast))
    for hand, subject in ((one_cast.minh, ""), (one_cast.lan, f"V/v {MARK}")):
        db.session.rollback()
        assert find(IncomingDocument, hand.actor, paper_id).subject == subject


def test_what_its_sender_sends_under_the_same_mark_is_locked_with_it(one_cast: Cast) -> None:
    deliver(one_cast.lan, envelope(attachments=[attachment(head(), "a.pdf")]))
    deliver(one_cast.lan, envelope(attachments=[attachment(_plain(), "b.pdf")], subject=MARK))
    assert (rows_with(MARK), files_with(MARK)) == ([], [])
    assert len(arrivals()) == 2


def test_a_crash_between_the_act_and_the_files_is_made_good(
    one_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_self: object, _sha256: str) -> None:
        raise OSError("the disk is away")

    path = f"/incoming/{ok(hand_in(one_cast, 'a.pdf', _plain()))['id']}"
    (file,) = one_cast.lan.sees(path)["files"]
    monkeypatch.setattr(type(store()), "shut", broken)
    ok(one_cast.lan.does(path, "quarantine", WHY))
    assert not store().is_shut(file["sha256"])
    monkeypatch.undo()
    shutting.finish_all()
    assert store().is_shut(file["sha256"]) and not store().path(file["sha256"]).exists()
    assert safe_of("incoming", id_of(path)).finished_at is not None
