"""For the sender's clerk: who has it, who has not, and what to do about it (DOMAIN §8.5)."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import joinedload

from server import audit, repeats
from server.clock import now
from server.database import db, transaction
from server.documents.delivery.models import Delivery, Letter
from server.documents.delivery.on_paper import on_paper
from server.documents.delivery.queries import (
    ALARM,
    ASKABLE,
    RESEND,
    RESENDABLE,
    deliveries_of,
    events_of,
    is_idle,
    waiting_of,
    word_of,
)
from server.documents.delivery.services import (
    ask_one_back,
    go_at_once,
    post_again,
    write_event,
)
from server.documents.delivery.tried import tried_words
from server.documents.outgoing.models import OutgoingDocument
from server.exchange.hearing import tell
from server.exchange.troubled import troubled
from server.org.actor import Actor
from server.org.models import Agency
from server.papers.listing import newest
from server.papers.services import find
from server.registers.beside import written_to
from server.words import keyed
from workflows import Refused, Role
from workflows.dispatch import REFUSED, SENT, WORDS
from workflows.dispatch import Delivery as State
from workflows.outgoing import Outgoing

PAGE = 50
Written = Mapping[int, Set[str]]
"""Of each document whom the postal book names."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One thing that was heard of a delivery; `is_idle`: a status that moved nothing."""

    at: dt.datetime
    code: str
    word: str
    is_idle: bool
    words: str


@dataclass(frozen=True, slots=True)
class Around:
    """Beside some deliveries: what was heard, whom the postal book names, which letters wait."""

    heard: dict[int, tuple[Heard, ...]]
    written: Written
    waiting: dict[int, Letter]


@dataclass(frozen=True, slots=True)
class Followed:
    """One recipient on the page "who has received, read, refused, finished"."""

    id: int
    outgoing_id: int
    recipient: str
    kind: str
    state: str
    word: str
    on_paper: str
    at: dt.datetime
    words: str
    tried: str
    late: bool
    can_resend: bool
    heard: tuple[Heard, ...]


@dataclass(frozen=True, slots=True)
class Trouble:
    """A delivery that waits for the clerk, with the document it belongs to."""

    delivery: Followed
    code: str
    subject: str


def followed(actor: Actor, outgoing_id: int) -> list[Followed]:
    """Every recipient of a document that the actor may read, in the order of its nơi nhận."""
    paper = find(OutgoingDocument, actor, outgoing_id)
    rows = deliveries_of(paper.id)
    around = _around(rows)
    return [_row(actor, row, around) for row in rows]


def troubles(actor: Actor, said: str = "", state: str = "", page: int = 1) -> list[Trouble]:
    """What a clerk must act upon: not sent, turned away, no word for too long, or no answer to a
    wish; newest first, a page of them and one more where there is another page.

    `said`: words of the document or of the recipient; `state`: one of `TROUBLES`. Of a closed
    agency whose work the post took over too (ORG-12).
    """
    rows = _troubles(actor, said, state).order_by(Delivery.at.desc(), Delivery.id.desc())
    return _told(actor, rows.offset((page - 1) * PAGE).limit(PAGE + 1))


def troubles_before(
    actor: Actor, said: str, state: str, before: int | None
) -> tuple[list[Delivery], int | None]:
    """The same for a program, by id, the highest first, and where the list goes on: what it has
    sent once more meanwhile makes it miss none."""
    rows, after = newest(_troubles(actor, said, state).with_only_columns(Delivery), before)
    return [one for (one,) in rows], after


def _troubles(actor: Actor, said: str, state: str) -> Select[Any]:
    if Role.CLERK not in actor.roles:
        raise Refused("not_allowed")
    ids = troubled(actor, state)
    rows = ids.add_columns(Delivery, OutgoingDocument.code, OutgoingDocument.subject)
    rows = rows.join(Agency, Agency.id == Delivery.recipient_id)
    rows = rows.where(*sought(said, OutgoingDocument.folded, Agency.sought))
    return rows.options(joinedload(Delivery.recipient))


def _told(actor: Actor, shown: Select[Any]) -> list[Trouble]:
    found = [row[1:] for row in db.session.execute(shown)]
    around = _around([row for row, _, _ in found])
    return [Trouble(_row(actor, row, around), code, subject) for row, code, subject in found]


def sought(said: str, *columns: Any) -> list[ColumnElement[bool]]:
    """Each typed word stands in one of these folded columns."""
    return [
        or_(*(one.contains(word, autoescape=True) for one in columns))
        for word in keyed(said).split()
    ]


def _heard(ids: list[int]) -> dict[int, tuple[Heard, ...]]:
    return {
        id: tuple(Heard(one.at, one.code, word_of(one), is_idle(one), one.words) for one in rows)
        for id, rows in events_of(ids).items()
    }


def _around(rows: Sequence[Delivery]) -> Around:
    papers = [row.outgoing_id for row in rows]
    return Around(_heard([row.id for row in rows]), written_to(papers), waiting_of(papers))


def _row(actor: Actor, row: Delivery, around: Around) -> Followed:
    heard = around.heard.get(row.id, ())
    by_post = on_paper(row, around.written[row.outgoing_id])
    mine = Role.CLERK in actor.roles and row.agency_id in actor.agencies
    return Followed(
        id=row.id,
        outgoing_id=row.outgoing_id,
        recipient=row.recipient.name,
        kind=row.kind,
        state=row.state,
        word=WORDS[State(row.state)],
        on_paper=by_post,
        at=row.at,
        words=row.words,
        tried=tried_words(around.waiting.get(row.id), row.words),
        late=row.state == SENT and any(one.code == ALARM for one in heard),
        can_resend=mine and (row.state in RESENDABLE or row.id in around.waiting),
        heard=heard,
    )


def resend(actor: Actor, outgoing_id: int, delivery_id: int) -> Delivery:
    """The clerk sends it once more; what waits for its next try there goes now, not in an hour."""
    with transaction() as session:
        paper, delivery = delivery_of(actor, outgoing_id, delivery_id)
        session.refresh(delivery, with_for_update=True)
        waiting = waiting_of([paper.id]).get(delivery.id)
        is_anew = delivery.state in RESENDABLE and paper.state == Outgoing.DISPATCHED
        if not is_anew and waiting is None:
            raise Refused("delivery_not_resendable")
        repeats.remember("outgoing", paper.id)
        if is_anew:
            _post_anew(delivery, actor)
        elif waiting is not None:
            go_at_once(waiting.to_organ)
        write_event(delivery, RESEND, True, actor.name)
        facts = {"delivery": delivery.id, "agency": paper.agency_id}
        audit.append("resend", f"outgoing/{paper.id}", **actor.by, **facts)
        tell(delivery)
    return delivery


def _post_anew(delivery: Delivery, actor: Actor) -> None:
    """After a refusal under a new DocumentId, as a new message: under the old one the recipient
    would know it again and only repeat its answer (§8.6)."""
    anew = str(uuid.uuid4()) if delivery.state == REFUSED else delivery.document_id
    post_again(delivery, _letter(delivery), anew, actor.name)


def ask_back(actor: Actor, outgoing_id: int, delivery_id: int, *, reason: str) -> Delivery:
    """The clerk asks one recipient to give it back (status 13, DOMAIN §8.4): sent to the wrong
    place, say; the document itself stands, and goes on standing whatever he answers."""
    with transaction() as session:
        paper, delivery = delivery_of(actor, outgoing_id, delivery_id)
        session.refresh(delivery, with_for_update=True)
        if delivery.state not in ASKABLE or paper.state != Outgoing.DISPATCHED:
            raise Refused("delivery_not_askable")
        if not reason.strip():
            raise Refused("has_reason", "reason")
        repeats.remember("outgoing", paper.id)
        ask_one_back(delivery, reason.strip(), actor.name)
        facts = {"delivery": delivery.id, "agency": paper.agency_id}
        audit.append("ask_back", f"outgoing/{paper.id}", **actor.by, **facts)
        tell(delivery)
    return delivery


def delivery_of(
    actor: Actor, outgoing_id: int, delivery_id: int
) -> tuple[OutgoingDocument, Delivery]:
    """One that this clerk sees to."""
    paper = find(OutgoingDocument, actor, outgoing_id)
    if Role.CLERK not in actor.roles or paper.agency_id not in actor.agencies:
        raise Refused("not_yours")
    delivery = db.session.get(Delivery, delivery_id)
    if delivery is None or delivery.outgoing_id != paper.id:
        raise Refused("not_found")
    return paper, delivery


def _letter(delivery: Delivery) -> Letter:
    """The last that carried it; among those of its document, which has an index."""
    mine = select(Letter).where(
        Letter.paper_kind == "outgoing", Letter.paper_id == delivery.outgoing_id,
        Letter.delivery_id == delivery.id, Letter.business == 0, Letter.kind == "document",
    )  # fmt: skip
    return db.session.scalars(mine.order_by(Letter.id.desc()).limit(1)).one()


def raise_alarms() -> None:
    """Sent, and no 01 in time: written down and told to the clerk once (§8.5)."""
    late = db.session.scalars(select(Delivery.id).where(Delivery.alarm_at <= now())).all()
    for delivery_id in late:
        with transaction() as session:
            delivery = session.get_one(Delivery, delivery_id, populate_existing=True)
            delivery.alarm_at = None
            if delivery.state == SENT:
                write_event(delivery, ALARM, False)
                tell(delivery)
