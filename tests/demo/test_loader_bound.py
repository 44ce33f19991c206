"""The demo district is moved in row by row, and bound to its log as a whole."""

import json
from collections import Counter

import pytest
from sqlalchemy import func, select

from server.audit.bound import BOUND
from server.audit.models import LedgerEvent
from server.database import db

pytestmark = pytest.mark.usefixtures("district")


def test_every_row_that_the_log_vouches_for_has_its_event_once() -> None:
    said = [json.loads(text) for text in db.session.scalars(select(LedgerEvent.content))]
    ids = {one.event: one.places[0] for one in BOUND.values()}
    told = Counter(one["event"] for one in said if one["event"] in ids)
    rows = {event: db.session.scalar(select(func.count(id))) for event, id in ids.items()}
    assert told == Counter(rows)
    assert rows["line_written"] > 1000
    assert all("brought" in one for one in said if one["event"] in rows)
