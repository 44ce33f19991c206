"""Makes an envelope well-formed where vendors do not, and remembers it (§8.8, 1, 2, 14, 16)."""

import re
from collections.abc import Iterable
from copy import deepcopy
from itertools import chain
from typing import Any

from lxml import etree

from server.exchange.bodies import pieces
from server.exchange.envelope import NAMESPACE
from server.files import Body
from workflows import Refused

JUNK = 16
"""Bytes before the XML declaration that are let pass."""

LOOKED_AT = 1 << 20
"""Bytes at the head that are searched for prefixes; behind them there are only files."""

MENDED = "Đã sửa cú pháp XML (tiền tố chưa khai báo); không xác nhận được chữ ký của phong bì."
_PREFIX = re.compile(
    rb"</?([A-Za-z_][\w.-]{0,39}):[A-Za-z_]|[\s\"']([A-Za-z_][\w.-]{0,39}):[A-Za-z_][\w.-]*\s*="
)
_BEFORE = re.compile(rb"(?:\xef\xbb\xbf)?\s*")
_ROOT = re.compile(rb"<(?![?!])[^\s/>]+")
_SAFE: dict[str, Any] = {
    "encoding": "utf-8", "resolve_entities": False, "no_network": True, "huge_tree": True,
    "remove_comments": True, "remove_pis": True,
}  # fmt: skip
_SOAP = "http://schemas.xmlsoap.org/soap/envelope/"


def tree_of(body: Body) -> tuple[etree._Element, list[str]]:
    """The root element, and notes on what had to be forgiven; `gateway_…` where it is none."""
    first, notes = _from_declaration(body)
    try:
        root = _parse(pieces(body, first))
    except etree.XMLSyntaxError:
        root = _mended(body, first)
        notes.append(MENDED)
    names = etree.QName(root)
    if names.namespace == _SOAP or names.localname == "Envelope":
        raise Refused("gateway_soap")
    if names.localname != "edXML":
        raise Refused("gateway_malformed")
    return root, notes


def head_of(beginning: bytes) -> tuple[etree._Element, list[str]]:
    """An envelope of its head alone, whatever follows; `gateway_…` where none ends."""
    first, notes = _from_declaration(beginning)
    parser = etree.XMLPullParser(("end",), **_SAFE)
    try:
        parser.feed(beginning[first:])
        heads = (node for _end, node in parser.read_events() if _name(node) == "edXMLHeader")
        head = next(heads, None)
    except etree.XMLSyntaxError:
        head = None
    if head is None:
        raise Refused("gateway_malformed")
    root = etree.Element("edXML")
    root.append(deepcopy(head))
    return root, notes


def _name(node: etree._Element) -> str:
    return etree.QName(node).localname


def _from_declaration(body: Body) -> tuple[int, list[str]]:
    """Where it begins; what a vendor's counter left before `<?xml` is passed over and noted."""
    begins = _BEFORE.match(body)
    first = begins.end() if begins else 0
    if b"\0" in body[first : first + 64]:
        raise Refused("gateway_malformed")
    if body.find(b"<!DOCTYPE", first) >= 0:
        raise Refused("gateway_doctype")
    start = body.find(b"<?xml", first, first + JUNK + 5)
    if start > first:
        junk = body[first:start].decode("ascii", "replace")
        return start, [f"Bỏ {start - first} byte thừa trước khai báo XML: {junk!r}."]
    return first, []


def _parse(text: Iterable[bytes]) -> etree._Element:
    """UTF-8 whatever it declares: another alphabet could hide a document type declaration."""
    parser = etree.XMLParser(**_SAFE)
    for piece in text:
        parser.feed(piece)
    return parser.close()


def _mended(body: Body, first: int) -> etree._Element:
    """Declare on the root every prefix that occurs in a tag; nothing else is touched."""
    seen = body[first : first + LOOKED_AT], body[max(first, len(body) - 4096) :]
    used = {a or b for part in seen for a, b in _PREFIX.findall(part)}
    root = _ROOT.search(body, first)
    if root is None:
        raise Refused("gateway_malformed")
    opening = body[root.start() : body.find(b">", root.start()) + 1]
    missing = [p for p in sorted(used - {b"xml", b"xmlns"}) if b"xmlns:" + p not in opening]
    said = b"".join(b' xmlns:%s="%s"' % (p, NAMESPACE.encode()) for p in missing)
    try:
        return _parse(chain((body[first : root.end()], said), pieces(body, root.end())))
    except etree.XMLSyntaxError:
        raise Refused("gateway_malformed") from None
