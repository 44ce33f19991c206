"""A paper is brought to somebody without a duty: they hear, and who opened it is shown (IN-T12).

Minh sends a paper round for information, Lan reports something odd, a decision stays in the house.
"""

import html

import pytest
from flask import Flask

from server.database import db
from server.documents.delivery.models import Delivery
from server.org import queries
from tests.cast import Cast, Hand
from tests.office.incoming import desk
from tests.office.outcome import reads, refused, state_of
from tests.office.outgoing import desk as outgoing
from tests.office.papers import DRAFT, ok

UNITS = "Phòng Tài chính - Kế hoạch"


@pytest.fixture
def cast(one_app: Flask) -> Cast:
    return Cast(one_app)


def bell(hand: Hand) -> str:
    return hand.browser().get("/notices").text


def page(hand: Hand, path: str) -> str:
    return html.unescape(hand.browser().get(path.removeprefix("/api/v1")).text)


def test_who_is_sent_it_to_know_of_hears_and_who_opened_it_is_told(cast):
    path = desk.presented(cast)
    ok(cast.minh.does(path, "for_info", {"to": ["vhtt", "cv-tckh.huyen"]}))
    for hand in (cast.hoa, cast.cv_tckh):
        assert f'href="{path}"' in bell(hand) and "để biết một văn bản đến" in bell(hand)
    assert "để biết" not in bell(cast.nam) + bell(cast.minh)
    assert "Phòng Văn hóa và Thông tin: chưa mở" in page(cast.minh, path)
    page(cast.hoa, path)
    told = page(cast.minh, path)
    assert f"Phòng Văn hóa và Thông tin: {cast.hoa.actor.name} mở " in told
    assert f"{cast.cv_tckh.actor.name}: chưa mở" in told


def test_a_directive_tells_those_it_names_for_information_and_again_when_it_is_passed_on(cast):
    path = desk.presented(cast)
    order = {"text": "Giao chủ trì.", "lead": "vhtt", "for_information": ["tckh"]}
    ok(cast.minh.does(path, "direct", order))
    assert bell(cast.tckh).count("để biết một văn bản đến") == 1
    assert f"{UNITS}: chưa mở" in page(cast.lan, path)
    again = order | {"lead": "vp", "reason": "Đúng lĩnh vực"}
    ok(cast.minh.does(path, "redirect", again))
    assert bell(cast.tckh).count("để biết một văn bản đến") == 2


def test_something_odd_is_told_to_who_answers_for_the_office_who_may_then_read_it(cast):
    """IN-T06: "báo cáo ngay người có trách nhiệm"; until then only the clerks read it."""
    path = desk.arrived(cast, electronic=True)
    assert not any(reads(hand, path) for hand in (cast.minh, cast.tuan))
    ok(cast.lan.does(path, "report_anomaly", {"reason": "Thiếu trang 2."}))
    for hand in (cast.minh, cast.tuan):
        assert "Văn thư báo bất thường về một văn bản đến" in bell(hand)
        assert "Thiếu trang 2." not in bell(hand)
        assert reads(hand, path)
    assert "bất thường" not in bell(cast.lan) + bell(cast.hoa)


def test_a_decision_for_units_of_the_house_goes_out_without_a_letter(cast):
    path = outgoing.as_sealed(cast, doc_type="Quyết định", to=["tckh"], for_info=["vhtt"])
    assert not reads(cast.cv_tckh, path)
    thing = ok(cast.lan.does(path, "dispatch"))
    assert (thing["state"], thing["deliveries"], thing["to"]) == ("DISPATCHED", [], ["tckh"])
    assert db.session.query(Delivery).count() == 0
    for hand in (cast.tckh, cast.cv_tckh):
        assert "để biết một văn bản đi" in bell(hand)
        assert reads(hand, path)
    assert not reads(cast.thu, path)
    assert f"{UNITS}: " in page(cast.lan, path).split("Nội bộ")[1].split("</dd>")[0]


def test_what_goes_out_of_the_house_and_within_it_does_both(cast):
    path = outgoing.as_sealed(cast, to=["hoangphu", "tckh"])
    thing = ok(cast.lan.does(path, "dispatch"))
    assert [one["recipient"] for one in thing["deliveries"]] == ["hoangphu"]
    assert reads(cast.cv_tckh, path)


def test_the_whole_agency_reads_what_is_sent_to_it(cast):
    path = outgoing.as_sealed(cast, to=["huyen"])
    ok(cast.lan.does(path, "dispatch"))
    assert all(reads(hand, path) for hand in (cast.cv_tckh, cast.thu))
    assert not reads(cast.dao, path)


def test_a_unit_of_another_agency_or_of_none_is_no_recipient(cast):
    refused(cast.nam.asks("POST", "/outgoing", json=DRAFT | {"to": ["phong-la"]}), "unknown_agency")
    of_the_commune = DRAFT | {"signer": "chutich.hoangphu", "to": ["tckh"]}
    refused(cast.cv_xa.asks("POST", "/outgoing", json=of_the_commune), "unknown_agency")


def test_a_unit_that_ended_before_the_day_is_asked_about_and_nothing_leaves(cast):
    path = outgoing.as_sealed(cast, to=["tckh", "hoangphu"])
    outgoing.change_recipient(path, "phong-da-giai-the")
    refused(cast.lan.does(path, "dispatch"), "unknown_agency")
    assert (state_of(path), db.session.query(Delivery).count()) == ("SEALED", 0)


def test_the_editor_offers_the_units_of_the_house_after_the_agencies(cast):
    found = cast.nam.browser().get("/directory/recipients", query_string={"q": UNITS}).json["found"]
    assert f"{UNITS} (nội bộ)" in [one["words"] for one in found]
    codes = {one.code for one in queries.agencies()}
    assert not codes & {one.code for one in queries.units(cast.nam.actor.agency_id)}


def test_the_head_of_a_unit_hears_that_its_draft_came_back_unless_he_sent_it_back_himself(cast):
    """OUT-T04: "chuyển lại lãnh đạo đơn vị soạn thảo" (article 10.3)."""
    path = outgoing.ready(cast)
    ok(cast.minh.does(path, "refuse_sign", {"reason": "Chưa đúng chủ trương"}))
    assert bell(cast.hoa).count("bị trả lại") == 1
    assert "Chưa đúng chủ trương" not in bell(cast.hoa)
    other = outgoing.checked(cast)
    ok(cast.hoa.does(other, "send_back", {"reason": "Sửa trang 2"}))
    assert bell(cast.hoa).count("bị trả lại") == 1
