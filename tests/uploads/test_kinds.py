"""What a file is by its first bytes, whatever its name says (SIGNING §10)."""

import io
import zipfile

import pytest

from server.uploads.kinds import (
    DOCX,
    EXTENSIONS,
    JPEG,
    ODT,
    PDF,
    PNG,
    TIFF,
    XLSX,
    full_name,
    kind_of,
)
from workflows.law import Refused

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = OLE + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le")


def office(*names: str, first: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        if first:
            archive.writestr("mimetype", first)
        for name in names:
            archive.writestr(name, b"x")
    return out.getvalue()


WORD = office("[Content_Types].xml", "word/document.xml")
SHEET = office("[Content_Types].xml", "xl/workbook.xml")
TEXT = office("content.xml", first=ODT.encode())

HEADS = [
    (b"%PDF-1.7\n", PDF),
    (b"%PDF-2.0", PDF),
    (b"\n\n \0%PDF-1.4", PDF),
    (b"x" * 1019 + b"%PDF-", PDF),
    (b"\x89PNG\r\n\x1a\n rest", PNG),
    (b"\xff\xd8\xff\xe0 rest", JPEG),
    (b"II*\0 rest", TIFF),
    (b"MM\0* rest", TIFF),
    (WORD, DOCX),
    (SHEET, XLSX),
    (TEXT, ODT),
]


@pytest.mark.parametrize(("data", "kind"), HEADS)
def test_a_kind_is_known_by_its_content_when_the_name_says_nothing(data: bytes, kind: str) -> None:
    assert kind_of(data, "tệp không đuôi") == kind


@pytest.mark.parametrize(("data", "kind"), HEADS[:1] + HEADS[4:])
def test_a_name_may_say_the_same_and_nothing_else(data: bytes, kind: str) -> None:
    for ending in EXTENSIONS[kind]:
        assert kind_of(data, f"a{ending}") == kind == kind_of(data, f"A{ending.upper()}")
    for other in EXTENSIONS.keys() - {kind}:
        for ending in EXTENSIONS[other]:
            with pytest.raises(Refused, match="^file_not_what_it_says$"):
                kind_of(data, f"a{ending}")


@pytest.mark.parametrize(
    ("kind", "endings"),
    [
        (PDF, ".pdf"), (PNG, ".png"), (JPEG, ".jpg .jpeg .jpe .jfif"), (TIFF, ".tif .tiff"),
        (DOCX, ".docx .docm"), (XLSX, ".xlsx .xlsm"), (ODT, ".odt"),
    ],
)  # fmt: skip
def test_the_endings_that_offices_use_are_known(kind: str, endings: str) -> None:
    assert EXTENSIONS[kind] == tuple(endings.split())


STRANGERS = [
    b"MZ\x90", b"\x7fELF\x02", b"GIF89a", b"BM\x36", b"RIFF....WEBP", b"Rar!\x1a",
    b"7z\xbc\xaf\x27",
    b"\x1f\x8b\x08", b"#!/bin/sh\n", b"<html>", b"  \n<?xml ?>", b"<svg/>", b"plain words",
    b"\0" * 64,
    b"II+\0", b"%PD", b"x" * 1024 + b"%PDF-", OLE + b"old word", office("a.txt"), office(),
    office("word/document.xml"), office("[Content_Types].xml", "ppt/x.xml"),
    office("content.xml", first=b"application/epub+zip"), office("x.xml", first=ODT.encode()),
]  # fmt: skip


@pytest.mark.parametrize("data", STRANGERS, ids=lambda data: repr(data[:4]))
@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("a", "file_type_unknown"), ("a.exe", "file_type_unknown"), ("a.xls", "file_type_unknown"),
        ("a.pdf", "file_not_what_it_says"), ("a.DOCX", "file_not_what_it_says"),
        ("a.jpeg", "file_not_what_it_says"),
    ],
)  # fmt: skip
def test_a_stranger_is_told_by_whether_its_name_lied(data: bytes, name: str, reason: str) -> None:
    with pytest.raises(Refused) as no:
        kind_of(data, name)
    assert (no.value.reason, no.value.field) == (reason, "file")


_FRONTS = (
    *(b"MZ", b"\x7fELF", b"GIF8", b"BM", b"RIFF", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"#!"),
    *(b"<html>", b"  <svg>"),
)


@pytest.mark.parametrize("stranger", _FRONTS)
def test_a_stranger_that_carries_a_pdf_is_no_pdf(stranger: bytes) -> None:
    with pytest.raises(Refused, match="^file_type_unknown$"):
        kind_of(stranger + b"\n%PDF-1.7", "a")


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a", "a.doc"])
def test_an_office_file_with_a_password_says_so(name: str) -> None:
    with pytest.raises(Refused, match="^file_encrypted$"):
        kind_of(LOCKED, name)


@pytest.mark.parametrize("data", [WORD[:60], WORD[: len(WORD) // 2], TEXT[:120]])
def test_a_torn_office_file_is_broken_and_not_unknown(data: bytes) -> None:
    with pytest.raises(Refused, match="^file_broken$"):
        kind_of(data, "a")


def test_another_archive_that_is_torn_is_only_unknown() -> None:
    with pytest.raises(Refused, match="^file_type_unknown$"):
        kind_of(office("a.txt")[:40], "a")


@pytest.mark.parametrize(
    ("name", "kind", "shown"),
    [
        ("Công văn", PDF, "Công văn.pdf"), ("ảnh", JPEG, "ảnh.jpg"), ("trang", TIFF, "trang.tif"),
        ("bảng", XLSX, "bảng.xlsx"), ("Số 5. Tờ trình", PDF, "Số 5. Tờ trình.pdf"),
        ("a.PDF", PDF, "a.PDF"), ("a.jpeg", JPEG, "a.jpeg"), ("a.docm", DOCX, "a.docm"),
    ],
)  # fmt: skip
def test_a_name_without_an_ending_gets_the_one_of_its_content(
    name: str, kind: str, shown: str
) -> None:
    assert full_name(name, kind) == shown
