"""What goes with a place at the table: the site that one heads, the matters that one presents."""

from server.meetings.models import Meeting


def goes_over(meeting: Meeting, before: int, after: int | None) -> None:
    """To who comes instead, or back to who comes himself; what was begun is presented already."""
    for site in meeting.at_sites:
        if site.head_id == before:
            site.head_id = after
    for item in meeting.agenda:
        if item.rapporteur_id == before and item.began_at is None:
            item.rapporteur_id = after
