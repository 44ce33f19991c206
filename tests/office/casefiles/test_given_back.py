"""What the archive gave back ended when it ended: its days do not move with the repair (AR-01)."""

import datetime as dt

import pytest

from server.clock import today
from server.documents.casefiles.models import CaseFile
from server.documents.incoming.models import IncomingDocument
from server.documents.outgoing.models import OutgoingDocument
from tests.cast import Cast
from tests.office import papers
from tests.office.casefiles.keeping import case_of, filled
from tests.office.outcome import change, id_of

pytestmark = pytest.mark.sent
YESTERDAY = today() - dt.timedelta(1)
WHY = {"reason": "Thiếu phụ lục"}
LET_IN = "Cần thêm, bớt văn bản thì trưởng đơn vị, lãnh đạo mở lại hồ sơ."


@pytest.fixture
def path(one_cast: Cast) -> str:
    """Its work ended yesterday; Thu wants something mended."""
    path = filled(one_cast)
    change(CaseFile, {"id": id_of(path)}, opened_on=YESTERDAY)
    for model in (IncomingDocument, OutgoingDocument):
        change(model, {}, issued_on=YESTERDAY)
    papers.ok(one_cast.nam.does(path, "close", {"ended_on": YESTERDAY.isoformat()}))
    papers.ok(one_cast.nam.does(path, "transfer"))
    papers.ok(one_cast.thu.does(path, "return_transfer", WHY))
    return path


def test_closed_again_it_ended_when_it_did(one_cast: Cast, path: str) -> None:
    page = one_cast.nam.browser().get(path).text
    assert f'value="{YESTERDAY:%d/%m/%Y}"' in page
    assert LET_IN in page, "what is missing can be put in by nobody while it is closed"
    due = case_of(path).due_on
    papers.ok(one_cast.nam.does(path, "close"))
    assert (case_of(path).ended_on, case_of(path).due_on) == (YESTERDAY, due)


def test_opened_again_it_ends_anew(one_cast: Cast, path: str) -> None:
    papers.ok(one_cast.hoa.does(path, "reopen", WHY))
    page = one_cast.nam.browser().get(path).text
    assert f'value="{YESTERDAY:%d/%m/%Y}"' not in page
    assert LET_IN not in page
    papers.ok(one_cast.nam.does(path, "close"))
    assert case_of(path).ended_on == today()


def test_a_delivery_of_which_nothing_stayed_says_so(one_cast: Cast, path: str) -> None:
    """'0 hồ sơ, đã nhận 0' told nobody why."""
    browser = one_cast.nam.browser()
    listed = browser.get("/casefiles/deliveries").text
    assert "đã trả lại người nộp" in listed
    assert "đã nhận 0" not in listed
    there = listed.split('href="/casefiles/deliveries/', 1)[1].split('"', 1)[0]
    page = browser.get(f"/casefiles/deliveries/{there}").text
    assert "Hồ sơ của lần này đã trả lại người nộp." in page
