"""A folder of papers is judged on every core, in order, whatever lies in it."""

import os
import resource
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from server.commands import judging_files
from server.commands.judging_files import Ground, found, judged
from server.commands.verifying import verify
from tests.signing.desk import page

NOBODY = Ground([])
"""Whom these papers' reader believes."""


@pytest.fixture
def folder(tmp_path) -> Path:
    """Papers in two drawers, a note between them, and a door that leads back."""
    for n in range(10):
        place = tmp_path / "tủ" / ("dưới" if n % 2 else "trên")
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{n}.{'PDF' if n % 3 else 'pdf'}").write_bytes(page() if n else b"x")
    (tmp_path / "tủ" / "ghi chú.txt").write_text("không phải văn bản")
    (tmp_path / "tủ" / "vòng").symlink_to(tmp_path)
    return tmp_path


@pytest.fixture
def odd(monkeypatch):
    """What a file does to the process that reads it, by its name."""
    plainly, deeds = judging_files._judge_file, {}

    def judge(file: str):
        deeds.get(Path(file).stem, lambda: None)()
        return plainly(file)

    monkeypatch.setattr(judging_files, "_judge_file", judge)
    return deeds


def test_every_paper_below_a_folder_is_found_once_in_order(folder):
    names = [Path(one).stem for one in found([str(folder)])]
    assert names == ["1", "3", "5", "7", "9", "0", "2", "4", "6", "8"]


def test_a_folder_is_judged_in_its_order_and_each_file_by_itself(folder):
    files = found([str(folder)])
    said = [*judged(files, NOBODY)]
    assert [one["file"] for one in said] == files
    assert [one["verdict"] for one in said if one["file"].endswith("0.pdf")] == ["unreadable"]
    assert sum(one["verdict"] == "unsigned" for one in said) == 9


def test_a_file_that_kills_its_reader_is_named_and_the_others_are_judged(folder, odd):
    odd["5"] = lambda: os._exit(9)
    said = {Path(one["file"]).stem: one for one in judged(found([str(folder)]), NOBODY)}
    assert said["5"]["reasons"] == ["process_died"]
    assert [said[name]["verdict"] for name in ("1", "3", "7", "8")] == ["unsigned"] * 4


def test_a_file_that_takes_too_long_or_too_much_room_is_named(folder, odd, monkeypatch):
    monkeypatch.setattr(judging_files, "PATIENCE", 1)
    monkeypatch.setattr(judging_files, "LARGEST", 100_000)
    (folder / "tủ" / "dưới" / "3.pdf").write_bytes(bytes(100_001))
    odd["5"] = lambda: time.sleep(30)
    said = {Path(one["file"]).stem: one["reasons"] for one in judged(found([str(folder)]), NOBODY)}
    assert (said["3"], said["5"]) == (["too_large"], ["too_long"])


def test_two_files_leave_the_process_its_memory(folder):
    """Threads of the office that asked could not be started any more."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    two = found([str(folder)])[:2]
    within = [resource.getrlimit(resource.RLIMIT_AS)[0] for _ in judged(two, NOBODY)]
    assert within == [judging_files.MOST_MEMORY] * 2
    assert resource.getrlimit(resource.RLIMIT_AS) == before


def test_what_is_not_there_and_what_may_not_be_opened_is_said_in_our_words(tmp_path):
    got = CliRunner().invoke(verify, [str(tmp_path / "khong-co.pdf")])
    assert (got.exit_code, "Không có tệp này. [no_file]" in got.output) == (2, True), got.output
