"""What a figure counts, as conditions: those of the list that it opens, and no others (RP-02).

Whose figures: by the right to the register (DOMAIN §3.2), the agency's for its leaders, office
chief, clerks and auditors, the unit's for its head.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement

from server.org.actor import Actor
from server.policy import WHOLE_REGISTER
from server.reports.coming import COMING
from server.reports.going import GOING
from server.reports.told import Told
from workflows import Refused, Role

LONGEST = dt.timedelta(days=365)
"""A year, 366 days with both its ends for a leap one: so many are counted at one go."""
KINDS: Mapping[str, Told] = {"incoming": COMING, "outgoing": GOING}
READERS = WHOLE_REGISTER | {Role.UNIT_HEAD}
NONE = "none"
"""In an address: no unit, no type, no field."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The days, both counted, or none: what is open now; what the figures are narrowed to; and of
    which documents."""

    days: tuple[dt.date, dt.date] | None
    narrowed: Mapping[str, str] = field(default_factory=dict[str, str])
    of: str = "incoming"

    @property
    def period(self) -> tuple[dt.date, dt.date]:
        """Its days, where it is asked of some."""
        if self.days is None:
            raise Refused("not_found")
        return self.days

    @property
    def counted(self) -> tuple[dt.date, dt.date]:
        """Of its days those that are counted: a year at most."""
        first, last = self.period
        return first, min(last, first + LONGEST)

    @property
    def told(self) -> Told:
        return KINDS[self.of]


def require(actor: Actor) -> None:
    """Who has reports of documents; an officer has the list of his papers."""
    if actor.agency_id is None or not actor.roles & READERS:
        raise Refused("not_allowed")


def conditions(actor: Actor, asked: Asked) -> list[ColumnElement[bool]]:
    """All of them; the kind's one index answers them in its own order."""
    told = asked.told
    states = told.states if asked.days else told.open
    wanted = [told.paper.agency_id == actor.agency_id, told.paper.state.in_(states)]
    if asked.days:
        wanted.append(told.day.between(*asked.counted))
    if not actor.roles & WHOLE_REGISTER:
        wanted.append(told.unit == actor.unit_id)
    for name, value in asked.narrowed.items():
        wanted += told.parts(asked.days)[value] if name == "outcome" else [_is(asked, name, value)]
    return wanted


def _is(asked: Asked, name: str, value: str) -> ColumnElement[bool]:
    told = asked.told
    if name == "unit":
        is_it: ColumnElement[bool] = (
            told.unit.is_(None) if value == NONE else told.unit == int(value)
        )
        return is_it
    is_so: ColumnElement[bool] = told.by(asked.days)[name] == ("" if value == NONE else value)
    return is_so
