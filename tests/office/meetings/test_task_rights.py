"""Whose a task is to lay aside, take back and divide, and who helps with it (§11.1, §11.2)."""

import pytest

from tests.cast import Cast
from tests.office import papers
from tests.office.meetings.test_tasks_given import LATER, given, no, under_way
from tests.office.outcome import id_of, refused


@pytest.fixture
def task(one_cast: Cast) -> str:
    """Minh gave it to the unit of finance; Hòa's unit helps, and Tuân reads it as who runs the
    office."""
    return given(one_cast.minh, lead="tckh", cooperate=["vhtt"], due_at=papers.due(5))


def test_only_who_gave_it_urges_lays_aside_and_takes_back(one_cast: Cast, task: str) -> None:
    """TK-T07, T08: who leads, helps or runs the office reads it, and no more."""
    others = (one_cast.tckh, one_cast.hoa, one_cast.tuan)
    wish = {"due_at": papers.due(9), "reason": "Chờ số liệu"}
    papers.ok(one_cast.tckh.does(task, "request_extension", wish))
    acts = {"urge": {}, "suspend": LATER, "deny_extension": {"reason": "Thôi"}}
    for name, said in (acts | {"cancel": {"reason": "Thôi"}}).items():
        for hand in others:
            refused(hand.does(task, name, said), "not_yours")
    papers.ok(one_cast.minh.does(task, "suspend", LATER))
    for hand in others:
        refused(hand.does(task, "resume_new"), "not_yours")


@pytest.mark.parametrize("state", ["resume", "resume_reported", "resume_returned"])
def test_only_who_laid_it_aside_lets_it_go_on(one_cast: Cast, task: str, state: str) -> None:
    if state == "resume_returned":
        papers.ok(one_cast.tckh.does(task, "return", {"reason": "Việc của văn hóa"}))
    else:
        under_way(one_cast.tckh, task)
    if state == "resume_reported":
        papers.ok(one_cast.tckh.does(task, "report", {"result": "Xong"}))
    papers.ok(one_cast.minh.does(task, "suspend", LATER))
    for hand in (one_cast.tckh, one_cast.tuan):
        refused(hand.does(task, state), "not_yours")
    papers.ok(one_cast.minh.does(task, state))


def test_files_are_laid_with_it_by_who_works_on_it_and_parts_said_by_who_helps(
    one_cast: Cast, task: str
) -> None:
    under_way(one_cast.tckh, task)
    refused(one_cast.tuan.does(task, "contribute", {"reason": "Tôi"}), "not_yours")
    refused(one_cast.tckh.does(task, "contribute", {"reason": "Tôi"}), "not_yours")
    papers.ok(one_cast.hoa.does(task, "contribute", {"reason": "Đã gửi số liệu"}))
    done = "Bên phối hợp đã góp phần"
    assert done in one_cast.tckh.browser().get("/notices").text, "who leads waits for it"
    assert done not in one_cast.minh.browser().get("/notices").text


def test_who_helps_divides_his_share_too(one_cast: Cast, task: str) -> None:
    part = {"parent": id_of(task), "due_at": papers.due(4)}
    given(one_cast.hoa, lead=one_cast.nam.account, **part)
    no(one_cast.tuan, "not_yours", lead="vhtt", **part)


def test_a_helper_is_named_once_leads_not_and_is_of_the_own_agency(one_cast: Cast) -> None:
    said = {"lead": "tckh", "cooperate": ["vhtt", "tckh", "vhtt"]}
    path = given(one_cast.minh, **said)
    assert one_cast.minh.sees(path)["cooperate"] == ["vhtt"]
    no(one_cast.minh, "lead_needs_a_document", lead="tckh", cooperate=["hoangphu"])


def test_a_part_that_is_given_again_ends_with_its_whole_at_the_latest(one_cast: Cast) -> None:
    whole = under_way(one_cast.hoa, given(one_cast.minh, lead="vhtt", due_at=papers.due(5)))
    part = {"lead": one_cast.nam.account, "parent": id_of(whole), "due_at": papers.due(3)}
    path = given(one_cast.hoa, **part)
    papers.ok(one_cast.nam.does(path, "return", {"reason": "Bận"}))
    again = {"lead": one_cast.nam.account, "due_at": papers.due(6)}
    refused(one_cast.hoa.does(path, "give_again", again), "fits_its_parent")
    done = papers.ok(one_cast.hoa.does(path, "give_again", again | {"due_at": papers.due(4)}))
    assert done["first_due_at"] == done["due_at"]


def test_who_reports_the_whole_reads_that_a_part_is_still_open(one_cast: Cast):
    """Reported and accepted it left the part on Nam's desk, late for ever, and no word of it."""
    left = "Còn 1 việc thành phần chưa xong."
    whole = under_way(one_cast.hoa, given(one_cast.minh, lead="vhtt"))
    assert left not in one_cast.hoa.browser().get(whole).text
    given(one_cast.hoa, lead=one_cast.nam.account, parent=id_of(whole))
    assert left in one_cast.hoa.browser().get(whole).text
    papers.ok(one_cast.hoa.does(whole, "report", {"result": "Xong"}))
    assert left in one_cast.minh.browser().get(whole).text
