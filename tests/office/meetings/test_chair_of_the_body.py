"""An empty chair falls to the body that sits; to a delegate where none sits (§10.3, §10.13)."""

from tests.office.meetings.gathering import does, opened
from tests.office.outcome import refused

WHY = "Về tỉnh họp gấp"


def leaves(cast, path, *hands):
    for hand in hands:
        does(cast.tuan, path, "leave", person=hand.account, reason=WHY)


def test_a_delegate_without_a_vote_takes_no_chair_of_a_body(one_cast):
    """Ánh of the commune sits there and speaks; a member who comes takes it."""
    cast = one_cast
    path = opened(cast, attending=[cast.anh.account])
    does(cast.anh, path, "check_in")
    leaves(cast, path, cast.binh, cast.hoa, cast.tckh, cast.minh)
    got = refused(cast.anh.asks("POST", f"{path}/actions/take_chair", json={}), "is_the_deputy")
    assert "thành viên đứng đầu danh sách" in got["detail"]
    does(cast.hoa, path, "check_in")
    assert does(cast.hoa, path, "take_chair")["chair"] == cast.hoa.account


def test_where_no_body_sits_a_delegate_who_is_there_takes_it(one_cast):
    cast = one_cast
    path = opened(cast, kind="giao_ban", attending=[cast.anh.account], agenda=[{"title": "Một"}])
    does(cast.anh, path, "check_in")
    leaves(cast, path, cast.binh, cast.hoa, cast.tckh, cast.minh)
    assert does(cast.anh, path, "take_chair")["chair"] == cast.anh.account
