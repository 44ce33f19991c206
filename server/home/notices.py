"""The bell: what newly came to my desks, and what newly turned red there."""

from typing import Any

from flask import Blueprint, g, render_template, session
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import Row

from server.clock import now
from server.desks import lateness  # noqa: F401  (its round is in the rota once imported)
from server.door.gate import require_seat
from server.home import desk
from server.org.actor import Actor
from server.pages import bell_seen_at, headline
from server.words_of_law import VEILED, VEILED_VERBS, VERBS, moment_words

room = Blueprint("notices", __name__)
require_seat(room)


@room.get("/notices")
def index() -> ResponseReturnValue:
    """Newest first; what was new on opening stays marked as new until the next time."""
    actor: Actor = g.actor
    seen = bell_seen_at()
    rows = [_notice(row) | {"read": row.at <= seen} for row in desk.newest(actor)]
    page = render_template("notices/index.html", rows=rows)
    session["bell_seen"] = now().isoformat()
    return page


def _notice(row: Row) -> dict[str, Any]:
    late = row.due_at is not None and row.due_at < now()
    subject = VEILED if row.verb in VEILED_VERBS else headline(row.subject)
    words = f"{VERBS[row.verb]}: {subject}"
    return {
        "href": f"/{row.paper_kind}/{row.paper_id}",
        "words": _("Quá hạn – %(words)s", words=words) if late else words,
        "at": moment_words(row.at),
    }
