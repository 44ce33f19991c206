"""The clerk's desk: one key registers; what is odd is shown, what was typed stays."""

import datetime as dt

import pytest

from server.clock import today
from server.uploads.kinds import EXTENSIONS
from tests.cast import Cast
from tests.office.incoming import desk
from tests.office.outcome import line_of, refused, state_of
from tests.office.papers import ok

TYPED = {"number": "1250", "notation": "UBND-VX", "issuer": "UBND tỉnh Thanh Hóa"}
SHEET = TYPED | {"doc_type": "Công văn", "subject": "V/v tổng kết năm", "urgency": "KHAN"}


def confirms(cast: Cast, path: str, **typed: str):
    """Lan fills in her form and sends it off."""
    browser = cast.lan.browser()
    page = browser.get(f"{path}/confirm").text
    token = page.split('name="csrf_token"', 1)[1].split('value="', 1)[1].split('"', 1)[0]
    form = SHEET | {"issued_on": f"{today():%d/%m/%Y}", "csrf_token": token} | typed
    return browser.post(f"{path}/confirm", data=form)


@pytest.fixture
def cast(one_app) -> Cast:
    return Cast(one_app)


def test_a_likely_twin_is_a_door_to_the_earlier_paper_and_nothing_typed_is_lost(cast):
    earlier = desk.registered(cast, **TYPED, subject="V/v bản đã vào sổ")
    path = desk.arrived(cast, number="", notation="", subject="")
    got = confirms(cast, path)
    assert got.status_code == 409
    dupes = got.text.split('class="dupes"')[1].split("</ul>", maxsplit=1)[0]
    assert f'href="{earlier}"' in dupes
    assert "V/v bản đã vào sổ" in dupes
    assert "V/v tổng kết năm</textarea>" in got.text
    assert 'value="KHAN" selected' in got.text
    assert state_of(path) == "ARRIVED"


def test_a_day_that_has_not_come_is_asked_about_and_entered_with_a_reason(cast):
    path, ahead = desk.arrived(cast), today() + dt.timedelta(days=2)
    no = refused(cast.lan.does(path, "register", {"issued_on": f"{ahead}"}), "issued_later")
    assert no["errors"][0]["field"] == "issued_on"
    page = confirms(cast, path, issued_on=f"{ahead:%d/%m/%Y}").text
    assert "Ngày văn bản ở sau hôm nay." in page
    assert f'value="{ahead:%d/%m/%Y}"' in page
    why = {"issued_on": f"{ahead}", "reason": "Văn bản in đúng như vậy."}
    ok(cast.lan.does(path, "register", why))
    assert line_of(path).issued_on == ahead


def test_a_likely_secret_is_shut_away_from_the_desk_where_it_is_seen(cast):
    path = desk.arrived(cast)
    page = cast.lan.browser().get(f"{path}/confirm").text
    assert f'action="{path}/quarantine"' in page


def test_the_door_offers_the_kinds_that_it_takes_and_no_other(cast):
    page = cast.lan.browser().get("/incoming/arrive").text
    offered = page.split(' accept="')[1].split('"')[0].split(",")
    assert set(offered) == {one for endings in EXTENSIONS.values() for one in endings} | {".eml"}
    assert "edXML" not in page


def test_a_form_whose_page_has_grown_old_leads_back_to_what_was_typed(cast):
    path = desk.arrived(cast)
    where = f"{path}/confirm"
    got = cast.lan.browser().post(
        where, data=SHEET, headers={"Referer": f"http://localhost{where}"}
    )
    assert got.status_code == 403
    assert "Phiên làm việc đã hết hạn hoặc trang đã cũ." in got.text
    assert f'<a class="btn main" href="{where}">' in got.text
    assert state_of(path) == "ARRIVED"


def test_no_other_site_is_led_back_to(cast):
    away = {"Referer": "https://evil.example/incoming"}
    got = cast.lan.browser().post("/incoming/1/confirm", data=SHEET, headers=away)
    assert "evil.example" not in got.text
