"""Whoever proposed an act of two takes it back before the second has answered (OUT-T16, T17).

It is no step of the paper, whose law knows none: an act on the proposal, told in the history.
"""

from server import perform
from server.desks.models import Proposal
from server.org.actor import Actor
from server.papers.models import Paper
from server.papers.services import Ref, proposed, taking
from workflows import Refused


def of_two(kind: type[Paper]) -> list[str]:
    """The acts of this kind of papers that need a second person."""
    names = [step.name for step in kind.workflow.transitions if step.seconds]
    return list(dict.fromkeys(names))


def own(actor: Actor, paper: Paper) -> list[Proposal]:
    """What this actor proposed and nobody has answered yet."""
    here = {step.name for step in paper.workflow.transitions if step.source == paper.state}
    found = (proposed(paper, name) for name in of_two(type(paper)) if name in here)
    return [one for one in found if one is not None and one.person_id == actor.person_id]


def withdraw(actor: Actor, kind: type[Paper], ref: Ref, name: str) -> Paper:
    """By the hand that proposed it alone; the second says no by not confirming it."""
    with taking(kind, actor, ref, name) as paper:
        said = proposed(paper, name)
        if said is None:
            raise Refused("nothing_is_proposed")
        if said.person_id != actor.person_id:
            raise Refused("proposed_by_another")
        perform.withdraw(actor, said, paper)
    return paper
