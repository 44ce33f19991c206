"""The picture of a signature or of a seal, redrawn for the page (Annex I, II.7d and II.8).

Transparent, in its colour, cut to what is inked and laid on a sheet of the box's shape, so that
nothing is stretched. A photograph on white paper will do: what is light becomes transparent.
"""

import io

from PIL import Image, ImageOps, ImageStat, UnidentifiedImageError

from server.uploads.kinds import JPEG, PNG, kind_of
from workflows.law import Refused

PERSON, SEAL = "person", "seal"
SHEETS = {PERSON: (780, 520), SEAL: (600, 600)}
"""Dots: twice what the drawn marks have, at 300 to the inch and more on the page."""
MOST_DOTS = 25_000_000
FEWEST = 80
"""A smaller picture would be squares on paper."""
INKED, OPAQUE = 40, 250
CLEAR = 20
"""How much bluer, or redder, than the other the ink must be."""
ROUND = 1.15


def redrawn(data: bytes, name: str, kind: str) -> bytes:
    """A PNG; refused: `mark_unreadable`, `mark_empty`, `mark_not_blue`, `mark_not_red`,
    `mark_not_round`, and what no picture is."""
    if kind_of(data, name) not in (PNG, JPEG):
        raise Refused("mark_unreadable", "file")
    inked = _cut(_transparent(_opened(data)))
    _require_colour(inked, kind)
    if kind == SEAL and max(inked.size) > ROUND * min(inked.size):
        raise Refused("mark_not_round", "file")
    out = io.BytesIO()
    ImageOps.pad(inked, SHEETS[kind], Image.Resampling.LANCZOS, (0, 0, 0, 0)).save(
        out, "PNG", optimize=True
    )
    return out.getvalue()


def _opened(data: bytes) -> Image.Image:
    try:
        image = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
        if image.width * image.height > MOST_DOTS:
            raise Refused("mark_unreadable", "file")
        return ImageOps.exif_transpose(image).convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as broken:
        raise Refused("mark_unreadable", "file") from broken


def _transparent(image: Image.Image) -> Image.Image:
    """As it came, where it says itself what is paper; else by how dark a dot is."""
    if image.getchannel("A").histogram()[:OPAQUE] != [0] * OPAQUE:
        return image
    depth = ImageOps.invert(image.convert("L"))
    found = image.copy()
    found.putalpha(ImageOps.autocontrast(depth, cutoff=(60, 0)))
    return found


def _cut(image: Image.Image) -> Image.Image:
    box = _mask(image).getbbox()
    if box is None:
        raise Refused("mark_empty", "file")
    inked = image.crop(box)
    if inked.width < FEWEST or inked.height < FEWEST // 2:
        raise Refused("mark_empty", "file")
    return inked


def _mask(image: Image.Image) -> Image.Image:
    return image.getchannel("A").point(lambda a: 255 if a > INKED else 0)


def _require_colour(image: Image.Image, kind: str) -> None:
    """Blue for a person, red for an agency: of what is inked, on the whole."""
    red, _green, blue = ImageStat.Stat(image.convert("RGB"), mask=_mask(image)).mean
    if kind == PERSON and blue - red < CLEAR:
        raise Refused("mark_not_blue", "file")
    if kind == SEAL and red - blue < CLEAR:
        raise Refused("mark_not_red", "file")
