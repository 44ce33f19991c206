"""What a step says of who, from where and why cannot be written otherwise unseen (DOMAIN §3.6)."""

import pytest
from sqlalchemy import select

from server.database import db
from server.desks.models import History
from tests.cast import Cast
from tests.office.incoming.shredder import purged, secret
from tests.office.ledger.findings import found
from tests.office.ledger.tampering import tamper
from tests.office.papers import ok

SAYS = "nói khác với lúc ghi nhật ký (người, chức vụ, nơi làm hoặc lý do)"


@pytest.mark.sent
@pytest.mark.parametrize("column", ["reason", "address", "name", "position", "account", "salt"])
def test_another_word_at_a_step_is_named(one_cast: Cast, column: str) -> None:
    tamper(f"UPDATE history SET {column} = 'khác' WHERE transition = 'approve'")
    assert found() == [f"outgoing/1: bước approve trong lịch sử {SAYS}"]


def test_a_remark_is_bound_too(one_cast: Cast) -> None:
    path = secret(one_cast)
    ok(one_cast.minh.does(path, "release", {"reason": "Dấu nội bộ, không phải mật."}))
    ok(one_cast.lan.asks("POST", f"{path}/remarks", json={"text": "Đã xem lại bản giấy."}))
    assert found() == []
    tamper("UPDATE history SET reason = 'Chưa xem.' WHERE transition = 'remark'")
    assert found() == [f"{path[1:]}: bước remark trong lịch sử {SAYS}"]


def test_what_lies_in_the_box_is_not_asked_for_and_comes_back_as_it_was(cast: Cast) -> None:
    """Neither words nor salts are in the table meanwhile: nobody tries words against a digest."""
    path = secret(cast)
    rows = select(History.reason, History.salt).filter_by(paper_id=int(path.split("/")[2]))
    assert {tuple(row) for row in db.session.execute(rows)} == {("", None)}
    assert found() == []
    ok(cast.minh.does(path, "release", {"reason": "Dấu nội bộ, không phải mật."}))
    assert found() == []
    assert all(salt for _reason, salt in db.session.execute(rows))
    tamper("UPDATE history SET reason = '', salt = NULL WHERE transition = 'release'")
    assert found() == [f"{path[1:]}: bước release trong lịch sử {SAYS}"]


def test_of_what_was_destroyed_nothing_is_left_to_hold_words_against(one_cast: Cast) -> None:
    path = secret(one_cast)
    purged(one_cast, path)
    rows = select(History.salt).where(History.transition.not_in(["purge", "propose_purge"]))
    assert set(db.session.scalars(rows)) == {None}
    assert found() == []


ORDER = {"reason": "Phụ lục in thiếu một trang.", "order_code": "12/CĐ-UBND"}
HALF = "outgoing/1: propose_recall trong lịch sử"


@pytest.mark.sent
def test_the_first_half_of_an_act_of_two_is_bound_before_anybody_confirms(one_cast: Cast) -> None:
    assert one_cast.minh.does("/outgoing/1", "recall", ORDER).status_code == 202
    assert found() == []
    tamper("UPDATE history SET reason = 'khác' WHERE transition = 'propose_recall'")
    assert found() == [f"outgoing/1: bước propose_recall trong lịch sử {SAYS}"]


@pytest.mark.sent
def test_a_first_half_taken_out_or_put_in_anothers_hand_is_named(
    one_cast: Cast,
) -> None:
    assert one_cast.minh.does("/outgoing/1", "recall", ORDER).status_code == 202
    binh = one_cast.binh.actor.person_id
    tamper("UPDATE history SET person_id = :id WHERE transition = 'propose_recall'", id=binh)
    assert found() == [f"{HALF} không phải việc mà nhật ký ghi"]
    tamper("UPDATE history SET salt = NULL WHERE transition = 'propose_recall'")
    assert found() == ["outgoing/1: sự kiện đề nghị recall của nhật ký không có trong lịch sử"]


@pytest.mark.sent
def test_a_first_half_of_which_the_log_knows_nothing_is_named(one_cast: Cast) -> None:
    columns = "paper_kind, paper_id, at, law_id, name, position, target, reason"
    tamper(
        f"INSERT INTO history ({columns}, source, transition, salt)"
        f" SELECT {columns}, target, 'propose_recall', 'x' FROM history WHERE transition = 'seal'"
    )
    assert found() == [f"{HALF} không có sự kiện trong nhật ký"]
