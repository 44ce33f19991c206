"""Who sits where in a room (DOMAIN §10.11): by rank order, then by name, from the front on."""

from collections.abc import Iterable
from dataclasses import dataclass
from string import ascii_uppercase

ROWS, SEATS = len(ascii_uppercase), 40
"""The largest room: its rows have letters, the seats of a row numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A room: how many rows, and how many seats in each."""

    rows: int
    seats: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Somebody who shall have a seat. `home`: of the agency that meets; `agency` keeps those who
    came together side by side; `step`: who leads it (0), who heads a unit (1), the others (2), each
    by `rank`; `stands_for`: whose seat he takes, for that one stays away."""

    person_id: int
    agency: int
    step: int
    rank: int
    chairs: bool = False
    home: bool = True
    name: bytes = b""
    stands_for: int | None = None


def seating(guests: Iterable[Guest], grid: Grid) -> dict[int, str]:
    """Seats by person: the chair, the own agency, then agency by agency; nobody is given a seat
    that the room has not."""
    known = tuple(guests)
    substitutes = {one.stands_for: one.person_id for one in known if one.stands_for is not None}
    known_ids = {one.person_id for one in known}
    own = sorted((one for one in known if one.stands_for not in known_ids), key=_protocol)
    given = {one.person_id: place for one, place in zip(own, places(grid), strict=False)}
    return {substitutes.get(person, person): place for person, place in given.items()}


def places(grid: Grid) -> list[str]:
    """The seats by name, row by row: `A1`, `A2`, … `B1`."""
    numbers = range(1, grid.seats + 1)
    return [f"{letter}{n}" for letter in ascii_uppercase[: grid.rows] for n in numbers]


def _protocol(one: Guest) -> tuple[bool, bool, int, int, int, bytes]:
    return not one.chairs, not one.home, one.agency, one.step, one.rank, one.name
