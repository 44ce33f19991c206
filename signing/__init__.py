"""The seal cabinet: the only room where a private key is touched, and a signature judged.

    blank = prepare(pdf, places)
    signed = sign_person(blank, "pkcs12:keys/minh.p12", pin, authority=authority, serials=[7])
    sealed = sign_agency(signed, "pkcs12:keys/huyen.p12", pin, number="01", date="24", …)
    verify(sealed, Trust.of([authority.folder])).word          # "VALID"

A new back-end (HSM, USB token, remote signing) is one file and one line in `CABINET`.
"""

from signing.archival import lasting_copy
from signing.asn1 import mend
from signing.authority import Authority
from signing.blank import (
    prepare,
    prepare_annex,
    prepare_copy,
    prepare_list,
    prepare_minutes,
    prepare_report,
)
from signing.cabinet import CABINET, SealFailed, check_pin, identity, opened, when_asked
from signing.certificates import Identity, ends_at
from signing.checkpoint import make_log_key, read_checkpoint, sign_checkpoint
from signing.consent import consent_at, consent_of
from signing.demo import found_authority, issue, revoke
from signing.desks import Means, agency_desk, annex_desk, person_desk
from signing.fitness import GOOD, UNKNOWN, Owner
from signing.inks import SEAL_POINTS, ink_of_agency, ink_of_person
from signing.lasting import LEVELS, Lasting, lasting, weak_from
from signing.lengthening import Lengthened, lengthen
from signing.locked_stream import MAGIC, Locking, Unlocking
from signing.note import NoteKey, NoteRefused
from signing.outside import Outside
from signing.phases import Ready, away, begin, end
from signing.pkcs12 import open_pkcs12
from signing.places import Box, Places
from signing.profiles import MOST, MOST_PARTIES, PARTY, PERSON, SEAL, numbered
from signing.quick import hasten
from signing.reach import reach
from signing.reading import count_signatures, signatures_in
from signing.registered import digest_of, known_certificate, refuse_unfit
from signing.relocking import relock
from signing.requests import (
    Claim,
    NotSigned,
    fingerprint,
    make_request_key,
    require_digest,
    signed,
    tidy,
)
from signing.rfc3161 import try_out
from signing.sealing import seal_annex, sign_agency, sign_person
from signing.verifier import verify
from signing.verifier.failing import NotJudged
from signing.verifier.opening import claims_a_signature
from signing.verifier.trust import Trust
from signing.verifier.verdict import WORDS, Signed, Verdict
from signing.wrapping import NotOpened, lock, unlock, unwrap, wrap
from signing.xmldsig import BROKEN, envelope_signature

CABINET.update(
    pkcs12=open_pkcs12,
    pkcs11=when_asked("signing.pkcs11", "open_pkcs11"),
    csc=when_asked("signing.csc", "open_csc"),
)
mend()
hasten()

__all__ = [
    "BROKEN",
    "CABINET",
    "LEVELS",
    "GOOD",
    "MAGIC",
    "MOST",
    "MOST_PARTIES",
    "PARTY",
    "PERSON",
    "SEAL",
    "SEAL_POINTS",
    "UNKNOWN",
    "WORDS",
    "Authority",
    "Box",
    "Claim",
    "Identity",
    "Lasting",
    "Lengthened",
    "Locking",
    "NotOpened",
    "NoteKey",
    "NoteRefused",
    "NotJudged",
    "NotSigned",
    "Outside",
    "Means",
    "Owner",
    "Places",
    "Ready",
    "SealFailed",
    "Signed",
    "Trust",
    "Unlocking",
    "Verdict",
    "agency_desk",
    "annex_desk",
    "away",
    "begin",
    "check_pin",
    "claims_a_signature",
    "consent_at",
    "consent_of",
    "count_signatures",
    "digest_of",
    "ends_at",
    "end",
    "envelope_signature",
    "fingerprint",
    "found_authority",
    "identity",
    "ink_of_agency",
    "ink_of_person",
    "issue",
    "lasting",
    "lasting_copy",
    "lengthen",
    "known_certificate",
    "lock",
    "make_log_key",
    "make_request_key",
    "numbered",
    "opened",
    "person_desk",
    "prepare",
    "prepare_annex",
    "prepare_copy",
    "reach",
    "prepare_list",
    "prepare_minutes",
    "prepare_report",
    "read_checkpoint",
    "refuse_unfit",
    "require_digest",
    "relock",
    "revoke",
    "seal_annex",
    "sign_agency",
    "sign_checkpoint",
    "sign_person",
    "signed",
    "signatures_in",
    "verify",
    "tidy",
    "try_out",
    "unlock",
    "unwrap",
    "weak_from",
    "wrap",
]
