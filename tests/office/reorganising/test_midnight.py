"""At midnight two communes are one: its people go on with the work that lay there (DOMAIN §2.5)."""

import datetime as dt
import io
import json

import pytest
from cryptography import x509
from sqlalchemy import select

import signing
from server import clock, registers
from server.admin.keys.revoking import REVOKE, put_on_the_list
from server.audit.models import LedgerEvent
from server.clock import as_if, midnight, today
from server.database import db, transaction
from server.desks.models import History
from server.documents.incoming.models import IncomingDocument
from server.files import store
from server.jobs import Job
from server.ledger.checking.books import book_findings
from server.office import office
from server.org import queries
from server.org.models import Agency
from server.registers.lines import amend_row
from server.registers.models import Register, RegisterRow
from server.reorganising import planning
from server.reorganising.models import HandedOver
from server.reorganising.taking_effect import rehearse, take_effect
from tests.cast import Hand
from tests.office import papers
from tests.office.admin.desk import hanh, kien, why
from tests.office.outgoing.desk import paper_of
from tests.office.papers import fields, ok, scan
from tests.office.reorganising.merging import (
    CODE,
    approved,
    at_midnight,
    begun,
    done,
    founded,
    new_day,
    tomorrow,
)
from workflows import Refused


def presented(clerk: Hand, **more: str) -> str:
    """A commune's clerk has registered a letter and laid it before the chair."""
    data = {"file": (io.BytesIO(scan()), "cong-van.pdf"), **fields(**more)}
    path = f"/incoming/{ok(clerk.asks('POST', '/incoming', data=data))['id']}"
    ok(clerk.does(path, "register"))
    ok(clerk.does(path, "present"))
    return path


def paper(path: str) -> IncomingDocument:
    return db.session.get_one(IncomingDocument, int(path.rsplit("/", 1)[1]))


def agency(code: str) -> Agency:
    return db.session.scalars(select(Agency).where(Agency.code == code)).one()


def lines(code: str) -> list[RegisterRow]:
    rows = select(RegisterRow).where(RegisterRow.agency_id == agency(code).id)
    return list(db.session.scalars(rows.order_by(RegisterRow.number)))


def test_what_lay_with_the_old_chair_lies_with_the_new_one_under_a_new_number(cast):
    path = presented(cast.dao)
    done(approved())
    with at_midnight():
        assert (cast.anh.actor.agency_code, cast.anh.actor.title) == ("hoangphu2", "Chủ tịch")
        after = new_day(cast.anh).sees(path)
        assert (after["arrival_no"], after["state"]) == (1, "PRESENTED")
        ok(cast.anh.does(path, "direct", {"text": "Giao Phòng VH-XH", "lead": "vhxh"}))
    assert paper(path).agency.code == "hoangphu2"


def test_the_closed_book_keeps_its_line_and_says_where_it_went_the_next_begins_at_01(cast):
    for clerk in (cast.dao, cast.dao2):
        presented(clerk)
    done(approved())
    (old,), (first, second) = lines("hoangphu"), lines("hoangphu2")
    day = f"{tomorrow():%d/%m/%Y}"
    assert old.note == f"Bàn giao cho UBND xã Hoằng Phú mới ngày {day}, số đến mới 01"
    assert (first.number, second.number) == (1, 2)
    assert first.note == f"{CODE}, bàn giao từ UBND xã Hoằng Phú, số đến cũ 01"
    assert (first.subject, first.issuer) == (old.subject, old.issuer)
    assert db.session.get_one(Register, (old.agency_id, "IN", today().year)).closed_on == tomorrow()
    assert list(book_findings()) == []


def test_the_log_has_the_last_number_of_each_book_that_closed(cast):
    """ORG-11: it is kept where nobody rewrites it."""
    for n in ("1250", "1251"):
        presented(cast.dao, number=n)
    done(approved())
    subject = f"agency/{agency('hoangphu').id}"
    of_it = select(LedgerEvent.content).where(LedgerEvent.subject == subject)
    closed = [one for one in map(json.loads, db.session.scalars(of_it)) if one.get("book")]
    assert [(one["event"], one["book"], one["last"]) for one in closed] == [
        ("register_closed", "IN", 2)
    ]


def test_the_new_line_says_who_has_it_as_the_old_one_said_who_had_it(cast):
    """Columns 7 to 9 (Annex IV, part VI): nobody gives out again what somebody handles already."""
    started, given, waits = (presented(cast.dao, number=str(n)) for n in range(3))
    for path in (started, given):
        said = {"text": "Giao xử lý", "lead": "chuyenvien.hoangphu"}
        ok(cast.anh.does(path, "direct", said))
    ok(cast.cv_xa.does(started, "start"))
    name = cast.cv_xa.actor.name
    done(approved())
    day = tomorrow()
    unit = paper(started).lead_unit
    assert [(one.recipients, one.handed_on, one.receipt, one.unit_id)
            for one in lines("hoangphu2")] == [
        (unit.name, day, f"{name}, {day:%d/%m/%Y}", unit.id),
        (unit.name, day, "", unit.id),
        ("", None, "", None),
    ]  # fmt: skip
    assert [one.recipients for one in lines("hoangphu")] == [name, name, ""]
    assert paper(waits).state == "PRESENTED"
    assert list(book_findings()) == []


def test_in_an_agency_without_units_its_line_names_the_person(cast):
    """A commune goes on as one of 2023: its papers have no unit (DOMAIN §4.2)."""
    path = presented(cast.dao)
    ok(cast.anh.does(path, "direct", {"text": "Giao xử lý", "lead": "chuyenvien.hoangphu"}))
    name, plan = cast.cv_xa.actor.name, begun()
    founded(plan, like="xa-2015")
    planning.close(kien(), plan.id, agency="hoangphu", heir="hoangphu2")
    planning.propose(kien(), plan.id)
    done(planning.approve(hanh(), plan.id))
    (line,) = lines("hoangphu2")
    assert (line.recipients, line.unit_id, paper(path).lead_unit_id) == (
        name, None, None,
    )  # fmt: skip


def test_a_closed_book_gives_no_number_and_its_lines_are_not_touched_again(cast):
    path = presented(cast.dao)
    done(approved())
    with at_midnight(), transaction():
        amend_row("IN", paper(path).id, receipt="Ánh")
    assert [lines("hoangphu")[0].receipt, lines("hoangphu2")[0].receipt] == ["", "Ánh"]
    for book in ("IN", "OUT:KHAC"):
        with pytest.raises(Refused, match="register_is_closed"), transaction():
            registers.take_number(agency("hoangphu").id, book, tomorrow())


def test_each_thing_has_its_line_in_the_list_its_history_and_its_event(cast):
    presented(cast.dao)
    done(approved())
    (line,) = db.session.scalars(select(HandedOver))
    assert (line.called, line.from_agency.code, line.to_agency.code) == (
        f"số đến 01/{today().year}", "hoangphu", "hoangphu2",
    )  # fmt: skip
    last = db.session.scalars(select(History).order_by(History.id.desc())).first()
    assert (last.transition, last.law_id, last.name) == ("pass_on", "ORG-12", "Hệ thống")
    assert last.reason == f"{CODE}: UBND xã Hoằng Phú bàn giao cho UBND xã Hoằng Phú mới"
    events = list(db.session.scalars(select(LedgerEvent.content)))
    for said in (
        '"event":"pass_on"',
        '"event":"register_closed"',
        '"event":"key_revoked"',
        '"event":"agency_closed"',
        '"event":"reorganisation_in_effect"',
    ):
        assert any(said in one.replace(" ", "") for one in events), said


def test_the_old_seal_is_taken_off_and_on_the_authoritys_list_once(one_cast):
    keys = office().cabinet.keys
    old = x509.load_pem_x509_certificate((keys / "issued" / "seal.hoangphu.pem").read_bytes())
    done(approved())
    assert (agency("hoangphu").seal, bool(agency("hoangphu2").seal)) == ("", True)
    for job in db.session.scalars(select(Job).where(Job.kind == REVOKE)).all() * 2:
        put_on_the_list(**job.payload)
    listed = list(x509.load_der_x509_crl((keys / "ca.crl").read_bytes()))
    (mine,) = [one for one in listed if one.serial_number == old.serial_number]
    late = mine.revocation_date_utc - midnight(tomorrow())
    assert dt.timedelta(0) <= late <= dt.timedelta(minutes=2), "as soon as it was taken off"


def test_what_is_sealed_in_a_morning_that_the_midnight_waits_for_is_valid_too(one_cast):
    """What has a number holds it up, and is sealed first: then the seal goes, and not before."""
    plan = approved()
    with as_if(midnight(tomorrow()) + dt.timedelta(hours=9)):
        take_effect(plan.id)
        (at,) = {it.payload["at"] for it in db.session.scalars(select(Job).filter_by(kind=REVOKE))}
        assert clock.now() < dt.datetime.fromisoformat(at) < clock.now() + dt.timedelta(seconds=2)


def test_what_the_old_seal_sealed_is_valid_still(one_cast):
    """ORG-14: judged as of the time when it was signed; after that instant it seals nothing."""
    draft = papers.DRAFT | {
        "signer": "chutich.hoangphu", "to": ["huyen"], "for_info": [], "doc_type": "Công văn",
    }  # fmt: skip
    path = f"/outgoing/{ok(one_cast.cv_xa.asks('POST', '/outgoing', json=draft))['id']}"
    pin = {"pin": one_cast.pin}
    for who, step, said in (
        ("cv_xa", "submit", {}), ("anh", "approve", {}), ("dao", "form_check", {}),
        ("anh", "sign", pin), ("dao", "number", {}), ("dao", "register", {}), ("dao", "seal", pin),
        ("dao", "dispatch", {}),
    ):  # fmt: skip
        ok(getattr(one_cast, who).does(path, step, said))
    done(approved())
    for job in db.session.scalars(select(Job).where(Job.kind == REVOKE)).all():
        put_on_the_list(**job.payload)
    pdf = store().fetch(paper_of(path).file_sha256)
    with at_midnight():
        said = signing.verify(pdf, signing.Trust.of([office().cabinet.keys]))
        assert said.verdict == "valid", said.lacking
    assert agency("hoangphu").seal == ""


def test_who_read_a_paper_that_is_done_reads_it_from_the_new_post(cast):
    path = presented(cast.dao)
    ok(cast.anh.does(path, "for_info", {"to": ["chuyenvien.hoangphu"]}))
    done(approved())
    with at_midnight():
        for hand in (cast.dao, cast.anh, cast.cv_xa):
            seen = new_day(hand).sees(path)
            assert (seen["state"], seen["arrival_no"]) == ("INFO_ONLY", 1)
        assert new_day(cast.dao3).asks("GET", path).status_code == 404
    assert paper(path).agency.code == "hoangphu"


def test_a_name_is_as_it_was_on_its_day(cast):
    done(approved())
    old = agency("hoangphu")
    assert (old.name, old.valid_to, old.successor_id) == (
        "Ủy ban nhân dân xã Hoằng Phú", tomorrow(), agency("hoangphu2").id,
    )  # fmt: skip
    assert queries.agency_by_code("hoangphu").id == old.id
    with at_midnight():
        assert why(queries.agency_by_code, "hoangphu") == "unknown_agency"
        assert cast.dao.actor.post == "Văn thư, Văn phòng HĐND và UBND"


def test_a_rehearsal_says_what_would_move_and_keeps_nothing_of_it(cast):
    path = presented(cast.dao)
    plan = approved()
    said = rehearse(plan.id)
    old = str(agency("hoangphu").id)
    assert said["open"] == {old: {"incoming": 1}}
    assert said["moved"]["keys"] == 2
    assert (paper(path).agency.code, plan.state) == ("hoangphu", "APPROVED")
    assert lines("hoangphu2") == [] and agency("hoangphu").valid_to is None
    assert done(plan)["open"] == said["open"]
