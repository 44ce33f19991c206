"""A list of files to be destroyed stands on the desk of whose turn it is (AR-07)."""

import pytest

from tests.cast import Cast
from tests.office import papers
from tests.office.casefiles.test_destroyed import COUNCIL, HOW, expired, listed, takes

pytestmark = pytest.mark.sent


def on_desks(cast: Cast, row: str) -> list[bool]:
    """Whether it waits on the desk of Minh, of Bình, of Thu; who has it there hears it too."""
    told = []
    for hand in (cast.minh, cast.binh, cast.thu):
        desk, bell = (f'href="{row}"' in hand.browser().get(at).text for at in ("/", "/notices"))
        assert bell or not desk
        told.append(desk)
    return told


def test_it_waits_on_the_desk_of_whose_turn_it_is_and_on_nobodys_afterwards(one_cast: Cast):
    """Nothing goes by itself: behind the bell alone, a list would lie for a year unseen."""
    path = expired(one_cast)
    row = listed(one_cast, path)
    assert on_desks(one_cast, row) == [False, False, False]
    papers.ok(takes(one_cast.thu, row, "review", **COUNCIL))
    assert on_desks(one_cast, row) == [True, False, False], "the head's own word"
    papers.ok(takes(one_cast.minh, row, "reject", reason="Còn giá trị"))
    assert on_desks(one_cast, row) == [False, False, False]
    assert "cần anh/chị xem" in one_cast.thu.browser().get("/notices").text
    row = listed(one_cast, path)
    papers.ok(takes(one_cast.thu, row, "review", **COUNCIL))
    papers.ok(takes(one_cast.minh, row, "decide", decision="09/QĐ-UBND"))
    assert on_desks(one_cast, row) == [False, False, True]
    papers.ok(takes(one_cast.thu, row, "carry_out", **HOW))
    assert on_desks(one_cast, row) == [False, False, False]
