"""What waited in the scan box waits there again; nothing of it is lost, or comes in twice."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from server.backup import making
from server.backup.laying_back import lay_back
from server.clock import now
from server.config import Settings
from server.database import transaction
from server.scanbox import folder
from server.scanbox.models import TAKEN, Scan
from tests.backup.tonight import saved, settings_of
from tests.cast import Cast
from tests.uploads.sheets import plain


@dataclass
class Box:
    """The district's box."""

    place: Path

    def lay(self, name: str, data: bytes = b"scan") -> Path:
        one = self.place / name
        one.parent.mkdir(parents=True, exist_ok=True)
        one.write_bytes(data)
        return one


@pytest.fixture
def box(one_cast: Cast) -> Box:
    return Box(settings_of(one_cast).scans / "huyen")


def laid_back(tar: Path, room: Path, **more: object) -> list[str]:
    """The names of what lies in the new scan box."""
    there = Settings(home=room / "new", **more)
    lay_back(there, tar)
    files = (one for one in there.scans.rglob("*") if one.is_file())
    return sorted(str(one.relative_to(there.scans)) for one in files)


def row(cast: Cast, name: str, sha256: str = "") -> int:
    """A scan that was taken in."""
    with transaction() as session:
        said = {"box": "huyen", "name": name, "mark": "1", "stage": TAKEN, "sha256": sha256}
        scan = Scan(agency_id=cast.lan.actor.agency_id, seen_at=now(), **said)
        session.add(scan)
        session.flush()
        return scan.id


def test_it_waits_again_with_what_was_dismissed_but_not_what_is_still_being_written(
    one_cast: Cast, box: Box, room: Path
) -> None:
    scan = plain()
    box.lay("quét 1.pdf", scan)
    box.lay(f"{folder.ASIDE}/7-bỏ.pdf")
    box.lay("27-11/quét 2.pdf", scan)
    box.lay("dở.pdf.part")
    (box.place / "link.pdf").symlink_to("/etc/hostname")
    found = laid_back(saved(one_cast, room), room)
    waits = ["huyen/27-11/quét 2.pdf", "huyen/quét 1.pdf"]
    assert found == [f"huyen/{folder.ASIDE}/7-bỏ.pdf", *waits]
    assert (room / "new/scan/huyen/quét 1.pdf").read_bytes() == scan


def test_what_is_a_paper_already_does_not_come_again(one_cast: Cast, box: Box, room: Path) -> None:
    digest = making.waiting.digest_of(box.lay("vào rồi.pdf"))
    row(one_cast, "vào rồi.pdf", digest)
    box.lay(f"{folder.HELD}/{row(one_cast, 'đang vào.pdf')}")
    box.lay(f"{folder.HELD}/999")
    box.lay("chưa vào.pdf")
    assert laid_back(saved(one_cast, room), room) == ["huyen/chưa vào.pdf", "huyen/khoi-phuc-999"]


def test_what_is_taken_in_while_the_backup_is_made_is_in_it_as_a_scan(
    one_cast: Cast, box: Box, room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rows were read before it became a paper: without the scan nobody would know of it."""
    scan = box.lay("vừa vào.pdf")
    left = making.waiting.not_taken

    def taken_meanwhile(*asked):
        scan.unlink()
        return left(*asked)

    monkeypatch.setattr(making.waiting, "not_taken", taken_meanwhile)
    assert laid_back(saved(one_cast, room), room) == ["huyen/vừa vào.pdf"]


def test_in_a_folder_of_the_scanners_own_it_lies_beside_what_is_there(
    one_cast: Cast, box: Box, room: Path
) -> None:
    box.lay("quét.pdf")
    own = Box(room / "own" / "huyen")
    own.lay("quét.pdf", b"another")
    found = laid_back(saved(one_cast, room), room, scan_dir=own.place.parent)
    assert found == ["huyen/khoi-phuc-quét.pdf", "huyen/quét.pdf"]
    assert not (room / "new" / "scan").exists()


def test_what_was_destroyed_since_does_not_come_back_as_a_scan(
    one_cast: Cast, box: Box, room: Path
) -> None:
    digest = making.waiting.digest_of(box.lay("mật.pdf"))
    tar = saved(one_cast, room)
    home = room / "new"
    home.mkdir()
    (home / making.LAST).write_text(json.dumps({"digests": [digest]}) + "\n")
    assert laid_back(tar, room) == []
