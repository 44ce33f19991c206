"""kill −9, for true: of a clerk who registers, of a leader who signs (Done when 4 and 5)."""

import datetime as dt
import subprocess
import sys
from pathlib import Path

import time_machine

from server.clock import now
from server.signatures import claims
from tests.office.outcome import id_of, numbers, refused, state_of
from tests.office.outgoing import desk
from tests.office.papers import ok

WORK = "import sys; from tests.office import at_work; at_work.main(*sys.argv[1:])"
"""Not `-m`: the pool's children would each import all of it anew."""


def at_work(app, home: Path, what: str) -> subprocess.Popen[str]:
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    given = "" if url.startswith("sqlite") else url
    command = [sys.executable, "-c", WORK, str(home), given, what]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def test_a_clerk_killed_while_registering_leaves_no_gap_and_loses_no_number(cast, app, tmp_path):
    """NUM-10: what was rolled back took no number, what was kept has its line."""
    said: list[int] = []
    for words in (4, 7):
        with at_work(app, tmp_path, "register") as clerk:
            assert clerk.stdout is not None
            assert clerk.stdout.readline().startswith("up")
            said += [int(clerk.stdout.readline()) for _ in range(words)]
            clerk.kill()
            said += [int(line) for line in clerk.stdout.read().split("\n")[:-1]]
    book = numbers("IN", cast.lan.actor.agency_id)
    assert book == list(range(1, len(book) + 1))
    assert set(said) <= set(book)
    assert len(set(said)) == len(said) >= 11


def test_a_leader_killed_while_signing_signs_after_half_a_minute(cast, app, tmp_path):
    path = desk.ready(cast)
    with at_work(app, tmp_path, f"sign {id_of(path)}") as leader:
        assert leader.wait() == -9
    assert state_of(path) == "READY_TO_SIGN"
    refused(cast.minh.does(path, "sign", {"pin": cast.pin}), "being_signed")
    with time_machine.travel(now() + claims.LEASE + dt.timedelta(seconds=1), tick=False):
        assert ok(cast.minh.does(path, "sign", {"pin": cast.pin}))["state"] == "SIGNED"
