"""Which words the children hold still for: what is done in a meeting, not what is looked at."""

import pytest

from server import hush
from tests.office.meetings.gathering import does, id_of, item, opened
from tests.office.meetings.test_live import ear, joins


@pytest.fixture
def said(monkeypatch) -> list[str]:
    words = list[str]()

    class Noted(hush.Speaker):
        def begins(self) -> None:
            words.append("begins")

        def ends(self) -> None:
            assert words

    monkeypatch.setattr(hush, "_here", [Noted(hush.slate())])
    return words


def test_what_the_chair_does_is_heard_before_a_paper_is_signed(one_cast, said):
    path = opened(one_cast)
    said.clear()
    does(one_cast.minh, path, "start_item", item=item(one_cast.minh, path))
    assert len(said) == 1


def test_who_looks_at_the_meeting_or_does_other_work_holds_up_nobody(one_cast, said):
    path = opened(one_cast)
    said.clear()
    one_cast.hoa.sees(path)
    one_cast.hoa.asks("GET", "/inbox")
    one_cast.hoa.asks("POST", "/tasks", json={})
    assert not said


def test_so_is_a_page_that_is_turned_and_whoever_comes_in(one_app, one_cast, said):
    path = opened(one_cast)
    with ear(one_app, one_cast.minh) as page:
        said.clear()
        joins(page, path)
        assert len(said) == 1
        page.emit("follow_page", {"meeting": id_of(path)}, callback=True)
        assert len(said) == 2


def test_a_sign_of_life_is_no_word(one_app, one_cast, said):
    """Five hundred pages give one each ten seconds: nothing would be signed."""
    path = opened(one_cast)
    with ear(one_app, one_cast.hoa) as page:
        joins(page, path)
        said.clear()
        page.emit("presence", {"meeting": id_of(path), "rtt": 9}, callback=True)
    assert not said
