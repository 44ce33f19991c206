"""The signature log as its reader asks of it: who, as what, where, which kind, when, how it read.

A list is Core rows, newest first, by keyset; whatever is asked, it is two statements (DESIGN §8).
"""

import datetime as dt
from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, Row, Select, func, or_, select

from server.clock import midnight
from server.database import db
from server.documents.outgoing.models import OutgoingDocument as Going
from server.documents.outgoing.models import Signature
from server.org.models import Agency, Person
from server.words import fold

Conditions = Sequence[ColumnElement[bool]]

PAGE = 50
MOST_PEOPLE = 300
"""A name that fits more people than this narrows nothing."""


COLUMNS = (
    Signature.id, Signature.outgoing_id, Signature.agency_id, Signature.position,
    Signature.field, Signature.kind, Signature.signer,
    Signature.account, Signature.capacity, Signature.key_kind, Signature.verdict,
    Signature.serial, Signature.issuer, Signature.trusted_at, Signature.at, Signature.voided_at,
    Signature.output_sha256, Signature.client_ip, Signature.claimed_at, Signature.delegation_id,
    Signature.about, Signature.what, Going.code, Going.doc_type,
    Agency.short_name.label("agency"), Agency.code.label("agency_code"), Person.full_name,
)  # fmt: skip


def listed(asked: Mapping[str, str], before: int | None = None, within: Conditions = ()) -> Select:
    """The signatures that these conditions leave `within` what the reader may see, newest first."""
    rows = (
        select(*COLUMNS)
        .outerjoin(Going, Going.id == Signature.outgoing_id)
        .join(Agency, Agency.id == Signature.agency_id)
        .join(Person, Person.id == Signature.person_id)
        .where(*_wanted(asked), *within)
        .order_by(Signature.id.desc())
    )
    return rows if before is None else rows.where(Signature.id < before)


def page_of(
    asked: Mapping[str, str], before: int | None, within: Conditions = ()
) -> tuple[list[Row], int | None]:
    """A page, and where the next one begins."""
    rows = db.session.execute(listed(asked, before, within).limit(PAGE + 1)).all()
    return list(rows[:PAGE]), rows[PAGE - 1].id if len(rows) > PAGE else None


def _wanted(asked: Mapping[str, str]) -> list[ColumnElement[bool]]:
    said = {name: value for name, value in asked.items() if value}
    found = [CONDITIONS[name](value) for name, value in said.items() if name in CONDITIONS]
    if "q" in said:
        found.append(_of_person_or_paper(said["q"]))
    return found


def _of_person_or_paper(words: str) -> ColumnElement[bool]:
    """Whose name or account it is, with or without marks; or the number of the document, or what
    else was signed."""
    return or_(
        Signature.person_id.in_(people_like(words)),
        Signature.signer.icontains(words, autoescape=True),
        Going.code.icontains(words, autoescape=True),
        Signature.what.icontains(words, autoescape=True),
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
    return Signature.position.in_(posts_like(said))


def posts_like(words: str) -> list[str]:
    """The posts, in the words of any day, that these may mean; folded here, as people are."""
    wanted = fold(words)
    return [one for one in db.session.scalars(_POSTS) if wanted in fold(one)][:MOST_PEOPLE]


def _every_post() -> Select:
    """Each once, from leaf to leaf of the index: a million signatures name a few hundred posts."""
    first = select(func.min(Signature.position).label("post")).cte("posts", recursive=True)
    after = select(func.min(Signature.position)).where(Signature.position > first.c.post)
    each = first.union_all(select(after.scalar_subquery()).where(first.c.post.is_not(None)))
    return select(each.c.post).where(each.c.post.is_not(None))


_POSTS = _every_post()


def _agency(code: str) -> int:
    return db.session.scalar(select(Agency.id).where(Agency.code == code)) or 0


def _begin(day: str) -> dt.datetime:
    return midnight(dt.date.fromisoformat(day))


CONDITIONS = {
    "position": _position,
    "agency": lambda said: Signature.agency_id == _agency(said),
    "kind": lambda said: Signature.kind == said,
    "verdict": _verdict,
    "key_kind": lambda said: Signature.key_kind == said,
    "signed_from": lambda said: Signature.at >= _begin(said),
    "signed_to": lambda said: Signature.at < _begin(said) + dt.timedelta(days=1),
}
"""What may be asked besides `q`, by its name in the address."""
