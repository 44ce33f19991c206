"""What is done with several tasks at once: whoever leads takes them on, their giver urges them."""

from typing import Any

from flask_babel import gettext as _

from server.clock import now
from server.documents.forms import Fields, reason
from server.documents.several import Several, nothing
from server.documents.tasks.models import Task
from server.documents.tasks.steps import STEPS
from server.org.actor import Actor
from server.org.queries import calendar
from workflows.deadlines import soon_until
from workflows.task import WITH_LEAD


def _urging(_actor: Actor) -> Fields:
    return [reason(_("Nhắc thêm"), required=False)]


def _to_be_urged(actor: Actor) -> list[Any]:
    """What he gave, is their turn, and is late or will be soon: nobody is urged before that."""
    soon = soon_until(calendar(actor.agency_id), now())
    mine = Task.giver_post_id.in_(actor.positions)
    return [mine, Task.state.in_(WITH_LEAD), Task.due_at < soon]


SEVERAL = Several(
    Task, Task.lead_name, STEPS, {"receive": nothing, "urge": _urging}, {"urge": _to_be_urged}
)
"""A result is looked at, and more time given, one by one."""
