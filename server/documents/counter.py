"""The counter of a document room: a paper with its buttons, its files, and the steps."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import Row, select
from sqlalchemy.orm.exc import StaleDataError

from server import repeats
from server.answers import ANSWERS, words_of
from server.database import db
from server.desks.models import REMARK, History
from server.documents import forms, told
from server.documents.files_sent import send_file_or_page
from server.documents.followed_doors import button, note_look, open_following
from server.documents.forms import Fields, FormWrong
from server.documents.steps import Steps, take
from server.documents.withdrawing_doors import buttons, open_withdrawing
from server.door.gate import require_seat
from server.door.visitor import current_actor
from server.moment import one_moment
from server.org.actor import Actor
from server.pages import fresh_op, when
from server.papers import following, remarks
from server.papers.actions import offered
from server.papers.models import Paper
from server.papers.read_log import log_read
from server.papers.services import Ref, files_of, find, reasons
from server.shapes import whole
from server.signatures import attempts
from server.words_of.fields import reasoned
from server.words_of.law import step_word
from workflows import Refused, Role

LEFT_OUT = frozenset({"pin", "choice", "csrf_token"})
"""What is not kept of a form to know it again: a secret, or new each time (CONTRACT §2.9)."""

ID = "<int(max=9223372036854775807):paper_id>"


@dataclass(frozen=True)
class Room:
    """What a document room gives its counter: model, steps, forms, and how a paper is shown.

    `forms` has a builder for each step that asks something; `view` fills in what only this room
    knows (title, fields, directives, versions…); `extra` are doors besides the law's steps.
    """

    name: str
    model: type[Paper]
    steps: Steps
    forms: Mapping[str, Callable[[Actor, Any], Fields]]
    view: Callable[[Actor, Any], dict[str, Any]]
    extra: Callable[[Actor, Any], list[dict[str, Any]]] = field(default=lambda _a, _p: [])
    shown_as: Callable[[Actor, Any, str], dict[str, Any]] = field(default=lambda _a, _p, _n: {})
    template: str = "papers/show.html"


def open_counter(blueprint: Blueprint, room: Room) -> None:
    """Give the room its doors. Each one parses, calls one service, shows."""
    require_seat(blueprint)

    @blueprint.get(f"/{ID}")
    def show(paper_id: int) -> ResponseReturnValue:
        actor = current_actor()
        paper = find(room.model, actor, paper_id)
        mine = following.place_of(actor, room.name, paper_id)
        upto = following.unseen(following.seen_of(mine), room.name, paper_id)
        page = _page(room, actor, paper, mine)
        note_look(actor, room.name, paper_id, upto)
        log_read(actor, room.name, paper_id)
        return page

    open_following(blueprint, room.model, f"/{ID}")
    open_withdrawing(blueprint, room.model, f"/{ID}")

    @blueprint.get(f"/{ID}/files/<int(max=100000):n>")
    def file(paper_id: int, n: int) -> Response:
        actor = current_actor()
        if find(room.model, actor, paper_id).is_veiled_for(actor.roles):
            raise Refused("not_found")
        return send_file_or_page(room.name, paper_id, n)

    if room.steps:

        @blueprint.post(f"/{ID}/<name>")
        def act(paper_id: int, name: str) -> ResponseReturnValue:
            return _act(room, paper_id, name)


def _act(room: Room, paper_id: int, name: str) -> ResponseReturnValue:
    """Take a step; a no shows the same page again, with what was typed (DESIGN §10)."""
    actor = current_actor()
    if name not in room.steps:
        raise Refused("no_such_step")
    paper = find(room.model, actor, paper_id)
    here = url_for(f"{room.name}.show", paper_id=paper_id)
    key = form_key(actor)
    if key and repeats.known(key):
        return redirect(here)
    try:
        step = room.steps[name]
        given = forms.read(step.shape, request.form, _asked(room, actor, paper, name))
        with attempts.watched(actor, name, paper), repeats.under(key):
            done = take(step, actor, Ref(paper_id, _seen()), given=given)
    except FormWrong as wrong:
        return _again(room, paper_id, name, _Said(wrong.errors, "", 422))
    except (Refused, StaleDataError) as no:
        return _again(room, paper_id, name, _said(no))
    words = (
        told.recorded(actor, room.name, paper_id, name)
        if done is not None
        else told.proposed_words(find(room.model, actor, paper_id), name)
    )
    said = (words, told.day_moved(actor, room.name, name, given))
    flash(" ".join(filter(None, said)), "ok")
    return redirect(here)


def _asked(room: Room, actor: Actor, paper: Paper, name: str) -> Fields:
    """What the page asked of this step; nothing where it is not open: the service says why."""
    if name not in room.forms or name not in offered(actor, paper, room.steps):
        return []
    return room.forms[name](actor, paper)


def door(name: str, label: str, href: str) -> dict[str, Any]:
    """A button on a paper's page that leads to a page of its own."""
    return {"name": name, "label": label, "href": href, "link": True}


def _seen() -> int | None:
    return whole(request.form.get("version", ""))


def form_key(actor: Actor) -> repeats.Key | None:
    """The form's mark: pressed twice it counts once (CONTRACT §2)."""
    op_id = request.form.get("op_id", "")
    if not op_id or len(op_id) > 64:
        return None
    typed = sorted(
        pair for pair in request.form.items(multi=True) if pair[0].partition(".")[0] not in LEFT_OUT
    )
    digest = hashlib.sha256(repr((request.path, typed)).encode()).hexdigest()
    return repeats.Key(actor.person_id or 0, f"form:{op_id}", digest)


@dataclass(frozen=True)
class _Said:
    """A no, as a page shows it: at a field, or above the form."""

    errors: Mapping[str, str]
    above: str
    status: int


def _said(no: Exception) -> _Said:
    refused = no if isinstance(no, Refused) else Refused("stale")
    words, status = words_of(refused.reason, refused.said), ANSWERS[refused.reason].status
    if late := forms.at_its_days(refused, request.form):
        return _Said(late, "", status)
    if refused.field:
        return _Said({refused.field: words}, words, status)
    return _Said({}, words, status)


def _again(room: Room, paper_id: int, name: str, said: _Said) -> ResponseReturnValue:
    """The page with the refused form open, its words kept, the error in words."""
    db.session.rollback()
    actor = current_actor()
    paper = find(room.model, actor, paper_id)
    mine = following.place_of(actor, room.name, paper_id)
    if said.status == ANSWERS["stale"].status:
        said = replace(said, above=f"{said.above} {told.moved_by(room.name, paper_id)}".strip())
    if name not in offered(actor, paper, room.steps):
        flash(said.above or _("Không thực hiện được."), "bad")
        if words := forms.sentences(request.form, LEFT_OUT):
            flash(words, "typed")
        return _page(room, actor, paper, mine), said.status
    return _page(room, actor, paper, mine, (name, said)), said.status


@one_moment()
def _page(
    room: Room,
    actor: Actor,
    paper: Paper,
    mine: Row | None,
    refused: tuple[str, _Said] | None = None,
) -> str:
    """`mine` is how far a follower had looked before this page: what is newer is marked."""
    seen = following.seen_of(mine)
    actions = [
        _action(room, actor, paper, name, refused) for name in offered(actor, paper, room.steps)
    ]
    primary = next((one for one in actions if one["main"]), None)
    if refused:
        primary = next((one for one in actions if one["name"] == refused[0]), primary)
    others = [one for one in actions if one is not primary]
    return render_template(
        room.template,
        primary=primary,
        others=[*room.extra(actor, paper), *others, *buttons(actor, paper)],
        version=paper.version,
        op_id=fresh_op(),
        stuck=told.stuck_words(paper),
        follow=button(room.name, paper.id, mine),
        **_with_talk(room, actor, paper, _history(room.name, paper, actor, seen)),
        **_merged(room.view(actor, paper), _files(room.name, paper, actor)),
    )


def _with_talk(
    room: Room, actor: Actor, paper: Paper, history: list[dict[str, Any]]
) -> dict[str, Any]:
    """The remarks, oldest first, taken out of the history; and the way to say something."""
    said = [one for one in history if one["transition"] == REMARK]
    may = room.name in following.KINDS and remarks.may_remark(actor, paper)
    href = url_for(f"{room.name}.remark", paper_id=paper.id) if may else ""
    steps = [one for one in history if one["transition"] != REMARK]
    begins = not any(one["fresh"] for one in steps)
    return {"history": steps, "talk": {"said": said[::-1], "href": href, "begins": begins}}


def _merged(view: dict[str, Any], files: list[dict[str, Any]]) -> dict[str, Any]:
    view["paper"]["files"] = files
    return view


def _action(
    room: Room,
    actor: Actor,
    paper: Any,
    name: str,
    refused: tuple[str, _Said] | None,
) -> dict[str, Any]:
    step = room.steps[name]
    asked = room.forms[name](actor, paper) if name in room.forms else []
    said = refused[1] if refused and refused[0] == name else None
    if said:
        asked = forms.kept(asked, request.form, said.errors)
    at_field = said is not None and any(one.get("error") for one in asked)
    return {
        "name": name,
        "label": step.label,
        "href": url_for(f"{room.name}.act", paper_id=paper.id, name=name),
        "tone": {"primary": "main"}.get(step.tone, ""),
        "main": step.tone == "primary",
        "explain": step.hint,
        "form": asked,
        "error": said.above if said and not at_field else "",
        **room.shown_as(actor, paper, name),
    }


def _files(kind: str, paper: Paper, actor: Actor) -> list[dict[str, Any]]:
    if paper.is_veiled_for(actor.roles):
        return []
    return [
        {
            "n": row.n,
            "name": row.name,
            "href": url_for(f"{kind}.file", paper_id=paper.id, n=row.n),
            "size": row.size,
            "media_type": row.media_type,
            "digest": row.sha256[:16],
        }
        for row in files_of(kind, paper.id)
    ]


def _history(kind: str, paper: Any, actor: Actor, seen: int | None) -> list[dict[str, Any]]:
    """In words, newest first; marked is what others did since a follower last looked."""
    found = select(History).filter_by(paper_kind=kind, paper_id=paper.id)
    rows = db.session.scalars(found.order_by(History.id.desc())).all()
    said = reasons(actor, paper, rows)
    return [
        {
            "at": when(row.at),
            "who": row.name,
            "position": row.position,
            "words": step_word(kind, row.transition),
            "address": row.address if Role.AUDITOR in actor.roles else None,
            "reason": reasoned(row.transition, said[row.id]),
            "transition": row.transition,
            "fresh": seen is not None and row.id > seen and row.person_id != actor.person_id,
        }
        for row in rows
    ]
