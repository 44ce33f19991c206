"""What else waits for a second administrator: the room that keeps such a thing says so here."""

from collections.abc import Callable
from typing import NamedTuple

from server.org.actor import Actor


class Waiting(NamedTuple):
    """What it is called, where it is answered, and who asked for it when."""

    name: str
    href: str
    words: str


Look = Callable[[Actor], list[Waiting]]
_looks: list[Look] = []


def also(look: Look) -> Look:
    """Its lines stand on “Chờ xác nhận” and are counted at its door."""
    _looks.append(look)
    return look


def others(actor: Actor) -> list[Waiting]:
    return [one for look in _looks for one in look(actor)]
