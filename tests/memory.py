"""Where the tests' offices lie: in memory where the machine has some to spare.

A test makes databases by the thousand; on a disk each costs half a second of waiting for nothing.
"""

import os
import shutil
import tempfile
from pathlib import Path

SHARED = Path("/dev/shm")
ENOUGH = 4 << 30


def room() -> str:
    """A folder for what does not outlive the tests, short enough for a socket's name."""
    return str(SHARED) if _is_roomy(SHARED) else tempfile.gettempdir()


def _is_roomy(folder: Path) -> bool:
    """Programs are started from there too: a copy of PostgreSQL's, where root runs the tests."""
    if not (folder.is_dir() and os.access(folder, os.W_OK)):
        return False
    runs = not os.statvfs(folder).f_flag & os.ST_NOEXEC
    return runs and shutil.disk_usage(folder).free > ENOUGH
