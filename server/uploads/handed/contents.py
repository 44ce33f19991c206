"""What is drawn on a page, one instruction after the other: known ones, balanced, unmarked."""

from collections.abc import Iterable, Mapping
from typing import Any

import pikepdf

from server.uploads.handed.pens import HIDDEN, SHOWS, Face, Pen, Unclear
from workflows.law import Refused

_DRAWING = frozenset(
    (*"qQwJjMdimlcvyhsSfFBbnWGgKk", "cm", "ri", "i", "gs", "re", "f*", "B*", "b*", "W*", "sh", "Do")
    + ("CS", "cs", "SC", "SCN", "sc", "scn", "RG", "rg", "BT", "ET", "Tc", "Tw", "Tz", "TL", "Tf")
    + ("Tr", "Ts", "Td", "TD", "Tm", "T*", "Tj", "TJ", "'", '"')
)
_DROPPED = frozenset({"BMC", "BDC", "EMC", "MP", "DP", "BX", "EX"})
"""Marks for programs; what they mark stays."""
INLINE = "INLINE IMAGE"
Step = tuple[list[Any], pikepdf.Operator]


def cleaned(source: Any, faces: Mapping[str, Face]) -> list[Step]:
    """The instructions of a page or a form; Unclear where a layer or an unknown one is met."""
    steps: list[Step] = []
    pen, depth = Pen(dict(faces)), 0
    for said, operator in _parsed(source):
        name = str(operator)
        if name in _DROPPED:
            _refuse_layer(said)
            continue
        if name == "Q" and depth == 0:
            continue
        depth += {"q": 1, "Q": -1}.get(name, 0)
        _watch(pen, name, said)
        steps.append((said, operator))
    return steps + [([], pikepdf.Operator("Q"))] * depth


def _parsed(source: Any) -> Iterable[tuple[list[Any], Any]]:
    try:
        for one in pikepdf.parse_content_stream(source):
            yield list(one.operands), one.operator
    except pikepdf.PdfError as broken:
        raise Unclear("contents that cannot be parsed") from broken


def _refuse_layer(said: list[Any]) -> None:
    if said and said[0] == pikepdf.Name("/OC"):
        raise Unclear("a layer")


def _watch(pen: Pen, name: str, said: list[Any]) -> None:
    """Text that will be seen needs its font in the file, or each machine shows another one."""
    if name not in _DRAWING and name != INLINE:
        raise Unclear("an unknown instruction")
    if name not in SHOWS:
        pen.follow(name, said)
    elif not pen.face.is_embedded:
        if pen.hand.way in HIDDEN:
            raise Unclear("hidden text without its font")
        raise Refused("fonts_not_embedded", "file")


def unparsed(steps: Iterable[Step]) -> bytes:
    return pikepdf.unparse_content_stream(list(steps))
