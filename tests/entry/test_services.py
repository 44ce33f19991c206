"""The services of the tests: there for a day's work, gone in the evening."""

from pathlib import Path

import pytest
import redis
from sqlalchemy import create_engine, text

from tests import services


def _ask(url: str, question: str) -> object:
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            return connection.execute(text(question)).scalar()
    finally:
        engine.dispose()


def test_a_database_is_a_copy_of_its_template_and_is_dropped(postgres_server: str) -> None:
    count = "SELECT count(*) FROM pg_database WHERE datname LIKE 'congso_%'"
    before = _ask(postgres_server, count)
    with services.database(postgres_server) as migrated:
        engine = create_engine(migrated)
        with engine.begin() as connection:
            connection.execute(text("CREATE TABLE registers (name text)"))
            connection.execute(text("INSERT INTO registers VALUES ('Sổ đến 2026')"))
        engine.dispose()
        with services.database(postgres_server, engine.url.database or "") as office:
            assert _ask(office, "SELECT name FROM registers") == "Sổ đến 2026"
            assert office != migrated
    assert _ask(postgres_server, count) == before


def test_valkey_keeps_nothing_on_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CONGSO_TEST_REDIS_URL", raising=False)
    with services.valkey() as url:
        client = redis.Redis.from_url(url)
        client.set("văn thư", "Lan")
        assert client.get("văn thư") == b"Lan"
        folder = Path(client.config_get("dir")["dir"])
        client.close()
    assert not folder.exists()


def test_a_server_that_is_named_is_taken_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONGSO_TEST_POSTGRES_URL", "postgresql+psycopg://huyen@db/congso")
    monkeypatch.setenv("CONGSO_TEST_REDIS_URL", "redis://db/3")
    with services.postgres() as database, services.valkey() as bell:
        assert (database, bell) == ("postgresql+psycopg://huyen@db/congso", "redis://db/3")


def test_a_service_that_does_not_start_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CONGSO_TEST_POSTGRES_URL", raising=False)
    monkeypatch.setitem(services.SETTINGS, "max_connections", "many")
    with pytest.raises(services.NotUp, match="max_connections"), services.postgres():
        pass
