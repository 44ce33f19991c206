"""Somebody reloads, types an address, sends what no page sends: words, and a way back."""

import pytest
from werkzeug.exceptions import (
    BadRequest,
    ImATeapot,
    RequestedRangeNotSatisfiable,
    UnsupportedMediaType,
)

from tests.cast import Cast
from tests.office import papers
from tests.office.outcome import says


def test_the_address_of_a_button_leads_back_to_its_page(one_cast: Cast) -> None:
    """Minh reloads after a wrong PIN, by the address bar: `/outgoing/1/sign` takes no look."""
    paper = papers.drafted(one_cast)
    browser = one_cast.nam.browser()
    got = browser.get(f"{paper}/sign")
    assert (got.status_code, says("method_not_allowed", got.text)) == (405, True)
    assert f'href="{paper}"' in got.text
    assert "Method" not in got.text


def test_a_page_with_a_refused_form_says_where_it_is_found_again(one_cast: Cast) -> None:
    """At `…/direct` no notice reached it, its badges stood still, and a reload met a wall."""
    paper = papers.presented(one_cast)
    browser = one_cast.minh.browser()
    token = browser.get(paper).text.split('name="csrf_token" value="', 1)[1].split('"', 1)[0]
    typed = {"csrf_token": token, "text": "Giao", "due_at": "hôm qua"}
    refused = browser.post(f"{paper}/direct", data=typed)
    assert refused.status_code == 422
    assert f'data-here="{paper}"' in refused.text
    assert "data-here" not in browser.get(paper).text


def test_where_no_page_lies_above_it_leads_home(one_cast: Cast) -> None:
    got = one_cast.nam.browser().get("/logout")
    assert (got.status_code, says("method_not_allowed", got.text)) == (405, True)
    assert "Về Việc của tôi" in got.text


@pytest.mark.parametrize(
    ("no", "reason"),
    [
        (BadRequest(), "bad_request"),
        (UnsupportedMediaType(), "unsupported_media_type"),
        (RequestedRangeNotSatisfiable(), "requested_range_not_satisfiable"),
        (ImATeapot(), "bad_request"),
    ],
)
def test_the_frameworks_own_no_is_never_told_in_its_english(one_cast, monkeypatch, no, reason):
    def refuses(*_args: object, **_how: object) -> None:
        raise no

    browser = one_cast.nam.browser()
    monkeypatch.setattr("server.home.lists._page", refuses)
    got = browser.get("/incoming")
    assert (got.status_code, says(reason, got.text)) == (no.code, True)
    assert no.name not in got.text


def test_a_program_is_told_the_same_with_a_code(one_cast, monkeypatch):
    def refuses(*_args: object, **_how: object) -> None:
        raise ImATeapot

    monkeypatch.setattr("server.api.papers.find", refuses)
    got = one_cast.lan.asks("GET", papers.arrived(one_cast))
    assert (got.status_code, got.json["status"], got.json["code"]) == (418, 418, "bad_request")


@pytest.mark.parametrize(
    "path",
    ["/verify/%00", "/verify/%00/statement", "/people/%00", "/people/kinds/huyen/a%00b"],
)
def test_a_name_that_no_database_can_have_is_no_path(cast: Cast, path: str) -> None:
    """PostgreSQL keeps no NUL: the public page of a QR code answered 500 to whoever sent one."""
    assert cast.kien.browser().get(path).status_code == 404


@pytest.mark.parametrize("path", ["/meetings?cursor=%00", "/registers/in/2026?agency=a%00b"])
def test_nor_is_a_page_asked_for_one(cast: Cast, path: str) -> None:
    got = cast.lan.browser().get(path)
    assert (got.status_code, says("bad_request", got.text)) == (400, True)


@pytest.mark.parametrize("path", ["/lasting?agency=%00", "/tombstones?q=%00"])
def test_a_program_is_told_which_entry_has_it(cast: Cast, path: str) -> None:
    got = cast.son.asks("GET", path)
    assert (got.status_code, got.json["code"]) == (422, "invalid")
    assert [one["code"] for one in got.json["errors"]] == ["string_pattern_mismatch"]


@pytest.mark.parametrize("cursor", ["abc", "-1", "9" * 30])
def test_where_a_list_of_meetings_goes_on_is_no_word(one_cast: Cast, cursor: str) -> None:
    got = one_cast.minh.browser().get(f"/meetings?cursor={cursor}")
    assert (got.status_code, says("cursor_malformed", got.text)) == (422, True)
