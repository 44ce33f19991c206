"""Who made a report signs it: claim → sign → record, the path of every signature of the office.

A report states what somebody answers for, so nobody signs for another (NĐ 30/2020, article 32.3).
"""

import datetime as dt

from server.clock import now
from server.database import db, transaction
from server.documents.outgoing.signatures import two_phases
from server.documents.outgoing.signatures.marking import Made, Mark, Taken, Way, mark_of
from server.documents.outgoing.signatures.signature_rows import Beside, row_beside, said_of
from server.org.actor import Actor
from server.org.models import Person
from server.papers.lasting import Sealed, lacks_only_data, lay, level_of
from server.papers.services import Ref
from server.reports.keeping import found, put_file, require_maker, write_down
from server.reports.models import KeptReport
from server.signatures import claims
from signing import PERSON
from workflows import Refused

STEP = "sign"


def may_sign(actor: Actor, row: KeptReport) -> bool:
    """Whether it waits for this one's key."""
    return row.made_by == actor.person_id and bool(row.file_sha256) and row.signed_at is None


def require(actor: Actor, row: KeptReport) -> None:
    """Raises `wrong_role`, `report_signed`, `report_is_not_set`."""
    require_maker(actor)
    if row.made_by != actor.person_id:
        raise Refused("wrong_role")
    if row.signed_at is not None:
        raise Refused("report_signed")
    if not row.file_sha256:
        raise Refused("report_is_not_set")


def sign(actor: Actor, report_id: int, *, pin: str | None, answer: str = "") -> KeptReport:
    """With his own key, wherever that is."""
    ref = Ref(report_id, None)
    signed: KeptReport = two_phases.by_key(REPORTS, actor, ref, STEP, pin=pin, answer=answer)
    return signed


def ready_for(actor: Actor, ref: Ref) -> Mark:
    require(actor, found(actor, ref.id))
    return mark_of(db.session.get_one(Person, actor.person_id), STEP, PERSON)


def claim(actor: Actor, ref: Ref, mark: Mark, lease: dt.timedelta) -> Taken:
    """By the file as it stands: `put_file` takes the next one only in place of that."""
    with transaction():
        before = found(actor, ref.id).file_sha256
        place = (f"report/{ref.id}", mark.field, before)
        held = claims.claim(place, actor.person_id, mark.stamps, lease)
    return Taken(ref, before, ("", ""), held, [], "")


def record(actor: Actor, ref: Ref, mark: Mark, made: Made) -> KeptReport:
    """Keep the signed file, where its mark reads back; the claim has done its work. Nobody signs
    after its maker, so it is kept alive from here on, like every file that is whole (LTV-01)."""
    mine = said_of(made.read, mark.field)
    if not mine or not lacks_only_data(mine):
        claims.release(made.held)
        raise Refused("signature_is_in_the_file")
    with transaction():
        claims.finish(made.held, made.after)
        row = put_file(ref.id, made.before, made.after)
        if row is None:
            raise Refused("report_signed")
        row.signed_at = now()
        what = f"{row.figures['title']}, {row.figures['span']}"
        beside = Beside(f"report/{row.id}", what, row.agency_id)
        db.session.add(row_beside(actor, beside, mark, made))
        lay(Sealed(row.agency_id, "report", row.id), made.after, level_of(made.read))
        key = made.read["identity"]["sha256"]
        write_down("sign_report", row, actor, input_sha256=made.before, certificate=key)
    return row


REPORTS = Way("report", {STEP: ready_for}, claim, record)
"""Reports that are kept: one signature each."""
