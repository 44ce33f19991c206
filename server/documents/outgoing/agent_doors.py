"""Doors that a page opens while an agent on the signer's machine signs (docs/agent.md).

The answer itself comes with the form of the step, as everything that a step asks for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from server.documents import forms
from server.documents.counter import ID
from server.documents.handing_out import in_json, mechanism, told
from server.documents.outgoing import two_phases
from server.documents.outgoing.marking import Way
from server.door.visitor import current_actor
from server.org.actor import Actor
from server.papers.services import Ref
from server.signatures import elsewhere
from workflows import Refused

Found = Callable[[Actor, int], tuple[Actor, Any]]
"""What is signed, if this one may read it; and the actor with what he is upon it."""


def _seen(paper_id: int) -> Ref:
    """Signed is what was on the screen."""
    ref = Ref(paper_id, forms.whole(request.form.get("version", "")))
    if ref.seen is None:
        raise Refused("version_required")
    return ref


def _of_paper(paper: Any) -> tuple[str, str]:
    return paper.subject, getattr(paper, "code", "") or paper.doc_type


@dataclass(frozen=True, slots=True)
class Doors:
    """Of which way, below which address; what is seen of it, and what the agent shows of it."""

    way: Way
    found: Found
    at: str = ID
    ref: Callable[[int], Ref] = _seen
    named: Callable[[Any], tuple[str, str]] = _of_paper


def open_agent_doors(room: Blueprint, doors: Doors) -> None:
    """Give a room whose papers are signed these doors."""

    @room.post(f"/{doors.at}/agent/<any({', '.join(doors.way.ready)}):step>")
    def agent_begin(paper_id: int, step: str) -> ResponseReturnValue:
        return in_json(lambda: _begin(doors, paper_id, step))

    @room.post(f"/{doors.at}/agent/give-back")
    def agent_give_back(paper_id: int) -> ResponseReturnValue:
        return in_json(lambda: _give_back(doors, paper_id))


def _begin(doors: Doors, paper_id: int, step: str) -> dict[str, object]:
    """Phase 1, and what the agent shows to whoever signs."""
    actor, paper = doors.found(current_actor(), paper_id)
    ref, (title, code) = doors.ref(paper_id), doors.named(paper)
    asked = two_phases.begin(doors.way, actor, ref, step, mechanism())
    return told(asked, title=title, code=code, step=step)


def _give_back(doors: Doors, paper_id: int) -> dict[str, object]:
    actor, _paper = doors.found(current_actor(), paper_id)
    claim = request.form.get("claim", "")
    elsewhere.give_back(claim, actor.person_id, f"{doors.way.kind}/{paper_id}")
    return {}
