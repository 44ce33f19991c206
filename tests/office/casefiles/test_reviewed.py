"""Before a file is closed Nam is shown what lies in it twice, and what lacks (CF-06)."""

import html

import pytest

from server.documents.casefiles import reviewing
from tests.cast import Cast
from tests.office import papers
from tests.office.casefiles.keeping import case_of, filled, opened, put
from tests.office.casefiles.test_exhibits import laid, photo
from tests.office.casefiles.test_gathered import gathers
from tests.office.incoming import desk

pytestmark = pytest.mark.sent


def shown(cast: Cast, path: str) -> str:
    return html.unescape(cast.nam.browser().get(path).text)


def test_the_same_photograph_laid_in_twice_is_pointed_at_by_its_places(cast: Cast):
    path = opened(cast.nam)
    for name in ("a.jpg", "b.jpg"):
        laid(cast.nam, path, name, photo(), title="Hội nghị", day="2026-01-05")
    assert reviewing.doubles(case_of(path)) == [(1, 2)]
    assert "mục 1, 2 có thể trùng nhau" in shown(cast, path)


def test_two_letters_of_one_number_and_author_are_one_letter_perhaps(one_cast: Cast):
    path = opened(one_cast.nam)
    put(one_cast.nam, path, desk.done(one_cast), papers.SENT)
    assert reviewing.doubles(case_of(path)) == []
    assert "trùng nhau" not in shown(one_cast, path)


def test_what_has_not_come_in_yet_is_counted_until_it_has(one_cast: Cast):
    path = filled(one_cast)
    assert "Còn 2 phiếu, kết quả, biên bản chưa vào hồ sơ." in shown(one_cast, path)
    gathers()
    assert "chưa vào hồ sơ" not in shown(one_cast, path)
