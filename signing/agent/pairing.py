"""Who may ask: a page of the office that proved once that somebody reads this very screen."""

import hashlib
import hmac
import json
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

TRIES = 5
LIVES = 300.0
"""Seconds for which a code on the screen counts."""


@dataclass(slots=True)
class Pairing:
    """Codes are shown, used once, and turned into tokens; of those only digests are kept."""

    file: Path
    show: Callable[[str], None]
    code: str = ""
    until: float = 0.0
    tries: int = 0
    _known: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        if self.file.is_file():
            self._known = set(json.loads(self.file.read_text()))

    def knows(self, origin: str, token: str) -> bool:
        """Whether this page's browser was let in before; else a code is shown."""
        if token and _digest(origin, token) in self._known:
            return True
        if not self.code or self.until < time.monotonic():
            self._fresh()
        return False

    def pair(self, origin: str, said: str) -> str:
        """A token for the code on the screen, or nothing; after five wrong ones it is another."""
        right = bool(self.code) and self.until >= time.monotonic()
        if not (right and hmac.compare_digest(said.encode(), self.code.encode())):
            self.tries += 1
            if self.tries >= TRIES:
                self._fresh()
            return ""
        token, self.code = secrets.token_urlsafe(32), ""
        self._known.add(_digest(origin, token))
        draft = self.file.with_suffix(".new")
        self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft.touch(mode=0o600)
        draft.write_text(json.dumps(sorted(self._known)))
        draft.replace(self.file)
        return token

    def _fresh(self) -> None:
        self.code, self.tries = f"{secrets.randbelow(1_000_000):06}", 0
        self.until = time.monotonic() + LIVES
        self.show(self.code)


def _digest(origin: str, token: str) -> str:
    return hashlib.sha256(f"{origin}\n{token}".encode()).hexdigest()
