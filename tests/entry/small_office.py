"""A small application to try the process tree with: `small_office.py found|web|jobs|pool`."""

import datetime as dt
import importlib
import os
import sys
import time
import types
from collections.abc import Callable
from pathlib import Path

from flask import Flask, request

from server import config, jobs, pool, rota
from server.database import Base, db, engine_options, transaction
from server.sockets import install, socketio

HOME = Path(os.environ["CONGSO_HOME"])
PATIENCE = 60
jobs.LEASE = dt.timedelta(seconds=float(os.environ.get("SMALL_LEASE", "30")))


def note(name: str) -> None:
    """Write one's pid on the wall, whole or not at all."""
    (HOME / f"{name}.new").write_text(str(os.getpid()))
    (HOME / f"{name}.new").rename(HOME / f"{name}.pid")


def write(line: str) -> None:
    with (HOME / "diary").open("a") as diary:
        diary.write(f"{line}\n")


def whoami() -> int:
    note("child")
    return os.getpid()


@jobs.job("letter")
def letter(name: str, until: str = "") -> dict[str, str]:
    """Takes until a file is there, and says in the diary when it begins and ends."""
    write(f"begin {name}")
    jobs.progress(50)
    while until and not Path(until).exists():
        time.sleep(0.02)
    write(f"end {name}")
    return {"for": name}


@rota.unceasing
def place() -> None:
    """Stands for the ledger: gives every waiting event its place."""
    for event in HOME.glob("event-*"):
        event.rename(HOME / event.name.replace("event", "placed"))


def create_app() -> Flask:
    settings = config.load()
    app = Flask("small_office")
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(settings.database)
    db.init_app(app)
    jobs.install(app, settings)
    app.add_url_rule("/healthz", view_func=lambda: str(os.getpid()), endpoint="healthz")
    app.add_url_rule("/slow", view_func=_slow, endpoint="slow", methods=["POST"])
    app.add_url_rule("/ask", view_func=_ask, endpoint="ask", methods=["POST"])
    app.add_url_rule("/child", view_func=lambda: str(pool.submit(whoami)), endpoint="child")
    install(app, settings)
    return app


@socketio.on("hello")
def hello(name: str) -> dict[str, str]:
    return {"hello": name}


def _slow() -> str:
    """Answers when the file that the body names is there."""
    (HOME / "slow").touch()
    while not Path(request.get_data(as_text=True)).exists():
        time.sleep(0.02)
    (HOME / "event-last").touch()
    return "done"


def _ask() -> str:
    name, _, file = request.get_data(as_text=True).partition(" ")
    with transaction():
        return str(jobs.later("letter", {"name": name, "until": file}).id)


def _part(name: str, *words: str) -> None:
    """The real web and the real consumer, with this application in the office's stead."""
    stead = types.ModuleType("server.app")
    stead.create_app = create_app
    sys.modules["server.app"] = stead
    part = importlib.import_module({"web": "server.web", "jobs": "server.worker"}[name])
    note(name)
    part.main(*words)


def _pool() -> None:
    """A parent whose child is at work, until it is killed."""
    pool.submit(whoami)
    note("parent")
    time.sleep(PATIENCE)


def _found() -> None:
    """As `congso run` does: the tables are there before two parts look for them at once."""
    with create_app().app_context():
        Base.metadata.create_all(db.engine)


ROLES: dict[str, Callable[..., None]] = {
    "found": _found,
    "web": lambda *words: _part("web", *words),
    "jobs": lambda: _part("jobs"),
    "pool": _pool,
}


def main(role: str, *words: str) -> None:
    ROLES[role](*words)


if __name__ == "__main__":
    main(*sys.argv[1:])
