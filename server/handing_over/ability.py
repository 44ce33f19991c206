"""Who may take what lacks a taker, and what nobody there may have yet (AR-04)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from server.handing_over import fitness, things
from server.handing_over.models import WorkHandover
from server.handing_over.things import ABSENCES, MANDATES, Thing
from server.org.models import Appointment

MAY_END = frozenset({MANDATES, ABSENCES})


@dataclass(frozen=True, slots=True)
class Able:
    """Who may be named, each with how much of what lacks a taker he may have, who may have most of
    it first; how much that is; and the keys of what none of them may have.

    Where he was to sign something nothing is counted (0): who may sign is asked of law and mandates
    one by one, and the office's heads stand first anyway.
    """

    people: list[tuple[Appointment, int]]
    lacking: int
    nobodys: Collection[str]


def able(one: WorkHandover, found: list[Thing]) -> Able:
    """Of what he has at this moment."""
    people = things.takers(one.appointment, one.free_from)
    lacking = [it for it in found if not it.is_named or it.unfit]
    nobodys = {it.key for it in lacking if _is_nobodys(one, it, people)}
    asked = [it for it in lacking if it.key not in nobodys] or found
    if any(it.kind == "outgoing" and fitness.signs(it.what, one.appointment) for it in asked):
        return Able([(taker, 0) for taker in people], 0, nobodys)
    counted = [(taker, _how_much(one, taker, asked)) for taker in people]
    return Able(sorted(counted, key=lambda it: -it[1]), len(asked), nobodys)


def _is_nobodys(one: WorkHandover, thing: Thing, people: Iterable[Appointment]) -> bool:
    """Somebody must come into the post first; what may end with it needs nobody."""
    if thing.kind in MAY_END:
        return False
    return all(fitness.unfit(thing.kind, thing.what, one, it) for it in people)


def _how_much(one: WorkHandover, taker: Appointment, asked: Iterable[Thing]) -> int:
    return sum(not fitness.unfit(it.kind, it.what, one, taker) for it in asked)
