"""What is put on a file before anybody signs it: field, number, date, mark, proofs; one revision.

The same for a key that is opened here, and for one that signs elsewhere in two phases.
"""

from dataclasses import dataclass, replace

from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.signers.pdf_signer import DSSContentSettings, SigDSSPlacementPreference

from signing.authority import Authority
from signing.cabinet import SealFailed
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


@dataclass(frozen=True, slots=True)
class Means:
    """Whose key, whose authority, which mark, and which serials its time stamps may use."""

    signer: Signer
    authority: Authority
    ink: bytes | None
    serials: tuple[int, ...]

    @property
    def owner(self) -> str:
        return Identity.of(self.signer.signing_cert).common_name


@dataclass(frozen=True, slots=True)
class Desk:
    """A revision that lacks nothing but the signature; `last`: its archive stamp follows it."""

    press: PdfSigner
    writer: NextRevision
    last: bool = False


def person_desk(pdf: bytes, means: Means, *, field: str) -> Desk:
    """The competent person certifies the paper (B-T); later only number, date and seal may come.

    Of several who sign the first certifies, the others sign over it.
    """
    writer = _writer(pdf, empty=field)
    is_first = not any(fields_of(writer.prev).values())
    metadata = PdfSignatureMetadata(
        field_name=field,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=is_first,
        docmdp_permissions=MDPPerm.FILL_FORMS,
    )
    mark = means.ink or ink_of_person(means.owner)
    return Desk(_press(metadata, replace(means, ink=mark)), writer)


def agency_desk(pdf: bytes, means: Means, *, field: str, number: str, date: str) -> Desk:
    """Number, date, seal and proofs in one revision; after the last seal comes the archive stamp.

    Only over a personal signature (Điều 32 khoản 2d). A paper without a place for the date (biên
    bản, Annex III 1.9) gets none. Of several agencies the one that leads numbers and dates.
    """
    writer = _writer(pdf, empty=field, filled=PERSON)
    if field == SEAL:
        _write_number(writer, number, date, means.authority)
    mark = means.ink or ink_of_agency(means.owner)
    last = not _waited_for(writer) - {field}
    metadata = _seal_metadata(means.authority, field)
    return Desk(_press(metadata, replace(means, ink=mark)), writer, last)


def annex_desk(pdf: bytes, means: Means, *, said: str, field: str = SEAL) -> Desk:
    """A file beside the paper (Annex I, II.8b, III.1d) or a copy (Part II, I.3): no picture, only
    `said`, what it is and the time, 10 points, top right; of several agencies the first says it."""
    writer = _writer(pdf, empty=field)
    if field == SEAL:
        words = {"ThongTin": Lettering(said, means.authority.font, at_right=True, size=_SAID)}
        refusing(lambda: write_fields(writer, words))
    last = not _waited_for(writer) - {field}
    metadata = _seal_metadata(means.authority, field)
    return Desk(_press(metadata, replace(means, ink=None)), writer, last)


def _press(metadata: PdfSignatureMetadata, means: Means) -> PdfSigner:
    return PdfSigner(
        metadata,
        means.signer,
        timestamper=means.authority.timestamper(means.serials),
        stamp_style=stamp_of(means.ink) if means.ink else None,
    )


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


def _seal_metadata(authority: Authority, field: str) -> PdfSignatureMetadata:
    """With its proofs in the same revision; those that are asked for outside come after it."""
    plain = PdfSignatureMetadata(
        field_name=field, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
    )
    if authority.outside:
        return plain
    return replace(
        plain,
        embed_validation_info=True,
        validation_context=authority.context(),
        dss_settings=_LONG_TERM,
    )


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
