"""What many tests begin with is done by the law once, and laid into the next office as it stood.

A session opened by Minh, fifty letters before him: a quarter of the time of their tests went into
bringing offices there. A recipe that is asked for again in an office where nothing was written yet
is not carried out; the rows, jobs and files that it left the last time are copied in. Moments stay
near: after a minute and a half it is done anew.
"""

import contextlib
import copy
import functools
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import pytest
from flask import current_app, has_app_context

from server import clock
from server.database import db
from tests.cast import Cast
from tests.offices import AS_FURNISHED, began_as

FRESH_SECONDS = 90
DATABASES = ("office.db", "jobs.db")
FOLDERS = ("store", "keys")
Recipe = TypeVar("Recipe", bound=Callable[..., Any])


@dataclass
class _Left:
    """What a recipe left behind: its answer, the databases, the stored files."""

    answer: Any
    databases: dict[str, sqlite3.Connection]
    files: dict[str, bytes]
    at: float = field(default_factory=time.monotonic)


_left: dict[str, _Left] = {}
_bender: pytest.MonkeyPatch | None = None


def watch(bender: pytest.MonkeyPatch | None) -> None:
    """A test that has bent the office takes nothing over, and leaves nothing to others."""
    global _bender  # noqa: PLW0603 - one test runs at a time
    _bender = bender


def _is_bent() -> bool:
    """Whether something is bent now; what is bent afterwards, in the office made ready, is not."""
    one = _bender
    return one is not None and bool(one._setattr or one._setitem or one._cwd or one._savesyspath)


def once(recipe: Recipe) -> Recipe:
    """The decorator of a recipe: it begins in the test's own office, the answer can be copied."""

    @functools.wraps(recipe)
    def done(*args: Any, **more: Any) -> Any:
        home = _untouched()
        if home is None:
            return recipe(*args, **more)
        given = [one for one in args if not isinstance(one, Cast)]
        key = f"{recipe.__module__}.{recipe.__qualname__} {given} {more} {began_as[home]}"
        left = _left.get(key)
        if left and time.monotonic() - left.at < FRESH_SECONDS:
            return _lay(home, left)
        answer = recipe(*args, **more)
        _left[key] = _take(home, answer)
        _throw_away_what_is_old()
        return answer

    return done  # type: ignore[return-value]


def _throw_away_what_is_old() -> None:
    """Nobody takes it over any more, and each is two databases in memory."""
    for key, one in list(_left.items()):
        if time.monotonic() - one.at >= FRESH_SECONDS:
            del _left[key]
            for kept in one.databases.values():
                kept.close()


class Again:
    """An office that each run of a machine begins with: brought there once, and put back for the
    next, for one test. It lies on SQLite (`one_app`)."""

    def __init__(self) -> None:
        self._left: dict[str, _Left] = {}

    def __call__(self, recipe: Callable[..., Any], *args: Any) -> Any:
        home, key = current_app.config["SETTINGS"].home, str(args)
        if key in self._left:
            return _lay(home, self._left[key])
        answer = recipe(*args)
        self._left[key] = _take(home, answer)
        return answer


def _untouched() -> Path | None:
    """The home of an office on SQLite in which nothing was written since it was furnished."""
    if _is_bent() or clock._pretended.get() or not has_app_context():
        return None
    settings = current_app.config["SETTINGS"]
    rows, written = settings.home / "office.db", settings.home / "office.db-wal"
    is_new = rows.exists() and rows.stat().st_mtime == AS_FURNISHED
    if settings.database_url or not is_new or (written.exists() and written.stat().st_size):
        return None
    return Path(settings.home)


def _take(home: Path, answer: Any) -> _Left:
    db.session.rollback()
    there = (one for folder in FOLDERS for one in (home / folder).rglob("*") if one.is_file())
    files = {
        str(one.relative_to(home)): one.read_bytes() for one in there if not _came_with(one, home)
    }
    return _Left(copy.deepcopy(answer), {name: _copied(home / name) for name in DATABASES}, files)


def _came_with(file: Path, home: Path) -> bool:
    """Whether it is the very file that the people brought, which each office has as a link."""
    brought = began_as[home] / file.relative_to(home)
    return brought.exists() and brought.samefile(file)


def _copied(file: Path) -> sqlite3.Connection:
    kept = sqlite3.connect(":memory:", check_same_thread=False)
    with contextlib.closing(sqlite3.connect(file)) as source:
        source.backup(kept)
    return kept


def _lay(home: Path, left: _Left) -> Any:
    db.session.rollback()
    for name, kept in left.databases.items():
        with contextlib.closing(sqlite3.connect(home / name)) as target:
            kept.backup(target)
    for name, data in left.files.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).unlink(missing_ok=True)
        (home / name).write_bytes(data)
    return copy.deepcopy(left.answer)
