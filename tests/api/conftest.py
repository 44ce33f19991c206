"""An office with a paper in every stage, for whoever knocks at every door of the API."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import schemathesis
from flask import Flask
from schemathesis.config import SchemathesisConfig
from schemathesis.schemas import BaseSchema

from tests import world
from tests.cast import Cast

ROOT = Path(__file__).resolve().parents[2]
CALLERS = ("lan", "minh", "hoa", "nam", "mai", "dao", "son", "yen")


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
