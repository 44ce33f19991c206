"""What a court asks of one signature in a file: laid out as plain values, nothing judged.

The verdict is the verifier's; here stands on what it rests: the chain of certificates, the answers
about revocation, the time stamps, and what each revision of the file brought.
"""

from dataclasses import dataclass
from io import BytesIO

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from signing.evidence.certificates import Link, chain_of
from signing.evidence.revisions import Revision, revisions_of
from signing.evidence.revocation import Answer, answers_about
from signing.evidence.stamps import Stamp, stamp_inside, stamp_of
from signing.verifier.trust import Trust


@dataclass(frozen=True, slots=True)
class Evidence:
    """All about the signature in `field`; `stamps` are its own, then those laid over the file."""

    field: str
    digest: str
    algorithm: str
    covers: tuple[int, ...]
    chain: tuple[Link, ...]
    answers: tuple[Answer, ...]
    stamps: tuple[Stamp, ...]
    revisions: tuple[Revision, ...]


def collect(pdf: bytes, field: str, trust: Trust) -> Evidence | None:
    """What the file holds about its signature `field`; None where it has no such signature.

    Only files that our own store keeps are read so: their names are their digests.
    """
    reader = PdfFileReader(BytesIO(pdf))
    found = next((one for one in reader.embedded_signatures if one.field_name == field), None)
    if found is None:
        return None
    store = _store(reader)
    known = [*found.other_embedded_certs, *(store.load_certs() if store else ()), *trust.others]
    chain = chain_of(found.signer_cert, known)
    return Evidence(
        field=field,
        digest=found.compute_digest().hex(),
        algorithm=found.md_algorithm,
        covers=tuple(int(one) for one in found.byte_range),
        chain=tuple(Link.of(one) for one in chain),
        answers=tuple(answers_about(chain, store)) if store else (),
        stamps=_stamps(reader, found),
        revisions=tuple(revisions_of(reader)),
    )


def _store(reader: PdfFileReader) -> DocumentSecurityStore | None:
    try:
        return DocumentSecurityStore.read_dss(reader)
    except NoDSSFoundError:
        return None


def _stamps(reader: PdfFileReader, found: EmbeddedPdfSignature) -> tuple[Stamp, ...]:
    own = stamp_inside(found.signer_info)
    later = [
        stamp_of(one.signed_data, one.field_name)
        for one in reader.embedded_timestamp_signatures
        if one.signed_revision >= found.signed_revision
    ]
    return (*([own] if own else []), *later)
