"""The signature log as its reader asks of it: who, as what, where, which kind, when, how it read.

A list is Core rows, newest first, by keyset; whatever is asked, it is two statements (DESIGN §8).
"""

import datetime as dt
from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, Row, ScalarSelect, Select, or_, select

from server.clock import midnight
from server.database import db
from server.desks.models import History
from server.documents.outgoing.models import OutgoingDocument as Going
from server.documents.outgoing.models import Signature
from server.org.models import Agency, Person
from server.words import fold

PAGE = 50
SIGNING = ("sign", "seal")
MOST_PEOPLE = 300
"""A name that fits more people than this narrows nothing."""


def _held() -> ScalarSelect[str]:
    """The post in the words of that day, as the step's history has it (DESIGN §5.7)."""
    return (
        select(History.position)
        .where(*_its_step())
        .order_by(History.id.desc())
        .limit(1)
        .scalar_subquery()
    )


def _its_step() -> Sequence[ColumnElement[bool]]:
    return (
        History.paper_kind == "outgoing",
        History.paper_id == Signature.outgoing_id,
        History.person_id == Signature.person_id,
        History.transition.in_(SIGNING),
    )


COLUMNS = (
    Signature.id, Signature.outgoing_id, Signature.field, Signature.kind, Signature.signer,
    Signature.account, Signature.capacity, Signature.key_kind, Signature.verdict,
    Signature.serial, Signature.issuer, Signature.trusted_at, Signature.at, Signature.voided_at,
    Signature.output_sha256, Signature.client_ip, Signature.claimed_at, Signature.delegation_id,
    Going.code, Going.doc_type, Going.agency_id,
    Agency.short_name.label("agency"), Agency.code.label("agency_code"), Person.full_name,
    _held().label("position"),
)  # fmt: skip


def listed(asked: Mapping[str, str], before: int | None = None) -> Select:
    """The signatures that these conditions leave, newest first."""
    rows = (
        select(*COLUMNS)
        .join(Going, Going.id == Signature.outgoing_id)
        .join(Agency, Agency.id == Going.agency_id)
        .join(Person, Person.id == Signature.person_id)
        .where(*_wanted(asked))
        .order_by(Signature.id.desc())
    )
    return rows if before is None else rows.where(Signature.id < before)


def page_of(asked: Mapping[str, str], before: int | None) -> tuple[list[Row], int | None]:
    """A page, and where the next one begins."""
    rows = db.session.execute(listed(asked, before).limit(PAGE + 1)).all()
    return list(rows[:PAGE]), rows[PAGE - 1].id if len(rows) > PAGE else None


def _wanted(asked: Mapping[str, str]) -> list[ColumnElement[bool]]:
    said = {name: value for name, value in asked.items() if value}
    found = [CONDITIONS[name](value) for name, value in said.items() if name in CONDITIONS]
    if "q" in said:
        found.append(_of_person_or_paper(said["q"]))
    return found


def _of_person_or_paper(words: str) -> ColumnElement[bool]:
    """Whose name or account it is, with or without marks; or the number of the document."""
    return or_(
        Signature.person_id.in_(people_like(words)),
        Signature.signer.icontains(words, autoescape=True),
        Going.code.icontains(words, autoescape=True),
    )


def people_like(words: str) -> list[int]:
    """The people whom these words may mean; folded here, for no database folds Vietnamese."""
    wanted = fold(words)
    rows = db.session.execute(select(Person.id, Person.full_name, Person.account))
    return [id for id, name, account in rows if wanted in fold(f"{name} {account}")][:MOST_PEOPLE]


def _verdict(said: str) -> ColumnElement[bool]:
    if said == "voided":
        return Signature.voided_at.is_not(None)
    return Signature.verdict == said


def _position(said: str) -> ColumnElement[bool]:
    held = History.position.icontains(said, autoescape=True)
    return select(History.id).where(*_its_step(), held).exists()


def _begin(day: str) -> dt.datetime:
    return midnight(dt.date.fromisoformat(day))


CONDITIONS = {
    "position": _position,
    "agency": lambda said: Agency.code == said,
    "kind": lambda said: Signature.kind == said,
    "verdict": _verdict,
    "key_kind": lambda said: Signature.key_kind == said,
    "signed_from": lambda said: Signature.at >= _begin(said),
    "signed_to": lambda said: Signature.at < _begin(said) + dt.timedelta(days=1),
}
"""What may be asked besides `q`, by its name in the address."""
