"""Papers that were made to be changed after somebody signed them, and what their maker does then.

Shadow attacks (NDSS 2021): the signer sees one thing, whoever opens the file later another.
"""

from io import BytesIO

import pikepdf
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from signing.writing import NextRevision
from tests.signing.desk import page
from tests.signing.forging import dictionary, look, numbers


def covered() -> bytes:
    """A page whose text lies under a white sheet with other words."""
    with pikepdf.open(BytesIO(page())) as held:
        sheet = held.make_stream(b"1 1 1 rg 60 590 400 60 re f")
        sheet.update(_form())
        first = held.pages[0]
        first.Resources.XObject = pikepdf.Dictionary(Sheet=sheet)
        first.contents_add(held.make_stream(b"q /Sheet Do Q"))
        return _saved(held)


def _form() -> dict:
    return {"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Form, "/BBox": [0, 0, 595, 842]}


def uncover(revision: NextRevision) -> None:
    """Hide: the sheet goes, the text below it is seen."""
    sheet = _first_page(revision)["/Resources"]["/XObject"].raw_get("/Sheet")
    empty = dictionary(
        Type=pdf_name("/XObject"), Subtype=pdf_name("/Form"), BBox=numbers(0, 0, 1, 1)
    )
    _overwrite(revision, sheet.reference, generic.StreamObject(empty, stream_data=b""))


def twofold() -> bytes:
    """A file with a second catalogue, whose pages nobody sees as yet."""
    with pikepdf.open(BytesIO(page())) as held:
        other = held.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Pages, Count=1))
        sheet = held.make_indirect(pikepdf.Dictionary(held.pages[1].obj))
        sheet.Parent, other.Kids = other, [sheet]
        held.Root.Shadow = other
        return _saved(held)


def turn_over(revision: NextRevision) -> None:
    """Hide-and-replace: what was signed but never shown becomes the document."""
    revision.root[pdf_name("/Pages")] = revision.root.raw_get("/Shadow")
    revision.update_root()


def form() -> bytes:
    """A form with one filled text field and its font."""
    writer = copy_into_new_writer(PdfFileReader(BytesIO(page())))
    box = dictionary(
        Type=pdf_name("/Annot"),
        Subtype=pdf_name("/Widget"),
        FT=pdf_name("/Tx"),
        T=generic.pdf_string("So"),
        V=generic.pdf_string("10.000"),
        F=generic.NumberObject(4),
        Rect=numbers(115, 736, 168, 754),
    )
    shown = look("10.000")
    fonts = shown["/Resources"]["/Font"]
    fonts[pdf_name("/F0")] = writer.add_object(fonts["/F0"])
    box[pdf_name("/AP")] = dictionary(N=writer.add_object(shown))
    made = writer.add_object(box)
    writer.root[pdf_name("/AcroForm")] = dictionary(Fields=generic.ArrayObject([made]))
    sheet = writer.find_page_for_modification(0)[0].get_object()
    sheet[pdf_name("/Annots")] = generic.ArrayObject([made])
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def show_another(revision: NextRevision) -> None:
    """Replace: the field shows another amount than its value says."""
    box = revision.root["/AcroForm"]["/Fields"][0].get_object()
    box[pdf_name("/AP")] = dictionary(N=revision.add_object(look("99.000.000")))
    revision.update_container(box)


def swap_font(revision: NextRevision) -> None:
    """Replace: the same letters, drawn by a font that has other figures for them."""
    box = revision.root["/AcroForm"]["/Fields"][0].get_object()
    font = box["/AP"]["/N"]["/Resources"]["/Font"].raw_get("/F0")
    other = dictionary(Type=pdf_name("/Font"), Subtype=pdf_name("/Type1"))
    other[pdf_name("/BaseFont")] = pdf_name("/Symbol")
    _overwrite(revision, font.reference, other)


def packed() -> bytes:
    """The same page with its objects in object streams."""
    with pikepdf.open(BytesIO(page())) as held:
        return _saved(held, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def repack(revision: NextRevision) -> None:
    """The object stream itself is defined anew; every object in it says something else."""
    number = min(revision.prev.get_historical_resolver(0).object_streams_used(), key=_number)
    old = revision.prev.get_object(number)
    kept = {key: old.raw_get(key) for key in ("/Type", "/N", "/First")}
    changed = old.data.replace(b"595", b"100")
    _overwrite(revision, number, generic.StreamObject(kept, stream_data=changed))


def _number(reference: generic.Reference) -> int:
    return reference.idnum


def _first_page(revision: NextRevision) -> generic.DictionaryObject:
    return revision.find_page_for_modification(0)[0].get_object()


def _overwrite(revision: NextRevision, reference: generic.Reference, thing) -> None:
    revision.objects[(reference.generation, reference.idnum)] = thing


def _saved(held: pikepdf.Pdf, **how) -> bytes:
    out = BytesIO()
    held.save(out, **how)
    return out.getvalue()


SHADOWS = {
    "hide: the sheet taken away": (covered, uncover),
    "hide and replace: another page tree": (twofold, turn_over),
    "replace: a field shows another amount": (form, show_another),
    "replace: its font swapped": (form, swap_font),
    "an object stream defined anew": (packed, repack),
}
"""What somebody signs in good faith, and what its maker does afterwards."""
