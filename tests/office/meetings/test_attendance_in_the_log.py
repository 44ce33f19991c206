"""`congso ledger check`: who sat in a meeting, and how long, cannot be rewritten (§10.6)."""

from sqlalchemy import delete, insert, select, update

from server.clock import now
from server.database import run, table, transaction
from server.ledger import vouching
from server.meetings.people.models import Delegate
from tests.cast import Cast
from tests.office.ledger.findings import found
from tests.office.ledger.test_checking_rows import each_column_is_missed, events_of
from tests.office.meetings.gathering import does, entered, id_of
from tests.office.meetings.test_planning import sends, typed

ROWS = table(Delegate)


def seat(cast: Cast, path: str, name: str) -> tuple[int, int]:
    return id_of(path), getattr(cast, name).actor.person_id or 0


def by_hand(statement) -> None:
    with transaction():
        run(statement)


def mine(meeting: int, person: int):
    return (ROWS.c.meeting_id == meeting) & (ROWS.c.person_id == person)


def test_every_word_of_a_members_attendance_is_bound(one_cast: Cast) -> None:
    cast = one_cast
    path = entered(cast)
    does(cast.hoa, path, "check_in")
    does(cast.tuan, path, "leave", person=cast.hoa.account, reason="Về sớm")
    key = seat(cast, path, "hoa")
    named = f"meetings/{key[0]}: người dự họp {key[1]} ("
    each_column_is_missed("delegate", key, named)


def test_coming_excusing_and_being_sent_leave_the_log_in_order(one_cast: Cast) -> None:
    path = entered(one_cast)
    does(one_cast.hoa, path, "check_in")
    does(one_cast.binh, path, "excuse", reason="Đi công tác")
    does(one_cast.tckh, path, "send_substitute", substitute="cv-tckh.huyen", reason="Bận")
    assert found() == []


def test_an_attendance_that_was_invented_and_one_that_was_struck_out_are_named(cast: Cast) -> None:
    vouching.bind_all()
    meeting, hoa = seat(cast, entered(cast), "hoa")
    by_hand(delete(ROWS).where(mine(meeting, hoa)))
    gone = "nhật ký ghi nhưng không còn trong cơ sở dữ liệu"
    assert found() == [f"meetings/{meeting}: người dự họp {hoa}: {gone}"]
    nam = cast.nam.actor.person_id or 0
    copied = select(ROWS).where(mine(meeting, cast.minh.actor.person_id or 0))
    with transaction():
        (row,) = (dict(one) for one in run(copied).mappings())
        run(insert(ROWS), row | {"person_id": nam, "n": 99, "came_at": now()})
    invented, _ = found()
    assert invented.startswith(f"meetings/{meeting}: người dự họp {nam} (")
    assert invented.endswith("): không có trong nhật ký")


def test_a_plan_that_is_written_anew_takes_its_people_away_by_right(one_cast: Cast) -> None:
    """Tuấn leaves Bình out, and takes him in again; a row that comes back unsaid is found."""
    vouching.bind_all()
    path = sends(one_cast, **typed(one_cast)).location
    meeting, binh = seat(one_cast, path, "binh")
    for who in (["hoa"], ["hoa", "binh"], ["hoa"]):
        version = str(one_cast.tuan.sees(path)["version"])
        accounts = [getattr(one_cast, name).account for name in who]
        written = typed(one_cast, version=version, delegates=accounts)
        assert sends(one_cast, f"{path}/edit", **written).status_code == 302
        assert found() == []
    one = one_cast.hoa.actor.person_id or 0
    with transaction():
        (row,) = (dict(said) for said in run(select(ROWS).where(mine(meeting, one))).mappings())
        run(insert(ROWS), row | {"person_id": binh, "n": 99})
    (said,) = found()
    assert f"người dự họp {binh} (" in said


def test_that_his_line_is_heard_of_writes_nothing(one_cast: Cast) -> None:
    path = entered(one_cast)
    meeting, hoa = seat(one_cast, path, "hoa")
    before = events_of(f"delegate/{meeting}/{hoa}")
    by_hand(update(ROWS).where(mine(meeting, hoa)).values(seen_at=now()))
    assert found() == []
    assert events_of(f"delegate/{meeting}/{hoa}") == before
