"""Who knows in which order they voted cannot join anybody to his ballot (VT-12).

Tried are the order of rows, keys, transactions, bytes on the disk, a backup, what each view hears.

Eight vote, each for a choice of his own: what puts the ballots in the order of casting, forwards or
backwards, has told all eight; what names one choice more often than another has told of one.
"""

import json
import logging
import sqlite3
import tarfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError
from werkzeug.serving import make_server

from server import outbox
from server.backup import making
from server.database import db, transaction
from server.meetings.live import events, sweeping
from server.meetings.votes.models import SecretBallot, Vote
from server.sockets import socketio
from tests.cast import TOKENS
from tests.office.meetings.gathering import does, id_of, opened, voting
from tests.office.meetings.test_at_once import EIGHT
from tests.office.meetings.test_screens import paired

CHOICES = [f"Phương án {name}" for name in ("An", "Bo", "Cu", "Do", "Ha", "Ky", "Lu", "Mi")]
CAST = [CHOICES[3 * n % 8] for n in range(8)]
"""What the first of `EIGHT` votes, the second, and so on; not as the choices stand on a ballot."""
ROWS = ("vote_secret_ballots", "vote_participations")
STOLEN = "SELECT id, chosen FROM vote_secret_ballots"


@pytest.fixture(autouse=True)
def _the_mouth_is_here(monkeypatch):
    monkeypatch.setattr(events, "_said", {})
    monkeypatch.setitem(outbox._mouth, "open", True)


def asked(cast, **more) -> tuple[str, int]:
    hands = [getattr(cast, name).account for name in EIGHT[1:]]
    path = opened(cast, EIGHT, delegates=hands, technician=cast.thu.account, **more)
    return path, voting(cast, path, "secret", choices=CHOICES)


def casts(cast, path, vote, n):
    does(getattr(cast, EIGHT[n]), path, "cast", vote=vote, choice=CAST[n])


def all_cast(cast, path, vote) -> list[str]:
    """The keys that their ballots lay under, before they were mixed."""
    for n in range(8):
        casts(cast, path, vote, n)
    old = keys()
    does(cast.minh, path, "close_vote", vote=vote)
    sweeping.clean()
    return old


def keys() -> list[str]:
    db.session.rollback()
    return [*db.session.scalars(select(SecretBallot.id))]


def is_joined(found: list[str]) -> bool:
    return found in (CAST, CAST[::-1])


def read(rows) -> dict[str, str]:
    """Key and choice of each ballot, in the order that they came in."""
    chosen = [(key, json.loads(it) if isinstance(it, str) else it) for key, it in rows]
    return {key: one for key, (one,) in chosen}


def in_order_of_bytes(held: bytes, ballots: dict[str, str]) -> list[str]:
    return [ballots[key] for key in sorted(ballots, key=lambda key: held.find(key.encode()))]


def disk(app) -> Iterator[bytes]:
    """What somebody reads who takes the disk home after the vote; of PostgreSQL the rows, not its
    log, which is outside the promise (docs/rooms/meetings.md)."""
    house = (Path(app.instance_path), Path(str(db.engine.url.database)).parent)
    files: Iterable[Path] = (file for place in house for file in place.rglob("*"))
    if db.engine.dialect.name == "postgresql":
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as raw:
            raw.execute(text("CHECKPOINT"))
            home = raw.scalar(text("SHOW data_directory"))
            n = raw.scalar(text("SELECT oid FROM pg_database WHERE datname = current_database()"))
        files = Path(str(home), "base", str(n)).rglob("*")
        assert home and Path(home).exists()
    yield from (file.read_bytes() for file in files if file.is_file())


def test_no_order_of_rows_and_no_transaction_is_that_of_casting(app, cast):
    path, vote = asked(cast)
    all_cast(cast, path, vote)
    voted = [getattr(cast, name).actor.person_id for name in EIGHT]
    assert voted not in (sorted(voted), sorted(voted)[::-1]), "else their order says nothing"
    orders = ["", "ORDER BY id"]
    if db.engine.dialect.name == "postgresql":
        orders += ["ORDER BY ctid", "ORDER BY xmin::text::bigint, cmin::text::bigint"]
        for name in ROWS:
            written = text(f"SELECT DISTINCT xmin::text FROM {name}")  # noqa: S608
            assert len(db.session.scalars(written).all()) == 1, f"{name}: each in his own act"
    else:
        for name in ROWS:
            with pytest.raises(OperationalError, match="no such column: rowid"):
                db.session.execute(text(f"SELECT rowid FROM {name}"))  # noqa: S608
    for order in orders:
        db.session.rollback()
        ballots = read(db.session.execute(text(f"{STOLEN} {order}")))
        assert sorted(ballots.values()) == sorted(CAST)
        assert not is_joined([*ballots.values()]), order
    rows = db.session.execute(text("SELECT person_id FROM vote_participations"))
    assert [one for (one,) in rows] not in (voted, voted[::-1])


def test_while_it_is_open_a_ballots_key_is_nobodys_and_of_no_hour(one_cast):
    """Kiên reads the tables in mid-vote: eight who vote the same once more have other keys, and
    their order is not that of casting."""
    path, vote = asked(one_cast)
    found = []
    for _ in range(2):
        with transaction():
            for name in ROWS:
                db.session.execute(text(f"DELETE FROM {name}"))  # noqa: S608
        for n in range(8):
            casts(one_cast, path, vote, n)
        found.append(read(db.session.execute(text(f"{STOLEN} ORDER BY id"))))
        assert not is_joined([*found[-1].values()])
    first, second = found
    assert sorted(first.values()) == sorted(second.values()) == sorted(CAST)
    assert not first.keys() & second.keys()


def test_nor_is_that_of_the_bytes_on_the_disk_where_the_first_ballots_are_no_more(app, cast):
    path, vote = asked(cast)
    old = all_cast(cast, path, vote)
    ballots = read(db.session.execute(text(STOLEN)))
    db.session.rollback()
    seen = set()
    for held in disk(app):
        assert [key for key in old if key.encode() in held] == []
        mine = {key: one for key, one in ballots.items() if key.encode() in held}
        seen |= {*mine}
        assert len(mine) < 8 or not is_joined(in_order_of_bytes(held, mine))
    assert seen == {*ballots}, "that is where they lie, so it was looked at the right place"


def test_as_long_as_somebody_reads_the_ballots_as_they_came_they_are_not_called_cleaned(app, cast):
    """A long report, a copy being drawn: the next round comes for them."""
    path, vote = asked(cast)
    for n in range(8):
        casts(cast, path, vote, n)
    old = keys()
    with db.engine.connect().execution_options(**_as_it_was()) as reader:
        reader.execute(text(STOLEN)).fetchall()
        does(cast.minh, path, "close_vote", vote=vote)
        with pytest.raises(OSError, match="somebody reads"):
            sweeping.clean()
        assert not db.session.get_one(Vote, vote).is_shuffled
    sweeping.clean()
    assert db.session.get_one(Vote, vote).is_shuffled
    assert not [key for held in disk(app) for key in old if key.encode() in held]


def _as_it_was() -> dict[str, str]:
    """SQLite's readers always read on as it was."""
    is_sqlite = db.engine.dialect.name == "sqlite"
    return {} if is_sqlite else {"isolation_level": "REPEATABLE READ"}


def test_nor_any_order_in_a_backup(app, cast, tmp_path):
    path, vote = asked(cast)
    old = all_cast(cast, path, vote)
    made = tmp_path / "backup.tar"
    making.make(app.config["SETTINGS"], made)
    with tarfile.open(made) as tar:
        tar.extractall(tmp_path / "stolen", filter="data")
    (place,) = (tmp_path / "stolen").rglob("*.db")
    assert not [key for key in old if key.encode() in place.read_bytes()]
    with closing(sqlite3.connect(place)) as stolen:
        for name in ROWS:
            with pytest.raises(sqlite3.OperationalError, match="no such column: rowid"):
                stolen.execute(f"SELECT rowid FROM {name}")  # noqa: S608
        ballots = read(stolen.execute(STOLEN).fetchall())
    assert sorted(ballots.values()) == sorted(CAST)
    assert not is_joined([*ballots.values()])
    assert not is_joined(in_order_of_bytes(place.read_bytes(), ballots))


def is_silent(said: str) -> bool:
    """It names no choice more often than another, and not in the order of casting."""
    times = {said.count(one) for one in CHOICES}
    return len(times) == 1 and not is_joined(sorted(CHOICES, key=said.find))


class Views:
    """Every view of one meeting at once, with all that it hears and all that it can ask for."""

    def __init__(self, app, cast, path: str, wall):
        self.path, self.wall = path, wall
        self.hands = [cast.hoa, cast.minh, cast.tuan, cast.thu, cast.dao, cast.anh]
        self.ears = [socketio.test_client(app, flask_test_client=it.browser()) for it in self.hands]
        for page in self.ears:
            assert page.emit("join", {"meeting": id_of(path)}, callback=True)["ok"]
        self.ears.append(socketio.test_client(app, flask_test_client=wall))
        assert self.ears[-1].emit("hang", {"meeting": id_of(path)}, callback=True)["ok"]
        self.frames()

    def frames(self) -> list[str]:
        sweeping.look()
        return [json.dumps(page.get_received(), ensure_ascii=False) for page in self.ears]

    def pages(self) -> Iterator[str]:
        for hand in self.hands:
            yield json.dumps(hand.sees(self.path), ensure_ascii=False)
            browser = hand.browser()
            for where in ("", "/record", "/lines", "/seats", "/minutes", "/poll", "/state?since=1"):
                yield browser.get(f"{self.path}{where}").text
            yield browser.get(f"/api/v1{self.path}/state?since=1").text
        yield self.wall.get("/projector").text
        yield json.dumps(self.wall.get("/projector/state").json, ensure_ascii=False)


def test_no_view_is_told_more_of_one_choice_than_of_another(one_app, one_cast):
    """Delegate, chair, secretary, technician, the head of a site, a guest there, and the wall."""
    site = {"name": "Hoằng Phú", "head": one_cast.dao.account, "people": [one_cast.anh.account]}
    path, vote = asked(one_cast, sites=[site])
    views = Views(one_app, one_cast, path, paired(one_cast, one_app.test_client(), path))
    for n in range(8):
        casts(one_cast, path, vote, n)
        for said in views.frames():
            assert not [one for one in CHOICES if one in said]
        if n in (2, 6):
            assert [said for said in views.pages() if not is_silent(said)] == []
    does(one_cast.minh, path, "close_vote", vote=vote)
    told = views.frames()
    assert all("vote.result" in said for said in told), "each view hears what came of it"
    assert [said for said in told if not is_silent(said)] == []


def test_no_log_of_requests_names_a_choice(one_app, one_cast, caplog, capfd):
    path, vote = asked(one_cast)
    caplog.set_level(logging.DEBUG)
    server = make_server("127.0.0.1", 0, one_app, threaded=True)
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    door = HTTPConnection("127.0.0.1", server.server_port)
    for n, name in enumerate(EIGHT):
        head = {"Authorization": f"Bearer {TOKENS[getattr(one_cast, name).account]}",
                "Content-Type": "application/json", "Idempotency-Key": f"phieu-{n}"}  # fmt: skip
        said = json.dumps({"vote": vote, "choice": CAST[n]})
        door.request("POST", f"/api/v1{path}/actions/cast", said, head)
        assert (got := door.getresponse()).read() and got.status == 200
    server.shutdown()
    server.server_close()
    logged = caplog.text + "".join(capfd.readouterr())
    assert logged.count("actions/cast") >= 8, "the house that counts its visitors has counted them"
    left = [file.read_text() for file in Path(one_app.instance_path).rglob("*.log")]
    assert [one for one in CHOICES for log in (logged, *left) if one in log] == []


def test_a_leak_would_be_seen(one_cast):
    """What the tests above look for, they find where it is."""
    assert is_joined(CAST) and is_joined(CAST[::-1]) and not is_joined(CHOICES)
    assert is_silent(" ".join(CHOICES)) and not is_silent(f"{CHOICES} Hoa: {CAST[5]}")
    assert not is_silent(" ".join(CAST))
    held = " ".join(f"k{n}" for n in range(8)).encode()
    assert is_joined(in_order_of_bytes(held, {f"k{n}": one for n, one in enumerate(CAST)}))
