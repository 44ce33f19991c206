"""A signed file is raised to the longest level that can be had now; the bytes before stay.

From B-B (no time) over B-T (a stamp) and B-LT (all answers about revocation in the file) to B-LTA
(a stamp over those). What lacks is said, and asked for again later (LTV-01, LTV-03).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from asn1crypto import cms, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.signers.pdf_signer import PdfTimeStamper
from pyhanko.sign.validation import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.generic_cms import extract_certs_for_validation, extract_tst_data_iter
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from signing.authority import Authority
from signing.profiles import ARCHIVE, is_archive
from signing.reading import fields_of
from signing.revocation import Evidence
from signing.rfc3161 import NoStamp
from signing.writing import NextRevision, next_revision, refusing


@dataclass(frozen=True, slots=True)
class Lengthened:
    """The file as it could be made now, and the reason why it is not at B-LTA; `""` where it is."""

    pdf: bytes
    lacks: str = ""


def lengthen(pdf: bytes, *, authority: Authority, serials: Sequence[int]) -> Lengthened:
    """Proofs and a stamp over them, in one revision; what cannot be had is left for later."""
    reader = refusing(lambda: PdfFileReader(BytesIO(pdf)))
    wanted, helpers = refusing(lambda: _to_prove(reader))
    evidence = authority.evidence(wanted, helpers)
    if evidence.lacks:
        timed = _stamped(pdf, authority, serials) if _untimed(reader) else pdf
        return Lengthened(timed, evidence.lacks)
    try:
        return Lengthened(_archived(_with_proofs(pdf, evidence), authority, serials))
    except NoStamp as none:
        proven = pdf if _is_proven(reader) else _written(_with_proofs(pdf, evidence))
        return Lengthened(proven, none.reason)


def _to_prove(reader: PdfFileReader) -> tuple[list[x509.Certificate], list[x509.Certificate]]:
    """Whose standing the file must prove, and certificates that help to find their roots.

    What lies under an archive stamp with its proofs is proven by it for ever: then the stamp's
    own authority is left. So a file is stamped again long after its signers' certificates ended.
    """
    signatures = list(reader.embedded_signatures)
    if _is_proven(reader) and signatures[-1].sig_object_type == "/DocTimeStamp":
        signatures = signatures[-1:]
    found = [one for signature in signatures for one in _signers(signature)]
    wanted = {certificate.sha256: certificate for certificate, _ in found}
    return list(wanted.values()), [one for _, others in found for one in others]


def _signers(
    signature: EmbeddedPdfSignature,
) -> Iterator[tuple[x509.Certificate, list[x509.Certificate]]]:
    """Who signed, and who stamped the signature's own time."""
    for signed in (signature.signed_data, *_own_stamps(signature)):
        found = extract_certs_for_validation(signed)
        yield found.signer_cert, list(found.other_certs)


def _own_stamps(signature: EmbeddedPdfSignature) -> list[cms.SignedData]:
    return list(extract_tst_data_iter(signature.signer_info, signed=False))


def _is_proven(reader: PdfFileReader) -> bool:
    """Whether it holds answers about revocation."""
    try:
        store = DocumentSecurityStore.read_dss(reader)
    except NoDSSFoundError:
        return False
    return bool(store.ocsps or store.crls)


def _untimed(reader: PdfFileReader) -> bool:
    """Whether nothing but a signer's own clock says when he signed."""
    *earlier, last = reader.embedded_signatures
    if last.sig_object_type == "/DocTimeStamp":
        return False
    return any(not _own_stamps(one) for one in (*earlier, last))


def _with_proofs(pdf: bytes, evidence: Evidence) -> NextRevision:
    writer = next_revision(pdf)
    refusing(
        lambda: DocumentSecurityStore.supply_dss_in_writer(
            writer, None, paths=evidence.paths, ocsps=evidence.answers, crls=evidence.lists
        )
    )
    return writer


def _archived(writer: NextRevision, authority: Authority, serials: Sequence[int]) -> bytes:
    taken = [name for name in refusing(lambda: fields_of(writer.prev)) if is_archive(name)]
    name = f"{ARCHIVE}{len(taken) + 1}"
    desk = PdfTimeStamper(authority.archivist(serials), field_name=name)
    return refusing(lambda: bytes(desk.timestamp_pdf(writer, "sha256").getbuffer()))


def _stamped(pdf: bytes, authority: Authority, serials: Sequence[int]) -> bytes:
    """With a trusted time at least, where that can be had."""
    try:
        return _archived(next_revision(pdf), authority, serials)
    except NoStamp:
        return pdf


def _written(writer: NextRevision) -> bytes:
    out = BytesIO()
    refusing(lambda: writer.write(out))
    return out.getvalue()
