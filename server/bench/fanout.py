"""`bench fanout`: one event of a meeting to five hundred delegates, from its commit to the last.

The office's web part and a bare socket.io server on Node say the same payload to the same crowd of
listeners, in turn (aim ≤ 1.0). Of each it counts when the kernel had the word for it (`ear.py`):
five hundred delegates do not wait for each other to be read. Beside it, with real
socket.io clients: how long they take to come, what each costs in memory, a vote of all of them,
how they come back after the house was killed. All of it again while somebody signs: of the pages a
score each in turn, for the machine is not as quick at every minute; of what takes a whole session
beside the mean of a quiet one before and one after (a house that was killed once is slower at
whoever comes, whether somebody signs or not). And with two web processes on Redis, beside the one;
and of a thousand how they come, what each costs, that all vote and come back.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from typing import Any

from server.bench.delegates import Session, crowd, send_home
from server.bench.figures import Figure
from server.bench.houses import REDIS, Crowd, House, Talk, node
from server.bench.seals import Signing, signing_desk
from server.bench.turns import Hall, Heard, by_scores, part, side_by_side, turned

MANY, ROUNDS, WARM = 500, 600, 25
"""The crowd's Node compiles while the first twenty are said, which both houses wait for; of 150
rounds two outliers are the p99."""
APART = 4
"""Milliseconds from vote to vote: five hundred in two seconds."""
HALLS = 2
"""At last twice as many come, vote and come back at once (`all_…`): a thousand."""
VOTES = 3
TIMES = ("p99_ms", "page_turn_p95_ms", "came_s", "votes_s", "tally_s", "back_s")
"""What is compared of a session with another."""


@dataclass(frozen=True, slots=True)
class Voted:
    """One vote: what each was answered, how many ballots were counted, how long casting and
    counting took, and what all of it cost the house."""

    statuses: list[int]
    counted: int
    cast_s: float
    tally_s: float
    cpu_ms: float


def fanout(many: int = MANY, times: int = ROUNDS, rounds: int = WARM) -> Figure:
    """`rounds` are said before any is measured: both sides warm up. With CONGSO_REDIS_URL all is
    done again with two web processes on it, as `two_…`, in turn with one as new as they."""
    everybody = crowd(many * HALLS)
    tokens = dict(list(everybody.items())[:many])
    secrets, queue = list(tokens.values()), os.environ.get(REDIS)
    with (
        Talk(*node("bare.js")) as bare,
        Crowd(*node("crowd.js")) as people,
        Crowd(sys.executable, "-m", "server.bench.ears") as ears,
    ):
        floor = [f"http://127.0.0.1:{int(bare.hears())}"]
        come = {"urls": floor, "tokens": secrets, "many": many, "join": {"since": 0}}
        more = {"floor_came_s": people.asks(does="come", as_="bare", **come)["seconds"]}
        people.asks(does="leave", as_="bare")
        with _hall("one", bare, people, ears, tokens) as hall, signing_desk() as signing:
            came = _come(hall, secrets)
            said, meanwhile = _turning(hall, come, rounds, times, signing)
            found = came | turned(said) | _voted_and_back(hall, secrets)
            with signing():
                then = _session(hall, secrets) | turned(meanwhile)
            after = _session(hall, secrets) | turned(said)
            more |= _again(found, after) | found | _while_signing(meanwhile, then, (found, after))
        if queue:
            with (
                _hall("one", bare, people, ears, tokens) as hall,
                _hall("two", bare, people, ears, tokens, **{REDIS: queue}) as two,
            ):
                more |= _two(two, hall, secrets, (rounds, times))
        with _hall("all", bare, people, ears, everybody) as hall:
            more |= _named("all", _session(hall, list(everybody.values())))
    send_home(everybody)
    more |= {
        "p50_ms": round(part(said.ours, 0.5), 1),
        "floor_p50_ms": round(part(said.bare, 0.5), 1),
        "load": round(os.getloadavg()[0], 1),
    }
    ours, bare_p99 = part(said.ours, 0.99), part(said.bare, 0.99)
    return Figure("fanout", round(ours, 2), round(bare_p99, 2), "ms p99", "≤ 1.0", more)


@contextmanager
def _hall(
    name: str, bare: Talk, people: Talk, ears: Talk, tokens: dict[str, str], **settings: str
) -> Iterator[Hall]:
    """The office's web part, and a meeting that all are invited to."""
    with House(**settings) as house:
        yield Hall(name, house, bare, people, ears, Session(house.address, list(tokens)))
        people.asks(does="leave", as_=name)


def _turning(
    hall: Hall, floor: dict[str, Any], warm: int, times: int, signing: Signing
) -> tuple[Heard, Heard]:
    """Pages while nobody signs, and as many while somebody does, by both houses."""
    hall.ears.asks(does="listen", as_="bare", **floor)
    _listen(hall, floor["tokens"])
    quiet, meanwhile = by_scores(hall, warm, times, signing)
    hall.ears.asks(does="leave", as_="bare")
    return quiet, meanwhile


def _session(hall: Hall, tokens: list[str]) -> dict[str, Any]:
    """All come, vote, and come back after the house fell."""
    return _come(hall, tokens) | _voted_and_back(hall, tokens)


def _voted_and_back(hall: Hall, tokens: list[str]) -> dict[str, Any]:
    _take_seats(hall, tokens)
    return _votes(hall, tokens) | _come_back(hall)


def _two(two: Hall, one: Hall, tokens: list[str], said: tuple[int, int]) -> dict[str, Any]:
    """Two processes, with all that one has to do, in turn with one: what each does while nobody
    sits at the other (`two_processes_ratio` is the p99's)."""
    halls = (two, one)
    found = {}
    for hall in halls:
        found[hall.name] = _come(hall, tokens) | {"lines": hall.house.lines()}
        hall.people.asks(does="leave", as_=hall.name)
    for hall in halls:
        _listen(hall, tokens)
    heard = side_by_side(two, one, *said)
    for hall in halls:
        hall.ears.asks(does="leave", as_=hall.name)
    for hall in halls:
        _take_seats(hall, tokens)
        found[hall.name] |= turned(heard[hall.name]) | _votes(hall, tokens) | _come_back(hall)
        hall.people.asks(does="leave", as_=hall.name)
    ratio = part(heard["two"].ours, 0.99) / part(heard["one"].ours, 0.99)
    beside = _beside("one", found["two"], found["one"])
    return _named("two", found["two"] | beside) | {"two_processes_ratio": round(ratio, 2)}


def _beside(whom: str, found: dict[str, Any], *others: dict[str, Any]) -> dict[str, Any]:
    """Each time of a session as a share of what it was in the others, in the mean."""
    mean = {name: sum(one[name] for one in others) / len(others) for name in TIMES}
    return {f"{name}_of_{whom}": round(found[name] / (mean[name] or 0.01), 2) for name in TIMES}


def _named(when: str, found: dict[str, Any]) -> dict[str, Any]:
    return {f"{when}_{name}": value for name, value in found.items()}


def _again(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """How far two sessions lie apart while nobody signs: what the machine does by itself."""
    whole = TIMES[2:]  # of pages both have the same
    return {f"again_{name}": round(after[name] / (before[name] or 0.01), 2) for name in whole}


def _while_signing(
    heard: Heard, found: dict[str, Any], quiet: tuple[dict[str, Any], dict[str, Any]]
) -> dict[str, Any]:
    """All of it while somebody signs: `…_of_quiet` beside a session before and one after, `ratio`
    beside the bare server's p99 of its own moment."""
    ratio = part(heard.ours, 0.99) / part(heard.bare, 0.99)
    found |= _beside("quiet", found, *quiet) | {"ratio": round(ratio, 2)}
    return _named("signing", found)


def _come(hall: Hall, tokens: list[str]) -> dict[str, Any]:
    """Everybody comes, and what that cost."""
    before, many = hall.house.kib(), len(tokens)
    came = _take_seats(hall, tokens)
    each = (hall.house.kib() - before) / many
    return {
        "delegates": came["joined"], "came_s": round(came["seconds"], 2), "kib_each": round(each),
    }  # fmt: skip


def _take_seats(hall: Hall, tokens: list[str]) -> dict[str, Any]:
    """Everybody takes his seat, a real client, instead of whoever only heard."""
    hall.ears.asks(does="leave", as_=hall.name)
    return _seated(hall, hall.people.asks(does="come", **_who(hall, tokens)))


def _listen(hall: Hall, tokens: list[str]) -> None:
    """In their place come those who only hear, and note when."""
    hall.people.asks(does="leave", as_=hall.name)
    _seated(hall, hall.ears.asks(does="listen", **_who(hall, tokens)))


def _who(hall: Hall, tokens: list[str]) -> dict[str, Any]:
    join = {"meeting": hall.session.id, "since": hall.session.seq}
    who = {"urls": [hall.house.address], "tokens": tokens, "many": len(tokens), "join": join}
    return {"as_": hall.name, **who}


def _seated(hall: Hall, came: dict[str, Any]) -> dict[str, Any]:
    if came["joined"] < hall.session.many:
        raise RuntimeError(f"chỉ {came['joined']} người vào được phòng: {came['refused'][:3]}")
    return came


def _votes(hall: Hall, tokens: list[str]) -> dict[str, Any]:
    """Three votes of everybody, and of each time the middle one: counting takes some hundredths of
    a second, and whatever else the office does in that one may double it."""
    given = [_vote(hall, tokens) for _ in range(VOTES)]
    statuses = [status for one in given for status in one.statuses]
    return {
        "votes_taken": statuses.count(200),
        "votes_counted": sum(one.counted for one in given),
        "votes_refused": sorted({one for one in statuses if one != 200}),
        "votes_s": round(median(one.cast_s for one in given), 2),
        "tally_s": round(median(one.tally_s for one in given), 3),
        "vote_cpu_ms": round(median(one.cpu_ms for one in given) / len(tokens), 1),
    }


def _vote(hall: Hall, tokens: list[str]) -> Voted:
    """Everybody votes; then it is closed and counted."""
    vote, spent = hall.session.opens_vote(), hall.house.cpu()
    where = {"urls": [hall.house.address], "meeting": hall.session.id, "vote": vote}
    given = hall.people.asks(does="cast", tokens=tokens, apart=APART, **where)
    spent = hall.house.cpu() - spent
    began = time.perf_counter()
    counted = hall.session.closes_vote(vote)
    took = time.perf_counter() - began
    return Voted(given["statuses"], counted, given["seconds"], took, spent)


def _come_back(hall: Hall) -> dict[str, Any]:
    """The worker is killed in the middle of everything."""
    hall.house.is_struck()
    back = hall.people.asks(does="back", as_=hall.name)
    return {"back": back["joined"], "back_s": round(back["seconds"], 2)}
