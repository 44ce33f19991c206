"""Who helps with a task: he is told, and finds it."""

import html
import re

import pytest
from sqlalchemy import select

from server.database import db
from server.documents.tasks.models import Task
from tests.cast import Cast
from tests.office import papers
from tests.office.meetings.closed import drafted
from tests.office.meetings.gathering import item
from tests.office.meetings.test_concluding import DAY, announced, notice, sealed
from tests.office.meetings.test_tasks_given import given
from tests.office.outcome import refused


@pytest.mark.parametrize("who", [["tckh"], ["cv-tckh.huyen"]])
def test_who_helps_hears_of_it_and_finds_it_among_what_he_helps_with(cast: Cast, who: list[str]):
    path = given(cast.minh, lead=cast.nam.account, cooperate=who)
    given(cast.minh, lead=cast.nam.account)
    helper = cast.tckh if who == ["tckh"] else cast.cv_tckh
    assert "phối hợp thực hiện một nhiệm vụ" in html.unescape(helper.browser().get("/notices").text)
    assert "phối hợp" not in html.unescape(cast.nam.browser().get("/notices").text)
    helped = helper.sees("/tasks?part=helps")["items"]
    assert [f"/tasks/{one['id']}" for one in helped] == [path]
    assert helper.sees("/tasks?part=lead")["items"] == []
    assert cast.nam.sees("/tasks?part=helps")["items"] == [], "he leads"
    assert cast.minh.sees("/tasks?part=helps")["items"] == [], "he gave it"
    assert path in helper.browser().get("/tasks?part=helps").text


def test_a_conclusion_names_who_helps_and_he_hears_of_it_when_the_notice_goes_out(one_cast: Cast):
    """As a task that is given by hand does (§11.1); until then it is a draft (§10.10)."""
    path = drafted(one_cast)
    chosen = {
        "item": item(one_cast.tuan, path), "text": "Hoàn chỉnh dự toán", "lead": "tckh",
        "cooperate": ["vhtt", "cv-tckh.huyen", "tckh"], "due_at": DAY,
    }  # fmt: skip
    out = announced(one_cast, path, conclusions=[chosen])
    text = "\n".join(one_cast.tuan.sees(out)["body"])
    names = "Phòng Văn hóa và Thông tin và "
    assert "Giao Phòng Tài chính - Kế hoạch chủ trì, phối hợp với " + names in text
    assert one_cast.hoa.sees("/tasks?part=helps")["items"] == []
    sealed(one_cast, out)
    papers.ok(one_cast.lan.does(out, "dispatch"))
    for helper in (one_cast.hoa, one_cast.cv_tckh):
        (task,) = helper.sees("/tasks?part=helps")["items"]
        told = html.unescape(helper.browser().get("/notices").text)
        assert "phối hợp thực hiện một nhiệm vụ" in told, helper.account
    said = one_cast.minh.browser().get(f"/tasks/{task['id']}").text
    assert "Phòng Văn hóa và Thông tin" in said
    assert one_cast.tckh.sees("/tasks?part=helps")["items"] == [], "he leads"


def test_a_conclusion_that_says_to_whom_says_besides_who_helps(one_cast: Cast):
    path = drafted(one_cast)
    told = "Giao Phòng Tài chính - Kế hoạch hoàn chỉnh dự toán"
    first = item(one_cast.tuan, path)
    chosen = {"item": first, "text": told, "lead": "tckh", "cooperate": ["vhtt"]}
    alone = {"item": first, "text": "Thống nhất chủ trương", "cooperate": ["vhtt"]}
    out = announced(one_cast, path, conclusions=[chosen, alone])
    body = one_cast.tuan.sees(out)["body"]
    assert body[1].endswith(f"{told}. Phòng Văn hóa và Thông tin phối hợp.")
    assert body[2].endswith("Thống nhất chủ trương."), "nobody leads it, so nobody helps"


def test_an_agency_below_helps_with_nothing_without_a_document(one_cast: Cast):
    path = drafted(one_cast)
    chosen = {"item": item(one_cast.tuan, path), "text": "Lập dự toán", "lead": "tckh"}
    body = notice(one_cast, path, conclusions=[chosen | {"cooperate": ["hoangphu"]}])
    refused(one_cast.tuan.does(path, "draft_notice", body), "lead_needs_a_document")
    body = notice(one_cast, path, conclusions=[chosen | {"cooperate": ["aidaykhongbiet"]}])
    refused(one_cast.tuan.does(path, "draft_notice", body), "unknown_person")


def test_the_secretary_chooses_them_on_the_page(one_cast: Cast):
    path = drafted(one_cast)
    browser = one_cast.tuan.browser()
    page = browser.get(f"{path}/notice").text
    assert 'name="cooperate.0"' in page
    form = dict(re.findall(r'name="(csrf_token|op_id|item\.0)" value="([^"]*)"', page))
    typed = {"use.0": "1", "text.0": "Lập dự toán", "lead.0": "tckh", "cooperate.0": "vhtt"}
    more = {"signer": one_cast.minh.account, "capacity": "TM"}
    answer = browser.post(f"{path}/notice", data=form | typed | more)
    assert answer.status_code == 302, answer.text
    (task,) = db.session.scalars(select(Task))
    assert [one["code"] for one in task.helpers] == ["vhtt"]
