"""Who is who by organ id: agencies of this installation, and those that only write to it."""

import re

from sqlalchemy import select

from server.clock import today
from server.database import db
from server.exchange.envelope import Organ
from server.org import queries
from server.org.ended import line_of
from server.org.heirs_mail import routes_of
from server.org.models import Agency


def inside(organ_id: str) -> Agency | None:
    """The agency of this installation with this organ id, closed ones too: they are still told."""
    wanted = select(Agency).where(Agency.organ_id == organ_id, Agency.external.is_(False))
    return db.session.scalar(wanted.order_by(Agency.valid_from.desc()).limit(1))


def takers(agency: Agency) -> list[Agency]:
    """The agency, who took over from it, and whoever gets part of its mail by place or field: what
    was for it lies at one of them (ORG-13). An agency that works gives none away, and nobody asks
    for it: each envelope comes by here."""
    line = line_of(agency)
    if agency.holds_on(today()):
        return line
    by_words = [one for route in routes_of(agency.id) for one in line_of(route.heir)]
    return list(dict.fromkeys([*line, *by_words]))


def succeeds(organ_id: str) -> list[str]:
    """This organ id and those of the agencies whose last successor it is: he who took over from a
    closed agency speaks for it (ORG-13)."""
    heir = queries.agency_by_organ(organ_id) or inside(organ_id)
    before = successions(heir) if heir else []
    return list(dict.fromkeys([organ_id, *(one.organ_id for one in before)]))


def successions(heir: Agency) -> list[Agency]:
    """The agency, and those whose last successor it is: what they had is its own (ORG-12)."""
    line = [heir]
    for one in line:
        before = select(Agency).where(Agency.successor_id == one.id)
        line += [it for it in db.session.scalars(before.order_by(Agency.id)) if it not in line]
    return line


def known_sender(organ: Organ) -> Agency:
    """The sender's row; a stranger is entered from outside and flagged for the clerk (§2.12)."""
    found = queries.agency_by_organ(organ.organ_id) or inside(organ.organ_id)
    return found if found is not None else _enter(organ)


def _enter(organ: Organ) -> Agency:
    name = organ.name or organ.organ_id
    row = Agency(
        code="ngoai-" + re.sub(r"[^a-z0-9]+", "-", organ.organ_id.lower()).strip("-")[:40],
        organ_id=organ.organ_id,
        name=name,
        short_name=name,
        abbreviation="",
        level="khac",
        place_name="",
        superior=organ.superior,
        external=True,
        flagged=True,
        valid_from=today(),
    )
    db.session.add(row)
    db.session.flush()
    return row


def organ_of(agency: Agency) -> Organ:
    """An agency as our envelopes name it."""
    return Organ(organ_id=agency.organ_id, name=agency.name, superior=agency.superior)
