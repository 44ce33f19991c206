"""Whoever gives or takes signs the list: claim → sign → record, the path of every signature.

The rooms say who may and what follows; mark, claim and file are the same for all of them. Each has
a place of his own on the sheet and signs when he comes to it.
"""

import datetime as dt

from server import audit
from server.database import db
from server.documents.lists.models import SignedList
from server.documents.lists.services import place_of, waits_for
from server.documents.outgoing.signatures.marking import Made, Mark, Taken, mark_of
from server.documents.outgoing.signatures.signature_rows import Beside, row_beside, said_of
from server.org.actor import Actor
from server.org.models import Person
from server.papers.lasting import Sealed, lacks_only_data, lay, level_of
from server.papers.services import Ref
from server.signatures import claims
from signing import PARTY, numbered
from workflows import Refused

STEP = "confirm"


def mark_for(actor: Actor, row: SignedList) -> Mark:
    """His mark in his own place."""
    field = numbered(PARTY, place_of(row, actor.person_id))
    return mark_of(db.session.get_one(Person, actor.person_id), STEP, field)


def claim(
    actor: Actor, at: tuple[str, Ref], row: SignedList, mark: Mark, lease: dt.timedelta
) -> Taken:
    """By the file as it stands; a step. One at a time: a signature goes over those before it.

    `at`: the kind that the room's `Way` has, and what the list is of there.
    """
    kind, ref = at
    paper = f"{kind}/{ref.id}"
    _hold(row)
    if claims.held_by_another(paper):
        raise Refused("being_signed")
    held = claims.claim((paper, mark.field, row.file_sha256), actor.person_id, mark.stamps, lease)
    return Taken(ref, row.file_sha256, ("", ""), held, [], "")


def _hold(row: SignedList) -> None:
    """As it is at this moment, and nobody else's until the act is over: two who sign at once come
    one after the other, and neither's signature is lost."""
    db.session.refresh(row, with_for_update=True)


def require_sound(mark: Mark, made: Made) -> None:
    """What was made reads back well, or the list is given back; before the recording act."""
    mine = said_of(made.read, mark.field)
    if not mine or not lacks_only_data(mine):
        claims.release(made.held)
        raise Refused("signature_is_in_the_file")


def record(actor: Actor, row: SignedList, mark: Mark, made: Made) -> None:
    """The signed file in place of the one before, its signature in the log; a step. The last of
    them is kept alive like every file that is whole (LTV-01)."""
    _hold(row)
    claims.finish(made.held, made.after)
    if row.file_sha256 != made.before or row.withdrawn_at is not None:
        raise Refused("list_is_the_same")
    row.file_sha256 = made.after
    n = place_of(row, actor.person_id)
    beside = Beside(row.about, row.what, row.agency_id, n)
    db.session.add(row_beside(actor, beside, mark, made))
    db.session.flush()
    audit.append(
        "list_signed",
        row.about,
        n=n,
        **actor.by,
        input_sha256=made.before,
        file_sha256=made.after,
        certificate=made.read["identity"]["sha256"],
    )
    if not waits_for(row):
        lay(Sealed(row.agency_id, "list", row.id), made.after, level_of(made.read))
