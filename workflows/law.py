"""The grammar every workflow is written in: roles, transitions, waits, refusals."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Generic, Protocol, TypeVar


class Role(StrEnum):
    """The desks of an office (DOMAIN §3.1), and the parts in a meeting; SYSTEM is the server."""

    CLERK = "CLERK"
    LEADER = "LEADER"
    OFFICE_CHIEF = "OFFICE_CHIEF"
    UNIT_HEAD = "UNIT_HEAD"
    OFFICER = "OFFICER"
    FORM_CHECKER = "FORM_CHECKER"
    ARCHIVIST = "ARCHIVIST"
    SECRETARY = "SECRETARY"
    TECH = "TECH"
    DESK = "DESK"
    AUDITOR = "AUDITOR"
    ADMIN = "ADMIN"
    CITIZEN = "CITIZEN"
    SYSTEM = "SYSTEM"
    CHAIR = "CHAIR"
    MEMBER = "MEMBER"
    DELEGATE = "DELEGATE"
    INVITEE = "INVITEE"
    RAPPORTEUR = "RAPPORTEUR"
    OBSERVER = "OBSERVER"


PARTS = frozenset({
    Role.CHAIR, Role.MEMBER, Role.DELEGATE, Role.INVITEE, Role.RAPPORTEUR, Role.OBSERVER,
})  # fmt: skip
"""What somebody is in one meeting only (DOMAIN §10.3): no post is granted them."""


WINDOW = dt.timedelta(days=1)
"""How long the first half of a two-person act waits for the second (DESIGN §11.4)."""

NOWHERE = ""
"""Where a paper is before it comes into the office."""


class Paper(Protocol):
    """What the law must be told about any paper as it stands; each workflow asks for more."""

    @property
    def state(self) -> str: ...


class Act(Protocol):
    """What the person who takes a step brings with it; each workflow asks for more."""

    @property
    def reason(self) -> str: ...


P = TypeVar("P", bound=Paper)
A = TypeVar("A", bound=Act)


FULL_REASON = 20
"""Letters that the reason of an exception has at least (DOMAIN §3.4)."""


class Refused(Exception):
    """The office says no. `reason` is the key of the words in `ANSWERS`.

    `field` names the entry of a form that the no is about, where there is one, `empty` those that
    were left so; `said` fills the gaps in the words (`{arrival_no}`). `of_file` in it: which of
    several files the no is about.
    """

    empty: Sequence[str] = ()

    def __init__(self, reason: str, field: str = "", **said: str | int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.field = field
        self.said = said


@dataclass(frozen=True)  # no slots: a generic slotted dataclass cannot be built as T[X](…) on 3.11
class Transition(Generic[P, A]):
    """One sentence of the law: `name` takes a paper from `source` to `target`.

    `offered`: facts of the paper as it stands; where one is missing there is not even a button.
    `asked`: facts that the act brings. `seconds`: who must confirm (DESIGN §11.4), within `window`
    of the first half; empty where one person is enough. `id` is DOMAIN.md's.
    """

    id: str
    name: str
    source: str
    target: str
    roles: Set[Role]
    offered: Set[Callable[[P], bool]] = frozenset()
    asked: Set[Callable[[P, A], bool]] = frozenset()
    seconds: Set[Role] = frozenset()
    window: dt.timedelta = WINDOW

    def awaits_second(self, proposed: dt.datetime, now: dt.datetime) -> bool:
        """Whether what was proposed then may still be confirmed."""
        return now - proposed <= self.window

    def lacks(self, paper: P) -> list[str]:
        """The standing guards that do not hold, by name, in a stable order."""
        return sorted(guard.__name__ for guard in self.offered if not guard(paper))

    def objections(self, paper: P, act: A) -> list[str]:
        """All guards that do not hold, by name: first the standing ones."""
        asked = sorted(guard.__name__ for guard in self.asked if not guard(paper, act))
        return self.lacks(paper) + asked


def from_each(
    sources: Iterable[str], step: Transition[P, A], *, stay: bool = False
) -> tuple[Transition[P, A], ...]:
    """The same sentence for several states; with `stay` the paper remains where it is."""
    return tuple(
        replace(step, source=source, target=source if stay else step.target) for source in sources
    )


@dataclass(frozen=True, slots=True)
class Wait:
    """In `state` the paper lies on `holder`'s desk for `verb` (DESIGN §11.1: desks are rows)."""

    state: str
    verb: str
    holder: str


@dataclass(frozen=True, slots=True)
class Reads:
    """After `step`, `holder` may read the paper (DESIGN §11.2: readers are rows)."""

    step: str
    holder: str


@dataclass(frozen=True)
class Workflow(Generic[P, A]):
    """A table of transitions, whose desk each state is on, and who may read after each step."""

    name: str
    transitions: tuple[Transition[P, A], ...]
    waits: tuple[Wait, ...]
    reads: tuple[Reads, ...]
    final: frozenset[str]
    hides: Mapping[str, Set[str]] = field(default_factory=dict[str, Set[str]])
    """Cancelled in the System: in such a state these holders alone still read (IN-T23)."""
    lets_go: Mapping[str, Set[str]] = field(default_factory=dict[str, Set[str]])
    """With such a step these holders have done with it, and read it no more (DOMAIN §3.2)."""
    reread: Set[str] = frozenset()
    """Steps that move no state and change what lies beside the paper's row: who has it open from
    before is told to read it again, and does not do it over in ignorance (CONTRACT §2.1)."""

    @property
    def entries(self) -> tuple[Transition[P, A], ...]:
        """How a paper comes in."""
        return tuple(step for step in self.transitions if step.source == NOWHERE)

    @property
    def states(self) -> frozenset[str]:
        ends = {end for step in self.transitions for end in (step.source, step.target)}
        return frozenset(ends - {NOWHERE})

    @property
    def names(self) -> frozenset[str]:
        """Every step that can be asked for, by its name."""
        return frozenset(step.name for step in self.transitions)

    def step(self, state: str, name: str) -> Transition[P, A]:
        """The sentence `name` in `state`, or `wrong_state`."""
        for step in self.transitions:
            if step.name == name and step.source == state:
                return step
        raise Refused("wrong_state")

    def open_to(self, paper: P, roles: Set[Role]) -> list[Transition[P, A]]:
        """The steps these roles may attempt on this paper now: the buttons of a page."""
        return [
            step
            for step in self.transitions
            if step.source == paper.state
            and (step.roles | step.seconds) & roles
            and not step.lacks(paper)
        ]

    def knows(self, name: str, roles: Set[Role]) -> None:
        """Refuse a step that these roles take in no state at all, before the state is asked."""
        if not any(step.name == name for step in self.transitions):
            raise Refused("no_such_step")
        if not self.is_for(name, roles):
            raise Refused("wrong_role")

    def is_for(self, name: str, roles: Set[Role]) -> bool:
        """Whether these roles take that step in any state: who never may is not shown its door."""
        steps = (step for step in self.transitions if step.name == name)
        return any((step.roles | step.seconds) & roles for step in steps)

    def permit(self, state: str, name: str, roles: Set[Role]) -> Transition[P, A]:
        """Find the step and check the role, before the facts are complete."""
        self.knows(name, roles)
        step = self.step(state, name)
        if not (step.roles | step.seconds) & roles:
            raise Refused("wrong_role")
        return step

    def decide(self, paper: P, act: A, name: str, roles: Set[Role]) -> Transition[P, A]:
        """Permit the step and hear every guard, or refuse with the first objection."""
        step = self.permit(paper.state, name, roles)
        for reason in step.objections(paper, act):
            raise Refused(reason)
        return step

    def waiting(self, state: str) -> tuple[Wait, ...]:
        """Whose desks a paper in this state lies on."""
        return tuple(wait for wait in self.waits if wait.state == state)
