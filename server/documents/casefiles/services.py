"""Acts upon a case file: opened, filled, reviewed, closed, reopened, handed over (art. 29–31)."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from server import perform
from server.clock import now, today
from server.database import db, transaction
from server.desks.models import Desk
from server.documents.casefiles import kept, laying, lent, recorded
from server.documents.casefiles.models import EXHIBITS, CaseFile, CaseFileItem, Exhibit
from server.documents.scanned.hushing import ask_again
from server.names import typed
from server.org import queries
from server.org.actor import Actor
from server.org.models import Agency
from server.papers.services import Ref, find, taking
from server.rota import nightly
from server.words import fold
from workflows import Refused
from workflows.casefile import CaseFile as State
from workflows.filing import Filing, kept_back_until

HANDED: list[Any] = []
"""Rooms above that hear, in the act itself, that files are handed to the archive: it makes their
package."""


def open_file(actor: Actor, *, fields: Mapping[str, Any]) -> CaseFile:
    """Whoever is given the work opens its file, by the year's list or beside it (CF-01, 02)."""
    with transaction():
        return opened(actor, fields)


def opened(actor: Actor, fields: Mapping[str, Any]) -> CaseFile:
    """The step: what is named nowhere is the opener's own."""
    year = fields.get("year") or today().year
    post = fields.get("keeper_post_id", actor.position_id)
    code, title = fields.get("code", "").strip(), fields.get("title", "").strip()
    case = CaseFile(
        agency_id=actor.agency_id,
        agency=db.session.get_one(Agency, actor.agency_id),
        code=code,
        year=year,
        subject=title,
        sought=fold(f"{code} {title}"),
        unit_id=fields.get("unit_id", actor.unit_id),
        keeper_id=_holder(actor, post),
        keeper_post_id=post,
        years=fields.get("years", -1),
        size=0,
        is_construction=fields.get("is_construction", False),
        rule=fields.get("rule") or {},
        opened_on=fields.get("opened_on") or today(),
        line_id=fields.get("line_id"),
        note=fields.get("note", ""),
    )
    act = Filing(title=title, code=code, code_is_free=_is_free(actor, year, code), years=case.years)
    perform.enter(actor, "open", case, act)
    return case


def _holder(actor: Actor, post: int | None) -> int | None:
    """Who has the post that the list names; the opener where it is vacant."""
    person = queries.holder(post) if post not in actor.positions else None
    return person.id if person else actor.person_id


def _is_free(actor: Actor, year: int, code: str) -> bool:
    same = {"agency_id": actor.agency_id, "year": year, "code": code}
    return db.session.scalar(select(CaseFile.id).filter_by(**same)) is None


def add(actor: Actor, ref: Ref, *, papers: Sequence[str]) -> CaseFile:
    """Documents that I may read are put in, of whichever direction (CF-04, CF-05)."""
    with taking(CaseFile, actor, ref, "add") as case:
        for name in papers:
            laying.lay(actor, case, paper_named(actor, name))
    return case


def paper_named(actor: Actor, name: str) -> Any:
    """`incoming/12`, if this one may read it; whatever else is named is not there."""
    kind, id = typed(name) or ("", 0)
    if kind not in kept.KINDS:
        raise Refused("unknown_paper", "papers", name=name)
    try:
        return find(kept.KINDS[kind].model, actor, id)
    except Refused:
        raise Refused("unknown_paper", "papers", name=name) from None


def remove(actor: Actor, ref: Ref, *, item: int, reason: str) -> CaseFile:
    """A double, or what belongs elsewhere, is taken out; the document stays where it is (CF-06).
    The history says which: nothing else does, once it lies here no more."""
    with taking(CaseFile, actor, ref, "remove") as case:
        found = next((one for one in case.items if one.id == item), None)
        act = Filing(reason=_which(found, reason.strip()), is_in_it=found is not None)
        perform.perform(actor, "remove", case, act, lambda: _taken_out(case, found))
    return case


def _which(item: CaseFileItem | None, reason: str) -> str:
    if item is None or not reason:
        return reason
    if item.paper_kind != EXHIBITS:
        return f"{kept.named_in_history(item.paper_kind, item.paper_id)}: {reason}"
    row = db.session.get_one(Exhibit, item.paper_id)
    return f"{recorded.named_in_history(row.about) if row.about else row.subject}: {reason}"


def _taken_out(case: CaseFile, item: CaseFileItem | None) -> None:
    assert item is not None, "the law was heard first"
    case.items.remove(item)
    case.size -= 1
    lent.let_go(case, item.paper_kind, item.paper_id)


def close(  # noqa: PLR0913 - what a review may find
    actor: Actor,
    ref: Ref,
    *,
    title: str = "",
    years: int | None = None,
    ended_on: dt.date | None = None,
    note: str = "",
) -> CaseFile:
    """Reviewed: title and retention as they turned out, its contents numbered; then read-only.
    What the archive gave back ended when it did, unless another day is said (AR-01)."""
    with taking(CaseFile, actor, ref, "close") as case:
        day = ended_on or case.ended_on or today()
        case.subject = title.strip() or case.subject
        case.years = case.years if years is None else years
        case.note = note.strip() or case.note
        act = Filing(
            title=case.subject,
            years=case.years,
            unfinished=kept.unfinished(case),
            ends_in_time=kept.may_end_from(case) <= day <= today(),
        )
        perform.perform(actor, "close", case, act, lambda: _closed(case, day))
    return case


def _closed(case: CaseFile, day: dt.date) -> None:
    case.ended_on, case.sought = day, fold(f"{case.code} {case.subject}")
    kept.fix(case)


def cancel(actor: Actor, ref: Ref, *, reason: str) -> CaseFile:
    """Opened by mistake, or the matter never came: it is on nobody's desk any more (art. 3.14)."""
    with taking(CaseFile, actor, ref, "cancel") as case:
        perform.perform(actor, "cancel", case, Filing(reason=reason))
        lent.end_for_good(actor, case)
    return case


def reopen(actor: Actor, ref: Ref, *, reason: str) -> CaseFile:
    """Whoever answers for it has it filled again; what was numbered is numbered anew."""
    with taking(CaseFile, actor, ref, "reopen") as case:
        perform.perform(actor, "reopen", case, Filing(reason=reason), lambda: _loosened(case))
        ask_again("casefiles", case.id)
    return case


def _loosened(case: CaseFile) -> None:
    case.ended_on, case.package_sha256, case.handover_id = None, "", None
    kept.loosen(case)


def keep_back(actor: Actor, ref: Ref, *, until: dt.date, consent: str, reason: str) -> CaseFile:
    """The head lets it be kept for work, in writing, two years past its day at most (AR-03)."""
    with taking(CaseFile, actor, ref, "keep_back") as case:
        due = case.due_on
        fair = due is not None and due < until <= kept_back_until(due)
        said = f"{consent.strip()}: {reason}" if reason.strip() else ""
        act = Filing(reason=said, consent=consent, until_is_fair=fair)
        perform.perform(actor, "keep_back", case, act, lambda: _kept(case, until))
    return case


def _kept(case: CaseFile, until: dt.date) -> None:
    case.kept_until = until


def freeze(actor: Actor, ref: Ref, *, reason: str) -> CaseFile:
    """Who has authority stops whatever would move, change or destroy it (Annex VI, IV.1g)."""
    with taking(CaseFile, actor, ref, "freeze") as case:
        perform.perform(actor, "freeze", case, Filing(reason=reason), lambda: _held(case, now()))
    return case


def unfreeze(actor: Actor, ref: Ref, *, reason: str) -> CaseFile:
    with taking(CaseFile, actor, ref, "unfreeze") as case:
        perform.perform(actor, "unfreeze", case, Filing(reason=reason), lambda: _held(case, None))
    return case


def _held(case: CaseFile, at: dt.datetime | None) -> None:
    case.frozen_at = at


def transfer(actor: Actor, ref: Ref) -> CaseFile:
    """One file is handed to the archive of the agency, with its package (AR-01)."""
    with taking(CaseFile, actor, ref, "transfer") as case:
        handed(actor, [case])
    return case


def handed(actor: Actor, cases: Sequence[CaseFile]) -> None:
    """The step for those that go together: one record of delivery for all of them (AR-06)."""
    for case in cases:
        case.package_sha256 = ""
        perform.perform(actor, "transfer", case, Filing())
    for hear in HANDED:
        hear(actor, cases)


@nightly("casefiles:warn")
def warn_all() -> None:
    """Each night: what falls due within thirty days comes to its keeper's desk, once (AR-05)."""
    on_a_desk = select(Desk.id).where(
        Desk.paper_kind == CaseFile.workflow.name, Desk.paper_id == CaseFile.id
    )
    waiting = select(CaseFile.id).where(
        CaseFile.state.in_((State.OPEN, State.CLOSED, State.KEPT_BACK)), ~on_a_desk.exists()
    )
    for case_id in db.session.scalars(waiting.order_by(CaseFile.id)).all():
        case = db.session.get_one(CaseFile, case_id)
        if case.is_to_be_said:
            with transaction():
                perform.refresh_desks(case, "warn")
