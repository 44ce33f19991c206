"""The letter that went out, so many times more, to a neighbour on another server.

On either database, for the drill and for the suite.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, insert, select, text

from server.clock import now
from server.database import db, transaction
from server.documents.delivery.models import Delivery, Letter
from server.documents.outgoing.models import OutgoingDocument
from server.exchange.directory import known_sender
from server.exchange.envelope import Organ
from server.exchange.models import Neighbour, NeighbourKey
from server.papers.models import PaperFile
from signing import fingerprint

OURS, THEIRS = "H56.12", "H58.12"
"""Hoằng Hóa's organ id, and what the neighbour's office has in its stead."""

NEIGHBOUR = Organ(organ_id=THEIRS, name="Ủy ban nhân dân huyện láng giềng")
RENAMED = text("UPDATE agencies SET organ_id = replace(organ_id, :ours, :theirs)")
COPY = "ban-sao-{}"


def acquainted(books: Connection, organs: str, public: str) -> None:
    """The office of these books takes what the neighbour with this key signs, and nothing else."""
    row = {"name": organs, "organs": organs, "signed_only": True, "by_id": 1, "created_at": now()}
    made = books.execute(insert(Neighbour.__table__).values(row)).inserted_primary_key
    key = {"neighbour_id": made[0], "public": public, "fingerprint": fingerprint(public)}
    books.execute(insert(NeighbourKey.__table__).values(key | {"created_at": now()}))


def queue(numbers: Iterable[int], *, files: bool = True, to: Organ = NEIGHBOUR) -> list[str]:
    """A letter to the neighbour for each number, under a code of its own; their document ids."""
    models = (OutgoingDocument, Delivery, Letter, *((PaperFile,) if files else ()))
    rows = [(model, _sent(model)) for model in models]
    with transaction():
        there = known_sender(to).id
        for n in numbers:
            for model, row in rows:
                db.session.execute(insert(model.__table__).values(_copied(row, n, there, to)))
    return [COPY.format(n) for n in numbers]


def _sent(model: Any) -> dict[str, Any]:
    """The first row of the letter that Lan has dispatched."""
    table = model.__table__
    columns = [one for one in table.columns if one.computed is None]
    asked = select(*columns).order_by(table.c.id).limit(1)
    if "paper_kind" in table.c:
        asked = asked.where(table.c.paper_kind == "outgoing")
    return dict(db.session.execute(asked).mappings().one())


def _copied(row: dict[str, Any], n: int, there: int, to: Organ) -> dict[str, Any]:
    mine = {"outgoing_id": n, "paper_id": n, "recipient_id": there, "delivery_id": n, "number": n}
    mine |= {"code": f"{n}/UBND-VHTT", "document_id": COPY.format(n), "to_organ": to.organ_id}
    mine |= {"status_code": "", "tries": 0}
    if "delivery_id" in row or "recipient_id" in row:
        mine["state"] = "QUEUED"  # of a letter and its delivery; the paper is out
    return row | {name: mine[name] for name in row if name in mine} | {"id": n}
