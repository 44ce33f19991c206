"""What a test needs of the machine, and is not there: a failure in CI, elsewhere a visible skip."""

import os
from typing import NoReturn

import pytest


def absent(words: str) -> NoReturn:
    """`words`: what is missing, and how to get it."""
    if os.environ.get("CI"):
        pytest.fail(words)
    pytest.skip(words)
