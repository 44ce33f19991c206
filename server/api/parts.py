"""Parts of what the API says of an incoming document: who helps with it, what stays of it."""

import datetime as dt
from typing import Any

from pydantic import BaseModel

from server.clock import local
from server.documents.incoming.models import IncomingDocument
from server.papers.tombstones import Tombstone, tombstone_of
from workflows.incoming import Incoming


class Help(BaseModel):
    who: str
    state: str
    due_at: dt.datetime | None
    text: str


class Tomb(BaseModel):
    """Dấu vết của văn bản mật đã tiêu hủy (SEC-03)."""

    at: dt.datetime
    organ_id: str
    proposed_by: str
    confirmed_by: str
    reason: str
    sha256: list[str]


def tomb_of(paper: IncomingDocument) -> Tomb | None:
    """None where the paper is still here."""
    stone = tombstone_of("incoming", paper.id) if paper.state == Incoming.PURGED else None
    return Tomb(**stone_said(stone)) if stone else None


def stone_said(stone: Tombstone) -> dict[str, Any]:
    """What a tombstone says, whatever it is shown in."""
    said = {name: getattr(stone, name) for name in ("organ_id", "proposed_by", "confirmed_by")}
    return said | {"at": local(stone.at), "reason": stone.reason, "sha256": stone.digests}
