"""What is said about a file and each of its signatures (SIGNING §7, DOMAIN §7.4)."""

import dataclasses
import datetime as dt
from dataclasses import dataclass

from signing.certificates import Identity

WORDS = {
    "VALID": "Chữ ký hợp lệ",
    "VALID_EXPIRED_NOW": "Hợp lệ tại thời điểm ký (chứng thư nay đã hết hạn)",
    "INDETERMINATE": "Không đủ căn cứ kết luận",
    "INVALID": "Không hợp lệ",
    "NOT_SIGNED": "Không có chữ ký số",
}
"""The office's words, worst below."""

_WORST = ("INVALID", "INDETERMINATE", "VALID_EXPIRED_NOW", "VALID")


@dataclass(slots=True)
class Signed:
    """One signature: whole or changed, whose, trusted at the time it was made."""

    field: str
    kind: str
    signer: str = ""
    integrity: str = "invalid"
    trust: str = "unknown"
    level: str = "B-B"
    signing_time: dt.datetime | None = None
    timestamp: dt.datetime | None = None
    coverage: str = "partial"
    changes: str = "other"
    reasons: list[str] = dataclasses.field(default_factory=list)
    warnings: list[str] = dataclasses.field(default_factory=list)
    identity: Identity | None = None
    algorithm: str = ""
    revocation: tuple[str, dt.datetime] | None = None
    """Where the data about revocation come from (`file` or `verifier`), and of when they are."""
    revision: int = 0
    revoked_since: dt.datetime | None = None
    proven: bool = False

    @property
    def verdict(self) -> str:
        sound = self.integrity == "valid" and self.trust == "trusted"
        return "valid" if sound else "invalid"

    @property
    def word(self) -> str:
        if self.integrity != "valid" or self.trust == "revoked":
            return "INVALID"
        if self.trust != "trusted":
            return "INDETERMINATE"
        ended = self.identity is not None and self.identity.not_after < dt.datetime.now(dt.UTC)
        return "VALID_EXPIRED_NOW" if ended else "VALID"

    def as_dict(self) -> dict[str, object]:
        said: dict[str, object] = {
            "field": self.field,
            "kind": self.kind,
            "signer": self.signer,
            "verdict": self.verdict,
            "integrity": self.integrity,
            "trust": self.trust,
            "level": self.level,
            "signing_time": _iso(self.signing_time),
            "timestamp": _iso(self.timestamp),
            "coverage": self.coverage,
            "changes": self.changes,
            "reasons": [*self.reasons, *self.warnings],
            "revision": self.revision,
            "algorithm": self.algorithm,
            "revocation": self.revocation and [self.revocation[0], _iso(self.revocation[1])],
            "word": self.word,
            "certificate": self.identity and self.identity.as_dict(),
        }
        if self.revoked_since is not None:
            said["revoked_since"] = _iso(self.revoked_since)
        return said


@dataclass(slots=True)
class Verdict:
    """The file's verdict: integrity of all of it, and trust in all who had to sign."""

    file: str
    sha256: str
    integrity: str
    profile: str = "generic"
    reasons: list[str] = dataclasses.field(default_factory=list)
    lacking: list[str] = dataclasses.field(default_factory=list)
    warnings: list[str] = dataclasses.field(default_factory=list)
    signatures: list[Signed] = dataclasses.field(default_factory=list)
    revisions: int = 0
    fields: dict[str, str] = dataclasses.field(default_factory=dict)
    """Number and date as the fields of a paper of ours have them."""

    @property
    def verdict(self) -> str:
        if self.integrity != "valid":
            return self.integrity
        trusted = all(one.verdict == "valid" for one in self.signatures)
        return "valid" if trusted and not self.lacking else "invalid"

    @property
    def word(self) -> str:
        if self.integrity == "unsigned":
            return "NOT_SIGNED"
        if self.integrity == "unreadable":
            return "INDETERMINATE"
        words = {one.word for one in self.signatures}
        if self.integrity != "valid" or self.lacking:
            words.add("INVALID")
        return next(word for word in _WORST if word in words)

    def as_dict(self) -> dict[str, object]:
        """The object that `congso verify --json` prints: as SIGNING §7, and the office's word."""
        return {
            "file": self.file,
            "sha256": self.sha256,
            "verdict": self.verdict,
            "integrity": self.integrity,
            "profile": self.profile.partition("-")[0],
            "reasons": [*self.reasons, *self.lacking, *self.warnings],
            "signatures": [one.as_dict() for one in self.signatures],
            "word": self.word,
            "revisions": self.revisions,
        }


def _iso(moment: dt.datetime | None) -> str | None:
    return moment.isoformat() if moment else None
