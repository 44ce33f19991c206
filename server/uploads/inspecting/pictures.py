"""Judges a picture: measured from its head before a single point is unpacked."""

import io
import warnings
from collections.abc import Iterable

from PIL import Image, ImageSequence, UnidentifiedImageError

from server.uploads import limits
from server.uploads.kinds import JPEG, PNG, TIFF
from workflows.law import Refused

_FORMATS = {PNG: "PNG", JPEG: "JPEG", TIFF: "TIFF"}
Image.MAX_IMAGE_PIXELS = limits.PIXELS


def examine_picture(data: bytes, kind: str) -> int:
    """How many pages the picture has; each is measured, and unpacked while the budget lasts."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=(_FORMATS[kind],)) as picture:
                return _leaf_through(ImageSequence.Iterator(picture) if kind == TIFF else [picture])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refused("image_too_large", "file") from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError):
        raise Refused("file_broken", "file") from None


def _leaf_through(frames: Iterable[Image.Image]) -> int:
    """Only a TIFF has pages; what moves in a PNG and what a telephone adds to a JPEG is none."""
    pages, left = 0, limits.PIXELS
    for frame in frames:
        pages += 1
        points = frame.width * frame.height
        if points > limits.PIXELS:
            raise Refused("image_too_large", "file")
        if pages > limits.PAGES:
            raise Refused("file_too_many_pages", "file")
        if points <= left:
            frame.load()
            left -= points
    return pages
