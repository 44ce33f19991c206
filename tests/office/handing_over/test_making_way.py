"""A post for one: Hoa makes way, so that her successor is appointed and takes it all (§2.4)."""

import pytest
from flask import Flask

from server.admin.staff import grants, posts
from server.clock import as_if, midnight, today
from server.handing_over import excusing, services, things
from server.org import queries
from server.org.models import Appointment, Position
from tests.cast import Cast
from tests.office import papers
from tests.office.admin.desk import (
    DAY,
    hanh,
    kien,
    newest_grant,
    person,
    position,
    post_of,
    terms,
    why,
)
from tests.office.front.clicking import Desk
from tests.office.handing_over.leaver import QUY, begun, colleague, confirmed
from tests.office.ledger.findings import found
from tests.office.outcome import change
from tests.office.reorganising.merging import new_day

HEAD = "truongphong.huyen"


@pytest.fixture
def app(one_app: Flask) -> Flask:
    return one_app


@pytest.fixture
def letter(cast: Cast) -> str:
    """It waits for the head of the unit, whoever that is; Quý works there."""
    colleague()
    return papers.directed(cast)


def appointed(account: str) -> int:
    """To Hoa's post from tomorrow, by two (SOD-04); which appointment it is."""
    post = position(HEAD).id
    said = terms(valid_from=today() + DAY, main=True)
    assert posts.appoint(kien(), account, position_id=post, terms=said) is None
    return grants.confirm(hanh(), newest_grant().id).id


def test_her_successor_is_appointed_once_she_makes_way_and_goes_on_the_day_after(cast, letter):
    one = begun(HEAD, leaves_on=today() + DAY)
    assert why(appointed, QUY) == "post_is_held"
    assert why(posts.end, kien(), post_of(HEAD).id, on=today() + DAY) == "leaves_work_behind"
    services.make_way(kien(), one.id)
    assert why(services.make_way, kien(), one.id) == "post_is_for_one"
    assert cast.hoa.sees(letter)["actions"], "she works there until the day is over"
    successor = appointed(QUY)
    keys = [it.key for it in things.things(one)]
    if keys:
        services.name(kien(), one.id, keys=keys, taker_id=successor)
    confirmed(one, cast.hoa.actor)
    with as_if(midnight(today() + DAY)):
        services.hand_over(kien(), one.id)
        quy = queries.actor_of(person(QUY), successor)
        assert f"u:{quy.unit_id}:UNIT_HEAD" in quy.seats
        assert why(queries.actor_of, person(HEAD)) == "no_post"
    assert found() == []


def test_made_way_the_list_is_not_withdrawn_over_what_would_be_nobodys(cast, letter):
    one = begun(HEAD, leaves_on=today() + DAY)
    services.make_way(kien(), one.id)
    assert why(services.withdraw, kien(), one.id, reason="nhầm") == "leaves_work_behind"
    appointed(QUY)
    services.withdraw(kien(), one.id, reason="nhầm")


def test_a_list_that_changed_nothing_yet_is_withdrawn_whatever_term_he_has(cast, letter):
    one = begun(HEAD, leaves_on=today() + DAY)
    change(Appointment, {"id": one.appointment_id}, valid_to=today() + 9 * DAY)
    services.withdraw(kien(), one.id, reason="nhầm")


def test_on_the_day_itself_she_says_her_word_first(cast, letter):
    one = begun(HEAD)
    assert why(services.make_way, kien(), one.id) == "giver_can_confirm"
    confirmed(one, cast.hoa.actor)
    services.make_way(kien(), one.id)
    assert post_of("chuyenvien.huyen") and one.appointment.valid_to == today()


def test_her_last_day_passed_without_her_word_and_kien_writes_why(cast, letter):
    """She cannot sign in any more, and the list could neither be withdrawn nor carried out."""
    one = begun(HEAD, leaves_on=today() + DAY)
    services.make_way(kien(), one.id)
    appointed(QUY)
    services.present(kien(), one.id)
    gone = {"reason": "Đã nghỉ chế độ từ hôm qua"}
    assert why(excusing.excuse, kien(), one.id, **gone) == "giver_is_gone"
    desk, here = Desk(cast.kien), f"/people/handovers/{one.id}"
    assert "không đăng nhập được nữa" not in desk.opens(here), "she still can"
    with as_if(midnight(today() + DAY)):
        assert why(services.hand_over, kien(), one.id) == "everybody_has_confirmed"
        assert why(excusing.excuse, kien(), one.id, reason=" ") == "has_reason"
        desk = Desk(new_day(cast.kien))
        assert desk.sends(f"{here}/excuse", here, **gone).status_code == 302
        page = desk.opens(here)
        assert "Không tự xác nhận, vì" in page and gone["reason"] in page
        confirmed(one)
        services.hand_over(kien(), one.id)
        assert one.state == "DONE" and one.absent == gone["reason"]
    assert found() == []


def test_where_several_hold_a_post_or_the_key_alone_goes_nobody_makes_way(cast):
    assert why(services.make_way, kien(), begun("vanthu.huyen").id) == "post_is_for_one"


def test_kien_reads_what_to_press_first_and_is_offered_it(cast, letter):
    one = begun(HEAD, leaves_on=today() + DAY)
    browser, here = Desk(cast.kien), f"/people/handovers/{one.id}"
    page = browser.opens(here)
    day = f"{today() + DAY:%d/%m/%Y}"
    assert "trước hết bấm “Để trống chức vụ”" in page and f"Để trống chức vụ từ {day}" in page
    assert browser.sends(f"{here}/make_way", here).status_code == 302
    page = browser.opens(here)
    assert "Để trống chức vụ từ" not in page and "trước hết bấm" not in page


def test_withdrawn_after_that_she_reads_that_her_post_ends_all_the_same(cast):
    one = begun(HEAD, leaves_on=today() + DAY)
    services.make_way(kien(), one.id)
    browser, here = Desk(cast.kien), f"/people/handovers/{one.id}"
    browser.sends(f"{here}/withdraw", here, reason="nhầm")
    page = browser.opens(here)
    assert "chức vụ vẫn để trống" in page and "không có gì thay đổi" not in page


def test_the_last_administrator_makes_no_way_and_hands_nothing_over(cast):
    change(Position, {"id": position("quantri").id}, single_holder=True)
    change(Appointment, {"id": post_of("quantri2").id}, valid_to=today() + DAY)
    one = begun("quantri", leaves_on=today() + DAY)
    assert why(services.make_way, kien(), one.id) == "last_administrator"
    assert one.appointment.valid_to is None
