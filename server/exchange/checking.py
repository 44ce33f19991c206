"""Holds an envelope against the schema of edXML (`edxml.xsd`): what we write is by it.

What others send is read whatever order and form it has (§8.8); where it is not by the schema, that
is said in words and stops nothing.
"""

import re
import threading
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

SCHEMA = Path(__file__).with_name("edxml.xsd")
MOST = 3
"""Differences that are named; vendors who write otherwise do so throughout."""

_NAME = re.compile(r"Element '(?:\{[^}]*\})?([^']{1,80})'")


def differences(root: etree._Element) -> list[str]:
    """What is not by the schema, each in words; nothing where all of it is."""
    with _one_at_a_time:
        said = [] if _schema.validate(root) else list(dict.fromkeys(_in_words(_schema.error_log)))
    more = [f"và {len(said) - MOST} điểm khác"] if len(said) > MOST else []
    return [*said[:MOST], *more]


def _read() -> etree.XMLSchema:
    """From our own file alone."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.XMLSchema(etree.parse(SCHEMA, parser))


_schema = _read()
"""Before the first letter: two that read it at one moment leave libxml2's own types half made, and
no letter is taken any more until the office is started anew."""

_one_at_a_time = threading.Lock()
"""What is not by the schema stands on the schema itself, where another's would be read."""


def _in_words(log: etree._ListErrorLog) -> Iterator[str]:
    for one in log:
        found = _NAME.match(one.message)
        name = found[1] if found else "edXML"
        if "Missing child" in one.message:
            yield f"{name} thiếu thẻ con"
        elif one.type_name == "SCHEMAV_ELEMENT_CONTENT":
            yield f"thẻ {name} lạ, sai chỗ hoặc lặp"
        elif one.type_name == "SCHEMAV_CVC_IDC":
            yield "danh mục tệp không khớp với các tệp"
        else:
            yield f"giá trị của {name} sai mẫu"
