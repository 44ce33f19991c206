"""The small Tinos, made once at set-up: pyHanko writes widths in font units, so 1000 an em it is.

`python -m signing.font IN OUT` rescales the TTF and keeps Latin and Vietnamese only (OFL-1.1 allows
a derived file; its licence goes with it). A stamp with text then costs a fifth.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

LETTERS = (
    *range(0x20, 0x180),
    *(0x1A0, 0x1A1, 0x1AF, 0x1B0),
    *range(0x300, 0x324),
    *range(0x1EA0, 0x1EFA),
    *range(0x2010, 0x2027),
    *(0x20AB, 0x2212, 0x2264, 0x2265),
)


def derive(ttf_in: Path, ttf_out: Path) -> None:
    """Write the small font; half a file is never left behind."""
    font = TTFont(str(ttf_in), recalcTimestamp=False)  # one font on every machine, one page
    scale_upem(font, 1000)
    options = Options()
    options.hinting = False
    options.layout_features = []
    options.drop_tables += ["GPOS", "GSUB", "GDEF"]
    options.name_IDs = ["*"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=LETTERS)
    subsetter.subset(font)
    ttf_out.parent.mkdir(parents=True, exist_ok=True)
    draft = ttf_out.with_suffix(".new")
    font.save(str(draft))
    draft.replace(ttf_out)


if __name__ == "__main__":
    derive(Path(sys.argv[1]), Path(sys.argv[2]))
