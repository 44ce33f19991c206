"""How a paragraph and a run of a DOCX look, once styles and defaults are counted together."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from workflows.layout import Run

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEP = 12
"""Styles that may rest on each other; a loop ends here."""
Element = Any


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph: lengths in twips, `leading` in lines, None where it is a fixed height."""

    align: str
    first_line: float | None
    before: float
    after: float
    leading: float | None


class Styles:
    """The styles of a file; each question goes from the paragraph down to the defaults."""

    def __init__(self, root: Element | None) -> None:
        found = root.findall(f"{W}style") if root is not None else []
        self._by_id = {one.get(f"{W}styleId"): one for one in found}
        self._usual = next(
            (one for one in found if one.get(f"{W}default") and one.get(f"{W}type") == "paragraph"),
            None,
        )
        base = root.find(f"{W}docDefaults") if root is not None else None
        self._defaults = [base] if base is not None else []

    def paragraph(self, paragraph: Element) -> Look:
        layers = list(self._layers(paragraph))
        spacing = [one for layer in layers for one in layer.findall(f".//{W}pPr/{W}spacing")]
        spacing = [*paragraph.findall(f"{W}pPr/{W}spacing"), *spacing]
        indents = [*paragraph.findall(f"{W}pPr/{W}ind")]
        indents += [one for layer in layers for one in layer.findall(f".//{W}pPr/{W}ind")]
        aligns = [*paragraph.findall(f"{W}pPr/{W}jc")]
        aligns += [one for layer in layers for one in layer.findall(f".//{W}pPr/{W}jc")]
        return Look(
            _first(aligns, "val") or "left",
            _number(_first(indents, "firstLine")),
            _number(_first(spacing, "before")) or 0,
            _number(_first(spacing, "after")) or 0,
            _leading(spacing),
        )

    def run(self, paragraph: Element, run: Element | None) -> Run:
        """Its face; what is said nowhere is Times New Roman of 10 points, as Word has it."""
        own = [run.find(f"{W}rPr")] if run is not None else []
        named = [self._by_id.get(_val(one, "rStyle")) for one in own if one is not None]
        layers = [*named, *self._layers(paragraph)]
        faces = [*own, *(one.find(f".//{W}rPr") for one in layers if one is not None)]
        known = [one for one in faces if one is not None]
        fonts = [font for one in known for font in one.findall(f"{W}rFonts")]
        size = _number(next((v for one in known if (v := _val(one, "sz"))), None))
        colour = next((v for one in known if (v := _val(one, "color"))), "auto")
        return Run(
            "",
            _first(fonts, "ascii") or _first(fonts, "hAnsi") or "",
            (size or 20) / 2,
            _is_on(known, "b"),
            _is_on(known, "i"),
            _colour_word(colour),
        )

    def _layers(self, paragraph: Element) -> Iterator[Element]:
        """The paragraph's style, those it rests on, and the defaults of the file."""
        name = _val(paragraph.find(f"{W}pPr"), "pStyle")
        style = self._by_id.get(name) if name else self._usual
        for _ in range(_DEEP):
            if style is None:
                break
            yield style
            style = self._by_id.get(_val(style, "basedOn"))
        yield from self._defaults


def number_of(thing: Element | None, name: str, usual: float) -> float:
    """An attribute of the word namespace as a number."""
    said = thing.get(f"{W}{name}") if thing is not None else None
    return _number(said) if said and _number(said) is not None else usual  # type: ignore[return-value]


def _val(parent: Element | None, name: str) -> str:
    child = parent.find(f"{W}{name}") if parent is not None else None
    return (child.get(f"{W}val") or "") if child is not None else ""


def _first(things: list[Element], name: str) -> str | None:
    return next((said for one in things if (said := one.get(f"{W}{name}"))), None)


def _number(said: str | None) -> float | None:
    try:
        return float(said) if said else None
    except ValueError:
        return None


def _is_on(faces: list[Element], name: str) -> bool:
    """The nearest word decides: `<w:b w:val="0"/>` takes back what a style gave."""
    for face in faces:
        switch = face.find(f"{W}{name}")
        if switch is not None:
            return switch.get(f"{W}val") not in ("0", "false", "none")
    return False


def _leading(spacing: list[Element]) -> float | None:
    rule = _first(spacing, "lineRule")
    line = _number(_first(spacing, "line"))
    if rule in ("exact", "atLeast"):
        return None
    return line / 240 if line else 1.0


def _colour_word(code: str) -> str:
    """`auto` is black; what is nearly black is black too."""
    if len(code) != 6 or code == "auto":
        return "black"
    try:
        red, green, blue = (int(code[n : n + 2], 16) for n in (0, 2, 4))
    except ValueError:
        return "black"
    if max(red, green, blue) < 90:
        return "black"
    return "red" if red > 140 and max(green, blue) < 0.65 * red else "other"
