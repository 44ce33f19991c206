"""A case file's package years later: it holds, it is broken, or nobody can judge it today."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import signing
from server.commands.judging_files import judged
from server.commands.verifying import verify
from server.office import office

pytestmark = pytest.mark.sent


def _a_stranger(folder: Path) -> Path:
    signing.found_authority(folder)
    return folder


def test_with_whom_nobody_believes_it_cannot_be_judged_and_is_not_called_broken(package, tmp_path):
    """The files are whole and stand in the log; that the district signed them is another thing."""
    got = CliRunner().invoke(verify, [str(package), "--trust", str(_a_stranger(tmp_path))])
    assert got.exit_code == 1, got.output
    assert "CHƯA kết luận được" in got.output and "KHÔNG nguyên vẹn" not in got.output
    assert ".;" not in got.output, "sentences stand one behind the other"
    assert "Không đủ căn cứ kết luận" in got.output and "Không bị sửa sau khi ký" in got.output


def test_a_program_reads_the_three_outcomes(package, tmp_path, monkeypatch):
    home, stranger = str(office().cabinet.keys), str(_a_stranger(tmp_path))

    def told(trust):
        got = CliRunner().invoke(verify, [str(package), "--json", "--trust", trust])
        return got.exit_code, json.loads(got.output)

    code, one = told(home)
    assert (code, one["verdict"], one["reasons"], one["unjudged"]) == (0, "valid", [], [])
    code, one = told(stranger)
    assert (code, one["verdict"], one["reasons"]) == (1, "indeterminate", [])
    assert all(".pdf: " in why and len(why) > 20 for why in one["unjudged"]) and one["unjudged"]

    def bent(places, ground):
        yield from (one | BROKEN for one in judged(places, ground))

    monkeypatch.setattr("server.commands.judging_packages.judged", bent)
    code, one = told(stranger)
    assert (code, one["verdict"], one["unjudged"]) == (1, "invalid", [])
    assert "chữ ký không hợp lệ" in one["reasons"][0]


BROKEN = {"verdict": "invalid", "word": "INVALID", "integrity": "invalid"}
UNREAD = {"verdict": "unreadable", "word": "INDETERMINATE", "reasons": ["too_long"]}


def test_a_paper_that_this_reader_cannot_open_is_no_altered_one(package, monkeypatch):
    """Its bytes are those that the log knows."""
    keys = str(office().cabinet.keys)
    monkeypatch.setattr(
        "server.commands.judging_packages.judged",
        lambda places, _ground: iter([{"file": one, "signatures": []} | UNREAD for one in places]),
    )
    got = CliRunner().invoke(verify, [str(package), "--trust", keys])
    assert got.exit_code == 1 and "CHƯA kết luận được" in got.output, got.output
