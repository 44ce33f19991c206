"""Bàn giao công việc: an officer moves or leaves, and nothing he had is left without an owner.

Decree 30/2020, article 31.3đ; DOMAIN AR-04. An administrator writes who takes what, whoever gives
and whoever takes say that the list is right, then all of it goes over in one act. It is no paper:
where it stands is said by what happened to it when.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from workflows.law import NOWHERE, PARTS, Role, Transition, Workflow, from_each


class Stage(StrEnum):
    """Where a handing over stands."""

    DRAFT = "DRAFT"
    PRESENTED = "PRESENTED"
    DONE = "DONE"
    WITHDRAWN = "WITHDRAWN"


DRAFT, PRESENTED, DONE, WITHDRAWN = Stage
ADMIN = Role.ADMIN
AT_WORK = frozenset(Role) - PARTS - {Role.CITIZEN, Role.SYSTEM}
"""Whoever holds a post may have to give or to take."""


class Standing(Protocol):
    """What the law asks of a handing over as it stands; names, so that a no says which ones."""

    @property
    def state(self) -> str: ...
    @property
    def leaves_on(self) -> dt.date: ...
    @property
    def unnamed(self) -> Collection[str]: ...
    @property
    def unfit(self) -> Collection[str]: ...
    @property
    def busy(self) -> Collection[str]: ...
    @property
    def uncovered(self) -> Collection[str]: ...
    @property
    def unheard(self) -> Collection[str]: ...
    @property
    def stands_in_the_way(self) -> bool: ...
    @property
    def giver_is_awaited(self) -> bool: ...
    @property
    def giver_is_gone(self) -> bool: ...
    @property
    def post_has_ended(self) -> bool: ...
    @property
    def parties(self) -> Collection[int]: ...
    @property
    def heard(self) -> Collection[int]: ...
    @property
    def keyed(self) -> Collection[int]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Handing:
    """What somebody brings to a step. `list_is_the_same`: he saw the list as it now stands;
    `by_key`: he signs it."""

    today: dt.date = dt.date.min
    person_id: int | None = None
    reason: str = ""
    list_is_the_same: bool = True
    by_key: bool = False


def everything_is_named(one: Standing) -> bool:
    """Each open thing has exactly one who takes it (ORG-12, AR-04)."""
    return not one.unnamed


def takers_may_have_it(one: Standing) -> bool:
    """Whoever takes a thing holds a post, on that day, in which he may go on with it."""
    return not one.unfit


def nothing_is_half_done(one: Standing) -> bool:
    """Nothing of it is being signed, or in session, at this moment."""
    return not one.busy


def no_seat_is_left_empty(one: Standing) -> bool:
    """What lies with a duty, not with a person, still has somebody in that duty."""
    return not one.uncovered


def everybody_has_confirmed(one: Standing) -> bool:
    """Whoever gives and each who takes has said that the list is right."""
    return not one.unheard


def post_is_for_one(one: Standing) -> bool:
    """Nobody can be appointed to it beside him, from that day on (DOMAIN §2.4)."""
    return one.stands_in_the_way


def giver_can_confirm(one: Standing, act: Handing) -> bool:
    """Whoever has no post any more does not come in, to say that the list is right."""
    return one.leaves_on > act.today or not one.giver_is_awaited


def post_goes_on(one: Standing) -> bool:
    """It did not end with its agency meanwhile: then a plan passed all of it on (ORG-12), and
    nobody signs that it went to whom the list names."""
    return not one.post_has_ended


def giver_is_gone(one: Standing) -> bool:
    """He holds no post in which he could come in, and has not said it yet."""
    return one.giver_is_gone


def day_of_leaving_has_come(one: Standing, act: Handing) -> bool:
    """He works on it until his last day is over."""
    return one.leaves_on <= act.today


def is_a_party(one: Standing, act: Handing) -> bool:
    """Only who gives or takes confirms."""
    return act.person_id in one.parties


def has_not_confirmed(one: Standing, act: Handing) -> bool:
    return act.person_id not in one.heard


def list_is_the_same(_one: Standing, act: Handing) -> bool:
    """Nobody signs for what he has not seen."""
    return act.list_is_the_same


def confirms_by_key(one: Standing, act: Handing) -> bool:
    """Whoever has a key signs the list with it; his word alone is for who has none."""
    return act.by_key or act.person_id not in one.keyed


def has_reason(_one: Standing, act: Handing) -> bool:
    return bool(act.reason.strip())


WHOLE = {everything_is_named, takers_may_have_it, post_goes_on}
AT_LAST = {*WHOLE, nothing_is_half_done, no_seat_is_left_empty, everybody_has_confirmed}

Step = Transition[Standing, Handing]

# fmt: off
HANDING_OVER: Workflow[Standing, Handing] = Workflow("work_handovers", (
    Step("AR-04", "draft",     NOWHERE,   DRAFT,     {ADMIN}),
    Step("AR-04", "name",      DRAFT,     DRAFT,     {ADMIN}),
    Step("AR-04", "present",   DRAFT,     PRESENTED, {ADMIN}, WHOLE),
    Step("AR-04", "confirm",   PRESENTED, PRESENTED, AT_WORK, {post_goes_on},
         {is_a_party, has_not_confirmed, list_is_the_same, confirms_by_key}),
    *from_each((DRAFT, PRESENTED),
        Step("AR-04", "make_way", "", "", {ADMIN}, {post_is_for_one}, {giver_can_confirm}),
        stay=True),
    *from_each((DRAFT, PRESENTED),
        Step("AR-04", "excuse", "", DRAFT, {ADMIN}, {giver_is_gone}, {has_reason})),
    Step("AR-04", "take_back", PRESENTED, DRAFT,     {ADMIN}, asked={has_reason}),
    Step("AR-04", "hand_over", PRESENTED, DONE,      {ADMIN}, AT_LAST, {day_of_leaving_has_come}),
    *from_each((DRAFT, PRESENTED),
        Step("AR-04", "withdraw", "", WITHDRAWN, {ADMIN}, asked={has_reason})),
), waits=(), reads=(), final=frozenset({DONE, WITHDRAWN}))
# fmt: on
