"""What follows a meeting, matter by matter: the tasks that its conclusions became (§10.10)."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from server.documents.tasks.pages import line_of
from server.documents.tasks.queries import from_paper, of_source
from server.meetings.models import Meeting
from server.meetings.papers.matters import hidden_from
from server.org.actor import Actor


def tasks_of(actor: Actor, meeting: Meeting) -> list[dict[str, Any]]:
    """Each with the matter that it was concluded of, and the way to it for who may read it; to a
    guest who hears nothing of some matter none are told."""
    if meeting.closed_at is None or hidden_from(meeting, actor.person_id):
        return []
    source, numbers = f"meetings/{meeting.id}", {one.id: one.n for one in meeting.agenda}
    opens = {one.id for one in from_paper(actor, source)}
    return [
        line_of(one)
        | {"item": one.source_part, "order": numbers.get(one.source_part)}
        | ({} if one.id in opens else {"href": ""})
        for one in of_source(source)
    ]


def by_conclusion(tasks: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """What was given to several by one conclusion stands together: it is one."""
    same = groupby(tasks, key=lambda one: (one["item"], one["words"]))
    return [list(them) for _key, them in same]
