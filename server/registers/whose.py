"""Whose books somebody opens: his agency's, or those of agencies that ended before it (ORG-15)."""

from server.clock import today
from server.org import ended
from server.org.actor import Actor
from server.org.holdings import within_reach
from server.org.models import Agency
from server.policy import may_see_closed_registers, may_see_register
from workflows import Refused, Role


def may_open(actor: Actor, agency_id: int | None) -> bool:
    """Whether he may open books of that agency at all."""
    if not is_anothers(actor, agency_id):
        return may_see_register(actor.roles)
    if Role.AUDITOR in actor.roles:
        return True
    return agency_id in {one.id for one in _before(actor)}


def require_book(actor: Actor, agency_id: int | None) -> None:
    """Raises `not_allowed`."""
    if not may_open(actor, agency_id):
        raise Refused("not_allowed")


def is_anothers(actor: Actor, agency_id: int | None) -> bool:
    """Such a book is opened whole or not at all."""
    return agency_id not in (None, actor.agency_id)


def agency_asked(actor: Actor, code: str, field: str = "") -> Agency | None:
    """The agency of that code where he may open its books; None for the own one, or no code.

    Raises `not_allowed`; to an auditor, who may open any (CONTRACT §2.5), `unknown_agency`.
    """
    if not code or code == actor.agency_code:
        return None
    if Role.AUDITOR in actor.roles:
        return ended.agency_ever(code, field)
    for one in _before(actor):
        if one.code == code:
            return one
    raise Refused("not_allowed", field)


def choice(actor: Actor) -> list[tuple[str, str]]:
    """Code and name of the agencies whose books he may open besides the own."""
    if Role.AUDITOR in actor.roles:
        return ended.agencies_ever()
    return [(one.code, ended.name_of(one)) for one in _before(actor)]


def _before(actor: Actor) -> list[Agency]:
    """Those that ended, and that his agency or his very post came after; the last first."""
    if not may_see_closed_registers(actor.roles):
        return []
    gone = [one for one in within_reach(actor) if one.valid_to and one.valid_to <= today()]
    return sorted(gone, key=lambda one: (one.valid_to, -one.id), reverse=True)
