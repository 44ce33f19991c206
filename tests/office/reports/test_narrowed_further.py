"""Behind a figure stands a list that is narrowed like every other: by bar, in the address."""

import html
import re

import pytest

from tests.cast import Cast
from tests.office.incoming.desk import directed


def bar(page: str) -> dict[str, str]:
    """The boxes above the list, by name: what each is set to."""
    form = page[page.index('<form class="filters"') :].split("</form>", maxsplit=1)[0]
    selects = re.findall(r'<select[^>]* name="(\w+)">(.*?)</select>', form, re.DOTALL)
    chosen = {name: re.search(r'value="([^"]*)"[^>]* selected', box) for name, box in selects}
    typed = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
    return {name: found[1] if found else "" for name, found in chosen.items()} | typed


def test_a_letters_list_is_narrowed_by_outcome_unit_and_urgency(one_cast: Cast) -> None:
    path = directed(one_cast)
    browser = one_cast.tuan.browser()
    page = browser.get("/reports/incoming?outcome=open&doc_type=Công văn").text
    assert {"outcome", "unit", "urgency", "first", "last", "doc_type"} <= bar(page).keys()
    assert (bar(page)["outcome"], html.unescape(bar(page)["doc_type"])) == ("open", "Công văn")
    assert f'href="{path}"' in browser.get("/reports/incoming?outcome=open").text
    assert f'href="{path}"' not in browser.get("/reports/incoming?outcome=open&unit=none").text
    assert f'href="{path}"' not in browser.get("/reports/incoming?outcome=late").text
    rows = browser.get("/reports/incoming?outcome=late").text.split('<div id="rows"')[1]
    assert "hoặc bỏ bớt điều kiện" in rows, "what is told of the list changes with it"


def test_a_head_has_no_other_unit_to_choose(one_cast: Cast) -> None:
    page = one_cast.hoa.browser().get("/reports/incoming").text
    assert "unit" not in bar(page) and "outcome" in bar(page)


def test_what_stands_open_now_has_no_days_and_only_its_parts(one_cast: Cast) -> None:
    page = one_cast.tuan.browser().get("/reports/incoming?outcome=undone").text
    assert "first" not in bar(page) and bar(page)["outcome"] == "undone"
    assert '<option value="late"' not in page


@pytest.mark.parametrize("of", ["exchange", "exceptions", "meetings"])
def test_what_is_no_document_is_narrowed_too(one_cast: Cast, of: str) -> None:
    page = one_cast.minh.browser().get(f"/reports/{of}").text
    assert {"first", "last"} <= bar(page).keys()
    assert ("outcome" in bar(page)) == (of != "meetings")


def test_a_unit_that_is_no_more_stays_as_it_was_asked(one_cast: Cast) -> None:
    page = one_cast.tuan.browser().get("/reports/incoming?unit=999").text
    assert bar(page)["unit"] == "999"
