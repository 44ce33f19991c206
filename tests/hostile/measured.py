"""One inspecting child, and what each file costs it."""

import contextlib
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from server.uploads.pool import Pool
from tests.hostile.piece import TAKEN, Piece


@dataclass(frozen=True, slots=True)
class Cost:
    """What was said of a file, in how many seconds, and the child's peak of memory in bytes."""

    told: str
    seconds: float
    peak: int
    fell: bool
    shown: str


class Counter:
    """A pool of one child, as the office has two; a file's peak is counted from its beginning."""

    def __init__(self) -> None:
        self.pool = Pool(1)

    def judge(self, one: Piece, data: bytes) -> Cost:
        self._forget_peak()
        begun = time.monotonic()
        words = self.pool.look(data, one.name)
        seconds = time.monotonic() - begun
        shown = words.get("inspected", {}).get("name", "")
        fell = words.get("complaint", "").startswith("the child ended")
        return Cost(words.get("refused", TAKEN), seconds, words.get("peak", 0), fell, shown)

    def _forget_peak(self) -> None:
        child = self.pool._free.get()
        self.pool._free.put(child)
        with contextlib.suppress(OSError):
            Path(f"/proc/{child.process.pid}/clear_refs").write_text("5")

    def close(self) -> None:
        self.pool.close()


def faults(one: Piece, cost: Cost) -> list[str]:
    """Why this is not what the office promised; nothing where it is."""
    said: list[Any] = []
    if cost.told not in one.told:
        said.append(f"told {cost.told}, not {' or '.join(sorted(one.told))}")
    if one.shown and cost.shown != one.shown:
        said.append(f"shown as {cost.shown!r}, not {one.shown!r}")
    if cost.fell:
        said.append("the child fell")
    return said
