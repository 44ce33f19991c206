"""What came after a volume was closed is on its page, and on leaves to be bound behind it."""

import html
import re

import pytest

from server import jobs
from server.clock import today
from tests.cast import Cast
from tests.office.front.test_book_files import text_of
from tests.office.front.test_volumes import closed
from tests.office.outcome import line_of
from tests.office.outgoing import desk
from tests.office.papers import ok

YEAR = today().year


@pytest.fixture
def volume(one_cast: Cast) -> str:
    """Two letters are bound; one of them went out only then."""
    late, other = desk.as_sealed(one_cast), desk.as_registered(one_cast, subject="V/v khác")
    path = closed(one_cast.lan)
    ok(one_cast.lan.does(late, "dispatch"))
    assert line_of(late).later and not line_of(other).later
    return path


def page(hand, path: str) -> str:
    return html.unescape(hand.browser().get(path).text)


def test_the_page_of_the_volume_tells_which_line_and_what(one_cast, volume):
    said = page(one_cast.lan, volume).split("Ghi sau khi khóa quyển", 1)[1]
    assert f"Ngày chuyển “{today():%d/%m/%Y}”" in said and "01/UBND-VHTT" in said
    assert "02/UBND-VHTT" not in said


def test_the_leaves_hold_those_lines_alone_and_say_to_which_volume_they_belong(one_cast, volume):
    browser = one_cast.minh.browser()
    (token,) = re.findall(r'name="csrf_token" value="([^"]*)"', browser.get(volume).text)[:1]
    job = browser.post(f"{volume}/later", data={"csrf_token": token}).headers["Location"]
    jobs.work(int(job.rsplit("/", 1)[1]))
    with browser.get(f"{job}/file") as got:
        cover, leaf = text_of(got.data)
    assert "GHI SAU KHI KHÓA QUYỂN SỐ 1" in cover
    assert "01/UBND-VHTT" in leaf and "sau khi khóa quyển" in leaf
    assert "02/UBND-VHTT" not in leaf


def test_where_nothing_came_later_nothing_is_offered(one_cast):
    desk.as_registered(one_cast)
    path = closed(one_cast.lan)
    assert "Ghi sau khi khóa quyển" not in page(one_cast.lan, path)
    browser = one_cast.lan.browser()
    (token,) = re.findall(r'name="csrf_token" value="([^"]*)"', browser.get("/").text)[:1]
    assert browser.post(f"{path}/later", data={"csrf_token": token}).status_code == 404
