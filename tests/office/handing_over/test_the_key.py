"""The agency's key alone goes to another clerk, and its keeper stays what she is (art. 32.2b)."""

from html import unescape

import pytest
from flask import Flask
from sqlalchemy import select

from server.clock import today
from server.database import db
from server.demo.cast import PIN
from server.documents.outgoing.signatures.signing import seal
from server.handing_over import looking, services, sheet
from server.org.models import Absence, Appointment
from server.papers.exceptions import ExceptionRecord
from server.papers.services import Ref
from tests.cast import Cast
from tests.office import papers
from tests.office.admin.desk import actor, kien, position, post_of, why
from tests.office.handing_over.leaver import begun, called, confirmed, given, newcomer, says_so
from tests.office.incoming import desk as incoming
from tests.office.ledger.findings import found
from tests.office.outcome import change, id_of, refused, state_of
from tests.office.outgoing import desk as sealing
from tests.office.papers import ok

LAN, TRANG, CODE = "vanthu.huyen", "trang.huyen", "88/UBND-VP"
GOOD = {"pin": PIN}
SAID = {"text": "Điều 2", "place": "Thanh Hóa", "authority": "CHỦ TỊCH", "signed_by": "Lê A"}
TAKEN = GOOD | SAID


@pytest.fixture
def app(one_app: Flask) -> Flask:
    return one_app


@pytest.fixture
def trang(cast: Cast):
    """A second clerk, beside Lan."""
    return newcomer(LAN, TRANG, "Hoàng Thị Trang", position(LAN).rank)


def key_alone(**more):
    return begun(LAN, decision_code=CODE, only_key=True, **more)


def test_the_key_alone_goes_with_a_minute_that_both_confirm(cast: Cast, trang):
    one = key_alone()
    assert [kind for kind, _taker in called(one)] == ["seals"]
    given(one, TRANG)
    page = sheet.listing(one)
    assert page.under == ("Bàn giao con dấu, thiết bị lưu khóa bí mật của cơ quan",)
    assert "khoản 2 Điều 32" in page.opening[0] and CODE in page.opening[1]
    confirmed(one, cast.lan.actor)
    assert why(services.hand_over, kien(), one.id) == "everybody_has_confirmed"
    says_so(one, trang)
    services.hand_over(kien(), one.id)
    assert post_of(LAN).valid_to is None and actor(LAN).roles == cast.lan.actor.roles
    assert one.sums == {"moved": 1, "late": 0}


def test_it_is_an_exception_with_its_written_permission(cast: Cast, trang):
    one = key_alone()
    given(one, TRANG)
    confirmed(one, cast.lan.actor, trang)
    services.hand_over(kien(), one.id)
    (said,) = db.session.scalars(select(ExceptionRecord))
    assert (said.rule_id, said.approver, said.name) == ("SIG-03", CODE, cast.lan.actor.name)
    assert said.agency_id == cast.lan.actor.agency_id and "Hoàng Thị Trang" in said.reason
    page = cast.minh.browser().get("/reports/exceptions").text
    assert "SIG-03: giao khóa của cơ quan cho người khác" in page and said.reason in page
    assert said.reason in cast.son.browser().get("/audit/anomalies?kind=exception").text
    assert found() == []


def keys_page(cast: Cast) -> str:
    return cast.kien.browser().get(f"/people/keys/{cast.lan.actor.agency_id}").text


def lacks_only_its_seal(cast: Cast) -> str:
    path = papers.signed(cast)
    ok(cast.lan.does(path, "number"))
    ok(cast.lan.does(path, "register"))
    return path


def handed_to(taker: str, *hands) -> None:
    one = key_alone()
    given(one, taker)
    confirmed(one, *hands)
    services.hand_over(kien(), one.id)


def test_who_gave_it_away_seals_no_more_and_who_has_it_does(cast: Cast, trang):
    """SIG-03: in words, before a PIN is tried; numbers and the book stay every clerk's."""
    path = lacks_only_its_seal(cast)
    handed_to(TRANG, cast.lan.actor, trang)
    no = refused(cast.lan.does(path, "seal", GOOD), "seal_is_kept_by_another")
    assert "Hoàng Thị Trang" in no["detail"] and "khoản 2 Điều 32" in no["detail"]
    assert no["detail"] in unescape(cast.lan.browser().get(path).text)
    tried = cast.son.browser().get("/audit/anomalies?kind=others_key").text
    assert cast.lan.actor.name in tried
    seal(trang, Ref(id_of(path)), pin=PIN)
    assert state_of(path) == "SEALED"
    assert "Người giữ theo biên bản bàn giao: Hoàng Thị Trang." in keys_page(cast)
    assert found() == []


def test_no_copy_and_no_other_clerk_gets_round_it(cast: Cast, trang):
    paper = incoming.directed(cast)
    handed_to(TRANG, cast.lan.actor, trang)
    for hand in (cast.lan, cast.lien):
        refused(hand.does(paper, "extract_electronically", TAKEN), "seal_is_kept_by_another")


def test_her_substitute_has_her_desk_and_not_the_key(cast: Cast, trang):
    """An absence routes papers; only minutes hand a key on (DOMAIN §2.1, art. 32.2b)."""
    path = sealing.as_registered(cast)
    handed_to(TRANG, cast.lan.actor, trang)
    away = {"person_id": trang.person_id, "substitute_id": cast.lan.actor.person_id}
    db.session.add(Absence(valid_from=today(), **away))
    db.session.commit()
    refused(cast.lan.does(path, "seal", GOOD), "seal_is_kept_by_another")


def test_before_any_minutes_and_after_a_keeper_who_left_the_clerks_have_it(cast: Cast, trang):
    path = lacks_only_its_seal(cast)
    assert "Người giữ: văn thư của cơ quan, theo chức vụ." in keys_page(cast)
    handed_to(TRANG, cast.lan.actor, trang)
    change(Appointment, {"person_id": trang.person_id}, valid_to=today())
    ok(cast.lan.does(path, "seal", GOOD))


def test_she_hands_on_what_she_has_and_no_more(cast: Cast, trang):
    """Lan gave it away: what she leaves with later has no key in it; Trang's has."""
    handed_to(TRANG, cast.lan.actor, trang)
    assert why(begun, LAN, decision_code=CODE, only_key=True) == "keeps_no_key"
    assert "seals" not in [kind for kind, _taker in called(begun(LAN))]
    assert "seals" in [kind for kind, _taker in called(begun(TRANG))]


def test_it_goes_to_no_one_but_a_clerk_and_from_no_one_else(cast: Cast, trang):
    assert why(begun, "chuyenvien.huyen", only_key=True) == "keeps_no_key"
    assert why(begun, LAN, only_key=True, leaves=True) == "key_alone_and_leaves"
    one = key_alone()
    assert why(given, one, "chuyenvien.huyen") == "taker_is_no_clerk"


def test_whoever_leaves_hands_the_key_over_with_all_the_rest(cast: Cast, trang):
    """The list is the minute, and the exception is counted there too."""
    one = begun(LAN)
    given(one, TRANG)
    confirmed(one, cast.lan.actor, trang)
    services.hand_over(kien(), one.id)
    assert [it.rule_id for it in db.session.scalars(select(ExceptionRecord))] == ["SIG-03"]


def test_a_list_of_the_key_alone_is_another_list(cast: Cast, trang):
    one = key_alone()
    before = looking.digest(one)
    one.only_key = False
    assert looking.digest(one) != before
    db.session.rollback()


def test_kien_is_offered_it_for_a_clerk_alone(cast: Cast):
    browser = cast.kien.browser()
    assert 'name="only_key"' in browser.get(f"/people/handovers/new/{LAN}").text
    assert 'name="only_key"' not in browser.get("/people/handovers/new/chuyenvien.huyen").text
