"""Requests to read files, as a list: my own, and those of files that I read anyhow."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, or_, select

from server.clock import now
from server.documents.casefiles.models import AccessRequest, CaseFile
from server.org.actor import Actor
from server.papers.listing import before, newest
from server.papers.services import may_read
from server.words import fold
from workflows.access import Stage


def listed(
    actor: Actor, asked: Mapping[str, Any], cursor: str | None
) -> tuple[list[Row[AccessRequest, CaseFile]], str | None]:
    """A page, newest first."""
    found = select(AccessRequest, CaseFile).join(CaseFile).where(_within(actor, asked.get("whose")))
    if stage := asked.get("stage"):
        found = found.where(_stands(Stage(stage)))
    if words := asked.get("q"):
        said = fold(words)
        by_name = AccessRequest.name.icontains(words, autoescape=True)
        found = found.where(or_(CaseFile.code.icontains(words, autoescape=True), by_name,
                                CaseFile.sought.contains(said, autoescape=True)
                                & may_read(CaseFile, actor)))  # fmt: skip
    rows, more = newest(found, before(cursor))
    return rows, str(more) if more else None


def _within(actor: Actor, whose: str | None) -> ColumnElement[bool]:
    mine = AccessRequest.person_id == actor.person_id
    if whose == "mine":
        return mine
    others = and_(may_read(CaseFile, actor), ~mine)
    return others if whose == "others" else or_(mine, others)


def _stands(stage: Stage) -> ColumnElement[bool]:
    """By the clock, as `stage_now` has it."""
    runs = AccessRequest.until > now()
    if stage == Stage.GRANTED:
        return and_(AccessRequest.stage == stage, runs)
    if stage == Stage.ENDED:
        granted = and_(AccessRequest.stage == Stage.GRANTED, ~runs)
        return or_(AccessRequest.stage == stage, granted)
    return AccessRequest.stage == stage
