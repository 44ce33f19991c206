"""A letter of the district's as the axis carries it: sealed once, sent by many tests."""

import contextlib
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from server import press
from server.app import FONTS
from server.clock import today
from server.demo.cast import PIN
from server.documents.delivery import on_paper
from server.exchange import composing, lines, resting
from server.exchange.checking import differences
from server.exchange.envelope import Message, StatusMessage
from server.exchange.writing import write
from server.office import office
from server.press import Cabinet, Impression
from server.typesetting import Sheet
from signing import Owner, ink_of_agency, ink_of_person, issue
from tests.office.exchange.far_end import Lead

SHEET = Sheet(
    doc_type="Công văn",
    superior="",
    agency="Ủy ban nhân dân tỉnh Thanh Hóa",
    notation="UBND-VHTT",
    place="Hoằng Hóa",
    subject="V/v chuẩn bị Đại hội Thể dục thể thao",
    bases=(),
    body=("Ủy ban nhân dân huyện đề nghị các xã chuẩn bị.", "Đề nghị báo cáo kết quả./."),
    to=("Ủy ban nhân dân xã Hoằng Phú",),
    recipients=("Như trên",),
    archive="VT, VHTT",
    authority=("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
    signer="Lê Văn Minh",
    urgency="NORMAL",
    qr=None,
)


def _address(home: Path, question: str) -> str:
    with contextlib.closing(sqlite3.connect(home / "office.db")) as kept:
        return str(kept.execute(question).fetchone()[0])


@pytest.fixture(scope="session")
def sealed_pdf(people_home: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Signed by Minh, sealed by the province, which keeps its register elsewhere: VALID in every
    office of these tests."""
    keys = tmp_path_factory.mktemp("province") / "keys"
    shutil.copytree(people_home / "keys", keys)
    cabinet = Cabinet(keys, FONTS)
    minh = _address(people_home, "SELECT seal FROM persons WHERE account = 'chutich.huyen'")
    seal = issue(keys, "seal.tinh", SHEET.agency, "UBND tỉnh Thanh Hóa", PIN)
    page, _count = press.print_page(SHEET, cabinet)
    hand = Impression(
        minh, PIN, [901, 902, 903], Owner("Trịnh Quang Minh"), ink_of_person("Lê Văn Minh")
    )
    signed, _ = press.sign_and_read(page, impression=hand, cabinet=cabinet)
    stamp = Impression(seal, PIN, [904, 905, 906], Owner(SHEET.agency), ink_of_agency(SHEET.agency))
    number_and_date = (
        "57",
        f"ngày {today():%d} tháng {today():%m} năm {today():%Y}",
    )
    sealed, read = press.seal_and_read(signed, number_and_date, impression=stamp, cabinet=cabinet)
    assert read["word"] == "VALID", read
    return sealed


@pytest.fixture(scope="session")
def altered_pdf(sealed_pdf: bytes) -> bytes:
    """The same after somebody changed a byte of what the seal covers."""
    at = sealed_pdf.index(b"stream", 2000) + 40
    return sealed_pdf[:at] + bytes([sealed_pdf[at] ^ 1]) + sealed_pdf[at + 1 :]


@pytest.fixture(autouse=True)
def by_the_schema(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a test makes the office send is by the schema of edXML."""

    def written(said: Message | StatusMessage) -> bytes:
        body = write(said)
        assert differences(etree.fromstring(body, etree.XMLParser(huge_tree=True))) == []
        return body

    monkeypatch.setattr(composing, "write", written)


@pytest.fixture
def lead(monkeypatch: pytest.MonkeyPatch) -> Iterator[Lead]:
    """Lead lines somewhere: organ ids and addresses."""
    straight = office()

    def to(**named: str) -> None:
        there = replace(straight, gateways=named)
        for module in (lines, on_paper):
            monkeypatch.setattr(module, "office", lambda: there)

    yield to
    resting.wake_all()
