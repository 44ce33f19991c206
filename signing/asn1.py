"""One fault of asn1crypto mended: a length that merely ends in 80 is not an indefinite one.

X.690 §8.1.3.6: only the single octet 80 says "indefinite". The library looks at a header's last
octet, so a structure whose length is, say, 82 04 80 is encoded anew with everything inside it,
at every look: one seal then takes seconds instead of a tenth. Each method is compiled again with
the right question; a release in which the text is another makes this fail at once.
"""

import inspect
import textwrap

from asn1crypto import core

WRONG = r"self._header[-1:] == b'\x80'"
RIGHT = rf"{WRONG} and self._trailer"
"""An indefinite length has end-of-contents octets behind it, which the library keeps apart."""

OWNERS = (core.Asn1Value, core.Choice, core.Primitive, core.Sequence, core.SequenceOf)


def mend() -> None:
    """Compile the methods again, once for a process, before anything is signed."""
    for owner in OWNERS:
        source = textwrap.dedent(inspect.getsource(owner.dump))
        if WRONG not in source:
            raise ImportError(f"asn1crypto's {owner.__name__}.dump is not the one that was mended")
        made: dict[str, object] = {}
        exec(source.replace(WRONG, RIGHT), vars(core), made)  # noqa: S102 - the library's own text
        owner.dump = made["dump"]
