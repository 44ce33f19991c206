"""Check 12: what could show something else than was signed, found by walking parsed objects."""

from collections.abc import Iterator

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

from signing.objects import entry

ACTIVE_KEYS = frozenset(
    {
        "/OCProperties",
        "/OpenAction",
        "/AA",
        "/JavaScript",
        "/JS",
        "/Launch",
        "/XFA",
        "/EmbeddedFiles",
        "/RichMedia",
    }
)
ACTIVE_ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition"}
)


def findings(reader: PdfFileReader) -> list[str]:
    """Names of layers, actions, attachments and foreign annotations that the file holds."""
    found: set[str] = set()
    for thing in _dictionaries(reader):
        found |= ACTIVE_KEYS & thing.keys()
        if entry(thing, "/NeedAppearances"):
            found.add("/NeedAppearances")
        if "/S" in thing and str(thing["/S"]) in ACTIVE_ACTIONS:
            found.add(str(thing["/S"]))
        found |= _annotations(thing)
    return sorted(found)


def _annotations(thing: generic.DictionaryObject) -> set[str]:
    """Annotations of a page that are no form field."""
    listed = entry(thing, "/Annots")
    if not isinstance(listed, generic.ArrayObject):
        return set() if listed is None else {"/Annots"}
    kinds = {_subtype(one.get_object()) for one in listed}
    return kinds - {"/Widget"}


def _subtype(annotation: generic.PdfObject) -> str:
    return str(entry(annotation, "/Subtype") or "/Annots")


def _dictionaries(reader: PdfFileReader) -> Iterator[generic.DictionaryObject]:
    """Every dictionary that can be reached from the catalogue, once."""
    seen: set[generic.Reference] = set()
    waiting: list[generic.PdfObject] = [reader.root]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, generic.IndirectObject):
            if thing.reference in seen:
                continue
            seen.add(thing.reference)
            thing = thing.get_object()
        if isinstance(thing, generic.DictionaryObject):
            yield thing
            waiting += [thing.raw_get(key) for key in thing if not _is_signature(thing, key)]
        elif isinstance(thing, generic.ArrayObject):
            waiting += [thing.raw_get(index) for index in range(len(thing))]


def _is_signature(thing: generic.DictionaryObject, key: str) -> bool:
    """The one string that is not encrypted in an encrypted file: it cannot be read as one."""
    return key == "/Contents" and "/ByteRange" in thing
