"""Events get their place: all of them, once, whatever else goes on."""

import json
import threading

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DatabaseError

from server import audit
from server.audit.models import LedgerCheckpoint, LedgerEvent, LedgerLeaf, LedgerWaiting
from server.clock import now
from server.database import db, transaction
from server.ledger import heads, sequencing, tree
from server.ledger.checking import whole as checking
from server.pouring import POURED
from signing.checkpoint import read_checkpoint
from signing.merkle import Tree
from tests.office import papers
from tests.office.ledger.tampering import tamper


def note(count: int, name: str = "start") -> None:
    """So many events, in one act."""
    with transaction():
        for n in range(count):
            audit.append(name, f"incoming/{n + 1}", agency=n)


def leaves() -> list[str]:
    return list(db.session.scalars(select(LedgerLeaf.data).order_by(LedgerLeaf.seq)))


def count(model: type) -> int:
    found = db.session.scalar(select(func.count()).select_from(model))
    db.session.rollback()
    return found or 0


def test_an_event_waits_until_the_sequencer_comes(app):
    note(3)
    assert (count(LedgerWaiting), count(LedgerLeaf)) == (3, 0)
    sequencing.sequence()
    assert (count(LedgerWaiting), count(LedgerLeaf)) == (0, 3)


def test_an_act_that_fails_leaves_no_event_and_nothing_that_waits(app):
    with pytest.raises(RuntimeError), transaction():
        audit.append("start", "incoming/1")
        raise RuntimeError("the machine stumbles")
    assert (count(LedgerEvent), count(LedgerWaiting)) == (0, 0)


def test_the_tables_hold_the_very_tree_that_rfc_6962_describes(app):
    for size in (1, 2, 5, 6):
        note(size)
        sequencing.place_all()
    whole = Tree()
    for leaf in leaves():
        whole.append(leaf.encode())
    assert tree.size() == whole.size == 14
    for level, row in enumerate(whole.levels):
        assert [tree.node(level, index) for index in range(len(row))] == row


def test_a_heap_of_events_in_one_act_goes_in_and_is_placed_in_its_order(app):
    """PostgreSQL takes them as one statement, letters and quotation marks as they are."""
    words = [f'đơn "{n}" \\u0041' for n in range(2 * POURED)]
    with transaction():
        audit.append_all(audit.entry("start", one, now(), {"agency": 1}) for one in words)
    assert count(LedgerWaiting) == len(words)
    sequencing.place_all()
    assert [json.loads(leaf)["doc"] for leaf in leaves()] == words
    assert [json.loads(leaf)["seq"] for leaf in leaves()] == list(range(len(words)))
    assert list(checking.findings()) == []


def test_places_follow_the_order_of_events_and_carry_their_number(app):
    note(4)
    sequencing.place_all()
    assert [f'"seq":{n}' in leaf for n, leaf in enumerate(leaves())] == [True] * 4
    ordered = select(LedgerLeaf.event_id).order_by(LedgerLeaf.seq)
    ids = list(db.session.scalars(ordered))
    assert ids == sorted(ids)


def test_more_than_a_batch_is_placed_in_one_sweep(one_app, monkeypatch):
    monkeypatch.setattr(sequencing, "BATCH", 3)
    note(8)
    sequencing.sequence()
    assert count(LedgerLeaf) == 8


class Hands:
    """Threads at work in the office, whose faults are not swallowed."""

    def __init__(self, app, *acts):
        self.app, self.faults = app, []
        self.threads = [threading.Thread(target=self._do, args=(act,)) for act in acts]
        for one in self.threads:
            one.start()

    def _do(self, act):
        try:
            with self.app.app_context():
                act()
        except BaseException as fault:
            self.faults.append(fault)

    def join(self):
        for one in self.threads:
            one.join()
        assert self.faults == []


def test_eight_hands_write_while_two_sequence_and_nothing_is_lost(app):
    done = threading.Event()

    def write():
        for _ in range(10):
            note(2)

    def place():
        while not done.is_set():
            sequencing.place_batch()

    sequencers, writers = Hands(app, place, place), Hands(app, *[write] * 8)
    writers.join()
    done.set()
    sequencers.join()
    sequencing.place_all()
    assert count(LedgerLeaf) == count(LedgerEvent) == 160
    assert [*checking.log_findings()] == []


def test_a_sequencer_that_dies_in_its_act_places_nothing_and_the_next_one_places_all(
    app, monkeypatch
):
    note(5)

    def die(_events):
        raise KeyboardInterrupt

    with monkeypatch.context() as broken, pytest.raises(KeyboardInterrupt):
        broken.setattr(sequencing, "sign_head_if_due", die)
        sequencing.place_batch()
    assert (count(LedgerLeaf), count(LedgerWaiting)) == (0, 5)
    assert sequencing.place_all() == 5
    assert [*checking.log_findings()] == []


def test_an_event_that_commits_late_gets_a_later_place(app):
    """On PostgreSQL an act may take id 1 and commit after the one with id 2."""
    if db.engine.dialect.name != "postgresql":
        pytest.skip("SQLite's writers take turns")
    late = db.engine.connect()
    add = text("INSERT INTO ledger_events (subject, content, digest) VALUES (:s, :c, :d)")
    row = audit.entry("start", "incoming/7", heads.now(), {})
    late.execute(add, {"s": row["subject"], "c": row["content"], "d": row["digest"]})
    note(2)
    sequencing.place_all()
    late.commit()
    late.close()
    sequencing.place_all()
    assert "incoming/7" in leaves()[-1]
    assert [*checking.log_findings()] == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_events SET content = 'x'",
        "DELETE FROM ledger_events",
        "UPDATE ledger_leaves SET data = 'x'",
        "DELETE FROM ledger_leaves",
        "UPDATE ledger_nodes SET idx = 9",
        "DELETE FROM ledger_nodes",
        "UPDATE ledger_checkpoints SET note = 'x'",
        "DELETE FROM ledger_checkpoints",
    ],
)
def test_the_database_itself_refuses_to_change_the_log(app, statement):
    note(1)
    sequencing.place_all()
    with pytest.raises(DatabaseError, match="only added to"), transaction() as session:
        session.execute(text(statement))


def test_the_first_events_are_signed_and_a_quiet_minute_is_not(one_app):
    note(1)
    sequencing.sequence()
    note(1)
    sequencing.sequence()
    assert count(LedgerCheckpoint) == 1


def test_an_hour_later_the_head_is_signed_again(one_app, monkeypatch):
    note(1)
    sequencing.sequence()
    note(1)
    sequencing.sequence()
    later = heads.now() + heads.EVERY
    monkeypatch.setattr(heads, "now", lambda: later)
    sequencing.sign_head()
    assert heads.newest().size == 2


def test_a_dispatch_is_under_a_signed_head_at_once(one_app):
    note(2)
    sequencing.sequence()
    note(1, "dispatch")
    sequencing.sequence()
    last = heads.newest()
    assert last.size == 3
    said = read_checkpoint(last.note, heads.log_key())
    assert (said.size, said.root) == (3, last.root)


def test_what_somebody_might_like_forgotten_is_under_one_too(one_app):
    """A wrong PIN, a key: rubbed out before the hour is over, nobody would miss it."""
    note(1)
    sequencing.sequence()
    for size, event in enumerate(("attempt_refused", "key_changed", "token_made"), 2):
        with transaction():
            audit.append(event, "person/1")
        sequencing.sequence()
        assert heads.newest().size == size


def test_the_log_key_is_for_nobody_elses_eyes(one_app):
    note(1)
    sequencing.sequence()
    keys = heads.office().cabinet.keys
    assert (keys / "log.key").stat().st_mode & 0o077 == 0


def test_a_head_that_contradicts_the_last_one_is_not_signed(one_app):
    note(2)
    sequencing.sequence()
    tamper("UPDATE ledger_nodes SET hash = :h WHERE level = 1", h=b"\x07" * 32)
    note(1, "dispatch")
    sequencing.sequence()
    assert (count(LedgerLeaf), count(LedgerCheckpoint)) == (3, 1)


def test_lan_registers_a_letter_and_the_log_says_so(cast):
    path = papers.registered(cast)
    sequencing.place_all()
    said = [leaf for leaf in leaves() if f'"doc":"{path.strip("/")}"' in leaf]
    assert any('"event":"register"' in leaf for leaf in said)
    assert [*checking.findings()] == []
