"""Step 3: a time stamp over everything, so that proofs outlive their keys."""

from collections.abc import Sequence

from pyhanko.sign.signers.pdf_signer import PdfTimeStamper

from signing.authority import Authority
from signing.lengthening import lengthen
from signing.profiles import ARCHIVE
from signing.writing import next_revision, refusing


def stamp_archive(pdf: bytes, authority: Authority, serials: Sequence[int]) -> bytes:
    """What was sealed, with its archive stamp, or at the level that can be had now (LTV-01).

    The office's own authority has put its proofs into the seal's revision (SIGNING §1).
    """
    if authority.outside:
        return lengthen(pdf, authority=authority, serials=serials).pdf
    desk = PdfTimeStamper(authority.archivist(serials), field_name=f"{ARCHIVE}1")
    return refusing(lambda: bytes(desk.timestamp_pdf(next_revision(pdf), "sha256").getbuffer()))
