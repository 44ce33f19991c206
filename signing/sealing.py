"""Steps 1 to 3: the person signs; the agency numbers, dates, seals and archives in one go."""

from collections.abc import Sequence

from pyhanko.sign.signers import Signer

from signing.archiving import stamp_archive
from signing.authority import Authority
from signing.cabinet import opened
from signing.desks import Desk, Means, agency_desk, annex_desk, person_desk
from signing.fitness import Owner
from signing.profiles import PERSON, SEAL
from signing.writing import refusing


def sign_person(  # noqa: PLR0913 - what a person brings to the desk
    pdf: bytes,
    address: str,
    pin: str,
    *,
    authority: Authority,
    ink: bytes | None = None,
    serials: Sequence[int],
    field: str = PERSON,
    owner: Owner | None = None,
) -> bytes:
    """The competent person's signature (B-T), by the key registered for `owner`; one serial."""
    signer = _fit_signer(address, pin, authority, owner)
    means = Means(signer, authority, ink, tuple(serials))
    return _signed(person_desk(pdf, means, field=field))


def sign_agency(  # noqa: PLR0913 - what a clerk brings to the desk
    pdf: bytes,
    address: str,
    pin: str,
    *,
    number: str,
    date: str,
    authority: Authority,
    ink: bytes | None = None,
    serials: Sequence[int],
    field: str = SEAL,
    owner: Owner | None = None,
) -> bytes:
    """Number, date, seal and proofs, then the archive stamp (B-LTA); two serials."""
    signer = _fit_signer(address, pin, authority, owner)
    means = Means(signer, authority, ink, tuple(serials[:1]))
    desk = agency_desk(pdf, means, field=field, number=number, date=date)
    return archived(_signed(desk), desk, authority, serials)


def seal_annex(  # noqa: PLR0913 - what a clerk brings to the desk
    pdf: bytes,
    address: str,
    pin: str,
    *,
    said: str,
    authority: Authority,
    serials: Sequence[int],
    field: str = SEAL,
    owner: Owner | None = None,
) -> bytes:
    """The agency alone signs a file beside the paper, or a copy; two serials."""
    signer = _fit_signer(address, pin, authority, owner)
    means = Means(signer, authority, None, tuple(serials[:1]))
    desk = annex_desk(pdf, means, said=said, field=field)
    return archived(_signed(desk), desk, authority, serials)


def archived(sealed: bytes, desk: Desk, authority: Authority, serials: Sequence[int]) -> bytes:
    """With the archive stamp, where nobody is waited for any more."""
    return stamp_archive(sealed, authority, serials[1:]) if desk.last else sealed


def _fit_signer(address: str, pin: str, authority: Authority, owner: Owner | None) -> Signer:
    signer = opened(address, pin)
    authority.examine(signer.signing_cert, owner)
    return signer


def _signed(desk: Desk) -> bytes:
    return refusing(lambda: bytes(desk.press.sign_pdf(desk.writer).getbuffer()))
