"""What comes over a thin line: pages packed, files and programs' answers as they are."""

import gzip

import pytest

from server import packing
from tests.office.front.clicking import main
from tests.office.papers import SENT

PACKED = {"Accept-Encoding": "gzip, deflate, br"}


def test_lans_list_takes_a_third_of_the_line_and_says_the_same(one_cast):
    lan = one_cast.lan.browser()
    plain, packed = lan.get("/incoming"), lan.get("/incoming", headers=PACKED)
    assert plain.content_encoding is None
    assert packed.content_encoding == "gzip"
    assert "Accept-Encoding" in plain.vary and "Accept-Encoding" in packed.vary
    assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data) / 2
    assert main(gzip.decompress(packed.data).decode()) == main(plain.text)


def test_who_says_that_he_cannot_unpack_is_sent_the_page_itself(one_cast):
    lan = one_cast.lan.browser()
    assert lan.get("/", headers={"Accept-Encoding": "gzip;q=0"}).content_encoding is None


def test_a_refusal_is_packed_too_and_a_word_is_not(one_cast):
    """A no has its page; what is shorter than its own packing goes as it is."""
    lan = one_cast.lan.browser()
    no = lan.get("/incoming/999", headers=PACKED)
    assert (no.status_code, no.content_encoding) == (404, "gzip")
    assert "<h1" in gzip.decompress(no.data).decode()
    assert lan.get("/healthz", headers=PACKED).content_encoding is None


@pytest.mark.sent
def test_a_file_keeps_its_own_bytes_and_a_program_its_etag(one_cast):
    minh = one_cast.minh
    answer = minh.asks("GET", SENT, environ_overrides={"HTTP_ACCEPT_ENCODING": "gzip"})
    assert answer.content_encoding is None and answer.headers["ETag"]
    piece = {**PACKED, "Range": "bytes=0-3"}
    part = minh.browser().get(f"{SENT}/files/1", headers=piece, buffered=True)
    assert (part.status_code, part.data, part.content_encoding) == (206, b"%PDF", None)


def test_how_long_a_page_comes_out_is_drawn_by_lot():
    """So nobody learns from it whether his guess stands on it too (BREACH)."""
    page = b"<p>\xe1\xba\xa5n</p>" * 200
    assert {gzip.decompress(packing.packed(page)) for _ in range(3)} == {page}
    assert len({len(packing.packed(page)) for _ in range(60)}) > 8
