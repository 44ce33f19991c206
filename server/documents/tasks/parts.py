"""The parts of a task end with it: nobody works on for a whole that is no more (DOMAIN §11.1)."""

from sqlalchemy import select

from server import perform
from server.database import db
from server.documents.tasks.models import Task
from server.org.actor import Actor, the_server
from server.papers import telling
from workflows.task import OPEN, Doing

RETURNED = "Việc chính đã được trả lại: {why}"
CANCELLED = "Việc chính đã hủy: {why}"


def end_with(whole: Task, words: str, why: str) -> None:
    """What is still open of them, and of theirs; a step of the act that ends the whole."""
    mine = select(Task).where(Task.parent_id == whole.id, Task.state.in_(OPEN)).order_by(Task.id)
    for part in db.session.scalars(mine).all():
        act = Doing(reason=words.format(why=why.strip()))
        server = the_server(part.agency_id)
        perform.perform(server, "cancel", part, act)
        tell_who_works(server, part, telling.TAKEN_BACK)
        end_with(part, words, why)


def tell_who_works(actor: Actor, task: Task, what: str) -> None:
    """Who leads and who helps hear it behind the bell: a desk lets it go without a word; a step."""
    telling.tell(actor, task, [task.lead_seat, *task.helper_seats], what)
