"""One box finds tasks and case files too: for whoever may read them, and not even as a number."""

import io
from importlib import import_module

import pytest
from sqlalchemy import delete

from server.database import db
from server.finding.models import SearchRow, SearchText
from tests.cast import Cast
from tests.office import papers
from tests.office.casefiles import keeping
from tests.office.front.test_facets import counts
from tests.office.front.test_search import found, lines, opened
from tests.office.meetings.test_tasks_given import given, under_way
from tests.office.outcome import id_of

WORDS = "chống lụt bão"
FILLING = import_module("server.migrations.versions.0033_searches_find_tasks_and_case_files")


@pytest.fixture
def one_cast(one_app) -> Cast:
    return Cast(one_app)


def both(cast: Cast) -> tuple[str, str]:
    """Minh gave a task to Nam, and Nam keeps a file of the same matter."""
    task = given(cast.minh, title="Rà soát phương án chống lụt bão", lead=cast.nam.account)
    case = keeping.opened(cast.nam, title="Hồ sơ chống lụt bão", code="07.VHTT")
    return task, case


def test_they_stand_in_one_list_with_their_words_folded_or_not(cast: Cast):
    task, case = both(cast)
    for words in (WORDS, "chong lut bao", "lụt bão phương OR hồ"):
        assert lines(opened(cast.nam, q=words)) == [case, task]
    assert found(cast.nam, q="lut bao", kind="tasks") == [("tasks", id_of(task))]
    assert found(cast.nam, q="07.VHTT") == [("casefiles", id_of(case))]
    assert found(cast.nam, q="lut bao", year=2026, kind="tasks") == []
    page = opened(cast.nam, q=WORDS)
    assert "Nam" in page and "07.VHTT" in page
    assert counts(cast.nam, WORDS)["kind"] == {"tasks": 1, "casefiles": 1}


def test_whose_they_are_not_hears_nothing_of_them_not_even_a_number(cast: Cast):
    both(cast)
    for hand in (cast.cv_tckh, cast.dao):
        assert found(hand, q=WORDS) == []
        assert not any(counts(hand, WORDS).values())


@pytest.mark.sent
def test_a_new_title_is_found_and_the_old_one_is_not(one_cast: Cast):
    _task, case = both(one_cast)
    keeping.put(one_cast.nam, case, papers.SENT)
    new = {"retention": 10, "title": "Hồ sơ phòng cháy rừng"}
    papers.ok(one_cast.nam.does(case, "close", new))
    assert found(one_cast.nam, q="phòng cháy rừng") == [("casefiles", id_of(case))]
    assert found(one_cast.nam, q="chống lụt", kind="casefiles") == []


def test_all_of_the_evidence_is_found_not_only_what_was_handed_in_last(one_cast: Cast):
    task, _case = both(one_cast)
    under_way(one_cast.nam, task)
    for words in ("Bao cao thuy loi noi dong", "Danh sach ho so tan"):
        data = {"file": (io.BytesIO(papers.scan(words)), "minh-chung.pdf")}
        assert one_cast.nam.asks("POST", f"{task}/files", data=data).status_code == 201
    for words in ("thuy loi noi dong", "ho so tan"):
        assert found(one_cast.nam, q=words) == [("tasks", id_of(task))]


def test_those_that_were_there_before_are_found_too(cast: Cast):
    """What the change of tables fills in is what the acts leave."""
    task, case = both(cast)
    left = {(one.paper_kind, one.folded, one.marked) for one in db.session.query(SearchRow)}
    for row in (SearchText, SearchRow):
        db.session.execute(delete(row))
    FILLING.fill(db.session.connection())
    db.session.commit()
    filled = {(one.paper_kind, one.folded, one.marked) for one in db.session.query(SearchRow)}
    assert filled == {one for one in left if one[0] in FILLING.TABLES}
    assert {name for name, _id in found(cast.nam, q=WORDS)} == {"tasks", "casefiles"}
    assert found(cast.dao, q=WORDS) == [] and case != task
