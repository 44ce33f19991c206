"""Who sits where in a room (DOMAIN §10.11): by rank order, then by name, from the front on.

A hand may put somebody elsewhere; from then on everybody keeps the seat he had, for cards stand
there already, and only who comes later is given what is free.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from string import ascii_uppercase

from workflows.law import Refused

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
    by `rank`; `stands_for`: whose seat he takes, for that one stays away; `placed`: where a hand
    put him, or left him when it moved another."""

    person_id: int
    agency: int
    step: int
    rank: int
    chairs: bool = False
    home: bool = True
    name: bytes = b""
    stands_for: int | None = None
    placed: str = ""


def seating(guests: Iterable[Guest], grid: Grid) -> dict[int, str]:
    """Seats by person: the chair, the own agency, then agency by agency; nobody is given a seat
    that the room has not."""
    known = tuple(guests)
    substitutes = {one.stands_for: one.person_id for one in known if one.stands_for is not None}
    known_ids = {one.person_id for one in known}
    own = sorted((one for one in known if one.stands_for not in known_ids), key=_protocol)
    room = dict.fromkeys(places(grid))
    kept = {one.placed: one.person_id for one in reversed(own) if one.placed in room}
    sits = set(kept.values())
    left = [one for one in own if one.person_id not in sits]
    free = (place for place in room if place not in kept)
    taken = kept | {place: one.person_id for place, one in zip(free, left, strict=False)}
    return {substitutes.get(taken[one], taken[one]): one for one in room if one in taken}


def moved(given: Mapping[int, str], person_id: int, place: str, grid: Grid) -> dict[int, str]:
    """The seats after somebody was put elsewhere: who sat there has his, or what is free then;
    nobody else moves."""
    if place not in places(grid):
        raise Refused("no_such_seat", "seat")
    if given.get(person_id) == place:
        raise Refused("sits_there_already", "seat")
    sat = {one: other for other, one in given.items()}
    before = given.get(person_id, "")
    after = {other: one for other, one in given.items() if other != sat.get(place)}
    exchanged = {sat[place]: before} if place in sat and before else {}
    return after | {person_id: place} | exchanged


def places(grid: Grid) -> list[str]:
    """The seats by name, row by row: `A1`, `A2`, … `B1`."""
    numbers = range(1, grid.seats + 1)
    return [f"{letter}{n}" for letter in ascii_uppercase[: grid.rows] for n in numbers]


def _protocol(one: Guest) -> tuple[bool, bool, int, int, int, bytes]:
    return not one.chairs, not one.home, one.agency, one.step, one.rank, one.name
