"""Of a secret scan that stays in a closed file no word is kept; reopened, it goes (SEC-02)."""

import pytest
from sqlalchemy import select

from server.database import db
from server.documents.scanned import reading
from server.files import store
from server.papers.models import ScanText
from server.papers.services import files_of
from tests.cast import Cast
from tests.office import papers
from tests.office.casefiles.keeping import opened
from tests.office.incoming.shredder import rows_with
from tests.office.outcome import id_of
from tests.office.scanned.laying import found, held, needs_data, reads_all
from tests.office.scanned.test_taken_away import NO_SECRET, put

pytestmark = needs_data
SAID = {"title": "Biên bản làm việc", "day": "2026-01-05"}


@pytest.fixture
def shut(one_cast: Cast) -> str:
    """Nam laid a secret scan in his file and closed it before anybody had read the scan."""
    path = opened(one_cast.nam)
    put(one_cast, path, SAID)
    papers.ok(one_cast.nam.does(path, "close"))
    reads_all()
    return path


def test_no_table_holds_a_word_of_it_and_no_night_reads_it_again(one_cast: Cast, shut: str):
    assert rows_with("tuyệt mật") == [] == rows_with("tuyet mat")
    (row,) = db.session.scalars(select(ScanText)).all()
    assert (row.hushed, row.text, row.folded, row.words) == (True, "", "", [])
    reading.read_on_all()
    assert reads_all() == 0


def test_reopened_it_lies_with_the_clerk_and_let_out_it_is_found_by_its_words(
    one_cast: Cast, shut: str
):
    """The leader heard of it; he, or who answers for the file, opens it again."""
    (file,) = files_of("casefiles", id_of(shut))
    papers.ok(one_cast.hoa.does(shut, "reopen", {"reason": "Rút bản quét nghi mật"}))
    assert reads_all() == 1
    assert files_of("casefiles", id_of(shut)) == [] and store().is_shut(file.sha256)
    papers.ok(one_cast.minh.does(f"/incoming/{held().id}", "release", NO_SECRET))
    assert found(one_cast.nam, "hoang phu") == [], "no word of it was kept"
    assert reads_all() == 1
    assert found(one_cast.nam, "hoang phu") == [shut.strip("/")]
    assert [one.sha256 for one in files_of("casefiles", id_of(shut))] == [file.sha256]
