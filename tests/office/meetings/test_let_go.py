"""A web process runs for months: it looks at a room as long as somebody hears it, or it sits."""

from server.meetings.live import events, minding, sweeping
from tests.office.meetings.gathering import does, id_of, opened
from tests.office.meetings.test_live import (  # noqa: F401 - a fixture
    _nobody_has_joined_yet,
    ear,
    heard,
    joins,
)


def _looked_at(path: str) -> bool:
    sweeping.look()
    here = id_of(path) in events.followed()
    assert (id_of(path) in minding._minded) == here
    return here


def test_a_room_that_is_over_is_looked_at_until_its_last_page_is_gone(one_app, one_cast):
    path = opened(one_cast)
    with ear(one_app, one_cast.hoa) as hoa, ear(one_app, one_cast.binh) as binh:
        joins(hoa, path)
        joins(binh, path)
        does(one_cast.minh, path, "close")
        assert [one["kind"] for one in heard(hoa)] == ["meeting.state"]
        binh.disconnect()
        assert _looked_at(path), "Hoa reads in it still"
    assert not _looked_at(path)


def test_a_session_whose_pages_are_all_gone_goes_on(one_app, one_cast):
    path = opened(one_cast)
    with ear(one_app, one_cast.hoa) as hoa:
        joins(hoa, path)
    assert _looked_at(path), "the chair's line may be lost, which the minutes will say"


def test_who_comes_back_to_it_hears_what_happens_from_then_on(one_app, one_cast):
    path = opened(one_cast)
    with ear(one_app, one_cast.hoa) as hoa:
        joins(hoa, path)
    does(one_cast.minh, path, "close")
    assert not _looked_at(path)
    with ear(one_app, one_cast.tuan) as tuan:
        answer = joins(tuan, path)
        assert answer["ok"]
        assert _looked_at(path)
        assert events._said[id_of(path)] == answer["seq"]
