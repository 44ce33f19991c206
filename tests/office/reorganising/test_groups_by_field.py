"""Hoằng Phú was split by fields: a group that names it writes to the heir of the field (ORG-13)."""

import re

import pytest

from server.database import db
from server.habits import groups
from server.habits.groups import Wanted
from server.org.ended import today_s
from server.org.groups import expanded
from tests.cast import Cast
from tests.office.front.desks import statements
from tests.office.papers import DRAFT, ok
from tests.office.reorganising.test_mail import closed

GROUP = "group:1"
HEALTH, ROADS = "V/v phòng, chống dịch bệnh", "V/v sửa đường liên thôn"


@pytest.fixture
def nam(one_cast: Cast) -> Cast:
    """Of what it had, health went to Hoằng Đạo and the rest to Hoằng Đồng; Lan kept "2 xã"."""
    groups.make(one_cast.lan.actor, Wanted("2 xã", ["hoangphu", "hoangthinh"]), shared=True)
    closed("hoangphu", "hoangdong", hoangdao="dịch bệnh, y tế")
    return one_cast.nam


@pytest.mark.parametrize(("about", "heir"), [(HEALTH, "hoangdao"), (ROADS, "hoangdong")])
def test_chosen_for_a_letter_of_a_field_it_is_that_fields_heir(nam, about: str, heir: str):
    inside = nam.browser().get(f"/directory/recipients?group={GROUP}&about={about}").json["found"]
    assert [one["value"] for one in inside] == [heir, "hoangthinh"]
    assert expanded(nam.actor, [GROUP], about) == [heir, "hoangthinh"]


def test_before_the_letter_says_what_it_is_about_the_old_name_stands_until_it_is_kept(nam):
    inside = nam.browser().get(f"/directory/recipients?group={GROUP}").json["found"]
    assert [one["words"] for one in inside] == ["UBND xã Hoằng Phú", "UBND xã Hoằng Thịnh"]
    to = [one["value"] for one in inside]
    for about, heir in ((HEALTH, "hoangdao"), (ROADS, "hoangdong")):
        kept = ok(nam.asks("POST", "/outgoing", json=DRAFT | {"to": to, "subject": about}))
        assert kept["to"] == [heir, "hoangthinh"]


@pytest.mark.parametrize("typed", [{"to": GROUP}, {"to.typed": "2 xã"}])
def test_so_does_one_without_script(nam, typed: dict[str, str]):
    browser = nam.browser()
    token = re.findall(r'name="csrf_token" value="([^"]*)"', browser.get("/outgoing/new").text)[0]
    said = DRAFT | {"to": [], "subject": HEALTH, "body": "Một./.", "bases": "", "urgency": "NORMAL"}
    path = browser.post("/outgoing/new", data=said | typed | {"csrf_token": token})
    assert nam.sees(path.headers["Location"])["to"] == ["hoangdao", "hoangthinh"]


def test_the_groups_own_page_names_who_has_the_rest(nam):
    (seen,) = nam.sees("/groups")["items"]
    assert seen["members"] == ["hoangdong", "hoangthinh"]


def test_however_many_ended_their_heirs_are_looked_up_once(nam):
    """Ten lines of successors were walked twice each whenever a draft was kept."""
    for code in ("hoangloc", "hoangngoc", "hoangtien", "hoanghai"):
        closed(code, "hoangdong", hoangdao="y tế")
    db.session.expire_all()
    here = nam.actor.agency_id
    with statements() as few:
        today_s(here, ["hoangphu", "hoangthinh"], HEALTH)
    with statements() as many:
        today_s(here, ["hoangphu", "hoangloc", "hoangngoc", "hoanghai"], HEALTH)
    assert len(many) == len(few)
