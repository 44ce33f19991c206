"""The `replace` shadow attack: a text field that shows something else than its value says."""

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.form_tools import enumerate_fields_in
from pyhanko.pdf_utils.rw_common import PdfHandler

from signing.objects import entry
from signing.verifier.seen import Seen


def look_findings(seen: Seen) -> list[str]:
    """Text fields whose look changed since the signature while their value did not."""
    reader = seen.opened.reader
    before = _texts(reader.get_historical_resolver(seen.signature.signed_revision))
    after = _texts(reader)
    return [
        name
        for name, (value, look) in before.items()
        if name in after and after[name][0] == value and after[name][1] != look
    ]


def values(handler: PdfHandler, names: frozenset[str]) -> dict[str, str]:
    """What the text fields of these names say."""
    return {name: value for name, (value, _) in _texts(handler).items() if name in names}


def _texts(handler: PdfHandler) -> dict[str, tuple[str, bytes]]:
    fields = entry(entry(handler.root, "/AcroForm"), "/Fields")
    if fields is None:
        return {}
    listed = enumerate_fields_in(fields, refs_seen=set(), target_field_type="/Tx")
    return {name: (str(value), _look(handler, field)) for name, value, field in listed}


def _look(handler: PdfHandler, field: generic.IndirectObject) -> bytes:
    widget = handler.get_object(field.reference)
    shown = entry(entry(widget, "/AP"), "/N")
    return shown.encoded_data if isinstance(shown, generic.StreamObject) else b""
