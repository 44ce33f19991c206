"""A no that says which ones: the names that the law's look at a plan found fill its words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from workflows import Refused


@dataclass(frozen=True, slots=True)
class Naming:
    """`lists`: by a guard, the fact that holds its names; of more than `most` the rest is counted,
    in `rest` words (`nơi khác`)."""

    lists: Mapping[str, str]
    most: int
    rest: str

    def said_of(self, reason: str, facts: Any) -> dict[str, str | int]:
        """The names that fill the gap in an answer."""
        if reason not in self.lists:
            return {}
        names = list(getattr(facts, self.lists[reason]))
        more = f" và {len(names) - self.most} {self.rest}" if len(names) > self.most else ""
        return {"names": "; ".join(names[: self.most]) + more}

    def hear(self, objections: Iterable[str], facts: Any) -> None:
        """The first objection is the no."""
        for reason in objections:
            raise Refused(reason, "", **self.said_of(reason, facts))
