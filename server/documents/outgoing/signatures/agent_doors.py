"""Doors that a page opens while an agent on the signer's machine signs (docs/agent.md).

The answer itself comes with the form of the step, as everything that a step asks for.
"""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from server import perform
from server.documents.counter import ID
from server.documents.handing_out import in_json, mechanism, told
from server.documents.outgoing.models import OutgoingDocument
from server.documents.outgoing.signatures import two_phases
from server.documents.outgoing.signatures.marking import Way
from server.documents.outgoing.signatures.signing import OUTGOING
from server.door.visitor import current_actor
from server.org.actor import Actor
from server.papers.services import Ref, find
from server.shapes import whole
from server.signatures import attempts, elsewhere
from workflows import Refused

Found = Callable[[Actor, int], tuple[Actor, Any]]
"""What is signed, if this one may read it; and the actor with what he is upon it."""


def _of_paper(paper: Any) -> tuple[str, str]:
    return paper.subject, getattr(paper, "code", "") or paper.doc_type


@dataclass(frozen=True, slots=True)
class Doors:
    """Of which way, below which address; who may, and what the agent shows of it.

    `has_versions`: signed is what was on the screen, so the version seen goes along.
    """

    way: Way
    found: Found
    at: str = ID
    require: Callable[[Actor, str, Any], object] = perform.require
    has_versions: bool = True
    named: Callable[[Any], tuple[str, str]] = _of_paper

    def begin(self, by: Actor, ref: Ref, step: str, how: str) -> dict[str, object]:
        """Phase 1, and what the agent shows to whoever signs.

        A no that an auditor asks for is kept, as it is at the step itself.
        """
        actor, paper = self.found(by, ref.id)
        title, code = self.named(paper)
        with attempts.watched(actor, step, paper) if self.has_versions else nullcontext():
            asked = two_phases.begin(self.way, actor, ref, step, how)
        return told(asked, title=title, code=code, step=step)

    def give_back(self, actor: Actor, paper_id: int, claim: str) -> None:
        actor, _paper = self.found(actor, paper_id)
        elsewhere.give_back(claim, actor.person_id, f"{self.way.kind}/{paper_id}")


AGENT_DOORS = Doors(
    OUTGOING, lambda actor, paper_id: (actor, find(OutgoingDocument, actor, paper_id))
)
"""Of a document on its way out: the page's and the program's."""


def open_agent_doors(room: Blueprint, doors: Doors) -> None:
    """Give a room whose papers are signed these doors."""

    @room.post(f"/{doors.at}/agent/<any({', '.join(doors.way.ready)}):step>")
    def agent_begin(paper_id: int, step: str) -> ResponseReturnValue:
        return in_json(lambda: _begin(doors, paper_id, step))

    @room.post(f"/{doors.at}/agent/give-back")
    def agent_give_back(paper_id: int) -> ResponseReturnValue:
        return in_json(lambda: _give_back(doors, paper_id))


def _begin(doors: Doors, paper_id: int, step: str) -> dict[str, object]:
    """Signed is what was on the screen."""
    ref = Ref(paper_id, whole(request.form.get("version", "")))
    if doors.has_versions and ref.seen is None:
        raise Refused("version_required")
    return doors.begin(current_actor(), ref, step, mechanism())


def _give_back(doors: Doors, paper_id: int) -> dict[str, object]:
    doors.give_back(current_actor(), paper_id, request.form.get("claim", ""))
    return {}
