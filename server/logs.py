"""What the office says of itself on stderr, for whoever runs the machine.

He may read no document, so a log carries none: of an error only what `told()` tells.
"""

import contextlib
import logging
import sys
from types import TracebackType
from typing import Any, TextIO

import structlog

from server.faults import told

ExcInfo = tuple[type[BaseException] | None, BaseException | None, TracebackType | None]


def configure() -> None:
    """Once in a process, before its first line; libraries' warnings come out in the same way."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.dev.ConsoleRenderer(colors=False, exception_formatter=_write),
        ],
        logger_factory=structlog.PrintLoggerFactory(_Lines()),  # type: ignore[arg-type]
    )
    handler = logging.StreamHandler()
    handler.setFormatter(Discreet("%(asctime)s [%(levelname)s] %(name)s: %(message)s"))
    logging.basicConfig(handlers=[handler], level=logging.WARNING)


class Discreet(logging.Formatter):
    """For the lines of Flask, huey and whoever else logs by the standard library."""

    def formatException(self, ei: Any) -> str:  # noqa: N802  (logging's own name)
        return told(ei[1]) if ei[1] else ""


class _Lines:
    """stderr, where a line that cannot be written (its disk is full) stops nobody's work."""

    def write(self, text: str) -> None:
        with contextlib.suppress(OSError):
            sys.stderr.write(text)

    def flush(self) -> None:
        with contextlib.suppress(OSError):
            sys.stderr.flush()


def _write(out: TextIO, exc_info: ExcInfo) -> None:
    out.write("\n" + told(exc_info[1]) if exc_info[1] else "")
