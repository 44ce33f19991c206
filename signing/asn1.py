"""Two faults of asn1crypto mended; each had a structure encoded anew, over and over.

X.690 §8.1.3.6: only the single octet 80 says "indefinite". The library looks at a header's last
octet, so a structure whose length is, say, 82 04 80 is encoded anew with everything inside it,
at every look: one seal then takes seconds instead of a tenth.

And what was put together is encoded twice by each level around it, once for its bytes and once
for their length: a token eight levels deep 256 times. Half of a signature's time went there.

The methods are compiled again with the right words; a release in which the text is another makes
this fail at once.
"""

import inspect
import textwrap
from typing import Any

from asn1crypto import core

WRONG = r"self._header[-1:] == b'\x80'"
RIGHT = rf"{WRONG} and self._trailer"
"""An indefinite length has end-of-contents octets behind it, which the library keeps apart."""

TWICE = (
    ("self.tag, self.contents)", "self.tag, contents)"),
    ("header + self.contents)", "header + contents)"),
)
"""The bytes are at hand where their length is written."""

OWNERS = (core.Asn1Value, core.Choice, core.Primitive, core.Sequence, core.SequenceOf)


def mend() -> None:
    """Compile the methods again, once for a process, before anything is signed."""
    for owner in OWNERS:
        _mend(owner, ((WRONG, RIGHT), *(TWICE if owner is core.Asn1Value else ())))


def _mend(owner: Any, words: tuple[tuple[str, str], ...]) -> None:
    source = textwrap.dedent(inspect.getsource(owner.dump))
    for wrong, right in words:
        if wrong not in source:
            raise ImportError(f"asn1crypto's {owner.__name__}.dump is not the one that was mended")
        source = source.replace(wrong, right)
    made: dict[str, object] = {}
    exec(source, vars(core), made)  # noqa: S102 - the library's own text
    owner.dump = made["dump"]
