"""A copy in PDF/A-2b for the archive: the pages as they are seen, as pictures (in a child).

A signed file is never saved anew: its rendition lies beside it, and nobody signed that (LTV-04).
Pictures, for a foreign file's fonts, layers and colours may be anything; what lies in an archive
must look the same in thirty years. Its words are in the original, byte for byte beside it.
"""

import io
from typing import Any

import pikepdf
import pypdfium2
from PIL import ImageCms

from server.uploads import limits
from server.uploads.bindings import as_pdf
from server.uploads.kinds import PDF, kind_of
from server.uploads.seen_pages import flatten
from workflows.law import Refused

DOTS = 150
QUALITY = 82
PAGES = 300
"""More would not be done in its time; then the original stands alone, and the manifest says so."""
XMP = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
    'xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>2</pdfaid:part>'
    "<pdfaid:conformance>B</pdfaid:conformance></rdf:Description></rdf:RDF></x:xmpmeta>"
    '<?xpacket end="w"?>'
)


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
        _make_lasting(into)
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


def _make_lasting(into: pikepdf.Pdf) -> None:
    """What ISO 19005-2 asks besides: whose colours these are, and that it says what it is."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    icc = pikepdf.Stream(into, _undated(profile), N=3, Alternate=pikepdf.Name.DeviceRGB)
    intent = pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent,
        S=pikepdf.Name.GTS_PDFA1,
        OutputConditionIdentifier="sRGB IEC61966-2.1",
        Info="sRGB IEC61966-2.1",
        DestOutputProfile=into.make_indirect(icc),
    )
    into.Root.OutputIntents = pikepdf.Array([into.make_indirect(intent)])
    meta: Any = pikepdf.Stream(into, XMP.encode())
    meta.Type, meta.Subtype = pikepdf.Name.Metadata, pikepdf.Name.XML
    into.Root.Metadata = into.make_indirect(meta)


def _undated(profile: bytes) -> bytes:
    """Without the second in which it was made, and the digest that follows from it."""
    plain = profile[:24] + bytes(12) + profile[36:84] + bytes(16) + profile[100:]
    assert len(plain) == len(profile)
    return plain
