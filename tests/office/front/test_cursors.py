"""Where the next page begins is what the house gave out: anything else is a no in words."""

import pytest
from flask import Flask

from server.home.desk import FAR
from tests.cast import Cast
from tests.office.outcome import refused, says
from tests.office.papers import arrived

ENDLESS = "9" * 5000
NUMBERS = [
    "",
    "x",
    "-1",
    "1.0",
    " 1",
    "1 ",
    "+1",
    "0x1",
    "٣",
    "１",
    "1e3",
    "null",
    "%00",
    "1;2",
    "²",
]
BEYOND = ["9" * 19, "9" * 40, ENDLESS]
PLACES = [
    *("", "x", "0", "0~1.0", "0~1.0~1~1", "2~1.0~1", "0~1~1", "0~-1.0~1", "0~1.0~-1", "0~nan~1"),
    *("0~1.0~x", "0~inf~1", " 0~1.0~1", "0~1.0~1\n", "0~٣.0~1", "0~" + "9" * 13 + ".0~1"),
    *("0~1.0~" + "9" * 16, f"0~{FAR.timestamp() + 1}~1", "0~999999999999.999999999~1", ENDLESS),
]  # fmt: skip


@pytest.fixture
def cast(one_app: Flask) -> Cast:
    return Cast(one_app)


def test_a_list_and_a_book_take_only_what_they_gave_out(cast: Cast) -> None:
    browser = cast.lan.browser()
    for page in ("/incoming", "/outgoing", "/registers/in/2026", "/registers/follow/2026"):
        for cursor in (*NUMBERS[1:], *BEYOND):
            got = browser.get(page, query_string={"cursor": cursor})
            assert got.status_code == 422, (page, cursor[:30])
            assert says("cursor_malformed", got.text), (page, cursor[:30])


def test_a_desk_takes_only_what_it_gave_out(cast: Cast) -> None:
    browser = cast.lan.browser()
    for cursor in PLACES[1:]:
        got = browser.get("/", query_string={"cursor": cursor})
        assert got.status_code == 422 and says("cursor_malformed", got.text), cursor[:40]


def test_a_place_at_the_very_end_is_a_place(cast: Cast) -> None:
    arrived(cast)
    browser = cast.lan.browser()
    for cursor in (f"1~{FAR.timestamp()}~1", "1~0.0~999999999999999", "0~0.0~0"):
        assert browser.get("/", query_string={"cursor": cursor}).status_code == 200, cursor


@pytest.mark.parametrize("path", ["/incoming", "/outgoing"])
def test_the_api_says_which_entry_it_does_not_understand(cast: Cast, path: str) -> None:
    for cursor in (*NUMBERS[1:8], *BEYOND):
        got = cast.lan.asks("GET", path, query_string={"cursor": cursor})
        (entry,) = refused(got, "invalid")["errors"]
        assert entry["field"] == "cursor"
