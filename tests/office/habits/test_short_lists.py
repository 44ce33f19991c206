"""Groups, phrases and templates grow to a hundred: Lan finds one by a word, Minh his own first."""

import pytest
from flask import Flask

from server.habits import phrases
from server.org.phrases import suggested
from tests.cast import Cast
from tests.office.admin.test_templates import make
from tests.office.habits.test_groups import kept


@pytest.fixture
def cast(one_app: Flask) -> Cast:
    return Cast(one_app)


def says(cast: Cast, text: str, *, shared: bool = True) -> None:
    hand = cast.lan if shared else cast.minh
    phrases.make(hand.actor, phrases.Wanted(text, "directive"), shared=shared)


def test_lan_finds_one_of_many_by_a_word_without_marks(cast):
    kept(cast.lan, "Các xã ven biển")
    kept(cast.lan, "Các xã miền núi")
    says(cast, "Giao Phòng Nội vụ tham mưu.")
    says(cast, "Lưu hồ sơ công việc.")
    browser = cast.lan.browser()
    for path, word, found, other in (
        ("/groups", "bien ven", "ven biển", "miền núi"),
        ("/phrases", "noi vu", "Phòng Nội vụ", "Lưu hồ sơ công việc"),
    ):
        assert other in browser.get(path).text
        page = browser.get(f"{path}?q={word}").text
        assert found in page and other not in page
        assert f'value="{word}"' in page, "what was asked stands in the box"
        assert "Không có dòng nào khớp." in browser.get(f"{path}?q=khongthay").text


def test_kien_finds_a_template_within_its_agency(cast):
    make()
    make(name="Giấy mời giao ban", subject="Họp giao ban tháng")
    browser = cast.kien.browser()
    page = browser.get("/people/templates?agency=huyen&q=giao+ban").text
    assert "Giấy mời giao ban" in page and "Báo cáo tuần" not in page


def test_where_none_is_kept_it_is_said_what_one_is_for_and_no_box_asks(cast):
    dao, kien = cast.dao.browser(), cast.kien.browser()
    for browser, path, words in (
        (dao, "/groups", "Lập một nhóm cho những nơi hay gửi cùng nhau"),
        (dao, "/phrases", "lần sau bấm là điền"),
        (kien, "/people/templates?agency=hoangphu", "người soạn bắt đầu từ mẫu"),
    ):
        page = browser.get(path).text
        assert words in page and 'type="search"' not in page, path


def test_ones_own_sentence_stands_before_the_forty_of_the_agency(cast):
    """The first rows are seen without scrolling, and he kept it to be at hand."""
    says(cast, "Của cơ quan.")
    says(cast, "Tôi chủ trì họp.", shared=False)
    assert suggested(cast.minh.actor, "directive", ()) == ["Tôi chủ trì họp.", "Của cơ quan."]
