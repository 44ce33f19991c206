"""`bench ledger`: events written and placed a second, a proof out of a million, the check of all.

Through the office's own tables and services, on whatever database the office has: the events are
those of acts, written as `audit.append_all()` writes them, placed by the sequencer, with its
commits. The floor is the log's tree alone, in memory: what hashing costs where nothing is kept.
"""

import random
import statistics
import time
from collections.abc import Iterator
from functools import partial
from itertools import islice

from server import audit
from server.bench.figures import Figure
from server.clock import now
from server.database import db, transaction
from server.ledger import heads, sequencing, tree
from server.ledger.checking import whole as checking
from signing.merkle import Head, Tree, includes, inclusion_proof, leaf_hash, root

ENTRIES, MEASURED, ACT = 1_000_000, 50_000, 500
"""The log that proofs and the check are of; so many appends are timed, so many events an act."""

PROOFS = 200


def ledger(entries: int = ENTRIES, measured: int = MEASURED) -> Figure:
    """What fills the log is timed at its end, where it is largest."""
    sequencing.place_all()
    start = tree.size()
    _append(max(0, entries - measured - start))
    ours = _timed(measured)
    floor = _floor(measured)
    heads.sign_head_now()
    size = tree.size()
    prove_ms = _prove_ms(size)
    began = time.perf_counter()
    wrong = sum(1 for _ in checking.findings())
    check_s = time.perf_counter() - began
    more = {
        "appends_per_s": round(ours),
        "prove_ms": round(prove_ms, 2),
        "check_s": round(check_s, 1),
        "entries": size,
        "findings": wrong,
        "database": db.engine.dialect.name,
    }
    return Figure("ledger", round(ours), round(floor), "mục/s", "≥ 5000/s; ≤ 5 ms; ≤ 60 s", more)


def _timed(count: int) -> float:
    began = time.perf_counter()
    _append(count)
    return count / (time.perf_counter() - began)


def _append(count: int) -> None:
    """Acts that write, and the sequencer that places what they wrote: every commit of both."""
    made = _entries(count)
    while act := list(islice(made, ACT)):
        with transaction():
            audit.append_all(act)
        sequencing.place_batch()


def _entries(count: int) -> Iterator[dict[str, str]]:
    """Steps of documents, as large as an office's are."""
    for n in range(count):
        facts: dict[str, str | int | None] = {
            "prev_state": "ASSIGNED",
            "state": "IN_PROGRESS",
            "agency": 1 + n % 12,
            "position": 1 + n % 40,
            "revision_sha256": audit.digest(str(n)),
        }
        yield audit.entry("start", f"bench/{n}", now(), facts)


def _floor(count: int) -> float:
    """The same entries into a tree in memory."""
    said = [one["content"].encode() for one in _entries(count)]
    grown, began = Tree(), time.perf_counter()
    for one in said:
        grown.append(one)
    return count / (time.perf_counter() - began)


def _prove_ms(size: int) -> float:
    """The median of making a proof from the tables and checking it as its reader would."""
    head = Head(size, tree.ask(partial(root, size)))
    chosen = random.Random(7)  # noqa: S311 - any place will do, the same in each run
    return statistics.median(_one_proof(chosen.randrange(size), head) for _ in range(PROOFS))


def _one_proof(seq: int, head: Head) -> float:
    began = time.perf_counter()
    data = tree.data(seq)
    path = tree.ask(partial(inclusion_proof, seq, head.size))
    holds = includes(leaf_hash(data.encode()), seq, head.size, path, head.root)
    db.session.rollback()
    if not holds:
        raise RuntimeError(f"entry {seq} is not in its own log")
    return (time.perf_counter() - began) * 1000
