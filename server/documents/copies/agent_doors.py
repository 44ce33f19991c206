"""Doors that a paper's page opens while an electronic copy is signed on the clerk's machine."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from server import perform
from server.database import db
from server.documents import forms
from server.documents.counter import ID
from server.documents.forms import Fields
from server.documents.handing_out import in_json, mechanism, told
from server.documents.outgoing.signatures.signing_pages import agent_at, asked_of
from server.documents.steps import Copier
from server.door.visitor import current_actor
from server.org.actor import Actor
from server.org.models import Agency
from server.papers.models import Paper
from server.papers.services import Ref, find
from server.shapes import Asked, whole
from server.signatures import elsewhere
from server.signatures.keys import AGENT, Key, key_of


@dataclass(frozen=True, slots=True)
class CopyDoors:
    """Of which papers, and which of their copies."""

    model: type[Paper]
    copiers: Mapping[str, Copier]

    def found(self, actor: Actor, paper_id: int) -> Paper:
        return find(self.model, actor, paper_id)

    def require(self, actor: Actor, paper_id: int, step: str) -> None:
        perform.require(actor, step, self.found(actor, paper_id))

    def begin(self, by: Actor, ref: Ref, step: str, given: Asked, how: str) -> dict[str, object]:
        """Phase 1 of what was `found`, from all that the copy asks for besides the key."""
        copier, paper = self.copiers[step], self.found(by, ref.id)
        facts = {name: getattr(given, name) for name in copier.shape.model_fields}
        asked = copier.begin(by, ref, how, **facts)
        return told(asked, title=paper.subject, code=getattr(paper, "code", "") or "", step=step)

    def give_back(self, actor: Actor, paper_id: int, claim: str) -> None:
        kind = self.found(actor, paper_id).workflow.name
        elsewhere.give_back(claim, actor.person_id, f"{kind}/{paper_id}/copy")


def open_copy_doors(room: Blueprint, doors: CopyDoors) -> None:
    """Give a room whose papers are copied these doors."""

    @room.post(f"/{ID}/agent/copy/<any({', '.join(doors.copiers)}):copy>")
    def agent_copy(paper_id: int, copy: str) -> ResponseReturnValue:
        return in_json(lambda: _begin(doors, paper_id, copy))

    @room.post(f"/{ID}/agent/copy/give-back")
    def agent_copy_back(paper_id: int) -> ResponseReturnValue:
        return in_json(lambda: _give_back(doors, paper_id))


def _begin(doors: CopyDoors, paper_id: int, step: str) -> dict[str, object]:
    actor = current_actor()
    doors.require(actor, paper_id, step)
    given = forms.read(doors.copiers[step].shape, request.form)
    ref = Ref(paper_id, whole(request.form.get("version", "")))
    return doors.begin(actor, ref, step, given, mechanism())


def _give_back(doors: CopyDoors, paper_id: int) -> dict[str, object]:
    doors.give_back(current_actor(), paper_id, request.form.get("claim", ""))
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
