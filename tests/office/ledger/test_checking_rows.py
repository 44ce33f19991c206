"""`congso ledger check`: who checked a draft, and who was who on a day, cannot be rewritten."""

import pytest
from sqlalchemy import select

from server.admin import grants, mandates, posts
from server.audit.bound import BOUND, moving_in
from server.clock import now, today
from server.database import db, table, transaction
from server.documents.outgoing.models import OutgoingDocument
from server.ledger import checking_rows, vouching
from server.org.models import Absence, Appointment
from tests.cast import Cast
from tests.office.admin.desk import actor, kien, person, position, post_of, propose
from tests.office.admin.test_mandates import away, given, mandate
from tests.office.ledger.findings import found
from tests.office.ledger.tampering import tamper

OTHER = {
    "agency_id": 2, "person_id": 2, "position_id": 2, "substitute_id": 2, "version_n": 9,
    "at": "2026-01-02 03:04:05.000000", "voided_at": "2026-01-02 03:04:05.000000",
    "valid_from": "2026-01-02", "valid_to": "2036-01-02",
    "doc_types": '["Nghị quyết"]', "main": False,
}  # fmt: skip
"""What no word can stand in."""


def each_column_is_missed(kind: str, id: int, says: str) -> None:
    """Changed behind the office's back, one after another."""
    bound = BOUND[kind]
    rows = table(bound.model)
    for column in {*bound.columns} - {"outgoing_id"}:  # there is no other document
        asked = select(rows.c[column]).where(rows.c.id == id)
        before = db.session.scalar(asked)
        db.session.rollback()
        put = rows.update().where(rows.c.id == id)
        _written(put.values({column: before}))  # a row that is as it was is in order
        assert list(checking_rows.row_findings()) == [], column
        tamper(f"UPDATE {rows.name} SET {column} = :other WHERE id = :id",  # noqa: S608 - ours
               other=OTHER.get(column, "khác"), id=id)  # fmt: skip
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
    mandates.end_absence(kien(), 1, on=today())
    assert found() == []


def test_a_world_that_is_moved_in_is_bound_as_a_whole(one_app) -> None:
    """Row by row its events would stand at the moment of the moving, and twice."""
    who = {"person_id": person("cv-vp.huyen").id, "substitute_id": person("vanthu.huyen").id}
    with moving_in(), transaction() as session:
        session.add(Absence(**who, valid_from=today(), valid_to=now().date()))
    vouching.bind_all()
    assert found() == []
    tamper("UPDATE absences SET salt = NULL")
    assert len(found()) == 1
