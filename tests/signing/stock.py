"""The same recipe by pyHanko's own plain means: other levels, other signers, foreign software."""

from io import BytesIO

from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers.pdf_signer import DSSContentSettings, SigDSSPlacementPreference

from signing.cabinet import opened
from signing.lettering import Lettering, write_fields
from signing.writing import NextRevision
from tests.signing.desk import DATE, FONT, NUMBER, PIN, Office

TOGETHER = DSSContentSettings(
    include_vri=False, placement=SigDSSPlacementPreference.TOGETHER_WITH_SIGNATURE
)


def put_down(
    revision: NextRevision,
    office: Office,
    address: str,
    *,
    field: str,
    stamped: bool = True,
    new_field: SigFieldSpec | None = None,
    **metadata,
) -> bytes:
    """One signature in `field`; without `stamped` it has the signer's own clock only (B-B)."""
    desk = PdfSigner(
        PdfSignatureMetadata(
            field_name=field,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            **metadata,
        ),
        opened(address, PIN),
        timestamper=office.authority.timestamper((9,)) if stamped else None,
        new_field_spec=new_field,
    )
    return desk.sign_pdf(revision).getvalue()


def certified(office: Office, pdf: bytes, *, stamped: bool = True) -> bytes:
    """The person's signature."""
    return put_down(
        NextRevision(BytesIO(pdf)),
        office,
        office.minh,
        field="NguoiKy",
        stamped=stamped,
        certify=True,
        docmdp_permissions=MDPPerm.FILL_FORMS,
    )


def filled(pdf: bytes) -> NextRevision:
    """The next revision with number and date in their fields."""
    revision = NextRevision(BytesIO(pdf))
    write_fields(revision, {"SoVB": Lettering(NUMBER, FONT), "NgayVB": Lettering(DATE, FONT)})
    return revision


def numbered(pdf: bytes) -> bytes:
    """Number and date in a revision of their own, before the seal."""
    made = BytesIO()
    filled(pdf).write(made)
    return made.getvalue()


def sealed_plainly(office: Office, revision: NextRevision, *, stamped: bool = True) -> bytes:
    """The agency's seal without proofs: B-B or B-T."""
    return put_down(revision, office, office.huyen, field="CoQuan", stamped=stamped)


def sealed_with_proofs(office: Office, revision: NextRevision) -> bytes:
    """The agency's seal with certificates and CRLs, without an archive stamp: B-LT."""
    return put_down(
        revision,
        office,
        office.huyen,
        field="CoQuan",
        embed_validation_info=True,
        validation_context=office.authority.context(),
        dss_settings=TOGETHER,
    )
