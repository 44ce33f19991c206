"""Lan keeps "12 xã, thị trấn" for all who draft; Nam chooses it and each of them gets the paper."""

import datetime as dt
import re

import pytest
from flask import Flask

from server.audit.models import LedgerEvent
from server.clock import today
from server.database import db
from server.habits import groups
from server.habits.groups import Wanted
from server.org.groups import expanded, groups_of
from server.org.models import Agency
from server.org.queries import agency_by_code
from tests.cast import Cast, Hand
from tests.office.admin.desk import last_change, why
from tests.office.outcome import change, refused
from tests.office.papers import DRAFT, ok

TWO = ["hoangphu", "hoangdong"]


@pytest.fixture
def cast(one_app: Flask) -> Cast:
    return Cast(one_app)


def kept(hand: Hand, name: str = "2 xã", members: list[str] = TWO, *, shared: bool = True) -> str:
    """Its mark among the recipients."""
    return f"group:{groups.make(hand.actor, Wanted(name, members), shared=shared).id}"


def ends(code: str) -> str:
    """Its name; from today on it is no more."""
    row = agency_by_code(code)
    change(Agency, {"id": row.id}, valid_to=today() - dt.timedelta(days=1))
    return row.short_name


def names(hand: Hand) -> list[str]:
    return [one.name for one in groups_of(hand.actor)]


def test_the_agencys_groups_are_everybodys_there_and_ones_own_are_ones_own(cast):
    kept(cast.lan)
    kept(cast.nam, "Hay gửi", shared=False)
    kept(cast.dao, "Trường học", ["huyen"])
    assert (names(cast.nam), names(cast.hoa)) == (["2 xã", "Hay gửi"], ["2 xã"])
    assert names(cast.cv_xa) == ["Trường học"]


def test_they_stand_in_the_order_of_a_vietnamese_dictionary_the_agencys_first(cast):
    for name in ("Huyện ủy", "Đoàn thể", "Các xã", "Dân vận"):
        kept(cast.lan, name)
    kept(cast.nam, "Ấp, thôn", shared=False)
    assert names(cast.nam) == ["Các xã", "Dân vận", "Đoàn thể", "Huyện ủy", "Ấp, thôn"]


def test_what_the_agency_keeps_is_in_history_and_log_and_ones_own_is_not(cast):
    mark = kept(cast.lan)
    said = last_change()
    assert (said.act, said.words) == (
        "group_made", "Lập nhóm nơi nhận “2 xã”, UBND huyện Hoằng Hóa")  # fmt: skip
    groups.change(cast.lan.actor, int(mark[6:]), Wanted("2 xã", ["hoangphu"]))
    assert last_change().before == {"name": "2 xã", "members": TWO}
    event = db.session.query(LedgerEvent).order_by(LedgerEvent.id.desc()).first()
    assert "group_changed" in event.content and "2 xã" not in event.content
    before = last_change().id
    kept(cast.nam, "Riêng", shared=False)
    assert last_change().id == before


def test_who_keeps_which(cast):
    mark, own = kept(cast.lan), kept(cast.nam, "Riêng", shared=False)
    assert why(kept, cast.nam, "Khác") == "wrong_role"
    assert why(kept, cast.thu, "Khác", shared=False) == "wrong_role"
    for act in (groups.drop, lambda who, n: groups.change(who, n, Wanted("x", TWO))):
        assert why(act, cast.nam.actor, int(mark[6:])) == "wrong_role"
        assert why(act, cast.hoa.actor, int(own[6:])) == "no_such_row"
        assert why(act, cast.dao.actor, int(mark[6:])) == "no_such_row"
    groups.drop(cast.tuan.actor, int(mark[6:]))
    assert names(cast.nam) == ["Riêng"]


def test_what_is_not_taken(cast, monkeypatch):
    mark = kept(cast.lan)
    for more, reason in (
        (("2 xã", TWO), "group_name_taken"),
        (("2  XÃ ", TWO), "group_name_taken"),
        (("Khác", []), "group_without_members"),
        (("Khác", ["khong-co"]), "unknown_agency"),
    ):
        assert why(kept, cast.lan, *more) == reason
    same = Wanted("2 xã", [*TWO, *TWO])
    assert why(groups.change, cast.lan.actor, int(mark[6:]), same) == "nothing_changes"
    monkeypatch.setattr(groups, "MOST", 1)
    assert why(kept, cast.lan, "Khác") == "too_many_groups"


def test_a_group_is_its_members_of_the_day_each_once_and_never_the_sender(cast):
    mark = kept(cast.lan, "Cả huyện", [*TWO, "huyen"])
    nam = cast.nam.actor
    assert expanded(nam, ["hoangthinh", mark, "hoangphu"]) == ["hoangthinh", *TWO]
    assert expanded(nam, [kept(cast.dao, "Của xã", ["huyen"])]) == ["group:2"]
    ends("hoangdong")
    assert expanded(nam, [mark]) == ["hoangphu"]


def test_an_agency_that_ended_is_shown_and_left_out_and_need_not_be_taken_off(cast):
    mark = kept(cast.lan)
    name = ends("hoangdong")
    (seen,) = cast.nam.sees("/groups")["items"]
    assert (seen["members"], seen["ended"]) == (["hoangphu"], [name])
    offered = cast.nam.browser().get("/directory/recipients?q=2 xa").json["found"]
    words = f"2 xã (nhóm, 1 nơi); không còn: {name}"
    assert offered[0] == {"value": mark, "words": words, "note": "group:"}
    groups.change(cast.lan.actor, int(mark[6:]), Wanted("Hai xã", TWO))
    assert "không gửi nữa" in cast.lan.browser().get(f"/groups/{mark[6:]}").text


@pytest.mark.parametrize("how", ["", "2 xã", "2 xã (nhóm, 2 nơi)"])
def test_nam_types_a_group_in_the_editor_without_script_and_each_member_is_a_recipient(cast, how):
    mark, browser = kept(cast.lan), cast.nam.browser()
    token = re.findall(r'name="csrf_token" value="([^"]*)"', browser.get("/outgoing/new").text)[0]
    typed = {
        **DRAFT, "csrf_token": token, "body": "Một.\n\nHai./.", "bases": "", "urgency": "NORMAL",
        "to": ["hoangthinh"], "to.typed": how or mark,
    }  # fmt: skip
    path = browser.post("/outgoing/new", data=typed).headers["Location"]
    sent = {one["recipient"] for one in cast.nam.sees(path)["deliveries"]}
    edit = browser.get(f"{path}/edit").text
    chosen = re.findall(r'<option value="(\w+)" selected>', edit.split('name="to"')[1])
    assert set(chosen) >= {*TWO, "hoangthinh"}, sent


def test_lan_keeps_them_on_her_pages(cast):
    browser = cast.lan.browser()
    token = re.findall(r'name="csrf_token" value="([^"]*)"', browser.get("/groups/new").text)[0]
    typed = {"csrf_token": token, "name": "2 xã", "members": TWO, "shared": "1"}
    assert browser.post("/groups/new", data=typed).status_code == 302
    assert browser.post("/groups/new", data=typed).status_code == 409
    (row,) = groups_of(cast.nam.actor)
    assert f'href="/groups/{row.id}"' in browser.get("/groups").text
    seen_by_nam = cast.nam.browser().get("/groups").text
    assert "2 xã" in seen_by_nam and 'name="members"' not in seen_by_nam
    assert "Dùng chung" not in cast.nam.browser().get("/groups/new").text
    assert browser.post(f"/groups/{row.id}", data=typed | {"name": "Hai xã"}).status_code == 302
    assert names(cast.nam) == ["Hai xã"]
    assert browser.post(f"/groups/{row.id}/drop", data={"csrf_token": token}).status_code == 302
    assert browser.get(f"/groups/{row.id}").status_code == 404


def test_nam_sees_who_is_in_the_agencys_group_before_he_chooses_it(cast):
    row_id = kept(cast.lan).partition(":")[2]
    kept(cast.dao, "Trường học", ["huyen"])
    ended = ends("hoangdong")
    nam = cast.nam.browser()
    page = nam.get(f"/groups/{row_id}").text
    assert "UBND xã Hoằng Phú" in page and ended in page and 'name="members"' not in page
    assert nam.get(f"/groups/{row_id}/drop").status_code == 403
    assert nam.get(f"/groups/{int(row_id) + 1}").status_code == 404, "another agency's"
    assert 'name="members"' in cast.lan.browser().get(f"/groups/{row_id}").text


@pytest.mark.sent
def test_with_nothing_typed_the_groups_are_offered_before_who_was_written_to(cast):
    mark = kept(cast.lan)
    found = cast.nam.browser().get("/directory/recipients").json["found"]
    assert [one["value"] for one in found][:2] == [mark, "hoangphu"]


def test_a_program_keeps_groups_by_the_same_rules_and_a_repeat_counts_once(cast):
    body = {"name": "2 xã", "members": TWO, "shared": True}
    for _again in range(2):
        (made,) = ok(cast.lan.asks("POST", "/groups", json=body, key="k-group"))["items"]
    assert made["actions"] == ["change", "drop"] and made["shared"] is True
    assert cast.nam.sees("/groups")["items"][0]["actions"] == []
    refused(cast.nam.asks("POST", "/groups", json=body | {"name": "x"}), "wrong_role")
    here = f"/groups/{made['id']}/actions"
    refused(cast.nam.asks("POST", f"{here}/drop"), "wrong_role")
    (row,) = ok(cast.lan.asks("POST", f"{here}/change", json={"name": "y", "members": TWO}))[
        "items"
    ]
    assert row["name"] == "y"
    assert ok(cast.lan.asks("POST", f"{here}/drop"))["items"] == []
    refused(cast.thu.asks("GET", "/groups"), "wrong_role")
