"""The drill of issue 6: two offices on two servers exchange documents while one is killed.

    .venv/bin/python -m tests.drill_exchange [DOCUMENTS] [HOME] [--postgresql]

Hoằng Hóa's server sends DOCUMENTS letters (1000) to the neighbour's, which answers each; each
request is signed by the server that makes it, and nothing else is taken of either. The neighbour
is killed with −9 three times on the way, each time while letters lie there that came and are not
judged yet; Hoằng Hóa once, when two thirds have come; each starts again. In the end the neighbour
has every letter once, each judged once, and Hoằng Hóa every answer.
"""

import contextlib
import json
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from sqlalchemy import Connection, create_engine, make_url, text

from server.app import create_app
from server.config import Settings
from server.database import db
from server.documents.incoming.models import UNJUDGED
from server.exchange.lines import OWN_KEY
from signing import make_request_key
from tests import drill_scans, offices, services
from tests.office.exchange.copies import COPY, OURS, RENAMED, THEIRS, acquainted, queue

LETTERS = 1000
FIRST = 1000
COPIES = COPY.format("%")
JUDGED = f"""
    SELECT message_id FROM incoming_documents AS paper
    JOIN history ON paper_kind = 'incoming' AND paper_id = paper.id AND transition = 'verify'
    WHERE message_id LIKE '{COPIES}' AND verdict <> ''
"""


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

    def falls(self) -> None:
        assert self.process.poll() is None, f"it ended by itself: {self.home}/drill.log"
        self.kill()

    def rises(self) -> None:
        time.sleep(3)
        self.run()


def environment(home: Path, url: str) -> dict[str, str]:
    named = {"CONGSO_HOME": str(home), "CONGSO_DATABASE_URL": url}
    return os.environ | {name: said for name, said in named.items() if said}


NEIGHBOURS = {"theirs": THEIRS}


def begin(home: Path, server: str, there: Mapping[str, str] = NEIGHBOURS) -> tuple[Settings, ...]:
    """Ours, with a letter that went out, then each neighbour's under organ ids of its own (`there`:
    its folder, and those); on SQLite, or in databases of the PostgreSQL at `server`."""
    people, places = home / "people", [home / name for name in ("ours", *there)]
    for one in (people, *places):
        one.mkdir(parents=True)
    offices.people(people)
    offices.send(places[0], people, "")
    for one in places[1:]:
        offices.furnish(one, people)
    made = tuple(Settings(home=one, database_url=moved(one, server)) for one in places)
    ours = make_request_key(made[0].keys / OWN_KEY)
    for settings, organ in zip(made[1:], there.values(), strict=True):
        with _books(settings) as books:
            books.execute(RENAMED, {"ours": OURS, "theirs": organ})
            acquainted(books, f"{OURS}*", ours)
        with _books(made[0]) as books:
            acquainted(books, f"{organ}*", make_request_key(settings.keys / OWN_KEY))
    return made


@contextlib.contextmanager
def _books(settings: Settings) -> Iterator[Connection]:
    engine = create_engine(settings.database)
    with engine.begin() as books:
        yield books
    engine.dispose()


def moved(home: Path, server: str) -> str:
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
        queue(range(FIRST, FIRST + letters))
        db.session.remove()
        db.engine.dispose()


def came(theirs: Office) -> Counter[str]:
    """How often each letter stands in the neighbour's books."""
    asked = f"SELECT message_id FROM incoming_documents WHERE message_id LIKE '{COPIES}'"
    return Counter(name for (name,) in theirs.rows(asked))


def unjudged(theirs: Office) -> int:
    """Letters of which 01 was said, and no verdict yet."""
    asked = (
        f"SELECT count(*) FROM incoming_documents WHERE message_id LIKE '{COPIES}' AND {UNJUDGED}"
    )
    return int(theirs.rows(asked)[0][0])


def judged(theirs: Office) -> Counter[str]:
    """How often each letter was judged: its history's lines, where it has a verdict."""
    return Counter(name for (name,) in theirs.rows(JUDGED))


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
        seen = exchanged(begin(home, server), letters)
    for line in seen.lines(letters):
        click.echo(line)
    click.echo(str(home))
    sys.exit(not seen.is_sound(letters))


@dataclass(frozen=True, slots=True)
class Seen:
    """What stands in the books of both in the end; `between`: how many letters waited for their
    verdict when the neighbour was killed, each time."""

    seconds: float
    came: Counter[str]
    judged: Counter[str]
    answered: int
    between: tuple[int, ...]

    def lines(self, sent: int) -> list[str]:
        came, judged = (f"{len(one)} ({_twice(one)} twice)" for one in (self.came, self.judged))
        return [
            f"{sent} sent, {came} came, {judged} judged, {self.answered} answered",
            f"{self.seconds:.0f} s; killed while {self.between} were not judged yet, and ours once",
        ]

    def is_sound(self, sent: int) -> bool:
        once = {COPY.format(n): 1 for n in range(FIRST, FIRST + sent)}
        return self.came == once and self.judged == once and self.answered == sent


def _twice(counted: Counter[str]) -> int:
    return sum(times > 1 for times in counted.values())


def exchanged(both: tuple[Settings, ...], letters: int) -> Seen:
    send(both[0], letters)
    doors = [f"http://127.0.0.1:{port}" for port in PORTS]
    theirs = Office(both[1], PORTS[1], {f"{OURS}*": doors[0]})
    ours = Office(both[0], PORTS[0], {f"{THEIRS}*": doors[1]})
    began = time.monotonic()
    try:
        between = [killed_between(theirs, letters * part // 5) for part in (1, 2, 3)]
        drill_scans.until(lambda: len(came(theirs)) >= 2 * letters // 3, "two thirds came")
        ours.falls()
        ours.rises()
        drill_scans.until(lambda: answered(ours) >= letters, "every letter was answered")
        drill_scans.until(lambda: not unjudged(theirs), "every letter was judged")
    finally:
        ours.leave()
        theirs.leave()
    seconds = time.monotonic() - began
    return Seen(seconds, came(theirs), judged(theirs), answered(ours), tuple(between))


def killed_between(theirs: Office, letters: int) -> int:
    """The neighbour falls between a receipt and its verdict, once so many came; how many waited."""
    drill_scans.until(lambda: len(came(theirs)) >= letters and unjudged(theirs), "some wait")
    theirs.falls()
    waited = unjudged(theirs)
    theirs.rises()
    return waited


PORTS = int(os.environ.get("DRILL_PORT", "8297")), int(os.environ.get("DRILL_PORT", "8297")) + 1

if __name__ == "__main__":
    main()
