"""`congso ledger check`: a word changed in a register, a line put in or taken out is named."""

import datetime as dt
import json

import pytest
from sqlalchemy import select

from server import audit
from server.audit import bound
from server.audit.models import LedgerEvent
from server.clock import today
from server.database import db, transaction
from server.ledger import vouching
from server.ledger.checking import rows as checking_rows
from server.registers.binding import LINE
from server.registers.lines import remark
from server.registers.models import RegisterRow
from tests.cast import Cast
from tests.office.front.test_volumes import closed
from tests.office.incoming import desk
from tests.office.incoming.shredder import MARK, WHY, files_with, purged, secret
from tests.office.ledger.findings import found
from tests.office.ledger.tampering import tamper
from tests.office.outcome import id_of
from tests.office.papers import ok

YEAR = today().year


def line(number: int = 1) -> dict:
    """What stands in the book of what came in."""
    row = db.session.execute(select(RegisterRow.__table__).filter_by(book="IN", number=number))
    said = dict(row.mappings().one())
    db.session.rollback()
    return said


def events(subject: str) -> list[dict]:
    asked = select(LedgerEvent.content).filter_by(subject=subject).order_by(LedgerEvent.id)
    said = [json.loads(one) for one in db.session.scalars(asked)]
    db.session.rollback()
    return said


OTHER = {
    "unit_id": 2, "copies": 7, "entered_on": "2026-01-02", "issued_on": "2026-01-02",
    "handed_on": "2026-01-02",
}  # fmt: skip
KEYS = {"agency_id", "book", "direction", "number", "paper_id", "year"}
"""Changed, it is another line; that the book misses it is told besides."""


def test_a_word_changed_in_a_line_is_named_with_book_and_number(one_cast: Cast) -> None:
    desk.registered(one_cast)
    assert found() == []
    said = f"sổ IN năm {YEAR} của huyen, dòng số 1 (incoming/1): nội dung không khớp"
    for column in {*LINE.columns} - KEYS:
        before = line()[column]
        before = str(before) if isinstance(before, dt.date) else before
        put = f"UPDATE register_rows SET {column} = :value"  # noqa: S608 - our columns
        tamper(put, value=OTHER.get(column, "khác"))
        assert [one.startswith(said) for one in checking_rows.row_findings()] == [True], column
        tamper(put, value=before)
    assert found() == []


@pytest.mark.sent
def test_so_it_is_on_both_databases_and_what_its_document_says_otherwise_is_told(
    cast: Cast,
) -> None:
    desk.registered(cast)
    assert found() == []
    tamper("UPDATE register_rows SET subject = 'V/v khác', issued_on = '2026-01-02'")
    beside = "ghi khác dòng sổ của văn bản này ở: Ngày, tháng văn bản, Trích yếu"
    incoming, outgoing, coming, going = sorted(found())
    assert (incoming, outgoing) == (f"incoming/1: {beside}", f"outgoing/1: {beside}")
    for said, book in ((coming, "IN"), (going, "OUT:CHUNG")):
        assert said.startswith(f"sổ {book} năm {YEAR}") and said.endswith("không khớp với nhật ký")


def test_a_line_moved_to_another_document_is_named(one_cast: Cast) -> None:
    desk.registered(one_cast)
    desk.registered(one_cast, number="1251")
    tamper("UPDATE register_rows SET paper_id = 3 - paper_id")
    assert sum("nội dung không khớp với nhật ký" in said for said in found()) == 2


def test_a_line_taken_out_of_the_end_of_a_book_that_was_wound_back_is_missed(
    one_cast: Cast,
) -> None:
    """The number of the paper would tell; of one whose number was taken off too, only this."""
    desk.registered(one_cast)
    desk.registered(one_cast, number="1251")
    tamper("DELETE FROM register_rows WHERE number = 2")
    gone = f"sổ IN năm {YEAR} của huyen, dòng số 2: nhật ký ghi nhưng không còn trong cơ sở dữ liệu"
    assert gone in found()


def test_a_line_put_in_by_hand_has_no_event(one_cast: Cast) -> None:
    vouching.bind_all()
    desk.registered(one_cast)
    columns = ", ".join(sorted({*LINE.columns} - {"number"}))
    tamper(
        f"INSERT INTO register_rows (number, pieces, {columns}) "  # noqa: S608 - our columns
        f"SELECT 2, pieces, {columns} FROM register_rows"
    )
    assert f"sổ IN năm {YEAR} của huyen, dòng số 2 (incoming/1): không có trong nhật ký" in found()


def test_whatever_the_office_itself_writes_in_a_line_is_in_order(one_cast: Cast) -> None:
    """Directed, received, corrected, told of after its volume was closed: each has its event."""
    path = desk.assigned(one_cast)
    said = {"subject": "V/v họp không giấy", "reason": "Ghi nhầm trích yếu"}
    ok(one_cast.lan.does(path, "correct_line", said))
    closed(one_cast.lan, "in")
    before = len(events("line/1"))
    with transaction():
        remark("IN", id_of(path), "Đã có bản giấy")
    assert (before, len(events("line/1"))) == (4, 5)
    assert line()["later"].startswith("Đã có bản giấy")
    assert found() == []


def test_words_that_were_shut_away_or_purged_cannot_be_guessed_from_the_log(
    one_cast: Cast,
) -> None:
    """The salt that they were hashed with is nowhere any more, in no file of the home (SEC-03)."""
    path = secret(one_cast)
    ok(one_cast.minh.does(path, "release", {"reason": "Chưa rõ"}))
    ok(one_cast.lan.does(path, "register"))
    before = line()
    assert MARK in before["subject"]
    ok(one_cast.lan.does(path, "quarantine", WHY))
    shut = line()
    purged(one_cast, path)
    assert len({before["salt"], shut["salt"], line()["salt"]}) == 3
    assert files_with(before["salt"]) == []
    assert LINE.sha256(before) in {one["row_sha256"] for one in events(f"line/{before['id']}")}
    assert found() == []


def test_two_lines_that_say_the_same_have_digests_that_tell_nothing(one_cast: Cast) -> None:
    said = {name: "x" for name in LINE.columns} | {"salt": bound.fresh_salt(), "id": 1}
    other = said | {"salt": bound.fresh_salt()}
    assert LINE.sha256(said) != LINE.sha256(other)
    assert LINE.sha256(said) == LINE.sha256(said | {"id": 2, "volume_id": 3})


def of_an_older_office(cast: Cast) -> None:
    """Its lines were written when the log had no event for them."""
    desk.registered(cast)
    desk.registered(cast, number="1251")
    for table in ("ledger_waiting", "ledger_events"):
        mine = "SELECT id FROM ledger_events WHERE subject LIKE 'line/%'"
        column = "event_id" if table == "ledger_waiting" else "id"
        tamper(f"DELETE FROM {table} WHERE {column} IN ({mine})")  # noqa: S608 - ours
    tamper("UPDATE register_rows SET salt = NULL")


def test_what_stood_there_before_is_bound_once_as_it_stands_and_the_log_says_so(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vouching, "SOME", 1)
    of_an_older_office(cast)
    assert (vouching.is_bound(), found()) == (False, [])
    vouching.bind_what_stands()
    assert (vouching.is_bound(), found()) == (True, [])
    (said,) = events("line/2")
    assert (said["event"], said["number"], said["brought"]) == ("line_written", f"IN {YEAR}/2", 1)
    vouching.bind_what_stands()
    assert len(events("line/2")) == 1
    tamper("UPDATE register_rows SET signer = 'Ai đó' WHERE number = 2")
    assert [f"dòng số 2 (incoming/{id_of('/incoming/2')})" in said for said in found()] == [True]


def test_of_lines_brought_by_the_heap_the_log_says_that_it_does_not_vouch(one_cast: Cast) -> None:
    vouching.bind_all()
    of_an_older_office(one_cast)
    assert len(found()) == 2
    with transaction():
        audit.append("lines_unbound", "agency/1", agency=1, first=1, last=2, lines=2)
    assert found() == []


def test_a_check_takes_no_more_than_a_block_at_a_time(one_cast: Cast, monkeypatch) -> None:
    monkeypatch.setattr(checking_rows, "BLOCK", 1)
    desk.registered(one_cast)
    desk.registered(one_cast, number="1251")
    assert found() == []
    tamper("UPDATE register_rows SET receipt = 'Ai đó'")
    assert len(found()) == 2


def test_a_document_that_says_something_else_than_its_line_is_named(cast: Cast) -> None:
    """Its own row is not bound; its line is, and says the same words."""
    desk.registered(cast)
    tamper("UPDATE incoming_documents SET subject = 'khác', issuer = 'khác' WHERE id = 1")
    assert found() == ["incoming/1: ghi khác dòng sổ của văn bản này ở: Tác giả, Trích yếu"]


@pytest.mark.sent
def test_so_is_one_that_went_out(one_cast: Cast) -> None:
    tamper("UPDATE outgoing_documents SET issued_on = '2026-01-02' WHERE id = 1")
    assert found() == ["outgoing/1: ghi khác dòng sổ của văn bản này ở: Ngày, tháng văn bản"]
