"""H01: Sơn opens the signature log: he sees rows and exceptions, edits nothing, is logged."""

import json

import pytest
from sqlalchemy import select

from server.audit.models import LedgerEvent
from server.database import db
from server.papers.openings import OPENED
from tests.cast import Cast
from tests.office.outcome import refused
from tests.office.papers import SENT

ACTS = ("sign", "seal", "number", "dispatch", "recall", "void_number")


def readings() -> list[str]:
    db.session.rollback()
    rows = map(json.loads, db.session.scalars(select(LedgerEvent.content)))
    return [one["doc"] for one in rows if one["event"] == OPENED]


@pytest.mark.sent
def test_son_sees_rows_and_exceptions_edits_nothing_and_his_reading_is_logged(
    one_cast: Cast,
) -> None:
    """H01, SOD-05."""
    son = one_cast.son
    rows = son.sees("/audit/signatures")["items"]
    assert [one["kind"] for one in rows] == ["seal", "person"]
    log, exceptions = (
        son.browser().get(path) for path in ("/audit/signatures", "/reports?of=exceptions")
    )
    assert one_cast.minh.actor.name in log.text and exceptions.status_code == 200
    assert readings() == [], "a list is no reading (§3.6)"
    assert son.browser().get(f"/audit/signatures/{rows[0]['id']}").status_code == 200
    son.browser().get(SENT)
    assert readings() == ["outgoing/1"]
    for act in ACTS:
        refused(son.does(SENT, act, {"pin": Cast.pin}), "wrong_role")
    refused(son.asks("PATCH", SENT, json={"subject": "V/v khác"}), "wrong_role")
