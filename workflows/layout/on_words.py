"""TXT-06 to TXT-12: capitals, names of places and agencies, tones (Annex II)."""

import re
from collections.abc import Iterator

from workflows.layout.described import Described
from workflows.layout.elements import Elements
from workflows.layout.verdicts import Check, Fault
from workflows.layout.wording import SLIPS


def slips_of(rule: str) -> Check:
    """The check that looks for the slips of one rule, each spelling once in a place."""

    def check(_page: Described, seen: Elements) -> Iterator[Fault]:
        for slip in (one for one in SLIPS if one.rule == rule):
            for block in seen.texts:
                if block.is_upper and slip.severity != "E":
                    continue
                for old in dict.fromkeys(one.group() for one in slip.pattern.finditer(block.text)):
                    new = slip.right(old) if slip.right else ""
                    words = slip.words.format(old)
                    yield Fault(words, block, old if new else "", new, slip.severity)

    return check


def ward(_page: Described, seen: Elements) -> Iterator[Fault]:
    """A ward named by a number stands in the place line with its whole name (TXT-08)."""
    block = seen.date
    if block is None:
        return
    place = block.text.partition(",")[0].strip()
    if place.isdecimal() or re.match(r"[PQ]\.? ?\d", place):
        words = f"“{place}”: ghi tên gọi đầy đủ của đơn vị hành chính (Phường 3, Quận 1)."
        yield Fault(words, block)


def tones(_page: Described, _seen: Elements) -> Iterator[Fault]:
    """uỷ and ủy, hoà and hòa are both right: never a fault by itself (TXT-12)."""
    yield from ()
