"""On a phone a table of figures that goes on to the right says so at its edge."""

import io
from collections.abc import Callable

from PIL import Image
from playwright.sync_api import Locator

from tests import axe
from tests.cast import Cast
from tests.look import hall
from tests.look.conftest import PHONE
from tests.office import papers
from tests.office.meetings.test_tasks_given import given

opens = hall.opens


def test_the_edge_is_in_shade_until_the_last_column_is_seen(
    opens: Callable[[str], hall.Room], one_cast: Cast
) -> None:
    given(one_cast.minh, lead="vhtt", due_at=papers.due(1))
    room = opens("")
    phone = room.comes(one_cast.minh, "/tasks/board", **PHONE)
    box = phone.locator(".figures-box").first
    assert box.evaluate("it => it.scrollWidth > it.clientWidth"), "columns lie outside"
    there = _edge(box)
    box.evaluate("it => it.scrollTo(it.scrollWidth, 0)")
    assert there < _edge(box) - 20, "shade where there is more, none at the end"
    axe.looks_right(phone)


def _edge(box: Locator) -> int:
    """The brightness of its right edge, beside the figures of its last row."""
    picture = Image.open(io.BytesIO(box.screenshot())).convert("L")
    wide, high = picture.size
    return int(picture.getpixel((wide - 2, high - 4)))
