"""How much a PDF is once it is unpacked: measured before anybody unpacks it."""

import io
from collections.abc import Iterable
from typing import Any

import pikepdf
from PIL import Image, UnidentifiedImageError

from server.uploads import limits
from server.uploads.inspecting.unpacking import UNPACKERS
from workflows.law import Refused

_PICTURED = {"/DCTDecode": "JPEG", "/DCT": "JPEG", "/JPXDecode": "JPEG2000"}
"""Filters that are picture files of their own, which say their own size."""
_DEEPEST = 8
"""Bytes of one point: four colours of sixteen bits."""


def weigh(pdf: pikepdf.Pdf) -> None:
    """No picture over 100 megapixels, no stream that swells, whatever it calls itself."""
    left = limits.UNPACKED
    for thing in pdf.objects:
        if not isinstance(thing, pikepdf.Stream):
            continue
        if thing.get("/Subtype") != "/Image":
            left -= _swelling(thing, left)
            continue
        points = _points(thing)
        if points > limits.PIXELS:
            raise Refused("image_too_large", "file")
        if _length(thing) > points * _DEEPEST * 1.01 + 1000:
            left -= _swelling(thing, left)


def _points(picture: Any) -> int:
    """As its entries say, or as the picture file inside says: the larger."""
    said = abs(int(picture.get("/Width", 0)) * int(picture.get("/Height", 0)))
    kind = _PICTURED.get((_filters(picture) or [""])[-1])
    if kind is None or len(_filters(picture)) > 1:
        return said
    try:
        with Image.open(io.BytesIO(picture.read_raw_bytes()), formats=(kind,)) as inside:
            return max(said, inside.width * inside.height)
    except Image.DecompressionBombError:
        return limits.PIXELS + 1
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return said


def _filters(stream: Any) -> list[str]:
    said = stream.get("/Filter")
    named = list(said) if isinstance(said, pikepdf.Array) else [said] if said is not None else []
    return [str(one) for one in named]


def _length(stream: Any) -> int:
    return int(stream.get("/Length", 0))


def _swelling(stream: Any, most: int) -> int:
    """How many bytes a packed stream really has, or `archive_bomb` beyond `most`."""
    chain, swell = [], 1
    for name in _filters(stream):
        if name not in UNPACKERS:
            break
        unpack, factor = UNPACKERS[name]
        chain.append(unpack)
        swell *= factor
    if not chain or _length(stream) * swell < limits.SMALL:
        return 0
    blocks: Iterable[bytes] = [stream.read_raw_bytes()]
    for unpack in chain:
        blocks = unpack(blocks)
    return _counted(blocks, most)


def _counted(blocks: Iterable[bytes], most: int) -> int:
    size = 0
    for block in blocks:
        size += len(block)
        if size > most:
            raise Refused("archive_bomb", "file")
    return size
