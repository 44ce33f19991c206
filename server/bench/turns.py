"""Pages turned by the office and by the bare house, and when each was heard."""

import time
from dataclasses import dataclass, field
from typing import Any

from server.bench.delegates import Session
from server.bench.houses import House, Talk
from server.bench.seals import Signing

SCORE = 20
"""Pages that are turned quietly, or while somebody signs, before it is the other's turn."""


@dataclass(frozen=True, slots=True)
class Hall:
    """Who takes part in a run: one web process, or two on Redis behind one door."""

    name: str
    house: House
    bare: Talk
    people: Talk
    ears: Talk
    session: Session


@dataclass(slots=True)
class Heard:
    """Milliseconds of every delivery: ours from the commit and from the press, the floor's from
    its word."""

    ours: list[float] = field(default_factory=list)
    pressed: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)


def by_scores(hall: Hall, warm: int, times: int, signing: Signing) -> tuple[Heard, Heard]:
    """Pages while nobody signs, and as many while somebody does, a score each in turn, by both
    houses; the first `warm` of them count for nothing."""
    quiet, meanwhile, dropped = Heard(), Heard(), Heard()
    event = _in_turn(hall, range(2, warm + 2), _ours(hall, 1, dropped), dropped)
    for first in range(warm + 2, warm + 2 + 2 * times, 2 * SCORE):
        then = first + min(SCORE, times)
        event = _in_turn(hall, range(first, then), event, quiet)
        with signing():
            event = _in_turn(hall, range(then, 2 * then - first), event, meanwhile)
    return quiet, meanwhile


def _in_turn(hall: Hall, pages: range, event: dict[str, Any], kept: Heard) -> dict[str, Any]:
    """The same payload by both, one after the other; who begins takes turns. The last one said."""
    for page in pages:
        if page % 2:
            _floor(hall, event | {"seq": page}, kept)
        event = _ours(hall, page, kept)
        if not page % 2:
            _floor(hall, event | {"seq": page}, kept)
    return event


def side_by_side(two: Hall, one: Hall, warm: int, times: int) -> dict[str, Heard]:
    """The same pages in both meetings, one after the other; which begins takes turns."""
    kept, dropped = {two.name: Heard(), one.name: Heard()}, Heard()
    for page in range(1, warm + times + 1):
        for hall in (two, one) if page % 2 else (one, two):
            _ours(hall, page, kept[hall.name] if page > warm else dropped)
    return kept


def _ours(hall: Hall, page: int, kept: Heard) -> dict[str, Any]:
    """The chair turns a page, from his browser."""
    pressed, before = time.time() * 1000, hall.house.commits()
    turning = hall.session.turning(page)
    seq = hall.session.seq = hall.people.asks(does="turn", as_=hall.name, **turning)["seq"]
    committed = hall.house.commit_after(before)
    heard = hall.ears.asks(does="hear", as_=hall.name, seq=seq, many=hall.session.many)
    _all_heard(heard, hall)
    kept.ours += [one - committed for one in heard["at"]]
    kept.pressed += [one - pressed for one in heard["at"]]
    return dict(heard["event"])


def _floor(hall: Hall, event: dict[str, Any], kept: Heard) -> None:
    said = hall.bare.asks(**event) + (time.time() - time.monotonic()) * 1000
    heard = hall.ears.asks(does="hear", as_="bare", seq=event["seq"], many=hall.session.many)
    _all_heard(heard, hall)
    kept.bare += [one - said for one in heard["at"]]


def _all_heard(heard: dict[str, Any], hall: Hall) -> None:
    if len(heard["at"]) != hall.session.many:
        raise RuntimeError(f"chỉ {len(heard['at'])} người nghe được một sự kiện")


def turned(heard: Heard) -> dict[str, Any]:
    """Of the turned pages: the slowest hundredth from the commit, the slowest twentieth from the
    chair's press."""
    return {
        "p99_ms": round(part(heard.ours, 0.99), 1),
        "page_turn_p95_ms": round(part(heard.pressed, 0.95), 1),
    }


def part(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]
