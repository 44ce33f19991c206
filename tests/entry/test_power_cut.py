"""The power goes while the office works: whoever was told that it is done finds it done.

At five hundred places between two writes the disk is laid as a power cut may leave it
(`tests/power.py`), and the office's database is read from it (PEERS §4, 2).
"""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from server.database import db
from tests import power
from tests.cast import Cast
from tests.office import papers

CUTS = 500
LETTERS = 4
STANDS = """
    SELECT (SELECT count(*) FROM history), (SELECT count(*) FROM ledger_events),
        (SELECT count(*) FROM register_rows), (SELECT count(*) FROM repeated_keys),
        (SELECT count(*) FROM desks), (SELECT max(last) FROM registers),
        (SELECT group_concat(state || arrival_no) FROM incoming_documents),
        (SELECT group_concat(state) FROM outgoing_documents)
"""
"""What an act changes together: whatever is half done is told by one of these."""


def works(cast: Cast) -> Iterator[None]:
    """A morning, act by act: each is acknowledged when the next is asked for."""
    for number in map(str, range(LETTERS)):
        path = papers.arrived(cast, number=number)
        yield
        order = papers.ORDER | {"due_at": papers.due(10)}
        given = {"person": cast.nam.account, "due_at": papers.due(7)}
        for hand, name, said in (
            (cast.lan, "register", {}), (cast.lan, "present", {}), (cast.minh, "direct", order),
            (cast.hoa, "assign", given), (cast.nam, "start", {}),
        ):  # fmt: skip
            papers.ok(hand.does(path, name, said))
            yield
        draft = papers.drafted(cast)
        yield
        papers.ok(cast.nam.does(draft, "submit"))
        yield


def stands(place: Path) -> tuple[Any, ...]:
    with closing(sqlite3.connect(place)) as book:
        return tuple(book.execute(STANDS).fetchone())


@pytest.fixture
def morning(one_app: Flask, one_cast: Cast) -> tuple[power.Tape, list[tuple[Any, ...]]]:
    """What was written that morning, and how the books stood after each act; the database's log is
    taken into the database in the middle of it, as it is now and then."""
    place, stood = Path(db.engine.url.database or ""), list[tuple[Any, ...]]()
    db.session.remove()
    db.engine.dispose()
    with power.watched(place) as tape:
        stood.append(stands(place))
        for _acknowledged in works(one_cast):
            tape.says(len(stood))
            stood.append(stands(place))
            if len(stood) % 7 == 0:
                _taken_in()
        db.session.remove()
        db.engine.dispose()
    return tape, stood


def _taken_in() -> None:
    db.session.rollback()
    line = db.engine.raw_connection()
    line.driver_connection.execute("PRAGMA wal_checkpoint(RESTART)")
    line.close()


def test_what_was_acknowledged_is_there_and_nothing_is_half_done(morning, tmp_path) -> None:
    """The books stand as after the last act that was acknowledged, or as after the next."""
    tape, stood = morning
    dice = random.Random(2)  # noqa: S311 - the same places each time
    lost = [
        (acknowledged, found)
        for acknowledged, disk in tape.cuts(dice, CUTS)
        if (found := _read(tmp_path / "after.db", disk)) not in stood[acknowledged:][:2]
    ]
    assert len(tape.deeds) > CUTS
    assert lost == []


def _read(place: Path, disk: dict[str, bytes]) -> tuple[Any, ...]:
    """How the books stand after the machine is started again."""
    for name, data in disk.items():
        place.with_name(f"{place.name}{name}").write_bytes(data)
    with closing(sqlite3.connect(place)) as book:
        assert book.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    return stands(place)
