"""A subject without a blank, as scans and letters bring them, pushes no page sideways."""

from collections.abc import Callable

import pytest

from tests.cast import Cast
from tests.look import hall
from tests.look.conftest import DESK, PHONE
from tests.office.papers import arrived

opens = hall.opens
Opens = Callable[[str], hall.Room]
RUN_TOGETHER = "Nghiêncứuứngdụngcôngnghệthôngtintrongcảicáchhànhchính" * 4


@pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
def test_of_a_paper_that_came(opens: Opens, one_cast: Cast, screen: dict) -> None:
    path = arrived(one_cast, subject=RUN_TOGETHER)
    tab = opens(path).comes(one_cast.lan, path, **screen)
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
