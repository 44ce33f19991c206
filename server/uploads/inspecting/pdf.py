"""Judges a PDF: whole, open, quiet, of sensible size."""

import io
import re

import pikepdf

from server.uploads import limits
from server.uploads.inspecting.actions import refuse_actions
from server.uploads.inspecting.fields import fields
from server.uploads.inspecting.pages import count_pages
from server.uploads.inspecting.weights import weigh
from server.uploads.reading.places import Place, word_places
from server.uploads.reading.texts import leaf, opened, texts_of
from workflows.law import Refused

_DOUBLE = re.compile(r"duplicated key /(?:S|A|AA|OpenAction|JS|URI|Next|Names|Contents|Type);")
"""As the parser warns; of two entries of one name, it reads the last and others the first."""


def examine_pdf(data: bytes) -> tuple[tuple[str, ...], bool, tuple[Place, ...]]:
    """The text of each page, whether the file is signed, and where the words of page 1 stand; the
    file itself is never written."""
    try:
        with pikepdf.open(
            io.BytesIO(data),
            attempt_recovery=False,
            suppress_warnings=True,
            inherit_page_attributes=False,
        ) as pdf:
            signed, filled = _judge(pdf), fields(pdf)
    except pikepdf.PasswordError:
        raise Refused("file_encrypted", "file") from None
    except pikepdf.PdfError as no:
        is_locked = "crypt" in str(no)
        raise Refused("file_encrypted" if is_locked else "file_broken", "file") from None
    with opened(data) as document, leaf(document, 0) as first:
        texts = texts_of(document, first, filled)
        return texts, signed, word_places(first, texts[0])


def _judge(pdf: pikepdf.Pdf) -> bool:
    if pdf.is_encrypted:
        raise Refused("file_encrypted", "file")
    if len(pdf.objects) > limits.OBJECTS:
        raise Refused("file_too_complex", "file")
    signed = refuse_actions(pdf)
    weigh(pdf)
    count_pages(pdf)
    if any(_DOUBLE.search(str(warning)) for warning in pdf.get_warnings()):
        raise Refused("file_broken", "file")
    return signed
