"""Golden pictures: every type's page as it was looked at and found right, a millimetre a point.

After a change of the look: `.venv/bin/python -m tests.typesetting.golden`, look at what changed in
`tests/typesetting/golden/`, and commit it with the change.
"""

import re
import sys
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
from PIL import Image, ImageChops

from server.typesetting import Sheet, typeset
from server.typesetting.copying import copied, corner
from server.typesetting.extracts import extracted
from server.typesetting.rows import PAGE_HEIGHT, PAGE_WIDTH
from server.uploads.copies.seen_pages import flatten
from server.words import fold
from signing import prepare_copy
from signing.lettering import Lettering, write_fields
from signing.writing import next_revision
from tests.typesetting.all_types import COPIED, COPY, EXTRACT, EXTRACTED, JOINT, MORE, SHEETS, THREE
from workflows.copies import CopyForm, mark

FOLDER = Path(__file__).with_name("golden")
FONTS = Path(__file__).parents[2] / "build" / "fonts"
SIZE = (210, 297)
_OVER, _GREYS = 3, 16
_FAR, _FEW = 80, 12
"""One letter too many changes more than a few points by so much; no way of smoothing does."""


Paper = Callable[[], bytes]


def _set(sheet: Sheet) -> Paper:
    return lambda: typeset(sheet, FONTS).pdf


def papers() -> dict[str, Paper]:
    """File name → its PDF: the 29 types in their order, annexes, stamps, a copy, joint papers."""
    made = {name: _set(sheet) for name, sheet in {**SHEETS, **MORE}.items()}
    made["Sao y (3.1)"] = lambda: copied(_set(COPIED)(), COPY, FONTS)
    made |= {"Hai cơ quan ban hành": _set(JOINT), "Ba cơ quan ban hành": _set(THREE)}
    made["Sao y điện tử (3.2)"] = _electronic
    made["Trích sao (3.1)"] = lambda: copied(extracted(EXTRACT, FONTS), EXTRACTED, FONTS)
    return {
        f"{n:02}-{re.sub('[^a-z0-9.]+', '-', fold(name)).strip('-')}": paper
        for n, (name, paper) in enumerate(made.items(), start=1)
    }


def _electronic() -> bytes:
    """A scanned sheet with what stands in its corner, as far as a picture shows it."""
    said = mark(CopyForm.SY, COPY.agency, "2023-03-20T09:00:00+07:00")
    ready = prepare_copy(_set(COPIED)(), corner((PAGE_WIDTH, PAGE_HEIGHT)))
    writer = next_revision(ready)
    font = FONTS / "Tinos-Regular.ttf"
    write_fields(writer, {"ThongTin": Lettering(said, font, at_right=True, size=10)})
    filled = BytesIO()
    writer.write(filled)
    with pikepdf.open(filled) as pdf:
        flatten(pdf)
        out = BytesIO()
        pdf.save(out)
    return out.getvalue()


def pictures(name: str, paper: Paper) -> Iterator[tuple[str, Image.Image]]:
    """Every page of a paper, small and grey."""
    with pypdfium2.PdfDocument(paper()) as document:
        for n in range(len(document)):
            yield f"{name}-{n + 1}.png", small(document[n])


def small(page: pypdfium2.PdfPage) -> Image.Image:
    """A millimetre becomes a point, in sixteen greys."""
    large = page.render(scale=_OVER * SIZE[0] / page.get_width()).to_pil().convert("L")
    grey = large.resize(SIZE, Image.Resampling.BOX)
    step = 256 // _GREYS
    return grey.point(lambda one: min(255, one // step * step + step // 2))


def differ(one: Image.Image, other: Image.Image) -> int:
    """How many points are not alike; none where two renderers only smooth differently."""
    if one.size != other.size:
        return one.size[0] * one.size[1]
    far = sum(ImageChops.difference(one, other).histogram()[_FAR:])
    return far if far > _FEW else 0


def renew() -> None:
    """Draw all pictures anew and say which are not as they were."""
    FOLDER.mkdir(exist_ok=True)
    drawn = {at: one for name, paper in papers().items() for at, one in pictures(name, paper)}
    for old in FOLDER.glob("*.png"):
        if old.name not in drawn:
            old.unlink()
            sys.stdout.write(f"gone     {old.name}\n")
    for name, picture in drawn.items():
        path = FOLDER / name
        if not path.exists() or differ(picture, Image.open(path).convert("L")):
            sys.stdout.write(f"look at  {path}\n")
            picture.save(path, optimize=True)


if __name__ == "__main__":
    renew()
