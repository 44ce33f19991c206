"""How long a file proves itself: its level, and until when its last time stamp counts (LTV-03)."""

import datetime as dt
from dataclasses import dataclass
from io import BytesIO

from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from signing.verifier.verdict import Verdict
from signing.writing import refusing

LEVELS = ("B-B", "B-T", "B-LT", "B-LTA")
"""Worst first."""

WEAK_SINCE = {
    "sha1": dt.date(2017, 1, 1),
    "rsa-1024": dt.date(2014, 1, 1),
    "dsa-1024": dt.date(2014, 1, 1),
}
"""From when a digest or a key proves nothing any more (SIG-06; ETSI TS 119 312).

What is told here to weaken makes the archive due that bears such stamps: one row is enough.
"""


@dataclass(frozen=True, slots=True)
class Lasting:
    """The lowest level of its signatures; when the last archive stamp's certificate ends, and what
    that stamp is made of, as names of `WEAK_SINCE`."""

    level: str
    ends_at: dt.datetime | None = None
    made_of: str = ""


def level_of(verdict: Verdict) -> str:
    """That of the whole file is that of its least proven signature."""
    levels = [one.level for one in verdict.signatures if one.kind != "timestamp"]
    return min(levels, key=LEVELS.index, default=LEVELS[0])


def lasting(pdf: bytes, verdict: Verdict) -> Lasting:
    """What is to be known of a file so that it is stamped again in time."""
    level = level_of(verdict)
    last = refusing(lambda: list(PdfFileReader(BytesIO(pdf)).embedded_signatures))[-1]
    if last.sig_object_type != "/DocTimeStamp":
        return Lasting(level)
    return Lasting(level, last.signer_cert.not_valid_after, " ".join(_made_of(last)))


def weak_from(made_of: str) -> dt.date | None:
    """The day from which one of these proves nothing; None where none is known to weaken."""
    return min((WEAK_SINCE[one] for one in made_of.split() if one in WEAK_SINCE), default=None)


def _made_of(stamp: EmbeddedPdfSignature) -> tuple[str, str]:
    certificate: x509.Certificate = stamp.signer_cert
    key = certificate.public_key
    return str(stamp.md_algorithm), f"{key.algorithm}-{key.bit_size}"
