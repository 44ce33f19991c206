"""Hoa writes beside a paper of the meeting: her words follow the page, and stay after a no."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from server.meetings.before import notes
from tests.cast import Cast
from tests.look import hall
from tests.look.conftest import DESK
from tests.office.meetings.gathering import entered
from tests.office.papers import registered

opens = hall.opens
FIRST, SECOND = "Hỏi kỹ khoản dự phòng", "Đọc lại bảng ba"


@pytest.mark.parametrize("refused", [False, True])
def test_what_she_typed_is_there_after_a_no(
    opens: Callable[[str], hall.Room], one_cast: Cast, monkeypatch, refused: bool
) -> None:
    """The page that said that all was still there had laid another page's note over it."""
    paper = registered(one_cast, pages=3)[1:]
    path = entered(one_cast, agenda=[{"title": "Dự toán", "documents": [paper]}])
    said = {"document": paper, "page": 1, "text": FIRST}
    assert one_cast.hoa.asks("POST", f"{path}/notes", json=said).status_code == 200
    monkeypatch.setattr(notes, "MOST", 1 if refused else 2)
    tab = opens(path).comes(one_cast.hoa, f"{path}/notes", **DESK)
    text, page = tab.locator("#note-text"), tab.locator("#note-page")
    expect(text).to_have_value(FIRST)
    expect(page).to_have_attribute("max", "3")
    page.fill("2")
    page.press("Tab")
    expect(text).to_have_value("")
    text.fill(SECOND)
    tab.locator("[data-note-form] .btn.main").click()
    expect(tab.locator(".errors" if refused else ".own-note").last).to_be_visible()
    expect(page).to_have_attribute("max", "3")  # the paper lies open again
    expect(text).to_have_value(SECOND if refused else FIRST)
