"""Step 0: the page with its empty fields, in one revision, marked with its profile."""

from collections.abc import Sequence
from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import PdfFileWriter, copy_into_new_writer
from pyhanko.sign.fields import (
    FieldMDPAction,
    FieldMDPSpec,
    MDPPerm,
    SigFieldSpec,
    append_signature_field,
)

from signing.archival import say_it_lasts
from signing.cabinet import SealFailed
from signing.objects import entry
from signing.places import Box, Places
from signing.profiles import COPY, MARK, PARTY, PERSON, SEAL, annex, joint, numbered, signed_list
from signing.verifier.content import findings
from signing.writing import refusing

_TEXTS = ["SoVB", "NgayVB"]


def prepare(pdf: bytes, places: Places, profile: str = "", *, lasts: bool = False) -> bytes:
    """Number, date and every signature get empty fields; only a plain page of ours is taken.

    `lasts`: we set these pages ourselves, and they say that they are PDF/A-2b (`archival`).

    A page with a form, a layer, a link or a script could show something else later than what
    was signed, so it is refused here (shadow attacks are stopped at signing).
    """
    own = joint(1 + len(places.others)) if places.others else "document"
    return refusing(lambda: _prepared(_copy(pdf, profile or own, lasts), places))


def prepare_annex(pdf: bytes, words: Box, agencies: int = 1) -> bytes:
    """A file beside the paper, set by us: a field for words, and seals that show no picture."""
    return refusing(lambda: _annex(_copy(pdf, annex(agencies), lasts=True), words, agencies))


def prepare_copy(pdf: bytes, words: Box) -> bytes:
    """An electronic copy of any paper, prepared like an annex."""
    return refusing(lambda: _annex(_copy(pdf, COPY, lasts=False), words, agencies=1))


def prepare_report(pdf: bytes, box: Box) -> bytes:
    """A report that one person answers for: his signature alone, and nothing is filled after it."""
    return refusing(lambda: _people(_copy(pdf, "report", lasts=True), (box,)))


def prepare_minutes(pdf: bytes, secretary: Box, chair: Box) -> bytes:
    """Minutes of a meeting: the secretary signs, the chair over it, and nothing is filled in."""
    return refusing(lambda: _people(_copy(pdf, "minutes", lasts=True), (secretary, chair)))


def prepare_list(pdf: bytes, boxes: Sequence[Box]) -> bytes:
    """A list of what somebody gives and others take: each of them confirms it, in any order."""
    profile = signed_list(len(boxes))
    return refusing(lambda: _people(_copy(pdf, profile, lasts=True), boxes, PARTY))


def _people(writer: PdfFileWriter, boxes: Sequence[Box], name: str = PERSON) -> bytes:
    writer.root[pdf_name("/AcroForm")] = _form(writer)
    for n, box in enumerate(boxes, start=1):
        _signature_field(writer, numbered(name, n), box, None)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def _annex(writer: PdfFileWriter, words: Box, agencies: int) -> bytes:
    writer.root[pdf_name("/AcroForm")] = _form(writer)
    _text_field(writer, "ThongTin", words)
    seals = [numbered(SEAL, n) for n in range(1, agencies + 1)]
    for n, seal in enumerate(seals):
        locks = FieldMDPSpec(FieldMDPAction.INCLUDE, ["ThongTin", *seals[:n]])
        append_signature_field(writer, SigFieldSpec(seal, field_mdp_spec=locks))
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def _prepared(writer: PdfFileWriter, places: Places) -> bytes:
    writer.root[pdf_name("/AcroForm")] = _form(writer)
    for name, box in (("SoVB", places.number), ("NgayVB", places.date)):
        if box is not None:
            _text_field(writer, name, box)
    marks = [(places.person, places.seal), *places.others]
    for n, (person, _) in enumerate(marks, start=1):
        _signature_field(writer, numbered(PERSON, n), person, None)
    people = [numbered(PERSON, n) for n in range(1, len(marks) + 1)]
    for n, (_, seal) in enumerate(marks, start=1):
        over = [*_TEXTS, *people, *(numbered(SEAL, one) for one in range(1, n))]
        locks = FieldMDPSpec(FieldMDPAction.INCLUDE, over)
        _signature_field(writer, numbered(SEAL, n), seal, locks)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def _copy(pdf: bytes, profile: str, lasts: bool) -> PdfFileWriter:
    reader = PdfFileReader(BytesIO(pdf))
    if reader.encrypted or "/AcroForm" in reader.root or findings(reader):
        raise SealFailed("unfit_pdf")
    writer = copy_into_new_writer(reader)
    writer.set_info(_info(reader, profile))
    for key in ("/Metadata", "/OutputIntents"):  # whatever a file said of itself, we have not seen
        writer.root.pop(key, None)
    if lasts:
        say_it_lasts(writer)
    return writer


def _info(reader: PdfFileReader, profile: str) -> generic.DictionaryObject:
    info = entry(reader.trailer_view, "/Info")
    kept = ("/Title", "/Author", "/Subject", "/CreationDate")
    said = {key: str(entry(info, key)) for key in kept if entry(info, key)} | {MARK: profile}
    return generic.DictionaryObject(
        {pdf_name(key): generic.pdf_string(value) for key, value in said.items()}
    )


def _form(writer: PdfFileWriter) -> generic.DictionaryObject:
    helvetica = {
        pdf_name("/Type"): pdf_name("/Font"),
        pdf_name("/Subtype"): pdf_name("/Type1"),
        pdf_name("/BaseFont"): pdf_name("/Helvetica"),
    }
    font = writer.add_object(generic.DictionaryObject(helvetica))
    fonts = generic.DictionaryObject({pdf_name("/Helv"): font})
    return generic.DictionaryObject(
        {
            pdf_name("/Fields"): generic.ArrayObject(),
            pdf_name("/SigFlags"): generic.NumberObject(3),
            pdf_name("/DA"): generic.pdf_string("/Helv 0 Tf 0 g"),
            pdf_name("/DR"): generic.DictionaryObject({pdf_name("/Font"): fonts}),
        }
    )


def _text_field(writer: PdfFileWriter, name: str, box: Box) -> None:
    page = writer.find_page_for_modification(box.page)[0]
    look = generic.StreamObject(
        {
            pdf_name("/Type"): pdf_name("/XObject"),
            pdf_name("/Subtype"): pdf_name("/Form"),
            pdf_name("/BBox"): _numbers(0, 0, box.width, box.height),
        },
        stream_data=b"/Tx BMC EMC",
    )
    looks = generic.DictionaryObject({pdf_name("/N"): writer.add_object(look)})
    field = {
        pdf_name("/Type"): pdf_name("/Annot"),
        pdf_name("/Subtype"): pdf_name("/Widget"),
        pdf_name("/FT"): pdf_name("/Tx"),
        pdf_name("/T"): generic.pdf_string(name),
        pdf_name("/Rect"): _numbers(*box.rect),
        pdf_name("/F"): generic.NumberObject(4),
        pdf_name("/DA"): generic.pdf_string("/Helv 13 Tf 0 g"),
        pdf_name("/P"): page,
        pdf_name("/AP"): looks,
    }
    made = writer.add_object(generic.DictionaryObject(field))
    writer.root["/AcroForm"]["/Fields"].append(made)
    sheet = page.get_object()
    if "/Annots" not in sheet:
        sheet[pdf_name("/Annots")] = generic.ArrayObject()
    sheet["/Annots"].append(made)


def _signature_field(
    writer: PdfFileWriter, name: str, box: Box, locks: FieldMDPSpec | None
) -> None:
    spec = SigFieldSpec(
        name,
        on_page=box.page,
        box=(round(box.x0), round(box.y0), round(box.x1), round(box.y1)),
        field_mdp_spec=locks,
        doc_mdp_update_value=MDPPerm.FILL_FORMS if locks else None,
    )
    append_signature_field(writer, spec)


def _numbers(*numbers: float) -> generic.ArrayObject:
    return generic.ArrayObject(generic.FloatObject(one) for one in numbers)
