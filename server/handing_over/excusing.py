"""Whoever gave has no post any more, and cannot sign in to say that his list is right.

The list would wait for his word for ever: withdrawn it may not be where he made way (AR-04).
"""

from server.database import transaction
from server.handing_over.models import WorkHandover
from server.handing_over.services import keep, take_list_back, taking
from server.org.actor import Actor


def excuse(actor: Actor, row_id: int, *, reason: str) -> WorkHandover:
    """The list says why he does not confirm it, as one that was begun without him; it is presented
    anew, for whoever takes signed a sheet with a place for him."""
    with transaction():
        one = taking(actor, row_id, "excuse", reason)
        one.absent, one.presented_at = reason.strip(), None
        one.confirmations.clear()
        take_list_back(actor, one)
        keep(actor, "work_handover_excused", one, f"Người bàn giao không tự xác nhận: {one.absent}")
    return one
