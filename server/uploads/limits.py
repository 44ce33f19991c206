"""How much a file may be, and how much the child that looks at it may take (SIGNING §10)."""

import resource
import signal
from pathlib import Path

MIB = 1 << 20
FILE = 50 * MIB
PAGES = 2_000
POINTS = 14_400
PIXELS = 100_000_000
OBJECTS = 200_000
TEXT = 200_000
TEXT_SECONDS = 4.0
ENTRIES = 1_000
UNPACKED = 256 * MIB
RATIO = 100
SMALL = 10 * MIB
"""Below this an archive is no bomb, however well its XML packs."""

SPACE = 1024 * MIB
DRAFT_PAGES = 300
"""Of a paper to be signed here; what comes in may be longer."""
DRAFT_PICTURES = 30
"""Pages of it that may become pictures: each takes a second and half a megabyte."""
CPU_SECONDS = 20
PROMISED_SECONDS = 10
"""Within so many a hostile file is refused (CONTRACT §2.10)."""
WALL_SECONDS = 8
LONGER = {"draft": 45, "clear": 30, "copy": 45, "read_again": 45, "archive": 45}
"""Tasks on a file that was judged before: its pages are made anew, some as pictures; one that was
too hard for the reader is tried once more."""
GRACE_SECONDS = 2
HANDLES = 64
TASKS = 500
WORN = 400 * MIB
"""A child that has once grown over this is replaced after its task."""


def restrain() -> None:
    """For the whole life of a child: little memory, no files written, no core left behind."""
    for kind, most in (
        (resource.RLIMIT_AS, SPACE),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, HANDLES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


def seconds(task: str) -> float:
    """How long a task may take."""
    return LONGER.get(task, WALL_SECONDS)


def begin(task: str) -> None:
    """For one file: the processor's time from now, and an alarm that kills even in foreign code.

    The alarm also ends a child whose parent died while it was at work.
    """
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + max(CPU_SECONDS, LONGER.get(task, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))
    signal.setitimer(signal.ITIMER_REAL, seconds(task) + GRACE_SECONDS)


def end() -> None:
    signal.setitimer(signal.ITIMER_REAL, 0)


def peak() -> int:
    """The most bytes of memory that this process has held at once."""
    status = Path("/proc/self/status").read_text()  # `ru_maxrss` would count what the parent had
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024
