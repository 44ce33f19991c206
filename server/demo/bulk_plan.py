"""What a heap of old papers is to become: kept beside the office until all of it is there."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy import func, select

from server.database import db
from server.demo.loader_ids import next_id
from server.documents.incoming.models import IncomingDocument
from server.finding.models import SearchRow
from server.office import office


@dataclass(frozen=True, slots=True)
class Plan:
    """`n` papers from id `first` on, of the year that ends on `day`; the seed makes them anew."""

    n: int
    seed: int
    day: str
    first: int
    first_found: int

    @property
    def done(self) -> int:
        """How many were there when it was broken off: a chunk is in the office whole or not."""
        mine = IncomingDocument.id.between(self.first, self.first + self.n - 1)
        last: int | None = db.session.scalar(select(func.max(IncomingDocument.id)).where(mine))
        return last - self.first + 1 if last else 0


def begun(n: int, seed: int | None, day: str) -> Plan:
    """The plan of as many papers that was broken off, or a new one."""
    place = _place()
    if place.exists():
        kept = Plan(**json.loads(place.read_text()))
        if kept.n == n and seed in (None, kept.seed):
            return kept
    first = next_id(IncomingDocument)
    plan = Plan(n, first if seed is None else seed, day, first, next_id(SearchRow))
    place.write_text(json.dumps(asdict(plan)))
    return plan


def finished() -> None:
    _place().unlink(missing_ok=True)


def _place() -> Path:
    return office().cabinet.keys.parent / "bulk.json"
