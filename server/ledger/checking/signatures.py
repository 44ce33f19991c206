"""The signature log against the ledger: each row (DOMAIN §7.5) is the one whose hash was placed."""

import json
from collections import Counter
from collections.abc import Iterator

from sqlalchemy import select

from server.audit.models import LedgerEvent
from server.database import db
from server.documents.outgoing.models import Signature

BLOCK = 1000


def signature_findings() -> Iterator[str]:
    """Rows that were changed or put in, and rows that are gone."""
    placed = Counter(_placed())
    for row in db.session.scalars(
        select(Signature).order_by(Signature.id).execution_options(yield_per=BLOCK)
    ):
        found = (row.paper, row.row_sha256)
        if placed[found]:
            placed[found] -= 1
        else:
            yield f"chữ ký {row.id} ({found[0]}, {row.field}): không khớp với nhật ký"
    for (subject, _), left in placed.items():
        if left > 0:
            yield f"{subject}: chữ ký ghi trong nhật ký không còn trong sổ chữ ký"


def _placed() -> Iterator[tuple[str, str]]:
    """Subject and hash of every row that was written, waiting or placed."""
    like = LedgerEvent.content.like('%"event":"signature"%')
    rows = select(LedgerEvent.subject, LedgerEvent.content).where(like)
    for subject, content in db.session.execute(rows.execution_options(yield_per=BLOCK)):
        try:
            yield subject, str(json.loads(content)["row_sha256"])
        except (ValueError, TypeError, KeyError):
            continue  # the log's own part of the check names an event that was spoilt
