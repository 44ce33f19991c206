"""The log's tree as its tables keep it: nodes by level and index, read for proofs and appends."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from sqlalchemy import and_, func, or_, select

from server.audit.models import LedgerLeaf, LedgerNode
from server.database import db

Node = Callable[[int, int], bytes]
Place = tuple[int, int]
Answer = TypeVar("Answer")


class NodeMissing(Exception):
    """A table lacks a node that the tree's size says must be there."""


def size() -> int:
    """How many events have a place; places are numbered from 0."""
    last = db.session.scalar(select(func.max(LedgerLeaf.seq)))
    return 0 if last is None else last + 1


def data(seq: int) -> str:
    """What the tree hashes at that place."""
    found = db.session.scalar(select(LedgerLeaf.data).filter_by(seq=seq))
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
    named = or_(*(and_(LedgerNode.level == lv, LedgerNode.idx == ix) for lv, ix in wanted))
    rows = db.session.execute(
        select(LedgerNode.level, LedgerNode.idx, LedgerNode.hash).where(named)
    )
    found = {(level, idx): hash_ for level, idx, hash_ in rows}
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
