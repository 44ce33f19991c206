"""A paper laid in a case file: a link, not a copy; by hand, or by the rule of the file (CF-04)."""

import re
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from server import perform
from server.clock import now
from server.database import db
from server.documents.casefiles import gathering
from server.documents.casefiles.kept import KINDS, named_in_history
from server.documents.casefiles.models import CaseFile, CaseFileItem
from server.org.actor import Actor, the_server
from server.words import fold
from workflows import Refused, Role
from workflows.casefile import CaseFile as State
from workflows.filing import Filing

_TAKES = (CaseFile.state == State.OPEN, CaseFile.frozen_at.is_(None))
"""Such files take a paper."""
OF_YEAR = re.compile(r"(.+) \(([0-9]{4})\)")


def lay(actor: Actor, case: CaseFile, paper: Any) -> None:
    """Put it in, as a step of the act at hand; the file's law is heard."""
    kind = paper.workflow.name
    there = any((one.paper_kind, one.paper_id) == (kind, paper.id) for one in case.items)
    act = Filing(
        reason=named_in_history(kind, paper.id),
        paper_fits=kind in KINDS and paper.state in KINDS[kind].settled,
        is_in_it=there,
    )
    perform.perform(actor, "add", case, act, lambda: _link(actor, case, paper))


def lay_once(actor: Actor, case: CaseFile, paper: Any) -> None:
    """The same where it may lie there already."""
    if case not in files_of(paper):
        lay(actor, case, paper)


def _link(actor: Actor, case: CaseFile, paper: Any) -> None:
    gathering.ask(case.id)
    case.size += 1
    case.items.append(
        CaseFileItem(
            paper_kind=paper.workflow.name, paper_id=paper.id, at=now(), by_name=actor.name
        )
    )


def files_of(paper: Any) -> list[CaseFile]:
    """The files that it lies in."""
    mine = CaseFileItem.paper_kind == paper.workflow.name, CaseFileItem.paper_id == paper.id
    found = select(CaseFile).join(CaseFileItem).where(*mine).order_by(CaseFile.id)
    return list(db.session.scalars(found))


def by_rule(paper: Any) -> None:
    """Each open file of the agency that takes such documents, and whose keeper may read this one,
    has it; a step of the act."""
    already = {one.id for one in files_of(paper)}
    kind, words = paper.workflow.name, fold(paper.subject)
    unit = getattr(paper, "lead_unit_id", None) or getattr(paper, "unit_id", None)
    found = select(CaseFile).where(
        CaseFile.agency_id == paper.agency_id, *_TAKES,
        or_(CaseFile.unit_id.is_(None), CaseFile.unit_id == unit),
    )  # fmt: skip
    for case in db.session.scalars(found.order_by(CaseFile.id)):
        if case.id in already or not case.takes.takes(kind, paper.doc_type, words):
            continue
        if gathering.keeper_reads(case, f"{kind}/{paper.id}"):
            lay(the_server(paper.agency_id), case, paper)


def beside_question(reply: Any) -> None:
    """A reply that went out lies where its question lies (article 29.1b)."""
    if reply.replies_to_id is None:
        return
    question = db.session.get_one(KINDS["incoming"].model, reply.replies_to_id)
    there = {one.id for one in files_of(reply)}
    for case in files_of(question):
        if case.state == State.OPEN and not case.is_frozen and case.id not in there:
            lay(the_server(reply.agency_id), case, reply)


def within_reach(actor: Actor) -> list[ColumnElement[bool]]:
    """The files that this one may name when a paper is put away: the unit's, or those that are of
    no unit, or all for who answers for the agency. The list of files is sent to everybody it
    concerns (article 28): its codes and titles are no secret inside."""
    mine = [CaseFile.agency_id == actor.agency_id]
    if not actor.roles & {Role.LEADER, Role.OFFICE_CHIEF} and actor.has_units:
        own = CaseFile.unit_id.is_(None) | (CaseFile.unit_id == actor.unit_id)
        mine.append(own | CaseFile.keeper_post_id.in_(actor.positions))
    return mine


def open_files(actor: Actor) -> list[CaseFile]:
    """What may be chosen for a paper, the youngest year first."""
    asked = select(CaseFile).where(*within_reach(actor), *_TAKES)
    order = (CaseFile.year.desc(), CaseFile.code)
    return list(db.session.scalars(asked.order_by(*order)))


def choices(files: Iterable[CaseFile]) -> list[tuple[str, str]]:
    """What a form offers of them. Each January the files of two years are open under one code."""
    named = [(f"{one.code} ({one.year})", one.subject) for one in files]
    return [(code, f"{code} – {subject}") for code, subject in named]


def named(actor: Actor, code: str) -> CaseFile:
    """The file by its code, an open one before the others, the youngest year first; or of the year
    that stands behind it: `01.VHTT (2025)`."""
    said = OF_YEAR.fullmatch(code.strip())
    year = [CaseFile.year == int(said[2])] if said else []
    known = CaseFile.code == (said[1] if said else code.strip())
    found = select(CaseFile).where(*within_reach(actor), known, *year)
    order = ((CaseFile.state == State.OPEN).desc(), CaseFile.year.desc())
    case = db.session.scalars(found.order_by(*order)).first()
    if case is None:
        raise Refused("unknown_case_file", "case_file", code=code)
    return case
