"""Makes an envelope well-formed where vendors do not, and remembers it (§8.8, 1, 2, 14, 16)."""

import re
from copy import deepcopy
from typing import Any

from lxml import etree

from server.exchange.envelope import NAMESPACE
from workflows import Refused

JUNK = 16
"""Bytes before the XML declaration that are let pass."""

LOOKED_AT = 1 << 20
"""Bytes at the head that are searched for prefixes; behind them there are only files."""

MENDED = "Đã sửa cú pháp XML (tiền tố chưa khai báo); không xác nhận được chữ ký của phong bì."
_PREFIX = re.compile(
    rb"</?([A-Za-z_][\w.-]{0,39}):[A-Za-z_]|[\s\"']([A-Za-z_][\w.-]{0,39}):[A-Za-z_][\w.-]*\s*="
)
_ROOT = re.compile(rb"<(?![?!])[^\s/>]+")
_SAFE: dict[str, Any] = {
    "encoding": "utf-8", "resolve_entities": False, "no_network": True, "huge_tree": True,
    "remove_comments": True, "remove_pis": True,
}  # fmt: skip
_SOAP = "http://schemas.xmlsoap.org/soap/envelope/"


def tree_of(body: bytes) -> tuple[etree._Element, list[str]]:
    """The root element, and notes on what had to be forgiven; `gateway_malformed` otherwise."""
    text, notes = _from_declaration(body)
    try:
        root = _parse(text)
    except etree.XMLSyntaxError:
        root = _mended(text)
        notes.append(MENDED)
    names = etree.QName(root)
    if names.namespace == _SOAP or names.localname == "Envelope":
        raise Refused("gateway_soap")
    if names.localname != "edXML":
        raise Refused("gateway_malformed")
    return root, notes


def head_of(beginning: bytes) -> tuple[etree._Element, list[str]]:
    """An envelope of its head alone, whatever follows; `gateway_malformed` where none ends."""
    text, notes = _from_declaration(beginning)
    parser = etree.XMLPullParser(("end",), **_SAFE)
    try:
        parser.feed(text)
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


def _from_declaration(body: bytes) -> tuple[bytes, list[str]]:
    """What a vendor's counter left before `<?xml` is cut off and noted."""
    text = body.removeprefix(b"\xef\xbb\xbf").lstrip()
    if b"<!DOCTYPE" in text or b"\0" in text[:64]:
        raise Refused("gateway_malformed")
    start = text.find(b"<?xml", 0, JUNK + 5)
    if start > 0:
        junk = text[:start].decode("ascii", "replace")
        return text[start:], [f"Bỏ {start} byte thừa trước khai báo XML: {junk!r}."]
    return text, []


def _parse(text: bytes) -> etree._Element:
    """UTF-8 whatever it declares: another alphabet could hide a document type declaration."""
    return etree.fromstring(text, etree.XMLParser(**_SAFE))


def _mended(text: bytes) -> etree._Element:
    """Declare on the root every prefix that occurs in a tag; nothing else is touched."""
    used = {a or b for part in (text[:LOOKED_AT], text[-4096:]) for a, b in _PREFIX.findall(part)}
    root = _ROOT.search(text)
    if root is None:
        raise Refused("gateway_malformed")
    opening = text[root.start() : text.find(b">", root.start()) + 1]
    missing = [p for p in sorted(used - {b"xml", b"xmlns"}) if b"xmlns:" + p not in opening]
    said = b"".join(b' xmlns:%s="%s"' % (p, NAMESPACE.encode()) for p in missing)
    try:
        return _parse(text[: root.end()] + said + text[root.end() :])
    except etree.XMLSyntaxError:
        raise Refused("gateway_malformed") from None
