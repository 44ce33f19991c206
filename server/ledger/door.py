"""GET /ledger/…: the log for its readers, its signed head for everybody (CONTRACT §2)."""

import base64
import datetime as dt
import json

from pydantic import BaseModel, Field
from sqlalchemy import select

from server.api.counter import Api
from server.api.papers import Cursor
from server.audit.models import LedgerLeaf
from server.clock import local
from server.database import db
from server.door.visitor import current_actor
from server.ledger import heads, sequencing  # noqa: F401  (its sweep stands in the rota once imported)
from signing.merkle import leaf_hash
from workflows import Refused, Role

PAGE = 50
READERS = frozenset({Role.AUDITOR})
"""Who reads the signature log (DOMAIN §3.2)."""


class Entry(BaseModel):
    """One event in its place."""

    seq: int
    event: str
    doc: str
    time: dt.datetime
    data: str = Field(description="Nội dung được băm: JSON chính tắc")
    leaf_hash: str = Field(description="SHA-256(0x00 ‖ data), RFC 6962")


class EntryList(BaseModel):
    items: list[Entry]
    next_cursor: str | None = None


class Checkpoint(BaseModel):
    """The newest signed head; whoever keeps it can hold the log to it later."""

    size: int
    root: str = Field(description="Gốc của cây, base64")
    note: str = Field(description="C2SP tlog-checkpoint, đã ký Ed25519")
    key: str = Field(description="Khóa công khai của nhật ký")
    at: dt.datetime


def open_ledger(api: Api) -> None:
    """Put the log's calls on the API's counter."""

    @api.call("GET", "/ledger/entries", query=Cursor, gives=EntryList, refuses=(403,))
    def list_entries(query: Cursor) -> EntryList:
        """Nhật ký ký số và xử lý, mục mới nhất trước."""
        if not READERS & current_actor().roles:
            raise Refused("not_allowed")
        return _page(int(query.cursor) if query.cursor else None)

    @api.call("GET", "/ledger/checkpoint", gives=Checkpoint, public=True, refuses=(404,))
    def checkpoint() -> Checkpoint:
        """Điểm chốt mới nhất của nhật ký, công khai."""
        row = heads.newest()
        if row is None:
            raise Refused("not_found")
        root = base64.b64encode(row.root).decode()
        key, at = str(heads.log_key()), local(row.at)
        return Checkpoint(size=row.size, root=root, note=row.note, key=key, at=at)


def _page(before: int | None) -> EntryList:
    rows = select(LedgerLeaf.seq, LedgerLeaf.data).order_by(LedgerLeaf.seq.desc())
    if before is not None:
        rows = rows.where(LedgerLeaf.seq < before)
    found = db.session.execute(rows.limit(PAGE + 1)).all()
    items = [_entry(seq, data) for seq, data in found[:PAGE]]
    return EntryList(items=items, next_cursor=str(items[-1].seq) if len(found) > PAGE else None)


def _entry(seq: int, data: str) -> Entry:
    said = json.loads(data)
    digest = leaf_hash(data.encode()).hex()
    return Entry(
        seq=seq,
        event=said["event"],
        doc=said["doc"],
        time=said["time"],
        data=data,
        leaf_hash=digest,
    )
