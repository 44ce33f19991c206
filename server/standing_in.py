"""In whose place somebody takes a step, and whose absences he writes down (DOMAIN §2.1, ORG-04)."""

from collections.abc import Iterable
from typing import Any

from server import policy
from server.org.actor import Actor
from workflows import Role
from workflows.absence import goes_along, may_judge


def may(actor: Actor, step: str, paper: Any) -> bool:
    """Whether he may take it, be it in another's place."""
    return policy.may(acting(actor, step, paper), step, paper)


def acting(actor: Actor, step: str, paper: Any) -> Actor:
    """Who takes this step: he himself in his own post, or, where that gives no right, he in the
    place of somebody for whom he stands in (ORG-04); the history then says in whose."""
    if not actor.places or _takes(alone := actor.alone(), step, paper):
        return alone if actor.places else actor
    about = f"{paper.workflow.name}.{step}"
    if may_judge(about, is_own=_is_his_own(alone, paper)):
        for place in actor.places:
            along = goes_along(about, place.roles)
            for there in (actor.in_place(place, along), actor.in_place(place, frozenset())):
                if _takes(there, step, paper):
                    return there
    return alone


def _is_his_own(actor: Actor, paper: Any) -> bool:
    """He has the work himself, wrote the draft, or leads the task."""
    return (
        getattr(paper, "assignee_id", None) == actor.position_id
        or getattr(paper, "drafter_id", None) == actor.person_id
        or getattr(paper, "lead_seat", None) in actor.seats
    )


def _takes(actor: Actor, step: str, paper: Any) -> bool:
    return paper.workflow.is_for(step, actor.roles) and policy.may(actor, step, paper)


def whose_absences(actor: Actor) -> tuple[str, int | None] | None:
    """The place whose people's absences he writes down beside his own: the office chief and the
    head of the agency all of it, a head his unit; a column of the post, and its number."""
    if Role.OFFICE_CHIEF in actor.roles or (actor.is_head and Role.LEADER in actor.roles):
        return "agency_id", actor.agency_id
    if Role.UNIT_HEAD in actor.roles and actor.unit_id is not None:
        return "unit_id", actor.unit_id
    return None


def may_write_absence(actor: Actor, person_id: int, posts: Iterable[Any]) -> bool:
    """One's own, that of one's people, an administrator everybody's (DOMAIN §2.1)."""
    if person_id == actor.person_id or actor.roles & {Role.ADMIN, Role.SYSTEM}:
        return True
    place = whose_absences(actor)
    return place is not None and any(getattr(post, place[0]) == place[1] for post in posts)
