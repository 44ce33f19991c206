"""Whose post ends by a plan reads it beforehand: on the desk, behind the bell, until it is done."""

import re

from sqlalchemy import select, update

from server.clock import today
from server.database import db, transaction
from server.desks.models import Mention
from server.desks.queries import ENDINGS
from server.org.models import Appointment
from server.papers.telling import CONFIRMING
from server.reorganising import forewarning, planning, taking_effect
from tests.cast import Cast, Hand
from tests.office import papers
from tests.office.admin.desk import DAY, hanh, kien, post_of
from tests.office.reorganising.merging import (
    CODE,
    NEW,
    approved,
    at_midnight,
    district_ends,
    done,
    drafted,
    new_day,
    tomorrow,
)
from tests.office.reorganising.test_directed import directed
from tests.office.reorganising.test_midnight import presented

WORDS = "Chức vụ của anh/chị kết thúc theo phương án sắp xếp"
PAGE = "/handing-over/agencies/ahead"


def reads_it(hand: Hand) -> bool:
    """On the desk, and behind the bell."""
    said = [WORDS in hand.browser().get(path).text for path in ("/", "/notices")]
    assert len(set(said)) == 1
    return said[0]


def told() -> list[int]:
    db.session.expire_all()
    ahead = select(Mention.person_id).filter_by(paper_kind=ENDINGS, what=CONFIRMING)
    return list(db.session.scalars(ahead))


def test_once_it_is_approved_the_communes_people_read_where_they_go_and_nobody_else(one_cast: Cast):
    cast = one_cast
    plan = drafted()
    planning.propose(kien(), plan.id)
    assert told() == [], "a proposal is no decision"
    planning.approve(hanh(), plan.id)
    assert [reads_it(one) for one in (cast.dao, cast.anh)] == [True, True]
    assert not any(map(reads_it, (cast.lan, cast.minh, cast.nam, cast.kien)))
    page = cast.anh.browser().get(PAGE).text
    assert f"0 giờ ngày {tomorrow():%d/%m/%Y}" in page and CODE in page
    assert page.count("Chủ tịch, UBND xã Hoằng Phú mới") == 2, "the work, and its holder"
    assert "Không có chức vụ nào" in cast.lan.browser().get(PAGE).text


def test_of_an_agency_that_is_split_it_says_who_has_the_other_part(one_cast: Cast):
    letter, plan = presented(one_cast.dao), drafted()
    directed(plan, "incoming", letter)
    directed(plan, "incoming", presented(one_cast.dao, number="1251"), heir=NEW.code)
    planning.propose(kien(), plan.id)
    planning.approve(hanh(), plan.id)
    said = "Chủ tịch, UBND xã Hoằng Phú mới; một phần: UBND xã Hoằng Thịnh"
    assert one_cast.anh.browser().get(PAGE).text.count(said) == 1


def test_taken_back_it_is_told_no_more(one_cast: Cast):
    plan = approved()
    planning.withdraw(kien(), plan.id, reason="Hoãn sắp xếp")
    assert told() == [] and not reads_it(one_cast.dao)
    assert "Không có chức vụ nào" in one_cast.dao.browser().get(PAGE).text
    said = one_cast.dao.browser().get("/notices").text
    assert "chức vụ của anh/chị không kết thúc" in said, "what was told is taken back in words"
    assert "không kết thúc" not in one_cast.lan.browser().get("/notices").text


def test_one_that_nobody_had_heard_of_is_taken_back_in_silence(one_cast: Cast):
    plan = drafted()
    planning.withdraw(kien(), plan.id, reason="Hoãn sắp xếp")
    assert "không kết thúc" not in one_cast.dao.browser().get("/notices").text


def test_in_the_new_commune_nothing_of_it_is_left(one_cast: Cast):
    plan = approved()
    done(plan)
    assert told() == []
    with at_midnight():
        assert not reads_it(new_day(one_cast.dao))


def test_who_comes_meanwhile_hears_it_the_next_morning_and_who_left_no_more(one_cast: Cast):
    approved()
    dao = post_of("vanthu.hoangphu")
    before = sorted(told())
    with transaction() as session:
        session.execute(
            update(Mention)
            .where(Mention.paper_kind == ENDINGS, Mention.person_id == dao.person_id)
            .values(person_id=post_of("vanthu.huyen").person_id)
        )
    forewarning.look()
    forewarning.look()
    assert sorted(told()) == before
    with transaction() as session:
        session.execute(
            update(Appointment).where(Appointment.id == dao.id).values(valid_to=today() - DAY)
        )
    forewarning.look()
    assert dao.person_id not in told()


def test_who_may_read_it_is_told_what_holds_the_midnight_up(one_cast: Cast):
    cast = one_cast
    path = papers.signed(cast)
    papers.ok(cast.lan.does(path, "number"))
    assert "Cần phát hành" not in cast.lan.browser().get(PAGE).text, "the district goes on"
    district_ends()
    assert f'href="{path}"' in cast.lan.browser().get(PAGE).text
    assert path not in cast.tckh.browser().get(PAGE).text
    assert path not in cast.anh.browser().get(PAGE).text


def test_its_words_lead_to_the_page(one_cast: Cast):
    approved()
    home = one_cast.dao.browser().get("/").text
    assert re.search(rf'href="{PAGE}">[^<]*<[^>]+></span>{WORDS}', home)


def test_a_page_left_open_in_a_post_that_ends_is_woken_though_nothing_of_it_moves(
    one_cast: Cast, monkeypatch
):
    """Else it shows for hours what is no longer so."""
    woken: set[str] = set()
    plan, post = approved(), f"p:{one_cast.anh.actor.position_id}"

    def announce(_event: str, seats: set[str], about: dict[str, object]) -> None:
        woken.update(seats if about["kind"] == "reorganisations" else ())

    monkeypatch.setattr(taking_effect.outbox, "announce", announce)
    done(plan)
    assert post in woken
