"""What stays from test to test bears no trace of them: a database put back, a building cleared."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from socketio import Manager, RedisManager
from sqlalchemy import create_engine, text

from server import sockets
from server.app import create_app
from server.config import Settings
from server.sockets import socketio
from tests import services, standing, standing_database
from tests.cast import Browser
from tests.office.citizen import office_for_strangers

TABLES = """
CREATE TABLE units (id bigserial PRIMARY KEY, name text,
    folded text GENERATED ALWAYS AS (lower(name)) STORED);
CREATE TABLE posts (id bigserial PRIMARY KEY, unit_id bigint REFERENCES units);
INSERT INTO units (name) VALUES ('Văn phòng'), ('Phòng VHTT');
INSERT INTO posts (unit_id) VALUES (1);
SELECT setval('posts_id_seq', 7, false);
"""
ALL = "SELECT (SELECT string_agg(name || folded, ',' ORDER BY id) FROM units), count(*) FROM posts"
AT_WORK = (
    "INSERT INTO posts (unit_id) VALUES (1), (2)",
    "INSERT INTO units (name) VALUES ('Phòng TCKH')",
    "UPDATE units SET name = 'Phòng khác' WHERE id = 2",
    "DELETE FROM posts WHERE unit_id = 1",
    "TRUNCATE posts",
    "BEGIN; INSERT INTO posts (unit_id) VALUES (1); ROLLBACK",
    "SET session_replication_role = replica; DELETE FROM units",
)


@pytest.fixture
def pattern(postgres_server: str) -> Iterator[str]:
    with services.database(postgres_server) as url:
        _says(url, TABLES)
        yield url
        standing_database.close()


def _says(url: str, words: str) -> list[tuple]:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as line:
        done = line.execute(text(words))
        rows = [tuple(row) for row in done] if done.returns_rows else []
    engine.dispose()
    return rows


@pytest.mark.parametrize("done", AT_WORK)
def test_what_a_test_did_is_put_back(postgres_server: str, pattern: str, done: str) -> None:
    with standing_database.database(postgres_server, pattern) as first:
        before = _says(first, ALL)
        _says(first, done)
        assert _says(first, ALL) != before or "ROLLBACK" in done
    with standing_database.database(postgres_server, pattern) as second:
        assert second == first
        assert _says(second, ALL) == before
        assert _says(second, "INSERT INTO posts (unit_id) VALUES (2) RETURNING id") == [(7,)]
        assert _says(second, "INSERT INTO units (name) VALUES ('x') RETURNING id") == [(3,)]


def test_who_rebuilds_the_tables_leaves_the_database_to_nobody(
    postgres_server: str, pattern: str
) -> None:
    with standing_database.database(postgres_server, pattern) as first:
        _says(first, "ALTER TABLE posts ADD COLUMN title text")
    with standing_database.database(postgres_server, pattern) as second:
        assert second != first
        assert _says(second, "SELECT * FROM posts") == [(1, 1)]


def test_a_second_office_beside_the_first_has_a_database_of_its_own(
    postgres_server: str, pattern: str
) -> None:
    begin = standing_database.database
    with begin(postgres_server, pattern) as first, begin(postgres_server, pattern) as beside:
        assert beside != first


def _folder(home: Path) -> Path:
    home.mkdir()
    return home


def test_a_building_is_cleared_before_the_next_office_moves_in(tmp_path: Path) -> None:
    first, second = (Settings(home=_folder(tmp_path / name)) for name in ("huyen", "xa"))
    with standing.office(first) as app:
        app.config["SETTINGS"], app.config["PROPAGATE_EXCEPTIONS"] = second, False
        office_for_strangers(app)
        secret, database = app.config["SECRET_KEY"], standing._engine(app).url
    with standing.office(second) as again:
        assert again is app
        assert again.config["SETTINGS"].home == second.home
        assert again.config["PROPAGATE_EXCEPTIONS"] is None
        assert again.config["SECRET_KEY"] != secret
        assert standing._engine(again).url != database
        assert not isinstance(again.test_client(), Browser), "a stranger's, of the office before"


def test_a_page_may_speak_to_the_agents_of_the_office_that_is_in_now(tmp_path: Path) -> None:
    """It spoke to those of the office that the building was built for: no token signed there."""
    first = Settings(home=_folder(tmp_path / "huyen"))
    with standing.office(first):
        pass
    with standing.office(Settings(home=_folder(tmp_path / "xa"), agent_port=18299)) as app:
        policy = app.test_client().get("/healthz").headers["Content-Security-Policy"]
    assert "connect-src 'self' ws://127.0.0.1:18299;" in policy


def test_what_is_said_is_heard_in_the_building_that_the_office_is_in(tmp_path: Path) -> None:
    """Another building was built in between: it took the one mouth along."""
    first, second = (Settings(home=_folder(tmp_path / name)) for name in ("huyen", "xa"))
    with standing.office(first) as app:
        pass
    create_app(second, TESTING=True)
    assert socketio.server is not app.wsgi_app.engineio_app
    with standing.office(first) as again:
        assert again is app
        assert socketio.server is app.wsgi_app.engineio_app


def test_whoever_listened_in_one_office_does_not_listen_in_the_next(tmp_path: Path) -> None:
    """The test client puts an ear where the mouth was: pages of the next office heard nothing."""
    first, second = (Settings(home=_folder(tmp_path / name)) for name in ("huyen", "xa"))
    with standing.office(first) as app:
        socketio.server.manager.basic_enter_room("page", "/", "m:1", eio_sid="line")
        socketio.test_client(app)
        assert "_send_packet" in vars(socketio.server)
    with standing.office(second):
        assert "_send_packet" not in vars(socketio.server)
        assert socketio.server.async_handlers is False, "each page's words in their order"
        assert "join" in socketio.server.handlers["/"]
        assert not socketio.server.manager.rooms


def test_the_queue_of_one_office_carries_nothing_for_the_next(tmp_path: Path) -> None:
    sockets.install(Flask("huyen"), Settings(home=tmp_path, redis_url="redis://127.0.0.1:1/0"))
    assert isinstance(socketio.server.manager, RedisManager)
    with standing.office(Settings(home=_folder(tmp_path / "xa"))):
        assert type(socketio.server.manager) is Manager


def test_two_offices_at_once_are_two_buildings(tmp_path: Path) -> None:
    district, commune = (Settings(home=_folder(tmp_path / name)) for name in ("huyen", "xa"))
    with standing.office(district) as one, standing.office(commune) as other:
        assert other is not one
