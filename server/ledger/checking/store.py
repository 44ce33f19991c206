"""The store against its names and against the rows: every file is hashed again."""

from collections.abc import Iterator

from sqlalchemy import select

from server.audit.models import LedgerEvent
from server.database import Base, db
from server.files import store
from server.ledger.checking.log import said_in
from server.papers.destroyed import EVENT
from server.papers.naming import NAMING, naming
from workflows import Refused


def store_findings() -> Iterator[str]:
    kept: set[str] = set()
    for sha256 in store().walk():
        kept.add(sha256)
        try:
            if not store().check(sha256):
                yield f"tệp {sha256}: nội dung trong kho đã bị thay đổi"
        except Refused:
            yield f"tệp {sha256}: bị khóa vì nghi mật, không mở được bằng khóa cách ly của máy này"
    kept |= _destroyed()
    for table, column in NAMING:
        yield from _missing(table, column, kept)


def _destroyed() -> set[str]:
    """What the log itself says was destroyed when its time was over (AR-07): it is not missed."""
    told = select(LedgerEvent.content).where(LedgerEvent.content.contains(f'"event":"{EVENT}"'))
    events = [said_in(content) or {} for content in db.session.scalars(told)]
    return {sha256 for one in events for sha256 in str(one.get("files", "")).split(",") if sha256}


def _missing(table: str, column: str, kept: set[str]) -> Iterator[str]:
    """Files that came after the walk have a row already: the disk is asked again."""
    named = Base.metadata.tables[table].c[column]
    found = select(named).where(naming(table, column)).distinct().execution_options(yield_per=5000)
    for (sha256,) in db.session.execute(found):
        if sha256 not in kept and not store().has(sha256):
            yield f"tệp {sha256}: có trong {table} nhưng không có trong kho"
