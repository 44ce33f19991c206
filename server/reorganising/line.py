"""Who comes after whom: posts, units, agencies and seats of those that end, as their heirs'."""

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, select

from server.database import db
from server.org.models import Agency, Appointment, Person, Position, Unit
from server.org.queries import in_force
from server.reorganising.looking import parting_ids, successors
from server.reorganising.models import Plan
from server.words import keyed
from workflows import Role


@dataclass(slots=True, kw_only=True)
class Line:
    """`posts`: from a post to its heir; `units`: from a unit to the post where its head's work goes
    on; `agencies`: from an agency to the one that takes over what no post of it held.

    Of each successor: `heads` it has, the first of its units (`offices`: where a leader's own
    work goes, DOMAIN §4.2), and who holds its posts from that day on.
    """

    posts: dict[int, Position]
    units: dict[int, Position]
    agencies: dict[int, Agency]
    heads: dict[int, Position] = field(default_factory=dict)
    offices: dict[int, int | None] = field(default_factory=dict)
    holders: dict[int, Person] = field(default_factory=dict)
    things: dict[tuple[str, int], Agency] = field(default_factory=dict)
    """What goes elsewhere than its post's work, by kind and id."""
    behind: dict[str, int] = field(default_factory=dict)
    """Seats of agencies that live on while something of them goes, each with its agency."""
    rooms: dict[tuple[int, str, str], str] = field(default_factory=dict)
    """What a room or car of an agency that ends is called from then on: agency, kind, old name."""

    def home(self, seat: str) -> Agency | None:
        """The agency in which a seat goes on; None where it does not end, or is nobody's."""
        letter, number = seat.split(":")[:2]
        if not number.isdigit():
            return None
        if letter == "a":
            return self.agencies.get(int(number))
        heir = (self.posts if letter == "p" else self.units).get(int(number))
        return heir.agency if heir else None

    def into(self, agency_id: int, *seats: str) -> Agency:
        """The one successor of a thing: that of the first of these seats that ends, or else of its
        agency (ORG-12)."""
        homes = [home for seat in seats if (home := self.home(seat))]
        return homes[0] if homes else self.agencies[agency_id]

    def goes(self, agency_id: int, *seats: str) -> bool:
        """Whether a thing goes: with its agency, or with one of these seats."""
        return agency_id in self.agencies or any(self.home(seat) for seat in seats)

    def stays(self, seat: str, into: Agency) -> bool:
        """Whether a seat lives on in another agency than that into which a thing goes."""
        place = ":".join(seat.split(":")[:2])
        return self.home(seat) is None and self.behind.get(place, into.id) != into.id

    def post(self, post_id: int | None, into: Agency) -> int | None:
        """The heir of a post, where it is in that agency; else whoever heads it."""
        heir = self.posts.get(post_id or 0)
        if post_id is None or (heir is None and not self.stays(f"p:{post_id}", into)):
            return post_id
        return heir.id if heir and heir.agency_id == into.id else self.heads[into.id].id

    def unit(self, unit_id: int | None, into: Agency, near: int | None = None) -> int | None:
        """The unit that leads on: after the one that led, or that of the post `near`; else the
        office of an agency that has units."""
        heirs = [self.units.get(unit_id or 0), self.posts.get(near or 0)]
        for heir in heirs:
            if heir and heir.agency_id == into.id and heir.unit_id:
                return heir.unit_id
        return self.offices[into.id]

    def seat(self, seat: str, into: Agency) -> str:
        """The same seat among the heirs; one that does not end stays."""
        letter, number, role = (*seat.split(":"), "")[:3]
        if self.stays(seat, into):
            by_role = letter == "a" and role
            return f"a:{into.id}:{role}" if by_role else f"p:{self.heads[into.id].id}"
        if self.home(seat) is None:
            return seat
        if letter == "p":
            return f"p:{self.post(int(number), into)}"
        heir = self.units.get(int(number)) if letter == "u" else None
        place = f"u:{heir.unit_id}" if heir and heir.agency_id == into.id and heir.unit_id else ""
        if letter == "u" and not place and role == Role.UNIT_HEAD:
            role = str(Role.LEADER)
        return (place or f"a:{into.id}") + (f":{role}" if role else "")

    def shared(self, agency_id: int, kind: str, name: str) -> str:
        """The room or car under its next name; a place that is nobody's keeps its own."""
        return self.rooms.get((agency_id, kind, keyed(name)), name)

    def holder(self, post_id: int | None, into: Agency) -> Person | None:
        """Who sits there from that day on, or else heads the agency."""
        return self.holders.get(post_id or 0) or self.holders.get(self.heads[into.id].id)


def agency_of(seat: str) -> int:
    """The agency in which that seat is."""
    letter, number = seat.split(":")[:2]
    if letter == "a":
        return int(number)
    place: Any = db.session.get_one(Position if letter == "p" else Unit, int(number))
    return int(place.agency_id)


def routes_of(plan: Plan) -> Line:
    """Who comes after whom, as the plan says it; of the successors nothing is known yet."""
    posts = {one.position_id: one.heir for one in plan.posts if one.heir}
    return Line(
        posts=posts,
        units=_units(plan, posts),
        agencies={one.agency_id: one.heir for one in plan.closings if one.heir},
        things={(one.paper_kind, one.paper_id): one.heir for one in plan.things},
        behind=_behind(plan),
    )


def _behind(plan: Plan) -> dict[str, int]:
    """Agencies, units and posts of those that live on while something of them goes."""
    whose = parting_ids(plan)
    found = {f"a:{one}": one for one in whose}
    for letter, model in (("u", Unit), ("p", Position)):
        mine = select(model.id, model.agency_id).where(model.agency_id.in_(whose))
        found |= {f"{letter}:{row.id}": row.agency_id for row in db.session.execute(mine)}
    return found


def line_of(plan: Plan) -> Line:
    """The same with who works there; asked once its new posts are held."""
    line = routes_of(plan)
    heirs = successors(plan)
    for agency_id in heirs:
        line.heads[agency_id] = _head(plan, agency_id)
        line.offices[agency_id] = _office(plan, agency_id)
    line.holders = _holders(plan, list(heirs))
    return line


def _units(plan: Plan, posts: dict[int, Position]) -> dict[int, Position]:
    """Where the work of a unit's head goes on, or of whoever else is in it."""
    found: dict[int, Position] = {}
    rows = sorted(plan.posts, key=lambda one: (not one.position.is_head, one.position.rank))
    for one in rows:
        if one.position.unit_id is not None and one.position_id in posts:
            found.setdefault(one.position.unit_id, posts[one.position_id])
    return found


def _head(plan: Plan, agency_id: int) -> Position:
    """The law has asked before whether there is one."""
    return db.session.scalars(heads_of(plan, agency_id).limit(1)).one()


def heads_of(plan: Plan, agency_id: int) -> Select[Position]:
    """Who leads it on that day, the first of them before the others."""
    heads = select(Position).where(
        Position.agency_id == agency_id,
        Position.is_head,
        Position.unit_id.is_(None),
        in_force(Position, plan.effective_on),
    )
    return heads.order_by(Position.rank)


def _office(plan: Plan, agency_id: int) -> int | None:
    units = select(Unit.id).where(Unit.agency_id == agency_id, in_force(Unit, plan.effective_on))
    return db.session.scalar(units.order_by(Unit.rank, Unit.id).limit(1))


def _holders(plan: Plan, agencies: list[int]) -> dict[int, Person]:
    held = (
        select(Position.id, Person)
        .join(Appointment, Appointment.position_id == Position.id)
        .join(Person, Person.id == Appointment.person_id)
        .where(Position.agency_id.in_(agencies), in_force(Appointment, plan.effective_on))
        .order_by(Appointment.main.desc(), Appointment.id)
    )
    found: dict[int, Person] = {}
    for post_id, person in db.session.execute(held):
        found.setdefault(post_id, person)
    return found
