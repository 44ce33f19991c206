"""What came in, narrowed by its số đến and by who leads, in the address of page and program."""

import pytest

from server.documents.incoming import queries
from server.documents.incoming.models import IncomingDocument
from server.papers.leading import few
from tests.cast import Cast
from tests.office.front.desks import registered
from tests.office.front.test_lists import _ids
from tests.office.outcome import id_of
from tests.office.papers import assigned


@pytest.fixture
def cast(one_cast: Cast) -> Cast:
    return one_cast


@pytest.fixture
def led(cast: Cast) -> int:
    """Hoa's unit leads one of three."""
    paper = id_of(assigned(cast))
    registered(cast.lan.actor, 2)
    return paper


def test_lan_finds_a_paper_by_its_number_of_arrival(cast: Cast, led: int):
    ids = [it["id"] for it in cast.lan.sees("/incoming?arrival_no=2")["items"]]
    assert len(ids) == 1 and ids != [led]
    page = cast.lan.browser().get("/incoming?arrival_no=2").text
    assert _ids(page) == ids and 'name="arrival_no" value="2"' in page
    assert cast.lan.sees("/incoming?arrival_no=99")["items"] == []


def test_minh_sees_what_a_unit_leads(cast: Cast, led: int):
    (only,) = cast.minh.sees("/incoming?lead=vhtt")["items"]
    assert only["id"] == led
    page = cast.minh.browser().get("/incoming?lead=vhtt").text
    assert _ids(page) == [led] and 'name="lead" value="vhtt"' in page
    assert _ids(cast.minh.browser().get("/incoming?lead=van hoa").text) == [led]
    assert cast.minh.sees("/incoming?lead=nowhere")["items"] == []


@pytest.mark.parametrize("said", ["arrival_no=0", "arrival_no=12345678901", "arrival_no=%C2%B2"])
def test_what_is_no_number_is_named_to_a_program_and_passed_over_on_a_page(cast, led, said):
    answer = cast.lan.asks("GET", f"/incoming?{said}")
    assert (answer.status_code, answer.json["errors"][0]["field"]) == (422, "arrival_no")
    assert len(_ids(cast.lan.browser().get(f"/incoming?{said}").text)) == 3


def test_both_lead_a_list_of_a_million_by_their_index(cast: Cast, led: int):
    for filters in ({"arrival_no": 2}, {"lead": "vhtt"}):
        assert few(IncomingDocument, queries._wanted(filters)) is not None
