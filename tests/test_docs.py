"""What docs/ draws is what stands there: a floor for each module, and no file that is gone."""

import re
from configparser import ConfigParser
from pathlib import Path

from server.cli import COMMANDS
from tests.reading import text

PAGES = ("README.md", *sorted(map(str, Path("docs").rglob("*.md"))))
HOUSES = ("server", "signing", "workflows", "tests", "templates", "static", "docs")
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


def test_every_command_is_named_in_the_readme() -> None:
    """But `ready`, which `run` starts for itself."""
    rows = re.findall(r"^\| (`.+?`) \|", text("README.md"), re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"`([a-z]+)", row)}
    assert COMMANDS.keys() - named == {"ready"}
