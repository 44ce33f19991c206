"""Two offices on two servers exchange letters while one is killed: nothing lost, nothing double.

Hoằng Hóa is the office of the test, its door open to the neighbour, who is a process of his own;
a thousand letters with both killed are a drill (`python -m tests.drill_exchange`).
"""

import datetime as dt
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import create_engine, make_url, select, text
from werkzeug.serving import WSGIRequestHandler, make_server

from server.clock import now
from server.database import db
from server.documents.delivery import on_paper
from server.documents.delivery.models import Delivery, DeliveryEvent, Letter
from server.exchange import carrier, lines, resting
from server.exchange.carrier import carry
from server.office import office
from signing import make_request_key
from tests import offices, services
from tests.entry.watching import PATIENCE, until
from tests.office.exchange.copies import OURS, RENAMED, THEIRS, acquainted, queue

TOP = Path(__file__).parents[2]
LETTERS = range(1001, 1009)
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
CAME = text("SELECT message_id FROM incoming_documents ORDER BY id")


def at(port: int) -> str:
    """A line to the office behind this port: without a token each request is signed."""
    return f"http://127.0.0.1:{port}"


@dataclass
class Neighbour:
    """The other office, and the process that is its server now."""

    forge: subprocess.Popen[str]
    office: dict[str, Any]
    pid: int = 0

    def stands(self, dies_after: int = 0) -> None:
        said = self.office | {"dies_after": dies_after}
        self.forge.stdin.write(json.dumps(said) + "\n")
        self.forge.stdin.flush()
        self.pid = int(self.forge.stdout.readline())
        until(self._answers)

    def falls(self) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def has_fallen(self) -> bool:
        return not Path(f"/proc/{self.pid}").exists()

    def came(self) -> list[str]:
        """The letters in its books."""
        engine = create_engine(self.office["url"] or f"sqlite:///{self.office['home']}/office.db")
        with engine.connect() as books:
            found = list(books.execute(CAME).scalars())
        engine.dispose()
        return found

    def _answers(self) -> bool:
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.office["port"]), 1):
            return True
        return False


@dataclass
class OurDoor:
    """What the neighbour reaches of Hoằng Hóa; it may cut him off after so many answers."""

    app: Wsgi
    port: int = 0
    cuts_after: int = 0
    cut: Callable[[], None] = lambda: None
    heard: list[str] = field(default_factory=list)

    def __call__(self, asked: dict[str, Any], answer: Callable[..., Any]) -> Iterable[bytes]:
        said = self.app(asked, answer)
        self.heard.append(asked["PATH_INFO"])
        if len(self.heard) == self.cuts_after:
            self.cut()
        return said


class Silent(WSGIRequestHandler):
    def log(self, *_said: Any) -> None:
        """A test prints nothing."""


@pytest.fixture
def our_door(app: Flask) -> Iterator[OurDoor]:
    door = OurDoor(app)
    server = make_server("127.0.0.1", 0, door, threaded=True, request_handler=Silent)
    door.port = server.server_port
    serving = threading.Thread(target=server.serve_forever, args=(0.01,))
    serving.start()
    yield door
    server.shutdown()
    serving.join()
    server.server_close()


@pytest.fixture(scope="module")
def forge() -> Iterator[subprocess.Popen[str]]:
    """Where the neighbour's servers come from."""
    command = [sys.executable, "-m", "tests.entry.neighbour"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, cwd=TOP, text=True, **pipes) as process:
        yield process


@pytest.fixture
def neighbour(
    app: Flask, our_door: OurDoor, forge: subprocess.Popen[str], request: pytest.FixtureRequest
) -> Iterator[Neighbour]:
    """On the same kind of database as Hoằng Hóa, the same people under other organ ids."""
    home = request.getfixturevalue("tmp_path") / "neighbour"
    home.mkdir()
    offices.furnish(home, request.getfixturevalue("people_home"))
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    for url in _database(app, request):
        _rename(url or f"sqlite:///{home}/office.db", make_request_key(lines.own_key()))
        with db.engine.begin() as books:
            acquainted(books, f"{THEIRS}*", make_request_key(home / "keys" / lines.OWN_KEY))
        lines_home = {f"{OURS}*": at(our_door.port)}
        there = {"home": str(home), "url": url, "port": port, "gateways": lines_home}
        one = Neighbour(forge, there)
        yield one
        one.falls()


def _database(app: Flask, request: pytest.FixtureRequest) -> Iterator[str]:
    ours = app.config["SETTINGS"].database_url
    if not ours:
        yield ""
        return
    template = request.getfixturevalue("people_database")
    server = request.getfixturevalue("postgres_server")
    with services.database(server, make_url(template).database) as url:
        yield url


def _rename(url: str, ours: str) -> None:
    """Other organ ids, and our key among those that it knows."""
    engine = create_engine(url)
    with engine.begin() as books:
        books.execute(RENAMED, {"ours": OURS, "theirs": THEIRS})
        acquainted(books, f"{OURS}*", ours)
    engine.dispose()


@pytest.fixture
def round_later(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """The worker comes round again when every pause is over."""
    rounds = [0]

    def come() -> None:
        rounds[0] += 1
        monkeypatch.setattr(carrier, "now", lambda: now() + dt.timedelta(hours=2 * rounds[0]))
        resting.wake_all()
        carry()

    return come


def unsent() -> list[str]:
    """The letters of which we do not know that he has them."""
    db.session.rollback()
    waiting = select(Letter.document_id).where(Letter.state == "QUEUED", Letter.business == 0)
    return list(db.session.scalars(waiting.order_by(Letter.id)))


def states() -> Counter[str]:
    db.session.rollback()
    return Counter(db.session.scalars(select(Delivery.state).where(Delivery.id >= LETTERS[0])))


def firsts() -> Counter[int]:
    """How often each delivery came to be DELIVERED."""
    db.session.rollback()
    heard = select(DeliveryEvent.delivery_id).where(
        DeliveryEvent.code == "01", DeliveryEvent.applied, DeliveryEvent.delivery_id >= LETTERS[0]
    )
    return Counter(db.session.scalars(heard))


@pytest.mark.sent
def test_each_letter_is_there_once_and_answered_once_whenever_the_neighbour_falls(
    our_door: OurDoor,
    neighbour: Neighbour,
    round_later: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """He falls with a letter in his books that he did not acknowledge yet, and again with an
    answer that we have heard and he does not know of."""
    named = {f"{THEIRS}*": at(neighbour.office["port"])}
    straight = replace(office(), gateways=named)
    for room in (lines, on_paper):
        monkeypatch.setattr(room, "office", lambda: straight)
    ids = queue(LETTERS, files=False)

    neighbour.stands(dies_after=3)
    carry()
    assert (neighbour.came(), unsent()) == (ids[:3], ids[2:])

    our_door.cuts_after, our_door.cut = len(our_door.heard) + 2, neighbour.falls
    neighbour.stands()
    round_later()
    until(neighbour.has_fallen)

    neighbour.stands()
    _come_round_until(lambda: states() == {"DELIVERED": len(ids)}, round_later)
    assert Counter(neighbour.came()) == Counter(ids)
    assert set(firsts().values()) == {1} and len(firsts()) == len(ids)


def _come_round_until(is_so: Callable[[], bool], come: Callable[[], None]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, states()
        come()
        time.sleep(0.1)
