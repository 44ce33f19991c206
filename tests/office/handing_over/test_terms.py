"""A term runs out by itself: who answers for it reads it beforehand, until it has an owner."""

import datetime as dt

import pytest
from sqlalchemy import select, update

from server.clock import today
from server.database import db, transaction
from server.desks.models import Mention
from server.desks.queries import CLOSINGS, TERMS
from server.handing_over import services, terms
from server.org.models import Agency, Appointment
from tests.cast import Cast, Hand
from tests.office.admin.desk import DAY, actor, kien, post_of
from tests.office.handing_over.leaver import begun, colleague, confirmed, given
from tests.office.incoming import desk
from tests.office.papers import drafted
from tests.office.reorganising.test_midnight import presented

WORDS = "Nhiệm kỳ sắp hết hoặc đã hết mà còn việc chưa có người nhận"


@pytest.fixture
def cast(cast: Cast) -> Cast:
    """Nam has a letter, and his term ends in ten days."""
    desk.assigned(cast)
    ends(10)
    return cast


def ends(days: int, account: str = "chuyenvien.huyen") -> Appointment:
    row = post_of(account)
    with transaction() as session:
        session.execute(
            update(Appointment)
            .where(Appointment.id == row.id)
            .values(valid_to=today() + days * DAY)
        )  # fmt: skip
    return row


def reads_it(hand: Hand) -> bool:
    return WORDS in hand.browser().get("/").text


def told() -> set[str]:
    terms.look()
    rows = select(Mention.paper_kind).where(Mention.paper_kind.in_((TERMS, CLOSINGS)))
    return set(db.session.scalars(rows))


def test_who_answers_for_it_reads_it_on_his_desk_beforehand_and_nobody_else(cast: Cast):
    terms.look()
    terms.look()
    assert [reads_it(one) for one in (cast.minh, cast.hoa, cast.nam, cast.kien)] == [True] * 4
    assert not any(map(reads_it, (cast.lan, cast.binh, cast.tckh, cast.anh)))
    page = cast.minh.browser().get("/handing-over/terms").text
    last = today() + 9 * DAY
    assert f"{last:%d/%m/%Y}" in page and "1 văn bản đến đang xử lý" in page
    assert "/people/handovers/new/" not in page
    admins = cast.kien.browser().get("/handing-over/terms").text
    assert "chuyenvien.huyen" in admins
    for hand in (cast.lan, cast.anh):
        assert "văn bản đến" not in _told(hand.browser().get("/handing-over/terms").text)


def _told(page: str) -> str:
    return page.partition("<tbody>")[2].partition("</tbody>")[0]


def test_what_came_to_have_an_owner_is_told_no_more(cast: Cast):
    terms.look()
    quy = colleague()
    one = begun(leaves_on=today())
    given(one, quy.account or "")
    confirmed(one, cast.nam.actor, actor(quy.account or ""))
    services.hand_over(kien(), one.id)
    assert told() == set() and not reads_it(cast.minh)


@pytest.mark.parametrize("days", [0, -20])
def test_a_term_that_is_over_stays_before_the_administrator(cast: Cast, days: int):
    ends(days)
    assert told() == {TERMS} and reads_it(cast.kien)
    page = cast.kien.browser().get("/handing-over/terms").text
    assert "(đã hết)" in page and "1 văn bản đến" in page


def test_it_is_not_told_of_a_term_that_goes_on_or_lies_far_ahead_or_leaves_nothing(cast: Cast):
    drafted(cast)
    ends(15)
    assert told() == set()
    row = ends(10)
    with transaction() as session:
        again = {"person_id": row.person_id, "position_id": row.position_id}
        session.add(Appointment(valid_from=today() + 10 * DAY, **again))
    assert told() == set()
    ends(10, "tp-tckh.huyen")
    assert told() == set()


def test_an_agency_that_closes_by_itself_over_its_work_is_told_to_the_administrators(cast: Cast):
    presented(cast.dao)
    with transaction() as session:
        closing = update(Agency).where(Agency.code == "hoangphu")
        session.execute(closing.values(valid_to=today() + dt.timedelta(3)))
    assert told() == {TERMS, CLOSINGS}
    assert "Cơ quan sắp đóng hoặc đã đóng mà còn việc" in cast.kien.browser().get("/").text
    page = _told(cast.kien.browser().get("/handing-over/closings").text)
    assert "UBND xã Hoằng Phú" in page and "1 văn bản đến" in page
    assert "UBND xã Hoằng Phú" not in _told(cast.minh.browser().get("/handing-over/closings").text)
