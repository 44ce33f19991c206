"""A disk beside the office's, for its backups."""

from pathlib import Path

import pytest


@pytest.fixture
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A disk beside the office's."""
    return tmp_path_factory.mktemp("disk")
