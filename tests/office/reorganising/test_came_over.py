"""The first morning: whoever came after somebody has one list of what came to him, from whom."""

import datetime as dt
import html

import pytest
from flask import Flask

from server.reorganising import forewarning
from server.reorganising.came_over import FRESH
from tests.cast import Cast, Hand
from tests.office import papers
from tests.office.reorganising.merging import approved, at_midnight, done, new_day, tomorrow
from tests.office.reorganising.test_midnight import presented

PAGE = "/handing-over/agencies/came"
LINE = "Việc chuyển đến anh/chị khi sắp xếp cơ quan"
OLD = "UBND xã Hoằng Phú (đến "
SUBJECT = "V/v báo cáo chuyển đổi số"


@pytest.fixture
def app(one_app: Flask) -> Flask:
    """What a page says is the same on both databases; `test_midnight` asks both."""
    return one_app


def opens(hand: Hand, path: str) -> str:
    return html.unescape(new_day(hand).browser().get(path).text)


def test_the_desk_leads_to_one_list_of_what_waits_and_from_whom(cast: Cast):
    path = presented(cast.dao, subject=SUBJECT)
    done(approved())
    with at_midnight():
        assert f'href="{PAGE}"' in opens(cast.anh, "/") and LINE in opens(cast.anh, "/")
        page = opens(cast.anh, PAGE)
        assert f'href="{path}"' in page and SUBJECT in page and OLD in page
        assert "số đến 01/" in page, "under its old number"


def test_who_only_reads_has_it_among_all_and_no_line_on_the_desk(cast: Cast):
    path = presented(cast.dao, subject=SUBJECT)
    done(approved())
    with at_midnight():
        assert LINE not in opens(cast.dao, "/")
        assert path not in opens(cast.dao, PAGE) and path in opens(cast.dao, f"{PAGE}?all=1")
        assert "cần tôi xử lý" in opens(cast.anh, f"{PAGE}?all=1")


def test_nobody_else_reads_a_word_of_it(cast: Cast):
    presented(cast.dao, subject=SUBJECT)
    done(approved())
    with at_midnight():
        for hand in (cast.nam, cast.cv_xa):
            for page in (PAGE, f"{PAGE}?all=1"):
                assert SUBJECT not in opens(hand, page)


def test_after_some_mornings_the_desk_is_for_work_again_and_the_list_stays(cast: Cast):
    path = presented(cast.dao, subject=SUBJECT)
    done(approved())
    with at_midnight(tomorrow() + FRESH - dt.timedelta(days=1)):
        forewarning.look()
        assert LINE in opens(cast.anh, "/")
    with at_midnight(tomorrow() + FRESH + dt.timedelta(days=1)):
        forewarning.look()
        assert LINE not in opens(cast.anh, "/") and path in opens(cast.anh, PAGE)


def test_what_is_done_waits_no_more(cast: Cast):
    path = presented(cast.dao)
    done(approved())
    with at_midnight():
        papers.ok(new_day(cast.anh).does(path, "direct", {"text": "Giao", "lead": "vhxh"}))
        assert path not in opens(cast.anh, PAGE) and path in opens(cast.anh, f"{PAGE}?all=1")
