"""Whoever may not read a paper any more finds no trace of it: no line, no count, no hint."""

import datetime as dt
import html

import pytest

from server.absences import services
from server.absences.services import Wish
from server.clock import today
from server.documents.incoming import directing
from server.papers import searching
from server.papers.services import Ref
from tests.cast import Cast, Hand
from tests.office.absences.test_in_the_heads_place import stands_in
from tests.office.front.test_search import found, lines, opened
from tests.office.incoming.desk import order, presented
from tests.office.outcome import id_of
from tests.office.outgoing import desk
from tests.office.papers import ok

SUBJECT = "V/v kỷ luật cán bộ địa chính Lý Hữu Phước"
ASKED = ("ky luat can bo", "kyr luaatj", "kỷ luật cán bộ địa chánh", "lý hữu phước", '"địa chính"')


@pytest.fixture(params=[True, False], ids=["few", "many"])
def asked(request, cast: Cast, monkeypatch) -> Cast:
    """Whether somebody reads few papers or very many: SQLite is asked in two ways."""
    monkeypatch.setattr(searching, "_reads_few", lambda _actor: request.param)
    return cast


def knows_nothing(hand: Hand) -> None:
    for typed in ASKED:
        said = hand.sees(f"/search?q={typed}&near=true")
        assert (said["items"], said["next_cursor"], said["nearly"]) == ([], None, ""), typed
        assert not any(said["facets"].values()), typed
        page = opened(hand, q=typed, near="1")
        assert lines(page) == [] and 'class="facets"' not in page
        assert "địa chính" not in html.unescape(page).replace(typed, "")


def test_who_stood_in_finds_it_until_she_is_back(asked: Cast):
    path, other = presented(asked, subject=SUBJECT), asked.cv_tckh
    directing.direct(asked.minh.actor, Ref(id_of(path)), order=order())
    knows_nothing(other)
    stands_in(asked, asked.hoa, other)
    assert found(other, q=ASKED[0]) == [("incoming", id_of(path))]
    services.come_back(asked.kien.actor, 1, on=today())
    knows_nothing(other)
    assert found(asked.hoa, q=ASKED[0]) == [("incoming", id_of(path))]


def test_who_will_stand_in_finds_nothing_yet(asked: Cast):
    path, other = presented(asked, subject=SUBJECT), asked.cv_tckh
    directing.direct(asked.minh.actor, Ref(id_of(path)), order=order())
    days = {"valid_from": today() + dt.timedelta(1), "valid_to": today() + dt.timedelta(4)}
    services.stand_in(
        asked.kien.actor, Wish(account=asked.hoa.account, substitute=other.account, **days)
    )
    knows_nothing(other)


def test_who_checked_the_form_finds_it_no_more_once_it_is_signed(asked: Cast):
    path = desk.ready(asked, subject=SUBJECT)
    assert found(asked.mai, q=ASKED[0]) == [("outgoing", id_of(path))]
    ok(asked.minh.does(path, "sign", {"pin": asked.pin}))
    knows_nothing(asked.mai)
