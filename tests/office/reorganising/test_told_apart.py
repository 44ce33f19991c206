"""After the midnight two agencies have the same name: a line says which of them it is of."""

import html

import pytest

from server.clock import today
from server.desks import history
from server.org.ended import called
from tests.cast import Cast
from tests.office.admin.desk import DAY
from tests.office.papers import registered
from tests.office.reorganising.merging import approved, at_midnight, done, new_day, tomorrow
from tests.office.reorganising.test_midnight import presented

ENDED = f"UBND xã Hoằng Phú (đến {today():%d/%m/%Y})"
BOOK = f"Ủy ban nhân dân xã Hoằng Phú (đến {today():%d/%m/%Y})"


def test_a_name_has_its_last_day_from_the_midnight_on():
    midnight = tomorrow()
    assert called("UBND xã Hoằng Phú", midnight) == "UBND xã Hoằng Phú"
    assert called("UBND xã Hoằng Phú", None) == "UBND xã Hoằng Phú"
    with at_midnight():
        assert called("UBND xã Hoằng Phú", midnight) == ENDED
    assert called("X", today() - DAY).endswith(f"{today() - 2 * DAY:%d/%m/%Y})")


def test_the_same_letter_to_two_communes_lies_twice_and_each_line_says_whose_it_was(
    one_cast: Cast,
):
    """On the desk of the chair, in the clerk's list: as like as eggs, but for the old name."""
    for clerk in (one_cast.dao, one_cast.dao2):
        presented(clerk)
    done(approved())
    with at_midnight():
        desk = html.unescape(new_day(one_cast.anh).browser().get("/").text)
        listed = html.unescape(new_day(one_cast.dao).browser().get("/incoming").text)
        for name in ("UBND xã Hoằng Phú", "UBND xã Hoằng Đồng"):
            assert desk.count(f"của {name} · ") == 1, name
            assert listed.count(f"<b>{name}</b> · ") == 1, name


def test_a_letter_that_never_moved_names_nobody(one_cast: Cast):
    registered(one_cast)
    listed = html.unescape(one_cast.lan.browser().get("/incoming").text)
    assert "/incoming/" in listed and "<b>UBND" not in listed
    assert " · của " not in html.unescape(one_cast.lan.browser().get("/").text)


def test_what_is_ones_own_is_not_named(one_cast: Cast):
    registered(one_cast)
    page = html.unescape(one_cast.lan.browser().get("/search?q=chuyển đổi số").text)
    assert "/incoming/" in page and "<b>UBND huyện Hoằng Hóa</b>" not in page
    sons = html.unescape(one_cast.son.browser().get("/search?q=chuyển đổi số").text)
    assert "<b>UBND huyện Hoằng Hóa</b>" in sons, "an auditor reads all agencies' lines"


def test_the_auditors_series_and_the_plan_name_the_last_day(one_cast: Cast):
    presented(one_cast.dao)
    plan = approved()
    done(plan)
    with at_midnight():
        assert BOOK in html.unescape(new_day(one_cast.son).browser().get("/audit/numbers").text)
        page = new_day(one_cast.kien).browser().get(f"/people/reorganisations/{plan.id}").text
        assert f"<td>{ENDED}" in html.unescape(page)


@pytest.mark.parametrize("decision", ["12/NQ-HĐND", "Đợt 2: 12/NQ-HĐND", "QĐ bàn giao cho cấp xã"])
def test_however_the_decision_is_named_it_hides_no_commune(decision: str) -> None:
    why = history.passing(decision, "UBND xã Hoằng Phú", "UBND xã Hoằng Đồng")
    assert history.passed_by(why) == "UBND xã Hoằng Phú"
