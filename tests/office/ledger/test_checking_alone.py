"""`congso ledger check`: a row changed by hand together with its event is found all the same."""

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select

from server import audit
from server.audit.bound import BOUND
from server.audit.vouched import SECOND
from server.clock import now
from server.database import db, table, transaction
from server.ledger import vouching
from tests.cast import Cast
from tests.office.incoming import desk
from tests.office.ledger.findings import found
from tests.office.ledger.tampering import tamper
from tests.office.papers import sealed

NIGHT = dt.timedelta(hours=5)


def forge(kind: str, id: int, after: dt.timedelta = NIGHT, brought: bool = False) -> None:
    """An event that says what the row says now; `brought`: as if it had stood there all along."""
    bound = BOUND[kind]
    rows = table(bound.model)
    with transaction():
        row = db.session.execute(select(rows).where(rows.c.id == id)).mappings().one()
        audit.append_all([bound.entry(row, now() + after, brought)])


def test_what_is_written_in_a_step_is_in_order(cast: Cast) -> None:
    """A letter comes and is registered, an answer is checked, approved, signed, sealed."""
    vouching.bind_all()
    desk.registered(cast)
    sealed(cast)
    assert found() == []


@pytest.mark.parametrize(
    "how", [{}, {"after": dt.timedelta(0), "brought": True}], ids=["at night", "as brought along"]
)
def test_a_line_and_its_event_that_stand_without_a_step_are_named(cast: Cast, how: Any) -> None:
    vouching.bind_all()
    desk.registered(cast)
    tamper("UPDATE register_rows SET subject = 'V/v khác'")
    tamper("UPDATE incoming_documents SET subject = 'V/v khác'")
    forge("line", 1, **how)
    with transaction():
        audit.append("rows_bound", SECOND)  # nor does he begin the count anew
    (said,) = found()
    assert said.startswith("sổ IN năm ") and "dòng số 1 (incoming/1): nhật ký ghi lúc " in said
    assert said.endswith("nhưng không ai làm gì với incoming/1 lúc đó")


def test_a_sign_off_that_nobody_gave_is_named(one_cast: Cast) -> None:
    vouching.bind_all()
    sealed(one_cast)
    tamper("UPDATE sign_offs SET person_id = 2 WHERE id = 1")
    forge("signoff", 1)
    assert "nhưng không ai làm gì với outgoing/1 lúc đó" in "".join(found())


def test_of_what_stood_there_before_this_is_not_asked(one_cast: Cast) -> None:
    desk.registered(one_cast)
    forge("line", 1)
    vouching.bind_all()
    assert found() == []
