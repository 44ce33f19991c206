"""Doors that the page of a batch opens while an agent on the signer's machine signs all of it."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server.counted import counted
from server.documents.handing_out import in_json, mechanism, told
from server.documents.outgoing.batch import abreast_away, batches
from server.documents.outgoing.signatures.signing_pages import agent_at
from server.door.visitor import current_actor
from server.org.actor import Actor
from server.papers.services import Ref
from server.signatures.elsewhere import Asked
from server.signatures.keys import AGENT


def open_batch_doors(room: Blueprint, chosen: Callable[[], list[Ref]]) -> None:
    """Give the room of batches these doors; `chosen` is what the form has ticked."""

    @room.post("/batch/agent/<any(sign, seal):act>")
    def agent_begin(act: str) -> ResponseReturnValue:
        return in_json(lambda: _begin(act, chosen()))

    @room.post("/batch/agent/give-back")
    def agent_give_back() -> ResponseReturnValue:
        return in_json(_give_back)


def _begin(act: str, refs: list[Ref]) -> dict[str, object]:
    return begun(batches.begin(current_actor(), refs, act, mechanism()), act)


def begun(asked: Asked, act: str) -> dict[str, object]:
    """What the agent is handed of a batch, and what it shows."""
    papers = asked.claim.count(",") + 1
    return told(asked, title=counted("%(n)s văn bản", papers), code=_("Lô văn bản"), step=act)


def _give_back() -> dict[str, object]:
    abreast_away.give_back(current_actor(), request.form.get("claim", "")[:20_000])
    return {}


def agent_of(actor: Actor, act: str) -> dict[str, Any] | None:
    """Where the page finds the agent, if the key of such a batch is with it."""
    if batches.key_for(actor, act).kind != AGENT:
        return None
    begin = url_for("many.agent_begin", act=act)
    return agent_at(begin, url_for("many.agent_give_back"))
