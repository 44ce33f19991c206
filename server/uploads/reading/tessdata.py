"""Where the Vietnamese reading data lies; without it a scan is shown and not read."""

from functools import cache
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[3]
_NAME = "vie.traineddata"


@cache
def tessdata() -> str:
    """The machine's own data (apt), else what set-up fetched; empty where there is none."""
    machine = sorted(Path("/usr/share/tesseract-ocr").glob(f"*/tessdata/{_NAME}"))
    found = [*machine, _ROOT / "build" / "tessdata" / _NAME]
    return next((str(one.parent) for one in found if one.is_file()), "")
