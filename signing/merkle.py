"""The transparency log's tree (RFC 6962, RFC 9162 §2.1): append, root, proofs and their verifiers.

All hashes of complete subtrees are kept by level, so an append costs two hashes on average and a
proof a few dozen. Whoever has a `node(level, index)` (a database, for one) can prove and compute
roots with the functions; `Tree` keeps them in memory.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

Node = Callable[[int, int], bytes]
"""Where the hash of the complete subtree over leaves [index·2^level, (index+1)·2^level) is kept."""

EMPTY = hashlib.sha256(b"").digest()


def leaf_hash(content: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def appended(size: int, leaf: bytes, node: Node) -> list[tuple[int, int, bytes]]:
    """The rows `(level, index, hash)` that a leaf brings when `size` leaves are there."""
    rows = [(0, size, leaf)]
    level, index = 0, size
    while index & 1:
        above = node_hash(node(level, index - 1), rows[-1][2])
        level, index = level + 1, index >> 1
        rows.append((level, index, above))
    return rows


def root(size: int, node: Node) -> bytes:
    """The hash of the first `size` leaves."""
    return _range(0, size, node) if size else EMPTY


def inclusion_proof(index: int, size: int, node: Node) -> list[bytes]:
    """What shows that leaf `index` is in the tree of `size` leaves, from the leaf upwards."""
    if not 0 <= index < size:
        raise IndexError(index)
    start, end, proof = 0, size, []
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            proof.append(_range(middle, end, node))
            end = middle
        else:
            proof.append(_range(start, middle, node))
            start = middle
    return proof[::-1]


def consistency_proof(old: int, new: int, node: Node) -> list[bytes]:
    """What shows that the tree of `new` leaves begins with the one of `old`."""
    if not 0 < old <= new:
        raise IndexError(old)
    start, end, whole, proof = 0, new, True, []
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            proof.append(_range(middle, end, node))
            end = middle
        else:
            proof.append(_range(start, middle, node))
            start, whole = middle, False
    if not whole:
        proof.append(_range(start, end, node))
    return proof[::-1]


def includes(leaf: bytes, index: int, size: int, proof: Sequence[bytes], claimed: bytes) -> bool:
    """RFC 9162 §2.1.3.2: whether the proof leads from the leaf to the root."""
    if not 0 <= index < size:
        return False
    number, last, found = index, size - 1, leaf
    for one in proof:
        if last == 0:
            return False
        if number & 1 or number == last:
            found = node_hash(one, found)
            while not number & 1 and number:
                number, last = number >> 1, last >> 1
        else:
            found = node_hash(found, one)
        number, last = number >> 1, last >> 1
    return last == 0 and found == claimed


@dataclass(frozen=True, slots=True)
class Head:
    """A tree's size and root: what a checkpoint states."""

    size: int
    root: bytes


def consistent(old: Head, new: Head, proof: Sequence[bytes]) -> bool:
    """RFC 9162 §2.1.4.2: whether `new` only adds to `old`."""
    if old.size == new.size:
        return not proof and old.root == new.root
    if not 0 < old.size < new.size or not proof:
        return False
    steps = list(proof) if old.size & (old.size - 1) else [old.root, *proof]
    return _climb(old, new, steps)


def _climb(old: Head, new: Head, steps: list[bytes]) -> bool:
    number, last = old.size - 1, new.size - 1
    while number & 1:
        number, last = number >> 1, last >> 1
    before = after = steps[0]
    for one in steps[1:]:
        if last == 0:
            return False
        if number & 1 or number == last:
            before, after = node_hash(one, before), node_hash(one, after)
            while not number & 1 and number:
                number, last = number >> 1, last >> 1
        else:
            after = node_hash(after, one)
        number, last = number >> 1, last >> 1
    return last == 0 and before == old.root and after == new.root


def _split(count: int) -> int:
    """The largest power of two below `count`."""
    return 1 << (count - 1).bit_length() - 1


def _range(start: int, end: int, node: Node) -> bytes:
    """Hash of leaves [start, end), where `start` is a multiple of the next power of two."""
    parts = []
    while start < end:
        level = (end - start).bit_length() - 1
        parts.append(node(level, start >> level))
        start += 1 << level
    found = parts.pop()
    while parts:
        found = node_hash(parts.pop(), found)
    return found


@dataclass(slots=True)
class Tree:
    """A tree in memory, for verifiers and for whoever has read all the leaves."""

    levels: list[list[bytes]] = field(default_factory=lambda: [[]])

    @property
    def size(self) -> int:
        return len(self.levels[0])

    def append(self, content: bytes) -> bytes:
        """Add one leaf; its hash comes back."""
        leaf = leaf_hash(content)
        for level, _, found in appended(self.size, leaf, self.node):
            if level == len(self.levels):
                self.levels.append([])
            self.levels[level].append(found)
        return leaf

    def node(self, level: int, index: int) -> bytes:
        return self.levels[level][index]

    def head(self, size: int | None = None) -> Head:
        count = self.size if size is None else size
        return Head(count, root(count, self.node))
