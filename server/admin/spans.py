"""Days as a form says them: its last day still counts, a row ends on the day after."""

import datetime as dt

from server.admin.shapes import NewPost
from server.admin.staff.posts import Terms


def day_after(last_day: dt.date) -> dt.date:
    return last_day + dt.timedelta(days=1)


def end_of(last_day: dt.date | None) -> dt.date | None:
    """None where nobody named a last day: it runs on."""
    return day_after(last_day) if last_day else None


def terms(given: NewPost) -> Terms:
    return Terms(
        valid_from=given.valid_from,
        valid_to=end_of(given.last_day),
        decision_code=given.decision_code.strip(),
        kind=given.kind,
        main=given.main,
    )
