"""What a PDF may do by itself: every deed, wherever a reader looks for one, however it is spelt."""

import io
from collections.abc import Iterator

import pikepdf

from tests.hostile.piece import BROKEN, DOES, HOLDS, SCRIPT, TAKEN, Piece, piece
from tests.uploads.sheets import Maker, by_hand, quiet_objects, saved

DEEDS: dict[str, tuple[bytes, str]] = {
    "js": (b"/S /JavaScript /JS (app.alert)", SCRIPT),
    "launch": (b"/S /Launch /F (cmd.exe)", DOES),
    "submit": (b"/S /SubmitForm /F (http://la)", DOES),
    "import": (b"/S /ImportData /F (a.fdf)", DOES),
    "gotor": (b"/S /GoToR /F (//la/a.pdf) /D [0 /Fit]", DOES),
    "gotoe": (b"/S /GoToE /D [0 /Fit]", DOES),
    "rendition": (b"/S /Rendition /OP 0", DOES),
    "movie": (b"/S /Movie", DOES),
    "sound": (b"/S /Sound", DOES),
    "thread": (b"/S /Thread /F (//la/a.pdf) /D 0", DOES),
    "uri-js": (b"/S /URI /URI (javascript:alert%281%29)", DOES),
    "uri-unc": (rb"/S /URI /URI (\\\\la\\x)", DOES),
    "uri-search": (b"/S /URI /URI (search-ms:query=x)", DOES),
    "uri-tab": (rb"/S /URI /URI ( JaVa\011script:x)", DOES),
    "uri-wide": (b"/S /URI /URI <FEFF" + "javascript:x".encode("utf-16-be").hex().encode() + b">", DOES),
}  # fmt: skip
"""An action's entries, and the reason that is given for it."""

PLACES: dict[str, tuple[bytes, bytes, bytes]] = {
    "open": (b"/OpenAction %s", b"", b""),
    "link": (b"", b"/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A %s >>]", b""),
    "outline": (b"/Outlines << /First << /Title (x) /A %s >> >>", b"", b""),
    "next": (b"/OpenAction << /S /GoTo /D (a) /Next [%s] >>", b"", b""),
    "alone": (b"/X 4 0 R", b"", b"%s"),
}
"""Where it stands: in the catalogue, in the page, or in an object that is only pointed at."""

ODDITIES: tuple[tuple[str, bytes, bytes, bytes, str], ...] = (
    ("twice-kind", b"/OpenAction << /S /Launch /F (a) /S /GoTo /D (a) >>", b"", b"", BROKEN),
    ("twice-open", b"/OpenAction << /S /Launch >> /OpenAction [0 /Fit]", b"", b"", BROKEN),
    ("uri-base", b"/URI << /Base (javascript:) >>", b"", b"", DOES),
    ("uri-opens", b"/OpenAction << /S /URI /URI (http://la) >>", b"", b"", DOES),
    ("far-stream", b"/X 4 0 R", b"", b"<< /Length 0 /F (//la/x) >>\nstream\n\nendstream", DOES),
    ("far-picture", b"/X 4 0 R", b"", b"<< /Subtype /Image /Length 0 /FFilter /X "
     b"/F << /F (//la/x) >> >>\nstream\n\nendstream", DOES),
    ("sound-note", b"", b"/Annots [<< /Subtype /Sound /Rect [0 0 9 9] >>]", b"", DOES),
    ("movie-note", b"", b"/Annots [<< /Subtype /Movie /Rect [0 0 9 9] >>]", b"", DOES),
    ("portfolio", b"/Collection << /View /D >>", b"", b"", HOLDS),
    ("script-names", b"/Names << /JavaScript << /Names [(a) << /S /JavaScript >>] >> >>",
     b"", b"", SCRIPT),
    ("wish-mail", b"", b"/Annots [<< /A << /S /URI /URI (mailto:a@b.vn) >> >>]", b"", TAKEN),
    ("wish-site", b"", b"/Annots [<< /A << /S /URI /URI (https://chinhphu.vn) >> >>]", b"", TAKEN),
    ("wish-bare", b"", b"/Annots [<< /A << /S /URI /URI (www.chinhphu.vn) >> >>]", b"", TAKEN),
    ("wish-thread", b"", b"/Annots [<< /A << /S /Thread /D 0 >> >>]", b"", TAKEN),
    ("wish-named", b"", b"/Annots [<< /A << /S /Named /N /NextPage >> >>]", b"", TAKEN),
)  # fmt: skip
"""Catalogue, page, object 4, and what is said of it."""


def pieces() -> Iterator[Piece]:
    for deed, (said, reason) in DEEDS.items():
        for place in PLACES:
            yield piece("pdf-deed", f"{deed}-{place}.pdf", _plainly(said, place), reason)
        yield piece("pdf-deed", f"{deed}-spelt.pdf", _plainly(_spelt(said), "open"), reason)
        yield piece("pdf-deed", f"{deed}-packed.pdf", _tightly(said), reason)
    for name, root, page, more, reason in ODDITIES:
        yield piece("pdf-odd", f"{name}.pdf", _hand(root, page, more), reason)


def _hand(root: bytes, page: bytes, more: bytes) -> Maker:
    return lambda: by_hand([*quiet_objects(root, page), *([more] if more else [])])


def _plainly(deed: bytes, place: str) -> Maker:
    return _hand(*(part.replace(b"%s", b"<< %s >>" % deed) for part in PLACES[place]))


def _tightly(deed: bytes) -> Maker:
    """In an object stream, where no word of it stands in the file."""
    plainly = _plainly(deed, "link")

    def make() -> bytes:
        with pikepdf.open(io.BytesIO(plainly())) as pdf:
            return saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.generate)

    return make


def _spelt(deed: bytes) -> bytes:
    """The first letter of each name as a number, which says the same to a reader."""
    words = deed.split(b" ")
    return b" ".join(
        b"/#%02x%s" % (word[1], word[2:]) if word.startswith(b"/") else word for word in words
    )
