"""What the archive's copy shows: the pages as they are seen, as pictures (in a child).

That the copy is PDF/A-2b it says itself, once it is ours (`signing.lasting_copy`).

A signed file is never saved anew: its rendition lies beside it, and nobody signed that (LTV-04).
Pictures, for a foreign file's fonts, layers and colours may be anything; what lies in an archive
must look the same in thirty years. Its words are in the original, byte for byte beside it.
"""

import io

import pikepdf
import pypdfium2

from server.uploads import limits
from server.uploads.copies.seen_pages import flatten
from server.uploads.kinds import PDF, kind_of
from server.uploads.scans.bindings import as_pdf
from workflows.law import Refused

DOTS = 150
QUALITY = 82
PAGES = 300
"""More would not be done in its time; then the original stands alone, and the manifest says so."""


def for_the_archive(data: bytes) -> bytes:
    """The same file gives the same copy."""
    pdf = data if kind_of(data, "") == PDF else as_pdf(data)
    seen = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as source:
        if len(source.pages) > min(PAGES, limits.PAGES):
            raise Refused("draft_too_long", "file")
        flatten(source)
        source.save(seen)
    with pikepdf.new() as into, pypdfium2.PdfDocument(seen.getvalue()) as drawn:
        for page in drawn:
            _page(into, page)
        out = io.BytesIO()
        into.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        return out.getvalue()


def _page(into: pikepdf.Pdf, page: pypdfium2.PdfPage) -> None:
    """A leaf of the same size with one picture on it."""
    wide, high = page.get_size()
    picture = page.render(scale=DOTS / 72).to_pil().convert("RGB")
    packed = io.BytesIO()
    picture.save(packed, "JPEG", quality=QUALITY)
    image = pikepdf.Stream(
        into,
        packed.getvalue(),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=picture.width,
        Height=picture.height,
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    leaf = into.add_blank_page(page_size=(wide, high))
    leaf.add_resource(image, pikepdf.Name.XObject, pikepdf.Name.P)
    leaf.contents_add(f"q {wide:.3f} 0 0 {high:.3f} 0 0 cm /P Do Q".encode())
