"""What the office itself knows of one signature: who held which post that day, by which right."""

from collections.abc import Sequence

from sqlalchemy import Row, or_, select

from server.auditing.signatures import listed
from server.clock import local
from server.database import db
from server.documents.outgoing.models import OutgoingDocument as Going
from server.documents.outgoing.models import Signature
from server.org.models import Absence, Appointment, Delegation, Position, Unit
from server.org.queries import in_force
from server.papers.exceptions import ExceptionRecord
from workflows import Refused

ANNEX = "-PL"
"""`CoQuan-PL1`: the agency's signature on a file beside the paper, in the field named before it."""


def found(signature_id: int) -> Row:
    """One signature as the log has it, or `not_found`."""
    rows = listed({}).add_columns(
        Signature.person_id, Signature.certificate_sha256, Signature.input_sha256,
        Signature.n, Signature.version_n, Signature.version_sha256, Signature.revocation,
        Going.file_sha256, Going.signer_post_id, Going.subject, Going.issuing_body_id,
    ).where(Signature.id == signature_id)  # fmt: skip
    row = db.session.execute(rows).one_or_none()
    if row is None:
        raise Refused("not_found")
    return row


def file_of(row: Row) -> str:
    """The file to read it in: as it stands now, or as it was where it was taken back since."""
    if row.about:
        return _grown(row.about, row.output_sha256)
    grows = not row.voided_at and ANNEX not in row.field and row.file_sha256
    return str(row.file_sha256 if grows else row.output_sha256)


def _grown(about: str, sha256: str) -> str:
    """What the next signature was put on, as that left it."""
    rows = select(Signature.input_sha256, Signature.output_sha256).filter_by(about=about)
    after = {before: out for before, out in db.session.execute(rows.order_by(Signature.id))}
    while sha256 in after:
        sha256 = after.pop(sha256)
    return sha256


def field_of(row: Row) -> str:
    return str(row.field).partition(ANNEX)[0]


def posts_that_day(row: Row) -> Sequence[Row]:
    """Every post the person held then, at any agency, with the decision that gave it."""
    on = local(row.at).date()
    held = (
        select(
            Position.title, Unit.name.label("unit"), Appointment.kind, Appointment.decision_code,
            Appointment.valid_from, Appointment.valid_to,
        )
        .join(Position, Position.id == Appointment.position_id)
        .outerjoin(Unit, Unit.id == Position.unit_id)
        .where(Appointment.person_id == row.person_id, in_force(Appointment, on))
        .order_by(Appointment.main.desc(), Appointment.id)
    )  # fmt: skip
    return db.session.execute(held).all()


def delegations_of(row: Row) -> Sequence[Delegation]:
    """What let him sign where his post alone did not; else the rights of that capacity that the
    signer's post had then."""
    if row.delegation_id:
        return [db.session.get_one(Delegation, row.delegation_id)]
    if not row.capacity or row.issuing_body_id:  # for a body its own decision lets him sign
        return ()
    on = local(row.at).date()
    given = select(Delegation).where(
        Delegation.position_id == row.signer_post_id,
        Delegation.kind == row.capacity,
        in_force(Delegation, on),
    )
    return db.session.scalars(given.order_by(Delegation.id)).all()


def absences_that_day(row: Row) -> Sequence[Absence]:
    away = select(Absence).where(
        Absence.person_id == row.person_id, in_force(Absence, local(row.at).date())
    )
    return db.session.scalars(away).all()


def exceptions_of(row: Row) -> Sequence[ExceptionRecord]:
    """Rules set aside on that document, up to this signature."""
    mine = select(ExceptionRecord).where(
        ExceptionRecord.outgoing_id == row.outgoing_id,
        ExceptionRecord.at <= row.at,
        or_(ExceptionRecord.ended_at.is_(None), ExceptionRecord.ended_at > row.at),
    )
    return db.session.scalars(mine.order_by(ExceptionRecord.id)).all()
