"""A ZIP of documents is taken apart by its own listing, or refused."""

import io
import zipfile
from collections.abc import Mapping

import pytest

from server.uploads import limits
from server.uploads.reading import packets
from workflows import Refused


def packed(files: Mapping[str, bytes], how: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as no:
        packets.unpack(data)
    return no.value.reason


def test_the_files_come_with_their_folders_in_their_order():
    names, files = packets.unpack(packed({"2021/b.pdf": b"B", "2021/01/a.pdf": b"A", "c": b""}))
    assert names == ["2021/b.pdf", "2021/01/a.pdf", "c"]
    assert files == [b"B", b"A", b""]


@pytest.mark.parametrize(
    "name",
    [
        ".DS_Store",
        "2021/.a.pdf",
        "__MACOSX/2021/._a.pdf",
        ".git/config",
        "2021/",
    ],
)
def test_what_hides_or_is_a_folder_is_left_out(name):
    assert packets.unpack(packed({name: b"", "a.pdf": b"A"})) == (["a.pdf"], [b"A"])


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"../a.pdf": b"A"}, "file_broken"),
        ({"/etc/passwd": b"A"}, "file_broken"),
        ({"C:/a.pdf": b"A"}, "file_broken"),
        ({"a\u202efdp.exe": b"A"}, "file_broken"),
        ({"a.pdf": b"A", "A.pdf": b"B"}, "file_broken"),
        ({f"{n}.pdf": b"" for n in range(limits.ENTRIES + 1)}, "archive_bomb"),
    ],
)
def test_a_listing_that_misleads_is_refused(files, reason):
    assert refusal(packed(files)) == reason


@pytest.mark.parametrize("how", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_another_way_of_packing_is_refused(how):
    assert refusal(packed({"a.pdf": b"A" * 99}, how)) == "file_broken"


def test_what_swells_is_refused_before_a_byte_of_it_is_unpacked(monkeypatch):
    data = packed({"a.pdf": bytes(20 * limits.MIB)}, zipfile.ZIP_DEFLATED)
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *_it: 1 / 0)
    assert refusal(data) == "archive_bomb"


@pytest.mark.parametrize("cut", [3, 40, 90])
def test_a_torn_packet_is_broken(cut):
    assert refusal(packed({"a.pdf": b"A" * 50})[:cut]) == "file_broken"


def test_a_file_that_is_not_what_its_sum_says_is_broken():
    data = packed({"a.pdf": b"A" * 50})
    assert refusal(data.replace(b"A" * 50, b"B" * 50)) == "file_broken"


def test_a_packet_larger_than_one_request_may_hold_is_told_so(monkeypatch):
    monkeypatch.setattr(packets, "MOST", 10)
    assert refusal(packed({"a.pdf": b"A" * 6, "b.pdf": b"B" * 6})) == "packet_too_large"
