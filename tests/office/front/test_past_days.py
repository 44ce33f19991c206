"""A deadline that is past is said at its entry, whichever of several it is, and all words stay."""

import re

import pytest

from tests.cast import Cast
from tests.office.front.desks import presented

PAST, AHEAD = "02/01/2020", "31/12/2098"


def _directs(cast: Cast, **days: str) -> str:
    (paper_id,) = presented(cast)
    browser = cast.minh.browser()
    page = browser.get(f"/incoming/{paper_id}").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    form = {"csrf_token": token, "version": version, "text": "Giao trả lời.", "lead": "vhtt"}
    got = browser.post(f"/incoming/{paper_id}/direct", data=form | days)
    assert got.status_code == 422
    return got.text


def _marked(page: str) -> set[str]:
    """The entries that are marked as wrong."""
    return {
        re.search(r'name="([^"]+)"', tag)[1]
        for tag in re.findall(r"<(?:input|select|textarea)[^>]*>", page)
        if 'aria-invalid="true"' in tag
    }


@pytest.mark.parametrize(
    ("days", "marked"),
    [
        ({"due_at": PAST}, {"due_at"}),
        ({"due_at": AHEAD, "cooperate": "vp", "due.vp": PAST}, {"due.vp"}),
        ({"due_at": PAST, "cooperate": "vp", "due.vp": PAST}, {"due_at", "due.vp"}),
    ],
    ids=["lead", "helper", "both"],
)
def test_the_day_that_is_past_is_marked_and_no_other(one_cast: Cast, days, marked) -> None:
    page = _directs(one_cast, **days)
    assert _marked(page) == marked
    assert "Thời hạn đã qua" in page and "Giao trả lời." in page
    assert all(f'value="{day}"' in page for name, day in days.items() if name != "cooperate")


def test_a_task_that_ends_before_it_begins_says_so_at_its_day(one_cast: Cast) -> None:
    browser = one_cast.minh.browser()
    page = browser.get("/tasks/new").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
    form = {"csrf_token": token, "title": "Báo cáo", "lead": "vhtt", "due_at": PAST}
    got = browser.post("/tasks/new", data=form)
    assert got.status_code == 422
    assert _marked(got.text) == {"due_at"} and "Hạn phải ở phía trước" in got.text
