"""The drill of issue 6: two offices on two servers exchange documents while one is killed.

    .venv/bin/python -m tests.drill_exchange [DOCUMENTS] [HOME]

Hoằng Hóa's server sends DOCUMENTS letters (1000) to the neighbour's, which answers each; the
neighbour is killed with −9 when a third has come, Hoằng Hóa when two thirds have, and each starts
again. In the end the neighbour has every letter once, and Hoằng Hóa every answer.
"""

import contextlib
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

import click

from server.app import create_app
from server.config import Settings
from server.database import db, transaction
from server.exchange.directory import known_sender
from server.exchange.envelope import Organ
from tests import drill_scans, offices

OURS, THEIRS = "H56.12", "H58.12"
LETTERS = 1000
NAMES = "outgoing_documents", "paper_files", "deliveries", "letters"


class Office(drill_scans.Office):
    """One of the two, on a port of its own, with a line to the other."""

    how = ("--no-demo",)

    def __init__(self, home: Path, port: int, lines: dict[str, str]) -> None:
        self._port, self.lines = port, lines
        super().__init__(home)

    @property
    def env(self) -> dict[str, str]:
        return super().env | {"CONGSO_GATEWAYS": json.dumps(self.lines)}

    @property
    def port(self) -> int:
        return self._port

    def killed(self) -> None:
        assert self.process.poll() is None, f"it ended by itself: {self.home}/drill.log"
        self.kill()
        time.sleep(3)
        self.run()


def begin(home: Path) -> tuple[Path, Path]:
    """Both homes: ours with a letter that went out, the neighbour's under its own organ ids."""
    people, ours, theirs = (home / name for name in ("people", "ours", "theirs"))
    for one in (people, ours, theirs):
        one.mkdir(parents=True)
    offices.people(people, migrated=True)
    offices.send(ours, people, "")
    offices.furnish(theirs, people)
    with contextlib.closing(sqlite3.connect(theirs / "office.db")) as neighbour, neighbour:
        change = "UPDATE agencies SET organ_id = replace(organ_id, ?, ?)"
        neighbour.execute(change, (OURS, THEIRS))
    return ours, theirs


def queue(home: Path, letters: int) -> None:
    """The letter that went out, so many times more, to the neighbour, each under its own code."""
    app = create_app(Settings(home=home))
    with app.app_context(), app.test_request_context():
        with transaction():
            there = known_sender(Organ(organ_id=THEIRS, name="UBND huyện láng giềng")).id
        db.session.remove()
        db.engine.dispose()
    with contextlib.closing(sqlite3.connect(home / "office.db")) as ours, ours:
        ours.row_factory = sqlite3.Row
        paper, file, delivery, letter = (_last(ours, name) for name in NAMES)
        for n in range(1000, 1000 + letters):
            mine = {"outgoing_id": n, "paper_id": n, "recipient_id": there, "delivery_id": n}
            mine |= {"number": n, "code": f"{n}/UBND-VHTT", "document_id": f"drill-{n}"}
            mine |= {"to_organ": THEIRS, "state": "QUEUED", "tries": 0, "status_code": ""}
            for name, row in zip(NAMES, (paper, file, delivery, letter), strict=True):
                kept = {"state": row["state"]} if name == NAMES[0] else {}
                _put(ours, name, row | {one: mine[one] for one in row if one in mine} | kept, n)


def _last(office: sqlite3.Connection, name: str) -> dict[str, Any]:
    kind = " WHERE paper_kind = 'outgoing'" if name in ("paper_files", "letters") else ""
    return dict(office.execute(f"SELECT * FROM {name}{kind} ORDER BY id LIMIT 1").fetchone())


def _put(office: sqlite3.Connection, name: str, row: dict[str, Any], n: int) -> None:
    row["id"] = n
    gaps = ", ".join("?" * len(row))
    office.execute(f"INSERT INTO {name} ({', '.join(row)}) VALUES ({gaps})", tuple(row.values()))


def token(home: Path) -> str:
    command = [drill_scans.CONGSO, "token", "create", "vanthu.huyen", "--scope", "gateway"]
    env = os.environ | {"CONGSO_HOME": str(home)}
    return subprocess.run(
        command, env=env, capture_output=True, text=True, check=True
    ).stdout.strip()


def came(theirs: Office) -> Counter[str]:
    """How often each letter stands in the neighbour's books."""
    rows = theirs.rows("SELECT message_id FROM incoming_documents WHERE message_id LIKE 'drill-%'")
    return Counter(name for (name,) in rows)


def answered(ours: Office) -> int:
    """Letters of which the neighbour's 01 was heard."""
    asked = (
        "SELECT count(*) FROM deliveries WHERE document_id LIKE 'drill-%' AND state = 'DELIVERED'"
    )
    return int(ours.rows(asked)[0][0])


@click.command()
@click.argument("letters", default=LETTERS)
@click.argument("home", type=click.Path(path_type=Path), default=None, required=False)
def main(letters: int, home: Path | None) -> None:
    home = home or Path(tempfile.mkdtemp(prefix="congso-drill-"))
    homes = begin(home)
    queue(homes[0], letters)
    doors = [
        f"http://{token(one)}@127.0.0.1:{port}" for one, port in zip(homes, PORTS, strict=True)
    ]
    theirs = Office(homes[1], PORTS[1], {f"{OURS}*": doors[0]})
    ours = Office(homes[0], PORTS[0], {f"{THEIRS}*": doors[1]})
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
    found = came(theirs)
    twice = [name for name, times in found.items() if times > 1]
    click.echo(f"{letters} sent, {len(found)} came, {len(twice)} twice, {answered(ours)} answered")
    click.echo(f"{time.monotonic() - began:.0f} s, each server killed once; {home}")
    sys.exit(len(found) != letters or bool(twice))


PORTS = int(os.environ.get("DRILL_PORT", "8297")), int(os.environ.get("DRILL_PORT", "8297")) + 1

if __name__ == "__main__":
    main()
