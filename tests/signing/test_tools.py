"""Judges that are not ours: poppler, qpdf and OpenSSL read the sealed paper the same way."""

import re
import shutil
import subprocess

import pytest

from tests.absent import absent
from tests.signing.desk import DATE, NUMBER

TOOLS = ["pdfsig", "qpdf", "openssl", "pdftotext"]


@pytest.fixture
def paper(sealed, tmp_path):
    (tmp_path / "paper.pdf").write_bytes(sealed)
    return tmp_path / "paper.pdf"


def run(*words) -> subprocess.CompletedProcess:
    if shutil.which(words[0]) is None:
        absent(f"{words[0]} is not installed: .ci/judges installs it")
    return subprocess.run(
        [str(word) for word in words], capture_output=True, text=True, check=False
    )


def test_poppler_calls_both_signatures_valid_and_the_file_whole(paper):
    said = run("pdfsig", "-nocert", paper).stdout
    assert said.count("Signature is Valid.") == 2
    assert re.findall("Signature Field Name: (.*)", said) == ["NguoiKy", "CoQuan", "LuuTru1"]
    assert said.count("Total document signed") == 1


def test_qpdf_finds_no_fault(paper):
    assert run("qpdf", "--check", paper).returncode == 0


def _parts(sealed):
    for one in re.finditer(rb"/ByteRange \[ ?(\d+) (\d+) (\d+) (\d+)", sealed):
        _, before, start, after = (int(number) for number in one.groups())
        contents = bytes.fromhex(sealed[before + 1 : start - 1].decode())
        size = 4 + int.from_bytes(contents[2:4], "big")
        yield contents[:size], sealed[:before] + sealed[start : start + after]


def test_openssl_verifies_both_signatures_and_the_archive_stamp(sealed, office, tmp_path):
    folder = office.authority.folder
    chain = tmp_path / "chain.pem"
    chain.write_bytes((folder / "root.pem").read_bytes())
    parts = list(_parts(sealed))
    assert len(parts) == 3
    for signature, content in parts[:2]:
        (tmp_path / "signature").write_bytes(signature)
        (tmp_path / "content").write_bytes(content)
        got = run(
            "openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", tmp_path / "signature",
            "-content", tmp_path / "content", "-CAfile", chain, "-certfile", folder / "ca.pem",
            "-purpose", "any", "-out", tmp_path / "out",
        )  # fmt: skip
        assert got.returncode == 0, got.stderr
    token, content = parts[2]
    (tmp_path / "token").write_bytes(token)
    (tmp_path / "content").write_bytes(content)
    got = run(
        "openssl", "ts", "-verify", "-in", tmp_path / "token", "-token_in", "-data",
        tmp_path / "content", "-CAfile", chain, "-untrusted", folder / "ca.pem",
    )  # fmt: skip
    assert got.returncode == 0, got.stderr


def test_number_and_date_are_read_back_as_text(paper):
    """Vietnamese letters, composed, in an embedded font."""
    said = run("pdftotext", "-layout", paper, "-").stdout
    assert NUMBER in said
    assert DATE in said


def test_no_font_is_taken_from_the_readers_machine(paper):
    rows = run("pdffonts", paper).stdout.splitlines()[2:]
    tinos = [row for row in rows if "Tinos" in row]
    assert len(tinos) >= 2
    assert all(re.search(r" yes +yes ", row) for row in tinos)
