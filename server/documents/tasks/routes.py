"""/tasks: what I owe and what I gave, by list; a task with its steps."""

from typing import Any

from flask import Blueprint, Flask, render_template, request, url_for
from flask.typing import ResponseReturnValue

from server.documents.counter import Room, open_counter
from server.documents.tasks import pages
from server.documents.tasks.models import Task
from server.documents.tasks.queries import listed
from server.documents.tasks.steps import STEPS
from server.door.visitor import current_actor
from server.org.queries import calendar
from server.pages import due_of
from server.words_of_law import state_word

room = Blueprint("tasks", __name__, url_prefix="/tasks")


def install(app: Flask) -> None:
    app.register_blueprint(room)


@room.get("")
def index() -> ResponseReturnValue:
    """The tasks that I may read, newest first."""
    asked = {name: request.args.get(name) for name in ("state", "due")}
    rows, after = listed(current_actor(), asked, request.args.get("cursor") or None)
    return render_template(
        "tasks/list.html",
        rows=[_row(row) for row in rows],
        next_href=f"?cursor={after}" if after else None,
    )


def _row(row: Any) -> dict[str, Any]:
    done = row.reported_at if row.state == "DONE" else None
    return {
        "href": url_for("tasks.show", paper_id=row.id),
        "title": row.subject,
        "lead": row.lead_name,
        "state": row.state,
        "state_word": state_word("tasks", row.state),
        "extensions": row.extensions,
        **due_of(row.due_at, done, calendar()),
    }


open_counter(
    room,
    Room(
        "tasks", Task, STEPS, pages.FORMS, pages.view, shown_as=pages.shown_as,
        template="tasks/show.html",
    ),
)  # fmt: skip
