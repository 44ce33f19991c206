"""`bench fanout`: one event of a meeting to five hundred delegates, from its commit to the last.

The office's web part and a bare socket.io server on Node say the same payload to the same crowd of
real socket.io clients, in turn (aim ≤ 1.0). Beside it: how long they take to come, what each costs
in memory, a vote of all of them, and how they come back after the house was killed.
"""

import os
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any

from server.bench.delegates import Session, crowd, send_home
from server.bench.figures import Figure
from server.bench.houses import House, Talk, node

MANY, ROUNDS, WARM = 500, 20, 3
APART = 4
"""Milliseconds from vote to vote: five hundred in two seconds."""


@dataclass(frozen=True, slots=True)
class Hall:
    """Who takes part in a run."""

    house: House
    bare: Talk
    people: Talk
    session: Session


@dataclass(slots=True)
class Heard:
    """Milliseconds of every delivery: ours from the commit and from the press, the floor's from
    its word."""

    ours: list[float] = field(default_factory=list)
    pressed: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)


def fanout(many: int = MANY, times: int = ROUNDS, rounds: int = WARM) -> Figure:
    """`rounds` are said before any is measured: both sides warm up."""
    tokens = crowd(many)
    with ExitStack() as opened:
        house, bare, people = (
            opened.enter_context(one)
            for one in (House(), Talk(*node("bare.js")), Talk(*node("crowd.js")))
        )
        hall = Hall(house, bare, people, Session(house.address, list(tokens)))
        more = _come(hall, list(tokens.values()))
        said = _in_turn(hall, rounds, times)
        more |= _vote(hall, list(tokens.values()))
        more |= _come_back(hall)
    send_home(tokens)
    more |= {
        "p50_ms": round(_part(said.ours, 0.5), 1),
        "floor_p50_ms": round(_part(said.bare, 0.5), 1),
        "page_turn_p95_ms": round(_part(said.pressed, 0.95), 1),
        "load": round(os.getloadavg()[0], 1),
    }
    ours, floor = _part(said.ours, 0.99), _part(said.bare, 0.99)
    return Figure("fanout", round(ours, 2), round(floor, 2), "ms p99", "≤ 1.0", more)


def _come(hall: Hall, tokens: list[str]) -> dict[str, Any]:
    """Everybody takes his seat, at both houses; ours before and after."""
    before, many = hall.house.kib(), len(tokens)
    join = {"meeting": hall.session.id, "since": hall.session.seq}
    who = {"tokens": tokens, "many": many, "join": join}
    came = hall.people.asks(does="come", as_="ours", url=hall.house.address, **who)
    if came["joined"] < many:
        raise RuntimeError(f"chỉ {came['joined']} người vào được phòng: {came['refused'][:3]}")
    each = (hall.house.kib() - before) / many
    floor = f"http://127.0.0.1:{int(hall.bare.hears())}"
    bare = hall.people.asks(does="come", as_="bare", url=floor, **who)
    return {
        "delegates": came["joined"], "came_s": round(came["seconds"], 2),
        "floor_came_s": round(bare["seconds"], 2), "kib_each": round(each),
    }  # fmt: skip


def _in_turn(hall: Hall, warm: int, times: int) -> Heard:
    """The same payload by both, one after the other; who begins takes turns."""
    heard, dropped = Heard(), Heard()
    event = _ours(hall, 1, dropped)
    for n in range(2, warm + times + 2):
        kept = heard if n >= warm + 2 else dropped
        if n % 2:
            _floor(hall, event | {"seq": n}, kept)
        event = _ours(hall, n, kept)
        if not n % 2:
            _floor(hall, event | {"seq": n}, kept)
    return heard


def _ours(hall: Hall, page: int, kept: Heard) -> dict[str, Any]:
    """The chair turns a page."""
    pressed, before = time.time() * 1000, hall.house.commits()
    seq = hall.session.turns(page)
    committed = hall.house.commit_after(before)
    heard = hall.people.asks(does="hear", as_="ours", seq=seq)
    _all_heard(heard, hall)
    kept.ours += [one - committed for one in heard["at"]]
    kept.pressed += [one - pressed for one in heard["at"]]
    return dict(heard["event"])


def _floor(hall: Hall, event: dict[str, Any], kept: Heard) -> None:
    said = hall.bare.asks(**event)
    heard = hall.people.asks(does="hear", as_="bare", seq=event["seq"])
    _all_heard(heard, hall)
    kept.bare += [one - said for one in heard["at"]]


def _all_heard(heard: dict[str, Any], hall: Hall) -> None:
    if len(heard["at"]) != hall.session.many:
        raise RuntimeError(f"chỉ {len(heard['at'])} người nghe được một sự kiện")


def _vote(hall: Hall, tokens: list[str]) -> dict[str, Any]:
    """Everybody votes; then it is closed and counted."""
    vote = hall.session.opens_vote()
    where = {"url": hall.house.address, "meeting": hall.session.id, "vote": vote}
    given = hall.people.asks(does="cast", tokens=tokens, apart=APART, **where)
    began = time.perf_counter()
    counted = hall.session.closes_vote(vote)
    took = time.perf_counter() - began
    return {
        "votes_taken": given["statuses"].count(200), "votes_counted": counted,
        "votes_refused": sorted({one for one in given["statuses"] if one != 200}),
        "votes_s": round(given["seconds"], 2), "tally_s": round(took, 2),
    }  # fmt: skip


def _come_back(hall: Hall) -> dict[str, Any]:
    """The worker is killed in the middle of everything."""
    hall.house.is_struck()
    back = hall.people.asks(does="back", as_="ours")
    return {"back": back["joined"], "back_s": round(back["seconds"], 2)}


def _part(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]
