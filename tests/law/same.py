"""Bends that change nothing: measured places, of which the law trusts two millimetres (§6.5).

Where a place on a drawn page stands to a hair on the edge, both readings are right.
"""

SAME = {
    "layout.on_text": ("abs(found - 10) <= 0.7", "abs(found - 12.7) <= 0.7"),
    "layout.seen": (
        "abs(line.middle - width / 2) < 15 * MM",
        "low - _NEAR <= one <= high + _NEAR",
        "one.middle < sides.centre",
        "label.y - one.y < _TWO",
        "abs(line.middle - sides.centre) < 25",
        "abs(one.middle - about.middle) > _OFF",
        "line.x1 - line.x0 > 0.55 * sides.width",
        "line.middle < sides.centre",
        "line.y < _HEAD",
        "right - left < 60 * MM",
        "one.box[2] - one.box[0] > 60 * MM",
        "one.box[3] - one.box[1] > 12 * MM",
    ),
}
"""By module: comparisons that may as well include, or leave out, their very edge."""


def is_same(name: str, what: str) -> bool:
    """Whether `what` (`12: a < b  ->  a <= b`) bends a comparison of SAME by its edge alone."""
    before, after = what.partition(": ")[2].split("  ->  ")
    return before in SAME.get(name, ()) and before.replace("=", "") == after.replace("=", "")
