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
import types
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import pytest
from flask import current_app, has_app_context
from time_machine import escape_hatch

from server import clock
from server.config import Settings
from server.database import db
from server.sockets import socketio
from tests.cast import Cast, Hand

AS_FURNISHED = 0
"""The time that a database bears in which nothing was written yet."""
FRESH_SECONDS = 90
MANY = 60
"""So many offices are kept, of two megabytes each; the oldest goes."""
DATABASES = ("office.db", "jobs.db")
FOLDERS = ("store", "keys")
PLACES = (type, types.ModuleType)
began_as: dict[Path, Path] = {}
"""Each furnished home, and the one that its people and papers came from."""
Recipe = TypeVar("Recipe", bound=Callable[..., Any])


@dataclass
class _Left:
    """What a recipe left behind: its answer, the databases, the stored files."""

    answer: Any
    databases: dict[str, sqlite3.Connection]
    files: dict[str, bytes]
    bent: list[Any]
    seen: dict[str, str]
    at: float = field(default_factory=time.monotonic)


_left: dict[str, _Left] = {}
_bender: pytest.MonkeyPatch | None = None


def watch(bender: pytest.MonkeyPatch | None) -> None:
    """Who has bent the office takes over only from one who bent it alike, to plain values; what is
    bent afterwards, in the office made ready, is nothing to this."""
    global _bender  # noqa: PLW0603 - one test runs at a time
    _bender = bender


def _bent() -> list[tuple[str, Any]] | None:
    """What is bent now, by its name, and to what; None where that cannot be compared."""
    one = _bender
    if one is None:
        return []
    if one._cwd or one._savesyspath or not all(isinstance(on, PLACES) for on, *_ in one._setattr):
        return None
    there = {f"{on.__name__}.{name}": getattr(on, name) for on, name, _old in one._setattr}
    there |= {f"{id(on)} {name}": on.get(name) for on, name, _old in one._setitem}
    return sorted(there.items()) if all(map(_is_plain, there.values())) else None


def _is_plain(value: Any) -> bool:
    if isinstance(value, dict):
        return all(map(_is_plain, [*value, *value.values()]))
    if isinstance(value, list | tuple):
        return all(map(_is_plain, value))
    return value is None or type(value) in (bool, int, str)


def once(recipe: Recipe) -> Recipe:
    """The decorator of a recipe: it begins in the test's own office, the answer can be copied."""

    @functools.wraps(recipe)
    def done(*args: Any, **more: Any) -> Any:
        home, bent = _untouched(), _bent()
        if home is None or bent is None:
            return recipe(*args, **more)
        seen = next((one.lan.seen for one in args if isinstance(one, Cast)), {})
        given = [*map(_said, args), {name: _said(one) for name, one in more.items()}]
        ground = [began_as[home], _settings(home), bent, seen]
        key = f"{recipe.__module__}.{recipe.__qualname__} {given} {ground}"
        left = _left.get(key)
        if left and time.monotonic() - left.at < FRESH_SECONDS:
            seen.update(left.seen)
            return _lay(home, left)
        answer = recipe(*args, **more)
        _left[key] = _take(home, answer, seen)
        _throw_away_what_is_old()
        return answer

    return done  # type: ignore[return-value]


def _said(given: Any) -> Any:
    """The cast is the same in each office, and so is each of its hands."""
    if isinstance(given, Cast):
        return "cast"
    return given.account if isinstance(given, Hand) else given


def _settings(home: Path) -> Settings:
    kept: Settings = current_app.config["SETTINGS"]
    return kept.model_copy(update={"home": began_as[home]})


def _throw_away_what_is_old() -> None:
    """Nobody takes it over any more, and each is two databases in memory."""
    for n, (key, one) in enumerate(list(_left.items())):
        if time.monotonic() - one.at >= FRESH_SECONDS or n < len(_left) - MANY:
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
        self._left[key] = _take(home, answer, {})
        return answer


def _untouched() -> Path | None:
    """The home of an office on SQLite in which nothing was written since it was furnished, and
    where nobody listens yet: he would hear nothing of what is laid down."""
    if not has_app_context() or _is_another_day() or any(socketio.server.manager.rooms):
        return None
    settings = current_app.config["SETTINGS"]
    rows, written = settings.home / "office.db", settings.home / "office.db-wal"
    is_new = rows.exists() and rows.stat().st_mtime == AS_FURNISHED
    if settings.database_url or not is_new or (written.exists() and written.stat().st_size):
        return None
    return Path(settings.home)


def _is_another_day() -> bool:
    return bool(clock._pretended.get()) or escape_hatch.is_travelling()


def _take(home: Path, answer: Any, seen: dict[str, str]) -> _Left:
    db.session.rollback()
    there = (one for folder in FOLDERS for one in (home / folder).rglob("*") if one.is_file())
    files = {
        str(one.relative_to(home)): one.read_bytes() for one in there if not _came_with(one, home)
    }
    databases = {name: _copied(home / name) for name in DATABASES}
    return _Left(copy.deepcopy(answer), databases, files, copy.deepcopy(_bent() or []), dict(seen))


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
    _bend_on(left.bent)
    return copy.deepcopy(left.answer)


def _bend_on(left: list[Any]) -> None:
    """What the recipe wrote into a dict that a test had put in the place of another."""
    now = dict(_bent() or [])
    for name, value in left:
        if isinstance(value, dict) and isinstance(now.get(name), dict):
            now[name].update(value)
