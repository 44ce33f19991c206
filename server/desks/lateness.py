"""A deadline turned red: said at once to whose desk the paper lies on, once (DOMAIN §11.4).

Each minute looks at the deadlines that passed since the last look. So nothing is said twice,
whatever a step does to the desk afterwards, and a machine that slept says it when it wakes. What
came to a desk late already was told when it came.
"""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import Row, select

from server import outbox, rota
from server.clock import now
from server.database import db, transaction
from server.desks.models import Desk, Watch
from server.org.models import Agency

ROUND = "desks:late"
LONGEST = dt.timedelta(days=3)
"""A machine that was away longer does not pour out what everybody sees in red by then."""


@rota.every(1, ROUND)
def tell() -> None:
    """Announce what turned red since the last look; the first look only begins to watch."""
    moment = now()
    with transaction() as session:
        watch = session.get(Watch, ROUND, with_for_update=True)
        if watch is None:
            session.add(Watch(name=ROUND, until=moment))
            return
        late = _turned_red(max(watch.until, moment - LONGEST), moment)
        watch.until = max(watch.until, moment)
        if late:
            outbox.announce_all(*_said(late))


def _turned_red(since: dt.datetime, until: dt.datetime) -> list[Row]:
    """A row for each paper and seat: on the minute is in time (§11.3)."""
    columns = (Desk.paper_kind, Desk.paper_id, Desk.seat, Desk.verb, Desk.urgency, Desk.id)
    passed = select(*columns).where(
        Desk.agency_id.in_(select(Agency.id)), Desk.due_at >= since, Desk.due_at < until
    )
    rows = db.session.execute(passed.order_by(Desk.id.desc()))
    return list({(row.paper_kind, row.paper_id, row.seat): row for row in rows}.values())


def _said(late: Sequence[Row]) -> list[outbox.Said]:
    """For the bell; and for the post, where there is one. No word of the paper in either."""
    bells: list[outbox.Said] = [
        ("notice", {row.seat}, {"kind": row.paper_kind, "id": row.paper_id}) for row in late
    ]
    return bells + [letter for row in late for letter in outbox.late_letter(row)]
