"""Refused tries against the log: a PIN that did not open, a seal before its person (RP-04).

Whoever tried is glad when the row is gone; each left an event, and that stays.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import select

from server.audit.models import LedgerEvent
from server.database import db
from server.ledger.checking.log import ACT, moment_in, said_in, when
from server.signatures.models import Attempt

Key = tuple[str, str, str, int | None, int | None]
"""About what, why it was refused, at which step, whose, where."""


def attempt_findings() -> Iterator[str]:
    """Tries that were put in or changed, and tries that are gone."""
    told = _told()
    for row in db.session.scalars(select(Attempt).order_by(Attempt.id)):
        moments = told[_key(row)]
        mine = next((at for at in moments if abs(at - row.at) <= ACT), None)
        if mine is None:
            yield f"lần thử bị từ chối {row.id} ({row.name}, {row.reason}): không khớp với nhật ký"
        else:
            moments.remove(mine)
    for (subject, reason, *_), moments in told.items():
        for at in moments:
            yield (
                f"{subject}: lần thử bị từ chối lúc {when(at)} ({reason}) ghi trong nhật ký "
                "không còn trong cơ sở dữ liệu"
            )


def _key(row: Attempt) -> Key:
    about = f"{row.paper_kind}/{row.paper_id}" if row.paper_kind else f"person/{row.person_id}"
    return about, row.reason, row.step, row.person_id, row.agency_id


def _told() -> defaultdict[Key, list[dt.datetime]]:
    """An event that was spoilt the log's own part of the check names."""
    like = LedgerEvent.content.like('%"event":"attempt_refused"%')
    found: defaultdict[Key, list[dt.datetime]] = defaultdict(list)
    for content in db.session.scalars(select(LedgerEvent.content).where(like)):
        said = said_in(content)
        if said.get("event") == "attempt_refused" and (at := moment_in(said)):
            key = (str(said.get("doc")), str(said.get("reason")), str(said.get("step", "")))
            found[(*key, said.get("by"), said.get("agency"))].append(at)
    return found
