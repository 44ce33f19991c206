"""The plan gives Ánh no post: Kiên and Hạnh read it on its page, she on hers, before the day."""

import html

import pytest
from flask import Flask

from server.database import db, transaction
from server.door.services import create_token
from server.org.models import Appointment, Person, PersonChange
from server.reorganising import planning, without_post
from server.reorganising.taking_effect import rehearse
from tests.cast import Cast, Hand
from tests.office.admin.desk import DAY, hanh, kien, position
from tests.office.front.clicking import Desk
from tests.office.reorganising.merging import at_midnight, done, drafted, tomorrow
from tests.office.reorganising.test_told_beforehand import PAGE
from tests.office.reorganising.test_vacancies import nobody_goes
from workflows import Refused

NAMED = "Người không còn chức vụ nào"
TOLD = "Từ ngày đó anh/chị không giữ chức vụ nào"
CHAIR = "chutich.hoangphu"


@pytest.fixture
def app(one_app: Flask) -> Flask:
    """Who sits where is the same on both databases."""
    return one_app


def test_she_is_named_to_both_administrators_and_reads_it_herself(cast: Cast):
    plan = drafted()
    here = f"/people/reorganisations/{plan.id}"
    assert NAMED not in Desk(cast.kien).opens(here), "everybody goes along"
    nobody_goes(plan, CHAIR)
    said = f"{cast.anh.actor.name}: Chủ tịch, UBND xã Hoằng Phú"
    assert without_post.lines(plan) == [said]
    planning.propose(kien(), plan.id)
    page = html.unescape(Desk(cast.kien).opens(here))
    assert NAMED in page and said in page
    planning.approve(hanh(), plan.id)
    assert TOLD in cast.anh.browser().get(PAGE).text
    assert TOLD not in cast.dao.browser().get(PAGE).text, "she goes along"
    done(plan)
    with at_midnight(), pytest.raises(Refused, match="no_post"):
        create_token(CHAIR)


def _key(hand: Hand) -> str:
    return db.session.get_one(Person, hand.actor.person_id).seal


def test_her_key_ends_with_her_last_post_and_what_it_signed_stays(cast: Cast):
    """ORG-14, as with one who leaves by a decision of his own: Ánh's key opens nothing more, the
    log says by which decision; Đào goes along and keeps hers."""
    plan = drafted()
    nobody_goes(plan, CHAIR)
    planning.propose(kien(), plan.id)
    planning.approve(hanh(), plan.id)
    anh, dao = (_key(one) for one in (cast.anh, cast.dao))
    assert anh
    moved = rehearse(plan.id)["moved"]
    assert moved["own_keys"] == 1 and moved["keys"] == 2
    assert _key(cast.anh) == anh, "a rehearsal takes nothing"
    done(plan)
    assert _key(cast.anh) == ""
    assert _key(cast.dao) == dao
    (kept,) = db.session.query(PersonChange).filter_by(
        act="key_revoked", subject=f"person/{cast.anh.actor.person_id}"
    )
    assert plan.decision_code in kept.words and "không còn giữ chức vụ nào" in kept.words


def test_who_holds_another_post_that_day_is_not_among_them(cast: Cast):
    """Appointed in the district meanwhile, or the chair of two: he comes in as that."""
    plan = drafted()
    nobody_goes(plan, CHAIR)
    with transaction() as session:
        session.add(Appointment(
            person_id=cast.anh.actor.person_id, position_id=position("chuyenvien.huyen").id,
            decision_code="7/QĐ", valid_from=tomorrow() + DAY,
        ))  # fmt: skip
    assert len(without_post.lines(plan)) == 1, "it begins a day late"
    with transaction() as session:
        (late,) = session.query(Appointment).filter_by(decision_code="7/QĐ")
        late.valid_from = tomorrow()
    assert without_post.lines(plan) == []
    planning.propose(kien(), plan.id)
    planning.approve(hanh(), plan.id)
    assert TOLD not in cast.anh.browser().get(PAGE).text
