"""What did not get through and was seen to another way: its clerk says so, and it waits no longer.

It stays as it is (REFUSED is final, §8.5) with her words beside it; what comes of it later, where
anything does, stands before her again.
"""

from server import audit, repeats
from server.database import transaction
from server.documents.delivery.models import Delivery
from server.documents.delivery.queries import SETTLED
from server.documents.delivery.services import stop_trying, write_event
from server.exchange.following import delivery_of
from server.exchange.hearing import tell
from server.exchange.troubled import is_in_trouble
from server.org.actor import Actor
from workflows import Refused


def settle(actor: Actor, outgoing_id: int, delivery_id: int, *, reason: str) -> Delivery:
    """Nothing more is sent there, and nobody waits for a word from there."""
    with transaction() as session:
        paper, delivery = delivery_of(actor, outgoing_id, delivery_id)
        session.refresh(delivery, with_for_update=True)
        if not is_in_trouble(actor, delivery.id):
            raise Refused("delivery_not_in_trouble")
        if not reason.strip():
            raise Refused("has_reason", "reason")
        repeats.remember("outgoing", paper.id)
        stop_trying(delivery)
        write_event(delivery, SETTLED, False, f"{actor.name}: {reason.strip()}")
        facts = {"delivery": delivery.id, "agency": paper.agency_id}
        audit.append("settle_delivery", f"outgoing/{paper.id}", **actor.by, **facts)
        tell(delivery)
    return delivery
