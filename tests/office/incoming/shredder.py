"""A secret at Lan's counter, and its way to the shredder."""

import functools
from typing import Any

from sqlalchemy import event, select

from server.database import Base, db
from server.office import office
from tests.cast import Cast
from tests.office.incoming.test_receiving import hand_in
from tests.office.papers import ok
from tests.uploads.sheets import written

MARK = "Xuyenchi"
"""A word that stands nowhere else in the office."""
WHY = {"reason": "Bản có dấu MẬT của cơ quan ban hành"}


@functools.cache
def head(words: str = "MẬT") -> bytes:
    return written([(60, 700, words), (60, 650, f"{MARK} trang mot")])


def secret(cast: Cast, **more: Any) -> str:
    """Lan scans it; its name, number, subject and pages speak of it."""
    said = {"subject": f"V/v {MARK}", "notation": MARK[:8], "issuer": f"Ban {MARK}"} | more
    return f"/incoming/{ok(hand_in(cast, f'{MARK}.pdf', head(), **said))['id']}"


def purged(cast: Cast, path: str) -> str:
    assert cast.lan.does(path, "purge", WHY).status_code == 202
    ok(cast.minh.does(path, "purge"))
    return path


def rows_with(mark: str) -> list[str]:
    """Every cell of every table in which the word stands, however it is written."""
    db.session.rollback()
    return [
        f"{table.name}.{name}"
        for table in Base.metadata.sorted_tables
        for row in db.session.execute(select(table)).mappings()
        for name, value in row.items()
        if mark.lower() in str(value).lower()
    ]


def files_with(mark: str) -> list[str]:
    """Every file of the home in which the word stands: database, log, store, or another."""
    home, low = office().cabinet.keys.parent, mark.lower().encode()
    found = [place for place in home.rglob("*") if place.is_file()]
    return [place.name for place in found if low in place.read_bytes().lower()]


def as_other_builds_delete() -> None:
    """Many a SQLite leaves what was deleted where it stood, until something else needs the room."""
    db.session.remove()
    db.engine.dispose()
    if db.engine.dialect.name == "sqlite":
        event.listen(db.engine, "connect", lambda c, _r: c.execute("PRAGMA secure_delete = OFF"))
