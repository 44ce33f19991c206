"""Whoever opens a document finds the meetings before which it lay, each with its matter (§10.4)."""

import html

import pytest

from server.meetings.papers import sessions
from tests.cast import Cast, Hand
from tests.office.incoming.desk import assigned
from tests.office.meetings.gathering import does, entered, item, opened
from tests.office.papers import registered

LABEL = "Trình tại cuộc họp"


def page(hand: Hand, path: str) -> str:
    return html.unescape(hand.browser().get(path).text)


@pytest.fixture
def laid(one_cast: Cast) -> tuple[str, str]:
    """The first matter is open, the second closed; each has a document of its own."""
    first, second = (registered(one_cast, number=n)[1:] for n in ("1250", "1251"))
    agenda = [
        {"title": "Dự toán", "documents": [first]},
        {"title": "Nhân sự", "documents": [second, first], "closed": True},
    ]
    path = opened(one_cast, agenda=agenda, guests=[one_cast.nam.account])
    one_cast.path = path
    return f"/{first}", f"/{second}"


def test_minh_goes_from_the_document_to_its_matters_and_its_hour(one_cast, laid):
    first, second = laid
    shown = page(one_cast.minh, first)
    assert LABEL in shown
    for n in (1, 2):
        there = f'href="{one_cast.path}#item-{item(one_cast.minh, one_cast.path, n)}"'
        assert there in shown and f", mục {n} (" in shown
    there = item(one_cast.minh, one_cast.path, 2)
    assert page(one_cast.minh, second).count(f'{one_cast.path}#item-{there}"') == 1
    assert f'id="item-{there}"' in page(one_cast.minh, one_cast.path)


def test_who_may_not_read_the_meeting_reads_nothing_of_it(one_cast):
    """The document is Nam's to answer; the meeting before which it lies has no seat for him."""
    path = assigned(one_cast)
    entered(one_cast, agenda=[{"title": "Dự toán", "documents": [path[1:]]}])
    nam = one_cast.nam
    assert [nam.asks("GET", one).status_code for one in (path, "/meetings/1")] == [200, 404]
    assert LABEL not in page(nam, path) and LABEL in page(one_cast.minh, path)


def test_a_guest_hears_of_no_closed_matter_by_its_paper(one_cast, laid):
    first, _second = laid
    shown = page(one_cast.nam, first)
    assert f"#item-{item(one_cast.minh, one_cast.path, 1)}" in shown
    assert f"#item-{item(one_cast.minh, one_cast.path, 2)}" not in shown and "mục 2" not in shown


def test_a_document_that_lay_nowhere_has_no_such_line(one_cast):
    assert LABEL not in page(one_cast.minh, registered(one_cast))


def test_a_number_that_another_begins_with_is_another_document(one_app, one_cast, laid):
    name = laid[0].removeprefix("/")
    with one_app.test_request_context():
        assert sessions.matters_of(one_cast.minh.actor, name)
        assert not sessions.matters_of(one_cast.minh.actor, name[:-1])
        assert not sessions.matters_of(one_cast.minh.actor, f"{name}0")


def test_a_meeting_that_was_called_off_is_no_place_where_it_lay(one_cast):
    path = registered(one_cast)
    plan = entered(one_cast, agenda=[{"title": "Dự toán", "documents": [path[1:]]}])
    assert f'href="{plan}#' in page(one_cast.minh, path)
    does(one_cast.minh, plan, "cancel", reason="Hoãn")
    assert plan not in page(one_cast.minh, path)
