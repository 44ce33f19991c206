"""Steps 1 to 3: the person signs; the agency numbers, dates, seals and archives in one go."""

from collections.abc import Sequence
from dataclasses import dataclass

from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.signers.pdf_signer import DSSContentSettings, SigDSSPlacementPreference

from signing.archiving import stamp_archive
from signing.authority import Authority
from signing.cabinet import SealFailed, opened
from signing.certificates import Identity
from signing.inks import ink_of_agency, ink_of_person
from signing.lettering import Lettering, named_fields, write_fields
from signing.profiles import MOST, PERSON, PROFILES, SEAL, joint
from signing.reading import fields_of
from signing.stamps import stamp_of
from signing.writing import NextRevision, next_revision, refusing

_ORDER = PROFILES[joint(MOST)]
_SAID = 10
"""Points of the words on a file beside the paper (III.1d)."""
_LONG_TERM = DSSContentSettings(
    include_vri=False, placement=SigDSSPlacementPreference.TOGETHER_WITH_SIGNATURE
)


def sign_person(  # noqa: PLR0913 - what a person brings to the desk
    pdf: bytes,
    address: str,
    pin: str,
    *,
    authority: Authority,
    ink: bytes | None = None,
    serials: Sequence[int],
    field: str = PERSON,
) -> bytes:
    """The competent person certifies the paper (B-T); later only number, date and seal may come.

    Of a paper of several agencies the first certifies, the others sign over it, in their order.
    """
    signer = _fit_signer(address, pin, authority)
    writer = _writer(pdf, empty=field)
    metadata = PdfSignatureMetadata(
        field_name=field,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=field == PERSON,
        docmdp_permissions=MDPPerm.FILL_FORMS,
    )
    mark = ink or ink_of_person(Identity.of(signer.signing_cert).common_name)
    return _signed(writer, metadata, signer, _Means(authority, mark, tuple(serials)))


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
) -> bytes:
    """Number, date, seal and proofs in one revision, then the archive stamp (B-LTA).

    Only over a personal signature (Điều 32 khoản 2d); takes two serials. A paper without a place
    for the date (biên bản, Annex III 1.9) gets none. Of several agencies the one that leads
    numbers and dates, and the last seal is followed by the archive stamp.
    """
    signer = _fit_signer(address, pin, authority)
    writer = _writer(pdf, empty=field, filled=PERSON)
    if field == SEAL:
        _write_number(writer, number, date, authority)
    mark = ink or ink_of_agency(Identity.of(signer.signing_cert).common_name)
    means = _Means(authority, mark, tuple(serials[:1]))
    waited_for = _waited_for(writer) - {field}
    sealed = _signed(writer, _seal_metadata(authority, field), signer, means)
    return sealed if waited_for else stamp_archive(sealed, authority, serials[1])


def _write_number(writer: NextRevision, number: str, date: str, authority: Authority) -> None:
    texts = {
        "SoVB": Lettering(number, authority.font, at_right=True),
        "NgayVB": Lettering(date, authority.italic),
    }
    kept = refusing(lambda: named_fields(writer))
    refusing(lambda: write_fields(writer, {k: v for k, v in texts.items() if k in kept}))


def _waited_for(writer: NextRevision) -> set[str]:
    """Signature fields that are empty still."""
    return {name for name, filled in fields_of(writer.prev).items() if not filled}


def seal_annex(  # noqa: PLR0913 - what a clerk brings to the desk
    pdf: bytes, address: str, pin: str, *, said: str, authority: Authority, serials: Sequence[int]
) -> bytes:
    """The agency alone signs a file beside the paper (Annex I, II.8b, III.1d) or a copy (Part II,
    I.3): no picture, only `said`, what it is and the time, 10 points, top right. Two serials.
    """
    signer = _fit_signer(address, pin, authority)
    writer = _writer(pdf, empty="CoQuan")
    words = {"ThongTin": Lettering(said, authority.font, at_right=True, size=_SAID)}
    refusing(lambda: write_fields(writer, words))
    means = _Means(authority, None, tuple(serials[:1]))
    sealed = _signed(writer, _seal_metadata(authority), signer, means)
    return stamp_archive(sealed, authority, serials[1])


def _seal_metadata(authority: Authority, field: str = SEAL) -> PdfSignatureMetadata:
    return PdfSignatureMetadata(
        field_name=field,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        embed_validation_info=True,
        validation_context=authority.context(),
        dss_settings=_LONG_TERM,
    )


@dataclass(frozen=True, slots=True)
class _Means:
    authority: Authority
    ink: bytes | None
    serials: tuple[int, ...]


def _fit_signer(address: str, pin: str, authority: Authority) -> Signer:
    signer = opened(address, pin)
    authority.refuse_unfit(signer.signing_cert)
    return signer


def _writer(pdf: bytes, *, empty: str, filled: str | None = None) -> NextRevision:
    writer = next_revision(pdf)
    fields = refusing(lambda: fields_of(writer.prev))
    if filled is not None and not fields.get(filled, False):
        raise SealFailed("not_signed")
    if empty not in fields:
        raise SealFailed("no_field")
    if fields[empty]:
        raise SealFailed("already_signed")
    if any(not filled and empty in _ORDER.after(name) for name, filled in fields.items()):
        raise SealFailed("not_signed")
    return writer


def _signed(
    writer: NextRevision,
    metadata: PdfSignatureMetadata,
    signer: Signer,
    means: _Means,
) -> bytes:
    desk = PdfSigner(
        metadata,
        signer,
        timestamper=means.authority.timestamper(means.serials),
        stamp_style=stamp_of(means.ink) if means.ink else None,
    )
    return refusing(lambda: bytes(desk.sign_pdf(writer).getbuffer()))
