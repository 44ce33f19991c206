"""The drill of PEERS §4 row 1: an office is killed again and again while all of it is at work.

    .venv/bin/python -m tests.drill_kills [KILLS] [HOME] [--seed N] [--postgresql]

Hands of the cast take papers their whole way by the API (`drill_errands.py`), each step with a key
of its own until it is answered, while every process is killed with −9 after a random time, KILLS
times (200). Then the hands finish, and what stands in the books is compared with what was
acknowledged: nothing lost, nothing half, no step and no number twice; `ledger check` agrees. It
ends with 1 where that is not so.
"""

import contextlib
import itertools
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

import click
from sqlalchemy import create_engine, text

from server.app import create_app
from server.config import Settings
from tests import drill_scans, offices, services
from tests.drill_errands import Errand
from tests.office import papers

KILLS, HANDS = 200, 4
PAUSE = (0.05, 6.0)
"""Seconds from when the office answers until it falls: within them a step of every kind is on its
way, and each errand goes on by some steps; a page that is set and signed takes some of them."""
LINES = "SELECT agency_id, book, year, number FROM register_rows ORDER BY 1, 2, 3, 4"
STEPS = "SELECT paper_kind, paper_id, transition FROM history"
DELIVERED = """
    SELECT subject, count(*) FROM incoming_documents JOIN agencies ON agencies.id = agency_id
    WHERE agencies.code = 'hoangphu' GROUP BY subject
"""


class Office(drill_scans.Office):
    how = ("--no-demo",)

    def __init__(self, settings: Settings) -> None:
        self._url = settings.database_url
        self._books = create_engine(settings.database)
        super().__init__(settings.home)

    @property
    def env(self) -> dict[str, str]:
        named = {"CONGSO_HOME": str(self.home), "CONGSO_DATABASE_URL": self._url}
        return os.environ | {name: said for name, said in named.items() if said}

    @property
    def house(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        with self._books.connect() as books:
            return [tuple(row) for row in books.execute(text(question))]

    def rises(self) -> float:
        """Until it answers; in seconds."""
        began = time.monotonic()
        self.run()
        drill_scans.until(self.is_up, "the office answers")
        return time.monotonic() - began


@dataclass(slots=True)
class Shift:
    """Errands one after the other, by several hands, until they are told that it is enough."""

    house: str
    due: dict[str, str]
    errands: list[Errand] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    @contextlib.contextmanager
    def at_work(self) -> Iterator[None]:
        hands = [threading.Thread(target=self._works, args=(n,)) for n in range(HANDS)]
        for hand in hands:
            hand.start()
        try:
            yield
        finally:
            self.over.set()
            for hand in hands:
                hand.join()

    def _works(self, hand: int) -> None:
        for n in itertools.takewhile(lambda _n: not self.over.is_set(), itertools.count(1)):
            errand = Errand(self.house, f"{hand + 1}{n:03}", self.due)
            self.errands.append(errand)
            try:
                errand.run()
            except TimeoutError as why:
                self.broken.append(str(why))
                return


def killed(office: Office, kills: int, dice: random.Random) -> list[float]:
    """The office falls so often; how long each rise took."""
    rises = []
    for n in range(kills):
        time.sleep(dice.uniform(*PAUSE))
        assert office.process.poll() is None, f"it ended by itself: {office.home}/drill.log"
        office.kill()
        rises.append(office.rises())
        if not (n + 1) % 20:
            click.echo(f"{n + 1} kills, up again after {median(rises):.1f} s in the middle")
    return rises


def wrong(office: Office, shift: Shift) -> Iterator[str]:
    """Each thing that does not stand in the books as it was acknowledged."""
    yield from shift.broken
    yield from _steps_wrong(office, shift)
    yield from _numbers_wrong(office)
    came = {str(subject): many for subject, many in office.rows(DELIVERED)}
    for errand in shift.errands:
        if came.get(errand.subject, 0) != 1:
            yield f"{errand.name}: the commune has its reply {came.get(errand.subject, 0)} times"
    check = [drill_scans.CONGSO, "ledger", "check"]
    checked = subprocess.run(check, env=office.env, capture_output=True, text=True, check=False)
    if checked.returncode:
        yield f"ledger check: {checked.stdout}{checked.stderr}"


def _steps_wrong(office: Office, shift: Shift) -> Iterator[str]:
    """An acknowledged step stands in its paper's history, and no step of an errand stands twice."""
    kept = [(f"/{kind}/{paper}", step) for kind, paper, step in office.rows(STEPS)]
    for path, step in sorted({one for one in kept if kept.count(one) > 1}):
        yield f"{path}: {step} {kept.count((path, step))} times"
    for errand in shift.errands:
        for done in errand.done:
            if done.step != "made" and (done.path, done.step) not in kept:
                yield f"{errand.name}: {done.step} of {done.path} was acknowledged and is lost"


def _numbers_wrong(office: Office) -> Iterator[str]:
    """Each book runs from 1 without a gap."""
    for book, lines in itertools.groupby(office.rows(LINES), key=lambda line: line[:3]):
        numbers = [line[3] for line in lines]
        if numbers != list(range(1, len(numbers) + 1)):
            yield f"{book}: {numbers}"


def begin(home: Path, server: str) -> tuple[Settings, dict[str, str]]:
    """The people and their keys, on SQLite or in a database of the PostgreSQL at `server`; and the
    deadlines that every errand takes."""
    home.mkdir(parents=True, exist_ok=True)
    offices.people(home)
    if server:
        offices.moved_to(server, home)
    settings = Settings(home=home, database_url=server)
    app = create_app(settings)
    with app.app_context(), app.test_request_context():
        return settings, {"unit": papers.due(10), "person": papers.due(7)}


@click.command()
@click.argument("kills", default=KILLS)
@click.argument("home", type=click.Path(path_type=Path), default=None, required=False)
@click.option("--seed", default=1, help="Of when it falls.")
@click.option("--postgresql", is_flag=True, help="Its rows in a PostgreSQL of the drill's own.")
def main(kills: int, home: Path | None, *, seed: int, postgresql: bool) -> None:
    home = home or Path(tempfile.mkdtemp(prefix="congso-drill-"))
    with services.postgres() if postgresql else contextlib.nullcontext("") as server:
        settings, due = begin(home, server)
        office = Office(settings)
        drill_scans.until(office.is_up, "the office answers")
        shift = Shift(office.house, due)
        with shift.at_work():
            rises = killed(office, kills, random.Random(seed))
        found = list(wrong(office, shift))
        office.leave()
    for line in (*found, *told(shift, rises), str(home)):
        click.echo(line)
    sys.exit(bool(found))


def told(shift: Shift, rises: list[float]) -> Iterator[str]:
    steps = sum(len(errand.done) for errand in shift.errands)
    yield f"{len(rises)} kills; {len(shift.errands)} errands, {steps} steps acknowledged"
    yield f"up again after {median(rises):.1f} s in the middle, {max(rises):.1f} s at most"


if __name__ == "__main__":
    main()
