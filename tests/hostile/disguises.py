"""Files under other names: every kind under every ending, and names made to mislead."""

import io
import tarfile
from collections.abc import Iterator

from tests.hostile.piece import OTHER, TAKEN, UNKNOWN, Piece, piece
from tests.uploads.sheets import Maker, docx, odt, packed, picture, plain, xlsx

KINDS: dict[str, Maker] = {
    "pdf": plain,
    "png": lambda: picture("PNG"),
    "jpg": lambda: picture("JPEG"),
    "tif": lambda: picture("TIFF"),
    "docx": docx,
    "xlsx": xlsx,
    "odt": odt,
}
FALSE = ("exe", "html", "js", "hta", "svg", "zip", "doc", "lnk")
"""Endings that make a program of what is taken for a document."""


def _tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("../x"))
    return out.getvalue()


STRANGERS: dict[str, Maker] = {
    "exe": lambda: b"MZ\x90\0" + bytes(200),
    "com": lambda: b"\xe9\0\0" + bytes(60),
    "elf": lambda: b"\x7fELF" + bytes(60),
    "bat": lambda: b"@echo off\r\ncalc\r\n",
    "ps1": lambda: b"Invoke-Expression $x",
    "vbs": lambda: b'CreateObject("WScript.Shell").Run "calc"',
    "lnk": lambda: b"L\0\0\0\1\x14\2\0" + bytes(60),
    "class": lambda: b"\xca\xfe\xba\xbe\0\0\0\x34" + bytes(60),
    "wasm": lambda: b"\0asm\1\0\0\0",
    "hta": lambda: b"<hta:application/><script>x</script>",
    "svg": lambda: b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>",
    "xml": lambda: b"<?xml version='1.0'?><a/>",
    "json": lambda: b'{"a": 1}',
    "rtf": lambda: b"{\\rtf1\\object\\objdata 01}",
    "ps": lambda: b"%!PS-Adobe-3.0\n(x) run",
    "eps": lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n",
    "fdf": lambda: b"%FDF-1.2\n1 0 obj << /FDF << /JavaScript 2 0 R >> >>",
    "xdp": lambda: b"<?xml version='1.0'?><xdp:xdp xmlns:xdp='http://ns.adobe.com/xdp/'/>",
    "mht": lambda: b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n",
    "chm": lambda: b"ITSF\3\0\0\0" + bytes(60),
    "iso": lambda: bytes(32_768) + b"\1CD001\1" + bytes(60),
    "tar": _tar,
    "gz": lambda: b"\x1f\x8b\x08" + bytes(60),
    "bz2": lambda: b"BZh91AY&SY" + bytes(60),
    "xz": lambda: b"\xfd7zXZ\0" + bytes(60),
    "zst": lambda: b"\x28\xb5\x2f\xfd" + bytes(60),
    "cab": lambda: b"MSCF" + bytes(60),
    "jar": lambda: packed({"META-INF/MANIFEST.MF": "Main-Class: x"}),
    "apk": lambda: packed({"AndroidManifest.xml": b"x", "classes.dex": b"dex\n"}),
    "epub": lambda: packed({"mimetype": "application/epub+zip"}),
    "pptx": lambda: packed({"[Content_Types].xml": "<T/>", "ppt/presentation.xml": "<p/>"}),
    "ods": lambda: packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
    "heic": lambda: b"\0\0\0\x18ftypheic" + bytes(60),
    "mp4": lambda: b"\0\0\0\x18ftypmp42" + bytes(60),
    "psd": lambda: b"8BPS\0\1" + bytes(60),
    "ico": lambda: b"\0\0\1\0\1\0" + bytes(60),
    "jp2": lambda: b"\0\0\0\x0cjP  \r\n\x87\n" + bytes(60),
    "btf": lambda: b"II+\0\x08\0\0\0" + bytes(60),
    "webp": lambda: b"RIFF\x1a\0\0\0WEBPVP8L" + bytes(60),
    "sqlite": lambda: b"SQLite format 3\0" + bytes(60),
    "eml": lambda: b"From: a@b.vn\nSubject: x\n\nx",
    "csv": lambda: b"=cmd|' /C calc'!A0,1\n",
}
"""Kinds that are not taken, by the ending they should have."""

NAMES: dict[str, str] = {
    "../../../etc/passwd.pdf": "passwd.pdf",
    "..\\..\\windows\\win.pdf": "win.pdf",
    "C:\\Users\\Lan\\a.pdf": "a.pdf",
    "/dev/stdin.pdf": "stdin.pdf",
    "a\u202efdp.exe.pdf": "afdp.exe.pdf",
    "\u2066\u200fa\u2069.pdf": "a.pdf",
    "a\0b.pdf": "ab.pdf",
    "a\r\nSet-Cookie: x=1.pdf": "aSet-Cookie_ x=1.pdf",
    "a\x1b[31mb.pdf": "a[31mb.pdf",
    'a"; filename="b.pdf': "a_; filename=_b.pdf",
    "<script>x<!script>.pdf": "_script_x_!script_.pdf",
    "a\ud800.pdf": "a.pdf",
    "ệ" * 300 + ".pdf": "ệ" * 196 + ".pdf",
    "a\u2028b\u2029.pdf": "ab.pdf",
    "....pdf": "pdf.pdf",
    "a\ufeff.pdf": "a.pdf",
    "CON.pdf": "_CON.pdf",
    "nul": "_nul.pdf",
    "a.pdf:stream.pdf": "a.pdf_stream.pdf",
    "a\U000e0001\U000e0041.pdf": "a.pdf",
}
"""A sender's name → the one that is shown; the file itself is good."""

FALSE_NAMES = (
    "a.pdf\0.exe",
    "a\u202efdp.exe",
    "a.pdf/../b.exe",
    "a.pdf .exe ",
    "a.PDF.JS",
    "a.pdf.lnk",
)
"""Names that end, once the trick is taken away, in what the file is not."""


def pieces() -> Iterator[Piece]:
    for kind, make in KINDS.items():
        for other in [*sorted(KINDS.keys() - {kind}), *FALSE]:
            yield piece("disguise", f"{kind}.{other}", make, OTHER)
        yield piece("good", f"that.{kind}", make, TAKEN, shown=f"that.{kind}")
    for ending, make in STRANGERS.items():
        yield piece("stranger", f"a.{ending}", make, UNKNOWN)
        for kind in ("pdf", "docx"):
            yield piece("stranger", f"{ending}.{kind}", make, OTHER)
    yield from _names()


def _names() -> Iterator[Piece]:
    for name, shown in NAMES.items():
        yield piece("name", name, plain, TAKEN, shown=shown)
    for name in FALSE_NAMES:
        yield piece("name", name, plain, OTHER)
