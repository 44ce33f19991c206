"""The database's shape: brought up to date by migrations, before anything else is done with it."""

import contextlib
import re
import warnings
from collections.abc import Iterator
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import Script, ScriptDirectory
from sqlalchemy import Connection, Engine, inspect
from sqlalchemy.exc import SAWarning

from server.database import Base

PLACE = Path(__file__).parent / "migrations"


class Newer(Exception):
    """A later program made this database: an older one would not know what stands in it."""


def bring_up(engine: Engine) -> None:
    """Today's tables in this database, whatever it has: an empty one gets them at once, in a
    fifteenth of the time that the steps since the first version take; they are the same ones
    (`tests/office/ledger/test_schema.py`)."""
    if inspect(engine).get_table_names():
        upgrade(engine)
        return
    with _connected(engine) as config:
        Base.metadata.create_all(config.attributes["connection"])
        command.stamp(config, "head")


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Take the steps that are lacking; on a database that is up to date, nothing happens."""
    if unknown := strange(engine):
        raise Newer(", ".join(sorted(unknown)))
    with _connected(engine) as config:
        command.upgrade(config, revision)


def downgrade(engine: Engine, revision: str) -> None:
    with _connected(engine) as config:
        command.downgrade(config, revision)


def revise(engine: Engine, message: str, revision: str) -> Path:
    """Write a migration from what the models say and this database lacks."""
    with _connected(engine) as config:
        made = command.revision(config, message, autogenerate=True, rev_id=revision)
    assert isinstance(made, Script)
    return Path(made.path)


def strange(engine: Engine) -> set[str]:
    """Versions that the database says it has, and this program has never heard of."""
    with engine.connect() as connection:
        here = set(MigrationContext.configure(connection).get_current_heads())
    return here - {one.revision for one in ScriptDirectory(str(PLACE)).walk_revisions()}


def is_current(engine: Engine) -> bool:
    """Whether every migration has been run."""
    with engine.connect() as connection:
        here = set(MigrationContext.configure(connection).get_current_heads())
    return here == set(ScriptDirectory(str(PLACE)).get_heads())


def differences(engine: Engine) -> list[object]:
    """What the models say and the database does not, or the other way round."""
    with engine.connect() as connection, warnings.catch_warnings():
        warnings.filterwarnings("ignore", ".*expression-based index", SAWarning)
        context = MigrationContext.configure(
            connection, opts={"compare_server_default": True, "include_name": is_ours}
        )
        return list(compare_metadata(context, Base.metadata))


def is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """Alembic sees only what the models say: what a full-text index is made of is not theirs, nor
    is an index over what an entry of the log says."""
    return not (kind in {"table", "index", "column"} and name and INDEX.search(name))


INDEX = re.compile("_fts|_said_")


@contextlib.contextmanager
def _connected(engine: Engine) -> Iterator[Config]:
    """Alembic on a connection of ours; a rebuilt table on SQLite needs foreign keys off, and the
    pragma counts only outside a transaction (DEPENDENCIES §4)."""
    config = Config()
    config.set_main_option("script_location", str(PLACE))
    with (
        engine.connect().execution_options(writing=True) as connection,
        _foreign_keys_off(connection),
    ):
        config.attributes["connection"] = connection
        yield config
        connection.commit()


@contextlib.contextmanager
def _foreign_keys_off(connection: Connection) -> Iterator[None]:
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.dbapi_connection
    assert driver is not None
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
        broken = driver.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(f"a migration left rows without their parents: {broken[:3]}")
    finally:
        connection.rollback()
        driver.execute("PRAGMA foreign_keys = ON")
