"""/handing-over/agencies/came: what came over to me from an agency that ended, and from whom."""

from typing import Any

from flask import render_template, request, url_for

from server.door.visitor import current_actor
from server.open_work.kinds import KINDS
from server.org.actor import Actor
from server.org.ended import called
from server.pages import headline, when
from server.reorganising import came_over
from server.reorganising.came_over import Came
from server.reorganising.minutes_pages import room
from server.shapes import whole


@room.get("/came")
def came() -> str:
    """Read by whoever comes: of each thing what he may read."""
    actor, every = current_actor(), request.args.get("all") == "1"
    after = whole(request.args.get("after", "")) or 0
    rows, last = came_over.came(actor, waiting=not every, after=after)
    more: dict[str, Any] = {"all": 1} if every else {}
    return render_template(
        "account/came.html",
        rows=[_row(actor, one) for one in rows],
        every=every,
        next_href=url_for("between.came", after=last, **more) if last else None,
    )


def _row(actor: Actor, one: Came) -> dict[str, Any]:
    line, paper = one.line, one.paper
    shown = "" if paper is None or paper.is_veiled_for(actor.roles) else headline(paper.subject)
    giver = line.from_agency
    return {
        "href": f"/{line.paper_kind}/{line.paper_id}",
        "words": shown or line.called,
        "was": line.called,
        "kind": KINDS[line.paper_kind].words,
        "giver": called(giver.short_name, giver.valid_to),
        "due": when(line.due_at) or "–",
        "waits": one.waits,
    }
