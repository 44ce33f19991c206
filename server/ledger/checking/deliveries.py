"""Deliveries against the log: each stands where the last word about it left it."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import select

from server.database import db
from server.documents.delivery.models import Delivery
from server.ledger.named_files import Said


def delivery_findings(ids: range, heard: Mapping[int, Sequence[Said]]) -> Iterator[str]:
    """Of these documents; one of which nothing was heard yet stands as it was dispatched."""
    asked = select(Delivery.outgoing_id, Delivery.id, Delivery.state)
    mine = asked.where(Delivery.outgoing_id >= ids.start, Delivery.outgoing_id < ids.stop)
    rows = db.session.execute(mine.order_by(Delivery.id)).all()
    for paper_id, id, state in rows:
        told = _told(heard.get(paper_id, ()), id)
        if told not in (None, str(state)):
            yield f"outgoing/{paper_id}: lần gửi {id} đang ghi {state} nhưng nhật ký ghi {told}"
    there = {id for _paper, id, _state in rows}
    for paper_id, told_of in heard.items():
        for id in sorted({said["delivery"] for said in told_of if "delivery" in said} - there):
            words = f"outgoing/{paper_id}: lần gửi {id}"
            yield f"{words} ghi trong nhật ký không còn trong cơ sở dữ liệu"


def _told(events: Sequence[Said], delivery_id: int) -> str | None:
    """Where the last receipt left it; that a clerk sent it again or asked for it back is written
    beside the receipt of that act, and says no state."""
    told = None
    for said in events:
        if said.get("delivery") == delivery_id and "delivery_state" in said:
            told = str(said["delivery_state"])
    return told
