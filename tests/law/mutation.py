"""Bend the law in every small way and demand that a test sees it: `python -m tests.law.mutation`.

Name modules to bend only these (`deadlines layout.on_head`); `tables` are the workflows' rows.
Mutants that no test notices are printed, and the exit status is 1 if there are any; those of
`same.py` change nothing.
"""

import ast
import importlib.abc
import importlib.machinery
import os
import re
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType

import pytest
from _pytest.runner import runtestprotocol
from hypothesis import HealthCheck, Phase, settings

from tests.law import mutants
from tests.law.same import is_same
from workflows import WORKFLOWS, Workflow

TESTS = Path(__file__).parent
LAW = TESTS.parent.parent / "workflows"
TABLES = ("tables", "incoming", "outgoing", "meeting", "law")
"""Their tests speak of the package; those of every other module name it."""

PATIENCE = 60
"""Seconds of computing that the tests may take of the straight module, on a slow machine too."""

TIMES = 3
"""As often as that long, and a mutant that runs on and on counts as noticed."""

GREEN, ANY = 200, 201
"""How a child ends where no test, and where no single test, noticed; else by its place."""

Fate = tuple[str, bool]
"""What was bent, and whether a test noticed."""

# A law test needs no plugins, and of conftests only its own.
os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
QUIET = ("-q", "-x", "-p", "no:cacheprovider", "-o", "addopts=", f"--confcutdir={TESTS}")

settings.register_profile(
    "mutation",
    settings(deadline=None, suppress_health_check=[HealthCheck.too_slow]),
    max_examples=20,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
)
settings.load_profile("mutation")


def main(names: Sequence[str]) -> int:
    """Bend what is named, or everything, the tables last; print what nobody noticed."""
    modules = [_named(path) for path in sorted(LAW.rglob("*.py")) if path.stem != "__init__"]
    lived = 0
    for name in sorted(names or [*modules, "tables"], key=lambda it: it == "tables"):
        started = time.monotonic()
        tests = _tests_of(name)
        if not tests:
            _say(f"{name}: no law test speaks of it")
            lived += 1
            continue
        fates = list(_table_fates(tests) if name == "tables" else _code_fates(name, tests))
        unseen = [what for what, noticed in fates if not noticed]
        lived += len(unseen)
        _say(
            f"{name}: {len(fates)} mutants, {len(unseen)} unnoticed, "
            f"{time.monotonic() - started:.0f} s",
            *(f"  {what}" for what in unseen),
        )
    return int(lived > 0)


def _say(*lines: str) -> None:
    sys.stdout.write("\n".join([*lines, ""]))
    sys.stdout.flush()


def _named(path: Path) -> str:
    return ".".join(path.relative_to(LAW).with_suffix("").parts)


def _tests_of(name: str) -> list[str]:
    """The law tests that speak of this module; the layout's speak of its package."""
    name = name.partition(".")[0]
    word = re.compile(
        r"^(from|import) workflows( |$)" if name in TABLES else rf"workflows\.{name}\b", re.M
    )
    return [str(path) for path in sorted(TESTS.glob("test_*.py")) if word.search(path.read_text())]


# Code: a forked child imports the bent module, and runs the tests that speak of it.


def _code_fates(name: str, tests: list[str]) -> Iterator[Fate]:
    """The file that noticed the last ones is asked first, alone: it mostly notices the next."""
    source = (LAW / f"{name.replace('.', '/')}.py").read_text()
    begun = _computed()
    if _who_notices(name, ast.parse(source), tests, PATIENCE):
        raise SystemExit(f"{name}: its tests are not green to begin with")
    patience = TIMES * (1 + _computed() - begun)
    keen: list[str] = []
    for what, tree in mutants.of_code(source):
        if is_same(name, what):
            continue
        asked = (_who_notices(name, tree, these, patience) for these in (keen, tests))
        who = next(filter(None, asked), "")
        if who in tests:
            keen = [who]
        yield f"{name}.py:{what}", bool(who)


def _computed() -> int:
    """Seconds of computing of all children so far."""
    return int(resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime)


def _who_notices(name: str, tree: ast.Module, tests: list[str], patience: int) -> str:
    """The file of the test that turns red, or never ends, with the module as in `tree`."""
    if not tests:
        return ""
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (patience, patience))
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        _install(f"workflows.{name}", tree)
        red = _Red()
        code = pytest.main([*QUIET, *tests], plugins=[red])
        os._exit(tests.index(red.file) if red.file in tests else ANY if code else GREEN)
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return "" if ended == GREEN else tests[ended] if 0 <= ended < len(tests) else "all of them"


def _install(name: str, tree: ast.Module) -> None:
    """Have `name` imported from `tree` when it is next asked for."""
    for known in [it for it in sys.modules if it.partition(".")[0] == "workflows"]:
        del sys.modules[known]
    sys.meta_path.insert(0, _Bent(name, tree))


class _Red:
    """Remembers the file of the test that turned red."""

    file = ""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.file = str(TESTS / Path(report.fspath).name)


class _Bent(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds one module, and loads it bent."""

    def __init__(self, name: str, tree: ast.Module) -> None:
        self.name, self.tree = name, tree

    def find_spec(
        self, name: str, path: object = None, target: object = None
    ) -> importlib.machinery.ModuleSpec | None:
        return importlib.machinery.ModuleSpec(name, self) if name == self.name else None

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self.tree, self.name, "exec"), module.__dict__)


# Tables: the tests are collected once; for each mutant they run until the first red one.


def _table_fates(tests: list[str]) -> list[Fate]:
    bench = _Bench()
    pytest.main([*QUIET, *tests], plugins=[bench])
    if not bench.green:
        raise SystemExit("tables: their tests are not green to begin with")
    return bench.fates


class _Bench:
    """Instead of pytest's own loop: all the tests again for every mutant of every table."""

    def __init__(self) -> None:
        self.fates: list[Fate] = []
        self.green = False

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        tests = [test for test in session.items if isinstance(test, pytest.Function)]
        self.green = bool(tests) and not _red(tests)
        for law in WORKFLOWS if self.green else ():
            self.fates += [(what, _seen(law, bent, tests)) for what, bent in mutants.of_table(law)]
        return True

    def pytest_runtest_logreport(self) -> None:
        """Say nothing of single tests."""


def _seen(law: Workflow, bent: mutants.Fields, tests: list[pytest.Function]) -> bool:
    """Whether a test turns red while the one and only table is bent in its place."""
    straight = {field: getattr(law, field) for field in bent}
    for field, value in bent.items():
        object.__setattr__(law, field, value)
    try:
        return _red(tests)
    finally:
        for field, value in straight.items():
            object.__setattr__(law, field, value)


def _red(tests: list[pytest.Function]) -> bool:
    """Run until the first red test, which is asked first the next time."""
    for place, test in enumerate(tests):
        test._initrequest()
        if any(report.failed for report in runtestprotocol(test, log=False, nextitem=None)):
            tests.insert(0, tests.pop(place))
            return True
    return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
