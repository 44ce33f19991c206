"""What the build made for the pages: where each file lies, and what a script needs beside it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

PLACE = "/static/dist/"
_BRINGS = Markup('<template data-brings="{}" data-needs="{}"></template>')


def furnish(pages: Environment, manifest: Path) -> None:
    """`asset` and `brings` for every page, from the manifest that the build wrote."""
    names = json.loads(manifest.read_text()) if manifest.exists() else {}
    pages.globals |= {"asset": _asset(names), "brings": _brings(names)}


def _asset(names: dict[str, Any]) -> Callable[[str], str]:
    """Entry name → address of the built file."""
    return lambda name: f"{PLACE}{names.get(name, name)}"


def _brings(names: dict[str, Any]) -> Callable[[str], Markup]:
    """A script that comes once the page is drawn (static/src/boot.js); its pieces beside it, so
    that a slow line is not asked anew for each."""
    pieces, asset = names.get("needs", {}), _asset(names)
    return lambda name: _BRINGS.format(asset(name), " ".join(pieces.get(name, ())))
