"""No line leads to the province: at dispatch Lan is told to send it on paper (OUT-T15, art. 18)."""

import re
from pathlib import Path

from server.documents.outgoing.sending import issuing
from server.exchange.carrier import carry
from server.exchange.following import troubles
from server.papers.services import Ref
from tests.cast import Cast
from tests.office.exchange.conftest import Lead
from tests.office.outcome import id_of
from tests.office.outgoing import desk
from tests.office.papers import ok

NAME = "Ủy ban nhân dân tỉnh Thanh Hóa"
OWED = f"{NAME}: chưa có đường liên thông"


def sealed(cast: Cast) -> str:
    return desk.as_sealed(cast, to=["tinh", "hoangphu"])


def test_lan_reads_whom_she_must_post_it_to_and_it_is_owed_until_she_did(cast: Cast) -> None:
    path = sealed(cast)
    issuing.paper_issue(cast.lan.actor, Ref(id_of(path)), copies=1)
    page = cast.lan.browser().get(path).text
    assert f"gửi bản giấy qua bưu điện: {NAME}" in page, "she reads it before she presses"
    ok(cast.lan.does(path, "dispatch"))
    carry()
    page = cast.lan.browser().get(path).text
    assert OWED in page
    assert f">{NAME}</textarea>" in page, "the form of the postal book proposes it"
    ok(cast.lan.does(path, "send_by_post", {"to": "Sở Y tế; Thanh Hóa", "envelopes": 1}))
    assert OWED in cast.lan.browser().get(path).text, "that was somebody else"
    ok(cast.lan.does(path, "send_by_post", {"to": f"{NAME}; 35 Lê Lợi", "envelopes": 1}))
    assert OWED not in cast.lan.browser().get(path).text


def test_who_has_printed_nothing_is_told_before_it_is_too_late(one_cast: Cast) -> None:
    """Its original is printed before it goes out (OUT-T20); afterwards only a copy is left."""
    path = sealed(one_cast)
    assert "Hãy in bản giấy trước khi phát hành" in one_cast.lan.browser().get(path).text


def test_where_a_line_leads_there_nothing_goes_on_paper(
    one_cast: Cast, lead: Lead, tmp_path: Path
) -> None:
    lead(**{"H56*": f"folder://{tmp_path}"})
    path = sealed(one_cast)
    assert "Chưa có đường liên thông" not in one_cast.lan.browser().get(path).text
    ok(one_cast.lan.does(path, "dispatch"))
    assert OWED not in one_cast.lan.browser().get(path).text


def test_who_is_in_the_house_is_reached_without_any_line(one_cast: Cast) -> None:
    path = desk.as_sealed(one_cast, to=["hoangphu"])
    assert "Chưa có đường liên thông" not in one_cast.lan.browser().get(path).text


def awaits_it(cast: Cast) -> str:
    path = sealed(cast)
    issuing.paper_issue(cast.lan.actor, Ref(id_of(path)), copies=1)
    ok(cast.lan.does(path, "dispatch"))
    carry()
    return path


def test_in_the_table_it_waits_for_the_post_and_has_not_failed(cast: Cast) -> None:
    """It is another way to him: no warning above, nothing to send again; programs read FAILED."""
    path = awaits_it(cast)
    page = cast.lan.browser().get(path).text
    assert "chờ gửi giấy qua bưu điện" in page and "gửi không được" not in page
    assert "nơi chưa nhận được" not in page and "/resend" not in page
    states = {it["recipient"]: it["state"] for it in cast.lan.sees(path)["deliveries"]}
    assert states["tinh"] == "FAILED"
    ok(cast.lan.does(path, "send_by_post", {"to": f"{NAME}; 35 Lê Lợi", "envelopes": 1}))
    page = cast.lan.browser().get(path).text
    assert "đã gửi giấy qua bưu điện" in page and "chờ gửi giấy" not in page


def test_among_what_waits_for_lan_it_stands_until_she_posted_it(cast: Cast) -> None:
    path = awaits_it(cast)
    page = cast.lan.browser().get("/exchange").text
    assert "chờ gửi giấy qua bưu điện" in page and "/resend" not in page
    (field,) = re.findall(f'href="{path}#([^"]*)"', page)
    assert f' id="{field}"' in cast.lan.browser().get(path).text, "the way to the form"
    ok(cast.lan.does(path, "send_by_post", {"to": f"{NAME} khác; Hà Nội", "envelopes": 1}))
    assert [one.delivery.outgoing_id for one in troubles(cast.lan.actor)] == [id_of(path)]
    ok(cast.lan.does(path, "send_by_post", {"to": NAME, "envelopes": 1}))
    assert troubles(cast.lan.actor) == []


def test_once_a_line_is_led_there_it_may_be_sent_again(
    one_cast: Cast, lead: Lead, tmp_path: Path
) -> None:
    path = awaits_it(one_cast)
    lead(**{"H56*": f"folder://{tmp_path}"})
    page = one_cast.lan.browser().get(path).text
    assert "gửi không được" in page and "/resend" in page
