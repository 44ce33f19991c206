"""A fresh office for each test, with the cast in it, on SQLite and on PostgreSQL.

The people and their keys are made once; each test gets a copy of that database. A test that
touches storage runs on both (DESIGN §6); `one_app` is for those that need not. What knows the
server is imported by the fixture that needs it: the law is tried without (`tests/law`, 5 s).
"""

import gc
import os
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests import memory, unspoken

if TYPE_CHECKING:
    from flask import Flask

    from tests.cast import Cast

os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", memory.room())

LONG = (
    "story", "matrix", "demo", "office/exchange", "entry/test_killed.py",
    "entry/test_cli", "office/batches", "office/front/test_unhappy_forms.py", "look",
    "api/test_true_to_its_document.py", "backup", "office/ledger/test_checking.py",
    "office/front/test_books.py",
)  # fmt: skip
"""What takes longest, first: begun last it would have one process to itself, the others idle."""

DATABASES = ("sqlite", "postgresql")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """A packed file carries the second it was packed in: neither its bytes nor how many they are
    is a name that each process gives a test alike."""
    return argname if isinstance(val, bytes) and len(val) > 8 else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The files of LONG begin; the sort leaves all else as it stands."""
    order = {name: place for place, name in enumerate(LONG)}

    def place(item: pytest.Item) -> int:
        path = item.nodeid.removeprefix("tests/")
        return next((at for name, at in order.items() if path.startswith(name)), len(order))

    items.sort(key=place)
    if "hypothesis" in sys.modules:
        import_module("tests.drawn").of_the_law()


def pytest_collection_finish() -> None:
    """What is imported stays: to look through it for garbage anew was a tenth of all time.

    And the pool's children push forward: a polite one behind four busy processes signs for ages.
    """
    if pool := sys.modules.get("server.pool"):
        pool.POLITE = pool.LAST = 0  # type: ignore[attr-defined]
        pool.ASIDE = os.SCHED_OTHER  # type: ignore[attr-defined]
    gc.collect()
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish() -> None:
    """Garbage of the last tests is seen; that pytest looks five times more through two gigabytes
    of what is no garbage took ten seconds of every process, at the very end."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Iterator[None]:
    """No log of any test tells what a log may not."""
    report = yield
    unspoken.look_through(report)
    return report


@pytest.fixture
def monkeypatch(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Who bends the office prepares it alone from then on."""
    begun = sys.modules.get("tests.begun")
    if begun:
        begun.watch(monkeypatch)
    yield monkeypatch
    if begun:
        begun.watch(None)


@pytest.fixture(scope="session")
def people_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the demo people, their keys, and a SQLite database."""
    home = tmp_path_factory.mktemp("people")
    import_module("server.logs").configure()  # a log is written as the office's own, or it says all
    import_module("tests.offices").people(home)
    return home


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    with import_module("tests.services").postgres() as url:
        yield url
        import_module("tests.standing_database").close()


@pytest.fixture(scope="session")
def people_database(people_home: Path, postgres_server: str) -> Iterator[str]:
    """The same people in a PostgreSQL database that others are made from."""
    with import_module("tests.services").database(postgres_server) as url:
        import_module("tests.offices").moved_to(url, people_home)
        yield url


@pytest.fixture(scope="session")
def sent_home(tmp_path_factory: pytest.TempPathFactory, people_home: Path) -> Iterator[Path]:
    """The home of the same office after a letter went out: marked `sent`, a test begins there."""
    home, offices = tmp_path_factory.mktemp("sent"), import_module("tests.offices")
    offices.send(home, people_home, "")
    yield home
    offices.is_unspoilt(home)


@pytest.fixture(scope="session")
def sent_database(
    tmp_path_factory: pytest.TempPathFactory, postgres_server: str, request: pytest.FixtureRequest
) -> "Iterator[tuple[Path, str]]":
    """The same on PostgreSQL: its home, where the files lie, and its database."""
    home, people = tmp_path_factory.mktemp("sent-pg"), request.getfixturevalue("people_home")
    template = request.getfixturevalue("people_database")
    offices, services = import_module("tests.offices"), import_module("tests.services")
    with services.database(postgres_server, services.name_of(template)) as url:
        offices.send(home, people, url)
        yield home, url
        offices.is_unspoilt(home)


@pytest.fixture(params=DATABASES)
def app(request: pytest.FixtureRequest, tmp_path: Path) -> "Iterator[Flask]":
    """A fresh office on each database, with an application context open."""
    if request.param == "sqlite":
        yield from _on_sqlite(request, tmp_path)
        return
    server = request.getfixturevalue("postgres_server")
    home, template = _began_on_postgres(request)
    with import_module("tests.standing_database").database(server, template) as url:
        yield from import_module("tests.offices").opened(tmp_path, home, url)


@pytest.fixture
def one_app(request: pytest.FixtureRequest, tmp_path: Path) -> "Iterator[Flask]":
    """A fresh office on SQLite alone, for what does not touch storage in a way of its own."""
    yield from _on_sqlite(request, tmp_path)


def _on_sqlite(request: pytest.FixtureRequest, home: Path) -> "Iterator[Flask]":
    began = request.getfixturevalue("sent_home" if _is_sent(request) else "people_home")
    yield from import_module("tests.offices").opened(home, began, "")


def _began_on_postgres(request: pytest.FixtureRequest) -> tuple[Path, str]:
    if _is_sent(request):
        return request.getfixturevalue("sent_database")
    return request.getfixturevalue("people_home"), request.getfixturevalue("people_database")


def _is_sent(request: pytest.FixtureRequest) -> bool:
    return request.node.get_closest_marker("sent") is not None


@pytest.fixture
def cast(app: "Flask") -> "Cast":
    return import_module("tests.cast").Cast(app)


@pytest.fixture
def one_cast(one_app: "Flask") -> "Cast":
    """The cast at one database."""
    return import_module("tests.cast").Cast(one_app)


@pytest.fixture(scope="session", autouse=True)
def _pool_goes_home() -> Iterator[None]:
    """The pool's children end with the session, where there was a pool at all."""
    yield
    if pool := sys.modules.get("server.pool"):
        pool.close()
