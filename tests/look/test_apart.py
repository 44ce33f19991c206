"""What is pressed stands apart from what is pressed beside it, on a desk and on a phone."""

import pytest
from playwright.sync_api import Page

PAIRS = """forms => forms.flatMap((form) => {
  const boxes = [...form.querySelectorAll('.btn')].map((one) => one.getBoundingClientRect());
  return boxes.slice(1).map((box, n) => Math.max(box.left - boxes[n].right,
    box.top - boxes[n].bottom));
})"""


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
def test_buttons_that_take_a_list_along_do_not_touch(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto("/p/tombstones")
    gaps = page.locator(".row-form").evaluate_all(PAIRS)
    assert len(gaps) == 2
    assert all(gap >= 8 for gap in gaps), gaps
