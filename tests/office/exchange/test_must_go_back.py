"""A letter that somebody altered: Lan's page begins with its return (A03, art. 21.2b)."""

import re

from server.documents.incoming.judging import judge
from tests.cast import Cast
from tests.office.exchange.letters import attachment, envelope, hand_in
from tests.office.papers import ok

PROPOSED = re.compile(r"<option[^>]*BAD_SIGNATURE[^>]*selected")


def _first_act(cast: Cast, file: bytes) -> str:
    """What her page begins with once the signatures of this file are read."""
    assert hand_in(cast.lan, envelope(attachments=[attachment(file)])).status_code == 202
    judge()
    page = cast.lan.browser().get("/incoming/1").text
    return page.partition('id="primary"')[2].partition("</section>")[0]


def test_she_is_not_led_to_a_register_that_refuses_it(one_cast: Cast, altered_pdf: bytes) -> None:
    first = _first_act(one_cast, altered_pdf)
    assert "Trả lại nơi gửi</summary>" in first and "phải trả lại nơi gửi" in first
    assert PROPOSED.search(first)


def test_a_sound_one_begins_with_the_register(one_cast: Cast, sealed_pdf: bytes) -> None:
    first = _first_act(one_cast, sealed_pdf)
    assert "Vào sổ</" in first and "BAD_SIGNATURE" not in first


def test_after_its_return_nothing_of_it_waits(one_cast: Cast, altered_pdf: bytes) -> None:
    _first_act(one_cast, altered_pdf)
    ok(one_cast.lan.does("/incoming/1", "return", {"code": "BAD_SIGNATURE"}))
    assert 'id="primary"' not in one_cast.lan.browser().get("/incoming/1").text
