"""Names before and after a reorganisation: whoever types one finds the papers of the other too.

A closed agency names its successor (`Agency.successor_id`, DOMAIN §2.5): a commune of 2023 and the
one that it went into, a department and the one that has its work. Of one that was split, a district
whose work went to several communes, each post that took work over says so (`Position.inherits`).
Only forebears and heirs count: two communes that were merged are not each other's.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Text, cast, select

from server.database import db
from server.org.models import Agency, Position
from server.search.initials import in_full
from server.words import keyed, letterwise

_NAMES = (Agency.place_name, Agency.name, Agency.short_name)
Names = Mapping[str, set[str]]
MOST = 12
"""So many other names are looked for beside one: a district went into no more communes."""


class Widened(NamedTuple):
    """What is looked for, and which names stand there beside those that were typed."""

    said: str
    also: Sequence[str]


def widened(said: str) -> Widened:
    """Each name that has heirs or forebears, with theirs, and places of which the initials were
    typed; what stands in quotes is left alone."""
    pairs = _pairs()
    known = {keyed(name): name for pair in pairs for name in pair}
    also: dict[str, None] = {}

    def line(name: str) -> list[str]:
        return _line(pairs, known[keyed(name)]) if keyed(name) in known else []

    said = in_full(said, line, also)
    if not pairs:
        return Widened(said, tuple(also))
    told = sorted(known, key=len, reverse=True)
    names = "|".join(r"[^\w\"]+".join(name.split()) for name in told)
    stands = re.compile(rf"(?<![\w-])(?:{names})(?!\w)")
    pieces = re.split(r'(-?"[^"]*"?)', said)
    for place in range(0, len(pieces), 2):
        pieces[place] = _with_lines(pieces[place], stands, line, also)
    return Widened("".join(pieces), tuple(also))


def _with_lines(
    said: str,
    stands: re.Pattern[str],
    line: Callable[[str], list[str]],
    also: dict[str, None],
) -> str:
    end, widened = 0, ""
    for one in stands.finditer(letterwise(said)):
        others = line(one[0])
        also.update(dict.fromkeys(others))
        typed = said[slice(*one.span())]
        either = " OR ".join(f'"{name}"' for name in (typed, *map(keyed, others)))
        widened += f"{said[end : one.start()]}{either}"
        end = one.end()
    return widened + said[end:]


def _pairs() -> list[tuple[str, str]]:
    """Names that differ from an agency to its successor: of the place, or else of the agency."""
    heirs = _heirs()
    known = select(Agency.id, *_NAMES).where(Agency.id.in_({one for pair in heirs for one in pair}))
    names = {row.id: row[1:] for row in db.session.execute(known)} if heirs else {}
    named = (zip(names[old], names[new], strict=True) for old, new in heirs)
    return list(dict.fromkeys(pair for both in named for pair in _differing(both)))


def _heirs() -> list[tuple[int, int]]:
    """By id: each closed agency with the one that succeeds it, and with those whose posts have its
    work. What went up to its superior did not split it."""
    closed = select(Agency.id, Agency.parent_id, Agency.successor_id)
    rows = db.session.execute(closed.where(Agency.successor_id.is_not(None))).all()
    above = {row.id: row.parent_id for row in rows}
    pairs = [(row.id, row.successor_id) for row in rows]
    posts = select(Position.agency_id, Position.inherits)
    took = posts.where(cast(Position.inherits, Text) != "[]").order_by(Position.id)
    for heir, seats in db.session.execute(took) if rows else ():
        olds = (int(seat[2:]) for seat in seats if seat[:2] == "a:" and seat.count(":") == 1)
        pairs += [(old, heir) for old in olds if old in above and heir not in (old, above[old])]
    return list(dict.fromkeys(pairs))


def _differing(names: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """A single word is no name: it stands in too many sentences."""
    place, *own = [
        pair if keyed(pair[0]) != keyed(pair[1]) and all(len(keyed(n).split()) > 1 for n in pair)
        else None
        for pair in names
    ]  # fmt: skip
    return [place] if place else [pair for pair in own if pair]


def _line(pairs: Sequence[tuple[str, str]], name: str) -> list[str]:
    """The forebears and the heirs of a name, near ones first."""
    after, before = defaultdict(set), defaultdict(set)
    for old, new in pairs:
        after[old].add(new)
        before[new].add(old)
    return [*_along(before, name), *_along(after, name)][:MOST]


def _along(steps: Names, name: str) -> list[str]:
    found: list[str] = []
    reached = [name]
    while reached:
        new = {one for step in reached for one in steps.get(step, ())} - {name, *found}
        reached = sorted(new)
        found += reached
    return found
