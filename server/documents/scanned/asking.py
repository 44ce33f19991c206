"""A step of the act that lays files with a paper: its pictures are read after the commit."""

from collections.abc import Iterable

from server import jobs
from server.papers.intake import Taken
from server.papers.scans import READABLE
from server.uploads.reading.tessdata import tessdata

JOB = "scans:read"


def ask_for_reading(kind: str, paper_id: int, files: Iterable[Taken]) -> None:
    """Unless each has its words in it already."""
    if any(one.media_type in READABLE and not one.text.strip() for one in files):
        ask(kind, paper_id)


def ask(kind: str, paper_id: int, slot: str | None = None) -> None:
    if tessdata():
        jobs.later(JOB, {"kind": kind, "paper_id": paper_id}, slot=slot)
