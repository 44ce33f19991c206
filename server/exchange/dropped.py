"""Envelopes that another program lays into a folder of ours: each is taken, once, or set aside.

A file is taken when it is still; it is removed when the act is committed, and the same envelope
found again is known by what it says (§8.6). What is refused is kept beside its reason. What meets a
fault stays where it lies and comes later, behind the others (`exchange/left_lying.py`).
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import copyfileobj

import structlog

from server import rota
from server.answers import ANSWERS, words_of
from server.clock import now
from server.database import db
from server.exchange import gateway, left_lying
from server.exchange.bodies import BLOCK, HEAVY, on_disk
from server.exchange.envelope import MOST_ENVELOPE
from server.exchange.lines import IN, folders
from server.exchange.reading import MOST_HEAD
from server.files import Body
from workflows import Refused

STILL = 2.0
"""Seconds since the last byte: other programs write slowly, and some never rename."""

ENDED = 60.0
"""The same for what breaks off: a copy over a network stands still longer, half-way."""

SHORT = 4096
"""Bytes by which it is seen that an envelope begins, and that it ends."""

AT_ONCE = 20
ASIDE = ".khong-nhan"
"""Inside the folder: what was refused, each with its reason in a text beside it."""

log = structlog.get_logger()


@rota.unceasing
def look() -> None:
    """Take what lies still in the folders, the oldest first, some at a time; one that is away or
    cannot be emptied keeps the others waiting no more than a file that cannot be read."""
    for folder in folders():
        if left_lying.why_closed(folder) or left_lying.is_put_off(folder / IN):
            continue
        with left_lying.putting_off(folder / IN):
            (folder / IN).mkdir(exist_ok=True)
            lying = [one for one in _still(folder / IN) if not left_lying.is_put_off(one)]
            for file in lying[:AT_ONCE]:
                with left_lying.putting_off(file):
                    _take(file)


def refused(folder: Path) -> list[Path]:
    """What was set aside there, the oldest first."""
    return sorted(one for one in (folder / IN / ASIDE).glob("*") if one.suffix != ".txt")


def how_many_aside() -> int:
    """How many lie there in all folders, until somebody reads them again or drops them."""
    return sum(len(refused(folder)) for folder in folders())


def why_of(kept: Path) -> Path:
    """Where the reason stands of what was set aside."""
    return kept.with_name(f"{kept.name}.txt")


def _still(folder: Path) -> list[Path]:
    """Plain files with a name of their own that nobody has written to for a while."""
    with os.scandir(folder) as entries:
        told = [
            (one.stat(follow_symlinks=False).st_mtime, one.name)
            for one in entries
            if one.is_file(follow_symlinks=False) and _is_envelope(one.name)
        ]
    return [folder / name for at, name in sorted(told) if now().timestamp() - at > STILL]


def _is_envelope(name: str) -> bool:
    """Hidden names and other endings are those of drafts."""
    return not name.startswith(".") and name.lower().endswith((".edxml", ".xml"))


def _take(file: Path) -> None:
    db.session.rollback()
    try:
        with envelope_at(file) as body:
            gateway.take(body, gateway.SOMEBODY)
    except Refused as no:
        is_busy = ANSWERS[no.reason].status == 503  # the next look finds it again
        if not is_busy and not _may_go_on(file):
            words = words_of(no.reason, no.said)
            _tell_sender(file, words)
            _set_aside(file, words)
        return
    file.unlink(missing_ok=True)


def _may_go_on(file: Path) -> bool:
    """Whether it begins as an envelope and does not end as one, and its last byte is not old."""
    if now().timestamp() - file.stat().st_mtime > ENDED:
        return False
    with file.open("rb") as source:
        begins = source.read(SHORT)
        source.seek(-min(SHORT, file.stat().st_size), os.SEEK_END)
        ends = source.read().rstrip()
    return not begins or (b"edXML" in begins and not ends.endswith(b"edXML>"))


def _tell_sender(file: Path, words: str) -> None:
    """A folder gives no answer, so it goes as 02; of what says no sender nobody can be told."""
    db.session.rollback()
    with suppress(Refused), file.open("rb") as source:
        gateway.turn_away(source.read(MOST_HEAD), words, gateway.SOMEBODY)


@contextmanager
def envelope_at(file: Path) -> Iterator[Body]:
    """As it lies there; of a large one a copy, which nobody cuts short while it is read."""
    size = file.stat().st_size
    if size > MOST_ENVELOPE:
        raise Refused("body_too_large")
    if size < HEAVY:
        yield file.read_bytes()
        return
    with file.open("rb") as source, on_disk(lambda out: copyfileobj(source, out, BLOCK)) as body:
        yield body


def _set_aside(file: Path, words: str) -> None:
    log.warning("an envelope in the folder was refused", file=file.name, why=words)
    aside = file.parent / ASIDE
    aside.mkdir(exist_ok=True)
    kept = aside / f"{now():%Y%m%d-%H%M%S-%f}-{file.name}"
    file.rename(kept)
    why_of(kept).write_text(f"{words}\n")  # behind it: a full disk has room for a name still
