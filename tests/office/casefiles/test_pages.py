"""The pages of case files: what the address narrows, what a form says, the way from a paper."""

import datetime as dt

import pytest

from server.documents.casefiles.models import CaseFile
from tests.office import papers
from tests.office.casefiles.keeping import CHOSEN, CODE, TITLE, closed, filled, opened, put
from tests.office.casefiles.test_plan import sends
from tests.office.outcome import change, history, says
from workflows.filing import archive_due, months_on

pytestmark = pytest.mark.sent
NEW = {"title": TITLE, "code": CODE, "retention": "10"}


def test_a_file_is_opened_on_a_page_and_a_form_left_empty_says_so(one_cast):
    empty = sends(one_cast.nam, "/casefiles/new", title="", code="", retention="")
    assert empty.status_code == 422 and 'aria-invalid="true"' in empty.text
    there = sends(one_cast.nam, "/casefiles/new", **NEW, takes_words="Thư viện").location
    page = one_cast.nam.browser().get(there).text
    assert "Đưa văn bản vào hồ sơ" in page and "Thư viện" in page
    again = sends(one_cast.nam, "/casefiles/new", **NEW)
    assert again.status_code == 409 and says("code_is_free", again.text)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"01.VHTT", "02.VHTT"}),
        ("state=CLOSED", {"01.VHTT"}),
        ("retention=20", {"02.VHTT"}),
        ("unit=vhtt", {"01.VHTT", "02.VHTT"}),
        ("unit=tckh", set()),
        ("year=2021", set()),
        ("q=thu+vien", {"02.VHTT"}),
        ("q=02.vhtt", {"02.VHTT"}),
        ("due=soon", set()),
        ("state=NONSENSE", {"01.VHTT", "02.VHTT"}),
    ],
)
def test_what_the_address_asks_for_is_what_the_list_shows(one_cast, query, found):
    closed(one_cast)
    opened(one_cast.nam, code="02.VHTT", title="Thư viện xã", retention=20)
    page = one_cast.nam.browser().get(f"/casefiles?{query}").text
    assert {code for code in ("01.VHTT", "02.VHTT") if f"<td>{code}" in page} == found
    assert one_cast.cv_tckh.sees("/casefiles")["items"] == []


@pytest.mark.parametrize("construction", [False, True])
@pytest.mark.parametrize("is_kept_back", [False, True])
@pytest.mark.parametrize(
    ("days", "found"),
    [(31, set()), (30, {"soon"}), (0, {"soon"}), (-1, {"soon", "late"}), (-900, {"soon", "late"})],
)
def test_what_is_to_be_archived_is_listed_thirty_days_before_and_once_it_is_late(
    one_cast, monkeypatch, days, found, construction, is_kept_back
):
    """AR-05, RP-12: by the day that the law counts, or the one to which the head let it be kept."""
    closed(one_cast)
    monkeypatch.setattr("server.archive.queries.today", lambda: dt.date(2026, 6, 15))
    due = dt.date(2026, 6, 15) + dt.timedelta(days=days)
    ended = months_on(due, -3 if construction else -12)
    assert archive_due(ended, construction) == due
    ended = dt.date(2020, 1, 1) if is_kept_back else ended
    said = {"kept_until": due, "state": "KEPT_BACK"} if is_kept_back else {"kept_until": None}
    change(CaseFile, {"code": CODE}, ended_on=ended, is_construction=construction, **said)
    listed = {
        how for how in ("soon", "late") if one_cast.nam.sees(f"/casefiles?due={how}")["items"]
    }
    assert listed == found
    page = one_cast.nam.browser().get("/casefiles?due=late").text
    assert (f"<td>{CODE}" in page) == ("late" in found)
    change(CaseFile, {"code": CODE}, years=4)
    assert not one_cast.nam.sees("/casefiles?due=soon")["items"], "never handed over (AR-02)"


def test_a_program_narrows_the_list_too(one_cast):
    closed(one_cast)
    asked = "state=CLOSED&retention=10&unit=vhtt&q=chuyen doi"
    items = one_cast.nam.sees(f"/casefiles?{asked}")["items"]
    assert [one["code"] for one in items] == [CODE]
    assert one_cast.nam.sees("/casefiles?state=OPEN")["items"] == []


def test_a_paper_goes_into_a_file_from_its_own_page(one_cast):
    path, door = opened(one_cast.nam), f"/casefiles/put{papers.SENT}"
    browser = one_cast.nam.browser()
    assert f"{door}/to" in browser.get(papers.SENT).text
    assert sends(one_cast.nam, f"{door}/to").location == door
    assert CODE in browser.get(door).text
    assert sends(one_cast.nam, door, case_file="").status_code == 422
    assert sends(one_cast.nam, door, case_file=CHOSEN).location == papers.SENT
    assert papers.SENT in one_cast.nam.browser().get(path).text
    assert "Chưa có hồ sơ nào đang mở" in one_cast.nam.browser().get(door).text
    assert one_cast.cv_tckh.browser().get(door).status_code == 404
    assert one_cast.lan.browser().get(door).status_code == 403


def test_a_closed_file_takes_nothing_from_a_papers_page(one_cast):
    closed(one_cast)
    letter = papers.dispatched(one_cast)
    answer = sends(one_cast.nam, f"/casefiles/put{letter}", case_file=CHOSEN)
    assert answer.status_code == 422, "it was not offered"


def test_the_page_takes_papers_in_and_out(one_cast):
    path = filled(one_cast)
    page = one_cast.nam.browser().get(path).text
    assert page.count("<tr><td>") == 2 and "Kết thúc hồ sơ" in page
    item = one_cast.nam.sees(path)["contents"][0]["item"]
    said = {"item": str(item), "reason": "Bản trùng"}
    assert sends(one_cast.nam, f"{path}/remove", **said).location == path
    assert sends(one_cast.nam, f"{path}/close", title="").status_code == 422
    good = {"title": TITLE, "retention": "0", "ended_on": ""}
    assert sends(one_cast.nam, f"{path}/close", **good).status_code == 422, "a day is asked for"


def test_the_history_calls_what_was_put_in_by_its_number_to_who_may_read_it(one_cast):
    """Its row has the id alone: whoever reads the file may not read all that lies in it."""
    path = filled(one_cast)
    page = one_cast.nam.browser().get(path).text
    said = page[page.index('id="history"') :].split("</ol>")[0]
    for one in one_cast.nam.sees(path)["contents"]:
        assert f'href="/{one["paper"]}"' in said
    assert "[" not in said
    rows = [it.reason for it in history(path) if it.transition == "add"]
    assert len(rows) == 2 and all(it.endswith("]") for it in rows)


def test_what_my_unit_worked_on_is_offered_and_what_lies_there_is_not(one_cast):
    path = opened(one_cast.nam)
    assert "outgoing/1" in one_cast.nam.browser().get(path).text.split("papers", 1)[1]
    put(one_cast.nam, path, papers.SENT)
    asked = one_cast.nam.browser().get(path).text.partition('name="records"')[0]
    assert 'value="outgoing/1"' not in asked
