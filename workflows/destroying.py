"""Tiêu hủy hồ sơ hết thời hạn bảo quản: list, council, the head's decision, the deed (AR-07).

Never by itself: an archivist lists what has expired, a council says what it thinks, the head of the
agency decides by a written decision, and only then it is carried out. It is no paper.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from workflows.law import NOWHERE, Role, Transition, Workflow, from_each


class Stage(StrEnum):
    """Where a destruction stands."""

    LISTED = "LISTED"
    REVIEWED = "REVIEWED"
    DECIDED = "DECIDED"
    DONE = "DONE"
    REJECTED = "REJECTED"
    WITHDRAWN = "WITHDRAWN"


LISTED, REVIEWED, DECIDED, DONE, REJECTED, WITHDRAWN = Stage
ARCHIVIST, LEADER = Role.ARCHIVIST, Role.LEADER
COUNCIL = 3
"""Members at least: who presides, who keeps the archive, whose files they were [PRODUCT]."""


class Listed(Protocol):
    """What the law asks of a list as it stands: codes of files, so that a no names them."""

    @property
    def state(self) -> str: ...
    @property
    def left(self) -> Collection[str]: ...
    @property
    def unexpired(self) -> Collection[str]: ...
    @property
    def frozen(self) -> Collection[str]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What somebody brings to a step."""

    reason: str = ""
    members: int = 0
    minutes: str = ""
    decision: str = ""
    decision_is_issued: bool = False


def something_is_listed(one: Listed) -> bool:
    """There is a file left that would go."""
    return bool(one.left)


def all_have_expired(one: Listed) -> bool:
    """Of every file the term of keeping is over; one that is kept for ever never goes."""
    return not one.unexpired


def none_is_frozen(one: Listed) -> bool:
    """What somebody with authority froze is not touched (Annex VI, IV.1g)."""
    return not one.frozen


def council_is_whole(_one: Listed, act: Deed) -> bool:
    """A council, not one hand."""
    return act.members >= COUNCIL


def has_council_minutes(_one: Listed, act: Deed) -> bool:
    """What it said stands in minutes."""
    return bool(act.minutes.strip())


def has_opinion(_one: Listed, act: Deed) -> bool:
    """The council says what it thinks, and why."""
    return bool(act.reason.strip())


def has_decision(_one: Listed, act: Deed) -> bool:
    """The head decides in writing."""
    return bool(act.decision.strip())


def decision_is_issued(_one: Listed, act: Deed) -> bool:
    """A decision that was drafted here counts once it was signed and dispatched."""
    return act.decision_is_issued


def has_reason(_one: Listed, act: Deed) -> bool:
    """Whoever does this says why."""
    return bool(act.reason.strip())


WHOLE = {something_is_listed, all_have_expired, none_is_frozen}
Step = Transition[Listed, Deed]

# fmt: off
DESTROYING: Workflow[Listed, Deed] = Workflow("destructions", (
    Step("AR-07", "list",      NOWHERE,  LISTED,   {ARCHIVIST}, WHOLE),
    Step("AR-07", "review",    LISTED,   REVIEWED, {ARCHIVIST}, WHOLE,
         {council_is_whole, has_council_minutes, has_opinion}),
    Step("AR-07", "decide",    REVIEWED, DECIDED,  {LEADER},    WHOLE,
         {has_decision, decision_is_issued}),
    Step("AR-07", "reject",    REVIEWED, REJECTED, {LEADER},    asked={has_reason}),
    Step("AR-07", "carry_out", DECIDED,  DONE,     {ARCHIVIST}, WHOLE, {has_reason}),
    *from_each((LISTED, REVIEWED, DECIDED),
        Step("AR-07", "withdraw", "", WITHDRAWN, {ARCHIVIST}, asked={has_reason})),
), waits=(), reads=(), final=frozenset({DONE, REJECTED, WITHDRAWN}))
# fmt: on
