"""What somebody keeps to be quicker: the agency's, kept by its clerk for all, and one's own."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from server.database import db
from server.org.actor import Actor
from server.org.models import Agency
from workflows import Refused, Role
from workflows.outgoing import DRAFTERS

KEEPERS = frozenset({Role.CLERK, Role.OFFICE_CHIEF})
"""Who keeps what the whole agency chooses from."""
USERS = DRAFTERS | KEEPERS


class Kept(Protocol):
    """A group of recipients, a phrase."""

    id: int
    person_id: int | None


Habit = TypeVar("Habit", bound=Kept)


def require_user(actor: Actor) -> None:
    if not USERS & actor.roles:
        raise Refused("wrong_role")


def may_change(actor: Actor, row: Kept) -> bool:
    """One's own; the agency's, by those who keep them."""
    shared = row.person_id is None
    return row.person_id == actor.person_id or (shared and bool(KEEPERS & actor.roles))


def seen_among(rows: Iterable[Habit], row_id: int) -> Habit:
    """One of what this actor chooses from; another's own does not exist."""
    row = next((one for one in rows if one.id == row_id), None)
    if row is None:
        raise Refused("no_such_row")
    return row


def changeable(actor: Actor, rows: Iterable[Habit], row_id: int) -> Habit:
    """One of what this actor chooses from, to be changed."""
    row = seen_among(rows, row_id)
    if not may_change(actor, row):
        raise Refused("wrong_role")
    return row


def require_maker(actor: Actor, *, shared: bool) -> None:
    """Raises `wrong_role`, at `shared` where it should be the agency's."""
    require_user(actor)
    if shared and not KEEPERS & actor.roles:
        raise Refused("wrong_role", "shared")


def owners(actor: Actor, *, shared: bool) -> dict[str, int | None]:
    """Whose a new one is; whoever keeps another for the agency waits until this one is kept."""
    agency = held(actor)
    return {"agency_id": agency.id, "person_id": None if shared else actor.person_id}


def held(actor: Actor) -> Agency:
    """A name or a sentence stands once: whoever changes another one of the agency waits."""
    return db.session.get_one(Agency, actor.agency_id, with_for_update=True)
