"""Sơn asks who opened which paper, who changed which right, and from where (RP-06, DOMAIN §3.6)."""

import datetime as dt

import pytest

from server.admin.staff import grants
from server.clock import today
from tests.cast import Cast
from tests.office.admin.desk import hanh, position, propose
from tests.office.auditing.test_reports import asked_for, file_of
from tests.office.casefiles import keeping
from tests.office.front.desks import statements
from tests.office.meetings.closed import closed
from tests.office.meetings.gathering import TITLE, id_of, planned
from tests.office.meetings.test_tasks_given import given

pytestmark = pytest.mark.sent
TOMORROW = (today() + dt.timedelta(days=1)).isoformat()
FROM_AWAY = {"environ_base": {"REMOTE_ADDR": "192.0.2.7"}}


def test_a_paper_opened_says_by_whom_in_which_post_when_and_from_where(one_cast: Cast) -> None:
    one_cast.minh.asks("GET", "/outgoing/1", **FROM_AWAY)
    one_cast.hoa.browser().get("/outgoing/1")
    hoa, minh = one_cast.son.sees("/audit/reads")["items"][:2]
    assert (minh["paper"], minh["account"], minh["address"]) == (
        "outgoing/1", "chutich.huyen", "192.0.2.7",
    )  # fmt: skip
    assert minh["position"] == "Chủ tịch, UBND huyện Hoằng Hóa"
    assert (hoa["account"], hoa["address"]) == ("truongphong.huyen", "127.0.0.1")
    page = one_cast.son.browser().get("/audit/reads").text
    for word in (one_cast.minh.actor.name, "01/UBND-VHTT", "192.0.2.7"):
        assert word in page, word


def test_a_meeting_that_auditors_read_is_named_by_its_title_and_else_by_what_it_is(
    one_cast: Cast,
) -> None:
    """Sơn read “meetings/2” and “tasks/7” in the list, and had to open each to know of what."""
    cast = one_cast
    over, ahead = closed(cast), planned(cast, title="Phiên họp kín")
    for path in (over, ahead):
        cast.tuan.browser().get(path)
    page = cast.son.browser().get("/audit/reads").text
    assert f"{TITLE}</a>" in page and over[1:] in page
    assert "Phiên họp kín" not in page and f"Cuộc họp {id_of(ahead)}</a>" in page


def test_a_task_and_a_case_file_are_named_by_their_titles_too(one_cast: Cast) -> None:
    cast, task, case = one_cast, "Rà soát phương án chống lụt bão", "Hồ sơ chống lụt bão"
    mine = given(cast.minh, title=task, lead=cast.nam.account)
    for path in (mine, keeping.opened(cast.nam, title=case, code="07.VHTT")):
        assert cast.nam.browser().get(path).status_code == 200
    page = cast.son.browser().get("/audit/reads").text
    assert f"{task}</a>" in page and f"{case}</a>" in page


def test_each_condition_leaves_what_it_says(cast: Cast) -> None:
    cast.minh.asks("GET", "/outgoing/1", **FROM_AWAY)
    cast.hoa.sees("/outgoing/1")

    def found(asked: str) -> list[str]:
        return [one["account"] for one in cast.son.sees(f"/audit/reads?{asked}")["items"]]

    minh, hoa = "chutich.huyen", "truongphong.huyen"
    for asked, accounts in {
        "q=outgoing/1": {minh, hoa},
        "q=01/UBND-VHTT": {minh, hoa},
        "q=outgoing/2": set(),
        "q=01/khong-co": set(),
        "person=trinh+quang+minh": {minh},
        "person=khong+ai": set(),
        "address=192.0.2.7": {minh},
        "address=192.0.2": set(),
        f"at_from={TOMORROW}": set(),
        f"at_from={today()}&at_to={today()}&person=truongphong.huyen": {hoa},
    }.items():
        assert set(found(asked)) & {minh, hoa} == accounts, asked
        assert bool(found(asked)) == bool(accounts), asked


@pytest.mark.parametrize("typed", ["incoming/9999999999999999999999", "a/b/5", "incoming/²", "/"])
def test_what_names_no_paper_finds_none(one_cast: Cast, typed: str) -> None:
    """A number that no column holds, and what only looks like an address: they broke the page."""
    asked = {"q": typed}
    assert one_cast.son.asks("GET", "/audit/reads", query_string=asked).json["items"] == []
    assert one_cast.son.browser().get("/audit/reads", query_string=asked).status_code == 200


def test_a_list_is_a_few_statements_however_long_it_is(one_cast: Cast) -> None:
    for _n in range(5):
        one_cast.minh.sees("/outgoing/1")
    son = one_cast.son.browser()
    with statements() as said:
        son.get("/audit/reads")
    assert len(said) <= 9


def test_a_right_that_was_given_says_how_far_its_confirmation_is(one_cast: Cast) -> None:
    seat = position("vanthu.huyen").id
    refused_one, given = propose("truongphong.huyen", seat), propose("chuyenvien.huyen", seat)
    grants.confirm(hanh(), given.id)
    grants.reject(hanh(), refused_one.id, reason="chưa có quyết định")
    waiting = propose("chanhvp.huyen", seat)
    found = one_cast.son.sees("/audit/grants")["items"]
    assert [(one["id"], one["state"]) for one in found] == [
        (waiting.id, "OPEN"),
        (given.id, "CONFIRMED"),
        (refused_one.id, "REJECTED"),
    ]
    assert found[1]["settled_by"] == "quantri2" and found[1]["roles"] == ["CLERK"]
    page = one_cast.son.browser().get("/audit/grants").text
    for word in ("Chờ người thứ hai xác nhận", "chưa có quyết định", "Văn thư", "77/QĐ-UBND"):
        assert word in page, word
    alone = one_cast.son.sees("/audit/grants?state=REJECTED&person=truongphong.huyen")["items"]
    assert [one["id"] for one in alone] == [refused_one.id]


def test_a_change_of_rights_says_from_where_it_came(one_cast: Cast) -> None:
    kien = one_cast.kien.browser()
    form = {"csrf_token": _token(kien.get("/people/new").text), "full_name": "Lê Thị Bích Ngọc",
            "account": "ngoc.huyen", "password": "mot-cau-du-dai-de-nho"}  # fmt: skip
    assert kien.post("/people/new", data=form, **FROM_AWAY).status_code == 302
    one = one_cast.son.sees("/audit/changes?address=192.0.2.7")["items"][0]
    assert (one["account"], one["address"]) == ("quantri", "192.0.2.7")
    named = one_cast.son.sees("/audit/changes?person=ngoc.huyen")["items"]
    assert one["id"] in [it["id"] for it in named]
    assert one_cast.son.sees("/audit/changes?q=khong+co+chu+nay")["items"] == []
    page = one_cast.son.browser().get("/audit/changes").text
    assert "192.0.2.7" in page and one["words"] in page


def test_at_a_step_the_auditor_reads_from_where_it_was_taken_and_nobody_else(
    one_cast: Cast,
) -> None:
    why = {"reason": "Phụ lục in thiếu một trang.", "order_code": "12/CĐ-UBND"}
    one_cast.minh.sees("/outgoing/1")
    path, how = (
        "/outgoing/1/actions/recall",
        FROM_AWAY | {"match": one_cast.minh.seen["/outgoing/1"]},
    )
    assert one_cast.minh.asks("POST", path, json=why, **how).status_code == 202
    assert "từ 192.0.2.7" in one_cast.son.browser().get("/outgoing/1").text
    for hand in (one_cast.minh, one_cast.hoa, one_cast.lan):
        page = hand.browser().get("/outgoing/1").text
        assert "Phụ lục in thiếu một trang." in page and "192.0.2.7" not in page


@pytest.mark.parametrize("what", ["reads", "changes", "grants"])
def test_each_is_taken_away_as_a_workbook(one_cast: Cast, what: str) -> None:
    one_cast.minh.sees("/outgoing/1")
    propose("chuyenvien.huyen", position("vanthu.huyen").id)
    son = one_cast.son.browser()
    there = asked_for(son, what, "xlsx")
    assert "Xong: " in son.get(there).text and "Xong: 0" not in son.get(there).text
    assert file_of(son, there)[:2] == b"PK"


def _token(page: str) -> str:
    return page.split('name="csrf_token" value="', 1)[1].split('"', 1)[0]
