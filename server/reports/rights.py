"""Whose the figures of each report are, and so who may keep, read and order it (DOMAIN §13)."""

from collections.abc import Mapping, Set

from server.archive import owed
from server.documents.tasks.leading import GIVE_TO_ALL
from server.org import house
from server.org.actor import Actor
from server.policy import WHOLE_REGISTER
from workflows import Refused, Role

AGENCYS: Mapping[str, Set[Role]] = {
    "incoming": WHOLE_REGISTER,
    "outgoing": WHOLE_REGISTER,
    "tasks": GIVE_TO_ALL,
    "online": WHOLE_REGISTER,
    "meetings": GIVE_TO_ALL | {Role.AUDITOR},
    "exchange": WHOLE_REGISTER,
    "exceptions": frozenset({Role.LEADER, Role.AUDITOR}),
    "owed": owed.READERS,
    "below": frozenset({Role.LEADER}),
}
"""Of the whole agency; of those below it a leader has totals (§13)."""
OF_UNITS = frozenset({"incoming", "outgoing", "tasks", "online"})
"""Of what a unit's head has his unit's."""


def may_read(actor: Actor, of: str) -> bool:
    """Whether this post has reports of this kind."""
    if of == "below" and not house.below(actor.agency_id):
        return False
    heads = {Role.UNIT_HEAD} if of in OF_UNITS else set()
    return actor.agency_id is not None and bool(actor.roles & (AGENCYS[of] | heads))


def kinds_of(actor: Actor) -> list[str]:
    """The reports that this post has, in the order in which they are shown."""
    return [of for of in AGENCYS if may_read(actor, of)]


def require_any(actor: Actor) -> None:
    """Who has reports at all; an officer has the list of his papers."""
    if not kinds_of(actor):
        raise Refused("not_allowed")


def require(actor: Actor, of: str) -> None:
    if not may_read(actor, of):
        raise Refused("not_allowed")


def has_agencys(actor: Actor) -> list[str]:
    """The kinds of which he sees the whole agency."""
    return [of for of, roles in AGENCYS.items() if actor.roles & roles]
