"""What a forger appends to a signed paper: one later revision each (SIGNING §2).

The forger writes as lean as the office does: were he to leave new dates or an XMP packet behind,
every attack would be caught by those and none by its own deed.
"""

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

from tests.signing.forging import Forgery, dictionary, field, look, numbers, page


def number_value_and_look(revision):
    number_value(revision)
    number_look(revision)


def number_value(revision):
    box = field(revision, "SoVB")
    box[pdf_name("/V")] = generic.pdf_string("99")
    revision.update_container(box)


def number_look(revision):
    box = field(revision, "SoVB")
    box[pdf_name("/AP")] = dictionary(N=revision.add_object(look("99")))
    revision.update_container(box)


def number_look_in_place(revision):
    shown = field(revision, "SoVB")["/AP"].raw_get("/N")
    _overwrite(revision, shown.reference, look("99"))


def number_font(revision):
    shown = field(revision, "SoVB")["/AP"]["/N"]
    fonts = shown["/Resources"]["/Font"]
    first = fonts.raw_get(next(iter(fonts)))
    other = dictionary(Type=pdf_name("/Font"), Subtype=pdf_name("/Type1"))
    other[pdf_name("/BaseFont")] = pdf_name("/Symbol")
    _overwrite(revision, first.reference, other)


def _overwrite(revision, reference, thing):
    revision.objects[(reference.generation, reference.idnum)] = thing


def white_overlay(revision):
    cover = generic.StreamObject(stream_data=b"q 1 1 1 rg 60 590 400 60 re f Q")
    sheet = page(revision)
    old = sheet.raw_get("/Contents")
    sheet[pdf_name("/Contents")] = generic.ArrayObject([old, revision.add_object(cover)])
    revision.update_container(sheet)


def page_content(revision):
    content = page(revision).raw_get("/Contents")
    _overwrite(revision, content.reference, generic.StreamObject(stream_data=b"q Q"))


def _annotation(kind: str) -> Forgery:
    def annotate(revision):
        note = dictionary(
            Type=pdf_name("/Annot"),
            Subtype=pdf_name(kind),
            F=generic.NumberObject(4),
            Rect=numbers(60, 590, 300, 650),
            Contents=generic.pdf_string("99"),
            AP=dictionary(N=revision.add_object(look("99"))),
        )
        sheet = page(revision)
        sheet["/Annots"].append(revision.add_object(note))
        revision.update_container(sheet["/Annots"])
        revision.update_container(sheet)

    return annotate


def pages_swapped(revision):
    tree = revision.root["/Pages"]
    kids = tree["/Kids"]
    kids[0], kids[1] = kids.raw_get(1), kids.raw_get(0)
    revision.update_container(kids)


def page_deleted(revision):
    tree = revision.root["/Pages"]
    del tree["/Kids"][1]
    tree[pdf_name("/Count")] = generic.NumberObject(1)
    revision.update_container(tree)


def crop_box(revision):
    sheet = page(revision)
    sheet[pdf_name("/CropBox")] = numbers(0, 0, 595, 500)
    revision.update_container(sheet)


def title(revision):
    info = revision.trailer["/Info"]
    info[pdf_name("/Title")] = generic.pdf_string("V/v chuyện khác")
    revision.update_container(info)


def dates_only(revision):
    info = revision.trailer["/Info"]
    info[pdf_name("/ModDate")] = generic.pdf_string("D:20300101000000Z")
    revision.update_container(info)


def profile_mark(revision):
    info = revision.trailer["/Info"]
    info[pdf_name("/CongSo")] = generic.pdf_string("generic")
    revision.update_container(info)


def xmp_packet(revision):
    packet = generic.StreamObject(
        dictionary(Type=pdf_name("/Metadata"), Subtype=pdf_name("/XML")),
        stream_data=b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>",
    )
    revision.root[pdf_name("/Metadata")] = revision.add_object(packet)
    revision.update_root()


def xmp_said_anew(revision):
    """In the same object, so that the catalogue stays as it was signed."""
    old = revision.root.raw_get(pdf_name("/Metadata")).reference
    packet = generic.StreamObject(
        dictionary(Type=pdf_name("/Metadata"), Subtype=pdf_name("/XML")),
        stream_data=b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>",
    )
    revision.objects[(old.generation, old.idnum)] = packet


def orphan(revision):
    revision.add_object(look("ngủ yên"))


def signature_field(revision):
    append_signature_field(revision, SigFieldSpec("KyThem", box=(10, 10, 90, 90)))


def text_field(revision):
    box = dictionary(
        Type=pdf_name("/Annot"),
        Subtype=pdf_name("/Widget"),
        FT=pdf_name("/Tx"),
        T=generic.pdf_string("Them"),
        V=generic.pdf_string("99"),
        F=generic.NumberObject(4),
        Rect=numbers(115, 736, 168, 754),
        AP=dictionary(N=revision.add_object(look("99"))),
    )
    made = revision.add_object(box)
    revision.root["/AcroForm"]["/Fields"].append(made)
    revision.update_container(revision.root["/AcroForm"]["/Fields"])
    page(revision)["/Annots"].append(made)
    revision.update_container(page(revision)["/Annots"])


def seal_look(revision):
    box = field(revision, "CoQuan")
    box[pdf_name("/AP")] = dictionary(N=revision.add_object(look("DAU")))
    revision.update_container(box)


def person_moved(revision):
    box = field(revision, "NguoiKy")
    box[pdf_name("/Rect")] = numbers(20, 20, 150, 107)
    revision.update_container(box)


def need_appearances(revision):
    form = revision.root["/AcroForm"]
    form[pdf_name("/NeedAppearances")] = generic.BooleanObject(True)
    revision.update_container(form)


def permissions_removed(revision):
    del revision.root["/Perms"]
    revision.update_root()


def open_action(revision):
    script = dictionary(S=pdf_name("/JavaScript"), JS=generic.pdf_string("app.alert(1)"))
    revision.root[pdf_name("/OpenAction")] = revision.add_object(script)
    revision.update_root()


def signature_dictionary(revision):
    value = field(revision, "NguoiKy")["/V"]
    value[pdf_name("/Name")] = generic.pdf_string("Người Khác")
    revision.update_container(value)


def lock_removed(revision):
    box = field(revision, "CoQuan")
    del box["/Lock"]
    revision.update_container(box)


def layers(revision):
    group = revision.add_object(
        dictionary(Type=pdf_name("/OCG"), Name=generic.pdf_string("Lớp ẩn"))
    )
    shown = dictionary(ON=generic.ArrayObject(), OFF=generic.ArrayObject([group]))
    revision.root[pdf_name("/OCProperties")] = revision.add_object(
        dictionary(OCGs=generic.ArrayObject([group]), D=shown)
    )
    revision.update_root()


def attachment(revision):
    held = dictionary(Names=generic.ArrayObject())
    revision.root[pdf_name("/Names")] = dictionary(EmbeddedFiles=revision.add_object(held))
    revision.update_root()


AFTER: dict[str, Forgery] = {
    "the number, value and look": number_value_and_look,
    "the number's value": number_value,
    "the number's look": number_look,
    "the number's look in place": number_look_in_place,
    "the number's font": number_font,
    "a white overlay": white_overlay,
    "other page content": page_content,
    "a free text": _annotation("/FreeText"),
    "a stamp": _annotation("/Stamp"),
    "a square": _annotation("/Square"),
    "a link": _annotation("/Link"),
    "pages swapped": pages_swapped,
    "a page deleted": page_deleted,
    "a crop box": crop_box,
    "another title": title,
    "dates only": dates_only,
    "another profile": profile_mark,
    "an XMP packet": xmp_packet,
    "the XMP packet said anew": xmp_said_anew,
    "a sleeping object": orphan,
    "a signature field": signature_field,
    "a text field": text_field,
    "another look of the seal": seal_look,
    "the person's box moved": person_moved,
    "NeedAppearances": need_appearances,
    "permissions removed": permissions_removed,
    "a script at opening": open_action,
    "the signature's dictionary": signature_dictionary,
    "the lock removed": lock_removed,
    "a hidden layer": layers,
    "an attachment": attachment,
}
"""After the seal nothing of this is allowed, archived or not."""

BETWEEN = [
    "a white overlay",
    "other page content",
    "a free text",
    "pages swapped",
    "a page deleted",
    "a crop box",
    "another title",
    "a text field",
    "a sleeping object",
    "the person's box moved",
    "a script at opening",
    "a hidden layer",
    "an XMP packet",
    "the XMP packet said anew",
]
"""Between Minh's signature and the seal only number and date may come."""
