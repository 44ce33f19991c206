"""PDFs that swell, loop, lie about themselves or are locked."""

import base64
import io
import zlib
from collections.abc import Iterator

import pikepdf
from PIL import Image

from tests.hostile.piece import (
    BOMB,
    BROKEN,
    COMPLEX,
    LARGE,
    LOCKED,
    OTHER,
    TAKEN,
    Piece,
    piece,
)
from tests.uploads.sheets import Maker, blank, by_hand, plain, quiet_objects, saved, zeros

VAST = 300 << 20
_OLD = b"4<28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A>"


def stream(entries: bytes, data: bytes) -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def _paged(entries: bytes, data: Maker, page: bytes = b"/Contents 4 0 R") -> Maker:
    return lambda: by_hand([*quiet_objects(b"", page), stream(entries, data())])


def _runs(size: int) -> bytes:
    """RunLength: 2 bytes say 128."""
    return b"\x81\0" * (size // 128) + b"\x80"


def _lzw(size: int) -> bytes:
    """LZW whose table is never cleared: one code of 12 bits soon says four thousand letters."""
    codes, length, table = [256, 0], 1, 258
    while length < size and table < 4095:
        codes.append(table)
        length += table - 256
        table += 1
    codes += [4094] * ((size - length) // 3838) + [257]
    return _bits(codes)


def _bits(codes: list[int]) -> bytes:
    out, held, kept, wide, seen = bytearray(), 0, 0, 9, 257
    for code in codes:
        held, kept = held << wide | code, kept + wide
        seen += code != 256
        wide = 9 if code == 256 else min(12, max(9, (seen + 1).bit_length()))
        while kept >= 8:
            kept -= 8
            out.append(held >> kept & 255)
        held &= (1 << kept) - 1
    return bytes(out + bytes([held << (8 - kept) & 255]))


_FLATE = b"/Filter /FlateDecode"
_FONT = (
    b"/Contents 5 0 R /Resources << /Font << /F << /Type /Font /Subtype /Type1 "
    b"/BaseFont /Helvetica /ToUnicode 4 0 R >> >> >>"
)
SWELLING: dict[str, tuple[bytes, Maker, str]] = {
    "flate": (_FLATE, lambda: zeros(VAST), BOMB),
    "short-name": (b"/Filter /Fl", lambda: zeros(VAST), BOMB),
    "twice": (b"/Filter [/FlateDecode /FlateDecode]", lambda: zlib.compress(zeros(VAST)), BOMB),
    "hex": (b"/Filter [/ASCIIHexDecode /FlateDecode]", lambda: zeros(VAST).hex().encode() + b">", BOMB),
    "hex-short": (b"/Filter [/AHx /Fl]", lambda: zeros(VAST).hex().encode() + b">", BOMB),
    "a85": (b"/Filter [/ASCII85Decode /FlateDecode]", lambda: base64.a85encode(zeros(VAST)) + b"~>", BOMB),
    "runs": (b"/Filter [/FlateDecode /RunLengthDecode]", lambda: zlib.compress(_runs(VAST)), BOMB),
    "lzw": (b"/Filter /LZWDecode", lambda: _lzw(VAST), BOMB),
    "as-picture": (b"/Subtype /Image /Width 1 /Height 1 " + _FLATE, lambda: zeros(VAST), BOMB),
    "as-large-picture": (b"/Subtype /Image /Width 9999 /Height 9999 /ColorSpace /DeviceRGB "
                         + _FLATE, lambda: zeros(VAST), BROKEN),
}  # fmt: skip
"""300 MB of nothing as a page's content, by filters; the entries, the bytes, the reason."""

LOCKS: dict[str, Maker] = {
    f"r{how['R']}-{user or 'no'}": (lambda how=how, user=user: saved(
        blank(), encryption=pikepdf.Encryption(owner="chu", user=user, **how)))
    for how in ({"R": 2, "aes": False, "metadata": False}, {"R": 3, "aes": False, "metadata": False},
                {"R": 4}, {"R": 6})
    for user in ("khach", "")
}  # fmt: skip
HANDLERS = (
    b"/Filter /Adobe.PubSec /SubFilter /adbe.pkcs7.s5 /V 4 /R 4",
    b"/Filter /FileOpen /V 1 /R 1",
    b"/Filter /Standard /V 99 /R 99",
    b"",
)
"""Locks that no reader of ours can open."""


def _locked_by(handler: bytes) -> bytes:
    return by_hand(quiet_objects(), b"/Encrypt << %s >> /ID [(a) (a)]" % handler)


def _xref_bomb() -> bytes:
    """The table of contents itself is packed and swells while the file is being opened."""
    body = by_hand(quiet_objects())
    at = body.index(b"xref\n0")
    table = stream(
        b"/Type /XRef /Size 5 /Root 1 0 R /W [1 2 2] /Index [0 5] /Filter /FlateDecode",
        zeros(VAST),
    )
    return body[:at] + b"4 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, at)


def _object_stream_bomb() -> bytes:
    pdf = blank()
    made = saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    start = made.index(b"/Type /ObjStm")
    at, end = made.index(b"stream\n", start) + 7, made.index(b"\nendstream", start)
    inside = zlib.decompress(made[at:end])
    return made[:at] + zeros(VAST, inside) + made[end:]


def _jpeg(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("L", (8, 8)).save(out, "JPEG")
    data = out.getvalue()
    frame = data.index(b"\xff\xc0")
    size = height.to_bytes(2, "big") + width.to_bytes(2, "big")
    return data[: frame + 5] + size + data[frame + 9 :]


def _lying_picture(width: int) -> Maker:
    entries = b"/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray "
    return _paged(
        entries + b"/BitsPerComponent 8 /Filter /DCTDecode",
        lambda: _jpeg(width, width),
        b"/Resources << /XObject << /I 4 0 R >> >>",
    )


def laughing_forms(depth: int) -> Maker:
    """A form that draws ten of the next: ten to the power of depth at the end."""

    def make() -> bytes:
        first = 5
        forms = [
            stream(
                b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] "
                b"/Resources << /XObject << /F %d 0 R >> >>" % (first + n + 1),
                b"/F Do " * 10 if n < depth - 1 else b"0 0 m",
            )
            for n in range(depth)
        ]
        page = b"/Contents 4 0 R /Resources << /XObject << /F 5 0 R >> >>"
        return by_hand([*quiet_objects(b"", page), stream(b"", b"/F Do"), *forms, b"null"])

    return make


def _pages(count: int, said: int | None = None) -> Maker:
    kids = b"3 0 R " * count
    tree = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count if said is None else said)
    return lambda: by_hand([b"<< /Type /Catalog /Pages 2 0 R >>", tree, quiet_objects()[2]])


def _deep(depth: int) -> Maker:
    """A tree of pages in which every branch has one branch."""

    def make() -> bytes:
        rows = [b"<< /Type /Catalog /Pages 2 0 R >>"]
        rows += [b"<< /Type /Pages /Count 1 /Kids [%d 0 R] >>" % (n + 3) for n in range(depth)]
        return by_hand([*rows, b"<< /Type /Page /MediaBox [0 0 595 842] >>"])

    return make


def pieces() -> Iterator[Piece]:
    for name, (entries, data, reason) in SWELLING.items():
        yield piece("pdf-swells", f"{name}.pdf", _paged(entries, data), reason)
    yield piece("pdf-swells", "font-map.pdf", _paged(_FLATE, lambda: zeros(VAST), _FONT), BOMB)
    yield piece("pdf-swells", "xref.pdf", _xref_bomb, BOMB, BROKEN, COMPLEX)
    yield piece("pdf-swells", "objects.pdf", _object_stream_bomb, BOMB, BROKEN, COMPLEX)
    yield piece("pdf-swells", "jpeg-lies.pdf", _lying_picture(30_000), LARGE)
    yield piece("pdf-swells", "jpeg-true.pdf", _lying_picture(8), TAKEN)
    for name, make in LOCKS.items():
        yield piece("pdf-locked", f"{name}.pdf", make, LOCKED)
    for number, handler in enumerate(HANDLERS):
        yield piece("pdf-locked", f"handler-{number}.pdf", lambda h=handler: _locked_by(h), LOCKED)
    for count in (2_001, 10_000, 200_000):
        yield piece("pdf-pages", f"{count}.pdf", _pages(count), "file_too_many_pages")
    for said in (-1, 0, 2, 10**9, 10**30):
        yield piece("pdf-pages", f"said-{said}.pdf", _pages(1, said), BROKEN)
    yield piece("pdf-pages", "deep-100.pdf", _deep(100), TAKEN)
    yield piece("pdf-pages", "deep-20000.pdf", _deep(20_000), BROKEN, COMPLEX)
    yield piece("pdf-pages", "forms.pdf", laughing_forms(4), TAKEN)
    yield from _fronts_and_ends()


def _fronts_and_ends() -> Iterator[Piece]:
    """What stands before the head or after the end is another file for another program."""
    fronts = {
        "batch": b"@echo off\r\ncalc.exe\r\n", "postscript": b"%!PS-Adobe-3.0\n", "java": b"\xca\xfe\xba\xbe",
        "wasm": b"\0asm\1\0\0\0", "link": b"L\0\0\0\1\x14\2\0", "rtf": b"{\\rtf1 ", "php": b"x<?php a();?>",
        "mp4": b"\0\0\0\x18ftypmp42", "ogg": b"OggS\0", "id3": b"ID3\3\0", "xz": b"\xfd7zXZ\0",
        "mach": b"\xcf\xfa\xed\xfe", "chm": b"ITSF\3", "script": b"alert(1)//", "html": b"\n <html>",
    }  # fmt: skip
    for name, front in fronts.items():
        yield piece("pdf-front", f"{name}.pdf", lambda f=front: f + b"\n" + plain(), OTHER)
    ends = {
        "rar": b"Rar!\x1a\x07\0" + bytes(30), "7z": b"7z\xbc\xaf\x27\x1c\0\4" + bytes(30),
        "html": b"<html><script>x</script>", "exe": b"MZ\x90\0" + bytes(60), "more": b"x" * 200,
        "second": plain(2),
    }  # fmt: skip
    for name, end in ends.items():
        told = (BROKEN,) if name == "second" else (OTHER,)
        yield piece("pdf-end", f"{name}.pdf", lambda e=end: plain() + e, *told)
    for name, end in {"lines": b"\r\n\n ", "zeros": bytes(40), "ctrl-z": b"\x1a"}.items():
        yield piece("pdf-end", f"{name}.pdf", lambda e=end: plain() + e, TAKEN)
    for name, front in {"lines": b"\r\n\n", "bom": b"\xef\xbb\xbf"}.items():
        yield piece("pdf-front", f"{name}.pdf", lambda f=front: f + plain(), TAKEN)
    yield piece("pdf-front", "tar.pdf", _as_tar, OTHER)
    yield piece("pdf-front", "inside-html.pdf", _with_page_of_html, OTHER)


def _as_tar() -> bytes:
    """The name of a tar's first file may begin with `%PDF-`."""
    body = [*quiet_objects(), b"(" + b"a" * 400 + b")"]
    made = by_hand(body)
    return made[:9] + b"%" + b"a" * 246 + b"\n" + b"ustar\0\x30\x30" + b"\n" + made[9:]


def _with_page_of_html() -> bytes:
    return by_hand(
        [b"% <html><script>alert(1)</script>\n" + quiet_objects()[0], *quiet_objects()[1:]]
    )
