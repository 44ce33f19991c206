"""The authorities beyond this server: whose time stamps, and in whose certificates one believes."""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Outside:
    """An RFC 3161 authority (`CONGSO_TSA_URL`), and folders of roots (`CONGSO_TRUST_DIR`)."""

    tsa_url: str = ""
    tsa_user: str = ""
    tsa_secret: str = field(default="", repr=False)
    trust: tuple[Path, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.tsa_url or self.trust)
