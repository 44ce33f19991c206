"""What is looked for, by whom and how far; and a page of what was found."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, Select, Subquery

from server.finding.asked import Asked
from server.org.actor import Actor
from server.papers.models import Paper

Kinds = Mapping[type[Paper], Sequence[ColumnElement[bool]]]
"""The kinds that are looked through, each with what is wanted of it besides the words."""
Shown = Callable[[Subquery], Select[Any]]
"""What is read of the papers chosen: of `place`, `paper_kind` and `paper_id`."""
PAGE = 46
"""Beside the bar of a search by days fifty hits were 26.4 KB."""


class Look(NamedTuple):
    """Who looks through which kinds, below which place, for how many papers at most."""

    actor: Actor
    kinds: Kinds
    cursor: str | None
    most: int = PAGE
    mark: int = 0
    """What the places of its rows are marked with, so that a page goes on where they stand."""


class Beside(NamedTuple):
    """What stands on a page behind what was found as it was typed: from which row on, under which
    words, and what those were taken for."""

    begins: int
    words: str
    asked: Asked


class Hits(NamedTuple):
    """A page, where the next begins, whether marks were passed over, how the words were read where
    nothing is found as they were typed, what they were taken for at last, which attempt that was,
    and what was found by what they mean besides."""

    rows: list[Row]
    after: str | None = None
    loosely: bool = False
    read_as: str = ""
    asked: Asked | None = None
    attempt: int = 0
    beside: Beside | None = None
    top: int = 0
    """Below which place rows were looked at, where those were some of many; 0: all were."""


BESIDE = 10**17
"""A cursor that goes on among what was meant says behind which attempt, then the place."""
LATER = 4
"""Attempts there are at most; one that goes on among a later one's own hits says so by this more
than its number, for the first is not asked again."""
