"""What the libraries compile is kept from one office to the next: routes, pages and statements.

The suite opens an office some thousand times; each is new, what it compiles is always the same.
"""

from collections.abc import Callable
from typing import Any

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from sqlalchemy import Engine
from sqlalchemy.util import LRUCache
from werkzeug.routing import Rule

_builders: dict[tuple[object, ...], Callable[..., tuple[str, str]]] = {}
_pages: dict[str, bytes] = {}
_dialects: dict[str, tuple[Any, LRUCache]] = {}
_compile = Rule._compile_builder


def remember_routes() -> None:
    """A rule's builder depends on its parts and defaults alone; the rule itself is bound later."""
    Rule._compile_builder = _builder  # type: ignore[method-assign]


def remember_pages(app: Flask) -> None:
    app.jinja_env.bytecode_cache = _Pages()


def remember_statements(engine: Engine) -> None:
    """SQLAlchemy keeps compiled statements by dialect: give each database's engines one dialect."""
    own = (engine.dialect, LRUCache(4000))
    engine.dialect, engine._compiled_cache = _dialects.setdefault(engine.dialect.name, own)


def _builder(rule: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
    key = (tuple(rule._trace), repr(rule.defaults), append_unknown)
    if key not in _builders:
        _builders[key] = _compile(rule, append_unknown)
    return _builders[key]


class _Pages(BytecodeCache):
    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in _pages:
            bucket.bytecode_from_string(_pages[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        _pages[bucket.key] = bucket.bytecode_to_string()
