"""Names before and after a reorganisation: whoever types one finds the papers of the other too.

A closed agency names its successor (`Agency.successor_id`, DOMAIN §2.5): a commune of 2023 and the
one that it went into, a department and the one that has its work. Of one that was split, a district
whose work went to several communes, each post that took work over says so (`Position.inherits`).
Only forebears and heirs count: two communes that were merged are not each other's.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Text, cast, select

from server.database import db
from server.org.models import Agency, Position
from server.search.initials import in_full
from server.words import keyed, letterwise

_NAMES = (Agency.place_name, Agency.name, Agency.short_name)
Node = tuple[int, int]
"""Which of these names, and of which agency: a district and a commune have one name, and the
forebears of one are not the other's."""
MOST = 12
"""So many other names are looked for beside one: a district went into no more communes."""


class Widened(NamedTuple):
    """What is looked for, and which names stand there beside those that were typed."""

    said: str
    also: Sequence[str]


def widened(said: str) -> Widened:
    """Each name that has heirs or forebears, with theirs, and places of which the initials were
    typed; what stands in quotes is left alone."""
    family = _family()
    also: dict[str, None] = {}
    said = in_full(said, family.others, also)
    if not family.bearers:
        return Widened(said, tuple(also))
    told = sorted(family.bearers, key=len, reverse=True)
    names = "|".join(r"[^\w\"]+".join(name.split()) for name in told)
    stands = re.compile(rf"(?<![\w-])(?:{names})(?!\w)")
    pieces = re.split(r'(-?"[^"]*"?)', said)
    for place in range(0, len(pieces), 2):
        pieces[place] = _with_lines(pieces[place], stands, family.others, also)
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
        if not others:
            continue
        also.update(dict.fromkeys(others))
        typed = said[slice(*one.span())]
        either = " OR ".join(f'"{name}"' for name in (typed, *map(keyed, others)))
        widened += f"{said[end : one.start()]}{either}"
        end = one.end()
    return widened + said[end:]


class Family(NamedTuple):
    """What each name of an agency became and came from, and which of those that changed are written
    so."""

    names: Mapping[Node, str]
    before: Mapping[Node, set[Node]]
    after: Mapping[Node, set[Node]]
    bearers: Mapping[str, set[Node]]

    def others(self, name: str) -> list[str]:
        """The names of forebears and heirs, near ones first."""
        mine = self.bearers.get(keyed(name), set())
        reached = [*self._along(self.before, mine), *self._along(self.after, mine)]
        found = {keyed(one): one for one in reversed(reached) if keyed(one) != keyed(name)}
        return [*reversed(found.values())][:MOST]

    def _along(self, steps: Mapping[Node, set[Node]], mine: set[Node]) -> list[str]:
        found: list[str] = []
        seen, reached = {*mine}, mine
        while reached:
            reached = {one for step in reached for one in steps.get(step, ())} - seen
            seen |= reached
            found += sorted(self.names[one] for one in reached)
        return found


def _family() -> Family:
    """Of the place, or of an agency that stays in its place its own names. A single word is no
    name: it stands in too many sentences."""
    heirs = _heirs()
    known = select(Agency.id, *_NAMES).where(Agency.id.in_({one for pair in heirs for one in pair}))
    rows = {row.id: row[1:] for row in db.session.execute(known)} if heirs else {}
    before, after, bearers = defaultdict(set), defaultdict(set), defaultdict(set)
    names: dict[Node, str] = {}
    for old, new in heirs:
        for which in (0, 1, 2) if keyed(rows[old][0]) == keyed(rows[new][0]) else (0,):
            both = {(which, one): rows[one][which] for one in (old, new)}
            if all(len(keyed(name).split()) > 1 for name in both.values()):
                names |= both
                after[which, old].add((which, new))
                before[which, new].add((which, old))
                differing = len({*map(keyed, both.values())}) > 1
                for node, name in both.items() if differing else ():
                    bearers[keyed(name)].add(node)
    return Family(names, before, after, bearers)


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
