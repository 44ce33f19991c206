"""The blue signature and the red seal, drawn for people and agencies who gave no picture.

Deterministic from the name. The person's mark is a pen stroke without text; the agency's a round
seal of 36 mm (Annex I, II.7d and II.8). A picture carries no trust: the signature below it does.
"""

import hashlib
import math
import random
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw

BLUE, RED = (24, 58, 150, 255), (200, 22, 40, 235)
SEAL_POINTS = 36 / 25.4 * 72
"""Side of the seal's box in PDF points: 36 mm, the usual size of a People's Committee's seal."""

Point = tuple[float, float]
_SCALE = 3


@lru_cache(maxsize=256)
def ink_of_person(name: str) -> bytes:
    """A blue handwritten stroke, 390 × 260 points of a pen, always the same for one name."""
    dice = _dice("person", name)
    width, height = 390 * _SCALE, 260 * _SCALE
    sheet = Image.new("RGBA", (width, height), (*BLUE[:3], 0))
    pen = ImageDraw.Draw(sheet)
    for stroke in (_letters(dice), _flourish(dice)):
        _draw(pen, [(x * width, y * height) for x, y in _smooth(stroke)], dice.uniform(5, 8))
    return _png(sheet.resize((390, 260), Image.Resampling.LANCZOS))


@lru_cache(maxsize=256)
def ink_of_agency(name: str) -> bytes:
    """A red round seal: two rings, a star, and marks around it where letters would stand."""
    dice = _dice("agency", name)
    side = 300 * _SCALE
    sheet = Image.new("RGBA", (side, side), (*RED[:3], 0))
    pen = ImageDraw.Draw(sheet)
    for inset, breadth in ((6, 8), (22, 3), (88, 3)):
        edge = inset * _SCALE
        pen.ellipse((edge, edge, side - edge, side - edge), outline=RED, width=breadth * _SCALE)
    pen.polygon(_star(side / 2, side * 0.17), fill=RED)
    for turn in range(44):
        _notch(pen, side, turn * math.tau / 44, dice.uniform(0.33, 0.42))
    return _png(sheet.resize((300, 300), Image.Resampling.LANCZOS))


def _dice(kind: str, name: str) -> random.Random:
    return random.Random(hashlib.sha256(f"{kind}:{name}".encode()).digest())


def _letters(dice: random.Random) -> list[Point]:
    """A tall first loop, then smaller waves that sink to the right."""
    tip, belly = dice.uniform(0.05, 0.3), dice.uniform(0.18, 0.3)
    start = [(0.12, dice.uniform(0.45, 0.7)), (0.2, tip), (belly + 0.06, tip + 0.06),
             (dice.uniform(0.12, 0.2), dice.uniform(0.7, 0.86)), (belly + 0.04, 0.55)]  # fmt: skip
    count = dice.randint(4, 7)
    waves = [
        (0.3 + 0.42 * step / count + dice.uniform(-0.02, 0.02), dice.uniform(0.36, 0.72))
        for step in range(count)
    ]
    return [*start, *waves, (0.8, 0.45), (0.9, dice.uniform(0.3, 0.5))]


def _flourish(dice: random.Random) -> list[Point]:
    """The line below, drawn back and out again."""
    level = dice.uniform(0.74, 0.84)
    return [(0.86, level - 0.1), (0.45, level), (0.2, level + 0.06), (0.55, level - 0.05),
            (0.92, level - dice.uniform(0.02, 0.12))]  # fmt: skip


def _smooth(points: list[Point]) -> list[Point]:
    """A Catmull-Rom curve through the points."""
    ends = [points[0], *points, points[-1]]
    return [
        (_between([p[0] for p in four], t / 24), _between([p[1] for p in four], t / 24))
        for four in zip(ends, ends[1:], ends[2:], ends[3:], strict=False)
        for t in range(24)
    ]


def _between(four: list[float], t: float) -> float:
    a, b, c, d = four
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2
                  + (3 * b - a - 3 * c + d) * t**3)  # fmt: skip


def _draw(pen: ImageDraw.ImageDraw, curve: list[Point], breadth: float) -> None:
    """Round dots along the curve, thinner where the pen is quick."""
    for (x0, y0), (x1, y1) in zip(curve, curve[1:], strict=False):
        speed = math.hypot(x1 - x0, y1 - y0)
        radius = max(2.0, breadth - speed / 6) * _SCALE / 3
        pen.line((x0, y0, x1, y1), fill=BLUE, width=round(radius * 2))
        pen.ellipse((x1 - radius, y1 - radius, x1 + radius, y1 + radius), fill=BLUE)


def _star(middle: float, radius: float) -> list[Point]:
    return [
        (
            middle + reach * math.sin(turn * math.pi / 5),
            middle - reach * math.cos(turn * math.pi / 5),
        )
        for turn in range(10)
        for reach in [radius if turn % 2 == 0 else radius * 0.38]
    ]


def _notch(pen: ImageDraw.ImageDraw, side: int, angle: float, outer: float) -> None:
    middle, inner = side / 2, 0.29
    ends = [
        (middle + side * reach * math.sin(angle), middle - side * reach * math.cos(angle))
        for reach in (inner, outer)
    ]
    pen.line([*ends[0], *ends[1]], fill=RED, width=4 * _SCALE)


def _png(sheet: Image.Image) -> bytes:
    out = BytesIO()
    sheet.save(out, "PNG", optimize=True)
    return out.getvalue()
