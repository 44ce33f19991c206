"""A DOCX becomes a PDF in LibreOffice, behind a fence: where it is, and a clear word where not."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from server.uploads import fence
from workflows.law import Refused

WALL_SECONDS = 60
PATIENCE = 60
"""Seconds that an upload waits for the one before it: a word processor takes much memory."""
NAMES = ("soffice", "libreoffice")

_one_at_a_time = threading.Lock()
_SAFE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item>
</oor:items>
"""
_FACES = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<dir>{fonts}</dir><dir>/usr/share/fonts</dir><dir>/usr/local/share/fonts</dir>
<cachedir>{folder}/cache</cachedir>
<alias binding="same">
<family>Times New Roman</family><accept><family>Tinos</family></accept>
</alias>
</fontconfig>
"""
"""Times New Roman itself where the machine has it, otherwise its metric twin (DESIGN §11.12)."""


def program() -> str | None:
    """Where LibreOffice is on this machine, if it is."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def to_pdf(docx: bytes, fonts: Path) -> bytes:
    """The PDF that LibreOffice makes of a DOCX that was inspected before.

    Refused: `docx_needs_libreoffice` where there is none, `docx_not_converted` where it fails or
    takes longer than a minute, `inspection_busy` where others wait for it too.
    """
    found = program()
    if found is None:
        raise Refused("docx_needs_libreoffice", "file")
    if not _one_at_a_time.acquire(timeout=PATIENCE):
        raise Refused("inspection_busy", "file")
    try:
        with tempfile.TemporaryDirectory(prefix="congso-docx-", ignore_cleanup_errors=True) as name:
            return _converted(found, docx, Path(name), fonts)
    finally:
        _one_at_a_time.release()


def _converted(found: str, docx: bytes, folder: Path, fonts: Path) -> bytes:
    user = folder / "profile" / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(_SAFE)
    (folder / "fonts.conf").write_text(_FACES.format(fonts=fonts.absolute(), folder=folder))
    (folder / "van-ban.docx").write_bytes(docx)
    _run(found, folder)
    made = folder / "van-ban.pdf"
    if not made.is_file():
        raise Refused("docx_not_converted", "file")
    return made.read_bytes()


def _run(found: str, folder: Path) -> None:
    """In a session of its own, so that it and all its children end together."""
    command = [
        *(sys.executable, "-I", fence.__file__, found),
        *("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck"),
        f"-env:UserInstallation=file://{folder}/profile",
        *("--convert-to", "pdf:writer_pdf_Export", "--outdir", str(folder)),
        str(folder / "van-ban.docx"),
    ]
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=_surroundings(folder),
        cwd=folder,
        start_new_session=True,
    )
    try:
        process.wait(WALL_SECONDS)
    except subprocess.TimeoutExpired:
        raise Refused("docx_not_converted", "file") from None
    finally:
        _end(process)


def _surroundings(folder: Path) -> dict[str, str]:
    """Nothing of the office's own environment: its secrets stand there."""
    return {
        "PATH": os.defpath,
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LANG": "C.UTF-8",
        "FONTCONFIG_FILE": str(folder / "fonts.conf"),
        "SAL_USE_VCLPLUGIN": "svp",
    }


def _end(process: subprocess.Popen[bytes]) -> None:
    """Whatever is left of the session: children too, whether their leader has left or not."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    finally:
        process.wait()
