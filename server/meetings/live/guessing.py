"""Who guesses at a code of the room waits: after five wrong ones awhile (DOMAIN §10.6, §10.9).

Each way in (`here`, `screen`) counts for itself, and for each account and address.
"""

from server.door.services import count_failure, forgive, refuse_locked
from server.org.actor import Actor
from workflows import Refused


def refuse_guessing(actor: Actor, way: str) -> None:
    """Raises `guessed_too_often` with the minutes to wait."""
    try:
        refuse_locked(f"{way} {actor.account}", actor.address or "")
    except Refused as no:
        raise Refused("guessed_too_often", minutes=no.said["minutes"]) from None


def guessed_wrong(actor: Actor, way: str) -> None:
    """A code that did not fit is counted."""
    count_failure(f"{way} {actor.account}", actor.address or "")


def guessed_right(actor: Actor, way: str) -> None:
    forgive(f"{way} {actor.account}", actor.address or "")
