"""A list is laid out for those who have a key, and taken back; who has signed it and who has not.

Steps of a room's act: the room says who gives and takes, and what follows when all have signed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from server import audit, pool, press
from server.clock import now
from server.database import db
from server.documents.lists.models import SignedList
from server.documents.outgoing.models import Signature
from server.files import store
from server.office import office
from server.org.actor import Actor
from server.org.models import Person
from server.typesetting.listing import Listing
from signing import MOST_PARTIES

PATIENCE = 60.0


def with_keys(people: Iterable[int]) -> list[int]:
    """Those of these persons who can sign, in their order; as many as a sheet has places for."""
    asked = list(people)
    known = select(Person.id).where(Person.id.in_(asked), Person.seal != "")
    keyed = set(db.session.scalars(known))
    return [one for one in asked if one in keyed][:MOST_PARTIES]


@dataclass(frozen=True, slots=True)
class SetOut:
    """A page with an empty place for each of `signers`, kept by its digest."""

    signers: list[int]
    sha256: str
    pages: int


def set_out(sheet: Listing, people: Sequence[int], signers: list[int]) -> SetOut:
    """Set it while no act is open. `people`: whose names stand as the sheet's signers, in their
    order; `signers`: those of them who sign with a key."""
    which = [people.index(one) for one in signers]
    pdf, pages = pool.submit(press.print_list, sheet, which, office().cabinet, timeout=PATIENCE)
    return SetOut(signers, store().keep(pdf), pages)


def lay_out(actor: Actor, agency_id: int, what: str, page: SetOut) -> SignedList:
    """It waits for their keys; a step."""
    row = SignedList(
        agency_id=agency_id, what=what, signers=page.signers, file_sha256=page.sha256,
        pages=page.pages, made_at=now(),
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    _say("list_laid_out", row, actor, signers=len(page.signers))
    return row


def take_back(actor: Actor, row: SignedList) -> None:
    """It is written anew, or was a mistake: nobody signs it any more; a step."""
    row.withdrawn_at = now()
    _say("list_taken_back", row, actor)


def signed(row: SignedList) -> set[int]:
    """Who has signed it."""
    mine = select(Signature.person_id).where(Signature.about == row.about)
    return {one for one in db.session.scalars(mine) if one is not None}


def signers_of(row: SignedList | None, named: Mapping[int | None, str]) -> list[tuple[str, bool]]:
    """Who has a place on it, by the names of the parties, and whether he has signed."""
    if row is None:
        return []
    done = signed(row)
    return [(named[one], one in done) for one in row.signers]


def waits_for(row: SignedList | None) -> set[int]:
    """Whose keys it waits for; nobody's who has none any more, or a list that does not stand."""
    if row is None or row.withdrawn_at is not None:
        return set()
    return set(with_keys(row.signers)) - signed(row)


def place_of(row: SignedList, person_id: int | None) -> int:
    """Which place on the sheet is his, the first being 1; 0 where he has none."""
    return next((n for n, one in enumerate(row.signers, start=1) if one == person_id), 0)


def _say(event: str, row: SignedList, actor: Actor, **facts: int) -> None:
    audit.append(
        event, row.about, agency=row.agency_id, **actor.by, file_sha256=row.file_sha256, **facts
    )
