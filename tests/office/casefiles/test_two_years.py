"""In January the files of two years are open under one code: a paper goes where it was put."""

import html

import pytest

from server.clock import today
from server.documents.casefiles.models import CaseFile
from tests.cast import Cast
from tests.office import papers
from tests.office.casefiles.keeping import CODE, opened
from tests.office.casefiles.test_plan import sends
from tests.office.incoming import desk
from tests.office.outcome import change, id_of

THIS, LAST = today().year, today().year - 1


@pytest.fixture
def both(one_cast: Cast) -> tuple[str, str]:
    """Last year's file and this year's."""
    old = opened(one_cast.nam, title="Chuyển đổi số năm trước")
    change(CaseFile, {"id": id_of(old)}, year=LAST)
    return old, opened(one_cast.nam)


def lies_in(cast: Cast, path: str) -> list[str]:
    return [one["paper"] for one in cast.nam.sees(path)["contents"]]


def test_put_into_last_years_file_it_does_not_lie_in_this_years(one_cast: Cast, both):
    """Both were offered, both were called `01.VHTT`, and the younger took whatever was chosen."""
    old, new = both
    letter = desk.in_progress(one_cast)
    door = f"/casefiles/put{letter}"
    page = html.unescape(one_cast.nam.browser().get(door).text)
    for year in (THIS, LAST):
        assert f'value="{CODE} ({year})"' in page
    sent = sends(one_cast.nam, door, case_file=f"{CODE} ({LAST})")
    assert sent.location == letter
    assert lies_in(one_cast, old) == [letter.strip("/")] and lies_in(one_cast, new) == []


def test_with_what_proposes_to_close_it_too(one_cast: Cast, both):
    old, new = both
    letter = desk.in_progress(one_cast)
    page = html.unescape(one_cast.nam.browser().get(letter).text)
    assert f'value="{CODE} ({LAST})"' in page
    said = {"no_reply_reason": "Để biết", "case_file": f"{CODE} ({LAST})"}
    papers.ok(one_cast.nam.does(letter, "propose_close", said))
    assert lies_in(one_cast, old) == [letter.strip("/")] and lies_in(one_cast, new) == []


def test_a_program_that_names_the_code_alone_means_the_youngest(one_cast: Cast, both):
    old, new = both
    letter = desk.in_progress(one_cast)
    said = {"no_reply_reason": "Để biết", "case_file": CODE}
    papers.ok(one_cast.nam.does(letter, "propose_close", said))
    assert lies_in(one_cast, new) == [letter.strip("/")] and lies_in(one_cast, old) == []
