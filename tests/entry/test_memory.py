"""The tests' offices lie in memory where it is roomy, on the disk where it is not."""

import os
import tempfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests import memory

ROOMY = SimpleNamespace(free=memory.ENOUGH + 1)


@pytest.fixture
def shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine whose memory lies at `tmp_path`, with some to spare."""
    monkeypatch.setattr(memory, "SHARED", tmp_path)
    monkeypatch.setattr(memory.shutil, "disk_usage", lambda _folder: ROOMY)
    monkeypatch.setattr(memory.os, "statvfs", lambda _folder: SimpleNamespace(f_flag=0))
    return tmp_path


def test_a_roomy_memory_is_taken(shared: Path) -> None:
    assert memory.room() == str(shared)


def test_a_small_one_is_left_to_others(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    little = SimpleNamespace(free=memory.ENOUGH - 1)
    monkeypatch.setattr(memory.shutil, "disk_usage", lambda _folder: little)
    assert memory.room() == tempfile.gettempdir()


def test_one_from_which_nothing_may_be_started_does_not_serve(
    shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = SimpleNamespace(f_flag=os.ST_NOEXEC)
    monkeypatch.setattr(memory.os, "statvfs", lambda _folder: closed)
    assert memory.room() == tempfile.gettempdir()


def test_a_machine_without_one_uses_its_disk(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "SHARED", shared / "absent")
    assert memory.room() == tempfile.gettempdir()
