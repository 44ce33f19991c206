"""The commands as a person at a terminal meets them: words, one line for a no, an exit code."""

import hashlib
import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from server.cli import main
from tests.office import papers

TOP = Path(__file__).parents[2]
CONGSO = [sys.executable, "-c", "from server.cli import main; main()"]


class Terminal:
    """A shell in an empty folder, with an office's home or without one."""

    def __init__(self, room: Path, home: Path) -> None:
        self.room, self.home = room, home

    def run(self, *words: object, code: int = 0) -> subprocess.CompletedProcess[str]:
        kept = {name: said for name, said in os.environ.items() if not name.startswith("CONGSO_")}
        env = kept | {"CONGSO_HOME": str(self.home), "PYTHONPATH": str(TOP)}
        got = subprocess.run(
            [*CONGSO, *map(str, words)],
            check=False,
            env=env,
            cwd=self.room,
            capture_output=True,
            text=True,
        )
        assert "Traceback" not in got.stdout + got.stderr
        assert got.returncode == code, got.stderr
        return got

    def say(self, *words: object, code: int = 0) -> tuple[str, str]:
        """The same within this process, which is quicker: what stands on stdout and on stderr."""
        out, err = io.StringIO(), io.StringIO()
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("CONGSO_HOME", str(self.home))
            patch.chdir(self.room)
            patch.setattr(sys, "argv", ["congso", *map(str, words)])
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            with pytest.raises(SystemExit) as left:
                main()
        assert (left.value.code, "Traceback" in out.getvalue() + err.getvalue()) == (code, False)
        return out.getvalue(), err.getvalue()

    def file(self, name: str, data: bytes) -> Path:
        place = self.room / name
        place.write_bytes(data)
        return place


@pytest.fixture
def nowhere(tmp_path) -> Terminal:
    """No office at all."""
    return Terminal(tmp_path, tmp_path / "home")


@pytest.fixture
def inside(tmp_path, people_home) -> Terminal:
    """An office with its people."""
    home = tmp_path / "home"
    shutil.copytree(people_home, home)
    return Terminal(tmp_path, home)


def one_line(words: str) -> bool:
    return len(words.strip().splitlines()) == 1


def test_an_installation_is_made_examined_and_brought_up_to_date(nowhere):
    assert "✗ Cơ sở dữ liệu" in nowhere.run("doctor", code=1).stdout
    nowhere.run("init")
    nowhere.say("init")
    nowhere.say("migrate")
    said = nowhere.run("doctor").stdout
    assert all(line.startswith(("✓", "✗")) for line in said.splitlines())
    assert "khớp nhau" in nowhere.say("ledger", "check")[0]
    assert "chưa có mục nào" in nowhere.say("ledger", "export", "x", code=1)[1]
    assert not (nowhere.room / "x").exists()


@pytest.mark.parametrize("words", [("user", "list"), ("ledger", "check"), ("token", "create", "a")])
def test_an_office_that_was_never_made_is_said_in_one_line(nowhere, words):
    said = nowhere.say(*words, code=1)[1]
    assert one_line(said)
    assert "congso doctor" in said


def test_a_token_stands_alone_on_stdout_and_the_log_tells_of_it(inside):
    said = inside.run("token", "create", "vanthu.huyen", "--scope", "read").stdout
    assert one_line(said)
    assert len(said.strip()) > 20
    office = sqlite3.connect(inside.home / "office.db")
    ((told,),) = office.execute("SELECT content FROM ledger_events WHERE content LIKE '%token_ma%'")
    office.close()
    assert (json.loads(told)["scope"], json.loads(told)["token_sha256"]) == (
        "read",
        hashlib.sha256(said.strip().encode()).hexdigest(),
    )


def test_people_agencies_and_mandates_are_listed(inside):
    assert "vanthu.huyen" in inside.say("user", "list")[0]
    assert "hoangphu" in inside.say("agency", "list")[0]
    assert "KT" in inside.say("delegation", "list")[0]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("token", "create", "khong.co"), 1),
        (("frob",), 2),
        (("verify",), 2),
        (("run", "--port", "x"), 2),
        (("ledger", "prove", "99"), 1),
    ],
)
def test_a_no_is_one_line_and_an_exit_code(inside, words, code):
    assert one_line(inside.say(*words, code=code)[1])


def test_a_setting_that_nobody_knows_is_named_with_the_nearest(nowhere):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CONGSO_HOM", "x")
        assert "CONGSO_HOME" in nowhere.say("doctor", code=1)[1]


def test_a_first_start_on_the_network_makes_no_known_passwords(nowhere):
    said = nowhere.run("run", "--host", "0.0.0.0", code=1).stderr
    assert "mật khẩu ai cũng biết" in said
    assert nowhere.say("user", "list")[0] == ""


def test_a_fault_of_ours_is_one_line_and_its_traceback_is_kept(inside):
    code = (
        "import click, sys; from server import cli; from server.commands import people\n"
        "def broken(*_): raise ZeroDivisionError('x')\n"
        "people.agency_list.callback = broken\n"
        "sys.argv = ['congso', 'agency', 'list']; cli.main()"
    )
    env = os.environ | {"CONGSO_HOME": str(inside.home)}
    got = subprocess.run(
        [sys.executable, "-c", code], check=False, env=env, cwd=TOP, capture_output=True
    )
    assert got.returncode == 1
    assert one_line(got.stderr.decode())
    assert b"Traceback" not in got.stderr + got.stdout
    assert "ZeroDivisionError" in (inside.home / "error.log").read_text()


def verdicts(got) -> list[dict]:
    return [json.loads(line) for line in got.stdout.splitlines()]


def test_files_are_judged_without_an_office_and_nothing_is_written(nowhere):
    plain = nowhere.file("khong-ky.pdf", papers.scan())
    empty = nowhere.file("trong.pdf", b"")
    (one,) = verdicts(nowhere.run("verify", "--json", plain, code=1))
    assert (one["verdict"], one["integrity"], one["signatures"]) == ("unsigned", "unsigned", [])
    assert set(one) >= {"file", "sha256", "verdict", "integrity", "profile", "reasons"}
    assert verdicts(nowhere.run("verify", "--json", empty, code=2))[0]["verdict"] == "unreadable"
    gone = verdicts(nowhere.run("verify", "--json", nowhere.room / "khong-co.pdf", code=2))
    assert gone[0]["verdict"] == "unreadable"
    assert not nowhere.home.exists()


def test_several_files_are_answered_in_order_with_the_exit_of_the_worst(nowhere):
    files = [nowhere.file(f"{n}.pdf", papers.scan() if n % 3 else b"x") for n in range(12)]
    got = nowhere.run("verify", "--json", *files, code=2)
    assert [one["file"] for one in verdicts(got)] == [str(file) for file in files]
    assert [one["verdict"] == "unreadable" for one in verdicts(got)] == [True, False, False] * 4
    assert "12/12" in got.stderr


def test_the_log_of_a_home_is_proved_and_verified_elsewhere(inside, nowhere):
    code = (
        "from server.app import create_app; from server import audit\n"
        "from server.database import transaction\n"
        "app = create_app()\n"
        "with app.app_context(), transaction(): audit.append('start', 'outgoing/7')"
    )
    env = os.environ | {"CONGSO_HOME": str(inside.home)}
    subprocess.run([sys.executable, "-c", code], env=env, cwd=TOP, check=True)
    inside.say("ledger", "export", inside.room / "log.jsonl")
    proof = inside.file("proof", inside.run("ledger", "prove", "7").stdout.encode())
    key = inside.home / "keys" / "log.pub"
    elsewhere = Terminal(nowhere.room, nowhere.room / "none")
    log = inside.room / "log.jsonl"
    assert "✓ 1 mục" in elsewhere.run("ledger", "verify", log, "--key", key).stdout
    assert "✓ 1 mục" in elsewhere.say("ledger", "verify", proof, "--key", key)[0]
    bad = elsewhere.file("bad", log.read_bytes().replace(b"outgoing/7", b"outgoing/8"))
    assert "mục 0" in elsewhere.say("ledger", "verify", bad, code=1)[1]
    assert one_line(elsewhere.say("ledger", "verify", "khong-co", code=2)[1])
    assert one_line(elsewhere.say("ledger", "verify", elsewhere.file("r", b"\xff"), code=2)[1])
    assert not elsewhere.home.exists()


def test_help_is_there_for_every_command(nowhere):
    said, _ = nowhere.say("--help")
    for name in ("run", "init", "migrate", "doctor", "demo", "verify", "ledger", "token"):
        assert name in said
