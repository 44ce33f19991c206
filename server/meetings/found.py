"""By which words a search finds a meeting: a search that answers tells.

Who is only a guest hears nothing of closed matters (MT-01), and a search has one row for all who
may read. So where such a guest sits, closed matters are found by no word, and the minutes neither.
"""

from collections.abc import Sequence
from typing import Any

from workflows.offices import is_mere_guest


def keeps_from_guests(meeting: Any) -> bool:
    """Whether somebody reads it who hears nothing of some matter."""
    return any(one.closed for one in meeting.agenda) and any(
        is_mere_guest(meeting.parts_of(one.person_id)) for one in meeting.people
    )


def words_of(meeting: Any) -> Sequence[str]:
    """Its name, its matters, and what was concluded of them."""
    bare = keeps_from_guests(meeting)
    told = (one.found_by for one in meeting.agenda if not (bare and one.closed))
    return (meeting.subject, *told)
