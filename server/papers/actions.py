"""What an actor may do with a paper now: the buttons of a page, the `actions` of the API."""

from collections.abc import Container

from sqlalchemy import select

from server import policy, standing_in
from server.clock import now
from server.database import db
from server.desks.models import Proposal
from server.moment import asked_once
from server.org.actor import Actor
from server.papers.models import Paper
from workflows import Role, Transition
from workflows.absence import ROLES


def offered(actor: Actor, paper: Paper, steps: Container[str]) -> list[str]:
    """The names of the steps open to this actor in the paper's state, in the law's order."""
    open_steps = [
        step
        for step in paper.workflow.open_to(paper, _roles(actor))
        if step.name in steps and _takes(actor, step, paper)
    ]
    proposals = _proposals(paper) if any(step.seconds for step in open_steps) else {}
    names = [step.name for step in open_steps if _is_turn(actor, step, proposals)]
    return list(dict.fromkeys(names))


def _roles(actor: Actor) -> set[Role]:
    """His own, and those of whom he stands in for that go along (ORG-04)."""
    return {*actor.roles, *(role for one in actor.places for role in one.roles & ROLES)}


def _takes(actor: Actor, step: Transition, paper: Paper) -> bool:
    who = standing_in.acting(actor, step.name, paper)
    return bool((step.roles | step.seconds) & who.roles) and policy.may(who, step.name, paper)


def _proposals(paper: Paper) -> dict[str, int]:
    """Who proposed what and still waits for a second person, by the step's name."""
    steps = {one.name: one for one in paper.workflow.transitions if one.seconds}
    stand = proposals_of(paper.workflow.name, paper.id)
    waits = {name: one for name, one in stand.items() if steps[name].awaits_second(one.at, now())}
    return {name: one.person_id for name, one in waits.items()}


@asked_once
def proposals_of(kind: str, paper_id: int) -> dict[str, Proposal]:
    """First halves by the name of their step, those too whose day is over."""
    mine = select(Proposal).filter_by(paper_kind=kind, paper_id=paper_id)
    return {one.step: one for one in db.session.scalars(mine)}


def _is_turn(actor: Actor, step: Transition, proposals: dict[str, int]) -> bool:
    """In a two-person act the second has a turn only once another has proposed."""
    if not step.seconds:
        return True
    proposer = proposals.get(step.name)
    if proposer is None:
        return bool(step.roles & actor.roles)
    return proposer != actor.person_id and bool(step.seconds & actor.roles)
