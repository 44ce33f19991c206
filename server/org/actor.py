"""Who acts: a person in one post, on one day; every service is told (DESIGN §11.3)."""

import datetime as dt
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace

from workflows import Role
from workflows.absence import ROLES


@dataclass(frozen=True, slots=True)
class Post:
    """One of the posts that a person may choose to act in today."""

    id: int
    title: str
    agency: str


@dataclass(frozen=True, slots=True)
class Place:
    """The post of somebody who is away, for whom another stands in (ORG-04)."""

    position_id: int
    holder: str
    roles: frozenset[Role]
    agency_id: int | None
    unit_id: int | None

    @property
    def seats(self) -> Iterator[str]:
        """Where what comes to his role lies, of the roles that go along."""
        for role in sorted(self.roles & ROLES):
            yield f"a:{self.agency_id}:{role}"
            if self.unit_id:
                yield f"u:{self.unit_id}:{role}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person acting in an appointment today. `account` is None where the server acts itself."""

    person_id: int | None
    account: str | None
    name: str
    title: str
    roles: frozenset[Role]
    appointment_id: int | None = None
    position_id: int | None = None
    agency_id: int | None = None
    agency_code: str = ""
    agency_name: str = ""
    agency_until: dt.date | None = None
    """The day from which his agency is no more, where one is set."""
    unit_id: int | None = None
    unit_name: str = ""
    is_head: bool = False
    is_deputy: bool = False
    has_units: bool = False
    places: tuple[Place, ...] = ()
    """The posts of the absent people whom he stands in for today."""
    instead: str = ""
    """Whose place this very step is taken in: `Trưởng phòng Lê Thị Hoa`."""
    posts: tuple[Post, ...] = ()
    inherits: tuple[str, ...] = ()
    """Seats of posts in agencies that were closed: what was read there is read here (ORG-12)."""
    passes: tuple[str, ...] = ()
    """Seats that are his own until a moment: what he was lent to read (`org.passes`)."""
    address: str = ""
    """Where the request came from; empty where none did (a command, the server itself)."""

    @property
    def post(self) -> str:
        """How the post is written in a history: `Trưởng phòng, Phòng Văn hóa và Thông tin`."""
        own = ", ".join(part for part in (self.title, self.unit_name or self.agency_name) if part)
        return f"{own} (thay {self.instead})" if self.instead else own

    @property
    def acting(self) -> tuple[int | None, int | None]:
        """The person and the appointment, by which a job acts as this one (`actor_by_id`)."""
        return self.person_id, self.appointment_id

    @property
    def by(self) -> dict[str, int | None]:
        """Whose act it is, as an entry of the log says it (docs/ledger.md)."""
        return {"by": self.person_id, "position": self.position_id}

    @property
    def stands_for(self) -> frozenset[int]:
        return frozenset(one.position_id for one in self.places)

    def alone(self) -> "Actor":
        """In his own post, and in nobody's place."""
        return replace(self, places=()) if self.places else self

    def in_place(self, place: Place, roles: Set[Role]) -> "Actor":
        """In that one's place: with his roles that go along, or, without any, with the own."""
        along = frozenset(roles)
        return replace(
            self, places=(place,), instead=place.holder, roles=along or self.roles,
            unit_id=place.unit_id if along else self.unit_id,
        )  # fmt: skip

    @property
    def headed(self) -> tuple[int, ...]:
        """The units whose work he gives out today, as their head or in the head's place."""
        posts = ((self.roles, self.unit_id), *((one.roles, one.unit_id) for one in self.places))
        units = (unit for roles, unit in posts if unit is not None and Role.UNIT_HEAD in roles)
        return tuple(dict.fromkeys(units))

    def heads(self, unit_id: int | None) -> bool:
        return unit_id in self.headed

    @property
    def positions(self) -> frozenset[int]:
        """The positions whose desk is this person's today, the absent ones' included."""
        own = {self.position_id} if self.position_id else set()
        return frozenset(own) | self.stands_for | self._inherited("p")

    @property
    def agencies(self) -> frozenset[int | None]:
        """The agency acted for, and the closed ones whose work this post took over (ORG-12)."""
        return frozenset({self.agency_id}) | self._inherited("a")

    def _inherited(self, letter: str) -> frozenset[int]:
        kind = f"{letter}:"
        return frozenset(int(it.split(":")[1]) for it in self.inherits if it.startswith(kind))

    @property
    def seats(self) -> tuple[str, ...]:
        """Every seat this person sits on in the acting post (docs/architecture.md)."""
        seats = [f"p:{position}" for position in sorted(self.positions)]
        for role in sorted(self.roles):
            seats.append(f"r:{role}")
            seats.append(f"a:{self.agency_id}:{role}")
            if self.unit_id:
                seats.append(f"u:{self.unit_id}:{role}")
        if self.unit_id:
            seats.append(f"u:{self.unit_id}")
        if self.agency_id:
            seats.append(f"a:{self.agency_id}")
        seats += [seat for place in self.places for seat in place.seats]
        return tuple(dict.fromkeys((*seats, *self.inherits, *self.passes)))


def the_server(agency_id: int | None = None) -> Actor:
    """The server itself, in an agency's name: what happens by itself in a history."""
    return Actor(
        person_id=None,
        account=None,
        name="Hệ thống",
        title="",
        roles=frozenset({Role.SYSTEM}),
        agency_id=agency_id,
    )
