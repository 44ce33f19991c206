"""Doors that a paper's page opens while an electronic copy is signed on the clerk's machine."""

from collections.abc import Mapping

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from server import perform
from server.database import db
from server.documents import forms
from server.documents.counter import ID
from server.documents.forms import Fields
from server.documents.handing_out import in_json, mechanism, told
from server.documents.outgoing.signing_pages import agent_at, asked_of
from server.documents.steps import Copier
from server.door.visitor import current_actor
from server.org.actor import Actor
from server.org.models import Agency
from server.papers.models import Paper
from server.papers.services import Ref, find
from server.signatures import elsewhere
from server.signatures.keys import AGENT, Key, key_of


def open_copy_doors(room: Blueprint, model: type[Paper], copiers: Mapping[str, Copier]) -> None:
    """Give a room whose papers are copied these doors."""

    @room.post(f"/{ID}/agent/copy/<any({', '.join(copiers)}):copy>")
    def agent_copy(paper_id: int, copy: str) -> ResponseReturnValue:
        return in_json(lambda: _begin(model, paper_id, copy, copiers[copy]))

    @room.post(f"/{ID}/agent/copy/give-back")
    def agent_copy_back(paper_id: int) -> ResponseReturnValue:
        return in_json(lambda: _give_back(model, paper_id))


def _begin(model: type[Paper], paper_id: int, step: str, copier: Copier) -> dict[str, object]:
    actor = current_actor()
    paper = find(model, actor, paper_id)
    perform.require(actor, step, paper)
    ref = Ref(paper_id, forms.whole(request.form.get("version", "")))
    given = forms.read(copier.shape, request.form)
    facts = {name: getattr(given, name) for name in copier.shape.model_fields}
    asked = copier.begin(actor, ref, mechanism(), **facts)
    return told(asked, title=paper.subject, code=getattr(paper, "code", "") or "", step=step)


def _give_back(model: type[Paper], paper_id: int) -> dict[str, object]:
    actor = current_actor()
    kind = find(model, actor, paper_id).workflow.name
    claim = request.form.get("claim", "")
    elsewhere.give_back(claim, actor.person_id, f"{kind}/{paper_id}/copy")
    return {}


def _key(actor: Actor) -> Key:
    return key_of(db.session.get_one(Agency, actor.agency_id))


def key_asked(actor: Actor) -> Fields:
    """The PIN of the agency's key; where that is on the clerk's own machine, its agent's answer."""
    return asked_of(_key(actor))


def shown_as(actor: Actor, paper: Paper, step: str) -> dict[str, object]:
    """Where the page finds the agent, if the agency's key is with it."""
    if _key(actor).kind != AGENT:
        return {}
    kind = paper.workflow.name
    begin = url_for(f"{kind}.agent_copy", paper_id=paper.id, copy=step)
    return {"agent": agent_at(begin, url_for(f"{kind}.agent_copy_back", paper_id=paper.id))}
