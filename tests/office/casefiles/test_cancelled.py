"""A file in which nothing ever came to lie is none (Decree 30/2020, article 3.14): cancelled."""

import pytest
import time_machine

from server.clock import today
from server.documents.casefiles import services
from server.open_work import finding
from tests.cast import Cast
from tests.office import papers
from tests.office.casefiles.keeping import CODE, opened, put
from tests.office.casefiles.test_read_by_request import asked
from tests.office.outcome import history, id_of, refused, steps, waits, waits_nowhere
from tests.office.reorganising.test_midnight import agency

WHY = {"reason": "Mở nhầm mục của Danh mục hồ sơ"}


def test_nam_opened_the_wrong_line_and_cancels_it_with_his_reason(one_cast: Cast):
    path = opened(one_cast.nam)
    refused(one_cast.nam.does(path, "cancel", {"reason": " "}), "has_reason")
    thing = papers.ok(one_cast.nam.does(path, "cancel", WHY))
    assert (thing["state"], thing["actions"]) == ("CANCELLED", [])
    assert history(path)[-1].reason == WHY["reason"]
    page = one_cast.nam.browser().get(path).text
    assert "Đã hủy, không có văn bản" in page and "Đưa văn bản vào hồ sơ" not in page


@pytest.mark.sent
def test_what_something_lies_in_is_ended_and_not_cancelled(one_cast: Cast):
    path = opened(one_cast.nam)
    put(one_cast.nam, path, papers.SENT)
    assert "cancel" not in one_cast.nam.sees(path)["actions"]
    refused(one_cast.nam.does(path, "cancel", WHY), "is_empty")


def test_a_year_that_is_over_leaves_no_late_line_for_what_never_came(one_cast: Cast):
    """Without it an empty file lay late on its keeper's desk for ever: it can be neither filled nor
    closed."""
    path = opened(one_cast.nam)
    with time_machine.travel(today().replace(year=today().year + 1, month=2, day=20)):
        services.warn_all()
        assert waits(one_cast.nam, path) == {"close"}
        papers.ok(one_cast.nam.does(path, "cancel", WHY))
        services.warn_all()
        assert waits_nowhere(path)


def test_it_is_no_open_work_of_its_agency_any_more(one_cast: Cast):
    path = opened(one_cast.nam)
    assert _open_files() == [id_of(path)]
    papers.ok(one_cast.nam.does(path, "cancel", WHY))
    assert _open_files() == []


def _open_files() -> list[int]:
    found = finding.each({agency("huyen").id})
    return [one.id for kind, one in found if kind == "casefiles"]


def test_its_code_stays_its_own_and_who_answers_opens_it_again(one_cast: Cast):
    path = opened(one_cast.nam)
    papers.ok(one_cast.nam.does(path, "cancel", WHY))
    body = {"title": "Khác", "code": CODE, "retention": 5}
    refused(one_cast.hoa.asks("POST", "/casefiles", json=body), "code_is_free")
    refused(one_cast.nam.does(path, "reopen", WHY), "wrong_role")
    papers.ok(one_cast.hoa.does(path, "reopen", WHY))
    assert one_cast.nam.sees(path)["state"] == "OPEN" and steps(path) == [
        "open",
        "cancel",
        "reopen",
    ]


def test_who_asked_to_read_it_waits_no_longer(one_cast: Cast):
    path = opened(one_cast.nam)
    asked(one_cast.cv_tckh)
    assert waits(one_cast.hoa, path) == {"grant_access"}
    papers.ok(one_cast.nam.does(path, "cancel", WHY))
    assert one_cast.cv_tckh.sees("/casefiles/access")["items"][0]["stage"] == "ENDED"
    assert waits_nowhere(path)


def test_only_who_keeps_it_cancels_it(one_cast: Cast):
    path = opened(one_cast.nam)
    refused(one_cast.cv_tckh.does(path, "cancel", WHY), "not_found")
    refused(one_cast.thu.does(path, "cancel", WHY), "not_found")
    assert one_cast.nam.sees(path)["state"] == "OPEN"
