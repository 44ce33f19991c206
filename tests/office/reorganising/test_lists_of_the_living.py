"""Huyện goes on; two of its communes became one: its saved lists write to the new one (ORG-16)."""

import html
from dataclasses import replace

import pytest

from server.admin import templates
from server.database import db
from server.habits import groups
from server.habits.groups import Wanted
from server.org.ended import today_s
from server.org.heirs_mail import MailRoute
from server.org.models import Agency, Unit
from tests.cast import Cast
from tests.office.admin.desk import DAY, kien
from tests.office.outcome import change, refused
from tests.office.papers import DRAFT, ok
from tests.office.reorganising.merging import (
    NEW,
    approved,
    at_midnight,
    done,
    tomorrow,
)
from tests.office.reorganising.test_midnight import agency, new_day
from tests.office.reorganising.test_what_is_kept import WEEKLY

ALL = ["hoangphu", "hoangdong", "hoangdao"]
OLD, OTHER = "UBND xã Hoằng Phú", "UBND xã Hoằng Đồng"


@pytest.fixture
def saved(cast: Cast) -> Cast:
    """In June Lan kept "UBND các xã", Kiên a template, Nam a draft; then came the midnight."""
    groups.make(cast.lan.actor, Wanted("UBND các xã", ALL), shared=True)
    weekly = replace(WEEKLY, to=["hoangphu", "hoangdao"], for_info=["hoangdong"])
    templates.make(kien(), "huyen", wanted=weekly)
    ok(cast.nam.asks("POST", "/outgoing", json=DRAFT | {"to": ALL[:2]}))
    done(approved())
    return cast


def test_the_group_is_who_came_after_each_once_and_says_so(saved: Cast) -> None:
    with at_midnight():
        (seen,) = new_day(saved.nam).sees("/groups")["items"]
        assert (seen["members"], seen["ended"]) == ([NEW.code, "hoangdao"], [])
        assert seen["succeeded"] == [
            {"name": OLD, "by": NEW.short_name}, {"name": OTHER, "by": NEW.short_name},
        ]  # fmt: skip
        page = new_day(saved.lan).browser().get("/groups").text
        assert f"{OLD} → {NEW.short_name}" in html.unescape(page)
        offered = saved.nam.browser().get("/directory/recipients?q=cac xa").json["found"]
        assert offered[0]["words"] == "UBND các xã (nhóm, 2 nơi)"


def test_a_draft_saved_before_is_edited_on_and_names_who_came_after(saved: Cast) -> None:
    with at_midnight():
        nam = new_day(saved.nam)
        there = nam.sees("/outgoing/1")
        said = {"subject": "V/v họp giao ban", "to": there["to"]}
        thing = ok(nam.asks("PATCH", "/outgoing/1", json=said, match=f'"{there["version"]}"'))
        assert thing["to"] == [NEW.code]


def test_so_does_a_draft_by_a_template(saved: Cast) -> None:
    with at_midnight():
        nam = new_day(saved.nam)
        page = nam.browser().get("/outgoing/new?template=1").text
        chosen = page.split('name="to"')[1].split("</select>")[0]
        assert f'value="{NEW.code}" selected' in chosen and 'hoangphu"' not in chosen
        draft = DRAFT | {"to": ["hoangphu", "hoangdao"], "for_info": ["hoangdong"]}
        thing = ok(nam.asks("POST", "/outgoing", json=draft))
        assert (thing["to"], thing["for_info"]) == ([NEW.code, "hoangdao"], [NEW.code])


def test_where_its_mail_goes_by_fields_the_draft_of_that_field_names_that_heir(saved: Cast) -> None:
    """ORG-13: edited or not, it goes where it would have gone from outside."""
    route = MailRoute(
        agency_id=agency("hoangphu").id,
        heir_id=agency("hoangdao").id,
        words="giao ban, công tác tuần",
    )
    db.session.add(route)
    db.session.commit()
    with at_midnight():
        nam = new_day(saved.nam)
        there = nam.sees("/outgoing/1")
        said = {"subject": "V/v họp giao ban", "to": ["hoangphu"]}
        thing = ok(nam.asks("PATCH", "/outgoing/1", json=said, match=f'"{there["version"]}"'))
        assert thing["to"] == ["hoangdao"]
        page = nam.browser().get("/outgoing/new?template=1").text
        assert NEW.code not in page.split('name="to"')[1].split("</select>")[0]


def test_whoever_has_no_successor_is_named_and_refused(saved: Cast) -> None:
    with at_midnight():
        draft = DRAFT | {"to": ["khong-co"]}
        refused(new_day(saved.nam).asks("POST", "/outgoing", json=draft), "unknown_agency")


def test_the_new_commune_writes_to_itself_in_nobodys_place(saved: Cast) -> None:
    with at_midnight():
        assert today_s(agency(NEW.code).id, ["hoangphu", "hoangdao", "hoangdong"], "") == [
            "hoangdao"
        ]


def test_a_unit_of_the_house_is_no_agency_that_ended(saved: Cast) -> None:
    """Should a commune have had the code of a unit: Nam means the unit."""
    change(Unit, {"code": "vhtt"}, code="hoangphu")
    with at_midnight():
        assert today_s(saved.nam.actor.agency_id, ["hoangphu", "hoangdong"], "") == [
            "hoangphu", NEW.code,
        ]  # fmt: skip


def test_after_two_midnights_the_last_one_has_it(saved: Cast) -> None:
    """The new commune ends too; the line of successors is walked to whoever works today."""
    change(Agency, {"code": NEW.code}, valid_to=tomorrow() + DAY,
           successor_id=agency("hoangdao").id)  # fmt: skip
    last = tomorrow() + DAY
    with at_midnight(last):
        assert today_s(saved.nam.actor.agency_id, ["hoangphu"], "") == ["hoangdao"]
        change(Agency, {"code": "hoangdao"}, valid_to=last, successor_id=None)
        assert today_s(saved.nam.actor.agency_id, ["hoangphu"], "") == ["hoangphu"]
