"""Attendance put right by the secretary: the hour that is past, and the sign-in of the wrong."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from sqlalchemy import select

from server.clock import local, now
from server.database import db
from server.meetings.live.event_models import MeetingEvent
from server.meetings.live.events import told
from tests.cast import Cast
from tests.office.meetings.closed import locked
from tests.office.meetings.gathering import (
    MEMBERS,
    does,
    entered,
    id_of,
    opened,
    voting,
)  # fmt: skip
from tests.office.meetings.test_minutes import said, texts
from tests.office.meetings.test_planning import sends
from tests.office.meetings.test_refusals import no
from tests.office.outcome import says

MINUTE = dt.timedelta(minutes=1)
MISTAKE = "Ghi nhầm người cùng tên"


@pytest.fixture
def later() -> Iterator[time_machine.Traveller]:
    """The clock stands, until a test moves it on."""
    with time_machine.travel(now(), tick=False) as clock:
        yield clock


def minutes_on(clock: time_machine.Traveller, minutes: int) -> None:
    clock.shift(minutes * MINUTE)


def ago(minutes: int) -> str:
    return (now() - minutes * MINUTE).isoformat()


def row(cast: Cast, path: str, who: str) -> dict:
    account = getattr(cast, who).account
    return next(one for one in cast.tuan.sees(path)["attendance"] if one["account"] == account)


def hour(minutes: int) -> str:
    return f"{local(now() - minutes * MINUTE):%H giờ %M phút}"


def leaves(cast: Cast, path: str, minutes: int, who: str = "hoa") -> dict:
    account = getattr(cast, who).account
    why = {"person": account, "reason": "Về họp ở tỉnh"}
    return does(cast.tuan, path, "leave", at=ago(minutes), **why)


# the hour


def test_that_hoa_left_ten_minutes_ago_is_written_down_with_that_hour(one_cast, later):
    """Tuấn saw her go, and had no hand free: list, quorum and minutes have her hour, not his."""
    cast = one_cast
    path = opened(cast)
    minutes_on(later, 30)
    does(cast.tuan, path, "remark", text="Chủ trì mời giải lao tại chỗ.")
    minutes_on(later, 10)
    here = leaves(cast, path, 20)["quorum"]
    assert here["present"] == 3
    at = dt.datetime.fromisoformat(row(cast, path, "hoa")["left_at"])
    assert at == now() - 20 * MINUTE
    words = texts(cast, path)
    assert f"Ra về trước khi kết thúc: Lê Thị Hoa ({hour(20)})" in words
    line = f"{hour(20)}: Lê Thị Hoa ra về (Về họp ở tỉnh)."
    assert words.index("chủ trì khai mạc") < words.index(line) < words.index("giải lao")


def test_who_was_there_from_the_beginning_and_forgot_to_sign_in_is_not_late(one_cast, later):
    cast = one_cast
    path = entered(cast)
    minutes_on(later, 5)
    for hand in (cast.minh, cast.binh, cast.tckh):
        does(hand, path, "check_in")
    does(cast.minh, path, "open")
    minutes_on(later, 20)
    why = {"person": cast.hoa.account, "reason": "Quên điện thoại"}
    does(cast.tuan, path, "check_in", at=ago(22), **why)
    assert row(cast, path, "hoa")["state"] == "PRESENT"
    words = texts(cast, path)
    assert "Đến muộn" not in words and "Hoa vào họp" not in words
    assert "Lê Thị Hoa" in words


@pytest.mark.parametrize("minutes", [90, -5])
def test_nobody_came_or_left_before_the_doors_opened_or_tomorrow(one_cast, later, minutes):
    cast = one_cast
    path = entered(cast)
    does(cast.hoa, path, "check_in")
    minutes_on(later, 30)
    for step, who in (("check_in", cast.binh), ("leave", cast.hoa)):
        no(cast.tuan, path, step, "hour_fits", person=who.account, reason="Quên", at=ago(minutes))


def test_nobody_left_before_he_came_nor_came_back_before_he_left(one_cast, later):
    cast = one_cast
    path = entered(cast)
    minutes_on(later, 10)
    does(cast.hoa, path, "check_in")
    minutes_on(later, 10)
    hers = {"person": cast.hoa.account, "reason": "Thư ký thấy"}
    no(cast.tuan, path, "leave", "hour_fits", at=ago(15), **hers)
    does(cast.tuan, path, "leave", at=ago(5), **hers)
    no(cast.tuan, path, "check_in", "hour_fits", at=ago(8), **hers)
    does(cast.tuan, path, "check_in", at=ago(2), **hers)
    assert row(cast, path, "hoa")["left_at"] is None


def test_the_minute_in_which_somebody_came_is_no_lie_though_a_hand_writes_no_seconds(one_cast):
    """He came at 8:00:40 and left in that minute; typed is 8:00."""
    cast = one_cast
    path = entered(cast)
    came = does(cast.hoa, path, "check_in")["attendance"]
    (at,) = (one["at"] for one in came if one["account"] == cast.hoa.account)
    typed = dt.datetime.fromisoformat(at).replace(second=0, microsecond=0).isoformat()
    does(cast.tuan, path, "leave", person=cast.hoa.account, reason="Về ngay", at=typed)
    one = row(cast, path, "hoa")
    assert one["at"] <= one["left_at"]


def test_a_delegate_writes_down_no_other_hour_than_now(one_cast, later):
    cast = one_cast
    path = entered(cast)
    minutes_on(later, 10)
    no(cast.hoa, path, "check_in", "hour_is_the_secretarys", at=ago(5))
    does(cast.hoa, path, "check_in")
    no(cast.hoa, path, "leave", "hour_is_the_secretarys", at=ago(0))


@pytest.mark.parametrize("kind", ["open", "secret"])
def test_who_has_voted_since_was_there_then(one_cast, later, kind):
    cast = one_cast
    path = opened(cast)
    minutes_on(later, 10)
    vote = voting(cast, path, kind)
    does(cast.hoa, path, "cast", vote=vote, choice="for")
    minutes_on(later, 10)
    hers = {"person": cast.hoa.account, "reason": "Về sớm"}
    no(cast.tuan, path, "leave", "did_nothing_since", at=ago(15), **hers)
    leaves(cast, path, 5)


def test_who_has_spoken_since_was_there_then(one_cast, later):
    cast = one_cast
    path = opened(cast)
    minutes_on(later, 10)
    does(cast.minh, path, "give_floor", person=cast.hoa.account)
    minutes_on(later, 10)
    hers = {"person": cast.hoa.account, "reason": "Về sớm"}
    no(cast.tuan, path, "leave", "did_nothing_since", at=ago(15), **hers)


# the wrong sign-in


def undoes(cast: Cast, path: str, who: str = "tckh") -> dict:
    return does(cast.tuan, path, "undo_check_in", person=getattr(cast, who).account, reason=MISTAKE)


def test_a_sign_in_of_the_wrong_one_is_taken_back_and_he_was_never_there(one_cast):
    cast = one_cast
    path = opened(cast, here=MEMBERS[:3])
    does(cast.tuan, path, "check_in", person=cast.tckh.account, reason="Thấy vào phòng")
    does(cast.tuan, path, "write_minutes", text="Chủ trì giới thiệu thành phần.")
    assert "Phạm Hữu Nghĩa vào họp" in texts(cast, path)
    here = undoes(cast, path)["quorum"]
    assert (here["present"], here["base"]) == (3, 4)
    one = row(cast, path, "tckh")
    assert (one["state"], one["at"], one["left_at"]) == ("INVITED", None, None)
    assert MISTAKE in one["note"]
    words = texts(cast, path)
    assert "Có mặt 3 trên 4 thành viên" in words and "vào họp" not in words
    assert "Ra về" not in words
    assert "Chủ trì giới thiệu thành phần." in words, "what was written after it keeps its place"


def test_who_was_excused_is_excused_again_and_at_the_end_absent_is_absent(one_cast):
    cast = one_cast
    path = opened(cast, here=MEMBERS[:3])
    does(cast.tckh, path, "excuse", reason="Đi công tác")
    does(cast.tuan, path, "check_in", person=cast.tckh.account, reason="Thấy vào phòng")
    assert row(cast, path, "tckh")["state"] != "EXCUSED"
    undoes(cast, path)
    assert row(cast, path, "tckh")["state"] == "EXCUSED"


def test_once_it_is_over_it_is_still_put_right_until_the_minutes_are_signed(one_cast):
    cast = one_cast
    path = opened(cast)
    does(cast.minh, path, "close")
    undoes(cast, path)
    assert row(cast, path, "tckh")["state"] == "ABSENT"
    does(cast.tuan, path, "draft_minutes")
    assert "Vắng: Phạm Hữu Nghĩa" in texts(cast, path)
    undoes(cast, path, "hoa")


def test_from_the_first_signature_on_nobody_is_struck(one_cast):
    path = locked(one_cast)
    no(one_cast.tuan, path, "undo_check_in", "wrong_state",
       person=one_cast.hoa.account, reason=MISTAKE)  # fmt: skip


@pytest.mark.parametrize("kind", ["open", "secret"])
def test_a_ballot_stands_and_with_it_that_he_was_there(one_cast, kind):
    cast = one_cast
    path = opened(cast)
    vote = voting(cast, path, kind)
    does(cast.hoa, path, "cast", vote=vote, choice="for")
    no(cast.tuan, path, "undo_check_in", "did_nothing_since",
       person=cast.hoa.account, reason=MISTAKE)  # fmt: skip
    undoes(cast, path)
    no(cast.tckh, path, "cast", "is_in_the_room", vote=vote, choice="for")


def test_who_chairs_it_or_has_spoken_was_there(one_cast):
    cast = one_cast
    path = opened(cast)
    does(cast.minh, path, "give_floor", person=cast.hoa.account)
    for hand in (cast.minh, cast.hoa):
        no(cast.tuan, path, "undo_check_in", "did_nothing_since",
           person=hand.account, reason=MISTAKE)  # fmt: skip


def test_it_is_the_secretarys_with_a_reason_and_of_a_sign_in(one_cast):
    cast = one_cast
    path = entered(cast)
    his = {"person": cast.tckh.account}
    no(cast.tuan, path, "undo_check_in", "has_signed_in", reason=MISTAKE, **his)
    does(cast.tckh, path, "check_in")
    no(cast.tckh, path, "undo_check_in", "wrong_role", reason=MISTAKE, **his)
    no(cast.tuan, path, "undo_check_in", "has_reason", reason=" ", **his)
    does(cast.tuan, path, "undo_check_in", reason=MISTAKE, **his)
    does(cast.tckh, path, "check_in")
    assert row(cast, path, "tckh")["state"] == "PRESENT", "he came after all"


def test_log_and_events_keep_both_and_the_room_hears_no_names(one_cast):
    cast = one_cast
    path = entered(cast)
    does(cast.tuan, path, "check_in", person=cast.tckh.account, reason="Thấy vào phòng")
    undoes(cast, path)
    his = [one["here"] for one in said("attendance")]
    assert his == [1, 0]
    mine = select(MeetingEvent).filter_by(meeting_id=id_of(path), kind="presence.changed")
    came, undone = db.session.scalars(mine.order_by(MeetingEvent.seq)).all()
    assert came.payload["came"] and undone.payload["undone"]
    assert set(told(undone)) == {"meeting", "seq", "kind", "at", "here", "total", "reached", "left"}


# without script


def test_the_forms_ask_the_secretary_whom_when_and_why(one_cast, later):
    cast = one_cast
    path = opened(cast)
    minutes_on(later, 30)
    at = f"{local(now() - 10 * MINUTE):%d/%m/%Y %H:%M}"
    hers = {"person": cast.hoa.account, "reason": "Về sớm"}
    assert sends(cast, f"{path}/leave", at=at, **hers).status_code == 302
    assert row(cast, path, "hoa")["left_at"][11:16] == at[-5:]
    his = {"person": cast.tckh.account, "reason": MISTAKE}
    assert sends(cast, f"{path}/undo_check_in", **his).status_code == 302
    assert row(cast, path, "tckh")["at"] is None
    wrong = {"person": cast.binh.account, "reason": "Về", "at": "01/01/2020 08:00"}
    refused = sends(cast, f"{path}/leave", **wrong)
    assert refused.status_code == 409 and says("hour_fits", refused.text)
    assert 'name="at"' in refused.text
    assert 'name="at"' not in cast.binh.browser().get(path).text
