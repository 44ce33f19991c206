"""A commune countersigns the district's heads, here and in its own installation."""

import datetime as dt
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from sqlalchemy import func, select

from server import audit
from server.answers import words_of
from server.audit.models import LedgerCosignature, LedgerWitness
from server.commands import inside
from server.commands.ledger_witness import witness
from server.database import db, transaction
from server.ledger import asking, heads, sequencing, witnesses
from server.ledger.checking import heads as checking_heads
from server.ledger.outside import leaving
from server.ledger.outside.bundle import examine
from server.ledger.outside.evidence import Bad, Trusted
from signing.checkpoint import make_log_key, sign_checkpoint
from signing.merkle import Tree
from signing.note import NoteKey, opened
from signing.witnessing import Asked, seen_at
from tests.office.ledger.tampering import tamper
from workflows import Refused


def happens(count: int = 1, name: str = "dispatch") -> None:
    """So much happens in the district, and is under a signed head."""
    with transaction():
        for n in range(count):
            audit.append(name, f"outgoing/{n + 1}")
    sequencing.place_all()


@pytest.fixture
def commune(one_app):
    """Hoằng Phú is asked to countersign what the district's log says."""
    happens()
    witness = asking.found_here("hoangphu")
    witness.watch(heads.log_key())
    witnesses.ask(str(witness.key))
    witnesses.collect()
    return witness


def signed() -> list[int]:
    sizes = list(db.session.scalars(select(LedgerCosignature.size)))
    db.session.rollback()
    return sizes


def found() -> str:
    said = "\n".join(checking_heads.head_findings())
    db.session.rollback()
    return said


def test_each_head_is_countersigned_once_and_the_proof_says_so(commune):
    happens(4)
    witnesses.collect()
    witnesses.collect()
    assert signed() == [1, 6]  # one event more: the log says whom it asked
    assert (commune.last_seen(heads.log_key()).size, found()) == (6, "")
    sound = examine(leaving.prove("outgoing/1"), Trusted(heads.log_key(), (commune.key,)))
    assert list(sound.witnessed) == ["congso/nhan-chung/hoangphu"]


def test_an_export_that_a_demanded_witness_never_saw_is_bad(commune, tmp_path):
    other = NoteKey("khac/nhan-chung", commune.key.public, commune.key.kind)
    with pytest.raises(Bad, match="nhân chứng khac/nhan-chung chưa ký xác nhận"):
        examine(leaving.export(), Trusted(None, (commune.key, other)))


def test_whoever_rewrites_the_log_and_signs_it_anew_meets_the_witness(commune):
    tamper("DELETE FROM ledger_cosignatures")
    tamper("DELETE FROM ledger_checkpoints")
    tamper("DELETE FROM ledger_nodes")
    tamper("DELETE FROM ledger_leaves")
    happens(3)
    witnesses.collect()
    assert signed() == []
    words = found()
    assert "nhân chứng congso/nhan-chung/hoangphu: nhật ký không nối tiếp điểm chốt" in words
    assert "điểm chốt 1 mục đã công bố: không khớp" in words
    assert "witness_refused" in _events()


def test_an_old_copy_laid_back_is_behind_what_the_witness_and_the_file_have_seen(commune):
    happens(3)
    witnesses.collect()
    tamper("DELETE FROM ledger_cosignatures WHERE size > 1")
    tamper("DELETE FROM ledger_checkpoints WHERE size > 1")
    tamper("DELETE FROM ledger_nodes WHERE idx > 0 OR level > 0")
    tamper("DELETE FROM ledger_leaves WHERE seq > 0")
    tamper("DELETE FROM ledger_events WHERE id > 1")
    happens(1)
    witnesses.collect()
    words = found()
    assert "điểm chốt 5 mục đã công bố, nhưng nhật ký chỉ có 2 mục" in words
    assert "nhân chứng congso/nhan-chung/hoangphu: đã thấy một điểm chốt dài hơn" in words


def test_a_witness_that_does_not_answer_is_silent_after_two_heads(commune, monkeypatch):
    (commune.folder / "witness.pub").unlink()
    happens(2)
    witnesses.collect()
    (one,) = witnesses.standings()
    assert (one.answer, one.is_silent, one.size) == ("silent", False, 1)
    later = heads.now() + witnesses.SILENT_AFTER + dt.timedelta(minutes=1)
    monkeypatch.setattr(witnesses, "now", lambda: later)
    assert witnesses.standings()[0].alarms


def test_a_clock_that_ran_ahead_of_the_witnesss_is_named(commune):
    tamper("UPDATE ledger_checkpoints SET at = '2031-01-01 00:00:00' WHERE size = 1")
    assert "điểm chốt 1 mục: ghi 07:00:00 01/01/2031, nhưng nhân chứng" in found()
    assert "đồng hồ của máy chủ đã bị đổi" in found()


def test_a_line_that_was_changed_is_named(commune):
    tamper("UPDATE ledger_cosignatures SET line = replace(line, 'hoangphu ', 'hoangphu A')")
    assert "điểm chốt 1 mục: chữ ký của nhân chứng congso/nhan-chung/hoangphu không đúng" in found()


def test_a_witness_is_asked_until_it_is_ended(commune):
    with pytest.raises(Refused, match="is_witness_already"):
        witnesses.ask(str(commune.key))
    witnesses.end(commune.key.name)
    happens()
    witnesses.collect()
    assert (signed(), witnesses.standings()) == ([1], [])
    assert "witness_ended" in _events()


@pytest.mark.parametrize("key", ["", "x+00000000+AAAA"])
def test_only_a_witnesss_key_is_asked(one_app, key):
    with pytest.raises(Refused, match="not_a_witness_key"):
        witnesses.ask(key)
    with pytest.raises(Refused, match="not_a_witness_key"):
        witnesses.ask(str(heads.log_key()))


def test_whoever_does_not_sit_here_needs_an_address(one_app, tmp_path):
    key = asking.Witness.founded(tmp_path, "xa.example/nhan-chung").key
    with pytest.raises(Refused, match="no_such_witness"):
        witnesses.ask(str(key))
    with pytest.raises(Refused, match="no_such_witness"):
        witnesses.end("ai đó")


def _events() -> str:
    sequencing.place_all()
    return "\n".join(leaving.export())


class House:
    """Another house's log, as it knocks at the witness's door."""

    def __init__(self, app, folder):
        self.door, self.folder, self.tree = app.test_client(), folder, Tree()
        self.key = make_log_key(folder, "tinh.example")

    def asks(self, old: int, proof: tuple[bytes, ...] = (), at: str = "hoangphu"):
        note = sign_checkpoint(self.folder, self.key, self.tree.head())
        body = str(Asked(old, proof, note))
        return note, self.door.post(f"/witness/{at}/add-checkpoint", data=body)


@pytest.fixture
def house(commune, one_app, tmp_path):
    made = House(one_app, tmp_path / "house")
    commune.watch(made.key)
    made.tree.append(b"1")
    return made


def test_another_house_gets_its_line_over_http(house, commune):
    note, got = house.asks(0)
    assert got.status_code == 200
    assert seen_at(opened(note + got.text), commune.key) is not None


def test_a_house_that_asks_from_an_old_head_is_told_the_size(house):
    house.asks(0)
    house.tree.append(b"2")
    _, got = house.asks(0)
    assert (got.status_code, got.text, got.content_type) == (409, "1\n", "text/x.tlog.size")


def test_a_house_whose_log_is_another_gets_no_line(house):
    house.asks(0)
    house.tree = Tree()
    house.tree.append(b"khac")
    assert house.asks(1)[1].status_code == 409
    house.tree.append(b"2")
    assert house.asks(1, (b"x" * 32,))[1].status_code == 422
    assert house.asks(9)[1].status_code == 400


def test_strangers_are_turned_away_at_the_witnesss_door(house, one_app, tmp_path):
    stranger = House(one_app, tmp_path / "stranger")
    stranger.tree.append(b"1")
    assert stranger.asks(0)[1].status_code == 403
    unknown = House(one_app, tmp_path / "unknown")
    unknown.key = NoteKey("khac.example", unknown.key.public)
    unknown.tree.append(b"1")
    assert unknown.asks(0)[1].status_code == 404
    assert house.asks(0, at="khongco")[1].status_code == 404
    door = one_app.test_client().post
    assert door("/witness/hoangphu/add-checkpoint", data=b"\xff\xfe").status_code == 400
    assert door("/witness/hoangphu/add-checkpoint", data=b"x" * 40_000).status_code == 413


class Relay(BaseHTTPRequestHandler):
    """The witness's house on loopback: one address answers, the other sends away."""

    door: FlaskClient
    asked: list[str]

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.asked.append(self.path)
        if self.path.startswith("/moved"):
            return self._answers(307, b"", Location=self.path.removeprefix("/moved"))
        got = self.door.post(self.path, data=body, content_type=self.headers["Content-Type"])
        return self._answers(got.status_code, got.data)

    def _answers(self, status, body, **head):
        self.send_response(status)
        for name, said in head.items():
            self.send_header(name, said)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_said):
        pass


@pytest.fixture
def far_house(commune, one_app):
    """Where the witness's own installation answers, and what it was asked."""
    Relay.door, Relay.asked = one_app.test_client(), []
    tamper("DELETE FROM ledger_cosignatures")
    with HTTPServer(("127.0.0.1", 0), Relay) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", Relay.asked
        server.shutdown()


def sits_at(url: str) -> None:
    tamper("UPDATE ledger_witnesses SET url = :url", url=url)
    happens(2)
    witnesses.collect()


def answers() -> str:
    said = db.session.scalar(select(func.max(LedgerWitness.answer)))
    db.session.rollback()
    return said


def test_a_witness_in_its_own_installation_is_asked_over_http(far_house):
    """A question out, a status and a line back."""
    house, asked = far_house
    sits_at(f"{house}/witness/hoangphu")
    assert max(signed()) == 4
    assert (answers(), set(asked)) == ("ok", {"/witness/hoangphu/add-checkpoint"})


def test_whoever_sends_the_question_elsewhere_is_silent_and_nobody_else_is_asked(far_house):
    house, asked = far_house
    sits_at(f"{house}/moved/witness/hoangphu")
    assert (answers(), signed()) == ("silent", [])
    assert asked == ["/moved/witness/hoangphu/add-checkpoint"]


@pytest.mark.parametrize(
    ("words", "no"),
    [
        (["watch", "hoangphu", "x+00000000+AAAA"], ("not_a_log_key", {})),
        (["watch", "huyen"], ("no_such_witness", {"name": "huyen"})),
        (["found", "dau_do"], ("unknown_agency", {"code": "dau_do"})),
    ],
)
def test_at_the_machine_what_does_not_exist_is_named(one_app, monkeypatch, words, no):
    monkeypatch.setattr(inside, "create_app", lambda _settings: one_app)
    assert CliRunner().invoke(witness, ["found", "hoangphu"]).exit_code == 0
    said = CliRunner().invoke(witness, words)
    assert (said.exit_code, words_of(*no) in said.output) == (1, True), said.output
