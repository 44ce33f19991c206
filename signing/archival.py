"""PDF/A-2b: what a page of ours says of itself, so that it looks the same in thirty years.

Its fonts are embedded and it has neither layers nor scripts; what ISO 19005-2 asks besides is whose
colours these are (6.2.3) and that the file says what it is (6.6.4). Title and author stay in the
Info dictionary alone: what stands in one place cannot be changed in another (SIGNING §2 row 11).
"""

from functools import cache
from io import BytesIO

from PIL import ImageCms
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.metadata import model
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import PdfFileWriter, copy_into_new_writer

COLOURS = "sRGB IEC61966-2.1"
NORM = (("part", "2"), ("conformance", "B"))


@cache
def _srgb() -> bytes:
    """The profile without the second in which it was made, and the digest that follows from it."""
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return made[:24] + bytes(12) + made[36:84] + bytes(16) + made[100:]


def say_it_lasts(writer: PdfFileWriter) -> None:
    """Whose colours these are, and which norm the file keeps; its pages must keep it."""
    about = {
        pdf_name("/N"): generic.NumberObject(3),
        pdf_name("/Alternate"): pdf_name("/DeviceRGB"),
    }
    profile = generic.StreamObject(about, stream_data=_srgb())
    profile.compress()
    intent = {
        "Type": pdf_name("/OutputIntent"),
        "S": pdf_name("/GTS_PDFA1"),
        "OutputConditionIdentifier": generic.pdf_string(COLOURS),
        "Info": generic.pdf_string(COLOURS),
        "DestOutputProfile": writer.add_object(profile),
    }
    said = generic.DictionaryObject({pdf_name(f"/{name}"): one for name, one in intent.items()})
    writer.root[pdf_name("/OutputIntents")] = generic.ArrayObject([writer.add_object(said)])
    norm = (
        (model.ExpandedName(model.NS["pdfaid"], name), model.XmpValue(value))
        for name, value in NORM
    )
    writer.document_meta.xmp_extra = [model.XmpStructure.of(*norm)]


def lasting_copy(pdf: bytes) -> bytes:
    """The same pages, saying so; for the archive, of pages that one of our children drew."""
    writer, made = copy_into_new_writer(PdfFileReader(BytesIO(pdf))), BytesIO()
    say_it_lasts(writer)
    writer.write(made)
    return made.getvalue()
