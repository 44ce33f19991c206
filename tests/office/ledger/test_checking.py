"""`congso ledger check`: whatever was changed behind the office's back is named."""

import pytest
from sqlalchemy import select, text

from server.audit.models import LedgerLeaf, LedgerNode
from server.database import Base, db
from server.documents.incoming.models import IncomingDocument
from server.documents.outgoing.models import OutgoingDocument
from server.files import store
from server.ledger import sequencing
from server.ledger.checking import log as checking_log
from server.ledger.checking import whole as checking
from server.papers.naming import NAMING
from tests.office import papers
from tests.office.ledger.tampering import swap, tamper


@pytest.fixture
def register(cast):
    """Lan has registered three letters; everything has its place in the log."""
    paths = [papers.registered(cast, number=str(1250 + n)) for n in range(3)]
    sequencing.place_all()
    db.session.rollback()
    return paths


def found() -> str:
    return "\n".join(checking.findings())


def seq_of(doc: str, event: str) -> int:
    rows = db.session.execute(select(LedgerLeaf.seq, LedgerLeaf.data)).all()
    db.session.rollback()
    return next(n for n, data in rows if f'"doc":"{doc}"' in data and f'"event":"{event}"' in data)


def test_an_honest_office_has_nothing_to_name(register):
    assert found() == ""


@pytest.mark.sent
def test_a_dispatched_paper_with_all_its_files_is_in_order(cast):
    assert found() == ""
    sequencing.place_all()
    assert found() == ""


def test_an_event_that_waits_is_no_fault(cast):
    papers.registered(cast)
    assert found() == ""


def test_a_letter_that_was_returned_and_a_number_proposed_for_voiding_are_in_order(cast):
    path = papers.sealed(cast)
    got = cast.lan.does(
        path, "void_number", {"reason": "Văn bản ghi sai nơi nhận, không phát hành."}
    )
    assert got.status_code in (202, 403, 409), got.text
    assert found() == ""


def test_an_event_whose_words_were_changed_is_named(register):
    seq = seq_of("incoming/2", "register")
    tamper(
        "UPDATE ledger_events SET content = replace(content, '\"agency\":', '\"agenda\":') "
        "WHERE id = (SELECT event_id FROM ledger_leaves WHERE seq = :seq)",
        seq=seq,
    )
    assert f"mục {seq} (incoming/2): nội dung không khớp" in found()


def test_an_event_changed_together_with_its_digest_is_named(register):
    seq = seq_of("incoming/2", "register")
    tamper(
        "UPDATE ledger_events SET content = '{}', digest = :d "
        "WHERE id = (SELECT event_id FROM ledger_leaves WHERE seq = :seq)",
        seq=seq,
        d=checking_log.digest("{}"),
    )
    assert f"mục {seq} (incoming/2): mục không khớp với sự kiện" in found()


def test_an_entry_whose_leaf_was_changed_is_named(register):
    tamper("UPDATE ledger_leaves SET data = replace(data, 'start', 'stop') || ' ' WHERE seq = 1")
    assert "mục 1 (incoming/1)" in found()


def test_an_entry_that_was_taken_out_is_named(register):
    tamper("DELETE FROM ledger_leaves WHERE seq = 2")
    words = found()
    assert "mục 2 (không rõ văn bản): thiếu trong nhật ký" in words
    assert "không có chỗ trong nhật ký và không còn đợi" in words


def test_a_last_entry_that_was_cut_off_is_missed_by_its_tree(register):
    last = db.session.scalar(select(LedgerLeaf.seq).order_by(LedgerLeaf.seq.desc()).limit(1))
    tamper("DELETE FROM ledger_leaves WHERE seq = :seq", seq=last)
    assert f"nút 0/{last} không thuộc mục nào" in found()


def test_an_entry_that_stands_in_anothers_place_is_named(register):
    tamper(
        "UPDATE ledger_leaves SET data = (SELECT other.data FROM ledger_leaves AS other "
        "WHERE other.seq = 1) WHERE seq = 0"
    )
    assert "mục 0 (incoming/1): mục không khớp với sự kiện" in found()


@pytest.mark.parametrize(
    ("level", "words"), [(0, "mã băm trong cây không đúng"), (1, "các mục 0–1: mã băm")]
)
def test_a_hash_of_the_tree_that_was_changed_is_named(register, level, words):
    tamper(
        "UPDATE ledger_nodes SET hash = :h WHERE level = :level AND idx = 0",
        h=b"\x07" * 32,
        level=level,
    )
    assert words in found()


def test_a_node_that_was_taken_out_is_named(register):
    tamper("DELETE FROM ledger_nodes WHERE level = 1 AND idx = 0")
    assert "các mục 0–1: mã băm không đúng" in found()


def test_a_log_rewritten_as_a_whole_contradicts_its_signed_head(register):
    """Events, leaves and nodes agree again; the signature of the log's key cannot follow."""
    tamper("DELETE FROM ledger_nodes")
    tamper("DELETE FROM ledger_leaves")
    tamper("INSERT INTO ledger_waiting SELECT id FROM ledger_events WHERE subject <> 'incoming/2'")
    sequencing.place_all()
    assert "điểm chốt 9 mục: không khớp với các mục của nhật ký" in found()


def test_a_checkpoint_that_another_key_signed_is_named(register):
    tamper("UPDATE ledger_checkpoints SET note = replace(note, 'congso', 'congsu')")
    assert "chữ ký của nhật ký không đúng" in found()


def test_an_event_that_waits_for_nothing_more_is_named(cast):
    papers.registered(cast)
    tamper("DELETE FROM ledger_waiting")
    assert "(incoming/1): không có chỗ trong nhật ký và không còn đợi" in found()


def test_a_state_that_nobody_brought_about_is_named(register):
    tamper("UPDATE incoming_documents SET state = 'DONE' WHERE id = 2")
    assert "incoming/2: đang ở DONE nhưng nhật ký ghi REGISTERED" in found()


def test_a_step_that_was_put_into_the_history_is_named(register):
    tamper("UPDATE history SET transition = 'close' WHERE paper_id = 3 AND transition = 'register'")
    words = found()
    assert "incoming/3: bước close" in words
    assert "incoming/3: sự kiện register" in words


def test_a_step_that_was_taken_out_of_the_history_is_named(register):
    tamper("DELETE FROM history WHERE paper_id = 3 AND transition = 'register'")
    assert "incoming/3: sự kiện register → REGISTERED của nhật ký không có trong lịch sử" in found()


@pytest.mark.parametrize(
    ("number", "words"), [(2, "thiếu số 2"), (3, "thiếu số 3"), (1, "incoming/1: mang số 1")]
)
def test_a_line_that_was_taken_out_of_a_book_is_named(register, number, words):
    tamper("DELETE FROM register_rows WHERE number = :n", n=number)
    assert words in found()


def test_a_number_that_was_changed_is_missed_by_its_book_and_its_paper(register):
    tamper("UPDATE register_rows SET number = 9 WHERE number = 3")
    words = found()
    assert "thiếu số 3" in words
    assert "incoming/3: mang số 3 nhưng sổ ghi 9" in words


def test_a_book_that_was_wound_back_is_named(register):
    tamper("UPDATE registers SET last = 2")
    assert "có số 3 nhưng sổ mới cấp đến 2" in found()


def file_of(n: int) -> str:
    sha256 = db.session.scalar(select(IncomingDocument.file_sha256).filter_by(id=n))
    db.session.rollback()
    return sha256


def test_a_file_whose_bytes_were_changed_is_named(register):
    """LTV-05: stored originals are hashed again."""
    place = store().path(file_of(2))
    swap(place, place.read_bytes() + b" ")
    assert f"tệp {place.name}: nội dung trong kho đã bị thay đổi" in found()


def test_a_file_that_is_gone_is_named_with_the_table_that_misses_it(register):
    sha256 = file_of(2)
    store().destroy(sha256)
    assert f"tệp {sha256}: có trong paper_files nhưng không có trong kho" in found()


def test_a_row_that_names_another_file_is_named(register):
    tamper("UPDATE incoming_documents SET file_sha256 = :sha WHERE id = 1", sha="ab" * 32)
    assert f"tệp {'ab' * 32}: có trong incoming_documents" in found()


def test_a_signed_page_that_is_gone_is_named(cast):
    path = papers.signed(cast)
    row = db.session.get(OutgoingDocument, int(path.rsplit("/", 1)[1]))
    sha256 = row.file_sha256
    db.session.rollback()
    store().destroy(sha256)
    assert f"tệp {sha256}: có trong outgoing_documents" in found()


def test_a_file_that_no_row_names_is_no_fault(register):
    store().keep(b"a crash came between the file and its row")
    assert found() == ""


def test_an_examination_takes_no_more_than_a_block_at_a_time(register, monkeypatch):
    monkeypatch.setattr(checking_log, "BLOCK", 2)
    assert found() == ""
    tamper("UPDATE ledger_nodes SET hash = :h WHERE level = 2 AND idx = 0", h=b"\x07" * 32)
    assert "các mục 0–3: mã băm không đúng" in found()


def test_an_examination_changes_nothing_and_sees_one_moment(app, register):
    before = db.session.scalar(select(LedgerNode.hash).limit(1))
    db.session.rollback()
    checks = checking.findings()
    assert next(checks, None) is None
    assert db.session.scalar(select(LedgerNode.hash).limit(1)) == before


NOT_IN_THE_STORE = {
    ("scan_texts", "sha256"),
    ("scan_leaves", "sha256"),
    ("signatures", "certificate_sha256"),
    ("signatures", "input_sha256"),
    ("signatures", "version_sha256"),
    ("signing_jobs", "input_sha256"),
    ("signing_jobs", "output_sha256"),
    ("arrivals", "body_sha256"),
    ("scans", "sha256"),
    ("taken_files", "sha256"),
    ("stamped_copies", "sha256"),
    ("purged_files", "sha256"),
    ("meeting_minutes", "text_sha256"),
    ("work_confirmations", "list_sha256"),
    ("takeovers", "sheet_sha256"),
    ("takeovers", "lines_sha256"),
    ("agency_exports", "sha256"),
    ("destroyed_files", "sha256"),
}
"""Digests of words, of what is in the store under another row, in a certificate, was never kept,
is drawn again when it is gone, or was destroyed (SEC-03, AR-07)."""


def test_every_column_with_a_files_digest_is_looked_at(one_app):
    named = {
        (table.name, column.name)
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if column.name.endswith("sha256")
    }
    assert named == {*NAMING} | NOT_IN_THE_STORE


def test_postgresql_holds_one_moment_for_the_whole_examination(app, register):
    if db.engine.dialect.name != "postgresql":
        pytest.skip("SQLite's reading transactions are of one moment by themselves")
    checking.hold_the_moment()
    level = db.session.scalar(text("SHOW transaction_isolation"))
    db.session.rollback()
    assert level == "repeatable read"
