"""Pictures that are too large, carry something else, or lie about themselves."""

import io
import struct
import zlib
from collections.abc import Iterator

from PIL import Image

from tests.hostile.piece import BROKEN, LARGE, OTHER, SCRIPT, TAKEN, Piece, piece
from tests.uploads.sheets import packed, picture, plain

HEAD = b"\x89PNG\r\n\x1a\n"
ENDINGS = {"PNG": "png", "JPEG": "jpg", "TIFF": "tif"}
BURDENS: dict[str, tuple[bytes, str]] = {
    "zip": (packed({"x.class": "x"}), OTHER),
    "rar": (b"Rar!\x1a\x07\0" + bytes(40), OTHER),
    "rar5": (b"Rar!\x1a\x07\1\0" + bytes(40), OTHER),
    "7z": (b"7z\xbc\xaf\x27\x1c\0\4" + bytes(40), OTHER),
    "exe": (b"MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff" + bytes(60), OTHER),
    "elf": (b"\x7fELF\2\1\1" + bytes(60), OTHER),
    "pdf": (plain(), OTHER),
    "php": (b"<?php system($_GET[0]);?>", SCRIPT),
    "script": (b"<ScRiPt src=//la></script>", SCRIPT),
}
"""What is laid behind a picture."""
HARMLESS = ("exe", "elf", "pdf")
"""Behind a TIFF, which may have any order, no program and no reader would look for these."""


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, *more: bytes, rows: int = 0) -> bytes:
    """A grey PNG of any size; `rows` of them are really there."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    body = zlib.compress(bytes((width + 7) // 8 + 1) * rows, 9)
    return HEAD + head + b"".join(more) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def _jpeg_comment(words: bytes) -> bytes:
    data = picture("JPEG")
    return data[:2] + b"\xff\xfe" + struct.pack(">H", len(words) + 2) + words + data[2:]


def jpeg(width: int, height: int) -> bytes:
    data = picture("JPEG")
    at = data.index(b"\xff\xc0")
    return data[: at + 5] + struct.pack(">HH", height, width) + data[at + 9 :]


def tiff(changes: dict[int, int], pages: int = 1) -> bytes:
    """A TIFF whose fields say something else: tag → value (of its first directory)."""
    data = bytearray(picture("TIFF", pages))
    first = struct.unpack_from("<I", data, 4)[0]
    for row in range(struct.unpack_from("<H", data, first)[0]):
        at = first + 2 + 12 * row
        tag = struct.unpack_from("<H", data, at)[0]
        if tag in changes:
            struct.pack_into("<HII", data, at + 2, 4, 1, changes[tag])
    return bytes(data)


def _many_frames(count: int) -> bytes:
    sheets = [Image.new("L", (40, 40), n % 250) for n in range(count)]
    out = io.BytesIO()
    sheets[0].save(out, "PNG", save_all=True, append_images=sheets[1:])
    return out.getvalue()


def _thin_tiff(count: int) -> bytes:
    """That many pages of one point, each pointing at the next."""
    out = bytearray(b"II*\0\x08\0\0\0")
    for number in range(count):
        rows = [(256, 4, 1), (257, 4, 1), (258, 3, 8), (262, 3, 1), (273, 4, 8), (279, 4, 1)]
        out += struct.pack("<H", len(rows))
        for tag, kind, value in rows:
            out += struct.pack("<HHII", tag, kind, 1, value)
        out += struct.pack("<I", len(out) + 4 if number < count - 1 else 0)
    return bytes(out)


def pieces() -> Iterator[Piece]:
    for kind, ending in ENDINGS.items():
        for burden, (data, reason) in BURDENS.items():
            told = TAKEN if kind == "TIFF" and burden in HARMLESS else reason
            yield piece("behind", f"{burden}.{ending}", lambda k=kind, d=data: picture(k) + d, told)
    for wide, high in ((30_000, 30_000), (100_000_001, 1), (1, 100_000_001), (65_535, 2_000)):
        yield piece("vast", f"{wide}x{high}.png", lambda w=wide, h=high: png(w, h), LARGE)
        if max(wide, high) <= 65_535:
            yield piece("vast", f"{wide}x{high}.jpg", lambda w=wide, h=high: jpeg(w, h), LARGE)
        change = {256: wide, 257: high}
        yield piece("vast", f"{wide}x{high}.tif", lambda c=change: tiff(c), LARGE)
    for wide, high in ((0, 9), (9, 0), (2**31, 1), (2**32 - 1, 2**32 - 1)):
        yield piece(
            "vast", f"none-{wide}x{high}.png", lambda w=wide, h=high: png(w, h), BROKEN, LARGE
        )
    yield from _odd_pngs()
    yield from _odd_jpegs()
    yield from _odd_tiffs()


def _odd_pngs() -> Iterator[Piece]:
    swollen = zlib.compress(bytes(64 << 20), 9)
    odd = {
        "text-swells": chunk(b"zTXt", b"a\0\0" + swollen),
        "profile-swells": chunk(b"iCCP", b"a\0\0" + swollen),
        "text-long": chunk(b"iTXt", b"a\0\1\0\0\0" + swollen),
    }
    for name, more in odd.items():
        yield piece("png", f"{name}.png", lambda m=more: png(9, 9, m, rows=9), BROKEN)
    yield piece("png", "short-of-rows.png", lambda: png(9, 9_000, rows=9), TAKEN)
    yield piece("png", "whole.png", lambda: png(90, 90, rows=90), TAKEN)
    yield piece("png", "moving.png", lambda: _many_frames(12), TAKEN)
    page = chunk(b"tEXt", b"a\0<script>alert(1)</script>")
    yield piece("png", "script-inside.png", lambda: png(9, 9, page, rows=9), SCRIPT)
    paper = chunk(b"tEXt", b"a\0%PDF-1.4")
    yield piece("png", "pdf-inside.png", lambda: png(9, 9, paper, rows=9), OTHER)
    yield piece("png", "no-head.png", lambda: HEAD + chunk(b"IEND", b""), BROKEN)
    yield piece("png", "head-only.png", lambda: HEAD, BROKEN)
    yield piece("png", "left-over.png", lambda: picture("PNG") + b"cropped away" * 9, OTHER)


def _odd_jpegs() -> Iterator[Piece]:
    yield piece("jpeg", "pdf-inside.jpg", lambda: _jpeg_comment(b"%PDF-1.4 1 0 obj"), OTHER)
    yield piece("jpeg", "script-inside.jpg", lambda: _jpeg_comment(b"*/=1;<script>x"), SCRIPT)
    yield piece("jpeg", "php-inside.jpg", lambda: _jpeg_comment(b"<?PHP eval($x);"), SCRIPT)
    yield piece("jpeg", "words-inside.jpg", lambda: _jpeg_comment(b"scan 300 dpi"), TAKEN)
    yield piece("jpeg", "phone.jpg", lambda: picture("JPEG") + picture("JPEG"), TAKEN)
    yield piece("jpeg", "head-only.jpg", lambda: b"\xff\xd8\xff", BROKEN)
    yield piece("jpeg", "no-end.jpg", lambda: picture("JPEG")[:-300], BROKEN)
    yield piece("jpeg", "length-zero.jpg", lambda: b"\xff\xd8\xff\xe0\0\0" + bytes(90), BROKEN)


def _odd_tiffs() -> Iterator[Piece]:
    yield piece("tiff", "pages-1999.tif", lambda: _thin_tiff(1_999), TAKEN)
    yield piece("tiff", "pages-2001.tif", lambda: _thin_tiff(2_001), "file_too_many_pages")
    yield piece("tiff", "no-directory.tif", lambda: b"II*\0\xff\xff\xff\x7f" + bytes(40), BROKEN)
    yield piece("tiff", "empty-directory.tif", lambda: b"II*\0\x08\0\0\0" + bytes(8), BROKEN)
    yield piece("tiff", "strip-long.tif", lambda: tiff({279: 2**31 - 1}), TAKEN, BROKEN)
    for tag, name in ((273, "strip-far"), (258, "bits"), (259, "packing")):
        yield piece("tiff", f"{name}.tif", lambda t=tag: tiff({t: 2**31 - 1}), BROKEN)
    yield piece("tiff", "rows-0.tif", lambda: tiff({278: 0}), TAKEN, BROKEN)
