"""Ý kiến trước phiên họp: what each member thinks of each matter, and what nobody speaks against.

The agenda folds in two: what is carried in one act (thông qua cùng một lượt), and what is talked
about. Silence is no agreement (§10.5), and whoever is absent adopts nothing (VT-01): his agreement
lets a matter be expected among the first, and only those who are there carry it.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from enum import StrEnum

from workflows.law import Refused

ONE_ACT = 2
"""Minutes that adopting many matters at once takes [PRODUCT]."""


class Stance(StrEnum):
    """Đồng ý, có ý kiến khác, đề nghị phát biểu."""

    AGREE = "agree"
    OTHER = "other"
    SPEAK = "speak"


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A matter of the agenda. `left`: planned minutes that are still ahead of it."""

    id: int
    waits: bool = True
    minutes: int = 0
    left: int = 0
    stances: Mapping[int, Stance] = field(default_factory=dict[int, Stance])


@dataclass(frozen=True, slots=True)
class Body:
    """Whose stance counts, of whom only `here` once it sits, and how many must agree (VT-03)."""

    members: Set[int]
    needed: int
    here: Set[int] | None = None


def may_mark(matter: Matter, stance: Stance, words: str) -> None:
    """Refuse a stance that comes too late, and another opinion that is not said (§10.5)."""
    if not matter.waits:
        raise Refused("item_waits", "item")
    if stance == Stance.OTHER and not words.strip():
        raise Refused("other_wants_words", "text")


def agreeing(matter: Matter, body: Body) -> frozenset[int]:
    """Whose agreement carries the matter: members, and of them those who are there."""
    counted = body.members if body.here is None else body.members & body.here
    return frozenset(one for one in counted if matter.stances.get(one) == Stance.AGREE)


def objecting(matter: Matter, body: Body) -> frozenset[int]:
    """Members who think otherwise or wish to speak, wherever they are."""
    given = matter.stances.items()
    return frozenset(one for one, said in given if one in body.members and said != Stance.AGREE)


def is_unopposed(matter: Matter, body: Body) -> bool:
    """Nobody of the body speaks against it, and those who agree carry it."""
    agreed = len(agreeing(matter, body))
    return matter.waits and not objecting(matter, body) and agreed >= body.needed


def together(matters: Iterable[Matter], body: Body) -> tuple[int, ...]:
    """The matters that may be adopted in one act, in their order."""
    return tuple(one.id for one in matters if is_unopposed(one, body))


def chosen(matters: Sequence[Matter], body: Body, wanted: Sequence[int]) -> tuple[int, ...]:
    """Those of them that the chair adopts, all where he names none; or a refusal."""
    group = together(matters, body)
    if not {*wanted} <= {*group}:
        raise Refused("is_opposed", "items")
    if not group:
        raise Refused("nothing_unopposed")
    return tuple(one for one in group if one in wanted) if wanted else group


def minutes_left(matters: Sequence[Matter], body: Body) -> int | None:
    """How long it will still take; nobody knows where the agenda names no minutes."""
    if not any(one.minutes for one in matters):
        return None
    group = {*together(matters, body)}
    talked = sum(one.left for one in matters if one.id not in group)
    return talked + (ONE_ACT if group else 0)


def saved(adopted: Iterable[Matter]) -> int:
    """Minutes that were planned for what was adopted at once, less that act."""
    return saved_of(sum(one.minutes for one in adopted))


def saved_of(planned: int) -> int:
    """The same of the minutes alone."""
    return max(0, planned - ONE_ACT)
