"""What a check looks at: one signature, or all of them, with the facts gathered about them."""

from dataclasses import dataclass

from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from signing.profiles import PROFILES, Profile
from signing.verifier.opening import Opened
from signing.verifier.verdict import Signed


@dataclass(slots=True)
class Seen:
    """One signature: what its bytes and revisions say, then what mathematics and lists say."""

    opened: Opened
    signature: EmbeddedPdfSignature
    profile: str
    said: Signed
    touched: frozenset[str] = frozenset()
    """Fields that later revisions filled."""
    intact: bool = True
    genuine: bool = True
    stamp_holds: bool = True
    may_sign: bool = True
    is_public: bool = False
    """Under a root of the authorities that serve the public, not of the State's own."""
    trouble: str = ""
    """What stands against the certificate at the proven time; nothing where it is trusted."""

    @property
    def row(self) -> Profile | None:
        """Our own profile, where the file carries its mark."""
        return PROFILES.get(self.profile)


@dataclass(frozen=True, slots=True)
class Whole:
    """All signatures of a file, in their order, beside those that its profile asks for."""

    profile: Profile
    signatures: tuple[Signed, ...]

    @property
    def made(self) -> list[tuple[str, str]]:
        return [(one.field, one.kind) for one in self.signatures if one.kind != "timestamp"]
