"""The package of a case file, as the archive and everybody later has it."""

import shutil
from pathlib import Path

import pytest

from server.files import store
from tests.office.casefiles.keeping import case_of, packed


@pytest.fixture
def package(one_cast, tmp_path) -> Path:
    """The package of Nam's file, as a file on somebody's disk."""
    path = packed(one_cast)
    return shutil.copy(store().path(case_of(path).package_sha256), tmp_path / "ho-so.zip")
