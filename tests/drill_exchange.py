"""The drill of issue 6: two offices on two servers exchange documents while one is killed.

    .venv/bin/python -m tests.drill_exchange [DOCUMENTS] [HOME] [--postgresql]

Hoằng Hóa's server sends DOCUMENTS letters (1000) to the neighbour's, which answers each; each
request is signed by the server that makes it, and nothing else is taken of either; the
neighbour is killed with −9 when a third has come, Hoằng Hóa when two thirds have, and each starts
again. In the end the neighbour has every letter once, and Hoằng Hóa every answer.
"""

import contextlib
import json
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import click
from sqlalchemy import create_engine, make_url, text

from server.app import create_app
from server.config import Settings
from server.database import db
from server.exchange.lines import OWN_KEY
from signing import make_request_key
from tests import drill_scans, offices, services
from tests.office.exchange.copies import COPY, OURS, RENAMED, THEIRS, acquainted, queue

LETTERS = 1000
COPIES = COPY.format("%")


class Office(drill_scans.Office):
    """One of the two, on a port of its own, with a line to the other."""

    how = ("--no-demo",)

    def __init__(self, settings: Settings, port: int, lines: dict[str, str]) -> None:
        self._port, self.lines, self._url = port, lines, settings.database_url
        self._books = create_engine(settings.database)
        super().__init__(settings.home)

    @property
    def env(self) -> dict[str, str]:
        return environment(self.home, self._url) | {"CONGSO_GATEWAYS": json.dumps(self.lines)}

    @property
    def port(self) -> int:
        return self._port

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        with self._books.connect() as books:
            return [tuple(row) for row in books.execute(text(question))]

    def killed(self) -> None:
        assert self.process.poll() is None, f"it ended by itself: {self.home}/drill.log"
        self.kill()
        time.sleep(3)
        self.run()


def environment(home: Path, url: str) -> dict[str, str]:
    named = {"CONGSO_HOME": str(home), "CONGSO_DATABASE_URL": url}
    return os.environ | {name: said for name, said in named.items() if said}


def begin(home: Path, server: str) -> tuple[Settings, Settings]:
    """Both offices, ours with a letter that went out, the neighbour's under its own organ ids; on
    SQLite, or in two databases of the PostgreSQL at `server`."""
    people, ours, theirs = (home / name for name in ("people", "ours", "theirs"))
    for one in (people, ours, theirs):
        one.mkdir(parents=True)
    offices.people(people)
    offices.send(ours, people, "")
    offices.furnish(theirs, people)
    both = tuple(Settings(home=one, database_url=_moved(one, server)) for one in (ours, theirs))
    engine = create_engine(both[1].database)
    with engine.begin() as neighbour:
        neighbour.execute(RENAMED, {"ours": OURS, "theirs": THEIRS})
        acquainted(neighbour, f"{OURS}*", make_request_key(both[0].keys / OWN_KEY))
    engine.dispose()
    engine = create_engine(both[0].database)
    with engine.begin() as books:
        acquainted(books, f"{THEIRS}*", make_request_key(both[1].keys / OWN_KEY))
    engine.dispose()
    return both[0], both[1]


def _moved(home: Path, server: str) -> str:
    """The office's rows in a database of their own there."""
    if not server:
        return ""
    with create_engine(server, isolation_level="AUTOCOMMIT").connect() as line:
        line.execute(text(f'CREATE DATABASE "{home.name}"'))
    url = make_url(server).set(database=home.name).render_as_string(hide_password=False)
    offices.moved_to(url, home)
    return url


def send(settings: Settings, letters: int) -> None:
    """So many letters wait for the neighbour."""
    app = create_app(settings)
    with app.app_context(), app.test_request_context():
        queue(range(1000, 1000 + letters))
        db.session.remove()
        db.engine.dispose()


def came(theirs: Office) -> Counter[str]:
    """How often each letter stands in the neighbour's books."""
    asked = f"SELECT message_id FROM incoming_documents WHERE message_id LIKE '{COPIES}'"
    return Counter(name for (name,) in theirs.rows(asked))


def answered(ours: Office) -> int:
    """Letters of which the neighbour's 01 was heard."""
    asked = (
        f"SELECT count(*) FROM deliveries WHERE document_id LIKE '{COPIES}' AND state = 'DELIVERED'"
    )
    return int(ours.rows(asked)[0][0])


@click.command()
@click.argument("letters", default=LETTERS)
@click.argument("home", type=click.Path(path_type=Path), default=None, required=False)
@click.option("--postgresql", is_flag=True, help="Each office in a database of its own there.")
def main(letters: int, home: Path | None, *, postgresql: bool) -> None:
    home = home or Path(tempfile.mkdtemp(prefix="congso-drill-"))
    with services.postgres() if postgresql else contextlib.nullcontext("") as server:
        began, found, answers = exchanged(begin(home, server), letters)
    twice = [name for name, times in found.items() if times > 1]
    click.echo(f"{letters} sent, {len(found)} came, {len(twice)} twice, {answers} answered")
    click.echo(f"{time.monotonic() - began:.0f} s, each server killed once; {home}")
    sys.exit(len(found) != letters or bool(twice))


def exchanged(both: tuple[Settings, Settings], letters: int) -> tuple[float, Counter[str], int]:
    """When it began, how often each letter came, how many were answered."""
    send(both[0], letters)
    doors = [f"http://127.0.0.1:{port}" for port in PORTS]
    theirs = Office(both[1], PORTS[1], {f"{OURS}*": doors[0]})
    ours = Office(both[0], PORTS[0], {f"{THEIRS}*": doors[1]})
    began = time.monotonic()
    try:
        drill_scans.until(lambda: len(came(theirs)) >= letters // 3, "a third came")
        theirs.killed()
        drill_scans.until(lambda: len(came(theirs)) >= 2 * letters // 3, "two thirds came")
        ours.killed()
        drill_scans.until(lambda: answered(ours) >= letters, "every letter was answered")
    finally:
        ours.leave()
        theirs.leave()
    return began, came(theirs), answered(ours)


PORTS = int(os.environ.get("DRILL_PORT", "8297")), int(os.environ.get("DRILL_PORT", "8297")) + 1

if __name__ == "__main__":
    main()
