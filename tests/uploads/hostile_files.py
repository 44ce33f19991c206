"""Pictures, archives and strangers that must not come in, each with the reason it is given."""

import io
import random
import struct
import zipfile
import zlib

from tests.uploads.hostile_pdfs import PDFS
from tests.uploads.sheets import (
    TYPES,
    Maker,
    changed,
    docx,
    odt,
    packed,
    picture,
    plain,
    torn,
    xlsx,
)

_FIELD = '<w:p><w:r><w:instrText>DDEAUTO c:\\\\cmd.exe "/k"</w:instrText></w:r></w:p>'
_SPLIT = (
    "<w:p><w:r><w:instrText>DDE</w:instrText></w:r>"
    "<w:r><w:instrText>AUTO x</w:instrText></w:r></w:p>"
)
_MANIFEST = "<m><encryption-data/></m>"
_MACRO_TYPES = TYPES.replace("application/xml", "application/vnd.ms-word.document.macroEnabled")
_SVG = '<?xml version="1.0"?><svg onload="alert(1)"><script>fetch("//x")</script></svg>'
_UNKNOWN, _OTHER = "file_type_unknown", "file_not_what_it_says"
_DOES, _HOLDS = "file_has_action", "file_has_attachment"
_BROKEN, _LOCKED = "file_broken", "file_encrypted"


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _vast_png() -> bytes:
    head = struct.pack(">IIBBBBB", 30_000, 30_000, 1, 0, 0, 0, 0)
    body = zlib.compress(bytes(3751) * 30_000, 9)
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")
    )


def _vast_jpeg() -> bytes:
    data = picture("JPEG")
    frame = data.index(b"\xff\xc0")
    return data[: frame + 5] + struct.pack(">HH", 65_500, 65_500) + data[frame + 9 :]


def _document_bomb() -> bytes:
    """4 GB of one letter."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(300):
                part.write(b"A" * (1 << 20))
    return out.getvalue()


def _many_entries() -> bytes:
    return docx(**{f"word/media/{number}.xml": "" for number in range(1_001)})


def _lying() -> bytes:
    """Says that its document is 40 bytes long; it is 30 MB."""
    true = docx("A" * (30 << 20))
    at = true.index(b"PK\x01\x02", true.index(b"PK\x01\x02") + 1)
    return true[: at + 24] + struct.pack("<I", 40) + true[at + 28 :]


def _vast_but_dense() -> bytes:
    """3 MB that says it is 290 MB: under the ratio, over the size."""
    data = docx(**{"word/media/a.png": random.Random(1).randbytes(3 << 20)})
    at = data.rindex(b"PK\x01\x02")
    return data[: at + 24] + struct.pack("<I", 290 << 20) + data[at + 28 :]


def _overlapping() -> bytes:
    """Two hundred names for the same packed bytes."""
    body = docx(zlib.compress(bytes(range(256)) * 900).hex())
    end = body.rindex(b"PK\x05\x06")
    start = struct.unpack_from("<I", body, end + 16)[0]
    listing = body[start:end]
    copies = listing[listing.index(b"PK\x01\x02", 1) :] * 200
    size = struct.pack("<HHII", 202, 202, len(listing) + len(copies), start)
    return body[:end] + copies + body[end : end + 8] + size + body[end + 20 :]


def _twice() -> bytes:
    """Two parts of one name: one program reads the first, another the second."""
    return docx(**{"word/documenT.xml": "<d/>"}).replace(b"word/documenT", b"word/document")


def _flagged() -> bytes:
    """The bit that says: this entry needs a password."""
    data = bytearray(docx())
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        data[at + 8] |= 1
    return bytes(data)


def _relation(kind: str) -> bytes:
    target = (
        f'<Relationship Type="http://x/{kind}" Target="http://la/x.dotm" TargetMode="External"/>'
    )
    return docx(**{"word/_rels/settings.xml.rels": f"<Relationships>{target}</Relationships>"})


def _laughing() -> bytes:
    declared = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><d>&b;</d>'
    return packed({"[Content_Types].xml": TYPES, "word/document.xml": declared})


def _told_secrets() -> bytes:
    entity = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><d>&a;</d>'
    return packed({"[Content_Types].xml": TYPES, "word/document.xml": entity})


def _ole(inside: str = "WordDocument") -> bytes:
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + inside.encode("utf-16-le") + bytes(500)
    )


HOSTILE: list[tuple[str, Maker, str]] = [
    *PDFS,
    ("van-ban.png", plain, _OTHER),
    ("van-ban.exe", plain, _OTHER),
    ("van-ban.html", plain, _OTHER),
    ("anh.jpg", lambda: picture("PNG"), _OTHER),
    ("bang.docx", xlsx, _OTHER),
    ("nen.docx", lambda: packed({"a.txt": "x"}), _OTHER),
    ("chu.txt.docx", lambda: b"xin chao", _OTHER),
    ("hai-mat.png", lambda: picture("PNG") + packed({"x.class": "x"}), _OTHER),
    ("hai-mat.jpg", lambda: picture("JPEG") + packed({"x.class": "x"}), _OTHER),
    ("hinh.svg", _SVG.encode, _UNKNOWN),
    ("hinh.gif", lambda: b"GIF89a" + bytes(60), _UNKNOWN),
    ("hinh.bmp", lambda: b"BM" + bytes(60), _UNKNOWN),
    ("hinh.webp", lambda: b"RIFF\x20\0\0\0WEBPVP8 " + bytes(60), _UNKNOWN),
    ("chu.txt", lambda: b"xin chao", _UNKNOWN),
    ("nen.zip", lambda: packed({"a.txt": "x"}), _UNKNOWN),
    ("nen.rar", lambda: b"Rar!\x1a\x07\0" + bytes(60), _UNKNOWN),
    ("nen.7z", lambda: b"7z\xbc\xaf\x27\x1c" + bytes(60), _UNKNOWN),
    ("cu.doc", _ole, _UNKNOWN),
    ("trang.html", lambda: b"<!doctype html><p>x", _UNKNOWN),
    ("lenh.sh", lambda: b"#!/bin/sh\nrm -rf /", _UNKNOWN),
    ("khong-duoi", lambda: bytes(64), _UNKNOWN),
    ("khoa.docx", lambda: _ole("EncryptedPackage"), _LOCKED),
    ("khoa-zip.docx", _flagged, _LOCKED),
    ("khoa.odt", lambda: odt(**{"META-INF/manifest.xml": _MANIFEST}), _LOCKED),
    ("nua.png", torn(lambda: picture("PNG"), 0.6), _BROKEN),
    ("hong.png", changed(lambda: picture("PNG"), b"IDAT", b"IDAX"), _BROKEN),
    ("nua.jpg", torn(lambda: picture("JPEG"), 0.4), _BROKEN),
    ("nua.tif", torn(lambda: picture("TIFF"), 0.5), _BROKEN),
    ("nua.docx", torn(docx, 0.6), _BROKEN),
    ("rong.docx", lambda: packed({"[Content_Types].xml": TYPES, "word/a.xml": ""}), _BROKEN),
    ("xml-hong.docx", lambda: docx("<w:p>"), _BROKEN),
    ("thuc-the.docx", _laughing, _BROKEN),
    ("doc-trom.docx", _told_secrets, _BROKEN),
    ("noi-doi.docx", _lying, _BROKEN),
    ("to-qua.png", _vast_png, "image_too_large"),
    ("to-qua.jpg", _vast_jpeg, "image_too_large"),
    ("bom.docx", _document_bomb, "archive_bomb"),
    ("bom-nho.docx", lambda: docx("A" * (20 << 20)), "archive_bomb"),
    ("lon-ma-dac.docx", _vast_but_dense, "archive_bomb"),
    ("nhieu-muc.docx", _many_entries, "archive_bomb"),
    ("chong-len.docx", _overlapping, "archive_bomb"),
    ("sau.docx", lambda: docx("<a>" * 600 + "</a>" * 600), "file_too_complex"),
    ("macro.docx", lambda: docx(**{"word/vbaProject.bin": b"x"}), "has_macros"),
    ("macro.docm", lambda: docx(**{"word/vbaProject.bin": b"x"}), "has_macros"),
    ("macro.xlsx", lambda: xlsx(**{"xl/macrosheets/sheet1.xml": "<x/>"}), "has_macros"),
    ("activex.docx", lambda: docx(**{"word/activeX/activeX1.bin": b"x"}), "has_macros"),
    ("macro.odt", lambda: odt(**{"Basic/Standard/Module1.xml": "<x/>"}), "has_macros"),
    (
        "kieu-macro.docx",
        lambda: packed({"[Content_Types].xml": _MACRO_TYPES, "word/document.xml": "<d/>"}),
        "has_macros",
    ),
    ("ole.docx", lambda: docx(**{"word/embeddings/oleObject1.bin": b"x"}), _HOLDS),
    ("mau-tu-xa.docx", lambda: _relation("attachedTemplate"), _DOES),
    ("ole-tu-xa.docx", lambda: _relation("oleObject"), _DOES),
    ("dde.docx", lambda: docx(_FIELD), _DOES),
    ("dde-tach.docx", lambda: docx(_SPLIT), _DOES),
    ("vat.odt", lambda: odt(**{"Object 1": b"x"}), _HOLDS),
    ("hai-lan.docx", _twice, _BROKEN),
]
