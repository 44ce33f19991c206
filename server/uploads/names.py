"""The name under which a file is shown: what the sender called it, without what could mislead."""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath

from workflows import Refused

LONGEST = 200
_MISLEADING = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Controls, marks of writing direction, lone surrogates, line ends, nothing yet."""
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
"""Names that are machines to Windows, whatever stands behind them."""


def clean(name: str) -> str:
    """The last part of a path, in NFC, in one line, at most 200 letters, keeping its extension."""
    last = name.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    shown = "".join(c for c in last if unicodedata.category(c) not in _MISLEADING)
    shown = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", shown))
    shown = " ".join(shown.split()).strip(". ")
    shown = f"_{shown}" if _DEVICE.match(shown) else shown
    return _shorten(shown) or "van-ban"


def extension(name: str) -> str:
    """The extension in small letters, or nothing; a dot in `V.v to trinh` opens none."""
    ending = PurePosixPath(name).suffix.lower()
    return ending if re.fullmatch(r"\.[a-z0-9]{1,5}", ending) else ""


@contextmanager
def naming(name: str, among: int) -> Iterator[None]:
    """Where several files come together: a no to one of them says which; the innermost counts."""
    try:
        yield
    except Refused as no:
        if among > 1:
            no.said.setdefault("of_file", clean(name))
        raise


def _shorten(name: str) -> str:
    if len(name) <= LONGEST:
        return name
    ending = extension(name)
    return name[: LONGEST - len(ending)].rstrip(". ") + ending
