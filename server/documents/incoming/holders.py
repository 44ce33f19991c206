"""On whose desk: the holders that the law of incoming documents names, as seats."""

from collections.abc import Callable, Mapping
from typing import Any

from server.org.queries import head_position

Seats = list[str]


def clerks(paper: Any) -> Seats:
    return [f"a:{paper.agency_id}:CLERK"]


def leaders(paper: Any) -> Seats:
    return [f"a:{paper.agency_id}:LEADER"]


def auditors(_paper: Any) -> Seats:
    return ["r:AUDITOR"]


def auditors_unless_secret(paper: Any) -> Seats:
    """What ends before it has a number is looked into as well (Đ.21, DOMAIN §3.2), but not what
    lies shut away, nor what came by the wrong way because it is one (SEC-02)."""
    secret = paper.is_shut or paper.returned_as == "SECRET_CHANNEL"
    return [] if secret else auditors(paper)


def head_of_agency(paper: Any) -> Seats:
    head = head_position(paper.agency_id)
    return [f"p:{head.id}"] if head else []


def office_chief(paper: Any) -> Seats:
    """Who may send it on by the văn thư rules before a leader has seen it (IN-T09)."""
    return [f"a:{paper.agency_id}:OFFICE_CHIEF"]


def directing(paper: Any) -> Seats:
    return [f"p:{paper.presented_to_id}"]


def director(paper: Any) -> Seats:
    return [f"p:{paper.directed_by_id}"] if paper.directed_by_id else leaders(paper)


def lead_head(paper: Any) -> Seats:
    """The head of the lead unit; without units there is only the leader (DOMAIN §4.2)."""
    return [f"u:{paper.lead_unit_id}:UNIT_HEAD"] if paper.lead_unit_id else director(paper)


def assignee(paper: Any) -> Seats:
    return [f"p:{paper.assignee_id}"] if paper.assignee_id else []


def contributing(paper: Any) -> Seats:
    return list(paper.contributing_seats)


def granting(paper: Any) -> Seats:
    """Who set the deadline, while a later day is asked for (IN-T17)."""
    return [f"p:{paper.granter_id}"] if paper.extension_open else []


def closer(paper: Any) -> Seats:
    return director(paper) if paper.report_back else lead_head(paper)


def ordered(paper: Any) -> Seats:
    """Everybody the directive names: lead, cooperating, for information."""
    return [*lead_head(paper), *(one.seat for one in paper.contributions), *informed(paper)]


def informed(paper: Any) -> Seats:
    return list(paper.informed_seats)


HOLDERS: Mapping[str, Callable[[Any], Seats]] = {
    hold.__name__: hold
    for hold in (
        clerks, leaders, auditors, auditors_unless_secret, head_of_agency, office_chief, directing,
        lead_head, assignee, contributing, granting, closer, ordered, informed,
    )
}  # fmt: skip
