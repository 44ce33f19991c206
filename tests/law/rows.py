"""A test told once for each row of a table of the law."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest

Row = tuple[Any, ...]
Test = Callable[..., None]


def each(table: Iterable[Row]) -> Callable[[Test], Test]:
    """The test takes a row's cells; pytest is given the row as one argument.

    It makes a fixture of each argument, and sets it up and takes it down: with five of them that
    was most of what a sentence's test took, and the law has three thousand sentences to try.
    """

    def over(test: Test) -> Test:
        def told(row: Row) -> None:
            test(*row)

        told.__name__, told.__doc__, told.__module__ = test.__name__, test.__doc__, test.__module__
        return pytest.mark.parametrize("row", list(table), ids=_name)(told)

    return over


def _name(row: Row) -> str | None:
    """The words of the row; pytest counts those that have none."""
    return "-".join(str(cell) for cell in row if isinstance(cell, str | int)) or None
