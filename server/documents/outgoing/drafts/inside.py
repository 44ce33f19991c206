"""Within the house (văn bản nội bộ): what is sent to units of the agency that issues it (OUT-T15).

A recipient's code names an agency of the directory, or a unit of one's own; the code of one's own
agency means everybody in it. No letter leaves for them: they may read it from dispatch on.
"""

from collections.abc import Iterable

from flask_babel import gettext as _

from server import perform
from server.documents.opened import opened_by
from server.documents.outgoing.models import OutgoingDocument
from server.org import queries
from server.org.actor import Actor
from server.papers import telling
from server.papers.telling import Party
from workflows import Refused


def name_of(agency_id: int | None, code: str, field: str) -> str:
    """As it is printed; raises `unknown_agency`."""
    try:
        return queries.agency_by_code(code, field).name
    except Refused:
        own = {one.code: one.name for one in queries.units(agency_id)}
        if code not in own:
            raise
        return own[code]


def offered(actor: Actor) -> list[tuple[str, str]]:
    """The units of one's own agency, and all of it, for a choice."""
    units = [(one.code, one.name) for one in queries.units(actor.agency_id)]
    words = _("%(name)s (nội bộ)")
    return [(code, words % {"name": name}) for code, name in units] + [
        (actor.agency_code, _("Toàn cơ quan (nội bộ)"))
    ]


def parties(paper: OutgoingDocument) -> dict[str, Party]:
    """Its recipients in the house today, by their code; an agency with such a code comes first."""
    units = {one.code: one for one in queries.units(paper.agency_id)}
    found = {}
    for one in paper.recipients:
        if one.code == paper.agency.code:
            found[one.code] = Party(f"a:{paper.agency_id}", one.name)
        elif one.code in units and one.name == units[one.code].name:
            found[one.code] = Party(f"u:{units[one.code].id}", one.name)
    return found


def bring(actor: Actor, paper: OutgoingDocument, own: Iterable[Party]) -> None:
    """They may read it from now on, and hear of it; a step of `dispatch`."""
    seats = [one.seat for one in own]
    perform.lend("outgoing", paper.id, seats, "inside")
    telling.tell(actor, paper, seats, telling.INFORMED)


def shown(paper: OutgoingDocument) -> str:
    """Which units it was sent to, and who there has opened it."""
    return opened_by(paper, [*parties(paper).values()]) if paper.dispatched_at else ""
