"""A file that the envelope lists did not come: the letter goes back, or Lan says why not (§8.7)."""

import html
from dataclasses import replace

import pytest

from server.documents.incoming.judging import judge
from tests.cast import Cast
from tests.office.exchange.letters import (
    LETTER,
    answered,
    attachment,
    envelope,
    hand_in,
    papers,
    posted,
)
from tests.office.exchange.test_wishes import update
from tests.office.outcome import refused
from tests.office.papers import ok, scan

PATH = "/incoming/1"
ANNEX = attachment(scan("Phụ lục"), "phu-luc.pdf")
WHY = {"reason": "Đã gọi nơi gửi, phụ lục gửi sau."}


def without_its_annex(sealed_pdf: bytes) -> bytes:
    """The list of the envelope has the annex, its files do not."""
    body = envelope(attachments=[attachment(sealed_pdf), ANNEX])
    before, after = body.split(b"<AttachmentEncoded>")
    gone = after.index(b"<Attachment>", after.index(b"</Attachment>"))
    return before + b"<AttachmentEncoded>" + after[:gone] + b"</AttachmentEncoded></edXML>"


@pytest.fixture
def lacking(one_cast: Cast, sealed_pdf: bytes) -> Cast:
    """Its seal holds; only the annex did not come."""
    assert hand_in(one_cast.lan, without_its_annex(sealed_pdf)).status_code == 202
    judge()
    return one_cast


def test_it_is_not_registered_without_a_reason(lacking: Cast) -> None:
    thing = lacking.lan.sees(PATH)
    assert (thing["verdict"], thing["missing"]) == ("VALID", ["phu-luc.pdf"])
    refused(lacking.lan.does(PATH, "register"), "has_reason_for_missing_files")
    refused(lacking.lan.does(PATH, "register", {"reason": " "}), "has_reason_for_missing_files")
    assert ok(lacking.lan.does(PATH, "register", WHY))["arrival_no"] == 1


def test_the_desk_offers_to_send_it_back_for_that(lacking: Cast) -> None:
    page = html.unescape(lacking.lan.browser().get(f"{PATH}/confirm").text)
    assert "Thiếu tệp kèm theo phong bì: phu-luc.pdf." in page
    assert '<option value="MISSING_ATTACHMENT" selected>' in page
    said = {"code": "MISSING_ATTACHMENT", "reason": "phu-luc.pdf"}
    ok(lacking.lan.does(PATH, "return", said))
    assert answered() == ["01", "02"]
    assert "phu-luc.pdf" in posted(status_code="02")[0].words


def test_lans_page_begins_with_its_return_and_why(lacking: Cast) -> None:
    page = html.unescape(lacking.lan.browser().get(PATH).text)
    first = page.partition('id="primary"')[2].partition("</section>")[0]
    assert "Trả lại nơi gửi</summary>" in first and "thiếu tệp so với danh mục" in first
    assert '<option value="MISSING_ATTACHMENT" selected>' in first and "Vào sổ</" not in first
    assert f'action="{PATH}/register"' in page, "with her reason she enters it all the same"


def test_a_whole_letter_is_registered_without_a_word(one_cast: Cast, sealed_pdf: bytes) -> None:
    hand_in(one_cast.lan, envelope(attachments=[attachment(sealed_pdf), ANNEX]))
    judge()
    assert papers()[0].missing == []
    assert ok(one_cast.lan.does(PATH, "register"))["arrival_no"] == 1
    page = one_cast.lan.browser().get(PATH).text
    assert "Tệp còn thiếu" not in html.unescape(page)


def test_what_came_later_as_an_update_is_missing_no_more(lacking: Cast) -> None:
    other = replace(LETTER.attachments[0], name="khac.pdf", data=scan("Khác"))
    hand_in(lacking.lan, update(attachments=[other]))
    ok(lacking.lan.does(PATH, "accept_update"))
    assert "Tệp còn thiếu" in html.unescape(lacking.lan.browser().get(PATH).text)
    hand_in(lacking.lan, update("cap-nhat-2", attachments=[ANNEX]))
    assert ok(lacking.lan.does(PATH, "accept_update"))["missing"] == []
    assert ok(lacking.lan.does(PATH, "register"))["arrival_no"] == 1
