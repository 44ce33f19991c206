"""Sơn checks a package on his own machine: what is wrong stands there once, in his own language."""

import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from click.testing import CliRunner

from server.archive.checking import MANIFEST
from server.commands.verifying import verify
from server.office import office

pytestmark = pytest.mark.sent
PROOF, LETTER = "nhat-ky/001.json", "van-ban/002/01.pdf"
ENGLISH = ("Error", "archive", "codec", "zip file", "No such", "There is")


def told(path: Path) -> tuple[int, str]:
    said = CliRunner().invoke(verify, [str(path), "--trust", str(office().cabinet.keys)])
    assert not any(word in said.output for word in ENGLISH), said.output
    return said.exit_code, said.output.replace(str(path), "…")


def again(package: Path, without: str = "", folders: Iterable[str] = (), within: str = "") -> Path:
    """The same files put in another ZIP, in another order, by some other tool."""
    made = package.with_name("again.zip")
    with zipfile.ZipFile(package) as old, zipfile.ZipFile(made, "w") as new:
        for folder in folders:
            new.writestr(folder, "")
        for name in sorted(set(old.namelist()) - {without}):
            new.writestr(within + name, old.read(name))
    return made


def bitten(package: Path, name: str) -> Path:
    """One byte of that entry is another, as a bad disk leaves it."""
    made, entry = package.with_name("bitten.zip"), zipfile.ZipFile(package).getinfo(name)
    data = bytearray(package.read_bytes())
    data[entry.header_offset + 30 + len(name) + entry.compress_size // 2] ^= 255
    made.write_bytes(data)
    return made


def test_the_same_files_packed_again_are_the_same_package(package: Path) -> None:
    """Other tools write an entry for each folder, which holds no byte."""
    code, said = told(again(package, folders=["van-ban/", "van-ban/001/", "nhat-ky/"]))
    assert (code, "nguyên vẹn, khớp nhật ký" in said) == (0, True), said


def test_a_folder_that_holds_something_is_told(package: Path) -> None:
    made = again(package)
    with zipfile.ZipFile(made, "a") as more:
        more.writestr("van-ban/them/", "một trang")
    code, said = told(made)
    assert (code, said.count("✗")) == (1, 1)
    assert "✗ van-ban/them/: không có trong danh sách" in said


@pytest.mark.parametrize("name", [PROOF, LETTER])
def test_a_file_that_a_disk_spoilt_is_named_once(package: Path, name: str) -> None:
    code, said = told(bitten(package, name))
    assert (code, said.count("✗")) == (1, 1), said
    assert f"✗ {name}: đã bị sửa" in said


@pytest.mark.parametrize("name", [PROOF, LETTER])
def test_a_file_that_is_missing_is_named_once(package: Path, name: str) -> None:
    code, said = told(again(package, without=name))
    assert (code, said.count("✗")) == (1, 1), said
    assert f"✗ {name}: thiếu" in said


def test_what_is_no_package_says_why(package: Path) -> None:
    """Without its list, one folder too deep, cut short, no ZIP, not there."""
    cut, none = package.with_name("cut.zip"), package.with_name("none.zip")
    cut.write_bytes(package.read_bytes()[:5000])
    for make, why in (
        (lambda: again(package, without=MANIFEST), "đầu gói không có manifest.json"),
        (lambda: again(package, within="ho-so/"), "đầu gói không có manifest.json"),
        (lambda: bitten(package, MANIFEST), "manifest.json bị hỏng"),
        (lambda: cut, "không phải tệp ZIP, hoặc tệp bị cụt, bị hỏng"),
        (lambda: none, "không có tệp này"),
    ):
        code, said = told(make())
        assert (code, why in said) == (2, True), said
