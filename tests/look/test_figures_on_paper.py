"""A report printed from its page: every column stands on the paper, for nobody scrolls there.

Minh printed the tasks of his units: "đã hủy", "được gia hạn" and "gia hạn từ hai lần" were cut off.
"""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from tests.cast import Cast
from tests.look import hall
from tests.look.conftest import DESK
from tests.office.meetings.test_tasks_given import given
from tests.office.papers import due

opens = hall.opens


@pytest.mark.parametrize(("page", "last"), [
    ("/reports?of=tasks", "xong trong kỳ, quá hạn"),
    ("/tasks/board", "hoàn thành quá hạn"),
])  # fmt: skip
def test_the_last_column_is_printed(
    opens: Callable[[str], hall.Room], one_cast: Cast, tmp_path: Path, page: str, last: str
) -> None:
    given(one_cast.minh, lead="vhtt", due_at=due(1))
    desk = opens("").comes(one_cast.minh, page, **DESK)
    desk.pdf(path=tmp_path / "one.pdf", prefer_css_page_size=True)
    with pypdfium2.PdfDocument(tmp_path / "one.pdf") as leaves:
        words = " ".join(leaf.get_textpage().get_text_range() for leaf in leaves)
        width, height = leaves[0].get_size()
    assert last in " ".join(words.split()) and width > height


BREAKS = "(one) => getComputedStyle(document.querySelector(one)).breakBefore"


def test_the_sum_does_not_stand_alone_on_the_next_sheet(
    opens: Callable[[str], hall.Room], one_cast: Cast
) -> None:
    """Nor the heads at the foot of the first: Minh's board had both."""
    given(one_cast.minh, lead="vhtt", due_at=due(1))
    desk = opens("").comes(one_cast.minh, "/tasks/board", **DESK)
    desk.emulate_media(media="print")
    for row in ("tfoot tr", "tbody tr:first-child"):
        assert desk.evaluate(BREAKS, row) == "avoid"
