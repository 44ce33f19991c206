"""What the API says of a document on its way: each recipient, and what was heard of him."""

import datetime as dt

from pydantic import BaseModel

from server.api.parts import moment
from server.documents.delivery.models import Delivery, DeliveryEvent, Letter
from server.documents.delivery.queries import events_of, waiting_of


class Told(BaseModel):
    """One thing that was heard of a delivery (DOMAIN §8.4); `applied`: whether it moved it."""

    at: dt.datetime | None
    code: str
    state: str
    applied: bool
    words: str


class Waiting(BaseModel):
    """A letter that could not be handed over yet: how often it was tried, when it is tried next,
    and why it did not go."""

    tries: int
    next_try_at: dt.datetime | None
    why: str


class Sent(BaseModel):
    """One recipient, as the sender sees it; `waiting`: what is tried again by itself."""

    id: int
    recipient: str
    kind: str
    state: str
    status_code: str
    at: dt.datetime | None
    words: str
    waiting: Waiting | None = None
    history: list[Told]


def sent_to(row: Delivery) -> Sent:
    """One of them."""
    return sent([row])[0]


def sent(rows: list[Delivery]) -> list[Sent]:
    """Each recipient with all that was heard, oldest first."""
    heard = events_of([row.id for row in rows])
    waiting = waiting_of({row.outgoing_id for row in rows})
    return [_sent(row, heard.get(row.id, []), waiting.get(row.id)) for row in rows]


def _sent(row: Delivery, heard: list[DeliveryEvent], waiting: Letter | None) -> Sent:
    return Sent(
        id=row.id,
        recipient=row.recipient.code,
        kind=row.kind,
        state=row.state,
        status_code=row.status_code,
        at=moment(row.at),
        words=row.words,
        waiting=waits(waiting) if waiting else None,
        history=[_told(one) for one in heard],
    )


def waits(one: Letter) -> Waiting:
    """What is known of a letter that waits for its next try."""
    return Waiting(tries=one.tries, next_try_at=moment(one.next_try_at), why=one.error)


def _told(one: DeliveryEvent) -> Told:
    said = {name: getattr(one, name) for name in ("code", "state", "applied", "words")}
    return Told(at=moment(one.at), **said)
