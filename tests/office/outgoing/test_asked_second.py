"""Who is asked to confirm finds it first on his page; others read that it waits (OUT-T16, T17)."""

import html
import re

import pytest

from tests.cast import Cast
from tests.office.front.clicking import Desk
from tests.office.outcome import state_of, waits
from tests.office.outgoing.test_ordered_recall import gone
from tests.office.papers import ok, signed

WHY = {"reason": "Sai nơi nhận"}


def numbered(cast: Cast) -> str:
    path = signed(cast)
    ok(cast.lan.does(path, "number"))
    return path


def primary(page: str) -> str:
    """What the page has as the one thing to do here; empty where there is none."""
    found = re.search(r'<section class="primary".*?</section>', page, re.S)
    return found[0] if found else ""


def test_lan_proposes_and_is_told_that_nothing_was_done_yet(cast: Cast) -> None:
    path, at = numbered(cast), Desk(cast.lan)
    at.sends(f"{path}/void_number", page=path, **WHY)
    said = at.opens(path)
    assert "Đã đề nghị: Hủy số; chờ người thứ hai xác nhận trước " in said
    assert "Đã ghi: Đã đề nghị" not in said
    assert state_of(path) == "NUMBERED"


def test_minh_finds_it_first_called_by_what_he_does_and_it_is_done(one_cast: Cast) -> None:
    path = numbered(one_cast)
    assert primary(one_cast.minh.browser().get(path).text) == ""
    assert one_cast.lan.does(path, "void_number", WHY).status_code == 202
    at = Desk(one_cast.minh)
    first = primary(at.opens(path))
    assert "Xác nhận hủy số" in first and WHY["reason"] in first
    assert "danger" in first, "it is not given back"
    at.sends(f"{path}/void_number", page=path)
    assert "Đã ghi: Hủy số." in at.opens(path)
    assert state_of(path) == "VOIDED"


def registered(cast: Cast) -> str:
    path = numbered(cast)
    ok(cast.lan.does(path, "register"))
    return path


ON = [("register", numbered), ("seal", registered)]


@pytest.mark.parametrize(("step", "brought"), ON)
def test_who_goes_on_meanwhile_reads_that_it_may_be_for_nothing(
    one_cast: Cast, step: str, brought
) -> None:
    path = brought(one_cast)
    before = primary(one_cast.lien.browser().get(path).text)
    assert f'action="{path}/{step}"' in before and "lãnh đạo chưa trả lời" not in before
    assert one_cast.lan.does(path, "void_number", WHY).status_code == 202
    first = primary(one_cast.lien.browser().get(path).text)
    assert f'action="{path}/{step}"' in first, "the law lets it go all the same"
    assert WHY["reason"] in first and "lãnh đạo chưa trả lời" in first
    assert "Phát hành rồi" not in first, "that is said where it goes out"


def test_lan_finds_the_recall_that_minh_ordered_first(one_cast: Cast) -> None:
    path = gone(one_cast)
    assert primary(one_cast.lan.browser().get(path).text) == ""
    order = WHY | {"order_code": "12/CT-UBND của tỉnh"}
    assert one_cast.minh.does(path, "recall", order).status_code == 202
    first = primary(one_cast.lan.browser().get(path).text)
    assert "Thực hiện thu hồi" in first and "12/CT-UBND của tỉnh" in first
    assert primary(one_cast.minh.browser().get(path).text) == "", "he has ordered it"
    assert waits(one_cast.lan, path) == {"recall"}


def test_of_two_clerks_the_slower_reads_who_was_quicker_and_when(one_cast: Cast) -> None:
    path = numbered(one_cast)
    lan, lien = Desk(one_cast.lan), Desk(one_cast.lien)
    seen = re.search(r'name="version" value="([^"]*)"', lien.opens(path))[1]
    lan.sends(f"{path}/register", page=path, version=seen)
    late = lien.sends(f"{path}/register", page=path, version=seen)
    assert late.status_code == 412
    said = html.unescape(late.text)
    assert "vừa thay đổi sau khi anh/chị mở trang" in said
    assert re.search(r"Bước vừa làm: Vào sổ, Nguyễn Thị Lan, lúc \d\d:\d\d", said)
