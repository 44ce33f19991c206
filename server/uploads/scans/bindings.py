"""Takes leaves out of a scan and binds leaves together; the scan is only read (in a child)."""

import io
from collections.abc import Sequence

import pikepdf
from pikepdf import Array, Name
from PIL import Image, ImageOps, ImageSequence

from server.uploads.inspecting.actions import refuse_actions
from server.uploads.kinds import JPEG, PDF, kind_of
from workflows.law import Refused

Leaf = tuple[int, int]
"""Which page of the file (1 the first), and by how many degrees it is turned to the right."""

LEAST_DPI, MOST_DPI = 100, 1200
"""What a scanner says; a telephone says 72 or nothing, and its paper is taken for A4."""

A4_INCHES = 11.69
QUALITY = 92
TURNED = {1: 0, 3: 180, 6: 90, 8: 270}
"""How a camera held its paper (EXIF), in degrees to the right; the other four are mirrored."""


def cut(data: bytes, leaves: Sequence[Leaf]) -> bytes:
    """A PDF of these leaves in this order. A page keeps its picture and its text layer as they are.

    Raises `scan_is_signed`: what a signature covers is never taken apart.
    """
    source = data if kind_of(data, "") == PDF else as_pdf(data)
    with pikepdf.open(io.BytesIO(source)) as scan, pikepdf.new() as made:
        if refuse_actions(scan):
            raise Refused("scan_is_signed", "file")
        for number, turn in leaves:
            made.pages.append(scan.pages[number - 1])
            made.pages[-1].rotate(turn, relative=True)
        return _saved(made)


def bind(parts: Sequence[bytes]) -> bytes:
    """The parts behind one another."""
    with pikepdf.new() as made:
        for part in parts:
            with pikepdf.open(io.BytesIO(part)) as scan:
                made.pages.extend(scan.pages)
        return _saved(made)


def _saved(made: pikepdf.Pdf) -> bytes:
    """The same leaves are the same bytes, so that a try after a kill makes no second file."""
    out = io.BytesIO()
    made.save(out, deterministic_id=True)
    return out.getvalue()


def as_pdf(data: bytes) -> bytes:
    """A picture's pages; a JPEG goes in as it is, for each pressing costs it sharpness."""
    with Image.open(io.BytesIO(data)) as picture, pikepdf.new() as made:
        turn = TURNED.get(picture.getexif().get(0x0112, 1))
        is_plain = kind_of(data, "") == JPEG and picture.mode in ("RGB", "L")
        if is_plain and turn is not None:
            _hang(made, picture, data)
            made.pages[0].rotate(turn, relative=True)
            return _saved(made)
        frames = [_pressed(frame) for frame in ImageSequence.Iterator(picture)]
    return bind(frames)


def _hang(made: pikepdf.Pdf, picture: Image.Image, data: bytes) -> None:
    """One page with the JPEG's own bytes on it."""
    scale = 72 / _dpi(picture)
    wide, high = picture.width * scale, picture.height * scale
    colours = Name.DeviceGray if picture.mode == "L" else Name.DeviceRGB
    image = made.make_stream(
        data,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=picture.width,
        Height=picture.height,
        ColorSpace=colours,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
    page = made.add_blank_page(page_size=(wide, high))
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=image))
    page.obj.MediaBox = Array([0, 0, round(wide, 2), round(high, 2)])
    page.obj.Contents = made.make_stream(f"q {wide:.2f} 0 0 {high:.2f} 0 0 cm /Scan Do Q".encode())


def _pressed(frame: Image.Image) -> bytes:
    """A frame in black and white stays so (CCITT), any other becomes a fine JPEG."""
    out, upright = io.BytesIO(), ImageOps.exif_transpose(frame)
    plain = upright if upright.mode in ("1", "L", "RGB") else upright.convert("RGB")
    plain.save(out, "PDF", resolution=_dpi(frame), quality=QUALITY)
    return out.getvalue()


def _dpi(picture: Image.Image) -> float:
    said = float(picture.info.get("dpi", (0, 0))[0] or 0)
    if LEAST_DPI <= said <= MOST_DPI:
        return said
    return max(picture.size) / A4_INCHES
