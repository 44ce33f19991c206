"""The next revision of a file, and what pyHanko says no to, in the office's words."""

from collections.abc import Callable
from io import BytesIO
from typing import TypeVar

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.general import SigningError
from pyhanko_certvalidator.errors import PathError, ValidationError

from signing.cabinet import SealFailed

_T = TypeVar("_T")


class NextRevision(IncrementalPdfFileWriter):
    """A revision that leaves title, author and dates of the file alone.

    pyHanko would write an XMP packet beside the Info dictionary and new dates into both; then
    nobody could say that the metadata are the ones the first signer saw.
    """

    def _update_meta(self) -> None:
        return


def next_revision(pdf: bytes) -> NextRevision:
    return refusing(lambda: NextRevision(BytesIO(pdf)))


def refusing(act: Callable[[], _T]) -> _T:
    """One place where what pyHanko calls an error becomes a `SealFailed`."""
    try:
        return act()
    except PdfError as broken:
        raise SealFailed("broken_pdf") from broken
    except (SigningError, PathError, ValidationError) as refused:
        raise SealFailed("signing_refused") from refused
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as hostile:
        raise SealFailed("broken_pdf") from hostile
