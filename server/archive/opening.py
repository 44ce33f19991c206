"""A file is opened by the line of the year's list, or as its opener sets it (article 29.2)."""

from collections.abc import Mapping
from typing import Any

from server.archive.models import FilingLine, FilingPlan
from server.archive.ruling import rule_of
from server.clock import today
from server.database import db
from server.documents.casefiles import services
from server.documents.casefiles.models import CaseFile
from server.org.actor import Actor
from workflows import CASEFILE, Refused, Role


def open_file(actor: Actor, *, fields: Mapping[str, Any]) -> CaseFile:
    """What the list says stands; what it does not say is the opener's."""
    CASEFILE.knows("open", actor.roles)
    line = _line(actor, fields["line"]) if fields.get("line") else None
    said = _by_list(line) if line else _own(fields)
    return services.open_file(actor, fields=said | {"note": fields.get("note", "")})


def _line(actor: Actor, line_id: int) -> FilingLine:
    """Of this year's approved list, and named for this one or for who answers for it."""
    line = db.session.get(FilingLine, line_id)
    if line is None or line.plan.agency_id != actor.agency_id:
        raise Refused("unknown_line", "line")
    if line.plan.approved_at is None:
        raise Refused("list_is_not_approved", "line")
    if not may_open(actor, line):
        raise Refused("not_yours")
    return line


def may_open(actor: Actor, line: FilingLine) -> bool:
    mine = line.keeper_post_id in actor.positions
    heads = Role.UNIT_HEAD in actor.roles and actor.unit_id == line.unit_id
    return mine or heads or bool(actor.roles & {Role.LEADER, Role.OFFICE_CHIEF})


def _by_list(line: FilingLine) -> dict[str, Any]:
    plan: FilingPlan = line.plan
    return {
        "line_id": line.id,
        "year": plan.year,
        "code": line.code,
        "title": line.title,
        "years": line.years,
        "rule": line.rule,
        "unit_id": line.unit_id,
        "keeper_post_id": line.keeper_post_id,
        "is_construction": False,
    }


def _own(fields: Mapping[str, Any]) -> dict[str, Any]:
    retention = fields.get("retention")
    return {
        "year": today().year,
        "code": fields.get("code", ""),
        "title": fields.get("title", ""),
        "years": -1 if retention is None else retention,
        "is_construction": fields.get("construction", False),
        "rule": rule_of(fields),
    }
