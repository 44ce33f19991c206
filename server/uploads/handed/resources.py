"""Fonts, images and what else a page is drawn with, copied key by key; other keys stay behind."""

from typing import Any

import pikepdf

from server.uploads.handed.contents import cleaned, unparsed
from server.uploads.handed.pens import Face, Unclear, face_of

_NAMED = ("/Font", "/XObject", "/ExtGState", "/ColorSpace", "/Pattern", "/Shading")
_FONTS = """
Type Subtype BaseFont Name FirstChar LastChar Widths FontDescriptor Encoding ToUnicode Differences
DescendantFonts CIDSystemInfo Registry Ordering Supplement DW W DW2 W2 CIDToGIDMap BaseEncoding
FontName FontFamily FontStretch FontWeight Flags FontBBox ItalicAngle Ascent Descent Leading
CapHeight XHeight StemV StemH AvgWidth MaxWidth MissingWidth FontFile FontFile2 FontFile3
CharSet CIDSet CMapName WMode Length1 Length2 Length3
"""
_PICTURES = """
Width Height ColorSpace BitsPerComponent Intent ImageMask Mask Decode Interpolate SMask SMaskInData
Filter DecodeParms Predictor Colors Columns EarlyChange K EndOfLine Rows EncodedByteAlign EndOfBlock
BlackIs1 DamagedRowsBeforeError ColorTransform JBIG2Globals FormType BBox Matrix Group S CS I
"""
_WAYS = """
LW LC LJ ML D RI OP op OPM FL SM SA BM CA ca AIS TK G BC N Alternate Range FunctionType Domain C0 C1
Functions Bounds Encode Size BitsPerSample Order PatternType PaintType TilingType XStep YStep TR
Shading ExtGState ShadingType Background AntiAlias Coords Function Extend BitsPerCoordinate
BitsPerFlag VerticesPerRow WhitePoint BlackPoint Gamma
"""
_KEPT = frozenset(f"/{key}" for key in (_FONTS + _PICTURES + _WAYS).split())
"""Every key of a font, an image or a form, a state, a colour or a pattern that is drawn with."""
_DEEP = 40


class Copier:
    """Takes things over into a new file, each once."""

    def __init__(self, into: pikepdf.Pdf) -> None:
        self._into = into
        self._done: dict[tuple[int, int], Any] = {}
        self._depth = 0

    def resources(self, source: Any) -> pikepdf.Dictionary:
        """The maps of names that drawing instructions use."""
        copied = pikepdf.Dictionary()
        for kind in _NAMED:
            named = source.get(kind)
            if isinstance(named, pikepdf.Dictionary):
                copied[kind] = pikepdf.Dictionary(
                    {name: self.copy(named[name]) for name in named.keys()}  # noqa: SIM118
                )
        return copied

    def copy(self, thing: Any) -> Any:
        """The same thing in the new file; Unclear for what shows by other rules than a page."""
        if not isinstance(thing, pikepdf.Dictionary | pikepdf.Array | pikepdf.Stream):
            return _word(thing)
        if thing.is_indirect and thing.objgen in self._done:
            return self._done[thing.objgen]
        self._depth += 1
        if self._depth > _DEEP:
            raise Unclear("too deep")
        made = self._made(thing)
        self._depth -= 1
        return made

    def _made(self, thing: Any) -> Any:
        if isinstance(thing, pikepdf.Array):
            return self._kept(thing, pikepdf.Array([self.copy(one) for one in thing]))
        if "/OC" in thing or "/CharProcs" in thing or thing.get("/Subtype") == "/PS":
            raise Unclear("a layer, a drawn font or a program")
        if not isinstance(thing, pikepdf.Stream):
            return self._kept(thing, pikepdf.Dictionary(self._entries(thing)))
        new = self._into.make_stream(b"")
        self._done[thing.objgen] = new
        draws = thing.get("/Subtype") == "/Form" or "/PatternType" in thing
        self._fill(new, thing, draws)
        return new

    def _kept(self, thing: Any, made: Any) -> Any:
        if not thing.is_indirect:
            return made
        self._done[thing.objgen] = self._into.make_indirect(made)
        return self._done[thing.objgen]

    def _entries(self, thing: Any) -> dict[str, Any]:
        return {key: self.copy(thing[key]) for key in thing.keys() if key in _KEPT}  # noqa: SIM118

    def _fill(self, new: Any, thing: Any, draws: bool) -> None:
        """A stream that draws is followed like a page; any other is taken as it lies there."""
        entries = self._entries(thing.stream_dict)
        if draws:
            found = thing.get("/Resources", pikepdf.Dictionary())
            new.write(unparsed(cleaned(thing, faces_of(found))))
            entries = {key: one for key, one in entries.items() if key not in _PACKING}
            entries["/Resources"] = self.resources(found)
        else:
            packing = {key: entries.pop(key) for key in _PACKING if key in entries}
            new.write(
                thing.read_raw_bytes(),
                filter=packing.get("/Filter"),
                decode_parms=packing.get("/DecodeParms"),
            )
        for key, one in entries.items():
            new[key] = one


_PACKING = ("/Filter", "/DecodeParms")


def _word(thing: Any) -> Any:
    """A name or a string that belongs to no file; numbers belong to none."""
    if isinstance(thing, pikepdf.Name):
        return pikepdf.Name(str(thing))
    return pikepdf.String(bytes(thing)) if isinstance(thing, pikepdf.String) else thing


def faces_of(resources: Any) -> dict[str, Face]:
    """The fonts of a page by their names."""
    fonts = resources.get("/Font", pikepdf.Dictionary())
    return {name: face_of(fonts[name]) for name in fonts.keys()}  # noqa: SIM118
