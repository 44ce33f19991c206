"""Which documents a file takes by itself is mended while it is open (CF-04)."""

import html

from server.documents.casefiles.models import CaseFile
from server.documents.incoming.models import IncomingDocument
from tests.cast import Cast
from tests.office import papers
from tests.office.casefiles.keeping import CHOSEN, case_of, opened, put
from tests.office.casefiles.test_plan import sends
from tests.office.incoming import desk
from tests.office.outcome import change, id_of, last_step, reads, refused

LETTERS = {"takes_kinds": ["incoming"], "takes_words": "Sổ sách  không có"}
EVERY = {"takes_kinds": ["incoming"], "takes_types": ["Công văn"]}


def names(cast: Cast, path: str) -> list[str]:
    return [f"/{one['paper']}" for one in cast.nam.sees(path)["contents"]]


def finished(cast: Cast) -> str:
    letter = desk.in_progress(cast)
    papers.ok(cast.nam.does(letter, "propose_close", {"no_reply_reason": "Để biết"}))
    papers.ok(cast.hoa.does(letter, "close"))
    change(IncomingDocument, {"id": id_of(letter)}, issuer=f"Nơi gửi {letter}")  # no double
    return letter


def test_words_that_were_mistyped_are_mended_and_what_ends_from_then_on_comes(one_cast: Cast):
    path = opened(one_cast.nam, **LETTERS)
    finished(one_cast)
    assert names(one_cast, path) == []
    papers.ok(one_cast.nam.does(path, "set_rule", EVERY))
    assert last_step(path)[::2] == ("set_rule", "văn bản đến; Công văn")
    assert names(one_cast, path) == [], "what ended before is put in by hand"
    letter = finished(one_cast)
    assert letter in names(one_cast, path)
    papers.ok(one_cast.nam.does(path, "set_rule", {}))
    assert last_step(path)[2] == "chỉ đưa vào bằng tay"
    assert finished(one_cast) not in names(one_cast, path)


def test_the_page_shows_the_words_as_they_were_typed_and_the_form_begins_with_them(one_cast: Cast):
    path = opened(one_cast.nam, **LETTERS)
    page = html.unescape(one_cast.nam.browser().get(path).text)
    assert "trích yếu có “Sổ sách không có”" in page
    assert 'name="takes_words" value="Sổ sách không có"' in page
    assert '<option value="incoming" selected' in page


def test_who_does_not_keep_it_changes_nothing_and_a_closed_one_is_as_it_is(one_cast: Cast):
    path = opened(one_cast.nam)
    refused(one_cast.cv_tckh.does(path, "set_rule", EVERY), "not_found")
    put(one_cast.nam, path, finished(one_cast))
    papers.ok(one_cast.nam.does(path, "close"))
    refused(one_cast.nam.does(path, "set_rule", EVERY), "wrong_state")


def test_no_rule_feels_for_words_in_what_its_keeper_may_not_read(one_cast: Cast):
    """Issue 6: not by a bare ordinal either. Who may read it puts it in by hand."""
    path = opened(one_cast.cv_tckh, **EVERY)
    change(CaseFile, {"id": id_of(path)}, unit_id=None)
    letter = finished(one_cast)
    assert not reads(one_cast.cv_tckh, letter)
    assert one_cast.cv_tckh.sees(path)["contents"] == []
    sent = sends(one_cast.nam, f"/casefiles/put{letter}", case_file=CHOSEN)
    assert sent.status_code in (302, 303), sent.text
    assert [one["subject"] for one in one_cast.cv_tckh.sees(path)["contents"]] == [None]


def test_where_its_post_is_vacant_nothing_comes_by_itself(one_cast: Cast):
    path = opened(one_cast.nam, **EVERY)
    change(CaseFile, {"id": id_of(path)}, keeper_post_id=None)
    finished(one_cast)
    assert case_of(path).size == 0
