"""The source, read: files, their nodes, calls, and what stands in git."""

import ast
import functools
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MIGRATIONS = "server/migrations/versions/"


@functools.cache
def tracked() -> tuple[str, ...]:
    """Every file that git keeps, and those that are about to be kept."""
    asked = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    said = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return tuple(name for name in said.splitlines() if (ROOT / name).is_file())


def python(*rooms: str) -> list[str]:
    """The Python files of these folders, migrations left out: they are written by Alembic."""
    found = [name for name in tracked() if name.endswith(".py")]
    return [n for n in found if n.startswith(rooms) and not n.startswith(MIGRATIONS)]


def templates() -> list[str]:
    return [name for name in tracked() if name.startswith("templates/")]


CODE = ("server/", "signing/", "workflows/")


@functools.cache
def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@functools.cache
def tree(name: str) -> ast.Module:
    return ast.parse(text(name))


@functools.cache
def walked(name: str) -> tuple[ast.AST, ...]:
    """Every node of a file, walked once for all that ask."""
    return tuple(ast.walk(tree(name)))


def nodes(*kinds: type[ast.AST], rooms: tuple[str, ...] = CODE) -> Iterator[tuple[str, ast.AST]]:
    for name in python(*rooms):
        for node in walked(name):
            if isinstance(node, kinds):
                yield name, node


def calls(rooms: tuple[str, ...] = CODE) -> Iterator[tuple[str, str, ast.Call]]:
    """(file, what is called, the call)."""
    for name in python(*rooms):
        for called, node in _called(name):
            yield name, called, node


@functools.cache
def _called(name: str) -> list[tuple[str, ast.Call]]:
    found = (node for node in walked(name) if isinstance(node, ast.Call))
    return [(ast.unparse(node.func), node) for node in found]


def places_calling(*ends: str) -> set[str]:
    return {place for place, called, _ in calls() if called.endswith(ends)}


def functions(
    rooms: tuple[str, ...] = CODE,
) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for name, node in nodes(ast.FunctionDef, ast.AsyncFunctionDef, rooms=rooms):
        assert isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        yield name, node
