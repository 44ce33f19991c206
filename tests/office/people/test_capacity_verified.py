"""Whoever verifies reads whether the signer's capacity stood in the delegation table (ORG-07)."""

import datetime as dt

import pytest

from server.clock import today
from server.database import db
from server.documents.against import OFFICE, Facing
from server.org.models import Delegation
from tests.office.outcome import change
from tests.office.outgoing import desk
from tests.office.outgoing.desk import paper_of
from tests.office.people.test_capacity import INVITES, handed_on

TOMORROW = today() + dt.timedelta(days=1)


def contradicted(path: str) -> bool:
    paper = paper_of(path)
    (row,) = [row for row in OFFICE if row.code == "signer_capacity"]
    return row.fails(Facing("01", today(), {}, paper))


def by(cast, account: str, capacity: str, **more) -> str:
    return desk.drafted(cast, signer=account, capacity=capacity, **more)


def test_what_a_deputy_of_the_office_signs_by_his_heads_order_is_his(one_cast):
    """The one chain of article 13.4: TL on the page, KT in the table."""
    handed_on(one_cast)
    path = desk.drafted(one_cast, **INVITES)
    assert not contradicted(path)
    change(Delegation, {"document_code": "03/QĐ-VP"}, valid_from=TOMORROW)
    assert contradicted(path)


@pytest.mark.parametrize(
    "not_his", [{"valid_from": TOMORROW}, {"doc_types": ["Báo cáo"]}, {"kind": "TL"}]
)
def test_a_mandate_of_that_day_type_and_capacity_or_it_is_contradicted(one_cast, not_his):
    path = by(one_cast, "tp-tckh.huyen", "TUQ")
    assert not contradicted(path)
    change(Delegation, {"position_id": one_cast.tckh.actor.position_id}, **not_his)
    assert contradicted(path)


def test_what_another_agency_gave_him_opens_nothing_here(one_cast):
    path = by(one_cast, "phochutich.huyen", "KT")
    assert not contradicted(path)
    mine = {"position_id": one_cast.binh.actor.position_id}
    change(Delegation, mine, agency_id=one_cast.dao.actor.agency_id)
    assert contradicted(path)
    db.session.rollback()
