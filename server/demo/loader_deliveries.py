"""What was sent between the offices: the sender's deliveries, the recipients' arrivals."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select

from server.database import db
from server.demo.loader_directory import Directory
from server.demo.loader_walk import Rows
from server.demo.papers_shape import IncomingPaper, OutgoingPaper
from server.documents.delivery.models import Arrival, Delivery, DeliveryEvent
from server.documents.incoming.models import IncomingDocument
from server.documents.outgoing.models import OutgoingDocument
from workflows.dispatch import STATUS
from workflows.dispatch import Delivery as State

Heard = tuple[dt.datetime, str]
"""When which status came back (DOMAIN §8.4)."""

SAYS = {"receive_electronic": "01", "register": "03", "direct": "04", "start": "05", "close": "06",
        "return": "02", "recall_received": "15"}  # fmt: skip
FROM_OUTSIDE = (("01", 2), ("03", 45))
"""What an office elsewhere answers, and after how many minutes."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A dispatched paper as it was written and as it stands in the office."""

    given: OutgoingPaper
    paper: OutgoingDocument


def keep_deliveries(
    directory: Directory, sent: list[Sent], copies: Mapping[tuple[str, str], IncomingPaper]
) -> None:
    """`copies`: what became of a paper at a recipient here, by its key and the recipient's code."""
    rows, heard = [], []
    for one in sent:
        for code, kind in _recipients(one.given):
            said = _heard(one.given, copies.get((one.given.key, code)))
            rows.append(_delivery(directory, one, (code, kind), said))
            heard.append(said)
    db.session.execute(insert(Delivery), rows)
    _keep_events(rows, heard)


def _recipients(given: OutgoingPaper) -> Iterator[tuple[str, str]]:
    """Each once, never the own agency (DOMAIN §5.5)."""
    pairs = [*((code, "to") for code in given.to), *((code, "for_info") for code in given.for_info)]
    return iter({code: (code, kind) for code, kind in reversed(pairs)}.values())


def _heard(given: OutgoingPaper, copy: IncomingPaper | None) -> list[Heard]:
    asked = next((step.at for step in given.history if step.name == "recall"), None)
    if copy is not None:
        said = [(step.at, SAYS[step.name]) for step in copy.history if step.name in SAYS]
    else:
        said = _from_elsewhere(given, asked)
    if asked:
        said.append((asked, "13"))
    return sorted(said)


def _from_elsewhere(given: OutgoingPaper, asked: dt.datetime | None) -> list[Heard]:
    sent = given.dispatched_at
    assert sent
    said = [(sent + dt.timedelta(minutes=after), code) for code, after in FROM_OUTSIDE]
    if asked is None:
        return said
    return [one for one in said if one[0] < asked] + [(asked + dt.timedelta(hours=1), "15")]


def _delivery(
    directory: Directory, one: Sent, to: tuple[str, str], said: list[Heard]
) -> dict[str, Any]:
    code, kind = to
    at, status = said[-1] if said else (one.given.dispatched_at, "")
    return {
        "outgoing_id": one.paper.id,
        "agency_id": one.paper.agency_id,
        "recipient_id": directory.agencies[code].id,
        "kind": kind,
        "document_id": one.paper.document_id,
        "state": str(STATUS[status].state if status else State.SENT),
        "status_code": status,
        "former": _former(said),
        "at": at,
    }


def _former(said: list[Heard]) -> str | None:
    """Where the delivery stood when it was asked back."""
    before = [code for _, code in said[: next((n for n, x in enumerate(said) if x[1] == "13"), 0)]]
    return str(STATUS[before[-1]].state) if before else None


def _keep_events(rows: Rows, heard: list[list[Heard]]) -> None:
    found = db.session.execute(select(Delivery.id, Delivery.outgoing_id, Delivery.recipient_id))
    ids = {(outgoing, recipient): id for id, outgoing, recipient in found}
    events = [
        {
            "delivery_id": ids[row["outgoing_id"], row["recipient_id"]],
            "at": at,
            "code": code,
            "state": str(STATUS[code].state),
            "applied": True,
            "words": "",
        }
        for row, said in zip(rows, heard, strict=True)
        for at, code in said
    ]
    db.session.execute(insert(DeliveryEvent), events)


def keep_arrivals(papers: list[IncomingDocument]) -> None:
    """One envelope for each electronic paper (DOMAIN §8.6)."""
    rows = [
        {
            "agency_id": paper.agency_id,
            "from_organ": paper.organ_id,
            "document_id": paper.message_id,
            "business": 0,
            "body_sha256": paper.file_sha256,
            "incoming_id": paper.id,
            "at": paper.arrived_at,
        }
        for paper in papers
        if paper.electronic
    ]
    db.session.execute(insert(Arrival), rows)
