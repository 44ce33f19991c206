"""Drafts brought to where a test begins, by the services: a test's own step uses the API."""

from typing import Any

from sqlalchemy import select

from server.clock import today
from server.database import db, transaction
from server.documents.outgoing import checking
from server.documents.outgoing.drafts import drafting
from server.documents.outgoing.models import (
    DraftVersion,
    OutgoingDocument,
    Signature,
)
from server.documents.outgoing.sending import issuing
from server.documents.outgoing.signatures import signing
from server.org.models import Delegation, Position
from server.papers.exceptions import ExceptionRecord
from server.papers.services import Ref
from tests.cast import Cast, Hand
from tests.office.ledger.tampering import tamper
from tests.office.outcome import id_of, show_role
from tests.office.papers import DRAFT


def drafted(cast: Cast, by: str = "nam", **more: Any) -> str:
    paper = drafting.create(getattr(cast, by).actor, fields={"urgency": "NORMAL", **DRAFT, **more})
    return f"/outgoing/{paper.id}"


def submitted(cast: Cast, by: str = "nam", **more: Any) -> str:
    path = drafted(cast, by, **more)
    drafting.submit(getattr(cast, by).actor, Ref(id_of(path)))
    return path


def approved(cast: Cast, **more: Any) -> str:
    path = submitted(cast, **more)
    checking.approve(cast.minh.actor, Ref(id_of(path)))
    return path


def checked(cast: Cast, **more: Any) -> str:
    """Submitted, with both checks given beforehand (OUT-T05b)."""
    path = submitted(cast, **more)
    checking.content_check(cast.hoa.actor, Ref(id_of(path)))
    checking.form_check(cast.mai.actor, Ref(id_of(path)))
    return path


def ready(cast: Cast, signer: Hand | None = None, **more: Any) -> str:
    path = checked(cast, **more)
    checking.approve((signer or cast.minh).actor, Ref(id_of(path)))
    return path


def signed(cast: Cast, signer: Hand | None = None, **more: Any) -> str:
    path = ready(cast, signer, **more)
    signing.sign((signer or cast.minh).actor, Ref(id_of(path)), pin=cast.pin)
    return path


def as_signed(cast: Cast, **more: Any) -> str:
    """As if signed: a row of the signature log without a signature, where no test looks at it."""
    path = drafted(cast, **more)
    _log_signature(cast, path, "person", cast.minh)
    _stand(path, "SIGNED")
    return path


def as_registered(cast: Cast, **more: Any) -> str:
    path = as_signed(cast, **more)
    issuing.number(cast.lan.actor, Ref(id_of(path)))
    issuing.register(cast.lan.actor, Ref(id_of(path)))
    return path


def as_sealed(cast: Cast, **more: Any) -> str:
    path = as_registered(cast, **more)
    _log_signature(cast, path, "seal", cast.lan)
    _stand(path, "SEALED")
    return path


def as_dispatched(cast: Cast, **more: Any) -> str:
    path = as_sealed(cast, **more)
    issuing.dispatch(cast.lan.actor, Ref(id_of(path)))
    return path


def _log_signature(cast: Cast, path: str, kind: str, by: Hand) -> None:
    names = ("field", "serial", "issuer", "certificate_sha256", "input_sha256", "output_sha256")
    blank: dict[str, Any] = dict.fromkeys((*names, "version_sha256"), "") | {"n": 1, "version_n": 1}
    who = {"person_id": by.actor.person_id, "signer": by.actor.name, "account": by.account}
    with transaction() as session:
        at = session.get_one(OutgoingDocument, id_of(path)).created_at
        where = {"agency_id": by.actor.agency_id, "position": by.actor.post}
        row = Signature(
            outgoing_id=id_of(path), kind=kind, verdict="valid", at=at, **blank, **who, **where
        )
        session.add(row)


def take_signature_away(cast: Cast, path: str, kind: str) -> None:
    """The row of the signature log goes to another paper, as no hand of the office could do it."""
    other = {"other": id_of(drafted(cast)), "id": id_of(path), "kind": kind}
    tamper(
        "UPDATE signatures SET outgoing_id = :other WHERE outgoing_id = :id AND kind = :kind",
        **other,
    )


def _stand(path: str, state: str) -> None:
    """In that state, read by clerks and the head as the law's own steps would have it."""
    with transaction() as session:
        paper = session.get_one(OutgoingDocument, id_of(path))
        paper.state, paper.notation = state, "UBND-VHTT"
    show_role(path, "CLERK", "LEADER")


def paper_of(path: str) -> OutgoingDocument:
    db.session.rollback()
    return db.session.get_one(OutgoingDocument, id_of(path))


def exceptions(path: str) -> list[tuple[str, str, str]]:
    """(rule, by whom, why) of every rule that was set aside."""
    db.session.rollback()
    rows = select(ExceptionRecord).filter_by(outgoing_id=id_of(path)).order_by(ExceptionRecord.id)
    return [(row.rule_id, row.name, row.reason) for row in db.session.scalars(rows)]


def waived(cast: Any, text: dict[str, Any], why: str) -> str:
    """Submitted although its subject breaks FMT-17, which was set aside by name."""
    path = drafted(cast, **text)
    drafting.submit(cast.nam.actor, Ref(id_of(path)), waive=["FMT-17"], reason=why)
    return path


def versions(path: str) -> list[DraftVersion]:
    return list(paper_of(path).versions)


def mandate(hand: Hand, kind: str, **more: Any) -> None:
    """A right to sign in somebody's name, from this moment on."""
    post = hand.actor.position_id
    row = {"document_code": "9/GUQ-UBND", "doc_types": [], "subjects": "", "valid_from": today()}
    with transaction() as session:
        agency = hand.actor.agency_id
        session.add(Delegation(agency_id=agency, position_id=post, kind=kind, **row | more))


def also(hand: Hand, *roles: str) -> None:
    """Another duty for somebody's post."""
    with transaction() as session:
        post = session.get_one(Position, hand.actor.position_id)
        post.roles = sorted({*post.roles, *roles})


def change_recipient(path: str, code: str) -> None:
    """An agency that the directory no longer has."""
    with transaction() as session:
        session.get_one(OutgoingDocument, id_of(path)).recipients[0].code = code
