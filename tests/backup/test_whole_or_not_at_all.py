"""Of a backup that is not whole nothing is laid back; a kill leaves no half of either."""

import os
import signal
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from server.backup.archive import NotABackup
from server.backup.laying_back import lay_back
from server.backup.making import make
from server.config import Settings
from server.papers import tombstones
from tests.backup.tonight import opened, saved, settings_of
from tests.cast import Cast

TOP = Path(__file__).parents[2]


def _flipped(tar: Path) -> None:
    data = bytearray(tar.read_bytes())
    data[len(data) // 2] ^= 1
    tar.write_bytes(data)


def _cut(tar: Path) -> None:
    os.truncate(tar, tar.stat().st_size // 2)


def _led_out(tar: Path) -> None:
    with tarfile.open(tar, "a") as more:
        info = tarfile.TarInfo("../evil")
        more.addfile(info)


def _led_out_of_the_scan_box(tar: Path) -> None:
    with tarfile.open(tar, "a") as more:
        more.addfile(tarfile.TarInfo("scan/../evil"))


def _linked(tar: Path) -> None:
    with tarfile.open(tar, "a") as more:
        info = tarfile.TarInfo("secret")
        info.type, info.linkname = tarfile.SYMTYPE, "/etc/passwd"
        more.addfile(info)


def _another_file(tar: Path) -> None:
    tar.write_bytes(b"no tar at all" * 100)


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (_flipped, "nguyên vẹn"),
        (_cut, "nguyên vẹn"),
        (_led_out, "mục lạ"),
        (_led_out_of_the_scan_box, "mục lạ"),
        (_linked, "mục lạ"),
        (_another_file, "không phải"),
    ],
)
def test_of_what_is_not_whole_nothing_is_laid_back(
    one_cast: Cast, room: Path, harm: Callable[[Path], None], words: str
) -> None:
    tar, home = saved(one_cast, room), room / "new"
    harm(tar)
    with pytest.raises(NotABackup, match=words):
        lay_back(Settings(home=home), tar)
    assert not home.exists() and not (room / "evil").exists()


PASSPHRASE = "con trâu đi trước cái cày theo sau"


@pytest.mark.parametrize(
    ("harm", "said", "words"),
    [
        (_flipped, PASSPHRASE, "không đúng, hoặc"),
        (_cut, PASSPHRASE, "không đúng, hoặc"),
        (lambda _tar: None, PASSPHRASE + ".", "mật khẩu không đúng"),
        (lambda _tar: None, "", "--passphrase-file"),
    ],
)
def test_of_one_that_is_locked_nothing_is_laid_back_without_its_passphrase(
    one_cast: Cast, room: Path, harm: Callable[[Path], None], said: str, words: str
) -> None:
    tar, home = room / "tonight.tar", room / "new"
    make(settings_of(one_cast), tar, PASSPHRASE)
    harm(tar)
    with pytest.raises(NotABackup, match=words):
        lay_back(Settings(home=home), tar, said)
    assert not home.exists()


KILLED = """
import os, pathlib, signal
from server.commands import backing_up, inside
from server.cli import main
import sys
step = int(os.environ.pop("AT"))
plain, seen = {act}, []
def act(*said, **how):
    seen.append(said)
    if len(seen) == step:
        os.kill(os.getpid(), signal.SIGKILL)
    return plain(*said, **how)
{act} = act
main()
"""


def killed(home: Path, act: str, at: int, *words: str) -> None:
    """A command that dies by −9 at the `at`-th call of `act`."""
    kept = {name: said for name, said in os.environ.items() if not name.startswith("CONGSO_")}
    env = kept | {"CONGSO_HOME": str(home), "PYTHONPATH": str(TOP), "AT": str(at)}
    program = [sys.executable, "-c", KILLED.format(act=act), *words]
    died = subprocess.run(program, check=False, env=env, capture_output=True)
    assert died.returncode == -signal.SIGKILL, died.stderr.decode()


@pytest.mark.parametrize(("act", "at"), [("os.fsync", 1), ("pathlib.Path.rename", 1)])
def test_a_backup_that_is_killed_leaves_no_file_of_that_name(
    one_cast: Cast, room: Path, act: str, at: int
) -> None:
    tar = room / "tonight.tar"
    killed(settings_of(one_cast).home, act, at, "backup", str(tar))
    assert not tar.exists()
    make(settings_of(one_cast), tar)
    assert [one.name for one in room.iterdir()] == ["tonight.tar"], "what was left half is gone"


@pytest.mark.parametrize(
    ("act", "at"), [("os.fsync", 3), ("pathlib.Path.rename", 1), ("pathlib.Path.rename", 2)]
)
def test_a_restore_that_is_killed_leaves_no_half_of_an_office(
    one_cast: Cast, room: Path, act: str, at: int
) -> None:
    """Unpacking; before the home's own list is put aside; between that and the new home's name."""
    tar, home = saved(one_cast, room), room / "new"
    home.mkdir()
    (home / tombstones.LIST).write_text('{"paper_id": 99}\n')
    killed(home, act, at, "restore", str(tar))
    assert not home.exists() or [one.name for one in home.iterdir()] == [tombstones.LIST]
    lay_back(Settings(home=home), tar)
    with opened(Settings(home=home)):
        assert [line["paper_id"] for line in tombstones.listed()] == [99]
    assert {one.name for one in room.iterdir()} == {"new", "tonight.tar"}
