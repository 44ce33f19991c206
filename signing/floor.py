"""pyHanko called barely, keys kept loaded: what our figures are measured against (DESIGN §8)."""

from io import BytesIO

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.validation import validate_pdf_signature

from signing.authority import Authority
from signing.cabinet import opened
from signing.stamps import stamp_of


def sign_barely(pdf: bytes, address: str, pin: str, authority: Authority, ink: bytes) -> bytes:
    """One visible PAdES B-T signature, and nothing asked or read back."""
    desk = PdfSigner(
        PdfSignatureMetadata(
            field_name="NguoiKy",
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            certify=True,
            docmdp_permissions=MDPPerm.FILL_FORMS,
        ),
        opened(address, pin),
        timestamper=authority.timestamper((1,)),
        stamp_style=stamp_of(ink),
    )
    return bytes(desk.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf))).getbuffer())


def verify_barely(pdf: bytes, authority: Authority) -> bool:
    """Every signature's own bottom line, by pyHanko's defaults."""
    reader, context = PdfFileReader(BytesIO(pdf)), authority.context()
    return all(
        validate_pdf_signature(one, context).bottom_line
        for one in reader.embedded_regular_signatures
    )
