"""The one place where hostile bytes may fail: the failure becomes a reason, never a traceback."""

from collections.abc import Callable
from dataclasses import dataclass


class NoPdf(Exception):
    """The bytes are of something else: a picture, a letter of another program."""


class PasswordNeeded(Exception):
    """The file opens for somebody who knows its password only."""


@dataclass(frozen=True, slots=True)
class Failed:
    """Why reading ended: the exception's name and words, on one short line."""

    why: str

    def says(self, words: str) -> bool:
        return words in self.why


def failure(act: Callable[[], object]) -> Failed | None:
    """Why the act failed; None where it did not.

    Whoever sends a file chooses which of the parsers' hundred exceptions comes, `RecursionError`
    and `MemoryError` included; so all of them are caught here, and named.
    """
    try:
        act()
    except Exception as broken:
        words = " ".join(str(broken).split())[:160]
        return Failed(f"{type(broken).__name__}: {words}")
    return None
