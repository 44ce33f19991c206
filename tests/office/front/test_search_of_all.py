"""Sơn, who audits, finds one letter in every book that it stands in: each line says whose."""

import re

import pytest

from tests.office.front import test_search
from tests.office.front.desks import registered
from tests.office.front.test_search import found, lines, opened

one_cast = test_search.one_cast
WORDS = "không giấy tờ"
LINE = re.compile(r'<tr><td>[^<]*<td>.*?<a href="(.*?)">.*?<small>(?:<b>(.*?)</b>)?')


@pytest.fixture
def both(one_cast) -> tuple[str, str]:
    """The same letter in the district's book and in Hoằng Phú's."""
    subject = "V/v phòng họp không giấy tờ"
    of = [registered(one.actor, subject=subject)[0] for one in (one_cast.lan, one_cast.dao)]
    return f"/incoming/{of[0]}", f"/incoming/{of[1]}"


def told(page: str) -> dict[str, str]:
    """The paper of each line, and whose it is said to be."""
    return dict(LINE.findall(page))


def test_each_line_of_an_auditors_search_says_whose_paper_it_is(one_cast, both):
    district, phu = both
    page = opened(one_cast.son, q=WORDS)
    assert told(page) == {district: "UBND huyện Hoằng Hóa", phu: "UBND xã Hoằng Phú"}


def test_he_narrows_it_to_one_agencys(one_cast, both):
    district, phu = both
    assert lines(opened(one_cast.son, q=WORDS, agency="huyen")) == [district]
    assert lines(opened(one_cast.son, q=WORDS, agency="hoangphu")) == [phu]
    assert found(one_cast.son, q=WORDS, agency="hoangphu") == [("incoming", int(phu[10:]))]


def test_a_program_is_told_whose_it_is_too_and_that_there_is_no_such_agency(one_cast, both):
    got = one_cast.son.asks("GET", "/search", query_string={"q": WORDS}).json["items"]
    assert {f"/incoming/{one['id']}": one["agency"] for one in got} == dict(
        zip(both, ("huyen", "hoangphu"), strict=True)
    )
    no = one_cast.son.asks("GET", "/search", query_string={"q": WORDS, "agency": "khongco"})
    assert (no.status_code, no.json["code"]) == (422, "unknown_agency")


def test_who_reads_his_own_agencys_is_neither_told_nor_asked(one_cast, both):
    page = opened(one_cast.lan, q=WORDS)
    assert told(page) == {both[0]: ""}
    assert 'name="agency"' not in page
    assert lines(opened(one_cast.lan, q=WORDS, agency="hoangphu")) == [both[0]]
    assert found(one_cast.lan, q=WORDS, agency="hoangphu") == []
