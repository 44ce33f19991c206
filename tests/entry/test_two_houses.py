"""A district's log and a commune's own server: two processes, two homes, one line between them."""

import contextlib
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.entry.test_cli import TOP, Terminal

SERVED = "import sys; from server import web; web.main(*sys.argv[1:])"
PATIENCE = 60


@dataclass
class House:
    """The commune's web process, as the supervisor starts it, and its shell."""

    shell: Terminal
    address: str
    process: subprocess.Popen[bytes]


def moved_in(room: Path, people_home: Path) -> Terminal:
    room.mkdir()
    shutil.copytree(people_home, room / "home")
    return Terminal(room, room / "home")


@pytest.fixture
def district(tmp_path: Path, people_home: Path) -> Terminal:
    return moved_in(tmp_path / "huyen", people_home)


@pytest.fixture
def commune(tmp_path: Path, people_home: Path) -> Iterator[House]:
    shell = moved_in(tmp_path / "xa", people_home)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    kept = {name: said for name, said in os.environ.items() if not name.startswith("CONGSO_")}
    env = kept | {"CONGSO_HOME": str(shell.home), "PYTHONPATH": str(TOP)}
    command = [sys.executable, "-c", SERVED, "127.0.0.1", port]
    with subprocess.Popen(command, env=env, cwd=TOP, stdin=subprocess.PIPE) as process:
        house = House(shell, f"http://127.0.0.1:{port}", process)
        _await(house)
        yield house
        process.send_signal(signal.SIGINT)  # gunicorn: at once, nobody waits


def _await(house: House) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and house.process.poll() is None:
        try:
            urllib.request.urlopen(f"{house.address}/healthz", timeout=5).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the commune's server does not answer")


def test_the_commune_countersigns_and_remembers_what_the_district_takes_back(district, commune):
    xa = commune.shell.say("ledger", "witness", "found", "hoangphu")[0].strip()
    url, file = f"{commune.address}/witness/hoangphu", district.room / "log.jsonl"
    district.say("ledger", "witness", "ask", xa, "--url", url)
    district.say("ledger", "export", file)
    log = (district.home / "keys" / "log.pub").read_text().strip()
    trusting = ("ledger", "verify", file, "--key", log, "--witness", xa)
    assert "chưa ký xác nhận" in district.say(*trusting, code=1)[1]  # the commune watches nobody

    commune.shell.say("ledger", "witness", "watch", "hoangphu", log)
    district.say("ledger", "export", file)
    assert "nhan-chung/hoangphu đã ký xác nhận điểm chốt này" in district.say(*trusting)[0]

    _taken_back(district.home / "office.db")
    district.say("ledger", "export", file)
    assert "1 mục khớp" in district.say(*trusting[:5])[0]  # by itself the new log is sound
    assert "chưa ký xác nhận" in district.say(*trusting, code=1)[1]
    wrong = district.say("ledger", "check", code=1)[1]
    assert "nhan-chung/hoangphu: nhật ký không nối tiếp điểm chốt mà nhân chứng đã thấy" in wrong


def _taken_back(database: Path) -> None:
    """Whoever has the district's machine in hand changes an entry, and has all signed anew."""
    with contextlib.closing(sqlite3.connect(database)) as kept:
        named = kept.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in named:
            kept.execute(f"DROP TRIGGER {name}")
        for table in ("cosignatures", "checkpoints", "nodes", "leaves"):
            kept.execute(f"DELETE FROM ledger_{table}")
        kept.execute("UPDATE ledger_events SET content = replace(content, 'key_id', 'key_ie')")
        kept.execute("INSERT INTO ledger_waiting SELECT id FROM ledger_events")
        kept.commit()
