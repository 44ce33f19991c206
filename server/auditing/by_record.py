"""Anomalies that the books and the refused tries show: numbers, waivers, one hand for two, PINs."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import Row, Select, and_, select
from sqlalchemy.orm import aliased

from server.auditing.found import MOST, Found, Span, paper_named
from server.database import db
from server.desks.models import History
from server.documents.excepted import NAMES, WITH_PAPERS, name_of
from server.documents.outgoing.models import OutgoingDocument as Going
from server.documents.outgoing.models import SignOff
from server.door.models import SignInTry
from server.org.models import Person
from server.papers.exceptions import ExceptionRecord, paper_of
from server.signatures import attempts
from server.signatures.models import Attempt

Find = Callable[[Span], Iterator[Found]]


def _of_step(row: Row, why: str, **said: str) -> Found:
    return Found(
        at=row.at,
        key=f"h{row.id}",
        who=row.name,
        position=row.position,
        agency_id=row.agency_id,
        paper=("outgoing", row.paper_id),
        code=row.code or row.doc_type,
        why=why,
        said=said,
    )


def _steps(span: Span, name: str) -> Select[Any]:
    mine = and_(History.paper_kind == "outgoing", Going.id == History.paper_id)
    return (
        select(*History.__table__.c, Going.agency_id, Going.code, Going.doc_type)
        .join(Going, mine)
        .where(History.transition == name, span.holds(History.at))
        .order_by(History.id.desc())
        .limit(MOST)
    )


def voided_numbers(span: Span) -> Iterator[Found]:
    """A number that was taken back by two persons; it is never given again (NUM-06)."""
    for row in db.session.execute(_steps(span, "void_number")):
        yield _of_step(row, "number_voided", reason=row.reason)


def renumbered(span: Span) -> Iterator[Found]:
    """A document that took a number although it had one before."""
    earlier = aliased(History)
    before = (
        select(earlier.id)
        .where(
            earlier.paper_kind == "outgoing",
            earlier.paper_id == History.paper_id,
            earlier.transition == "number",
            earlier.id < History.id,
        )
        .exists()
    )
    for row in db.session.execute(_steps(span, "number").where(before)):
        yield _of_step(row, "renumbered")


def exceptions(span: Span) -> Iterator[Found]:
    """A rule that was set aside with a reason (DOMAIN §3.4)."""
    rows = (
        select(*ExceptionRecord.__table__.c, *NAMES)
        .select_from(WITH_PAPERS)
        .where(span.holds(ExceptionRecord.at))
        .order_by(ExceptionRecord.id.desc())
    )
    for row in db.session.execute(rows.limit(MOST)):
        yield Found(
            at=row.at,
            key=f"x{row.id}",
            who=row.name,
            agency_id=row.agency_id,
            paper=_of_exception(row),
            code=name_of(row),
            why="exception",
            said={"rule": row.rule_id, "reason": row.reason},
        )


def _of_exception(row: Row) -> tuple[str, int]:
    """The document, or the agency whose key went to another (art. 32.2b)."""
    of = paper_named(paper_of(row.outgoing_id, row.incoming_id))
    return of or ("agency", row.agency_id)


def one_checker(span: Span) -> Iterator[Found]:
    """Content and form of one version checked by one person (SOD-01)."""
    form = aliased(SignOff)
    both = and_(
        form.outgoing_id == SignOff.outgoing_id,
        form.version_n == SignOff.version_n,
        form.person_id == SignOff.person_id,
        form.kind == "form_check",
    )
    rows = (
        select(
            form.id, form.at, form.name, form.position, SignOff.outgoing_id.label("paper_id"),
            Going.agency_id, Going.code, Going.doc_type,
        )
        .join(form, both)
        .join(Going, Going.id == SignOff.outgoing_id)
        .where(SignOff.kind == "content_check", span.holds(form.at))
        .order_by(form.id.desc())
    )  # fmt: skip
    for row in db.session.execute(rows.limit(MOST)):
        yield _of_step(row, "one_checker")


def tried(reasons: Sequence[str] | frozenset[str]) -> Find:
    """Refused tries for one of these reasons."""

    def find(span: Span) -> Iterator[Found]:
        rows = (
            select(*Attempt.__table__.c, Going.code, Going.doc_type)
            .outerjoin(Going, and_(Attempt.paper_kind == "outgoing", Going.id == Attempt.paper_id))
            .where(Attempt.reason.in_(reasons), span.holds(Attempt.at))
            .order_by(Attempt.id.desc())
        )
        for row in db.session.execute(rows.limit(MOST)):
            yield Found(
                at=row.at,
                key=f"t{row.id}",
                who=row.name,
                position=row.position,
                agency_id=row.agency_id,
                paper=(row.paper_kind, row.paper_id) if row.paper_id else ("person", row.person_id),
                code=row.code or row.doc_type or "",
                why=row.reason,
            )

    return find


def locked_out(span: Span) -> Iterator[Found]:
    """An account closed for an address after wrong passwords; kept until it is opened again."""
    rows = (
        select(SignInTry.account, SignInTry.address, SignInTry.at, Person.full_name)
        .outerjoin(Person, Person.account == SignInTry.account)
        .where(SignInTry.locked_until.is_not(None), span.holds(SignInTry.at))
        .order_by(SignInTry.at.desc())
    )
    for row in db.session.execute(rows.limit(MOST)):
        yield Found(
            at=row.at,
            key=f"l{row.account}@{row.address}",
            who=row.full_name or row.account,
            why="locked_out",
            said={"address": row.address},
        )


refused_pins = tried(attempts.PINS)
backdated = tried(attempts.BACKDATED)
too_early = tried(attempts.EARLY)
one_hand = tried(attempts.ONE_HAND)
other_bytes = tried(attempts.OTHER_BYTES)
one_device = tried(attempts.ONE_DEVICE)
others_key = tried(attempts.OTHERS_KEY)
