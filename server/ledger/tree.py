"""The log's tree as its tables keep it: nodes by level and index, read for proofs and appends."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from sqlalchemy import Connection, bindparam, func, select, tuple_

from server.audit.models import LedgerLeaf, LedgerNode
from server.database import db, run, table

Node = Callable[[int, int], bytes]
Place = tuple[int, int]
Answer = TypeVar("Answer")

_leaves, _nodes = table(LedgerLeaf), table(LedgerNode)
_DATA = select(_leaves.c.data).where(_leaves.c.seq == bindparam("_seq"))
_NAMED = select(_nodes.c.level, _nodes.c.idx, _nodes.c.hash).where(
    tuple_(_nodes.c.level, _nodes.c.idx).in_(bindparam("places", expanding=True))
)
"""Kept: a proof of one in a million looks at forty nodes, and making their names anew each time
cost as much as finding them."""


class NodeMissing(Exception):
    """A table lacks a node that the tree's size says must be there."""


def size(line: Connection | None = None) -> int:
    """How many events have a place; places are numbered from 0. Asked by `line`, where one is
    given that sees another moment than the session."""
    last = (line or db.session).scalar(select(func.max(LedgerLeaf.seq)))
    return 0 if last is None else last + 1


def data(seq: int) -> str:
    """What the tree hashes at that place."""
    found: str | None = run(_DATA, {"_seq": seq}).scalar()
    if found is None:
        raise NodeMissing(f"{seq}")
    return found


def node(level: int, index: int) -> bytes:
    """One node, from its table."""
    found = db.session.scalar(select(LedgerNode.hash).filter_by(level=level, idx=index))
    if found is None:
        raise NodeMissing(f"{level}/{index}")
    return found


def edge(count: int) -> dict[Place, bytes]:
    """The full subtrees that the first `count` leaves fall into: what an append needs to know."""
    places = [
        (level, (count >> level) - 1) for level in range(count.bit_length()) if count >> level & 1
    ]
    return read(places)


def read(places: Iterable[Place]) -> dict[Place, bytes]:
    """Several nodes in one statement."""
    wanted = list(places)
    if not wanted:
        return {}
    found = {(level, idx): hash_ for level, idx, hash_ in run(_NAMED, {"places": wanted})}
    for place in wanted:
        if place not in found:
            raise NodeMissing("/".join(map(str, place)))
    return found


def ask(question: Callable[[Node], Answer]) -> Answer:
    """What `question` computes from the tree, with all the nodes that it wants read at once.

    It is asked twice: which nodes it looks at depends on sizes and places alone, never on hashes.
    """
    wanted: dict[Place, None] = {}

    def note(level: int, index: int) -> bytes:
        wanted[level, index] = None
        return b""

    question(note)
    return question(among(read(wanted)))


def among(nodes: dict[Place, bytes]) -> Node:
    """A reader of nodes at hand."""

    def at(level: int, index: int) -> bytes:
        try:
            return nodes[(level, index)]
        except KeyError:
            raise NodeMissing(f"{level}/{index}") from None

    return at
