"""An office with a paper in every stage, for whoever knocks at every door of the API."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from flask import Flask
from schemathesis.config import SchemathesisConfig
from schemathesis.schemas import BaseSchema

from tests import world
from tests.cast import Cast

ROOT = Path(__file__).resolve().parents[2]
CALLERS = ("lan", "minh", "hoa", "nam", "mai", "dao", "son", "yen")

LONG = 2000


@schemathesis.hook
def before_load_schema(_context: Any, raw_schema: dict[str, Any]) -> None:
    """The greatest length of a long text is told to nobody here: a pattern of twenty thousand
    letters takes a second to be made ready, each time, and none so long is ever drawn."""
    for one in _parts(raw_schema):
        if one.get("type") == "string" and one.get("maxLength", 0) >= LONG:
            del one["maxLength"]


def _parts(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
    inside = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    for one in inside:
        yield from _parts(one)


@dataclass(frozen=True)
class Fuzzed:
    """The office's document, who asks, and the ids of papers that exist."""

    app: Flask
    schema: BaseSchema
    tokens: dict[str, str]
    ids: tuple[int, ...]


@pytest.fixture(scope="module")
def fuzzed(tmp_path_factory: pytest.TempPathFactory, people_home: Path) -> Iterator[Fuzzed]:
    with world.office(tmp_path_factory.mktemp("fuzzed"), people_home) as app:
        with app.app_context(), app.test_request_context():
            cast = Cast(app)
            paths = [*world.coming(cast).values(), *world.going(cast).values()]
            for name in CALLERS:
                getattr(cast, name).sees("/me")
            tokens = {name: getattr(cast, name).token for name in CALLERS}
        config = SchemathesisConfig.from_path(ROOT / "schemathesis.toml")
        schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app, config=config)
        ids = sorted({int(path.rsplit("/", 1)[1]) for path in paths})
        yield Fuzzed(app, schema, tokens, tuple(ids))
