"""A day that is none narrows nothing: the list says so, and the box keeps what was typed."""

import html

import pytest

from tests.office.front.desks import registered

LISTS = [
    ("lan", "/search", "issued_from"),
    ("minh", "/tasks", "given_to"),
    ("son", "/audit/signatures", "signed_from"),
    ("son", "/audit/entries", "at_to"),
    ("minh", "/reports", "first"),
    ("son", "/tombstones", "purged_to"),
]


@pytest.mark.parametrize(("who", "page", "box"), LISTS)
def test_what_is_no_day_is_named_and_stays_in_its_box(one_cast, who, page, box):
    browser = getattr(one_cast, who).browser()
    for typed in ("31/02/2026", "hôm qua"):
        shown = html.unescape(browser.get(page, query_string={box: typed}).text)
        assert f"Chưa lọc theo “{typed}”" in shown
        field = shown.split(f'id="flt-{box}"')[1].split(">")[0]
        assert f'value="{typed}"' in field
        assert 'aria-invalid="true"' in field
    for typed in ("28/02/2026", "2026-02-28", " "):
        shown = browser.get(page, query_string={box: typed}).text
        assert f'id="flt-{box}"' in shown
        assert "Chưa lọc theo" not in shown


def test_the_list_beside_it_is_the_whole_one(one_cast):
    registered(one_cast.lan.actor)
    browser = one_cast.lan.browser()
    asked = {"q": "chuyển đổi số"}
    days = ({}, {"issued_from": "31/02/2026"}, {"issued_from": "01/01/2099"})
    whole, unread, narrowed = (
        browser.get("/search", query_string=asked | one).text for one in days
    )
    assert 'href="/incoming/' in whole.split("<tbody>")[1]
    assert (
        unread.split("<tbody>")[1].split("</table>")[0]
        == (whole.split("<tbody>")[1].split("</table>")[0])
    )
    assert "<tbody>" not in narrowed
