"""How much the disk still takes: an office is told before it takes nothing any more."""

import shutil
from pathlib import Path

ROOMY = 1 << 30
"""Bytes that should be free: a week of scans in a commune."""


def left(home: Path) -> int:
    """Free bytes where the office's folder lies."""
    return shutil.disk_usage(home).free


def is_short(free: int) -> bool:
    return free < ROOMY


def words(free: int) -> str:
    """For whoever looks after the machine: 1,4 GiB; 310 MiB."""
    if free < ROOMY:
        return f"{free >> 20} MiB"
    return f"{free / ROOMY:.1f} GiB".replace(".", ",")
