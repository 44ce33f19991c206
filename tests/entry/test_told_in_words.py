"""An auditor at a terminal, without an office: `congso verify` says in a sentence what is wrong."""

import datetime as dt
import logging
import re

import pytest
from click.testing import CliRunner

from server.clock import HANOI
from server.commands.verifying import verify
from tests.office import papers
from tests.signing import abroad
from tests.signing.abroad import DAY, NOW, Certified, signed, signer
from tests.signing.desk import page


@pytest.fixture
def terminal(tmp_path, monkeypatch):
    """What is said of one file, line by line, to whoever believes in that house."""
    monkeypatch.setattr(logging, "disable", lambda _level: None)
    abroad.trust(tmp_path, (REVOKED, NOW - DAY))

    def says(data: bytes, exit_code: int) -> list[str]:
        (tmp_path / "thu.pdf").write_bytes(data)
        asked = [str(tmp_path / "thu.pdf"), "--trust", str(tmp_path)]
        said = CliRunner().invoke(verify, asked)
        assert said.exit_code == exit_code, said.output
        lines = [line.removeprefix(f"{tmp_path}/") for line in said.stdout.splitlines()]
        stated[:] = [line.strip() for line in lines if STATED.match(line)]
        alone[:] = [line for line in lines if "chỉ có một chữ ký số" in line]
        return [line for line in lines if not STATED.match(line) and line not in alone]

    return says


STATED = re.compile("    [^✓✗!·]+: ")
"""A line of what is stated of a signature, whatever is wrong with it."""
stated: list[str] = []
alone: list[str] = []
"""That there is one signature where Decree 30 asks for two."""

REVOKED = abroad.certificate(Certified())
ODD = {
    "✗ Chứng thư đã hết hạn và không có thời gian tin cậy. [expired]": Certified(
        since=NOW - 40 * DAY, until=NOW - DAY
    ),
    "✗ Lúc ký, chứng thư chưa có hiệu lực. [not_yet_valid]": Certified(since=NOW + DAY),
    "✗ Chứng thư này không được cấp để ký văn bản. [key_usage]": Certified(
        uses=("key_encipherment",)
    ),
    "✗ Không biết tổ chức cấp chứng thư: không có trong danh sách tin cậy. [untrusted]": Certified(
        own=True
    ),
}


@pytest.mark.parametrize("said", ODD)
def test_an_unfit_certificate_is_told_under_its_signature(terminal, said):
    head, _signature, whole, why = terminal(signed(signer(ODD[said])), 1)
    assert (head, why) == ("thu.pdf: Không đủ căn cứ kết luận", f"    {said}")
    assert whole == "    ✓ Không bị sửa sau khi ký"


def test_where_a_byte_of_the_text_was_changed_nothing_is_called_untouched(terminal):
    pdf = bytearray(signed(signer(Certified())))
    pdf[pdf.find(b"stream") + 20] ^= 1
    _head, _signature, why = terminal(bytes(pdf), 1)
    assert why == "    ✗ Nội dung đã ký bị sửa: mã băm không khớp. [digest]"


def test_a_revoked_one_and_a_weak_digest_too(terminal):
    *_, why = terminal(signed(signer(Certified(), REVOKED)), 1)
    assert why == "    ✗ Chứng thư đã bị thu hồi trước lúc ký. [revoked]"
    *_, why = terminal(signed(signer(Certified("RSA-2048")), digest="sha1"), 1)
    assert why == "    ✗ Thuật toán hoặc khóa quá yếu, không còn đủ tin cậy. (sha1) [weak:sha1]"


def test_what_is_wrong_with_the_file_stands_under_the_file(terminal):
    whole = signed(signer(Certified()))
    head, stray, unlisted, signature = terminal(whole + b"\nthem vao", 1)
    assert head == "thu.pdf: Không hợp lệ"
    assert stray == "  ✗ Có dữ liệu thêm vào sau phần cuối của tệp. [trailing_bytes]"
    assert unlisted.endswith("[unlisted_bytes]")
    assert "Chữ ký hợp lệ" in signature
    assert terminal(b"khong phai PDF", 2) == [
        "thu.pdf: Không đọc được",
        "  ✗ Đây không phải là tệp PDF. [no_pdf]",
    ]


def test_a_time_that_only_the_signers_machine_tells_is_called_that(terminal):
    before = dt.datetime.now(HANOI).replace(microsecond=0)
    head, signature = terminal(signed(signer(Certified())), 0)
    assert head == "thu.pdf: Chữ ký hợp lệ"
    *said, at = signature.strip().split(" · ")
    assert said == ["chữ ký khác: NGUYEN VAN MINH", "Chữ ký hợp lệ"]
    told = at.removesuffix(" (theo máy người ký)")
    assert told != at
    signed_at = dt.datetime.strptime(told, "%H:%M:%S %d/%m/%Y").replace(tzinfo=HANOI)
    assert before <= signed_at <= dt.datetime.now(HANOI)


def test_a_paper_that_nobody_signed_is_called_that(terminal):
    head, pictures = terminal(papers.scan(), 1)
    assert head == "thu.pdf: Không có chữ ký số"
    assert "chỉ là hình ảnh" in pictures, "what looks like a seal on it is none (§7.3)"


def test_what_one_should_know_of_a_sound_paper_is_no_cross(terminal):
    head, said, _signature = terminal(signed(signer(Certified()), pdf=abroad.with_layer(page())), 0)
    assert head == "thu.pdf: Chữ ký hợp lệ"
    assert said.startswith("  ! Tệp có lớp ẩn") and said.endswith("[content:/OCProperties]")


def test_of_each_signature_all_is_stated_that_the_circular_asks_for(terminal):
    """TT 15/2025 art. 6.4: issuer, managing unit, time, integrity, validity then, its span; and
    ours: what it covers, how strong it is, where the word about revocation comes from."""
    _head, signature = terminal(signed(signer(Certified())), 0)
    assert signature.startswith("  chữ ký khác: NGUYEN VAN MINH"), "the subject"
    assert len(alone) == 1 and "Điều 5" in alone[0]
    told = dict(line.split(": ", 1) for line in stated)
    assert told.pop("Thời gian ký").endswith("(theo máy của người ký)")
    days = (Certified().since, Certified().until)
    assert told == {
        "Đơn vị quản lý chứng thư": "–",
        "Tổ chức cấp chứng thư": "Root of another house",
        "Tính toàn vẹn": "Không bị sửa sau khi ký",
        "Hiệu lực lúc ký": "Chứng thư còn hiệu lực lúc ký",
        "Thời hạn chứng thư": " – ".join(f"{one.astimezone(HANOI):%d/%m/%Y}" for one in days),
        "Phần tệp được ký": "Lần ghi 2 trong 2; sau đó không có gì thêm",
        "Thuật toán": "ECDSA-256 SHA-256",
        "Dữ liệu thu hồi": told["Dữ liệu thu hồi"],
    }
    assert told["Dữ liệu thu hồi"].startswith("Danh sách của máy chủ, lập lúc ")


def test_whose_roots_cannot_be_read_is_said_once_and_of_no_file(tmp_path):
    """An empty file in place of the root made every paper look as if it broke the checker."""
    paper = tmp_path / "thu.pdf"
    paper.write_bytes(page())
    empty = tmp_path / "goc.pem"
    for made in (
        b"",
        b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        b"xin chao",
    ):
        empty.write_bytes(made)
        said = CliRunner().invoke(verify, [str(paper), "--trust", str(empty)])
        assert said.exit_code == 2, said.output
        assert "không đọc được chứng thư nào" in said.output and "thu.pdf" not in said.output
    (tmp_path / "rong").mkdir()
    assert (
        CliRunner().invoke(verify, [str(paper), "--trust", str(tmp_path / "rong")]).exit_code == 2
    )
