"""What docs/ draws is what stands there: a floor for each module, and no file that is gone."""

import re
from configparser import ConfigParser
from pathlib import Path

from server.cli import COMMANDS
from tests.reading import text

PAGES = ("README.md", *sorted(map(str, Path("docs").rglob("*.md"))))
HOUSES = ("server", "signing", "workflows", "tests", "templates", "static", "docs")
TESTS = re.compile(r"^(?:async )?def (test_\w+)", re.MULTILINE)
DRAWN = re.compile(r"^\| [^|]+ \| ((?:`\w+`(?:, )?)+) \|", re.MULTILINE)


def test_every_module_of_the_office_has_its_floor_in_the_drawing() -> None:
    drawing = text("docs/architecture.md").split("## Floors")[1].split("\n## ")[0]
    drawn = [name for row in DRAWN.findall(drawing) for name in re.findall(r"\w+", row)]
    setup = ConfigParser()
    setup.read("setup.cfg")
    built = re.findall(r"\w+", setup["importlinter:contract:floors"]["layers"])
    assert sorted(drawn) == sorted([*built, "migrations"])


def test_no_page_names_a_file_that_is_gone() -> None:
    named = re.compile(rf"`((?:{'|'.join(HOUSES)})/[\w./*-]+)`")
    gone = {
        f"{page}: {place}"
        for page in PAGES
        for place in named.findall(text(page))
        if not place.startswith("static/dist/") and not any(Path().glob(place.rstrip("/")))
    }
    assert gone == set()


def test_no_page_calls_a_test_proof_that_is_gone() -> None:
    """A proof that was renamed leaves its row without one."""
    made = {one for file in Path("tests").rglob("test_*.py") for one in TESTS.findall(text(file))}
    named = {(page, one) for page in PAGES for one in re.findall(r"`(test_\w+)`", text(page))}
    assert sorted(one for one in named if one[1] not in made) == []


def test_every_command_is_named_in_the_readme() -> None:
    rows = re.findall(r"^\| (`.+?`) \|", text("README.md"), re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"`([a-z]+)", row)}
    assert not COMMANDS.keys() - named
