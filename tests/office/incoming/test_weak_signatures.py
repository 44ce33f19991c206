"""A letter comes under SHA-1: Lan and Sơn have a list of all that came so (RP-04, SIG-06)."""

import html

import pytest

from server.auditing.tables import LISTINGS
from server.documents.incoming.judging import judge, weak_in
from server.documents.incoming.models import IncomingDocument
from tests.cast import Cast
from tests.office.exchange.letters import attachment, envelope, hand_in
from tests.office.incoming.desk import paper_of
from tests.office.outcome import change
from tests.office.papers import arrived
from tests.signing import abroad
from tests.signing.abroad import Certified

PATH = "/incoming/1"


def under(digest: str) -> bytes:
    return abroad.signed(abroad.signer(Certified("RSA-2048")), digest=digest)


@pytest.fixture
def letter(one_cast: Cast) -> str:
    """Its second file is the weak one; another letter, and paper, came too."""
    files = [attachment(under("sha256")), attachment(under("sha1"), "phu-luc.pdf")]
    assert hand_in(one_cast.lan, envelope(attachments=files)).status_code == 202
    strong = envelope(attachments=[attachment(under("sha256"))], document_id="another")
    assert hand_in(one_cast.lan, strong).status_code == 202
    arrived(one_cast)
    judge()
    return PATH


def test_lan_has_a_list_of_them_by_page_and_program(one_cast: Cast, letter: str) -> None:
    assert paper_of(letter).weak == "sha1"
    items = one_cast.lan.sees("/incoming?weak=1")["items"]
    assert [one["id"] for one in items] == [1] and len(one_cast.lan.sees("/incoming")["items"]) == 3
    browser = one_cast.lan.browser()
    page = html.unescape(browser.get("/incoming?weak=1").text)
    assert "selected>Thuật toán yếu" in page and page.count('href="/incoming/1"') == 1
    assert 'href="/incoming/2"' not in page
    shown = html.unescape(browser.get(letter).text)
    assert "SHA1 (" in shown and '/incoming?weak=1"' in shown
    assert "Thuật toán yếu" not in browser.get("/incoming/2").text


def test_son_finds_it_among_what_he_should_look_at_and_takes_it_along(
    one_cast: Cast, letter: str
) -> None:
    (one,) = one_cast.son.sees("/audit/anomalies?kind=weak_algorithm")["items"]
    assert (one["paper"], one["code"]) == ("incoming/1", "1250/UBND-VX")
    assert one["why"].startswith("dùng sha1; kết quả kiểm tra: ")
    page = html.unescape(one_cast.son.browser().get("/audit/anomalies").text)
    assert "Văn bản đến có chữ ký dùng thuật toán yếu" in page
    (line,) = LISTINGS["anomalies"].lines({"kind": "weak_algorithm"})
    assert line[5:] == ["1250/UBND-VX", "TT 15/2025 PL.I"]


def test_of_what_may_be_a_secret_nothing_is_told(one_cast: Cast, letter: str) -> None:
    change(IncomingDocument, {"id": 1}, state="QUARANTINED")
    assert one_cast.son.sees("/audit/anomalies?kind=weak_algorithm")["items"] == []
    assert one_cast.minh.sees("/incoming?weak=1")["items"] == []


def test_each_weakness_is_named_once_whatever_file_it_is_in() -> None:
    def file(*reasons: str) -> dict:
        return {"signatures": [{"reasons": [one]} for one in reasons]}

    read = [file("weak:sha1", "untrusted"), file("weak:rsa-1024", "weak:sha1"), {}]
    assert weak_in(read) == ["sha1", "rsa-1024"]
