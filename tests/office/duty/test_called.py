"""A11: Hỏa tốc comes on Saturday at 22:00; nobody touches it; at 22:15 telephones ring (§4.4)."""

import datetime as dt
from collections.abc import Iterator

import pytest
from sqlalchemy import select

from server import office
from server.clock import HANOI, as_if, today
from server.database import db, transaction
from server.desks.models import Desk
from server.documents.incoming import arriving
from server.duty import calling, services
from server.duty.models import FAILED, QUEUED, SENT, DutyCall
from server.org.models import Person, PersonChange
from server.papers.services import Ref
from tests.cast import Cast
from tests.office.duty.conftest import LAN, MINH
from tests.office.duty.gateway import Gateway
from tests.office.front.desks import arrivals

MINUTE = dt.timedelta(minutes=1)
SATURDAY = dt.datetime.combine(
    today() + dt.timedelta(days=(5 - today().weekday()) % 7 + 7), dt.time(22), HANOI
)
SECRET = "V/v di dời khẩn cấp dân ven đê xã Hoằng Phụ"


def at(minutes: float) -> None:
    """The round looks so many minutes after ten o'clock."""
    with as_if(SATURDAY + minutes * MINUTE):
        calling.call()


@pytest.fixture
def arrived(sms: Gateway, on_duty: Cast) -> Iterator[int]:
    """It lies on the clerks' desk; the round looked the minute before."""
    at(-1)
    with as_if(SATURDAY):
        (paper,) = arrivals(on_duty.lan.actor, 1, urgency="HOA_TOC", subject=SECRET)
    yield paper


def calls() -> list[tuple[str, int]]:
    db.session.expire_all()
    return [(row.state, row.tries) for row in db.session.scalars(select(DutyCall))]


def test_after_a_quarter_of_an_hour_the_telephones_ring_once(sms, arrived):
    at(14)
    at(15)  # on the minute it is in time
    assert sms.taken == []
    at(16)
    at(17)
    assert sms.rung == [LAN, MINH]
    said = {one["text"] for one in sms.taken}
    assert said == {
        "[Cong So] HOA TOC de lau tai UBND huyen Hoang Hoa: 1 van ban (Vao so)."
        " Mo https://congso.test"
    }
    assert len({one["id"] for one in sms.taken}) == 2
    assert set(sms.tokens) == {"Bearer mot-the"}


def test_what_somebody_works_on_and_is_late_with_is_told_to_the_head_and_rings_no_telephone(
    sms, arrived
):
    with transaction() as session:
        session.query(Desk).filter_by(paper_id=arrived).update({"verb": "propose_close"})
    at(16)
    assert sms.taken == []


def test_not_a_word_of_the_paper_and_no_number_is_kept(sms, arrived, on_duty):
    at(16)
    assert all("de" not in one["text"].split("Hoang Hoa")[1] for one in sms.taken)
    db.session.expire_all()
    for row in db.session.scalars(select(DutyCall)):
        assert (row.state, row.telephone, row.words, row.error) == (SENT, "", "", "")
    told = db.session.scalars(select(PersonChange.words).where(PersonChange.act == "duty_called"))
    hands = (on_duty.lan, on_duty.minh)
    assert sorted(told) == [f"Nhắn tin trực hỏa tốc cho {one.actor.name}" for one in hands]


def test_it_is_the_clerks_first_and_its_clock_does_not_wait_for_monday(sms, arrived, on_duty):
    """“Item at top; Monday rule not applied.”"""
    with as_if(SATURDAY + 16 * MINUTE):
        arrivals(on_duty.lan.actor, 3, urgency="NORMAL")
        page = on_duty.lan.browser().get("/").text
    row = db.session.scalars(select(Desk).filter_by(paper_kind="incoming", paper_id=arrived)).one()
    assert row.escalates_at == SATURDAY + 15 * MINUTE
    first = min(page.find(f"/incoming/{n}\"") for n in range(arrived, arrived + 4)
                if f"/incoming/{n}\"" in page)  # fmt: skip
    assert first == page.find(f'/incoming/{arrived}"') > 0


def test_who_registers_it_in_time_wakes_nobody(sms, arrived, on_duty):
    with as_if(SATURDAY + 10 * MINUTE):
        arriving.register(on_duty.lan.actor, Ref(arrived), fields={})
    at(16)
    assert sms.taken == []
    at(26)  # and then nobody presented it
    assert [one["text"].split("(")[1].split(")")[0] for one in sms.taken] == ["Trinh lanh dao"] * 2


@pytest.mark.parametrize("urgency", ["NORMAL", "KHAN", "THUONG_KHAN"])
def test_for_anything_less_nobody_is_rung(sms, on_duty, urgency):
    at(-1)
    with as_if(SATURDAY):
        arrivals(on_duty.lan.actor, 1, urgency=urgency)
    at(3 * 24 * 60)
    assert sms.taken == []


def test_two_papers_are_one_message_to_each_and_another_agency_rings_its_own(sms, arrived, on_duty):
    services.keep(on_duty.kien.actor, "hoangphu", "vanthu.hoangphu", "0388 111 222")
    with as_if(SATURDAY + MINUTE / 2):
        arrivals(on_duty.lan.actor, 1, urgency="HOA_TOC")
        arrivals(on_duty.dao.actor, 1, urgency="HOA_TOC")
    at(16)
    assert sms.rung == [LAN, "+84388111222", MINH]
    assert sum("2 van ban" in one["text"] for one in sms.taken) == 2
    assert sum("xa Hoang Phu: 1 van ban" in one["text"] for one in sms.taken) == 1


def test_the_agencys_own_minutes_count_for_what_comes_from_then_on(sms, arrived, on_duty):
    minutes = services.patience_of(on_duty.lan.actor.agency_id)
    with as_if(SATURDAY + MINUTE):
        services.set_patience(on_duty.tuan.actor, "huyen", minutes | {"HOA_TOC": 5})
        arrivals(on_duty.lan.actor, 1, urgency="HOA_TOC")
    at(7)
    assert len(sms.taken) == 2, "of the later one"
    at(16)
    assert len(sms.taken) == 4, "the first one keeps its hour"


def test_a_gateway_that_is_down_is_asked_again_with_growing_pauses_and_then_given_up(sms, arrived):
    sms.answers = [503, 200, *[503] * 9]
    at(16)
    assert sorted(calls()) == [(QUEUED, 1), (SENT, 1)]
    at(16.5)
    assert sorted(calls()) == [(QUEUED, 1), (SENT, 1)], "not before its minute"
    for minutes in (17.1, 19.2, 24.3, 34.4, 49.5):
        at(minutes)
    assert sorted(calls()) == [(FAILED, 6), (SENT, 1)]
    row = db.session.scalars(select(DutyCall).filter_by(state=FAILED)).one()
    assert (row.error, row.telephone) == ("HTTP 503", "")


def test_a_number_that_the_gateway_knows_not_is_not_asked_again(sms, arrived):
    sms.answers = [422, 422]
    at(16)
    at(60)
    assert calls() == [(FAILED, 1)] * 2
    assert sms.taken == []


def test_who_sends_us_elsewhere_is_no_gateway_that_said_no(sms, arrived):
    """A network's own door, before somebody has signed in at it."""
    sms.answers = [302, 302]
    at(16)
    at(18)
    assert calls() == [(SENT, 2)] * 2


def test_killed_between_the_gateways_yes_and_our_mark_it_goes_again_under_the_same_id(
    sms, arrived, monkeypatch
):
    with monkeypatch.context() as killed:
        killed.setattr(calling, "_settle", lambda *_a, **_v: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            at(16)
    at(17)
    assert len(sms.taken) == 2, "the second one is nobody's"
    at(19)
    assert len(sms.taken) == 3
    assert len({one["id"] for one in sms.taken}) == 2


def test_without_a_gateway_nothing_is_kept_for_a_day_when_there_is_one(app, on_duty):
    at(-1)
    with as_if(SATURDAY):
        arrivals(on_duty.lan.actor, 1, urgency="HOA_TOC")
    at(16)
    assert calls() == []


def test_who_holds_no_post_there_any_more_is_not_rung(sms, arrived, on_duty):
    with transaction():
        db.session.scalars(select(Person).filter_by(account="vanthu.huyen")).one().active = False
    at(16)
    assert sms.rung == [MINH]


def test_messages_are_let_go_after_a_month(sms, arrived):
    at(16)
    with as_if(SATURDAY + dt.timedelta(days=29)):
        calling.tidy()
    assert len(calls()) == 2
    with as_if(SATURDAY + dt.timedelta(days=31)):
        calling.tidy()
    assert calls() == []


def test_the_token_is_not_shown(sms):
    assert "mot-the" not in repr(office.office())
