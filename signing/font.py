"""The small Tinos, made once at set-up: pyHanko writes widths in font units, so 1000 an em it is.

`python -m signing.font IN OUT` rescales the TTF and keeps the letters of `signing.letters` only
(OFL-1.1 allows a derived file; its licence goes with it). A stamp with text then costs a fifth.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

from signing.letters import LETTERS


def derive(ttf_in: Path, ttf_out: Path) -> None:
    """Write the small font; half a file is never left behind."""
    font = TTFont(str(ttf_in), recalcTimestamp=False)  # one font on every machine, one page
    scale_upem(font, 1000)
    options = Options()
    options.hinting = False
    options.notdef_outline = True  # what is not here stands as a box, on whatever page: never a gap
    options.layout_features = []
    options.drop_tables += ["GPOS", "GSUB", "GDEF"]
    options.name_IDs = ["*"]
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(sorted(LETTERS)))
    subsetter.subset(font)
    ttf_out.parent.mkdir(parents=True, exist_ok=True)
    draft = ttf_out.with_suffix(".new")
    font.save(str(draft))
    draft.replace(ttf_out)


if __name__ == "__main__":
    derive(Path(sys.argv[1]), Path(sys.argv[2]))
