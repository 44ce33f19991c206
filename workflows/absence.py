"""Vắng mặt (DOMAIN §2.1): what comes to an absent one goes to whoever stands in, a signature never.

What comes to his post the substitute has with the post's desk. What comes to a *role* (the head of
a unit, the office chief) he does in that role, as far as these rows go: handling and directing
within the unit. Signing, sealing, numbering, a leader's directive and what a clerk keeps do not go
along (ORG-04; Decree 30, articles 13 and 32).
"""

from collections.abc import Mapping, Set
from enum import StrEnum

from workflows.law import Role


class AbsenceKind(StrEnum):
    """Why somebody is away; none of the three opens more than another."""

    LEAVE = "LEAVE"
    TRIP = "TRIP"
    OTHER = "OTHER"


HEAD, CHIEF = Role.UNIT_HEAD, Role.OFFICE_CHIEF

IN_PLACE: Mapping[Role, Set[str]] = {
    HEAD: frozenset({
        "incoming.refuse_assignment", "incoming.assign",
        "incoming.grant_extension", "incoming.deny_extension",
        "incoming.contribute", "incoming.waive_contribution",
        "incoming.close", "incoming.rework",
        "outgoing.opine", "outgoing.content_check", "outgoing.send_back",
        "tasks.receive", "tasks.return", "tasks.start", "tasks.report", "tasks.request_extension",
        "tasks.attach", "tasks.contribute",
    }),
    CHIEF: frozenset({
        "incoming.route_by_rule", "incoming.direct",
        "incoming.grant_extension", "incoming.deny_extension",
    }),
}  # fmt: skip
"""The steps that whoever stands in takes in the absent one's role."""

ROLES = frozenset(IN_PLACE)
"""The roles whose desk reaches a substitute."""

OWN_WORK = frozenset({
    "incoming.close", "incoming.rework", "incoming.grant_extension", "incoming.deny_extension",
    "outgoing.content_check",
    "tasks.accept", "tasks.rework", "tasks.grant_extension", "tasks.deny_extension",
})  # fmt: skip
"""What judges a piece of work: nobody does so of his own, in whoever's place [PRODUCT]."""


def goes_along(step: str, roles: Set[Role]) -> Set[Role]:
    """Of an absent one's roles, those in which a substitute takes this step."""
    return frozenset(role for role in roles if step in IN_PLACE.get(role, ()))


def may_judge(step: str, is_own: bool) -> bool:
    """Whether whoever stands in may do so of work that is (`is_own`) his."""
    return not (is_own and step in OWN_WORK)
