"""What the libraries compile is kept from one office to the next: routes, pages and statements.

The suite opens an office some thousand times; each is new, what it compiles is always the same. So
is what a child finds in a sound file that it was shown before.
"""

import copy
import hashlib
from typing import Any

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy import Engine
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

from server.uploads.pool import Pool

_rules: dict[tuple[object, ...], dict[str, Any]] = {}
_pages: dict[str, bytes] = {}
_dialects: dict[str, tuple[Any, LRUCache]] = {}
_files: dict[tuple[bytes, str], dict[str, Any]] = {}
_compile = Rule.compile
looks = Pool.look
OF_A_RULE = ("_parts", "_trace", "_converters", "arguments")
BUILDERS = ("_build", "_build_unknown")


def remember_routes() -> None:
    """What a rule compiles depends on its words, defaults and converters; an office has 200."""
    Rule.compile = _learn  # type: ignore[method-assign]


def remember_files() -> None:
    """A sound file is examined once; the suite's one scan of a letter arrives a thousand times."""
    Pool.look = _looked_at  # type: ignore[method-assign]


def remember_pages(app: Flask) -> None:
    app.jinja_env.bytecode_cache = _Pages()


def remember_statements(engine: Engine) -> None:
    """SQLAlchemy keeps compiled statements by dialect: give each database's engines one dialect."""
    own = (engine.dialect, LRUCache(4000))
    engine.dialect, engine._compiled_cache = _dialects.setdefault(engine.dialect.name, own)


def _learn(rule: Rule) -> None:
    kinds = tuple(rule.map.converters.items())
    key = (rule.rule, rule.subdomain, rule.host, rule.merge_slashes, repr(rule.defaults), kinds)
    if key not in _rules:
        _compile(rule)
        found = {name: getattr(rule, name) for name in OF_A_RULE}
        _rules[key] = found | {name: getattr(rule, name).__func__ for name in BUILDERS}
        return
    for name, value in _rules[key].items():
        setattr(rule, name, value.__get__(rule) if name in BUILDERS else value)


def _looked_at(
    pool: Pool, data: bytes, name: str, task: str = "examine", **asked: Any
) -> dict[str, Any]:
    key = (hashlib.sha256(data).digest(), name)
    if task == "examine" and key in _files:
        return copy.deepcopy(_files[key])
    found = looks(pool, data, name, task, **asked)
    if task == "examine" and "refused" not in found:
        _files[key] = copy.deepcopy(found)
    return found


class _Pages(BytecodeCache):
    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in _pages:
            bucket.bytecode_from_string(_pages[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        _pages[bucket.key] = bucket.bytecode_to_string()
