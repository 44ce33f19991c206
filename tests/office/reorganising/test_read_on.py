"""After the midnight: the books, files and deliveries of an agency that has ended are read on."""

import re

import pytest

from server.clock import today
from server.handing_over import terms
from server.org.ended import agencies_ever
from server.reorganising.planning import found_plan
from tests.cast import Cast
from tests.office import papers
from tests.office.admin.desk import DAY
from tests.office.casefiles import keeping
from tests.office.casefiles.test_handing_over import pack
from tests.office.outcome import id_of, refused
from tests.office.papers import ok
from tests.office.reorganising.merging import (
    NEW,
    approved,
    at_midnight,
    district_ends,
    done,
    new_day,
)

YEAR = today().year


def delivered(cast: Cast) -> str:
    """Nam's file went to the archive with what Minh had sent, and Thu took it."""
    path = keeping.opened(cast.nam)
    ok(cast.nam.does(path, "add", {"papers": [papers.dispatched(cast)[1:]]}))
    for step in ("close", "transfer"):
        ok(cast.nam.does(path, step))
    pack()
    ok(cast.thu.does(path, "accept_transfer"))
    return path


@pytest.mark.parametrize("door", ["/registers/in/{}", "/registers/out/{}"])
def test_the_auditor_opens_the_closed_books_of_an_agency_that_has_ended(one_cast: Cast, door: str):
    plan = district_ends()
    papers.dispatched(one_cast)
    papers.in_progress(one_cast)
    done(plan)
    with at_midnight():
        son = new_day(one_cast.son)
        there = door.format(YEAR) + "?agency=huyen"
        items = son.sees(there)["items"]
        assert items, "by a program"
        page = son.browser().get(there)
        assert page.status_code == 200 and 'id="rows"' in page.text
        assert all(str(one["code"]) in page.text for one in items)
        refused(son.asks("GET", door.format(YEAR) + "?agency=huyen9"), "unknown_agency")


def test_it_stands_in_the_auditors_choice_behind_those_that_work(one_cast: Cast):
    done(approved())
    with at_midnight():
        offered = agencies_ever()
        assert [code for code, _name in offered][-2:] == ["hoangphu", "hoangdong"]
        assert dict(offered)["hoangphu"] == f"UBND xã Hoằng Phú (đến {today() - DAY:%d/%m/%Y})"
        page = new_day(one_cast.son).browser().get("/audit/numbers?agency=hoangphu")
        assert page.status_code == 200
        assert '<option value="hoangphu" selected>' in page.text


def test_who_keeps_the_archive_now_reads_what_was_delivered_before(one_cast: Cast):
    plan_id = district_ends().id
    cast = one_cast
    path = delivered(cast)
    shown = re.search(r'href="(/casefiles/deliveries/\d+)"', cast.thu.browser().get(path).text)
    assert shown is not None
    door = shown.group(1)
    done(found_plan(plan_id))
    with at_midnight():
        thu = new_day(cast.thu)
        assert thu.actor.agency_code == NEW.code
        browser = thu.browser()
        assert f'href="{door}"' in browser.get(path).text
        assert f'href="{path}"' in browser.get(door).text
        assert f'href="{door}"' in browser.get("/casefiles/deliveries").text
        assert browser.get(f"{door}/minutes.pdf").status_code == 200


def test_who_reads_one_file_is_not_led_to_the_list_of_all_that_went_with_it(one_cast: Cast):
    path = delivered(one_cast)
    assert id_of(path)
    son = one_cast.son.browser()
    page = son.get(path)
    assert page.status_code == 200 and "/casefiles/deliveries/" not in page.text


def test_an_old_paper_says_whose_it_was_and_its_closed_book_offers_no_pen(one_cast: Cast):
    """Who came after reads 12/BC of the commune before beside her own 12/BC (ORG-11, ORG-15)."""
    plan = district_ends()
    path = papers.dispatched(one_cast)
    papers.in_progress(one_cast)
    assert "Văn bản của" not in one_cast.lan.browser().get(path).text
    assert "Sửa dòng trong sổ" in one_cast.lan.browser().get(path).text
    done(plan)
    with at_midnight():
        ended = f"(đến {today() - DAY:%d/%m/%Y})"
        page = new_day(one_cast.lan).browser().get(path).text
        assert "Văn bản của" in page and f"UBND huyện Hoằng Hóa {ended}" in page
        assert "Sửa dòng trong sổ" not in page


def test_what_waits_for_the_archive_is_its_heirs_and_no_alarm(one_cast: Cast):
    """Handed in on the last evening: who keeps the archive now takes it, and nothing is left."""
    plan = district_ends()
    path = keeping.opened(one_cast.nam)
    ok(one_cast.nam.does(path, "add", {"papers": [papers.dispatched(one_cast)[1:]]}))
    for step in ("close", "transfer"):
        ok(one_cast.nam.does(path, step))
    done(plan)
    with at_midnight():
        assert (terms.terms(), terms.closings()) == ([], [])
        thu = new_day(one_cast.thu).browser()
        assert path in thu.get("/").text
        assert f"Lưu trữ viên {one_cast.thu.actor.name}" in thu.get(path).text, "not vacant"
