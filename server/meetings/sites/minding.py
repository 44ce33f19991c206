"""The line of a site's head is the line of all who sit before his screen (§10.12, §10.13)."""

import datetime as dt

from sqlalchemy import bindparam, func, select, update

from server.clock import now
from server.database import db, run, table, transaction
from server.meetings.live import events
from server.meetings.live.line_models import Line
from server.meetings.models import Meeting
from server.meetings.people.models import Delegate
from server.meetings.sites.models import Site
from server.meetings.sites.sites import standing

_sites, _people = table(Site), table(Delegate)
_HEADED = (
    select(Site.n, Site.seen_at, func.max(Line.seen_at))
    .outerjoin(Line, (Line.meeting_id == Site.meeting_id) & (Line.person_id == Site.head_id))
    .where(Site.meeting_id == bindparam("meeting_id"), Site.head_id.is_not(None))
    .group_by(Site.n, Site.seen_at)
)


def mind(meeting_id: int, said: dict[int, str]) -> None:
    """Each second: whom the heads' lines keep here, and which site came, was lost, is back; `said`:
    how each one's line stands, as far as it was told."""
    found = _heard(meeting_id)
    if not found:
        return
    fresh = {n: seen for n, (known, seen) in found.items() if seen and seen != known}
    if fresh:
        _keep_alive(meeting_id, fresh)
    _tell(meeting_id, said)


def _heard(meeting_id: int) -> dict[int, tuple[dt.datetime | None, dt.datetime | None]]:
    """Of each site that somebody heads: when it was heard of, and when its head was."""
    found = db.session.execute(_HEADED, {"meeting_id": meeting_id})
    return {n: (known, seen) for n, known, seen in found}


def _keep_alive(meeting_id: int, fresh: dict[int, dt.datetime]) -> None:
    with transaction():
        for n, seen in fresh.items():
            mine = (_sites.c.meeting_id == meeting_id, _sites.c.n == n)
            run(update(_sites).where(*mine).values(seen_at=seen))
            there = (_people.c.meeting_id == meeting_id, _people.c.site == n)
            older = _people.c.seen_at.is_(None) | (_people.c.seen_at < seen)
            run(update(_people).where(*there, older).values(seen_at=seen))
    db.session.expire_all()


def _tell(meeting_id: int, said: dict[int, str]) -> None:
    """A site that never had a line is waited for, and nothing is said of it; its name goes with the
    news of its line, which the record tells."""
    meeting = db.session.get_one(Meeting, meeting_id)
    for site in meeting.at_sites:
        stands = site.line_at(now())
        if stands == said.get(site.n, "WAITING"):
            continue
        said[site.n] = stands
        with transaction():
            told = standing(meeting, site) | {"name": site.name}
            events.happened(meeting, "site.changed", None, **told)
