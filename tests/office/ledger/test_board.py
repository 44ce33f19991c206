"""Sơn the auditor looks at the state of the log; a citizen takes a document's proof along."""

import json

import pytest
from sqlalchemy import func, select

from server import audit, clock
from server.audit.models import LedgerCheck, LedgerEvent
from server.commands import ledger_here
from server.database import db, transaction
from server.documents.outgoing.models import Signature
from server.files import store
from server.ledger import asking, heads, sequencing, watching, witnesses
from server.ledger.checking import whole as checking
from server.ledger.outside.bundle import examine
from server.ledger.outside.evidence import Trusted
from tests.cast import Cast
from tests.office import papers
from tests.office.ledger.tampering import swap, tamper
from tests.office.outgoing.desk import paper_of


@pytest.fixture
def quiet(one_app):
    """An office in which two things happened, and nothing is wrong."""
    with transaction():
        audit.append("start", "incoming/1")
        audit.append("start", "incoming/2")
    sequencing.place_all()
    return Cast(one_app)


def board(cast) -> str:
    got = cast.son.browser().get("/ledger/health")
    assert got.status_code == 200
    return got.text


def marks(page: str) -> tuple[int, int]:
    """How many lines are good, how many want a look."""
    return page.count('class="st valid"'), page.count('class="st failed"')


def test_the_board_of_a_healthy_log_has_no_red(quiet):
    watching.examine()
    page = board(quiet)
    assert "2 mục" in page
    assert "không có chỗ sai, lúc" in page
    assert marks(page) == (6, 0)


def test_a_long_log_is_counted_with_points(quiet):
    with transaction() as session:
        session.add(LedgerCheck(at=clock.now(), size=1_018_077, seconds=9, findings=0, first=""))
    assert "1.018.077 mục" in board(quiet)


def test_a_log_that_was_never_examined_wants_a_look(quiet):
    assert marks(board(quiet)) == (5, 1)


def test_what_somebody_finds_at_the_machine_is_on_the_board_too(quiet):
    """One examination, whoever asks for it: board and command tell the same."""
    tamper("UPDATE ledger_nodes SET hash = :h WHERE level = 1", h=b"\x07" * 32)
    with pytest.raises(SystemExit):
        ledger_here.check.callback.__wrapped__()
    assert "2 chỗ sai, lúc" in board(quiet)
    assert watching.last_check().findings == 2


def test_a_log_that_begins_is_examined_before_its_first_night(one_app):
    watching.examine_first()
    watching.examine()
    assert watching.last_check() is None
    with transaction():
        audit.append("start", "incoming/1")
    sequencing.place_all()
    watching.examine_first()
    assert watching.last_check().size == 1
    watching.examine_first()
    assert db.session.scalar(select(func.count()).select_from(LedgerCheck)) == 1


def test_what_the_night_found_is_said_in_words(quiet):
    """LTV-05: the auditor sees it in the morning, though nobody asked."""
    tamper("UPDATE ledger_nodes SET hash = :h WHERE level = 1", h=b"\x07" * 32)
    watching.examine()
    page = board(quiet)
    assert "2 chỗ sai, lúc" in page
    assert "điểm chốt 2 mục đã công bố: không khớp với các mục của nhật ký" in page
    assert db.session.scalar(select(LedgerCheck.findings)) == 2
    db.session.rollback()


def test_events_that_nobody_places_turn_red(quiet, monkeypatch):
    watching.examine()
    with transaction():
        audit.append("start", "incoming/3")
    assert marks(board(quiet)) == (6, 0)
    later = watching.now() + watching.LATE * 2
    monkeypatch.setattr(watching, "now", lambda: later)
    assert marks(board(quiet)) == (5, 1)


def test_a_head_that_nobody_signs_turns_red(quiet, monkeypatch):
    watching.examine()
    with transaction():
        audit.append("start", "incoming/3")
    sequencing.place_all()
    assert marks(board(quiet)) == (6, 0)
    later = watching.now() + watching.UNSIGNED * 2
    monkeypatch.setattr(watching, "now", lambda: later)
    assert marks(board(quiet)) == (5, 1)


def test_the_board_names_each_witness_and_a_silent_one_turns_red(quiet, monkeypatch):
    watching.examine()
    commune = asking.found_here("hoangphu")
    commune.watch(heads.log_key())
    witnesses.ask(str(commune.key))
    witnesses.collect()
    page = board(quiet)
    assert "congso/nhan-chung/hoangphu" in page
    assert "đã ký xác nhận 2 mục" in page
    assert marks(page) == (7, 0)
    with transaction():
        audit.append("dispatch", "outgoing/1")
    sequencing.place_all()
    later = witnesses.now() + witnesses.SILENT_AFTER * 2
    monkeypatch.setattr(witnesses, "now", lambda: later)
    assert "im lặng" in board(quiet)


def test_nobody_but_the_auditor_sees_the_board(quiet):
    for other in (quiet.lan, quiet.minh, quiet.kien):
        assert other.browser().get("/ledger/health").status_code == 403


@pytest.fixture
def sent(one_app):
    """Lan has sent a letter; the log and its head hold it."""
    cast = Cast(one_app)
    path = papers.dispatched(cast)
    sequencing.place_all()
    return cast, paper_of(path)


def test_a_citizen_keeps_the_proof_of_what_he_was_sent(sent, one_app):
    cast, paper = sent
    got = one_app.test_client().get(f"/verify/{paper.public_id}/proof")
    assert got.headers["Content-Disposition"].startswith('attachment; filename="chung-minh-')
    sound = examine(got.text.splitlines(), Trusted(heads.log_key()))
    assert paper.file_sha256 in sound.files
    assert len(got.data) < 20_000
    page = one_app.test_client().get(f"/verify/{paper.public_id}").text
    assert f"/verify/{paper.public_id}/proof" in page
    own = cast.lan.browser()
    assert f"/outgoing/{paper.id}/proof" in own.get(f"/outgoing/{paper.id}").text
    whole = own.get(f"/outgoing/{paper.id}/proof").text.splitlines()
    assert examine(whole, Trusted(heads.log_key())).entries > sound.entries  # its own steps too
    assert cast.cv_xa.browser().get(f"/outgoing/{paper.id}/proof").status_code == 404


def test_each_signature_has_all_that_a_court_asks_and_its_hash_in_the_log(sent):
    _, paper = sent
    person, seal = db.session.scalars(select(Signature).order_by(Signature.id))
    assert [one.n for one in (person, seal)] == [1, 2]
    assert (person.version_n, person.version_sha256) == (1, paper.current.digest)
    assert (person.capacity, person.delegation_id, person.exception_id) == ("TM", None, None)
    for one in (person, seal):
        assert one.client_ip == "127.0.0.1"
        assert one.claimed_at and one.trusted_at and one.serial and one.issuer and one.verdict
    rows = db.session.scalars(select(LedgerEvent.content).filter_by(subject=f"outgoing/{paper.id}"))
    said = [one for one in map(json.loads, rows) if one["event"] == "signature"]
    assert [one["row_sha256"] for one in said] == [person.row_sha256, seal.row_sha256]
    assert said[1]["revision_sha256"] == paper.file_sha256
    assert not any(word in json.dumps(said) for word in ("127.0.0.1", person.signer))
    db.session.rollback()
    assert [*checking.findings()] == []


def test_a_touched_row_of_the_signature_log_is_named(sent):
    _, paper = sent
    tamper("UPDATE signatures SET client_ip = '10.0.0.9' WHERE field = 'CoQuan'")
    words = "\n".join(checking.findings())
    assert f"(outgoing/{paper.id}, CoQuan): không khớp với nhật ký" in words
    assert "chữ ký ghi trong nhật ký không còn trong sổ chữ ký" in words


def test_a_stored_file_that_was_swapped_for_another_sound_one_is_named(sent):
    _, paper = sent
    place, other = store().path(paper.file_sha256), store().keep(b"another file")
    swap(place, store().fetch(other))
    assert f"tệp {place.name}: nội dung trong kho đã bị thay đổi" in "\n".join(checking.findings())
