"""`congso ledger check`: who checked a draft, and who was who on a day, cannot be rewritten."""

import datetime as dt
import json

import pytest
from sqlalchemy import select, tuple_

from server.absences import services
from server.admin.organisation import places
from server.admin.staff import grants, mandates, people, posts
from server.audit.bound import BOUND, Key, moving_in
from server.audit.models import LedgerEvent
from server.audit.vouched import FIRST, VOUCHED
from server.auditing import inspecting
from server.clock import now, today
from server.database import db, table, transaction
from server.documents.outgoing import waivers
from server.documents.outgoing.models import OutgoingDocument
from server.ledger import vouching
from server.ledger.checking import rows as checking_rows
from server.ledger.naming_rows import NAMED
from server.org.bodies import bodies_of
from server.org.models import Absence, Agency, Appointment, Person
from tests.cast import Cast
from tests.office.absences.test_written_down import away
from tests.office.admin.desk import actor, kien, person, position, post_of, propose
from tests.office.admin.test_mandates import given, mandate
from tests.office.ledger import vouched_in_docs
from tests.office.ledger.findings import found
from tests.office.ledger.tampering import tamper

OTHER = {
    "keeper_id": 2, "members": "[]", "may_use_seal": False,
    "agency_id": 2, "person_id": 2, "paper_id": 9, "position_id": 2,
    "substitute_id": 2, "version_n": 9,
    "at": "2026-01-02 03:04:05.000000", "voided_at": "2026-01-02 03:04:05.000000",
    "valid_from": "2026-01-02", "valid_to": "2036-01-02",
    "doc_types": '["Nghị quyết"]', "main": False, "roles": '["AUDITOR"]', "inherits": '["p:1"]',
    "unit_id": 1, "rank": 9, "is_head": True, "is_deputy": True, "single_holder": True,
    "active": False, "parent_id": 3, "successor_id": 3, "external": True, "flagged": True,
    "silence_agrees": True,
    "has_units": False, "prints_qr": False, "began_at": "2026-01-02 03:04:05.000000",
    "ended_at": "2026-01-02 03:04:05.000000", "n": 9, "presents": True, "writes": True,
    "remote": True, "site": 1, "stands_for_id": 2, "before": '{"a": 1}', "after": '{"a": 1}',
    "since": "2026-01-02", "delegation_id": 1, "extensions": 7, "overdue_days": 7,
    **dict.fromkeys(("confirmed_at", "came_at", "left_at", "until", "given_at", "due_at",
        "first_due_at", "suspended_at", "suspended_until", "wanted_at", "wanted_until",
        "reported_at"), "2026-01-02 03:04:05.000000"),
}  # fmt: skip
"""What no word can stand in."""


def each_column_is_missed(kind: str, key: int | Key, says: str) -> None:
    """Changed behind the office's back, one after another."""
    bound = BOUND[kind]
    rows, key = table(bound.model), key if isinstance(key, tuple) else (key,)
    mine = tuple_(*bound.places) == tuple_(*key)
    for column in {*bound.columns} - {
        "outgoing_id",
        "incoming_id",
        *bound.key,
    }:  # no other
        before = db.session.scalar(select(rows.c[column]).where(mine))
        db.session.rollback()
        put = rows.update().where(mine)
        _written(put.values({column: before}))  # a row that is as it was is in order
        assert list(checking_rows.row_findings()) == [], column
        where = " AND ".join(f"{name} = :{name}" for name in bound.key)
        of = {name: str(one) if isinstance(one, dt.date) else one
              for name, one in zip(bound.key, key, strict=True)}  # fmt: skip
        tamper(f"UPDATE {rows.name} SET {column} = :other WHERE {where}",  # noqa: S608 - ours
               other=OTHER.get(column, "khác"), **of)  # fmt: skip
        (said,) = checking_rows.row_findings()
        assert said.endswith("nội dung không khớp với nhật ký") and says in said, column
        _written(put.values({column: before}))


def _written(statement) -> None:
    db.session.rollback()
    with db.engine.connect().execution_options(writing=True) as connection:
        connection.execute(statement)
        connection.commit()


@pytest.mark.sent
def test_a_sign_off_that_was_changed_is_named_with_its_document(cast: Cast) -> None:
    """On both databases: moments and days come back from each in its own way."""
    assert found() == []
    each_column_is_missed("signoff", 1, "lần ")
    assert all(said.startswith("outgoing/") for said in found())


@pytest.mark.sent
def test_a_sign_off_that_was_put_in_or_taken_out_is_named(one_cast: Cast) -> None:
    vouching.bind_all()
    assert found() == []
    columns = ", ".join(BOUND["signoff"].columns)
    tamper(f"INSERT INTO sign_offs ({columns}) SELECT {columns} FROM sign_offs WHERE id = 1")  # noqa: S608
    tamper("DELETE FROM sign_offs WHERE id = 2")
    put_in, taken_out = found()
    assert put_in.startswith("outgoing/1: lần ") and put_in.endswith(": không có trong nhật ký")
    gone = "nhật ký ghi nhưng không còn trong cơ sở dữ liệu"
    assert taken_out == f"outgoing/1: lần soát xét, phê duyệt 2: {gone}"


@pytest.mark.sent
def test_a_sign_off_that_a_later_change_voids_is_in_order(one_cast: Cast) -> None:
    with transaction() as session:
        session.get_one(OutgoingDocument, 1).void_sign_offs()
    assert found() == []
    tamper("UPDATE sign_offs SET voided_at = NULL WHERE id = 1")
    assert len(found()) == 1


def appointed(account: str, position_id: int, **more: object) -> Appointment:
    """Kiên proposes, Minh confirms."""
    return grants.confirm(actor("chutich.huyen"), propose(account, position_id, **more).id)


def test_who_was_appointed_when_to_what_is_bound(app) -> None:
    post = appointed("cv-vp.huyen", position("chuyenvien.huyen").id, main=True)
    each_column_is_missed("appointment", post.id, f"bổ nhiệm {post.id} (")


def test_an_appointment_that_ends_and_one_that_is_no_more_the_main_one_are_in_order(
    one_app,
) -> None:
    vouching.bind_all()
    before = post_of("cv-vp.huyen").id
    assert appointed("cv-vp.huyen", position("chuyenvien.huyen").id, main=True).main
    assert not db.session.get_one(Appointment, before).main
    posts.end(kien(), post_of("chuyenvien.huyen").id, on=today())
    assert found() == []


def test_an_appointment_written_into_the_database_by_hand_is_named(one_app) -> None:
    vouching.bind_all()
    rows = table(Appointment)
    who = {"person_id": person("chuyenvien.huyen").id, "position_id": position("chutich.huyen").id}
    _written(rows.insert().values(**who, valid_from=today()))
    (said,) = found()
    assert said.endswith("(Nguyễn Hoài Nam, Chủ tịch): không có trong nhật ký")
    tamper("DELETE FROM appointments WHERE id = (SELECT max(id) FROM appointments)")
    gone = appointed("cv-vp.huyen", position("chuyenvien.huyen").id).id
    tamper("DELETE FROM appointments WHERE id = :id", id=gone)
    assert found() == [f"bổ nhiệm {gone}: nhật ký ghi nhưng không còn trong cơ sở dữ liệu"]


def test_a_mandate_to_sign_and_an_absence_are_bound(app) -> None:
    row = given("truongphong.huyen", mandate())
    each_column_is_missed("delegation", row.id, f"giao quyền ký {row.id} (")
    each_column_is_missed("absence", away().id, "vắng mặt 1 (")
    mandates.end_delegation(kien(), row.id, on=today())
    services.come_back(kien(), 1, on=today())
    assert found() == []


def test_what_a_post_may_do_and_which_key_it_demands_is_bound(app) -> None:
    """Whoever writes himself a right, or the demand for a token away, is found (SIG-02)."""
    post = position("chuyenvien.huyen").id
    places.demand_key(kien(), post, wanted="pkcs11")
    each_column_is_missed("position", post, f"chức vụ {post} (")


def test_which_certificate_somebody_signs_with_and_whether_he_may_come_in_is_bound(app) -> None:
    lan = person("vanthu.huyen")
    people.deactivate(kien(), lan.account, reason="Nghỉ việc")
    people.activate(kien(), lan.account, reason="Trở lại làm việc")
    each_column_is_missed("person", lan.id, "(Nguyễn Thị Lan; chứng thư, tình trạng)")
    with transaction() as session:
        session.get_one(Person, lan.id).language = "en"
    written = [said for said in events_of(f"person/{lan.id}") if said == "person_written"]
    assert len(written) == 2, "what is not bound writes nothing"


def test_an_agency_an_inspection_and_a_rule_set_aside_are_bound(app) -> None:
    agency = position("chutich.huyen").agency_id
    with transaction() as session:
        session.get_one(Agency, agency).prints_qr = True
        session.get_one(Agency, agency).superior = "Tỉnh"
        bodies_of(agency)[0].decision_code = "9/QĐ-UBND"
    each_column_is_missed("agency", agency, f"cơ quan {agency} (")
    each_column_is_missed("body", bodies_of(agency)[0].id, "tổ chức tư vấn ")
    inspecting.end(actor("thanhtra"), 1)
    each_column_is_missed("inspection", 1, "đợt kiểm tra 1 (")


@pytest.mark.sent
def test_a_rule_that_was_set_aside_is_bound(one_cast: Cast) -> None:
    with transaction() as session:
        waivers.record(one_cast.minh.actor, session.get_one(OutgoingDocument, 1), {"FMT-05"}, "Gấp")
    each_column_is_missed("waiver", 1, "outgoing/1: ngoại lệ 1 (")


def test_an_office_that_was_bound_before_binds_what_came_to_it_since(one_app) -> None:
    vouching._bind_from(FIRST)
    tamper("UPDATE positions SET roles = '[\"AUDITOR\"]' WHERE id = 1")
    assert found() == [], "nobody vouched for it yet"
    before = len(events_of("appointment/1"))
    vouching.bind_what_stands()
    assert len(events_of("appointment/1")) == before
    tamper("UPDATE positions SET roles = '[]' WHERE id = 1")
    (said,) = found()
    assert said.startswith("chức vụ 1 (") and said.endswith("nội dung không khớp với nhật ký")


def events_of(subject: str) -> list[str]:
    told = db.session.scalars(select(LedgerEvent.content).filter_by(subject=subject))
    return [json.loads(one)["event"] for one in told]


def test_a_world_that_is_moved_in_is_bound_as_a_whole(one_app) -> None:
    """Row by row its events would stand at the moment of the moving, and twice."""
    who = {"person_id": person("cv-vp.huyen").id, "substitute_id": person("vanthu.huyen").id}
    with moving_in(), transaction() as session:
        session.add(Absence(**who, valid_from=today(), valid_to=now().date()))
    vouching.bind_all()
    assert found() == []
    tamper("UPDATE absences SET salt = NULL")
    assert len(found()) == 1


COLUMNS = {
    "line": 21, "signoff": 10, "appointment": 7, "delegation": 9, "absence": 5, "draft": 6,
    "arrival": 8, "position": 13, "person": 2, "agency": 20, "inspection": 4, "waiver": 7,
    "delegate": 21, "task": 10, "pass": 3, "calendar": 4, "hours": 4, "kindrule": 6, "change": 8,
    "body": 9, "voterule": 7, "recallorder": 3,
}  # fmt: skip


def test_a_column_that_comes_to_a_bound_table_later_is_not_bound_by_chance() -> None:
    """Every row of every office would be told as changed after the update: name it in `but`, or in
    `beside`, where no row that stands already has it."""
    assert {kind: len(bound.columns) for kind, bound in BOUND.items()} == COLUMNS
    later = {kind: set(bound.beside) for kind, bound in BOUND.items() if bound.beside}
    assert later == {
        "waiver": {"approver", "incoming_id"},
        "agency": {"keeper_id"},
        "change": {"address"},
        "absence": {"kind"},
        "signoff": {"delegation_id"},
    }


def test_the_docs_have_the_table_that_the_office_goes_by() -> None:
    """Else: .venv/bin/python -m tests.office.ledger.vouched_in_docs"""
    assert vouched_in_docs.written() == vouched_in_docs.table()
    assert VOUCHED.keys() == BOUND.keys() == NAMED.keys()
