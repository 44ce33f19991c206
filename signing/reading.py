"""Which signatures a file carries, without judging them."""

from io import BytesIO

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields

from signing.cabinet import SealFailed
from signing.profiles import MOST, PROFILES, is_archive, joint


def fields_of(reader: PdfFileReader) -> dict[str, bool]:
    """Signature fields, and whether each is filled."""
    return {str(name): bool(value) for name, value, _ in enumerate_sig_fields(reader)}


def signatures_in(pdf: bytes) -> list[tuple[str, str]]:
    """Field and kind (person, seal, timestamp, other) of each filled signature field."""
    try:
        fields = fields_of(PdfFileReader(BytesIO(pdf)))
    except (PdfError, ValueError, TypeError, KeyError, RecursionError) as broken:
        raise SealFailed("broken_pdf") from broken
    return [(name, _kind(name)) for name, filled in fields.items() if filled]


def count_signatures(pdf: bytes) -> int:
    """How many signatures the file carries, good or bad; archive time stamps apart."""
    return sum(kind != "timestamp" for _, kind in signatures_in(pdf))


def _kind(field: str) -> str:
    return "timestamp" if is_archive(field) else PROFILES[joint(MOST)].kind(field)
