"""A forger's tools: one later revision of a signed paper, and what may be put into it."""

from collections.abc import Callable
from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name

from signing.writing import NextRevision

Forgery = Callable[[NextRevision], None]


def forged(pdf: bytes, forgery: Forgery) -> bytes:
    """The paper with the forger's revision at its end."""
    revision = NextRevision(BytesIO(pdf))
    forgery(revision)
    made = BytesIO()
    revision.write(made)
    assert len(made.getvalue()) > len(pdf), "the forgery wrote nothing"
    return made.getvalue()


def dictionary(**entries) -> generic.DictionaryObject:
    return generic.DictionaryObject({pdf_name(f"/{key}"): one for key, one in entries.items()})


def numbers(*values) -> generic.ArrayObject:
    return generic.ArrayObject(generic.FloatObject(one) for one in values)


def look(text: str) -> generic.StreamObject:
    font = dictionary(Type=pdf_name("/Font"), Subtype=pdf_name("/Type1"))
    font[pdf_name("/BaseFont")] = pdf_name("/Times-Roman")
    shown = dictionary(
        Type=pdf_name("/XObject"),
        Subtype=pdf_name("/Form"),
        BBox=numbers(0, 0, 160, 24),
        Resources=dictionary(Font=dictionary(F0=font)),
    )
    body = f"/Tx BMC q BT /F0 13 Tf 0 g 2 4 Td ({text}) Tj ET Q EMC".encode()
    return generic.StreamObject(shown, stream_data=body)


def field(revision: NextRevision, name: str) -> generic.DictionaryObject:
    fields = revision.root["/AcroForm"]["/Fields"]
    return next(one.get_object() for one in fields if one.get_object()["/T"] == name)


def page(revision: NextRevision, index: int = 0) -> generic.DictionaryObject:
    return revision.find_page_for_modification(index)[0].get_object()
