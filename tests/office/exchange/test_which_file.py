"""Of several files that come together a no says which one it is about, in the words that it has."""

import io

import pytest

from server.exchange.envelope import Attachment
from tests.cast import Cast
from tests.office.casefiles.keeping import opened
from tests.office.exchange.letters import attachment, envelope, hand_in, papers
from tests.office.papers import scan

GOOD = attachment(name="57-UBND.pdf")


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"MZ\x00", "file_not_what_it_says"), (b"PK\x03\x04torn", "file_broken"), (b"", "file_empty")],
)
def test_of_an_envelope(cast: Cast, data: bytes, code: str) -> None:
    """Whether it falls while it is unpacked or while it is looked at."""
    bad = Attachment(name="Phụ lục II.pdf", data=data, content_id="cid:2")
    no = hand_in(cast.lan, envelope(attachments=[GOOD, bad])).json
    assert no["code"] == code and no["detail"].startswith("Phụ lục II.pdf: "), no
    assert no["errors"][0]["detail"] == no["detail"] and papers() == []


def test_of_an_upload_by_a_program(cast: Cast) -> None:
    files = [(io.BytesIO(scan()), "cv.pdf"), (io.BytesIO(b"MZ\x00"), "../phu-luc.pdf")]
    no = cast.lan.asks("POST", "/incoming", data={"file": files}).json
    assert no["code"] == "file_not_what_it_says" and no["detail"].startswith("phu-luc.pdf: ")


def test_of_what_is_laid_in_a_case_file(cast: Cast) -> None:
    """Evidence of a task goes the same way."""
    path = opened(cast.nam)
    files = [(io.BytesIO(scan()), "biên bản.pdf"), (io.BytesIO(b""), "ảnh 2.jpg")]
    typed = {"title": "Hiện trạng", "day": "2026-11-20", "file": files}
    no = cast.nam.asks("POST", f"{path}/files", data=typed).json
    assert no["code"] == "file_empty" and no["detail"].startswith("ảnh 2.jpg: "), no
