"""The demo district is moved in row by row, and bound to its log as a whole."""

import json
from collections import Counter

import pytest
from sqlalchemy import func, select

from server.audit.bound import BOUND
from server.audit.models import LedgerEvent
from server.database import db
from server.demo.loader_incoming import UNSIGNED
from server.desks.models import History
from server.documents.incoming.models import IncomingDocument
from server.documents.outgoing.models import Signature
from signing import GOOD

pytestmark = pytest.mark.usefixtures("district")


def test_every_row_that_the_log_vouches_for_has_its_event_once() -> None:
    said = [json.loads(text) for text in db.session.scalars(select(LedgerEvent.content))]
    ids = {one.event: one.places[0] for one in BOUND.values()}
    told = Counter(one["event"] for one in said if one["event"] in ids)
    rows = {event: db.session.scalar(select(func.count(id))) for event, id in ids.items()}
    assert told == Counter(rows)
    assert rows["line_written"] > 1000
    assert all("brought" in one for one in said if one["event"] in rows)


def test_every_signature_has_its_event_too() -> None:
    rows = db.session.scalars(select(Signature))
    events = [json.loads(text) for text in db.session.scalars(select(LedgerEvent.content))]
    placed = [one["row_sha256"] for one in events if one["event"] == "signature"]
    assert sorted(placed) == sorted(row.row_sha256 for row in rows) != []


def test_signatures_are_numbered_as_they_were_made_and_say_how_the_certificate_stood() -> None:
    rows = db.session.scalars(select(Signature).order_by(Signature.id)).all()
    assert [row.at for row in rows] == sorted(row.at for row in rows) != []
    assert {row.revocation for row in rows} == {GOOD}


def test_an_electronic_letter_is_never_called_a_scanned_paper() -> None:
    """Of an old one the file is a copy: it says so, and why it was registered (IN-T07)."""
    came = db.session.scalars(select(IncomingDocument).filter_by(electronic=True)).all()
    assert {one.verdict for one in came} == {"VALID", "NOT_SIGNED"}
    unsigned = {one.id for one in came if one.verdict == "NOT_SIGNED" and one.arrival_no}
    entered = db.session.scalars(
        select(History).filter_by(paper_kind="incoming", transition="register", reason=UNSIGNED)
    )
    assert {one.paper_id for one in entered} == unsigned
    on_paper = select(IncomingDocument.verdict).filter_by(electronic=False).distinct()
    assert db.session.scalars(on_paper).all() == ["PAPER"]
