"""Reading deliveries: who has received, read, refused, finished."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from server.database import db
from server.documents.delivery.models import Delivery


def deliveries_of(outgoing_id: int) -> list[Delivery]:
    """The recipients of a document in the order of its nơi nhận."""
    mine = select(Delivery).where(Delivery.outgoing_id == outgoing_id).order_by(Delivery.id)
    return list(db.session.scalars(mine.options(joinedload(Delivery.recipient))))
