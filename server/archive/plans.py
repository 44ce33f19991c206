"""The list of files of a year: written by the units, approved by the head (article 28)."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from server import audit, policy
from server.archive.models import FilingLine, FilingPlan
from server.archive.ruling import rule_of
from server.clock import now
from server.database import db, transaction
from server.documents.casefiles.models import CaseFile
from server.org import queries as org
from server.org.actor import Actor
from workflows import Refused, Role
from workflows.filing import numbered

MAKERS = frozenset({Role.LEADER, Role.OFFICE_CHIEF, Role.UNIT_HEAD, Role.OFFICER})
"""Who may be named as the one who makes a file."""


def plan_of(agency_id: int | None, year: int) -> FilingPlan | None:
    return db.session.scalar(select(FilingPlan).filter_by(agency_id=agency_id, year=year))


def ordered(plan: FilingPlan) -> list[FilingLine]:
    """Under their headings, in the order in which these were first written."""
    first: dict[str, int] = {}
    for line in plan.lines:
        first.setdefault(line.heading, line.id)
    return sorted(plan.lines, key=lambda one: (first[one.heading], one.id))


def add(actor: Actor, year: int, *, fields: Mapping[str, Any]) -> FilingLine:
    """A line more; the list begins with its first one."""
    with transaction():
        near = [actor.unit_id]  # where a head may write no lines but his own unit's
        post = org.colleague(actor.agency_id, fields["keeper"], "keeper", near)[1]
        _require(actor, post.unit_id)
        plan = _open_plan(actor, year)
        unit = post.unit
        line = FilingLine(
            unit_id=post.unit_id,
            unit=unit,
            heading=fields.get("heading", "").strip() or (unit.name if unit else "Văn phòng"),
            abbreviation=_abbreviation(fields, unit),
            title=fields["title"].strip(),
            years=fields["retention"],
            keeper_post_id=post.id,
            rule=rule_of(fields),
        )
        plan.lines.append(line)
        db.session.flush()
        _number(plan)
        return line


def _abbreviation(fields: Mapping[str, Any], unit: Any) -> str:
    return fields.get("abbreviation", "").strip() or (unit.abbreviation if unit else "VP")


def drop(actor: Actor, year: int, *, line: int) -> None:
    """A line less, while the list is written."""
    with transaction():
        plan = _open_plan(actor, year)
        found = next((one for one in plan.lines if one.id == line), None)
        if found is None:
            raise Refused("unknown_line", "line")
        _require(actor, found.unit_id)
        plan.lines.remove(found)
        db.session.flush()
        _number(plan)


def copy(actor: Actor, year: int) -> FilingPlan:
    """The list of the year before, to begin with."""
    with transaction():
        _require(actor, None)
        plan, old = _open_plan(actor, year), plan_of(actor.agency_id, year - 1)
        if plan.lines or old is None or not old.lines:
            raise Refused("plan_not_empty")
        plan.whole = old.whole
        for line in ordered(old):
            plan.lines.append(_again(line))
        db.session.flush()
        _number(plan)
        return plan


def _again(line: FilingLine) -> FilingLine:
    names = ("unit_id", "heading", "abbreviation", "title", "years", "keeper_post_id", "rule")
    return FilingLine(**{name: getattr(line, name) for name in names})


def number_whole(actor: Actor, year: int, *, whole: bool) -> FilingPlan:
    """One way of numbering for the whole year (CF-03)."""
    with transaction():
        _require(actor, None)
        plan = _open_plan(actor, year)
        plan.whole = whole
        _number(plan)
        return plan


def approve(actor: Actor, year: int, *, decision: str) -> FilingPlan:
    """The head approves it; from now on files are opened by it, and it is changed no more."""
    with transaction():
        if not policy.heads_the_agency(actor, None):
            raise Refused("not_yours")
        plan = _open_plan(actor, year)
        if not plan.lines:
            raise Refused("list_is_empty")
        plan.decision, plan.approved_by, plan.approved_at = decision.strip(), actor.name, now()
        said = {"year": year, "lines": len(plan.lines)}
        audit.append("plan_approved", f"agency/{actor.agency_id}", **actor.by, **said)
        return plan


def _require(actor: Actor, unit_id: int | None) -> None:
    if not policy.may_list_files(actor, unit_id):
        raise Refused("not_yours")


def _open_plan(actor: Actor, year: int) -> FilingPlan:
    plan = plan_of(actor.agency_id, year)
    if plan is None:
        plan = FilingPlan(agency_id=actor.agency_id, year=year)
        db.session.add(plan)
        db.session.flush()
    if plan.approved_at is not None:
        raise Refused("list_is_approved")
    return plan


def _number(plan: FilingPlan) -> None:
    lines = ordered(plan)
    codes = numbered([one.abbreviation for one in lines], plan.whole)
    for line, code in zip(lines, codes, strict=True):
        line.code = code


def opened(lines: Sequence[FilingLine]) -> dict[int, CaseFile]:
    """The files that were opened by these lines."""
    mine = select(CaseFile).where(CaseFile.line_id.in_([one.id for one in lines]))
    return {one.line_id: one for one in db.session.scalars(mine) if one.line_id}
