"""The picture of a signature or a seal, as it comes from a telephone, and as it is drawn."""

import io

import pytest
from PIL import Image, ImageDraw

from server.uploads.copies.marks import PERSON, SEAL, SHEETS, redrawn
from workflows import Refused

NOTHING = Image.new("RGBA", (900, 500), (255, 255, 255, 0))
BLUE, RED, BLACK = (30, 60, 160), (205, 25, 45), (20, 20, 20)


def scribble(
    colour: tuple[int, int, int], *, paper: bool, size: tuple[int, int] = (900, 500)
) -> bytes:
    """A pen's stroke in the middle; on `paper` with a shadow, as a telephone sees it."""
    ground = (238, 236, 232, 255) if paper else (255, 255, 255, 0)
    image = Image.new("RGBA", size, ground)
    pen = ImageDraw.Draw(image)
    points = [(200, 300), (320, 180), (420, 330), (560, 200), (700, 300)]
    pen.line(points, (*colour, 255), 12, joint="curve")
    return packed(image, "JPEG" if paper else "PNG")


def ring(colour: tuple[int, int, int], width: int = 420, height: int = 420) -> bytes:
    image = Image.new("RGBA", (800, 800), (255, 255, 255, 0))
    ImageDraw.Draw(image).ellipse(
        (100, 100, 100 + width, 100 + height), outline=(*colour, 255), width=20
    )
    return packed(image, "PNG")


def packed(image: Image.Image, how: str) -> bytes:
    out = io.BytesIO()
    (image.convert("RGB") if how == "JPEG" else image).save(out, how)
    return out.getvalue()


def why(data: bytes, name: str, kind: str) -> str:
    with pytest.raises(Refused) as no:
        redrawn(data, name, kind)
    assert no.value.field == "file"
    return no.value.reason


@pytest.mark.parametrize("paper", [True, False])
def test_a_blue_stroke_is_cut_out_of_its_paper_and_not_stretched(paper: bool) -> None:
    made = Image.open(
        io.BytesIO(redrawn(scribble(BLUE, paper=paper), "ky.jpg" if paper else "ky.png", PERSON))
    )
    assert (made.format, made.mode, made.size) == ("PNG", "RGBA", SHEETS[PERSON])
    alpha = made.getchannel("A")
    box = alpha.point(lambda a: 255 if a > 40 else 0).getbbox()
    assert box is not None
    width, height = box[2] - box[0], box[3] - box[1]
    assert width > 0.97 * SHEETS[PERSON][0] and abs(width / height - 512 / 162) < 0.4
    assert alpha.getpixel((5, 5)) == 0, "paper is transparent"


def test_a_red_ring_fills_its_sheet() -> None:
    made = Image.open(io.BytesIO(redrawn(ring(RED), "dau.png", SEAL)))
    assert made.size == SHEETS[SEAL]
    assert made.getchannel("A").getbbox() == (0, 0, *SHEETS[SEAL])


@pytest.mark.parametrize(
    ("data", "name", "kind", "reason"),
    [
        (scribble(BLACK, paper=True), "ky.jpg", PERSON, "mark_not_blue"),
        (scribble(RED, paper=False), "ky.png", PERSON, "mark_not_blue"),
        (ring(BLUE), "dau.png", SEAL, "mark_not_red"),
        (ring(RED, 600, 400), "dau.png", SEAL, "mark_not_round"),
        (packed(NOTHING, "PNG"), "ky.png", PERSON, "mark_empty"),
        (scribble(BLUE, paper=False)[:300], "ky.png", PERSON, "mark_unreadable"),
        (b"%PDF-1.7\n", "ky.pdf", PERSON, "mark_unreadable"),
        (scribble(BLUE, paper=False), "ky.pdf", PERSON, "file_not_what_it_says"),
        (packed(Image.new("L", (6000, 5000)), "PNG"), "ky.png", PERSON, "mark_unreadable"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)  # fmt: skip
def test_what_is_no_such_mark_is_refused_by_name(
    data: bytes, name: str, kind: str, reason: str
) -> None:
    assert why(data, name, kind) == reason
