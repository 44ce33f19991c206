"""Where a file is asked for, by whom else, and where it is found once it is lent (DOMAIN §9)."""

import html

import pytest
import time_machine

from server.clock import midnight, today
from server.database import transaction
from server.org.models import Agency
from tests.cast import Cast, Hand
from tests.office import papers
from tests.office.casefiles.keeping import CODE, filled, opened
from tests.office.casefiles.test_read_by_request import WHY, asked, lent_to, week
from tests.office.outcome import change, reads, refused, waits

pytestmark = pytest.mark.sent


def test_a_file_of_an_agency_that_was_closed_is_asked_for_by_who_came_after_it(one_cast: Cast):
    """ORG-15: its holdings stay its own; others of the successor ask, whoever has them answers."""
    path = opened(one_cast.cv_xa, code="01.VP")
    body = {
        "code": "01.VP", "year": today().year, "agency": "hoangphu",
        "purpose": WHY, "until": week().isoformat(),
    }  # fmt: skip
    refused(one_cast.cv_tckh.asks("POST", "/casefiles/access", json=body), "unknown_case_file")
    change(Agency, {"code": "hoangphu"}, successor_id=one_cast.nam.actor.agency_id)
    assert 'value="hoangphu"' in page_of(one_cast.cv_tckh, "/casefiles/access/new")
    got = one_cast.cv_tckh.asks("POST", "/casefiles/access", json=body)
    assert got.status_code == 201, got.text
    assert waits(one_cast.anh, path) == {"grant_access"} and waits(one_cast.minh, path) == set()
    papers.ok(one_cast.anh.does(path, "grant_access", {"request": got.json["id"]}))
    assert reads(one_cast.cv_tckh, path) and not reads(one_cast.minh, path)


def test_a_file_is_asked_for_by_its_whole_code_as_its_sheets_print_it(one_cast: Cast) -> None:
    """Whose it is and of which year stand in it (Annex VI), whatever the other boxes say."""
    path = opened(one_cast.cv_xa, code="01.VP")
    xa = one_cast.cv_xa.actor.agency_id
    change(Agency, {"code": "hoangphu"}, successor_id=one_cast.nam.actor.agency_id)
    with transaction() as session:
        organ = session.get_one(Agency, xa).organ_id
    body = {"year": today().year - 1, "purpose": WHY, "until": week().isoformat()}
    for wrong in (f"{organ}.{today().year}", f"{organ}.26.01.VP", f"X{organ}.{today().year}.01.VP"):
        said = body | {"code": wrong}
        answer = one_cast.cv_tckh.asks("POST", "/casefiles/access", json=said)
        refused(answer, "unknown_case_file")
    said = body | {"code": f" {organ}.{today().year}.01.VP"}
    assert one_cast.cv_tckh.asks("POST", "/casefiles/access", json=said).status_code == 201
    assert waits(one_cast.anh, path) == {"grant_access"}


def page_of(hand: Hand, path: str) -> str:
    return html.unescape(hand.browser().get(path).text)


def test_what_is_lent_is_found_by_a_search_and_stands_in_the_lists_while_it_runs(one_cast: Cast):
    path = filled(one_cast)
    found = "/search?q=phòng họp không giấy tờ"
    assert papers.SENT not in page_of(one_cast.cv_tckh, found)
    lent_to(one_cast.cv_tckh, one_cast.hoa, path)
    assert papers.SENT in page_of(one_cast.cv_tckh, found)
    assert [one["code"] for one in one_cast.cv_tckh.sees("/casefiles")["items"]] == [CODE]
    with time_machine.travel(midnight(week(8)), tick=False):
        assert papers.SENT not in page_of(one_cast.cv_tckh, found)
        assert one_cast.cv_tckh.sees("/casefiles")["items"] == []


def test_the_list_is_narrowed_by_whose_they_are_where_they_stand_and_words(one_cast: Cast):
    path = filled(one_cast)
    first = lent_to(one_cast.cv_tckh, one_cast.hoa, path)
    second = asked(one_cast.tckh)["id"]
    listed = {
        "": [second, first],
        "?stage=ASKED": [second],
        "?stage=GRANTED": [first],
        "?stage=ENDED": [],
        "?whose=mine": [],
        "?whose=others": [second, first],
        "?q=chuyen doi so": [second, first],
        "?q=khong co": [],
    }
    for narrowed, ids in listed.items():
        items = one_cast.hoa.sees(f"/casefiles/access{narrowed}")["items"]
        assert [one["id"] for one in items] == ids, narrowed
    assert one_cast.tckh.sees("/casefiles/access?q=chuyen doi so")["items"] == [], "a title's words"
    assert [one["id"] for one in one_cast.tckh.sees("/casefiles/access")["items"]] == [second]


def test_a_paper_tells_its_reader_where_to_ask_for_the_file_it_lies_in(one_cast: Cast):
    path = filled(one_cast)
    way = f"/casefiles/access/new?code={CODE}&year={today().year}"
    page = page_of(one_cast.lan, papers.SENT)
    assert way in page and f'href="{path}"' not in page
    assert f'href="{path}"' in page_of(one_cast.nam, papers.SENT)
