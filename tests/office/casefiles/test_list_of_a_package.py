"""The list of a package is the log's: nobody bends a field or leaves a document out (AR-05)."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from server.archive import checking
from server.commands.verifying import verify
from server.office import office
from signing.checkpoint import make_log_key

pytestmark = pytest.mark.sent
MANIFEST, SEAL, FIELDS = "manifest.json", checking.SEAL, "metadata.xml"
Entries = dict[str, bytes]


def _rewritten(package: Path, change: Callable[[Entries, dict[str, Any]], None]) -> Path:
    """By somebody who knows the format: entries changed, and a list that fits them again."""
    with zipfile.ZipFile(package) as old:
        entries = {name: old.read(name) for name in old.namelist()}
    said = json.loads(entries[MANIFEST])
    change(entries, said)
    for one in said["files"]:
        one["sha256"] = hashlib.sha256(entries[one["path"]]).hexdigest()
        one["size"] = len(entries[one["path"]])
    entries[MANIFEST] = json.dumps(said, ensure_ascii=False, indent=1).encode()
    made = package.with_name("rewritten.zip")
    with zipfile.ZipFile(made, "w") as new:
        for name, data in entries.items():
            new.writestr(name, data)
    return made


def _retitled(entries: Entries, said: dict[str, Any]) -> None:
    said["file"]["Title"] = "Mua sắm thiết bị"
    entries[FIELDS] = entries[FIELDS].replace("Chuyển đổi số".encode(), "Mua sắm".encode())


def _left_out(entries: Entries, said: dict[str, Any]) -> None:
    gone = said["documents"].pop()
    paths = {file["path"] for file in gone["files"]} | {gone["proof"]}
    said["files"] = [one for one in said["files"] if one["path"] not in paths]
    for path in paths:
        del entries[path]


def _without_proofs(entries: Entries, said: dict[str, Any]) -> None:
    """A paper changed, and the list says that the log never spoke of it."""
    one = next(one for one in said["documents"] if one["files"])
    entries[one["files"][0]["path"]] += b" "
    one |= {"logged": False, "proof": None, "sha256": None}


@pytest.mark.parametrize("change", [_retitled, _left_out, _without_proofs])
def test_who_rewrites_the_list_to_fit_is_caught_by_the_log(package, change):
    bent = _rewritten(package, change)
    assert f"{MANIFEST}: không phải danh sách mà nhật ký đã ghi khi nộp lưu" in checking.faults(
        bent
    )
    code, told = _told(bent)
    assert (code, told["verdict"]) == (1, "invalid")


def test_a_package_whose_log_was_taken_away_is_not_whole(package):
    def bare(entries, _said):
        del entries[SEAL]

    assert f"{SEAL}: thiếu" in checking.faults(_rewritten(package, bare))


def test_a_second_list_beside_the_first_is_seen(package):
    """One reader takes the first of two entries with a name, another the last."""
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(package, "a") as packed:
        packed.writestr(MANIFEST, packed.read(MANIFEST))
    assert f"{MANIFEST}: có hai lần" in checking.faults(package)


def test_one_of_before_is_whole_and_nobody_can_say_that_it_is_complete(package):
    """Who takes the log's word away and calls it an older one gains no “valid” by that."""

    def older(entries, said):
        said["format"] = checking.UNSEALED
        del entries[SEAL]

    bent = _rewritten(package, older)
    assert checking.faults(bent) == []
    code, told = _told(bent)
    assert (code, told["verdict"], told["log"]) == (1, "indeterminate", {"key": "", "known": False})
    assert told["unjudged"][0].startswith(f"{MANIFEST}: gói lập theo định dạng cũ")


def test_whose_log_it_is_is_said_and_may_be_pinned(package, tmp_path):
    """A whole log can be invented, with a key of its own."""
    (mine := tmp_path / "known").mkdir()
    keys = office().cabinet.keys
    (mine / "root.pem").write_bytes((keys / "root.pem").read_bytes())
    code, told = _told(package, mine)
    assert (code, told["log"]["known"]) == (0, False)
    said = CliRunner().invoke(verify, [str(package), "--trust", str(mine)]).output
    assert "lấy từ chính gói này" in said
    known = (keys / "log.pub").read_text().strip()
    code, told = _told(package, mine, "--key", str(keys / "log.pub"))
    assert (code, told["log"]) == (0, {"key": known, "known": True})
    assert _told(package, keys)[1]["log"]["known"], "the home's own stands beside its authority"
    (other := tmp_path / "other").mkdir()
    code, told = _told(package, mine, "--key", str(make_log_key(other, "dia-phuong-khac.vn")))
    assert (code, told["verdict"]) == (1, "invalid")
    assert any("không phải khóa đã ghim" in one for one in told["reasons"])


def _told(package: Path, trust: Path | None = None, *more: str) -> tuple[int, dict[str, Any]]:
    where = str(trust or office().cabinet.keys)
    got = CliRunner().invoke(verify, [str(package), "--json", "--trust", where, *more])
    return got.exit_code, json.loads(got.output)
