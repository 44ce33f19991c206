"""What the checker says: of each rule pass, fail or not checkable, and of each fault where."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from workflows.layout.described import Block, Described, Knows, Place
from workflows.layout.elements import Elements


@dataclass(frozen=True, slots=True)
class Fix:
    """In the field, in its n-th paragraph: `old` becomes `new`."""

    field: str
    n: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Fault:
    """What a check found: the words, where, and how to mend it; `severity` if not the rule's."""

    words: str
    at: Block | Place | None = None
    old: str = ""
    new: str = ""
    severity: str = ""


Check = Callable[[Described, Elements], Iterable[Fault]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of DOMAIN.md chapter 6: its number, its words, the article, and what it reads.

    `cite` is a place in Decree 30/2020. E blocks `submit` unless it is set
    aside by name, W asks, I tells.
    """

    id: str
    severity: str
    words: str
    cite: str
    reads: frozenset[Knows]
    check: Check


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault under its rule."""

    rule: str
    severity: str
    words: str
    at: Place = Place()
    cite: str = ""
    fix: Fix | None = None

    @property
    def place(self) -> str:
        return self.at.words


class Verdict(StrEnum):
    PASS = "pass"  # noqa: S105
    FAIL = "fail"
    UNCHECKABLE = "uncheckable"


@dataclass(frozen=True, slots=True)
class Result:
    """A rule by its number, what became of it, and its findings."""

    rule: str
    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    note: str = ""


class Unknowable(Exception):
    """A check that cannot tell on this page, and why."""
