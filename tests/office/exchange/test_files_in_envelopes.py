"""What stands between base64 and the clerk's file: wrappings, bombs, weights, names (§8.7)."""

import base64
import io
import struct
import tracemalloc
import zipfile

import pytest

from server.exchange import attachments
from server.exchange.attachments import RATIO, Scale, decode, shown_name
from workflows import Refused

PDF = b"%PDF-1.7\n" + bytes(range(256))


def zipped(*entries: tuple[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return out.getvalue()


def opened(data: bytes) -> tuple[bytes, str]:
    return decode(base64.b64encode(data).decode(), Scale())


def reason_of(data: bytes) -> tuple[str, str]:
    with pytest.raises(Refused) as no:
        opened(data)
    return no.value.reason, no.value.field


@pytest.mark.parametrize("gap", ["\n", "\r\n", "\t", " ", "\x0b", "\x0c"])
def test_base64_may_be_broken_anywhere(gap: str) -> None:
    said = gap.join(base64.b64encode(PDF).decode())
    assert decode(f"{gap}{said}{gap}", Scale()) == (PDF, "")


def test_a_large_file_is_read_without_another_copy_of_its_letters() -> None:
    """Of 50 MB each copy would be 67 more, while the envelope is still there."""
    said = base64.encodebytes(bytes(range(256)) * 4096).decode()
    tracemalloc.start()
    try:
        data, _name = decode(said, Scale())
        assert tracemalloc.get_traced_memory()[1] < 1.2 * len(data)
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("said", ["JVBERi0", "JVBERi0=x", "JVBE-i0_", "JVBERi0!", "Tệp", "===="])
def test_what_is_almost_base64_is_not_guessed_at(said: str) -> None:
    """Python throws away what it does not know: unasked, the file would be another."""
    with pytest.raises(Refused, match="^gateway_bad_base64$") as no:
        decode(said, Scale())
    assert no.value.field == "ContentTransferEncoded"


@pytest.mark.parametrize("said", ["${file}", "JVBE${x}Ri0=", " ${attachment.base64} "])
def test_a_template_that_nobody_filled_in_is_named_as_one(said: str) -> None:
    with pytest.raises(Refused, match="^gateway_placeholder$"):
        decode(said, Scale())


@pytest.mark.parametrize("said", ["", " ", "\r\n\t"])
def test_a_file_of_nothing_is_no_file(said: str) -> None:
    with pytest.raises(Refused, match="^file_empty$"):
        decode(said, Scale())


@pytest.mark.parametrize("how", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("name", ["cv.pdf", "thư mục/CV số 57.pdf", "6f1c2d0e"])
def test_the_only_file_of_a_wrapping_is_taken_out_with_its_name(name: str, how: int) -> None:
    assert opened(zipped((name, PDF), how=how)) == (PDF, name)


def test_a_folder_beside_the_file_is_no_second_file() -> None:
    assert opened(zipped(("thu/", b""), ("thu/cv.pdf", PDF))) == (PDF, "thu/cv.pdf")


@pytest.mark.parametrize("part", ["[Content_Types].xml", "mimetype", "META-INF/manifest.xml"])
def test_an_office_file_is_known_by_each_of_its_marks_and_left_whole(part: str) -> None:
    office = zipped((part, b"x"))
    assert opened(office) == (office, "")


def test_a_wrapping_with_nothing_in_it_is_refused() -> None:
    assert reason_of(zipped(("thu/", b""))) == ("gateway_zip", "file")


@pytest.mark.parametrize("inner", ["thu.zip", "THU.ZIP", "khong-ten"])
def test_a_wrapping_within_a_wrapping_is_refused(inner: str) -> None:
    assert reason_of(zipped((inner, zipped(("cv.pdf", PDF))))) == ("gateway_nested", "file")


@pytest.mark.parametrize("inner", ["cv.docx", "bảng.xlsx", "tờ-trình.odt"])
def test_an_office_file_in_a_wrapping_is_not_taken_for_a_second_one(inner: str) -> None:
    office = zipped(("[Content_Types].xml", b"<Types/>"))
    assert opened(zipped((inner, office))) == (office, inner)


@pytest.mark.parametrize("name", ["thu.edxml", "THU.EDXML"])
def test_an_envelope_in_an_envelope_is_refused(name: str) -> None:
    assert reason_of(zipped((name, b"<edXML/>"))) == ("gateway_nested", "file")


def _bent(data: bytes, at: int, flags: bytes) -> bytes:
    """The same archive with two bytes changed in the local head and in the listing."""
    listing = data.index(b"PK\x01\x02")
    data = data[:at] + flags + data[at + 2 :]
    return data[: listing + at + 2] + flags + data[listing + at + 4 :]


def test_a_wrapping_with_a_password_says_so() -> None:
    assert reason_of(_bent(zipped(("cv.pdf", PDF)), 6, b"\x01\x00")) == ("file_encrypted", "file")


def test_a_wrapping_in_a_way_nobody_knows_is_broken() -> None:
    assert reason_of(_bent(zipped(("cv.pdf", PDF)), 8, b"\x63\x00")) == ("file_broken", "file")


@pytest.mark.parametrize("cut", [5, 20, 40, -1])
def test_a_torn_wrapping_is_broken(cut: int) -> None:
    assert reason_of(zipped(("cv.pdf", PDF))[:cut]) == ("file_broken", "file")


def test_a_wrapping_whose_content_was_changed_is_broken() -> None:
    data = zipped(("cv.pdf", PDF), how=zipfile.ZIP_STORED)
    at = data.index(b"%PDF-")
    assert reason_of(data[:at] + b"?" + data[at + 1 :]) == ("file_broken", "file")


def test_a_deflated_stream_that_is_none_is_broken() -> None:
    data = zipped(("cv.pdf", PDF * 40))
    at = data.index(b"cv.pdf") + len("cv.pdf")
    assert reason_of(data[:at] + b"\xff\xff\xff" + data[at + 3 :]) == ("file_broken", "file")


@pytest.mark.parametrize("how", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_wrapping_packed_as_no_vendor_packs_is_not_unpacked(how: int) -> None:
    """LZMA's own error fell through to the sender as a breakdown of the office."""
    assert reason_of(zipped(("cv.pdf", PDF), how=how)) == ("file_broken", "file")


@pytest.mark.parametrize("at", [0, 4, 9, 30])
def test_a_packed_stream_that_is_bent_anywhere_is_broken(at: int) -> None:
    data = zipped(("cv.pdf", PDF * 40))
    place = data.index(b"cv.pdf") + len("cv.pdf") + at
    bent = data[:place] + bytes(b ^ 0xFF for b in data[place : place + 8]) + data[place + 8 :]
    assert reason_of(bent) == ("file_broken", "file")


def _swells(times: float) -> bytes:
    """A wrapping that claims to hold `times` the bytes it packs."""
    data = bytearray(zipped(("cv.pdf", PDF)))
    listing = data.index(b"PK\x01\x02")
    (packed,) = struct.unpack_from("<I", data, listing + 20)
    struct.pack_into("<I", data, listing + 24, int(packed * times))
    return bytes(data)


def test_what_swells_two_hundred_times_is_a_bomb_before_it_is_unpacked() -> None:
    assert reason_of(_swells(RATIO + 1)) == ("archive_bomb", "file")
    assert opened(_swells(RATIO)) == (PDF, "cv.pdf"), "what it claims is no bomb yet"


def test_a_wrapped_file_is_weighed_as_it_will_be_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attachments, "MOST_FILE", len(PDF))
    assert opened(zipped(("cv.pdf", PDF))) == (PDF, "cv.pdf")
    assert reason_of(zipped(("cv.pdf", PDF + b"!"))) == ("file_too_large", "file")
    assert reason_of(PDF + b"!") == ("file_too_large", "file")


def test_the_scale_remembers_what_lay_on_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attachments, "MOST_MESSAGE", 10)
    scale = Scale()
    assert scale.weigh(b"x" * 6) == b"x" * 6
    assert scale.weigh(b"x" * 4) == b"x" * 4
    with pytest.raises(Refused, match="^body_too_large$"):
        scale.weigh(b"x")


@pytest.mark.parametrize(
    ("said", "inside", "data", "shown"),
    [
        ("cv.pdf", "", PDF, "cv.pdf"),
        ("CV 57.PDF", "x.bin", PDF, "CV 57.PDF"),
        ("", "Công văn.pdf", PDF, "Công văn.pdf"),
        ("  ", "a/b/cv.pdf", PDF, "cv.pdf"),
        ("", "", b"x", "van-ban"),
        ("cv.zip", "x", PDF, "cv.pdf"),
        ("bảng.zip", "b.xlsx", b"PK", "bảng"),
        ("cv.doc", "", PDF, "cv.pdf"),
        ("cv.txt", "", PDF, "cv.pdf"),
        ("cv", "", PDF, "cv.pdf"),
        ("Số 5. Tờ trình", "", PDF, "Số 5. Tờ trình.pdf"),
        ("bản vẽ.dwg", "", PDF, "bản vẽ.dwg.pdf"),
        ("bảng.xlsx", "", b"PK\x03\x04", "bảng.xlsx"),
        ("C:\\thu\\cv\u202e.pdf", "", PDF, "cv.pdf"),
    ],
)
def test_the_clerk_sees_the_name_its_sender_gave_with_the_ending_of_what_it_is(
    said: str, inside: str, data: bytes, shown: str
) -> None:
    assert shown_name(said, inside, data) == shown
