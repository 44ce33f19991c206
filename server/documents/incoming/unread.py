"""A verdict that a fault of ours kept from being reached: put off, tried again, told (IN-T04).

It says nothing of the file and is no verdict on it: nobody is told of a bad signature. What is put
off stands on the paper beside what waits (`tries`, `again`, `fault`): a restart forgets none.
"""

import datetime as dt
from concurrent.futures import BrokenExecutor
from typing import Any

import structlog
from sqlalchemy import ColumnElement, bindparam, func, or_, select, text, update

from server.clock import now
from server.database import run, table
from server.documents.incoming.models import UNJUDGED, IncomingDocument
from server.ground import reason_of
from workflows.incoming import Verdict
from workflows.law import Refused

Said = dict[str, Any]

PAUSES = (0, 1, 5, 15, 60)
"""Minutes before the next try, as faults follow each other; hourly from then on."""

ENOUGH = 3
"""Tries after which a file that no child bears, or one that its clerk wants judged now, is left to
her: she returns it, or registers it with her reason (IN-T07)."""

log = structlog.get_logger()
_rows = table(IncomingDocument)
_again = _rows.c.verification["again"].as_string()
_PUT_OFF = update(_rows).where(_rows.c.id == bindparam("paper_id"), text(UNJUDGED))
_FAULTY = select(func.count()).select_from(_rows).where(text(UNJUDGED), _again.is_not(None))


def is_due() -> ColumnElement[bool]:
    """Whether its next try is due, at the moment bound as `at`."""
    return or_(_again.is_(None), _again <= bindparam("at"))


def moment() -> str:
    return stamp(now())


def stamp(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).isoformat(timespec="seconds")


def after(asked: Said, fault: Exception) -> Said:
    """What is said of the paper after this fault: when it is tried again, or, of a file that no
    child bore so many times, that nothing is known."""
    tries = asked.get("tries", 0) + 1
    log.error("signatures were not judged", fault=repr(fault), tries=tries, exc_info=fault)
    if tries >= ENOUGH and isinstance(fault, TimeoutError | BrokenExecutor):
        return nothing_known()
    pause = dt.timedelta(minutes=PAUSES[min(tries, len(PAUSES)) - 1])
    said = {"tries": tries, "again": stamp(now() + pause), "fault": type(fault).__name__}
    return asked | said


def before_the_clerk(asked: Said, fault: Exception) -> Said:
    """The same for a clerk who waits: she hears that it was not judged, or decides without it."""
    if reason_of(fault):
        raise fault
    log.error("signatures were not judged", fault=repr(fault), exc_info=fault)
    if asked.get("tries", 0) >= ENOUGH:
        return nothing_known()
    raise Refused("signatures_unread") from fault


def nothing_known() -> Said:
    return {"word": Verdict.INDETERMINATE, "reasons": ["not_finished"]}


def is_put_off(asked: Said | None) -> bool:
    """Whether a try has failed, and the next is to come."""
    return bool(asked and asked.get("tries"))


def put_off(paper_id: int, said: Said) -> None:
    """Written beside what waits; no version moves. A step."""
    run(_PUT_OFF.values(verification=said), {"paper_id": paper_id})


def how_many() -> int:
    """Papers whose signatures could not be judged, and are tried again."""
    return int(run(_FAULTY).scalar_one())
