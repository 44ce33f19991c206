"""Finds what a PDF would do by itself, in every object and however its names are spelt."""

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from server.uploads.inspecting.links import leads_astray
from workflows.law import Refused

_SUSPECT = re.compile(
    rb"/(?:JavaScript|JS|XFA|Launch|SubmitForm|ImportData|GoToR|GoToE|RichMedia|Rendition|Movie|3D"
    rb"|AA|EmbeddedFiles?|FileAttachment|EF|ByteRange|Sound|Thread|Collection|URI|Base)"
    rb"(?![A-Za-z0-9])"
)
"""In the parser's spelling (`/J#61vaScript` has become `/JavaScript`): a sieve, no verdict."""

_KEYS = {
    "/JS": "file_has_script",
    "/JavaScript": "file_has_script",
    "/XFA": "file_has_script",
    "/AA": "file_has_action",
    "/EmbeddedFiles": "file_has_attachment",
    "/EF": "file_has_attachment",
    "/Collection": "file_has_attachment",
}
_NAMES = {
    "/JavaScript": "file_has_script",
    "/Launch": "file_has_action",
    "/SubmitForm": "file_has_action",
    "/ImportData": "file_has_action",
    "/GoToR": "file_has_action",
    "/GoToE": "file_has_action",
    "/RichMedia": "file_has_action",
    "/Rendition": "file_has_action",
    "/Movie": "file_has_action",
    "/Sound": "file_has_action",
    "/3D": "file_has_action",
    "/EmbeddedFile": "file_has_attachment",
    "/FileAttachment": "file_has_attachment",
}
_SPEAKING = ("/S", "/Subtype", "/Type")
_TARGETS = ("/URI", "/Base")
_WORST = ("file_has_script", "file_has_action", "file_has_attachment")


def refuse_actions(pdf: pikepdf.Pdf) -> bool:
    """Refuse what acts or hides something; otherwise say whether the file carries a signature.

    A signed file may have form fields without scripts (SIGNING §10).
    """
    faults, signed = _opens_a_page(pdf), False
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream) and "/F" in thing:
            faults.add("file_has_action")  # its bytes lie in another file
        for part in _parts(thing) if _SUSPECT.search(_spelt(thing)) else ():
            faults |= _faults(part)
            signed |= isinstance(part, pikepdf.Dictionary) and "/ByteRange" in part
    for reason in _WORST:
        if reason in faults:
            raise Refused(reason, "file")
    return signed


def _opens_a_page(pdf: pikepdf.Pdf) -> set[str]:
    """A link is followed by whoever clicks on it; one that follows itself is a deed."""
    first = pdf.Root.get("/OpenAction")
    is_link = isinstance(first, pikepdf.Dictionary) and first.get("/S") == pikepdf.Name.URI
    return {"file_has_action"} if is_link else set()


def _spelt(thing: Any) -> bytes:
    own = thing.stream_dict if isinstance(thing, pikepdf.Stream) else thing
    return own.unparse(resolved=True) if isinstance(own, pikepdf.Object) else b""


def _parts(thing: Any) -> Iterator[Any]:
    """The object and what stands inside it; what it only points at has its own turn."""
    waiting = [thing.stream_dict if isinstance(thing, pikepdf.Stream) else thing]
    while waiting:
        part = waiting.pop()
        yield part
        if isinstance(part, pikepdf.Dictionary):
            inner = [part.get(key) for key in part.keys()]  # noqa: SIM118
        elif isinstance(part, pikepdf.Array):
            inner = list(part)
        else:
            continue
        waiting += [one for one in inner if _is_inside(one)]


def _is_inside(one: Any) -> bool:
    is_branch = isinstance(one, (pikepdf.Dictionary, pikepdf.Array))
    return is_branch and not one.is_indirect


def _faults(part: Any) -> set[str]:
    if isinstance(part, pikepdf.Name):
        return {_NAMES[str(part)]} if str(part) in _NAMES else set()
    if not isinstance(part, pikepdf.Dictionary):
        return set()
    found = {reason for key, reason in _KEYS.items() if key in part}
    spoken = {str(part.get(key)) for key in _SPEAKING if isinstance(part.get(key), pikepdf.Name)}
    if _leads_astray(part):
        found.add("file_has_action")
    return found | {reason for name, reason in _NAMES.items() if name in spoken}


def _leads_astray(part: Any) -> bool:
    """A link that runs something, or a thread of another file."""
    targets = [part.get(key) for key in _TARGETS]
    said = [str(one) for one in targets if isinstance(one, pikepdf.String)]
    is_elsewhere = part.get("/S") == pikepdf.Name.Thread and "/F" in part
    return is_elsewhere or any(leads_astray(one) for one in said)
