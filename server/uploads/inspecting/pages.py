"""Counts the pages of a PDF by walking its tree, believing nothing that the tree says of itself."""

from typing import Any

import pikepdf

from server.uploads import limits
from workflows.law import Refused

_BOXES = ("/MediaBox", "/CropBox", "/TrimBox", "/BleedBox", "/ArtBox")


def count_pages(pdf: pikepdf.Pdf) -> int:
    """How many leaves the tree has; a loop, a lie in /Count or a vast sheet is refused."""
    root = pdf.Root.get("/Pages")
    if not isinstance(root, pikepdf.Dictionary):
        raise Refused("file_broken", "file")
    leaves, waiting, seen = 0, [root], {root.objgen}
    while waiting:
        node = waiting.pop()
        _measure(node)
        kids = node.get("/Kids")
        if kids is None:
            leaves += 1
            _refuse_pictures_as_words(node.get("/Contents"))
        else:
            waiting += _branches(kids, seen)
        if leaves + len(waiting) > limits.OBJECTS or leaves > limits.PAGES:
            raise Refused("file_too_many_pages", "file")
    if leaves == 0 or root.get("/Count") != leaves:
        raise Refused("file_broken", "file")
    return leaves


def _refuse_pictures_as_words(contents: Any) -> None:
    """What a page draws is no picture: as one it would be weighed by another rule."""
    parts = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    if any(isinstance(one, pikepdf.Stream) and "/Subtype" in one for one in parts):
        raise Refused("file_broken", "file")


def _branches(kids: Any, seen: set[tuple[int, int]]) -> list[Any]:
    """The children of a node; a branch may stand once, a leaf as often as somebody copied it."""
    if not isinstance(kids, pikepdf.Array):
        raise Refused("file_broken", "file")
    if len(kids) > limits.PAGES:
        raise Refused("file_too_many_pages", "file")
    found = list(kids)
    if not all(isinstance(kid, pikepdf.Dictionary) for kid in found):
        raise Refused("file_broken", "file")
    branches = {kid.objgen for kid in found if "/Kids" in kid}
    if branches & seen:
        raise Refused("file_broken", "file")
    seen |= branches
    return found


def _measure(node: Any) -> None:
    unit = float(node.get("/UserUnit", 1))
    for box in _BOXES:
        corners = node.get(box)
        if corners is None:
            continue
        try:
            left, bottom, right, top = (float(corner) for corner in corners)
        except TypeError:  # a corner that is no number is the file's fault, not ours
            raise Refused("file_broken", "file") from None
        if max(abs(right - left), abs(top - bottom)) * unit > limits.POINTS:
            raise Refused("page_too_large", "file")
