"""What an envelope's own signature says of its files, by their digests (§8.8, 4).

A digest of other bytes than came is no file as it was sent. The signature itself is never called
valid: vendors put it in any namespace, over a form of the envelope that nobody else can make again,
under certificates cut short. A digest needs none of that.
"""

import base64
import binascii
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

ALGORITHMS: Mapping[str, str] = {
    "http://www.w3.org/2000/09/xmldsig#sha1": "sha1",
    "http://www.w3.org/2001/04/xmlenc#sha256": "sha256",
    "http://www.w3.org/2001/04/xmldsig-more#sha384": "sha384",
    "http://www.w3.org/2001/04/xmlenc#sha512": "sha512",
}
"""Old ones too: it is no promise of ours, only theirs held against what came."""


@dataclass(frozen=True, slots=True)
class Digest:
    """Of the file under this ContentId; `value` as written, in base64."""

    content_id: str
    algorithm: str
    value: str


def contradict(said: Iterable[Digest], written: str, data: bytes) -> bool:
    """Whether one of these digests of a file is that of none of its forms: as it is kept, as it was
    packed, as it was written in the envelope.

    What names an algorithm that we do not know, or is no base64, says nothing."""
    told = list(said)
    if not told:  # hardly an envelope has any, and the forms are three times a file of 50 MB
        return False
    forms = (data, _decoded(written), written.encode("utf-8", "replace"))
    return any(_is_of_another(one, forms) for one in told)


def _is_of_another(one: Digest, forms: Sequence[bytes]) -> bool:
    algorithm, wanted = ALGORITHMS.get(one.algorithm), _decoded(one.value)
    if algorithm is None or not wanted:
        return False
    return all(hashlib.new(algorithm, form).digest() != wanted for form in forms)


def _decoded(value: str) -> bytes:
    try:
        return base64.b64decode("".join(value.split()), validate=True)
    except (binascii.Error, ValueError):
        return b""
