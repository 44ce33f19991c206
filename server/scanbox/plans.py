"""How the leaves of scans are to be bound: what is proposed, and what a plan must be. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from workflows import Refused

TURNS = (0, 90, 180, 270)
MOST_LEAVES, MOST_SCANS = 200, 20
"""What one table holds: a stack of an automatic feeder has 50 to 100 sheets."""


class Leaf(NamedTuple):
    """A page (from 1) of a scan, by the id of its document, turned so many degrees to the right."""

    paper: int
    page: int
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """Each new document by its leaves, and the leaves that go into none."""

    documents: tuple[tuple[Leaf, ...], ...]
    dropped: tuple[Leaf, ...] = ()

    @property
    def leaves(self) -> list[Leaf]:
        return [*(leaf for one in self.documents for leaf in one), *self.dropped]

    @property
    def sources(self) -> list[int]:
        """The scans, in the order in which their first leaves come."""
        return list(dict.fromkeys(leaf.paper for leaf in self.leaves))


class Proposed(NamedTuple):
    """Of a leaf: whether to leave it out, and whether a document begins with it."""

    drop: bool
    starts: bool


def proposal(blank: Sequence[bool]) -> list[Proposed]:
    """Blank leaves go; behind a separator sheet, which is a blank between two documents, the next
    one begins. Where two blanks lie together, both sides were scanned: there a single blank is only
    the back of a page. Nothing is proposed for a scan that is blank from end to end.
    """
    if all(blank):
        return [Proposed(drop=False, starts=n == 0) for n in range(len(blank))]
    runs = [(is_blank, len(list(run))) for is_blank, run in groupby(blank)]
    between = [length for is_blank, length in runs[1:-1] if is_blank]
    separator = 2 if any(length > 1 for length in between) else 1
    return list(_proposed(runs, separator))


def _proposed(runs: list[tuple[bool, int]], separator: int) -> Iterator[Proposed]:
    begins = True
    for is_blank, length in runs:
        for n in range(length):
            yield Proposed(drop=is_blank, starts=not is_blank and begins and n == 0)
        begins = begins and is_blank if not is_blank else begins or length >= separator


def check(plan: Plan, pages: Mapping[int, int]) -> None:
    """Every leaf of every scan has its place once, so that none is lost by leaving it out.

    `pages`: how many each scan has. Raises `arrangement_empty`, `arrangement_no_page`,
    `arrangement_twice`, `arrangement_incomplete`.
    """
    if not plan.documents or not all(plan.documents):
        raise Refused("arrangement_empty")
    known = {(paper, page) for paper, count in pages.items() for page in range(1, count + 1)}
    placed = [(leaf.paper, leaf.page) for leaf in plan.leaves]
    if not set(placed) <= known or any(leaf.turn not in TURNS for leaf in plan.leaves):
        raise Refused("arrangement_no_page")
    if len(placed) > len(set(placed)):
        raise Refused("arrangement_twice")
    if set(placed) != known:
        raise Refused("arrangement_incomplete")


def spelt(leaves: Sequence[Leaf], names: Mapping[int, str]) -> str:
    """`scan1.pdf, trang 1–3; scan2.pdf, trang 2`: where a document's pages come from."""
    parts = []
    for paper, run in groupby(leaves, key=lambda leaf: leaf.paper):
        parts.append(f"{names[paper]}, trang {', '.join(_ranges([leaf.page for leaf in run]))}")
    return "; ".join(parts)


def _ranges(pages: list[int]) -> Iterator[str]:
    for _, run in groupby(enumerate(pages), key=lambda pair: pair[1] - pair[0]):
        first, *rest = [page for _, page in run]
        yield f"{first}–{rest[-1]}" if rest else f"{first}"
