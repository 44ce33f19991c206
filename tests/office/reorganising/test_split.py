"""Hoằng Phú is split: two communes come after it, each with posts, work and letters (ORG-10).

Kiên writes it, Hạnh approves it, a midnight does it; every choice is made on the pages.
"""

import html
import re
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from server.admin.organisation.agencies import Body
from server.database import db
from server.documents.delivery.models import Delivery
from server.documents.incoming.models import IncomingDocument
from server.exchange.carrier import carry
from server.org.models import Agency, Position
from server.reorganising import directing, jobs, mailing, planning
from server.reorganising.models import HandedOver, Plan
from tests.cast import Cast
from tests.office.admin.desk import hanh, kien, position
from tests.office.front.clicking import Desk
from tests.office.reorganising.merging import NEW, at_midnight, begun, done, new_day
from tests.office.reorganising.test_midnight import presented
from tests.office.reorganising.test_pages import hanh_signs_in
from tests.office.reorganising.test_what_goes_over import of

EAST = replace(NEW, code="phudong", organ_id="H56.12.71", name="Ủy ban nhân dân xã Phú Đông",
               short_name="UBND xã Phú Đông", place_name="Phú Đông")  # fmt: skip
WEST = replace(NEW, code="phutay", organ_id="H56.12.72", name="Ủy ban nhân dân xã Phú Tây",
               short_name="UBND xã Phú Tây", place_name="Phú Tây")  # fmt: skip


@pytest.fixture
def app(one_app: Flask) -> Flask:
    """What is chosen on a page is the same on both databases."""
    return one_app


@pytest.fixture
def plan(cast: Cast) -> Plan:
    """Both are set up; all of it goes to the east, as the machine proposes."""
    plan = begun(title="Tách xã Hoằng Phú")
    for new in (EAST, WEST):
        planning.found(kien(), plan.id, new, like="xa-2015", pin="246810")
    planning.close(kien(), plan.id, agency="hoangphu", heir=EAST.code)
    return plan


def post(title: str, place: str) -> Position:
    mine = select(Position).join(Agency, Agency.id == Position.agency_id)
    return db.session.scalars(mine.where(Agency.code == place, Position.title == title)).one()


def goes_west(desk: Desk, plan: Plan, account: str, title: str) -> None:
    """This post's work, and whoever holds it."""
    page = f"/people/reorganisations/{plan.id}/post/{position(account).id}"
    there = str(post(title, WEST.code).id)
    assert f'value="{there}"' in desk.opens(page), "what begins with the plan is offered"
    desk.sends(page, page, heir_id=there, goes_to_id=there)


def split_of(page: str) -> list[tuple[str, ...]]:
    """The table of who gets how much of what; both letters are of one kind."""
    (table,) = re.findall(r"theo cơ quan nhận</caption>.*?</table>", page, re.S)
    return re.findall(r'<th scope="row">(.*?)</th><td[^>]*>(.*?)</td></tr>', html.unescape(table))


def test_posts_letters_and_open_work_go_to_either_by_clicking(cast: Cast, plan: Plan):
    first, second = presented(cast.dao), presented(cast.dao, number="1251")
    desk, here = Desk(cast.kien), f"/people/reorganisations/{plan.id}"
    goes_west(desk, plan, "chuyenvien.hoangphu", "Chủ tịch")
    goes_west(desk, plan, "vanthu.hoangphu", "Công chức Văn phòng - Thống kê")
    desk.sends(f"{here}/mail", f"{here}/mail", agency="hoangphu", heir=WEST.code,
               words="văn hóa")  # fmt: skip
    ended = position("chutich.hoangphu").agency_id
    work = f"{here}/open/{ended}/incoming"
    offered = re.findall(r'<option value="(\w+)"', desk.opens(work))
    assert set(offered[:2]) == {EAST.code, WEST.code}, "who begins with it stands first"
    desk.sends(work, work, things=first.split("/")[-1], heir=WEST.code)
    page = html.unescape(desk.opens(work))
    assert f"theo chức vụ kế tục: {EAST.short_name}" in page and WEST.short_name in page
    assert f"một phần: {WEST.short_name}" in html.unescape(desk.opens(here))
    jobs.rehearsed(plan.id)
    assert split_of(desk.opens(here)) == [(EAST.short_name, "1"), (WEST.short_name, "1")]
    desk.sends(f"{here}/propose", here)
    hanh_signs_in(cast).sends(f"{here}/approve", here)
    done(plan)
    assert split_of(desk.opens(here)) == [(EAST.short_name, "1"), (WEST.short_name, "1")]
    went = {one.paper_id: one.to_agency.code for one in db.session.scalars(select(HandedOver))}
    assert went[of(IncomingDocument, first).id] == WEST.code
    assert went[of(IncomingDocument, second).id] == EAST.code
    with at_midnight():
        assert new_day(cast.dao).actor.agency_code == WEST.code
        assert cast.dao.sees(first)["arrival_no"] == 1, "it stands in the west's book"
        assert new_day(cast.anh).actor.agency_code == EAST.code


def test_an_agency_that_has_nothing_of_it_yet_may_be_named_for_its_letters(plan: Plan, cast: Cast):
    page = html.unescape(Desk(cast.kien).opens(f"/people/reorganisations/{plan.id}/mail"))
    assert WEST.short_name in page


@pytest.mark.sent
@pytest.mark.parametrize(("words", "heir"), [("phòng họp", WEST), ("thú y", EAST)])
def test_the_sender_of_a_letter_under_way_reads_which_of_them_has_it(plan, words: str, heir: Body):
    """It has not come in yet: whoever has its field takes it (ORG-13)."""
    mailing.send_on(kien(), plan.id, agency="hoangphu", heir=WEST.code, words=words)
    planning.propose(kien(), plan.id)
    planning.approve(hanh(), plan.id)
    done(plan)
    (delivery,) = db.session.scalars(select(Delivery))
    assert delivery.words.endswith(f"{heir.short_name} nhận thay.")


@pytest.mark.sent
def test_so_does_that_of_one_that_had_come_in_and_was_ticked(plan: Plan):
    carry()
    (letter,) = db.session.scalars(select(IncomingDocument))
    ended = position("chutich.hoangphu").agency_id
    directing.direct(kien(), plan.id, (ended, "incoming"), things=[letter.id], heir=WEST.code)
    planning.propose(kien(), plan.id)
    planning.approve(hanh(), plan.id)
    done(plan)
    (delivery,) = db.session.scalars(select(Delivery))
    assert delivery.words.endswith(f"{WEST.short_name} nhận thay.")
