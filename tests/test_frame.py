"""The frame of all pages: what it imports is every page's, and hides what a page is given."""

import ast
import re

from tests.reading import python, text, tree

FRAME = ("templates/base.html", "templates/layout.html")
IMPORTED = re.compile(r"{% from '[^']+' import ([^%]+?) %}")


def _of_the_frame() -> set[str]:
    lists = [found[1] for file in FRAME for found in IMPORTED.finditer(text(file))]
    return {one.split(" as ")[-1].strip() for names in lists for one in names.split(",")}


def _given() -> dict[str, str]:
    """What pages are given by name, and where."""
    return {
        said.arg: f"{file}:{call.lineno}"
        for file in python("server/")
        for call in ast.walk(tree(file))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "render_template"
        for said in call.keywords
        if said.arg
    }


def test_no_page_is_given_what_the_frame_calls_its_own() -> None:
    """`keys` was the list of a house's own keys, and became the frame's macro: the page fell."""
    given = _given()
    assert len(given) > 100
    assert {given[name] for name in _of_the_frame() & given.keys()} == set()
