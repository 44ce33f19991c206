"""The district ends at a midnight: `two-tier-2025` is made of `hoang-hoa-2023` by a plan like any.

Told aloud: on the last evening Nam has a letter on his desk, Lan a numbered paper that did not
leave; Kiên and Hạnh have agreed; in the morning everybody sits in a commune (DOMAIN §2.5).
"""

import json
from collections import Counter

import pytest
from sqlalchemy import select

from server.audit.models import LedgerEvent
from server.clock import as_if, today
from server.database import db
from server.demo import two_tier
from server.demo.places import COMMUNES
from server.documents.incoming.models import IncomingDocument
from server.documents.outgoing.models import OutgoingDocument
from server.ledger.checking.books import book_findings
from server.org import queries
from server.org.models import Agency, Position
from server.registers.models import Register
from server.reorganising import planning
from server.reorganising.models import HandedOver, Plan
from tests.cast import Cast
from tests.office import papers
from tests.office.admin.desk import kien
from tests.office.outcome import id_of
from tests.office.papers import ok
from tests.office.pointing import dead_ends
from tests.office.reorganising.merging import at_midnight
from workflows import Refused


def agencies_here() -> dict[str, Agency]:
    """Those that work in this office today, by code."""
    return {one.code: one for one in queries.agencies() if not one.external}


def of(model, path: str):
    db.session.expire_all()
    return db.session.get_one(model, id_of(path))


def the_plan() -> Plan:
    return db.session.scalars(select(Plan).order_by(Plan.id.desc())).first()


def sits(hand) -> tuple[str, str, str]:
    hand.token = ""
    return hand.actor.agency_code, hand.actor.unit_name, hand.actor.title


def test_every_commune_of_the_district_has_one_that_comes_after_it():
    gone = [code for *_, codes in two_tier.NEW for code in codes.split()]
    assert Counter(gone) == Counter(["huyen", *(one.code for one in COMMUNES)])
    assert not {code for code, *_ in two_tier.NEW} & set(gone)


def test_the_morning_after(cast: Cast):
    """The office has worked today, so its log goes on from now: the plan is for this midnight."""
    letter, waits = papers.in_progress(cast), papers.sealed(cast)
    due = of(IncomingDocument, letter).due_at
    assert two_tier.reorganise().state == "APPROVED"
    assert "huyen" in agencies_here()
    with at_midnight():
        two_tier.reorganise()
        _five_communes_and_no_district()
        _each_sits_where_the_plan_says(cast)
        _what_had_a_number_left_in_the_districts_name(waits)
        _nam_goes_on_with_his_letter(cast, letter, due)
        _a_new_letter_is_number_two_of_the_new_book(cast)
        _repeated_it_changes_nothing()
        assert list(book_findings()) == [] and dead_ends() == []


def _five_communes_and_no_district() -> None:
    here = agencies_here()
    assert sorted(here) == sorted(code for code, *_ in two_tier.NEW)
    for one in here.values():
        assert (one.level, one.parent.code, one.valid_from) == ("xa", "tinh", today())
        assert one.superior == "Ủy ban nhân dân tỉnh Thanh Hóa" and one.seal
    with as_if(two_tier.eve()):
        assert len(agencies_here()) == 1 + len(COMMUNES)
    assert the_plan().sums["moved"]["left"] == 0
    assert the_plan().sums["moved"]["keys"] == 1 + len(COMMUNES)


def _each_sits_where_the_plan_says(cast: Cast) -> None:
    assert sits(cast.minh) == ("xahoanghoa", "", "Chủ tịch")
    assert sits(cast.lan) == ("xahoanghoa", "Văn phòng HĐND và UBND", "Văn thư")
    assert sits(cast.hoa) == ("xahoanghoa", "Phòng Văn hóa - Xã hội", "Trưởng phòng")
    assert sits(cast.anh) == ("xahoangphu", "", "Chủ tịch")
    assert sits(cast.dao3)[0] == "xahoangloc"
    for account, code, unit in two_tier.FIELDS:
        who = queries.actor_of(queries.person_by_account(account))
        post = db.session.get_one(Position, who.position_id)
        assert (post.agency.code, post.unit.code) == (code, unit)


def _what_had_a_number_left_in_the_districts_name(path: str) -> None:
    """ORG-12: finished by whoever gave the number, on the last evening."""
    paper = of(OutgoingDocument, path)
    assert (paper.state, paper.agency.code) == ("DISPATCHED", "huyen")


def _nam_goes_on_with_his_letter(cast: Cast, path: str, due) -> None:
    paper = of(IncomingDocument, path)
    assert (paper.agency.code, paper.arrival_no, paper.due_at) == ("xahoanghoa", 1, due)
    assert sits(cast.nam) == ("xahoanghoa", "Phòng Văn hóa - Xã hội", "Chuyên viên")
    assert "propose_close" in cast.nam.sees(path)["actions"]
    (line,) = db.session.scalars(select(HandedOver).filter_by(paper_kind="incoming"))
    assert (line.from_agency.code, line.to_agency.code) == ("huyen", "xahoanghoa")
    assert cast.dao3.asks("GET", path).status_code == 404


def _a_new_letter_is_number_two_of_the_new_book(cast: Cast) -> None:
    """ORG-11: the old book is closed with its last number, the new one began at 01."""
    path = papers.arrived(cast, number="7")
    ok(cast.lan.does(path, "register"))
    assert of(IncomingDocument, path).arrival_no == 2
    closed = select(Register).where(Register.closed_on == today(), Register.book == "IN")
    assert [one.last for one in db.session.scalars(closed)] == [1]


def _repeated_it_changes_nothing() -> None:
    before = (len(agencies_here()), db.session.query(Plan).count())
    two_tier.reorganise()
    assert two_tier.is_reorganised()
    assert (len(agencies_here()), db.session.query(Plan).count()) == before


def test_broken_off_half_way_it_begins_again_and_agreed_upon_it_is_carried_out(app, monkeypatch):
    """The machine lost its power twice: nobody sits between two offices."""

    in_order = select(LedgerEvent.content).order_by(LedgerEvent.id)

    def lost(*_args) -> None:
        raise Refused("stale")

    monkeypatch.setattr(two_tier, "_split_by_field", lost)
    with pytest.raises(Refused):
        two_tier.reorganise()
    assert "huyen" in agencies_here() and not two_tier.is_reorganised()
    monkeypatch.undo()
    monkeypatch.setattr(two_tier, "take_effect", lambda _plan_id: None)
    two_tier.reorganise()
    assert the_plan().state == "APPROVED"
    monkeypatch.undo()
    two_tier.reorganise()
    assert [one.state for one in db.session.scalars(select(Plan).order_by(Plan.id))] == [
        "WITHDRAWN", "IN_EFFECT",
    ]  # fmt: skip
    assert len(agencies_here()) == len(two_tier.NEW)
    said = [json.loads(one)["time"] for one in db.session.scalars(in_order)]
    assert said == sorted(said), "the log's clock was turned back"
    with pytest.raises(Refused, match="wrong_state"):
        planning.withdraw(kien(), the_plan().id, reason="Thôi")
