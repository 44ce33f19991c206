"""Doors that a paper's page opens while an agent on the signer's machine signs (docs/agent.md).

The answer itself comes with the form of the step, as everything that a step asks for.
"""

import base64
from collections.abc import Callable

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from server.answers import ANSWERS, words_of
from server.database import db
from server.documents import forms
from server.documents.counter import ID
from server.documents.outgoing import two_phases
from server.documents.outgoing.marking import Way
from server.door.visitor import current_actor
from server.org.actor import Actor
from server.papers.models import Paper
from server.papers.services import Ref
from workflows import Refused

MOST = 40
"""Characters of a mechanism's name."""

Found = Callable[[Actor, int], tuple[Actor, Paper]]
"""The paper, if this one may read it; and the actor with what he is upon it."""


def open_agent_doors(room: Blueprint, way: Way, found: Found) -> None:
    """Give a room whose papers are signed these doors."""

    @room.post(f"/{ID}/agent/<any({', '.join(way.ready)}):step>")
    def agent_begin(paper_id: int, step: str) -> ResponseReturnValue:
        return _in_json(lambda: _begin(way, found, paper_id, step))

    @room.post(f"/{ID}/agent/give-back")
    def agent_give_back(paper_id: int) -> ResponseReturnValue:
        return _in_json(lambda: _give_back(way, found, paper_id))


def _begin(way: Way, found: Found, paper_id: int, step: str) -> dict[str, object]:
    """Phase 1, and what the agent shows to whoever signs."""
    actor, paper = found(current_actor(), paper_id)
    ref = Ref(paper_id, forms.whole(request.form.get("version", "")))
    if ref.seen is None:
        raise Refused("version_required")
    shown = {
        "title": paper.subject,
        "code": getattr(paper, "code", "") or paper.doc_type,
        "step": step,
    }
    asked = two_phases.begin(way, actor, ref, step, request.form.get("mechanism", "")[:MOST])
    return {
        "claim": asked.claim,
        "mechanism": asked.mechanism,
        "certificate": asked.certificate,
        "attributes": [base64.b64encode(one).decode() for one in asked.attributes],
        "until": asked.until,
        "shown": shown,
    }


def _give_back(way: Way, found: Found, paper_id: int) -> dict[str, object]:
    actor, _paper = found(current_actor(), paper_id)
    two_phases.give_back(way, actor, paper_id, request.form.get("claim", ""))
    return {}


def _in_json(call: Callable[[], dict[str, object]]) -> ResponseReturnValue:
    """The page's script reads it, and shows a no in the office's words beside the button."""
    try:
        return jsonify(call())
    except Refused as no:
        db.session.rollback()
        told = {"code": no.reason, "words": words_of(no.reason, no.said)}
        return jsonify(told), ANSWERS[no.reason].status
