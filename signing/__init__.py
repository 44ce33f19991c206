"""The seal cabinet: the only room where a private key is touched, and a signature judged.

    blank = prepare(pdf, places)
    signed = sign_person(blank, "pkcs12:keys/minh.p12", pin, authority=authority, serials=[7])
    sealed = sign_agency(signed, "pkcs12:keys/huyen.p12", pin, number="01", date="24", …)
    verify(sealed, Trust.of([authority.folder])).word          # "VALID"

A new back-end (HSM, USB token, remote signing) is one file and one line in `CABINET`.
"""

from signing.asn1 import mend
from signing.authority import Authority
from signing.blank import prepare, prepare_annex
from signing.cabinet import CABINET, SealFailed, check_pin, identity, when_asked
from signing.certificates import Identity, certificate_beside
from signing.checkpoint import make_log_key, read_checkpoint, sign_checkpoint
from signing.demo import found_authority, issue, revoke
from signing.fitness import Owner
from signing.inks import SEAL_POINTS, ink_of_agency, ink_of_person
from signing.lasting import LEVELS, Lasting, lasting, weak_from
from signing.lengthening import Lengthened, lengthen
from signing.note import NoteKey, NoteRefused
from signing.outside import Outside
from signing.pkcs12 import open_pkcs12
from signing.places import Box, Places
from signing.profiles import MOST, PERSON, SEAL, numbered
from signing.reading import count_signatures, signatures_in
from signing.sealing import seal_annex, sign_agency, sign_person
from signing.verifier import verify
from signing.verifier.trust import Trust
from signing.verifier.verdict import WORDS, Signed, Verdict
from signing.wrapping import NotOpened, lock, unlock, unwrap, wrap

CABINET.update(
    pkcs12=open_pkcs12,
    pkcs11=when_asked("signing.pkcs11", "open_pkcs11"),
    csc=when_asked("signing.csc", "open_csc"),
)
mend()

__all__ = [
    "CABINET",
    "LEVELS",
    "MOST",
    "PERSON",
    "SEAL",
    "SEAL_POINTS",
    "WORDS",
    "Authority",
    "Box",
    "Identity",
    "Lasting",
    "Lengthened",
    "NotOpened",
    "NoteKey",
    "NoteRefused",
    "Outside",
    "Owner",
    "Places",
    "SealFailed",
    "Signed",
    "Trust",
    "Verdict",
    "certificate_beside",
    "check_pin",
    "count_signatures",
    "found_authority",
    "identity",
    "ink_of_agency",
    "ink_of_person",
    "issue",
    "lasting",
    "lengthen",
    "lock",
    "make_log_key",
    "numbered",
    "prepare",
    "prepare_annex",
    "read_checkpoint",
    "revoke",
    "seal_annex",
    "sign_agency",
    "sign_checkpoint",
    "sign_person",
    "signatures_in",
    "verify",
    "unlock",
    "unwrap",
    "weak_from",
    "wrap",
]
