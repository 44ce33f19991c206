"""Who acts: a person in one post, on one day; every service is told (DESIGN §11.3)."""

import datetime as dt
from dataclasses import dataclass, field

from workflows import Role


@dataclass(frozen=True, slots=True)
class Post:
    """One of the posts that a person may choose to act in today."""

    id: int
    title: str
    agency: str


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
    stands_for: frozenset[int] = field(default=frozenset())
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
        return ", ".join(part for part in (self.title, self.unit_name or self.agency_name) if part)

    @property
    def by(self) -> dict[str, int | None]:
        """Whose act it is, as an entry of the log says it (docs/ledger.md)."""
        return {"by": self.person_id, "position": self.position_id}

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
