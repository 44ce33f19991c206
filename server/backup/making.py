"""`congso backup`: a consistent copy while the office works.

The scan box first, then the database, at one moment; then the files, which are never changed, and
were on the disk before a row named them: so all that the copy's rows name is there. What may be a
secret is in it only locked, and its key is not (SEC-02); the purge list comes last (SEC-04).
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, create_engine, delete, func, select

from server import schema
from server.backup import rows, waiting
from server.backup.archive import DATABASE, Archive, writing
from server.config import Settings
from server.database import db
from server.files import store
from server.meetings.live.sweeping import a_secret_vote_is_open
from server.meetings.votes.models import Participation, SecretBallot, Vote
from server.papers.safe import Safe
from workflows import Refused
from workflows.ballot import VoteKind

BESIDE = ("secret", "founding-key")
LAST = "purged.jsonl"


@dataclass(frozen=True, slots=True)
class Made:
    """What was laid into the file, and of how many papers the content lies locked in it."""

    files: int
    size: int
    locked: int


def make(settings: Settings, place: Path, passphrase: str = "") -> Made:
    """Write the file, locked where there is a passphrase; it has its name once it is whole."""
    if a_secret_vote_is_open():
        raise Refused("secret_vote_is_open")
    home = settings.home.absolute()
    with (
        writing(place, passphrase) as archive,
        waiting.set_beside(settings.scans, place) as scans,
        _snapshot(place) as database,
    ):
        left = [*waiting.not_taken(scans, database)]
        archive.put(DATABASE, database)
        for scan in left:
            archive.put(scan.place, scan.copy)
        for name in BESIDE:
            _put_if_there(archive, name, home / name)
        for folder in (settings.keys, settings.services):
            _put_folder(archive, folder)
        _put_store(archive)
        _put_if_there(archive, LAST, home / LAST)
        archive.seal(home=str(home), settings=_told(settings))
    return Made(len(archive.files), place.stat().st_size, _locked())


def _put_folder(archive: Archive, folder: Path) -> None:
    """Keys, or the services where keys lie; nothing that is only being written."""
    for one in sorted(folder.rglob("*")):
        if one.is_file() and not one.name.startswith("."):
            archive.put(f"{folder.name}/{one.relative_to(folder)}", one)


def _put_store(archive: Archive) -> None:
    """As each file lies at this moment, open or locked; one that was destroyed just now is not."""
    shelf = store().shelf
    for sha256 in store().walk():
        for name in store().lying(sha256):
            with suppress(FileNotFoundError):
                archive.put(f"store/{name[:2]}/{name[2:4]}/{name}", shelf.here(name))
            shelf.forget(name)


def _put_if_there(archive: Archive, name: str, place: Path) -> None:
    try:
        archive.put(name, place)
    except FileNotFoundError:
        return


def _told(settings: Settings) -> dict[str, str]:
    """Settings that the next machine may want; no address that has a password in it."""
    names = ("base_url", "tsa_url", "mail_from")
    return {name: str(said) for name in names if (said := getattr(settings, name))}


def _locked() -> int:
    db.session.rollback()
    shut = select(func.count()).select_from(Safe).where(Safe.box.is_not(None))
    return db.session.scalar(shut) or 0


@contextmanager
def _snapshot(beside: Path) -> Iterator[Path]:
    """The rows as of one moment, in a file of SQLite, whatever the office's database is."""
    place = beside.with_name(f".{beside.name}.db")
    for one in _with_log(place):
        one.unlink(missing_ok=True)
    place.touch(mode=0o600)
    try:
        (_vacuumed if db.engine.dialect.name == "sqlite" else _rewritten)(db.engine, place)
        _without_answers(place)
        yield place
    finally:
        for one in _with_log(place):
            one.unlink(missing_ok=True)


def _with_log(place: Path) -> list[Path]:
    return [place, *(place.with_name(place.name + end) for end in ("-wal", "-shm"))]


def _without_answers(place: Path) -> None:
    """Of a poll in secret that still runs, two copies would show whose answer came in between: so
    none holds one, and whoever lays the office back lets everybody answer again (VT-12)."""
    made = create_engine(f"sqlite:///{place}")
    running = select(Vote.id).filter_by(kind=VoteKind.SECRET.value, closed_at=None)
    with made.execution_options(writing=True).begin() as copy:
        votes = copy.execute(running).scalars().all()
        for rows in (Participation, SecretBallot):
            copy.execute(delete(rows).where(rows.vote_id.in_(votes)))
    made.dispose()
    if votes:
        with closing(sqlite3.connect(place)) as raw:
            raw.execute("VACUUM")


def _vacuumed(engine: Engine, place: Path) -> None:
    """Nothing that was deleted is in it."""
    raw = engine.raw_connection()
    try:
        raw.driver_connection.execute("VACUUM INTO ?", (str(place),))  # type: ignore[union-attr]
    finally:
        raw.close()


def _rewritten(engine: Engine, place: Path) -> None:
    made = create_engine(f"sqlite:///{place}")
    schema.bring_up(made)
    with (
        engine.connect().execution_options(isolation_level="REPEATABLE READ") as old,
        made.execution_options(writing=True).begin() as new,
    ):
        rows.copy(old, new)
    made.dispose()
