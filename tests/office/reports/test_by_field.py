"""What Minh is told by field of work: the headings of the year's list of files (chapter 13)."""

import html
import re

import pytest

from server.clock import today
from tests.cast import Cast
from tests.office.casefiles.keeping import opened, put
from tests.office.casefiles.test_plan import LINE, PLAN, line_of, sends
from tests.office.incoming import desk
from tests.office.papers import SENT
from tests.office.reports.test_reports import FIGURE, listed

pytestmark = pytest.mark.sent
FIELDS = {"Chuyển đổi số": "Hội thi tin học", "Văn hóa, thể thao": "Đại hội Thể dục thể thao"}
NONE = "chưa rõ lĩnh vực"


def files(cast: Cast) -> list[str]:
    """A file under each of two headings of the approved list, opened by Nam."""
    for heading, title in FIELDS.items():
        sends(cast.hoa, f"{PLAN}/new", **LINE | {"heading": heading, "title": title})
    sends(cast.minh, f"{PLAN}/approve", decision="02/QĐ-UBND")
    return [sends(cast.nam, f"{PLAN}/open", line=str(line_of(it))).location for it in
            FIELDS.values()]  # fmt: skip


def told(cast: Cast, of: str) -> dict[str, list[int]]:
    return {one["name"]: one["cells"] for one in asked(cast, of)["rows"]}


def asked(cast: Cast, of: str) -> dict:
    return cast.minh.sees(f"/reports/{of}?by=field&first={today()}&last={today()}")


def test_a_document_is_of_the_field_of_the_first_listed_file_that_it_was_laid_in(cast: Cast):
    """In two files it counts once; what lies in none, or in one beside the list, has no field."""
    digital, culture = files(cast)
    letter = desk.done(cast)
    desk.registered(cast, number="1251")
    put(cast.nam, digital, letter)
    put(cast.nam, culture, letter)
    said = {name: cells[:2] for name, cells in told(cast, "incoming").items()}
    assert said == {"Chuyển đổi số": [1, 1], NONE: [1, 0]}
    put(cast.nam, opened(cast.nam, code="09.VHTT"), SENT)
    assert [*told(cast, "outgoing")] == [NONE]
    put(cast.nam, culture, SENT)
    assert [*told(cast, "outgoing")] == ["Văn hóa, thể thao"]
    assert "đề mục, trong danh mục hồ sơ" in asked(cast, "incoming")["notes"][-1]


def test_what_lies_in_no_file_yet_is_of_its_units_only_heading(cast: Cast):
    """With a second heading nobody can tell any more which of the two it is."""
    said = LINE | {"heading": "Văn hóa, thể thao"}
    for title in ("Đại hội", "Hội thao"):
        sends(cast.hoa, f"{PLAN}/new", **said | {"title": title})
    desk.directed(cast)
    desk.registered(cast, number="1251")
    assert {name: cells[0] for name, cells in told(cast, "incoming").items()} == {
        "Văn hóa, thể thao": 1, NONE: 1,
    }  # fmt: skip
    assert [*told(cast, "outgoing")] == ["Văn hóa, thể thao"]
    sends(cast.hoa, f"{PLAN}/new", **LINE | {"heading": "Du lịch", "title": "Lễ hội"})
    assert [*told(cast, "incoming")] == [NONE]


def test_a_figure_of_a_field_opens_its_lines_and_says_which(one_cast: Cast):
    digital, _culture = files(one_cast)
    put(one_cast.nam, digital, desk.done(one_cast))
    browser = one_cast.minh.browser()
    page = browser.get(f"/reports?by=field&first={today()}&last={today()}").text
    hrefs = [html.unescape(href) for href, _n in FIGURE.findall(page) if "field=" in href]
    assert hrefs and listed(browser, hrefs[0]) == ["1"]
    there = browser.get(hrefs[0]).text
    assert "Chuyển đổi số" in there and re.search(r'href="/reports\?[^"]*by=field', there)
    assert not listed(browser, hrefs[0].replace("field=Chuy", "field=Huy"))
