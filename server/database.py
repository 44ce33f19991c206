"""The database and the only committer, `transaction()`."""

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any, TypeVar

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    BigInteger,
    Connection,
    DateTime,
    Dialect,
    Engine,
    Executable,
    Insert,
    Integer,
    MetaData,
    Table,
    event,
    insert,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

from server.courtesy import leave_the_line
from server.writers import Writers

T = TypeVar("T")

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
"""Every constraint has a name, so that Alembic can drop it on SQLite too."""

POSTGRES_POOL = {"pool_size": 10, "max_overflow": 10, "pool_pre_ping": True}
NO_JIT = {"options": "-c jit=off"}
"""An office asks for fifty rows at a time: compiling the question takes longer than the answer."""
SQLITE_POOL = {"pool_size": 20, "max_overflow": 20}
"""Measured best on two cores (DEPENDENCIES §4)."""


LONG = BigInteger().with_variant(Integer, "sqlite")
"""Every whole number has 64 bits on both databases, so that no id asked for can be out of range."""


class Base(DeclarativeBase):
    """Every row of the office."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {int: LONG}


class Moment(TypeDecorator[dt.datetime]):
    """A point in time: UTC in storage on both databases, aware in Python (DESIGN §5.11)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> Any:  # noqa: ARG002
        return value if value is None else value.astimezone(dt.UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> dt.datetime | None:  # noqa: ARG002
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


db = SQLAlchemy(metadata=Base.metadata)
_writers = Writers()


def engine_options(url: str) -> dict[str, Any]:
    """The pool that suits the database behind `url`."""
    suited: dict[str, Any] = dict(SQLITE_POOL)
    if not url.startswith("sqlite"):
        suited = POSTGRES_POOL | ({} if "options=" in url else {"connect_args": NO_JIT})
    return {**suited, "hide_parameters": True}  # they are what people wrote


@contextmanager
def transaction() -> Iterator[Session]:
    """One act of the office: all of it is written, or none.

    Reading done before is let go first, so that the act sees the present. Acts
    do not nest: an act calls steps, never another act. What was asked for with
    `after_commit()` runs when the rows are safe, and not at all otherwise.
    """
    leave_the_line()
    session = db.session()
    if "afterwards" in session.info:
        raise RuntimeError("an act is already open")
    if "together" in session.info:
        with _beside_others(session):
            yield session
        return
    afterwards: list[Callable[[], object]] = []
    with _asked_for(session, afterwards), _kept(session):
        yield session
    _call(afterwards)


@contextmanager
def together() -> Iterator[None]:
    """Acts of one hand under one commit, for each commit waits for the disk (a batch has hundreds).

    Each is undone alone, and by nothing that befalls another; what it asked for after its commit
    runs after this one. None of them is kept before all are, so nothing may be said of them.
    """
    session = db.session()
    if session.info.keys() & {"afterwards", "together"}:
        raise RuntimeError("an act is already open")
    afterwards: list[Callable[[], object]] = []
    with _committed(session):
        session.info |= {"together": afterwards, "known": {}}
        try:
            yield
        finally:
            del session.info["together"], session.info["known"]
    _call(afterwards)


@contextmanager
def _kept(session: Session) -> Iterator[None]:
    """The rows of one act are on the disk at the end, or none of them; it sees the present."""
    if db.engine.dialect.name != "sqlite":
        with _committed(session):
            yield
        return
    session.rollback()
    with _writers.together(session, _begun):
        yield


def _begun() -> Connection:
    connection = db.engine.connect().execution_options(writing=True)
    connection.begin()
    return connection


@contextmanager
def _committed(session: Session) -> Iterator[None]:
    """The rows are written at the end, or none of them; the next act sees the present."""
    session.rollback()
    try:
        with _own_turn():
            session.connection(execution_options={"writing": True})
            yield
            session.commit()
    except BaseException:
        session.rollback()
        raise


@contextmanager
def _beside_others(session: Session) -> Iterator[None]:
    mine: list[Callable[[], object]] = []
    with _asked_for(session, mine), session.begin_nested():
        yield
    session.info["together"] += mine


@contextmanager
def _asked_for(session: Session, afterwards: list[Callable[[], object]]) -> Iterator[None]:
    session.info["afterwards"] = afterwards
    try:
        yield
    finally:
        del session.info["afterwards"]


def _call(afterwards: list[Callable[[], object]]) -> None:
    for call in dict.fromkeys(afterwards):
        call()


def in_an_act() -> bool:
    """Whether an act is open now: what wants one of its own must not begin it."""
    return "afterwards" in db.session().info


def table(model: type[Base]) -> Table:
    """The bare table of `model`, for statements that pass the ORM by (DESIGN §11.20)."""
    return Base.metadata.tables[model.__tablename__]


def put(model: type[Base], *rows: Mapping[str, Any]) -> None:
    """Insert rows of one shape into the open act, in one go and past the ORM."""
    if rows:
        run(_insertion(model), list(rows))


def put_once(model: type[Base], row: Mapping[str, Any]) -> bool:
    """The same, unless its key is there already, which undoes nothing; whether it was written."""
    return bool(run(_insertion_once(model, db.engine.dialect.name), row).rowcount)


def run(statement: Executable, given: Any = None) -> Any:
    """A bare statement in the open act, past the ORM, whose own bookkeeping costs as much again."""
    return db.session().connection().execute(statement, given)


@cache
def _insertion(model: type[Base]) -> Insert:
    """Kept, because a statement built anew each time costs as much as running it (SPEED.md 1f)."""
    return insert(table(model))


@cache
def _insertion_once(model: type[Base], dialect: str) -> Insert:
    """Asked to count: of an insertion PostgreSQL's driver says -1, which sounds like written."""
    into = sqlite.insert if dialect == "sqlite" else postgresql.insert
    return into(table(model)).on_conflict_do_nothing().execution_options(preserve_rowcount=True)


def after_commit(call: Callable[[], object]) -> None:
    """Ask for `call` once the open act is committed; asking twice is asking once."""
    db.session().info["afterwards"].append(call)


def clean_file(*rewritten: type[Base]) -> None:
    """Take what was deleted out of the database's own files too (SEC-03); between acts.

    SQLite writes its file anew and cuts its log. PostgreSQL gives up the dead rows, whose bytes lie
    there until their place is needed; what is `rewritten` it lays into a file of its own.
    """
    db.session.rollback()
    raw = db.engine.raw_connection()
    try:
        with _own_turn():
            _clean(raw, [table(one).name for one in rewritten])
    finally:
        raw.close()


def _clean(raw: Any, rewritten: Sequence[str]) -> None:
    if db.engine.dialect.name == "sqlite":
        raw.driver_connection.execute("VACUUM")
        (is_held, *_) = raw.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if is_held:
            raise OSError("somebody reads in the database's log, it cannot be cut")
        return
    raw.driver_connection.autocommit = True
    try:
        raw.driver_connection.execute("SET lock_timeout = '2s'")  # who votes waits no longer
        for name in rewritten:
            if raw.driver_connection.execute(_READ_SINCE_BEFORE.format(name)).fetchone():
                raise OSError(f"somebody reads {name} as it was, its dead rows cannot be given up")
            raw.driver_connection.execute(f"VACUUM FULL {name}")
        raw.driver_connection.execute("VACUUM")
    finally:
        raw.driver_connection.execute("RESET lock_timeout")
        raw.driver_connection.autocommit = False


_READ_SINCE_BEFORE = """SELECT 1 FROM pg_stat_activity WHERE datname = current_database()
AND pid <> pg_backend_pid() AND age(backend_xmin) >= (SELECT min(age(xmin)) FROM {})"""


def _own_turn() -> contextlib.AbstractContextManager[Any]:
    return _writers.alone() if db.engine.dialect.name == "sqlite" else contextlib.nullcontext()


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, _record: object) -> None:
    if "sqlite" not in type(connection).__module__:
        return
    connection.isolation_level = None
    for pragma in (
        "foreign_keys = ON",
        "journal_mode = WAL",
        "busy_timeout = 10000",
        "synchronous = FULL",
        "secure_delete = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    """Writers queue at the door; a reader that turns writer would be refused."""
    if connection.dialect.name != "sqlite":
        return
    writing = connection.get_execution_options().get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
