"""/tasks: what I owe and what I gave, by list; a task with its steps."""

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Flask, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server import bars
from server.documents.counter import Room, open_counter
from server.documents.scanned import reading
from server.documents.several import among
from server.documents.several_pages import open_several
from server.documents.talk import open_talk
from server.documents.tasks import board_pages, doors, origins, pages, queries, taken_along
from server.documents.tasks.models import Task
from server.documents.tasks.several import SEVERAL
from server.documents.tasks.steps import STEPS
from server.door.visitor import current_actor
from server.org import house
from server.org import queries as org
from server.org.actor import Actor
from server.pages import fresh_op
from server.shapes import whole
from server.words_of.law import law_word, state_word
from server.words_of.tasks import STATES
from workflows import Role
from workflows.deadlines import WORDS, Colour
from workflows.task import HANDS
from workflows.task import Task as State

room = Blueprint("tasks", __name__, url_prefix="/tasks")


def install(app: Flask) -> None:
    reading.install()
    app.register_blueprint(room)


@room.get("")
def index() -> ResponseReturnValue:
    """The tasks that I may read, newest first."""
    actor = current_actor()
    asked = _asked()
    rows, after = queries.listed(
        actor, taken_along.filters_of(asked), request.args.get("cursor") or None
    )
    ready = {verb: among(SEVERAL, actor, verb, [row.id for row in rows]) for verb in SEVERAL.asks}
    ways = [verb for verb, ids in ready.items() if len(ids) > 1]
    ticked = {one for verb in ways for one in ready[verb]}
    return render_template(
        "tasks/list.html",
        rows=[_row(row) | {"id": row.id, "ticks": row.id in ticked} for row in rows],
        ways=[(STEPS[verb].label, url_for(f"tasks.{verb}_many")) for verb in ways],
        filters=_boxes(actor, asked),
        may_give=bool(HANDS & actor.roles),
        has_board=bool(actor.roles & board_pages.WHOSE),
        next_href=f"?{urlencode(asked | {'cursor': after})}" if after else None,
        address=urlencode(asked),
        op_id=fresh_op(),
    )


@room.post("/<any(xlsx, docx):form>")
def take_along(form: str) -> ResponseReturnValue:
    """The list as it is narrowed, as a file."""
    return redirect(f"/jobs/{taken_along.begin(current_actor(), _asked(), form)}")


def _asked() -> dict[str, str]:
    known = {
        "part": (queries.MINE, queries.HELPED, queries.GIVEN),
        "state": (queries.ALL_OPEN, *map(str, State)),
        "colour": (*map(str, Colour), queries.THIS_WEEK),
        "due": ("overdue",),
        "age": tuple(queries.AGES),
        "extended": ("1", "2"),
    }
    said = (
        bars.chosen(known)
        | bars.typed("q", "place", "source", "item")
        | bars.days(*taken_along.DAYS)
    )
    return said if whole(said.get("item", "1")) else {k: v for k, v in said.items() if k != "item"}


def _boxes(actor: Actor, asked: dict[str, str]) -> list[bars.Box]:
    parts = [
        (queries.MINE, _("tôi hoặc đơn vị tôi chủ trì")),
        (queries.HELPED, _("tôi hoặc đơn vị tôi phối hợp")),
        (queries.GIVEN, _("tôi giao")),
    ]
    colours = [(str(one), law_word(words)) for one, words in WORDS.items()]
    colours.append((queries.THIS_WEEK, _("đến hạn trong tuần này")))
    states = [(queries.ALL_OPEN, _("chưa xong")), *STATES.items()]
    often = [("1", _("đã gia hạn")), ("2", _("gia hạn từ hai lần"))]
    return [
        bars.search(asked, _("Từ trong nội dung nhiệm vụ")),
        bars.choice("part", (_("Của ai"), _("Mọi nhiệm vụ tôi được xem")), parts, asked),
        bars.choice("colour", (_("Hạn"), _("Mọi hạn")), colours, asked),
        bars.choice("state", (_("Tình trạng"), _("Mọi tình trạng")), states, asked),
        bars.choice("place", (_("Nơi chủ trì"), _("Mọi nơi")), _places(actor), asked),
        *_origins(actor, asked),
        bars.choice("age", (_("Quá hạn"), _("Bao lâu cũng được")), board_pages.ages(), asked),
        bars.choice("extended", (_("Gia hạn"), _("Có gia hạn hay không")), often, asked),
        *bars.span("given", asked, (_("Giao từ ngày"), _("Giao đến ngày"))),
        *bars.span("reported", asked, (_("Xong từ ngày"), _("Xong đến ngày"))),
    ]


def _origins(actor: Actor, asked: dict[str, str]) -> list[bars.Box]:
    """Which meeting it was concluded in; of the chosen one, on which matter."""
    found = origins.of_meetings(actor)
    if not found and "source" not in asked:
        return []
    meetings = [(source, one.title) for source, one in found.items()]
    boxes = [bars.choice("source", (_("Cuộc họp"), _("Mọi nguồn")), meetings, asked)]
    if chosen := found.get(asked.get("source", "")):
        matters = [(str(id), words) for id, words in chosen.matters.items()]
        boxes.append(bars.choice("item", (_("Nội dung"), _("Mọi nội dung")), matters, asked))
    return boxes


def _places(actor: Actor) -> list[tuple[str, str]]:
    """Units of the agency, and the agencies below it."""
    units = [(f"u{one.id}", one.name) for one in org.units(actor.agency_id)]
    below = [(f"a{one.id}", one.short_name) for one in house.below(actor.agency_id)]
    above = (
        [(f"a{actor.agency_id}", board_pages.from_above())] if Role.LEADER in actor.roles else []
    )
    return [*units, *below, *above]


def _row(row: Any) -> dict[str, Any]:
    return {
        "href": url_for("tasks.show", paper_id=row.id),
        "title": row.subject,
        "lead": row.lead_name,
        "state": row.state,
        "state_word": state_word("tasks", row.state),
        "extensions": row.extensions,
        "is_part": row.parent_id is not None,
        **pages.due(row),
    }


doors.open_doors(room)
open_several(room, SEVERAL)
open_talk(room, Task)
room.get("/board", endpoint="board")(board_pages.show)
open_counter(
    room,
    Room(
        "tasks", Task, STEPS, pages.FORMS, pages.view, doors.of_task, pages.shown_as,
        template="tasks/show.html",
    ),
)  # fmt: skip
