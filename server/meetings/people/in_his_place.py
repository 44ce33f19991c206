"""What goes with a place at the table: the site that one heads, the matters that are one's.

It goes to a substitute, back to who comes himself, and to whoever holds the post next.
"""

from server.meetings.before.question_models import answered_by_another
from server.meetings.models import AgendaItem, Meeting


def goes_over(meeting: Meeting, before: int, after: int | None) -> None:
    """To who comes instead, or back to who comes himself; what was begun is presented already."""
    for site in meeting.at_sites:
        if site.head_id == before:
            site.head_id = after
    for item in meeting.agenda:
        if item.rapporteur_id == before and item.began_at is None:
            item.rapporteur_id = after
        _is_called_instead(item, before, after)
    answered_by_another(meeting.id, before, after)


def _is_called_instead(item: AgendaItem, before: int, after: int | None) -> None:
    """Who was called to a matter by name sends another to it (MT-04)."""
    if before in item.guests and after is not None:
        item.guests = [after if one == before else one for one in item.guests]
