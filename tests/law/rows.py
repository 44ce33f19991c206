"""A test told once for each row of a table of the law."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest

Test = Callable[..., None]

RED = (Exception, pytest.fail.Exception)
"""What a test ends by that does not hold; `pytest.raises` that saw nothing is no Exception."""


def each(table: Iterable[Any]) -> Callable[[Test], Callable[[], None]]:
    """The test takes a row's cells; it is tried with all rows, and every red one is named.

    One test of pytest's, not one a row: to set a test up and take it down took it ten times what
    a sentence of the law takes to try, and there are three thousand of them.
    """
    rows = [row if isinstance(row, tuple) else (row,) for row in table]
    assert rows, "a test of no row would always hold"

    def over(test: Test) -> Callable[[], None]:
        def told() -> None:
            if wrong := [red for row in rows if (red := _red(test, row))]:
                raise BaseExceptionGroup(f"{len(wrong)} of {len(rows)} rows", wrong)

        told.__name__, told.__doc__, told.__module__ = test.__name__, test.__doc__, test.__module__
        return told

    return over


def _red(test: Test, row: tuple[Any, ...]) -> BaseException | None:
    try:
        test(*row)
    except RED as red:
        red.add_note(f"the row: {row!r}")
        return red
    return None
