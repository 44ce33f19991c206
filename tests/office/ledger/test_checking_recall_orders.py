"""`congso ledger check`: by which document a recall was ordered cannot be rewritten (OUT-T17).

Minh orders it by a document of the registers, Lan executes it; whoever would later have it that
another paper ordered it, or none, or this one where none did, is found.
"""

import datetime as dt

import pytest
import time_machine

from server.audit.vouched import FOURTH, MARKS
from server.clock import now
from server.database import db, transaction
from server.documents.outgoing.sending.ordering import RecallOrder
from server.ledger import vouching
from tests.cast import Cast
from tests.office.ledger.findings import found
from tests.office.ledger.tampering import tamper
from tests.office.ledger.test_checking_rows import each_column_is_missed, events_of
from tests.office.outcome import id_of
from tests.office.outgoing.test_ordered_recall import WHY, gone
from tests.office.papers import ok


def recalled(cast: Cast) -> tuple[str, str]:
    path, order = gone(cast), gone(cast, subject="V/v thu hồi văn bản")
    assert cast.minh.does(path, "recall", WHY | {"order": order.strip("/")}).status_code == 202
    ok(cast.lan.does(path, "recall"))
    return path, order


def test_the_order_named_anew_is_missed_on_both_databases(cast: Cast) -> None:
    path, _order = recalled(cast)
    id = id_of(path)
    each_column_is_missed("recallorder", id, f"outgoing/{id}: văn bản chỉ đạo thu hồi (")
    assert found() == []
    tamper("UPDATE recall_orders SET paper_id = :own WHERE outgoing_id = :id", own=id, id=id)
    (said,) = found()
    assert said.startswith(f"outgoing/{id}: văn bản chỉ đạo thu hồi (outgoing/{id})")


def test_an_order_that_was_taken_out_or_put_in_is_named(one_cast: Cast) -> None:
    (one, order), (other, _order) = recalled(one_cast), recalled(one_cast)
    vouching.bind_all()
    tamper("DELETE FROM recall_orders WHERE outgoing_id = :id", id=id_of(one))
    left = "văn bản chỉ đạo thu hồi: nhật ký ghi nhưng không còn trong cơ sở dữ liệu"
    assert found() == [f"outgoing/{id_of(one)}: {left}"]
    own = {"id": id_of(order), "other": id_of(other)}
    tamper("INSERT INTO recall_orders VALUES (:id, 'outgoing', :other)", **own)
    put_in, _taken_out = found()
    assert put_in.startswith(f"outgoing/{id_of(order)}: văn bản chỉ đạo thu hồi (outgoing/")
    assert put_in.endswith(": không có trong nhật ký")


def test_an_order_that_gives_way_to_another_agencys_is_gone_by_right(one_cast: Cast) -> None:
    path, order = gone(one_cast), gone(one_cast, subject="V/v thu hồi văn bản")
    vouching.bind_all()
    minh, ours = one_cast.minh, WHY | {"order": order.strip("/")}
    for said in (ours, WHY | {"order_code": "7/CT của tỉnh"}, ours, ours):
        assert minh.does(path, "recall", said).status_code == 202
        ok(minh.asks("POST", f"{path}/actions/recall/withdraw"))
        db.session.rollback()
        assert found() == []
    written = events_of(f"recallorder/{id_of(path)}")
    assert written == ["recall_order_written"] * 3, (
        "put in, taken out, put in; the same says nothing"
    )


def test_whoever_writes_the_event_too_has_nobody_who_did_it(one_cast: Cast) -> None:
    path, order = gone(one_cast), gone(one_cast, subject="V/v thu hồi văn bản")
    vouching.bind_all()
    said = WHY | {"order": order.strip("/")}
    assert one_cast.minh.does(path, "recall", said).status_code == 202
    with time_machine.travel(now() + dt.timedelta(minutes=10), tick=False), transaction():
        db.session.get_one(RecallOrder, id_of(path)).paper_kind = "incoming"
    (said,) = found()
    assert said.startswith(f"outgoing/{id_of(path)}: văn bản chỉ đạo thu hồi (incoming/")
    assert said.endswith(f"nhưng không ai làm gì với outgoing/{id_of(path)} lúc đó")


@pytest.mark.parametrize("before", MARKS[:-1])
def test_an_office_of_before_brings_in_what_it_has(one_cast: Cast, before: str) -> None:
    """Whatever mark it had come to: of a recall of this morning the log then says what it reads."""
    path, _order = recalled(one_cast)
    for mark in MARKS[: MARKS.index(before) + 1]:
        vouching._bind_from(mark)
    assert not vouching.is_bound(FOURTH)
    vouching.bind_what_stands()
    assert vouching.is_bound(FOURTH)
    assert events_of(f"recallorder/{id_of(path)}")[-1] == "recall_order_written"
    assert found() == []
