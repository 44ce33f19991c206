"""A DOCX becomes a page in LibreOffice, which may do little else, or its author is told why."""

import os
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from server.uploads import fence
from server.uploads.handed import libreoffice
from server.uploads.handed.libreoffice import to_pdf
from server.uploads.reading.texts import read_text
from tests.uploads.draft_files import FONTS
from tests.uploads.layout_docx import docx
from workflows import Refused

REAL = libreoffice.program()
"""This machine's own, before a test puts another one on the path."""


@pytest.fixture
def soffice(tmp_path, monkeypatch):
    """Puts a program of a few lines in LibreOffice's place; `told` is where it may leave word."""
    told = tmp_path / "told"

    def put(lines: str) -> Path:
        program = tmp_path / "soffice"
        program.write_text(
            f"#!{sys.executable}\nimport os, socket, sys, time\ntold = {str(told)!r}\n{lines}\n"
        )
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", str(tmp_path))
        return told

    return put


MAKES = """
folder = sys.argv[sys.argv.index("--outdir") + 1]
typed = open(sys.argv[-1], "rb").read()
open(folder + "/van-ban.pdf", "wb").write(b"%PDF of " + typed)
"""


def test_the_page_is_what_it_made_and_nothing_is_left_behind(soffice, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    soffice(MAKES)
    assert to_pdf(b"PK typed", FONTS) == b"%PDF of PK typed"
    assert list(tmp_path.glob("congso-docx-*")) == []


def test_it_has_a_profile_of_its_own_and_sees_nothing_of_the_office(soffice, monkeypatch):
    monkeypatch.setenv("CONGSO_DATABASE_URL", "postgresql://secret")
    told = soffice(MAKES + "open(told, 'w').write(repr([sys.argv, dict(os.environ), os.getcwd()]))")
    to_pdf(b"PK", FONTS)
    said = told.read_text()
    assert "secret" not in said and "CONGSO_" not in said.replace("congso-docx", "")
    assert "-env:UserInstallation=file:///" in said
    folder = said.split("UserInstallation=file://")[1].split("/profile")[0]
    assert f"'HOME': '{folder}'" in said and said.endswith(f"'{folder}']")


def test_it_reaches_no_network(soffice):
    reach = """
for kind in (socket.AF_INET, socket.AF_INET6):
    try:
        socket.socket(kind)
        open(told, "a").write("open ")
    except PermissionError:
        open(told, "a").write("shut ")
socket.socket(socket.AF_UNIX)
"""
    told = soffice(MAKES + reach)
    to_pdf(b"PK", FONTS)
    assert told.read_text() == "shut shut "


def test_it_may_take_little(soffice):
    told = soffice(
        MAKES + "import resource as r\n"
        "kinds = (r.RLIMIT_CPU, r.RLIMIT_AS, r.RLIMIT_FSIZE, r.RLIMIT_CORE)\n"
        "open(told, 'w').write(repr([r.getrlimit(kind)[1] for kind in kinds]))"
    )
    to_pdf(b"PK", FONTS)
    assert told.read_text() == repr([fence.CPU_SECONDS, fence.SPACE, fence.FILE, 0])


def test_what_takes_too_long_ends_with_its_children(soffice, monkeypatch):
    monkeypatch.setattr(libreoffice, "WALL_SECONDS", 0.5)
    told = soffice(
        "child = os.fork()\nif not child: time.sleep(60)\n"
        "open(told, 'w').write(str(child))\ntime.sleep(60)"
    )
    with pytest.raises(Refused, match="^docx_not_converted$"):
        to_pdf(b"PK", FONTS)
    child = int(told.read_text())
    assert _ends(child)


def test_children_that_outlive_their_parent_end_as_well(soffice):
    told = soffice(
        MAKES + "child = os.fork()\nif not child: time.sleep(60)\nopen(told, 'w').write(str(child))"
    )
    to_pdf(b"PK", FONTS)
    assert _ends(int(told.read_text()))


def _ends(pid: int) -> bool:
    """Whether a process is gone, or waits for nobody but its parent, within five seconds."""
    for _ in range(50):
        place = Path(f"/proc/{pid}/stat")
        if not place.exists() or place.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.1)
    return False


@pytest.mark.parametrize("lines", ["sys.exit(1)", "os.abort()"])
def test_where_it_makes_nothing_that_is_said(soffice, lines):
    soffice(lines)
    with pytest.raises(Refused, match="^docx_not_converted$"):
        to_pdf(b"PK", FONTS)


def test_where_there_is_none_that_is_said(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Refused, match="^docx_needs_libreoffice$"):
        to_pdf(b"PK", FONTS)


def test_one_works_and_the_next_waits_or_is_told_to_come_again(soffice, monkeypatch):
    monkeypatch.setattr(libreoffice, "PATIENCE", 0.05)
    soffice("while not os.path.exists(told): time.sleep(0.01)\n" + MAKES)
    first = threading.Thread(target=to_pdf, args=(b"PK", FONTS))
    first.start()
    while not libreoffice._one_at_a_time.locked():
        time.sleep(0.01)
    with pytest.raises(Refused, match="^inspection_busy$"):
        to_pdf(b"PK", FONTS)
    (Path(os.environ["PATH"]) / "told").touch()
    first.join()


def test_a_machine_without_such_a_fence_starts_nothing():
    code = (
        "import platform, runpy, sys; platform.machine = lambda: 'other'; "
        "runpy.run_path(sys.argv[1], run_name='__main__')"
    )
    command = [sys.executable, "-c", code, fence.__file__, "/bin/true"]
    assert subprocess.run(command, capture_output=True, check=False).returncode != 0


@pytest.mark.skipif(REAL is None, reason="LibreOffice is not on this machine")
def test_the_real_one_sets_the_letters_that_were_typed():
    (page,) = read_text(to_pdf(docx(), FONTS), [])
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in " ".join(page.split())
