"""One thing that an auditor should look at, and the span of days it is looked for in."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from server.names import parts

MOST = 2000
"""Of one kind in one span: whoever has more of them has another trouble than a long list."""


class Span(NamedTuple):
    """From a moment up to another."""

    first: dt.datetime
    last: dt.datetime

    def holds(self, column: Any) -> Any:
        """The rows of the span, as a clause."""
        return (column >= self.first) & (column < self.last)


def paper_named(address: str) -> tuple[str, int] | None:
    """`outgoing/12` in two; None of what is no address."""
    return parts(address) if "/" in address else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """When, who, at which agency, about which paper; `key` tells two of one moment apart.

    `why` is a word of the table that found it, with `said` in its gaps.
    """

    at: dt.datetime
    key: str
    who: str
    position: str = ""
    agency_id: int | None = None
    paper: tuple[str, int] | None = None
    code: str = ""
    why: str = ""
    said: Mapping[str, str] = field(default_factory=dict)
    signature: int | None = None

    @property
    def place(self) -> tuple[dt.datetime, str]:
        """Where it stands among others, the newest first."""
        return self.at, self.key
