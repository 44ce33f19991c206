"""Thu takes in a delivery of several files by one press; each package is looked at by itself."""

import html
import re

import pytest

from server.files import store
from tests.cast import Cast
from tests.office import papers
from tests.office.casefiles.keeping import case_of, closed, opened, pack, put
from tests.office.outcome import id_of, refused

pytestmark = pytest.mark.sent
DOOR = "/casefiles/batch/accept_transfer"


@pytest.fixture
def delivered(one_cast: Cast) -> tuple[str, str, str]:
    """Nam handed two files over together; their delivery's page, and theirs."""
    first, second = closed(one_cast), opened(one_cast.nam, code="02.VHTT", title="Thư viện")
    put(one_cast.nam, second, papers.SENT)
    papers.ok(one_cast.nam.does(second, "close"))
    browser = one_cast.nam.browser()
    token = _token(browser.get("/casefiles/transfer").text)
    form = {"csrf_token": token, "files": [str(id_of(first)), str(id_of(second))]}
    there = browser.post("/casefiles/transfer", data=form).location
    pack()
    return there, first, second


def _token(page: str) -> str:
    return re.findall(r'name="csrf_token" value="([^"]*)"', page)[0]


def _presses(one_cast: Cast, page: str) -> str:
    """All that stands ticked on it."""
    thu = one_cast.thu.browser()
    shown = thu.get(page).text
    docs = re.findall(r'name="doc" value="([^"]*)" checked', shown)
    return thu.post(DOOR, data={"csrf_token": _token(shown), "doc": docs}).text


def _led(one_cast: Cast, there: str) -> str:
    (href,) = re.findall(rf'href="({DOOR}[^"]*)"', one_cast.thu.browser().get(there).text)
    return html.unescape(href)


def test_both_are_taken_in_from_the_deliverys_page(one_cast: Cast, delivered) -> None:
    there, first, second = delivered
    told = _presses(one_cast, _led(one_cast, there))
    assert told.count('class="st done"') == 2 and "Thư viện" in told
    assert [str(case_of(one).state) for one in (first, second)] == ["ACCEPTED"] * 2
    assert DOOR not in one_cast.thu.browser().get(there).text, "nothing waits any more"


def test_one_that_is_not_whole_is_named_and_the_other_is_taken_in(one_cast, delivered) -> None:
    there, first, second = delivered
    place = store().path(case_of(first).package_sha256)
    data = bytearray(place.read_bytes())
    data[200] ^= 1
    place.chmod(0o640)
    place.write_bytes(bytes(data))
    told = _presses(one_cast, _led(one_cast, there))
    assert 'class="st refused"' in told and 'class="st done"' in told
    assert (
        str(case_of(first).state) == "SUBMITTED_TO_ARCHIVE"
        and str(case_of(second).state) == "ACCEPTED"
    )
    assert DOOR not in one_cast.thu.browser().get(there).text, "one is taken in on its own page"


def test_it_is_the_archivists(one_cast: Cast, delivered) -> None:
    there, first, second = delivered
    ids = {"ids": [id_of(first), id_of(second)]}
    for hand in (one_cast.nam, one_cast.minh, one_cast.hoa):
        refused(hand.asks("POST", DOOR, json=ids), "wrong_role")
        assert DOOR not in hand.browser().get(there).text
    rows = one_cast.thu.asks("POST", DOOR, json=ids).json["items"]
    assert [(one["state"], one["code"]) for one in rows] == [("ACCEPTED", "")] * 2
