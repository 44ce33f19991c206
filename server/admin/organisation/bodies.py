"""Advisory bodies as an administrator writes them down: set up or settled anew, and ended."""

import datetime as dt
import re
from dataclasses import dataclass

from server.admin.changes import ended, require_admin, said_day
from server.audit.changes import changed
from server.clock import today
from server.database import transaction
from server.org import queries
from server.org.actor import Actor
from server.org.bodies import DEPUTY, HEAD, AdvisoryBody, called
from server.org.kind_rules import series_table
from server.org.models import Person
from server.words import fold
from workflows import Refused, Role
from workflows.kinds import COMMON_SERIES, COPY_SERIES, KINDS

ABBREVIATION = re.compile(r"[A-ZĐ]{2,10}")
TAKEN = {COMMON_SERIES, COPY_SERIES, *(one.abbreviation for one in KINDS)}
"""What another series is called, or may be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """As the deciding document has it; `members`: each `name: title`, the head first."""

    name: str
    short_name: str
    abbreviation: str
    decision_code: str
    may_use_seal: bool
    members: tuple[str, ...]


def settle(actor: Actor, agency_code: str, new: Body) -> AdvisoryBody:
    """From today on; what bore the same abbreviation ends, and its numbers go on (NUM-06)."""
    require_admin(actor)
    agency = queries.agency_by_code(agency_code, "agency")
    _refuse_taken(agency.id, new.abbreviation)
    with transaction() as session:
        before = called(agency.id, new.abbreviation)
        if before is not None:
            before.valid_to = max(today(), before.valid_from)
        row = AdvisoryBody(
            agency_id=agency.id, name=new.name, short_name=new.short_name,
            abbreviation=new.abbreviation, may_use_seal=new.may_use_seal,
            decision_code=new.decision_code, valid_from=today(),
            members=_members(agency.id, new.members),
        )  # fmt: skip
        session.add(row)
        session.flush()
        words = f"{new.name}, {agency.short_name}, theo {new.decision_code}"
        changed(actor, "body_settled", f"body/{row.id}", words, agency=agency.id)
    return row


def _refuse_taken(agency_id: int, abbreviation: str) -> None:
    if not ABBREVIATION.fullmatch(abbreviation):
        raise Refused("bad_series", "abbreviation")
    if abbreviation in TAKEN or abbreviation in series_table(agency_id).values():
        raise Refused("series_is_taken", "abbreviation")


def _members(agency_id: int, lines: tuple[str, ...]) -> list[dict[str, str | int]]:
    """The first is the head, the others his deputies; each by the post he holds in the agency."""
    said = [line.partition(":") for line in lines if line.strip()]
    if not said or not all(title.strip() for _account, _colon, title in said):
        raise Refused("body_has_no_head", "members")
    posts = [_post_of(agency_id, who.strip()) for who, _c, _t in said]
    if len(set(posts)) < len(posts):
        raise Refused("body_has_one_twice", "members")
    return [
        {"post_id": post, "title": title.strip(), "part": DEPUTY if n else HEAD}
        for n, (post, (_a, _c, title)) in enumerate(zip(posts, said, strict=True))
    ]


def _post_of(agency_id: int, who: str) -> int:
    """By the account, or by a name that one alone has in the agency."""
    named = _called(agency_id, who)
    if len(named) > 1:
        raise Refused("several_are_called_so", "members", name=who, names=", ".join(sorted(named)))
    return queries.colleague(agency_id, next(iter(named), who), "members")[1].id


def _called(agency_id: int, name: str) -> set[str]:
    """The accounts of everybody of this name who works there."""
    people = queries.people_with(agency_id, Role)
    return {who.account for who, _post in people if fold(who.full_name) == fold(name)}


def lines_of(body: AdvisoryBody) -> str:
    """Its leadership as a form has it; a vacant post says so, and somebody must take its place."""
    held = [(queries.holder(one.post_id), one.title) for one in body.leadership]
    return "\n".join(f"{_short(body, who) if who else 'khuyết'}: {title}" for who, title in held)


def _short(body: AdvisoryBody, person: Person) -> str:
    alone = len(_called(body.agency_id, person.full_name)) == 1
    return person.full_name if alone else person.account


def end(actor: Actor, row_id: int, *, on: dt.date) -> None:
    """It was dissolved; its numbers stay in its book."""
    require_admin(actor)
    with transaction():
        row = ended(AdvisoryBody, row_id, on)
        words = f"Giải thể {row.name} từ {said_day(on)}"
        changed(actor, "body_ended", f"body/{row.id}", words, agency=row.agency_id)
