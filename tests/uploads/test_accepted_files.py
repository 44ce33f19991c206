"""What comes in: true papers of every kind, odd ones too, with what the office learns of them."""

import random
import struct

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from server.uploads import inspect, limits
from tests.uploads.sheets import (
    blank,
    by_hand,
    docx,
    odt,
    picture,
    plain,
    quiet_objects,
    saved,
    written,
    xlsx,
)
from workflows import Refused


def _signed(**form: object) -> bytes:
    """Shaped like a signed file; whether the signature is true is not asked here."""
    pdf = blank()
    value = Dictionary(Type=Name.Sig, ByteRange=Array([0, 9, 20, 9]), Contents=String("x"))
    field = pdf.make_indirect(Dictionary(FT=Name.Sig, T=String("Ky1"), V=pdf.make_indirect(value)))
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=3, **form)
    return saved(pdf)


def _catalogue(**entries: object) -> bytes:
    pdf = blank()
    for key, value in entries.items():
        pdf.Root[f"/{key}"] = value
    return saved(pdf)


@pytest.mark.parametrize(
    ("name", "data", "kind", "pages"),
    [
        ("a.pdf", plain(3), "application/pdf", 3),
        ("A.PDF", plain(), "application/pdf", 1),
        ("a.png", picture("PNG"), "image/png", 1),
        ("a.jpeg", picture("JPEG"), "image/jpeg", 1),
        ("a.tif", picture("TIFF", 5), "image/tiff", 5),
        ("a.docx", docx(), "wordprocessingml.document", 0),
        ("a.xlsx", xlsx(), "spreadsheetml.sheet", 0),
        ("a.odt", odt(), "opendocument.text", 0),
    ],
)
def test_each_kind_is_known_by_its_content(name, data, kind, pages):
    found = inspect(data, name)
    assert found.media_type.endswith(kind)
    assert (found.pages, found.signed, found.suspected_secret) == (pages, False, False)


def test_the_text_layer_is_read_page_by_page_in_composed_letters():
    found = inspect(written([(60, 700, "Kính gửi: Ủy ban nhân dân")]), "a.pdf")
    assert found.text == ("Kính gửi: Ủy ban nhân dân",)


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (docx(), "a.docx", "Tờ trình"),
        (xlsx(), "a.xlsx", "Dự toán 2023"),
        (odt(), "a.odt", "Báo cáo"),
    ],
)
def test_the_words_of_an_attachment_can_be_found(data, name, words):
    assert words in inspect(data, name).text[0]


def test_a_chart_in_an_attachment_is_no_stranger():
    assert inspect(odt(**{"Object 1/content.xml": "<x/>"}), "a.odt").pages == 0
    assert inspect(docx(**{"word/embeddings/So_lieu.xlsx": xlsx()}), "a.docx").pages == 0


def test_a_signed_file_is_known_as_signed():
    assert inspect(_signed(), "da-ky.pdf").signed


def test_a_signed_file_may_have_fields_that_do_nothing():
    assert inspect(_signed(DA=String("/Helv 0 Tf"), DR=Dictionary()), "da-ky.pdf").signed


@pytest.mark.parametrize(
    "data",
    [
        _catalogue(OpenAction=Dictionary(S=Name.GoTo, D=Array([0, Name.Fit]))),
        _catalogue(OpenAction=Array([0, Name.Fit])),
        _catalogue(Ghichu=String("/JavaScript /Launch /EmbeddedFiles")),
        by_hand(quiet_objects(b"/Lang (vi-VN)", b"/Contents 4 0 R") + [b"<< /JSX 1 /AAB 2 >>"]),
        b"\n\n" + plain(),
        saved(blank(2), object_stream_mode=pikepdf.ObjectStreamMode.generate),
        saved(blank(2), linearize=True),
    ],
    ids=["goto", "dest", "words-only", "longer-names", "late-header", "object-streams", "linear"],
)
def test_what_only_looks_like_harm_comes_in(data):
    assert inspect(data, "a.pdf").media_type == "application/pdf"


def test_a_page_that_was_copied_within_its_file_counts_each_time():
    pages = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R 3 0 R] /Count 2 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
    ]
    assert inspect(by_hand(pages), "a.pdf").pages == 2


def test_a_file_without_an_extension_gets_the_one_of_its_content():
    assert inspect(plain(), "Công văn số 5").name == "Công văn số 5.pdf"


def test_two_thousand_pages_and_fifty_mib_are_still_looked_at():
    assert inspect(plain(2_000), "a.pdf").pages == 2_000
    with pytest.raises(Refused, match="file_type_unknown"):
        inspect(bytes(50 << 20), "to.bin")


def test_a_file_of_no_bytes_is_refused_without_waking_a_child():
    with pytest.raises(Refused, match="file_empty"):
        inspect(b"", "rong.pdf")


def test_a_file_of_more_than_50_mib_is_refused_without_waking_a_child():
    with pytest.raises(Refused, match="file_too_large"):
        inspect(bytes(limits.FILE + 1), "to.pdf")


def test_a_picture_whose_directories_go_in_a_circle_is_one_page():
    data = bytearray(picture("TIFF"))
    first = struct.unpack_from("<I", data, 4)[0]
    count = struct.unpack_from("<H", data, first)[0]
    struct.pack_into("<I", data, first + 2 + 12 * count, first)
    assert inspect(bytes(data), "lap.tif").pages == 1


@pytest.mark.parametrize("name", ["a.pdf", "a.png", "a.jpg", "a.tif", "a.docx", "a.xlsx", "a.odt"])
def test_a_file_torn_or_bent_anywhere_is_taken_or_refused_and_never_more(name):
    whole = {
        "a.pdf": written([(60, 700, "Số: 5/BC-UBND")]),
        "a.png": picture("PNG"),
        "a.jpg": picture("JPEG"),
        "a.tif": picture("TIFF", 2),
        "a.docx": docx(),
        "a.xlsx": xlsx(),
        "a.odt": odt(),
    }[name]
    dice = random.Random(name)
    for _ in range(120):
        bent = bytearray(whole[: dice.randrange(1, len(whole) + 1)])
        for _ in range(dice.randrange(6)):
            bent[dice.randrange(len(bent))] = dice.randrange(256)
        try:
            inspect(bytes(bent), name)
        except Refused as no:
            assert no.reason != "inspection_timeout"
    assert inspect(whole, name).name == name
