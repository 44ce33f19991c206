"""Step 3 and its yearly repeat: a time stamp over everything, so that proofs outlive their keys."""

from pyhanko.sign.signers.pdf_signer import PdfTimeStamper, TimestampDSSContentSettings

from signing.authority import Authority
from signing.profiles import ARCHIVE, is_archive
from signing.reading import fields_of
from signing.writing import next_revision, refusing

_WITH_PROOFS = TimestampDSSContentSettings(include_vri=False, update_before_ts=True)


def stamp_archive(pdf: bytes, authority: Authority, serial: int) -> bytes:
    """The first archive stamp; the seal's revision already holds the proofs."""
    desk = PdfTimeStamper(authority.timestamper((serial,)), field_name=f"{ARCHIVE}1")
    return refusing(lambda: bytes(desk.timestamp_pdf(next_revision(pdf), "sha256").getbuffer()))


def stamp_again(pdf: bytes, *, authority: Authority, serial: int) -> bytes:
    """A further stamp with today's proofs, before the last one's certificate ends (LTV-03)."""
    revision = next_revision(pdf)
    taken = [name for name in refusing(lambda: fields_of(revision.prev)) if is_archive(name)]
    desk = PdfTimeStamper(authority.timestamper((serial,)), field_name=f"{ARCHIVE}{len(taken) + 1}")
    return refusing(
        lambda: bytes(
            desk.timestamp_pdf(
                revision,
                "sha256",
                validation_context=authority.context(),
                dss_settings=_WITH_PROOFS,
            ).getbuffer()
        )
    )
