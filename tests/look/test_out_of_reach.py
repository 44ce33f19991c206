"""The house cannot be reached while somebody presses: the page stays, with what was typed in it.

Else the browser's own page of a house out of reach took its place, in words that are not the
office's, and a PIN, an opinion or a chosen file were gone.
"""

import pytest
from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.look.cable import Cable
from tests.look.test_lost_line import cable, tablet
from tests.office.meetings.gathering import entered

__all__ = ["cable", "tablet"]
WORDS = "Đề nghị làm rõ nguồn vốn."


def _types(tab: Page, path: str) -> None:
    tab.goto(f"{path}/stances")
    expect(tab.locator("html")).to_have_attribute("data-ear", "open")
    tab.get_by_label("Ý kiến khác", exact=True).check()
    tab.locator("textarea").fill(WORDS)


@pytest.mark.sent
def test_hoa_is_told_that_nothing_was_sent_and_sends_it_once_the_line_is_back(
    tablet: Page, cable: Cable, one_cast: Cast
) -> None:
    path = entered(one_cast, agenda=[{"title": "Dự toán năm 2027"}])
    _types(tablet, path)
    cable.cut()
    expect(tablet.locator("html")).not_to_have_attribute("data-ear", "open")
    tablet.get_by_role("button", name="Ghi ý kiến").click()
    expect(tablet.locator("#toast")).to_have_text("Mất kết nối, chưa gửi gì.")
    expect(tablet.locator("textarea")).to_have_value(WORDS)
    cable.mend()
    tablet.get_by_role("button", name="Ghi ý kiến").click()
    expect(tablet.get_by_text("Đã ghi ý kiến")).to_be_visible()
    tablet.goto(f"{path}/stances")
    expect(tablet.locator("textarea")).to_have_value(WORDS)
