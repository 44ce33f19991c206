"""What a line says: of which kind, whose, and whose deadline it names."""

import re

import pytest

from tests.cast import Cast
from tests.office.casefiles.keeping import opened
from tests.office.incoming import desk
from tests.office.papers import drafted, submitted
from tests.office.reorganising.test_midnight import presented


@pytest.fixture
def cast(one_cast: Cast) -> Cast:
    return one_cast


def main(hand, path: str) -> str:
    page = hand.browser().get(path)
    assert page.status_code == 200, path
    return re.sub(r"\s+", " ", page.text.partition("<main")[2])


def test_a_line_of_the_desk_says_what_it_is_and_that_a_clerks_step_has_its_own_day(cast: Cast):
    """Lan has until tomorrow to lay it before Minh; Nam has until the day that was set."""
    path = desk.assigned(cast)
    desk.registered(cast, number="1251")
    line = main(cast.lan, "/").partition('class="works"')[2]
    assert "Đến ·" in line and "hạn của bước này" in line
    line = main(cast.nam, "/").partition('class="works"')[2]
    assert "hạn của bước này" not in line and "Đến ·" in line
    assert "hạn của người được giao" in main(cast.nam, path)
    assert "Hạn giải quyết" in main(cast.lan, "/incoming")
    draft = drafted(cast)
    assert draft in main(cast.nam, "/") and "Đi ·" in main(cast.nam, "/")


def test_the_auditors_lists_say_whose_each_paper_is(cast: Cast):
    desk.registered(cast)
    presented(cast.dao)
    page = main(cast.son, "/incoming")
    assert "<b>UBND huyện Hoằng Hóa</b> ·" in page and "<b>UBND xã Hoằng Phú</b> ·" in page
    assert "<b>UBND" not in main(cast.lan, "/incoming")
    one = main(cast.son, f"/incoming?agency={cast.dao.actor.agency_id}")
    assert "<b>UBND xã Hoằng Phú</b>" in one and "<b>UBND huyện" not in one


def test_leaders_find_the_boards_in_the_rail(cast: Cast):
    for hand in (cast.minh, cast.tuan, cast.hoa):
        page = hand.browser().get("/").text
        assert '<a href="/board"' in page.partition("<main")[0]
        board = hand.browser().get("/board").text
        assert 'href="/tasks/board"' in board
        here = re.findall(r'<a href="([^"]*)" aria-current="page">', board)
        assert here[0] == "/board"
    for hand in (cast.nam, cast.lan):
        assert 'href="/board"' not in hand.browser().get("/").text.partition("<main")[0]


def test_a_saved_draft_is_looked_at_before_it_is_submitted(cast: Cast):
    """As the page that it would be, by whoever reads it; afterwards its own page stands there."""
    path = drafted(cast)
    page = cast.nam.browser().get(path).text
    assert f'data-first="{path}/page.pdf"' in page
    pdf = cast.nam.browser().get(f"{path}/page.pdf", buffered=True)
    assert (pdf.status_code, pdf.mimetype, pdf.data[:5]) == (200, "application/pdf", b"%PDF-")
    assert cast.cv_tckh.browser().get(f"{path}/page.pdf").status_code == 404
    sent = submitted(cast)
    assert "page.pdf" not in cast.nam.browser().get(sent).text
    assert cast.nam.browser().get(f"{sent}/page.pdf").headers["Location"] == sent
    viewer = {"Sec-Fetch-Dest": "empty"}
    late = cast.nam.browser().get(
        f"{sent}/page.pdf", headers=viewer, follow_redirects=True, buffered=True
    )
    assert late.data[:5] == b"%PDF-", "a viewer that asks late shows the page that it has by now"


def test_an_empty_file_says_why_it_cannot_be_closed(cast: Cast):
    page = main(cast.nam, opened(cast.nam, code="09.VHTT"))
    assert "Hồ sơ trống chưa kết thúc được" in page
