"""A line that failed is left alone a while; what waits for it goes once it answers (§8.5).

How long, in seconds: 1, 2, 4 … as failures follow each other, and half as long again as the last
try took, so that a line that swallows words holds up no other; `LONGEST` at most. Kept in the
process that carries: one that has just begun knows of no failure.
"""

import time
from dataclasses import dataclass, field

from sqlalchemy import select, update

from server.clock import now
from server.database import transaction
from server.documents.delivery.models import Letter
from server.documents.delivery.on_paper import gateway_of

LONGEST = 30.0
DOWN = 3
"""Failures on end: one word that was lost, or one letter that always fails, is no line down."""


@dataclass(slots=True)
class _Rest:
    failures: int = 0
    until: float = 0.0
    organs: set[str] = field(default_factory=set)


_rests: dict[str | None, _Rest] = {}


def failed(organ_id: str, seconds: float) -> None:
    """A try of so many seconds did not get through to him."""
    rest = _rests.setdefault(gateway_of(organ_id), _Rest())
    rest.failures += 1
    rest.organs.add(organ_id)
    pause = max(2.0 ** min(rest.failures - 1, 9), 1.5 * seconds)
    rest.until = time.monotonic() + min(LONGEST, pause)


def rests(organ_id: str) -> bool:
    """Whether the line that reaches him rests; then his letters lie aside (`aside`)."""
    rest = _rests.get(gateway_of(organ_id))
    if rest is None or time.monotonic() >= rest.until:
        return False
    rest.organs.add(organ_id)
    return True


def aside() -> set[str]:
    """Organ ids whose letters need not be looked at meanwhile."""
    until = time.monotonic()
    return {organ for rest in _rests.values() if until < rest.until for organ in rest.organs}


def answered(organ_id: str) -> None:
    """It got through to him: where it had been down, nothing waits for its own hour any more."""
    line = gateway_of(organ_id)
    before, _rests[line] = _rests.get(line), _Rest()
    if before is None or before.failures >= DOWN:
        _wake(line)


def wake_all() -> None:
    """As in a process that has just begun."""
    _rests.clear()


def _wake(line: str | None) -> None:
    waits = (Letter.state == "QUEUED", Letter.next_try_at > now())
    with transaction() as session:
        organs = session.scalars(select(Letter.to_organ).where(*waits).distinct())
        of_it = [one for one in organs if gateway_of(one) == line]
        if of_it:
            again = update(Letter).where(*waits, Letter.to_organ.in_(of_it))
            session.execute(again.values(next_try_at=now()))
