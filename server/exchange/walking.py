"""Walks an envelope's tree by local names, wherever a vendor put them, within measures."""

import unicodedata
from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

Node: TypeAlias = etree._Element

MOST_PARTS = 500
LONGEST = 2000
LONGEST_ID = 200


def every(node: Node | None, *path: str) -> list[Node]:
    """The descendants reached by these local names, each a child of the one before."""
    found = [] if node is None else [node]
    for name in path:
        found = [child for parent in found for child in parent.iterchildren(f"{{*}}{name}")]
    return found[:MOST_PARTS]


def one(node: Node | None, name: str) -> Node | None:
    """The first element of this local name, however deep."""
    return next(deep(node, name), None)


def deep(node: Node | None, name: str) -> Iterator[Node]:
    """Found by the library itself: in Python this was a third of reading an envelope."""
    return iter(()) if node is None else node.iter(f"{{*}}{name}")


def said(node: Node | None, *path: str, most: int = LONGEST) -> str:
    """The text at the end of a path, in NFC, in one line; a written `null` is nothing."""
    for found in every(node, *path):
        text = unicodedata.normalize("NFC", " ".join((found.text or "").split()))[:most]
        return "" if text.lower() == "null" else text
    return ""


def said_here(node: Node) -> str:
    return " ".join((node.text or "").split())[:LONGEST_ID]
