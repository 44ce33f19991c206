"""What a pool's child does with a file from the public: read its signatures, whatever it is."""

import contextlib
import resource
from collections.abc import Iterator
from typing import Any

import signing
from server.press import Cabinet

MOST_MEMORY = 2 << 30
"""Bytes that a child may take over one file; beyond it the file is called unreadable."""


def read(pdf: bytes, name: str, cabinet: Cabinet) -> dict[str, Any]:
    """The verdict as SIGNING §7 words it, with the office's word and each signer's certificate."""
    with _bounded():
        verdict = signing.verify(pdf, signing.Trust.of(_believed(cabinet)), file=name)
    return verdict.as_dict() | {"lacking": verdict.lacking, "fields": verdict.fields}


def _believed(cabinet: Cabinet) -> list[Any]:
    return [place for place in (cabinet.keys, *cabinet.outside.trust) if place.exists()]


@contextlib.contextmanager
def _bounded() -> Iterator[None]:
    """A soft limit for the time of one file: the child is shared with the office's own work."""
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
