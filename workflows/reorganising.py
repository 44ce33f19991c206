"""Sắp xếp, hợp nhất, chia tách cơ quan: a plan that takes effect at a midnight (DOMAIN §2.4, §2.5).

One administrator writes it, another approves it, the server carries it out. Until then it can be
taken back. It is no paper, so its states are said by what happened to it when.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from workflows.law import NOWHERE, Role, Transition, Workflow, from_each


class Plan(StrEnum):
    """Where a plan of reorganisation stands."""

    DRAFT = "DRAFT"
    PROPOSED = "PROPOSED"
    APPROVED = "APPROVED"
    IN_EFFECT = "IN_EFFECT"
    WITHDRAWN = "WITHDRAWN"


DRAFT, PROPOSED, APPROVED, IN_EFFECT, WITHDRAWN = Plan
ADMIN, SYSTEM = Role.ADMIN, Role.SYSTEM


class PlanFacts(Protocol):
    """What the law asks of a plan as it stands; names where somebody is to be told which ones."""

    @property
    def state(self) -> str: ...
    @property
    def effective_on(self) -> dt.date: ...
    @property
    def closes(self) -> int: ...
    @property
    def parts(self) -> int: ...
    @property
    def forgotten(self) -> Collection[str]: ...
    @property
    def unready(self) -> Collection[str]: ...
    @property
    def posts_without_heir(self) -> Collection[str]: ...
    @property
    def seats_taken_twice(self) -> Collection[str]: ...
    @property
    def raised(self) -> Collection[str]: ...
    @property
    def proposed_by_id(self) -> int | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Deciding:
    """What somebody brings to a step. `left`: work that nobody could be given (ORG-12)."""

    today: dt.date = dt.date.min
    person_id: int | None = None
    reason: str = ""
    left: int = 0


def changes_somebody(plan: PlanFacts) -> bool:
    """Some agency ends by it, or one that lives on gives a part of itself away (§2.5)."""
    return plan.closes + plan.parts > 0


def forgets_nobody(plan: PlanFacts) -> bool:
    """Each agency that ends has one that takes over, and so has what stood under it (ORG-10)."""
    return not plan.forgotten


def successors_can_work(plan: PlanFacts) -> bool:
    """Whoever takes over stands on that day, with a head and a clerk who register and answer."""
    return not plan.unready


def every_post_has_an_heir(plan: PlanFacts) -> bool:
    """Work lies with posts: each has exactly one that takes it over (ORG-12)."""
    return not plan.posts_without_heir


def one_chair_one_holder(plan: PlanFacts) -> bool:
    """Nobody shares a post that one alone may hold (§2.4)."""
    return not plan.seats_taken_twice


def nobody_raises_himself(plan: PlanFacts) -> bool:
    """Whoever writes or proposes it gains no role by it (SOD-04)."""
    return not plan.raised


def midnight_lies_ahead(plan: PlanFacts, act: Deciding) -> bool:
    """It begins at a midnight that is still to come."""
    return act.today < plan.effective_on


def day_has_come(plan: PlanFacts, act: Deciding) -> bool:
    """The midnight is past."""
    return plan.effective_on <= act.today


def is_another_hand(plan: PlanFacts, act: Deciding) -> bool:
    """Whoever proposed it does not approve it (SOD-04)."""
    return act.person_id is not None and act.person_id != plan.proposed_by_id


def leaves_nothing_open(_plan: PlanFacts, act: Deciding) -> bool:
    """ "Chưa bàn giao" is empty: each open thing has exactly one successor (ORG-12, H04)."""
    return act.left == 0


def has_reason(_plan: PlanFacts, act: Deciding) -> bool:
    """Somebody says why."""
    return bool(act.reason.strip())


WHOLE = {
    changes_somebody, forgets_nobody, successors_can_work, every_post_has_an_heir,
    one_chair_one_holder, nobody_raises_himself,
}  # fmt: skip
"""What a plan must say before anybody approves it; heard once more at its midnight."""

Step = Transition[PlanFacts, Deciding]

# fmt: off
REORGANISING: Workflow[PlanFacts, Deciding] = Workflow("reorganisations", (
    Step("ORG-10", "draft",     NOWHERE,  DRAFT,    {ADMIN}, asked={midnight_lies_ahead}),
    Step("ORG-10", "change",    DRAFT,    DRAFT,    {ADMIN}),
    Step("ORG-10", "propose",   DRAFT,    PROPOSED, {ADMIN}, WHOLE, {midnight_lies_ahead}),
    Step("SOD-04", "send_back", PROPOSED, DRAFT,    {ADMIN}, asked={has_reason}),
    Step("SOD-04", "approve",   PROPOSED, APPROVED, {ADMIN}, WHOLE,
         {is_another_hand, midnight_lies_ahead}),
    *from_each((DRAFT, PROPOSED, APPROVED),
        Step("ORG-10", "withdraw", "", WITHDRAWN, {ADMIN}, asked={has_reason})),
    Step("ORG-11", "take_effect", APPROVED, IN_EFFECT, {SYSTEM}, WHOLE,
         {day_has_come, leaves_nothing_open}),
), waits=(), reads=(), final=frozenset({IN_EFFECT, WITHDRAWN}))
# fmt: on
