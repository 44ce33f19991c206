"""DOCX, XLSX and ODT with tricks: in their listing, in their parts, in what points where."""

import io
import lzma
import struct
import zipfile
from collections.abc import Iterator

from tests.hostile.piece import (
    BOMB,
    BROKEN,
    COMPLEX,
    DOES,
    HOLDS,
    MACROS,
    OTHER,
    TAKEN,
    Piece,
    piece,
)
from tests.uploads.sheets import docx, odt, packed, plain, xlsx

MAKERS = {"docx": docx, "xlsx": xlsx, "odt": odt}
INSIDE = {"docx": "word/", "xlsx": "xl/", "odt": "Pictures/"}
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

PARTS: dict[str, tuple[str, str | bytes, str]] = {
    "up": ("../../x.xml", "<x/>", BROKEN),
    "up-inside": ("{}../../../x.png", b"x", BROKEN),
    "up-windows": ("{}..\\..\\x.png", b"x", BROKEN),
    "root": ("/etc/cron.d/x", b"x", BROKEN),
    "drive": ("C:\\x.png", b"x", BROKEN),
    "line-end": ("{}a\nb.png", b"x", BROKEN),
    "turned": ("{}a\u202egnp.exe", b"x", BROKEN),
    "entity-bomb": ("{}extra.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', BROKEN),
    "entity-outside": ("{}extra.xml", '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', BROKEN),
    "not-xml": ("{}extra.xml", "<a><b></a>", BROKEN),
    "deep": ("{}extra.xml", "<a>" * 600 + "</a>" * 600, COMPLEX),
    "program": ("{}a.exe", b"MZ\x90\0", HOLDS),
    "shell": ("{}a.png", b"\x7fELF\2\1\1", HOLDS),
    "old-word": ("{}a.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(60), HOLDS),
    "archive": ("{}a.bin", packed({"a.exe": "x"}), HOLDS),
    "plain-picture": ("{}media/a.png", b"\x89PNG\r\n\x1a\nx", TAKEN),
    "plain-xml": ("{}extra.xml", "<a>x</a>", TAKEN),
}
"""A part more than the file needs: its name, its bytes, and what is said of it."""

OUTSIDE: dict[str, tuple[str, str, str]] = {
    "template": ("attachedTemplate", "http://la/x.dotm", DOES),
    "object": ("oleObject", "http://la/x.html!", DOES),
    "frame": ("frame", "http://la/x", DOES),
    "part-of-it": ("subDocument", "file://la/x.docx", DOES),
    "picture": ("image", "http://la/x.png", DOES),
    "mail-merge": ("mailMergeSource", "file:///c:/x.mdb", DOES),
    "link-script": ("hyperlink", "javascript:alert(1)", DOES),
    "link-msdt": ("hyperlink", "ms-msdt:/id PCWDiagnostic", DOES),
    "link-share": ("hyperlink", "\\\\la\\x", DOES),
    "link-plain": ("hyperlink", "https://chinhphu.vn", TAKEN),
    "link-mail": ("hyperlink", "mailto:vanthu@example.vn", TAKEN),
    "link-file": ("hyperlink", "file:///C:/bao%20cao.docx", TAKEN),
    "book": ("externalLinkPath", "file:///C:/du%20toan.xlsx", TAKEN),
}
"""What a part points at outside: kind, target, and what is said of it."""

WITHIN = {
    "vbaProject": MACROS, "wordVbaData": MACROS, "control": MACROS, "xlMacrosheet": MACROS,
    "attachedToolbars": MACROS, "aFChunk": HOLDS, "oleObject": HOLDS, "styles": TAKEN,
}  # fmt: skip


def relation(kind: str, target: str, mode: str = ' TargetMode="External"') -> str:
    return f'<Relationships><Relationship Type="{_RELS}{kind}" Target="{target}"{mode}/></Relationships>'


def pieces() -> Iterator[Piece]:
    for ending, make in MAKERS.items():
        for trick, (name, body, reason) in PARTS.items():
            part = {name.format(INSIDE[ending]): body}
            yield piece("part", f"{trick}.{ending}", lambda m=make, p=part: m(**p), reason)
    for trick, (kind, target, reason) in OUTSIDE.items():
        rels = relation(kind, target)
        yield piece("outside", f"{trick}.docx", lambda r=rels: _with_rels(docx, r), reason)
        turned = rels.replace("Type=", "Zype=").replace("/>", f' Type="{_RELS}{kind}"/>')
        turned = turned.replace(f'Zype="{_RELS}{kind}" ', "").replace('"', "'")
        turned = turned.replace("External", "E&#120;ternal")
        yield piece("outside", f"{trick}-turned.docx", lambda r=turned: _with_rels(docx, r), reason)
    wide = relation("attachedTemplate", "http://la/x").encode("utf-16")
    yield piece("outside", "wide-letters.docx", lambda: _with_rels(docx, wide), DOES)
    for kind, reason in WITHIN.items():
        rels = relation(kind, "harmless.bin", "")
        yield piece("within", f"{kind}.docx", lambda r=rels: _with_rels(docx, r), reason)
        yield piece("within", f"{kind}.xlsx", lambda r=rels: _with_rels(xlsx, r, "xl"), reason)
    yield from _listings()
    yield from _nested()


def _with_rels(make, rels: str | bytes, folder: str = "word") -> bytes:
    return make(**{f"{folder}/_rels/extra.xml.rels": rels})


def _squeezed(method: int, ending: str) -> bytes:
    """The same file packed in a way that no office program writes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(MAKERS[ending]())) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            stored = entry.filename in ("mimetype", "[Content_Types].xml")
            new.writestr(entry.filename, old.read(entry), 0 if stored else method)
        new.writestr("big.xml", "<a>" + " " * (8 << 20) + "</a>", method)
    return out.getvalue()


def _gap() -> bytes:
    """A whole archive, then another: one program reads the first, another the last."""
    return docx("<w:p><w:r><w:t>first</w:t></w:r></w:p>") + docx()


def _renamed(make, old: bytes, new: bytes, where: int) -> bytes:
    """Of the two names of an entry only one is changed: 0 its head's, 1 the listing's."""
    parts = make().split(b"PK\x01\x02", 1)
    parts[where] = parts[where].replace(old, new)
    return b"PK\x01\x02".join(parts)


def _listings() -> Iterator[Piece]:
    for method, name in ((zipfile.ZIP_BZIP2, "bzip2"), (zipfile.ZIP_LZMA, "lzma")):
        for ending in MAKERS:
            yield piece(
                "listing", f"{name}.{ending}", lambda m=method, e=ending: _squeezed(m, e), BROKEN
            )
    yield piece("listing", "two-in-one.docx", _gap, OTHER)
    yield piece("listing", "pdf-first.docx", _with_pdf, OTHER)
    yield piece("listing", "both.docx", lambda: docx(**{"xl/workbook.xml": "<w/>"}), OTHER)
    yield piece("listing", "both.xlsx", lambda: docx(**{"xl/workbook.xml": "<w/>"}), OTHER)
    for ending, part in (
        ("docx", "word/document.xml"),
        ("xlsx", "xl/workbook.xml"),
        ("odt", "content.xml"),
    ):
        twin = {part.upper(): "<x/>"}
        yield piece("listing", f"twins.{ending}", lambda m=MAKERS[ending], t=twin: m(**t), BROKEN)
        old, new = part.encode(), part.encode().replace(b"o", b"0", 1)
        for where in (0, 1):
            told = BROKEN if where == 0 or ending == "xlsx" else OTHER
            yield piece("listing", f"renamed-{where}.{ending}", lambda m=MAKERS[ending], o=old, n=new, w=where:
                        _renamed(m, o, n, w), told)  # fmt: skip
    yield piece("listing", "nul.docx", lambda: docx(**{"word/vbaXroject.bin": b"x"}).replace(
        b"vbaXroject", b"a.png\0vbaP"), BROKEN)  # fmt: skip
    for ending, make in MAKERS.items():
        yield piece(
            "listing", f"bomb.{ending}", lambda m=make: m(**{"x/a.xml": " " * (20 << 20)}), BOMB
        )
        many = {f"x/{n}.png": b"" for n in range(1_001)}
        yield piece("listing", f"many.{ending}", lambda m=make, x=many: m(**x), BOMB)
        yield piece("listing", f"said-less.{ending}", lambda m=make: _said_less(m), BROKEN)
        yield piece("listing", f"crc.{ending}", lambda m=make: _wrong_sum(m), BROKEN)
        yield piece("listing", f"comment.{ending}", lambda m=make: _commented(m()), TAKEN)


def _with_pdf() -> bytes:
    """A docx whose first part is a PDF that lies open in the first thousand bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.bin", plain())
        with zipfile.ZipFile(io.BytesIO(docx())) as old:
            for entry in old.infolist():
                archive.writestr(entry.filename, old.read(entry))
    return out.getvalue()


def _said_less(make) -> bytes:
    """The listing says of the last part that it is 4 bytes long."""
    data = make(**{"zz/last.xml": "<a>" + "x" * 90_000 + "</a>"})
    at = data.rindex(b"PK\x01\x02")
    return data[: at + 24] + struct.pack("<I", 4) + data[at + 28 :]


def _wrong_sum(make) -> bytes:
    data = make(**{"zz/last.xml": "<a/>"})
    at = data.rindex(b"PK\x01\x02")
    return data[: at + 16] + b"\1\2\3\4" + data[at + 20 :]


def _commented(data: bytes) -> bytes:
    words = b"Phong Tai chinh"
    return data[:-2] + struct.pack("<H", len(words)) + words


def _nested() -> Iterator[Piece]:
    macro = docx(**{"word/vbaProject.bin": b"x"})
    for depth in (1, 2):
        inner = macro if depth == 1 else docx(**{"word/embeddings/a.docx": macro})
        for ending, make in (("docx", docx), ("xlsx", xlsx)):
            part = {f"{INSIDE[ending]}embeddings/b.docx": inner}
            yield piece("nested", f"macro-{depth}.{ending}", lambda m=make, p=part: m(**p), MACROS)
    chart = {"word/embeddings/So_lieu.xlsx": xlsx()}
    yield piece("nested", "chart.docx", lambda: docx(**chart), TAKEN)
    broken = {"word/embeddings/So_lieu.xlsx": b"PK\x03\x04" + bytes(90)}
    yield piece("nested", "broken.docx", lambda: docx(**broken), OTHER)
    dolls = xlsx()
    for _ in range(6):
        dolls = docx(**{"word/embeddings/a.docx": dolls})
    yield piece("nested", "dolls.docx", lambda: dolls, COMPLEX, HOLDS)
    yield piece("nested", "lzma-bomb.docx", _lzma_bomb, BROKEN, BOMB)


def _lzma_bomb() -> bytes:
    """An entry that asks for a dictionary of 4 GB."""
    packed_body = lzma.compress(bytes(1 << 20), lzma.FORMAT_ALONE)
    data = docx(**{"word/big.xml": packed_body})
    at = data.rindex(b"PK\x01\x02")
    return data[: at + 10] + struct.pack("<H", 14) + data[at + 12 :]
