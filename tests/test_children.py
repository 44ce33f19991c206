"""What the pool's children read in: the press and the cabinet, and never the office.

A child that is handed a function of a room reads in that room, and with it Flask, the tables and
every page: a second and a half of a processor, in each child, before whoever waits gets a page
(twelve seconds on a busy machine, 29/11/2026: a signature's page).
"""

import ast
import subprocess
import sys
from collections.abc import Iterator

from tests.reading import ROOT, calls, walked

HANDED_OVER = ("pool.submit", "pool.gather", "pool.warm")


def _homes(name: str) -> dict[str, str]:
    """What each imported name of a file is: `press` is `server.press`."""
    return {
        said.asname or said.name: f"{node.module}.{said.name}"
        for node in walked(name)
        if isinstance(node, ast.ImportFrom)
        for said in node.names
    }


def _handed_over() -> Iterator[str]:
    """Every module of which a function goes to a child; one that is a variable is not seen."""
    for place, called, call in calls(("server/",)):
        if called.endswith(HANDED_OVER):
            home = _homes(place).get(ast.unparse(call.args[0]).split("(")[-1].split(".")[0], "")
            yield home if _is_module(home) else home.rpartition(".")[0]


def _is_module(name: str) -> bool:
    place = ROOT / name.replace(".", "/")
    return place.with_suffix(".py").exists() or (place / "__init__.py").exists()


def test_no_child_reads_in_the_office() -> None:
    modules = sorted({*_handed_over(), "signing.evidence.examining"} - {""})
    assert len(modules) > 3, modules
    asked = f"import sys, {', '.join(modules)}; print({{'flask', 'sqlalchemy'}} & {{*sys.modules}})"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "set()", modules
