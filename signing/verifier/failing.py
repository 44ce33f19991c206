"""The one place where hostile bytes may fail: the failure becomes a reason, never a traceback.

A fault that is ours (no memory, a disk, a library that lacks, a slip in our own code) says nothing
of the file: it is no reason against it but `NotJudged`, and whoever asked tries again.
"""

import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

OURS = (MemoryError, OSError, ImportError, NameError, SystemError)
"""What no parser of bytes in memory raises about those bytes (12 000 bent papers raised none)."""

SLIPS = (AttributeError, TypeError, AssertionError)
"""Ours where our own code raised them; in a parser's, the bytes led it there."""

_HOUSE = str(Path(__file__).parents[1])


class NotJudged(Exception):
    """The verifier itself failed: nothing is known of the file. Says what, and where."""


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
    included; so all of them are caught here, and named. Raises `NotJudged` where the fault is ours.
    """
    try:
        act()
    except NotJudged:
        raise
    except Exception as broken:
        refuse_ours(broken)
        words = " ".join(str(broken).split())[:160]
        return Failed(f"{type(broken).__name__}: {words}")
    return None


def refuse_ours(broken: Exception) -> None:
    """Raise `NotJudged` where this came from us and not from the bytes."""
    place = traceback.extract_tb(broken.__traceback__)[-1]
    slipped = isinstance(broken, SLIPS) and place.filename.startswith(_HOUSE)
    if slipped or isinstance(broken, OURS):
        where = f"{Path(place.filename).name}:{place.lineno}"
        raise NotJudged(f"{type(broken).__name__} in {where}") from broken
