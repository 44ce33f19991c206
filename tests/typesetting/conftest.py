"""The press: sheets in, pages out, looked at as a viewer shows them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from server.typesetting import Sheet, Typeset, typeset
from tests.typesetting.looking import Look, look

FONTS = Path(__file__).parents[2] / "build" / "fonts"


@pytest.fixture(scope="session")
def press() -> Callable[[Sheet], Typeset]:
    """Typesetting with the fonts of the house."""
    return lambda sheet: typeset(sheet, FONTS)


@pytest.fixture(scope="session")
def seen(press: Callable[[Sheet], Typeset]) -> Callable[[Sheet], Look]:
    """The page of a sheet, looked at."""
    return lambda sheet: look(press(sheet).pdf)
