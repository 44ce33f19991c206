"""What the API says of a paper: the shapes of its answers (CONTRACT §2)."""

import datetime as dt
from typing import Any, Literal

from pydantic import BaseModel, Field

from server.api.by_sender import UNSAID, BySender, by_sender
from server.api.delivered import Sent, sent
from server.api.parts import (
    Help,
    LookedAt,
    Made,
    Moved,
    SetAside,
    Tomb,
    account_of,
    at_the_desk,
    beside,
    beyond,
    moment,
    set_aside,
    signatures,
    tomb_of,
)
from server.desks.models import History
from server.documents.delivery.models import Delivery
from server.documents.incoming.models import IncomingDocument
from server.documents.incoming.queries import VEILED
from server.documents.incoming.steps import STEPS as INCOMING_STEPS
from server.documents.outgoing.handed.placing import to_ruler
from server.documents.outgoing.models import DraftFile, OutgoingDocument
from server.documents.outgoing.references import answer_by
from server.documents.outgoing.steps import STEPS as OUTGOING_STEPS
from server.org.actor import Actor
from server.papers.actions import offered
from server.papers.models import PaperFile
from server.papers.services import files_of
from server.shapes import ArrivingType, DocType, SigningCapacity, Urgency


class File(BaseModel):
    n: int
    name: str
    media_type: str
    sha256: str
    size: int


class IncomingThing(BySender):
    """Văn bản đến."""

    id: int
    state: str
    version: int
    actions: list[str]
    number: str
    notation: str
    code: str
    issued_on: dt.date | None
    issuer: str
    organ_id: str
    doc_type: ArrivingType | Literal[""]
    subject: str
    urgency: Urgency
    printed_due: dt.date | None
    electronic: bool
    verdict: str
    arrived_at: dt.datetime | None
    arrival_no: int | None
    entry: int | None
    registered_on: dt.date | None
    presented_to: str | None
    lead: str | None
    assignee: str | None
    due_at: dt.datetime | None
    person_due_at: dt.datetime | None
    extension_until: dt.datetime | None
    contributions: list[Help]
    moved_from: list[Moved]
    envelope: LookedAt | None
    reply: int | None
    request: str
    files: list[File]
    exceptions: list[SetAside]
    tombstone: Tomb | None = None


class Handed(BaseModel):
    """The file that a draft was handed in as; its page made anew is among `files`."""

    name: str
    media_type: str
    sha256: str
    size: int
    pages: int
    pictured: list[int]


class Placed(BaseModel):
    """A place by ruler: millimetres from the upper left corner of its page."""

    page: int
    x: float
    y: float
    w: float
    h: float


class OutgoingThing(BaseModel):
    """Văn bản đi."""

    id: int
    state: str
    version: int
    actions: list[str]
    doc_type: DocType
    subject: str
    urgency: Urgency
    details: dict[str, str]
    body: list[str]
    bases: list[str]
    to: list[str]
    for_info: list[str]
    signer: str
    capacity: SigningCapacity
    joint: list[str]
    in_name_of: str
    answer_by: dt.date | None
    seal_hangs: bool
    personal: bool
    drafter: str
    unit: str | None
    replies_to: int | None
    replaces: int | None
    corrects: int | None
    recalled_by: str | None
    code: str | None
    number: int | None
    notation: str
    issued_on: dt.date | None
    draft_version: int
    file: Handed | None
    places: dict[str, Placed]
    exceptions: list[SetAside]
    signed_off: list[str]
    files: list[File]
    signatures: list[Made]
    deliveries: list[Sent]


class Proposed(BaseModel):
    """The first half of a two-person act (CONTRACT §2.13); the thing itself is unchanged."""

    id: int
    state: Literal["proposed"] = "proposed"
    action: str


class Stepped(BaseModel):
    """One step of a history; `account` is null where the server did it."""

    at: dt.datetime | None
    transition: str
    account: str | None
    name: str
    position: str
    source: str = Field(serialization_alias="from")
    to: str
    reason: str


def file_of(row: PaperFile) -> File:
    return File(n=row.n, name=row.name, media_type=row.media_type, sha256=row.sha256, size=row.size)


def incoming(paper: IncomingDocument, actor: Actor) -> IncomingThing:
    """The document as this actor may see it, with what he may do now."""
    thing = _incoming(paper, actor)
    if paper.is_veiled_for(actor.roles):
        return thing.model_copy(
            update={**VEILED, "code": "", "files": [], "exceptions": [], **UNSAID}
        )
    return thing


def _incoming(paper: IncomingDocument, actor: Actor) -> IncomingThing:
    return IncomingThing(
        id=paper.id,
        state=str(paper.state),
        version=paper.version,
        actions=offered(actor, paper, INCOMING_STEPS),
        number=paper.number,
        notation=paper.notation,
        code=paper.code,
        issued_on=paper.issued_on,
        issuer=paper.issuer,
        organ_id=paper.organ_id,
        doc_type=paper.doc_type,
        subject=paper.subject,
        urgency=paper.urgency,
        printed_due=paper.printed_due,
        electronic=paper.electronic,
        verdict=str(paper.verdict),
        arrived_at=moment(paper.arrived_at),
        arrival_no=paper.arrival_no,
        entry=paper.entry_id,
        registered_on=paper.registered_on,
        presented_to=account_of(paper.presented_to_id),
        lead=paper.lead_unit.code if paper.lead_unit else None,
        assignee=account_of(paper.assignee_id),
        due_at=moment(paper.due_at),
        person_due_at=moment(paper.person_due_at),
        extension_until=moment(paper.extension_until),
        contributions=[
            Help(who=one.name, state=one.state, due_at=moment(one.due_at), text=one.text)
            for one in paper.contributions
        ],
        reply=paper.reply_id,
        request=paper.request,
        files=[file_of(row) for row in files_of("incoming", paper.id)],
        exceptions=set_aside("incoming", paper.id),
        tombstone=tomb_of(paper),
        **by_sender(paper),
        **at_the_desk(paper),
    )


def outgoing(paper: OutgoingDocument, actor: Actor, deliveries: list[Delivery]) -> OutgoingThing:
    """The document as this actor may see it, with what he may do now."""
    text, file = paper.current.fields, paper.file_of()
    return OutgoingThing(
        id=paper.id,
        state=str(paper.state),
        version=paper.version,
        actions=offered(actor, paper, OUTGOING_STEPS),
        doc_type=paper.doc_type,
        subject=paper.subject,
        urgency=paper.urgency,
        details=text.get("details") or {},
        body=text.get("body") or [],
        bases=text.get("bases") or [],
        to=[one.code for one in paper.recipients if one.kind == "to"],
        for_info=[one.code for one in paper.recipients if one.kind == "for_info"],
        signer=paper.signer.account,
        capacity=paper.capacity,
        **beside(text),
        answer_by=answer_by(paper),
        seal_hangs=paper.seal_hangs,
        personal=paper.personal,
        drafter=paper.drafter.account,
        unit=paper.unit.code if paper.unit else None,
        **beyond(paper, actor),
        code=paper.code or None,
        number=paper.number,
        notation=paper.notation,
        issued_on=paper.issued_on,
        draft_version=paper.version_n,
        file=_handed(file) if file else None,
        places=_placed(file, text.get("places")) if file else {},
        signed_off=[one.kind for one in paper.sign_offs if one.voided_at is None],
        exceptions=set_aside("outgoing", paper.id),
        files=main_file(paper),
        signatures=signatures(paper),
        deliveries=sent(deliveries),
    )


def _placed(file: DraftFile, spots: dict[str, Any] | None) -> dict[str, Placed]:
    told = to_ruler(file, spots or {})
    return {name: Placed.model_validate(spot) for name, spot in told.items()}


def _handed(file: DraftFile) -> Handed:
    return Handed(**{name: getattr(file, name) for name in Handed.model_fields})


def main_file(paper: OutgoingDocument) -> list[File]:
    """The page as it now stands, once it was set (CONTRACT §2.4)."""
    return [file_of(row) for row in files_of("outgoing", paper.id)]


def stepped(row: History) -> Stepped:
    return Stepped(
        at=moment(row.at),
        transition=row.transition,
        account=row.account,
        name=row.name,
        position=row.position,
        source=row.source,
        to=row.target,
        reason=row.reason,
    )
