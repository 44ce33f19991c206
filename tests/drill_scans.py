"""The drill of issue 3: many mixed scans dropped at once, the office killed meanwhile.

    .venv/bin/python -m tests.drill_scans [FILES] [HOME]

It makes a demo office in HOME (a temporary folder by default), drops FILES scans (200) into the
district's box, kills every process with −9 while they are being taken in, starts the office again,
lets Lan register what arrived, and says how long it took and whether each came exactly once.
"""

import contextlib
import io
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import click
from PIL import Image

from tests.uploads.sheets import written

CONGSO = str(Path(sys.executable).with_name("congso"))
FILES, KILLED_AT, PATIENCE = 200, 0.4, 900
HEAD = (
    (60, 780, "UBND TINH THANH HOA"),
    (330, 780, "Thanh Hoa, ngay 12 thang 10 nam 2026"),
)


def pdf(n: int) -> bytes:
    return written([*HEAD, (60, 750, f"So: {n}/UBND-VX"), (60, 730, f"V/v viec thu {n}")])


def picture(n: int, kind: str) -> bytes:
    out = io.BytesIO()
    Image.effect_noise((620 + n, 877), 40).save(out, kind)
    return out.getvalue()


def letter(n: int) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "So Noi vu <vanthu@sonoivu.example>", f"Cong van {n}"
    mail.set_content("Kinh gui van thu.")
    mail.add_attachment(pdf(n), maintype="application", subtype="pdf", filename=f"cv{n}.pdf")
    return mail.as_bytes()


KINDS = (
    ("pdf", pdf), ("jpg", lambda n: picture(n, "JPEG")), ("png", lambda n: picture(n, "PNG")),
    ("pdf", pdf), ("eml", letter), ("tif", lambda n: picture(n, "TIFF")),
)  # fmt: skip


def mixed(files: int) -> dict[str, bytes]:
    """Nine tenths good, of six kinds; of the rest one half is cut short, one half came before."""
    made: dict[str, bytes] = {}
    for n in range(files):
        suffix, make = KINDS[n % len(KINDS)]
        name = f"scan{n:04}.{suffix}"
        if n % 20 == 7:
            made[f"scan{n:04}.pdf"] = pdf(n)[:200]
        elif n % 20 == 17:
            made[f"scan{n:04}.pdf"] = made["scan0000.pdf"]
        else:
            made[name] = make(n)
    return made


class Office:
    """`congso run` as it is started by hand, and every process that came of it."""

    how: tuple[str, ...] = ()

    def __init__(self, home: Path) -> None:
        self.home, self.process = home, None
        self.run()

    def run(self) -> None:
        command = [CONGSO, "run", "--port", str(self.port), *self.how]
        log = (self.home / "drill.log").open("ab")
        self.process = subprocess.Popen(
            command, env=self.env, stdout=log, stderr=log, start_new_session=True
        )

    @property
    def env(self) -> dict[str, str]:
        return os.environ | {"CONGSO_HOME": str(self.home)}

    @property
    def port(self) -> int:
        return int(os.environ.get("DRILL_PORT", "8299"))

    def kill(self) -> None:
        """Web, consumer and children too: told by the supervisor's end alone they would drain."""
        for pid in family(self.process.pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()

    def leave(self) -> None:
        self.process.terminate()
        self.process.wait()

    def asks(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        url = f"http://127.0.0.1:{self.port}{path}"
        data = json.dumps(body).encode() if body is not None else None
        headers |= {"Content-Type": "application/json"} if data else {}
        request = urllib.request.Request(url, data, headers, method=method)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.loads(answer.read() or b"null"), answer.headers

    def is_up(self) -> bool:
        with contextlib.suppress(OSError):
            return bool(urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5))
        return False

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        with contextlib.closing(sqlite3.connect(self.home / "office.db")) as office:
            return office.execute(question).fetchall()


def family(pid: int) -> list[int]:
    """A process and all its descendants, as Linux lists them."""
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    children = [int(child) for one in tasks for child in one.read_text().split()]
    return [pid, *(one for child in children for one in family(child))]


def until(is_so: Any, what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > end:
            raise SystemExit(f"never came to be: {what}")
        time.sleep(0.2)


def settled(office: Office) -> int:
    """Scans whose way is at an end for now: taken, or failed in words."""
    stages = "('TAKEN', 'FAILED')"
    return int(office.rows(f"SELECT count(*) FROM scans WHERE stage IN {stages}")[0][0])


def drop(box: Path, files: dict[str, bytes]) -> None:
    for name in random.sample(sorted(files), len(files)):
        (box / name).write_bytes(files[name])


def register_all(office: Office) -> int:
    """Lan goes through her queue: what the scan did not say she types."""
    token = subprocess.check_output(
        [CONGSO, "token", "create", "vanthu.huyen"], env=office.env, text=True
    ).strip()
    bearer = {"Authorization": f"Bearer {token}"}
    ids = "SELECT paper_id FROM scans WHERE stage = 'TAKEN' ORDER BY paper_id"
    done = 0
    for (paper_id,) in office.rows(ids):
        path = f"/api/v1/incoming/{paper_id}"
        paper, seen = office.asks("GET", path, **bearer)
        fields = {
            "number": paper["number"] or str(9000 + done),
            "notation": paper["notation"] or "UBND-VX",
            "issued_on": paper["issued_on"] or "2026-10-12",
            "issuer": paper["issuer"] or "UBND tỉnh Thanh Hóa",
            "doc_type": paper["doc_type"] or "Công văn",
            "subject": paper["subject"] or f"Văn bản scan {paper_id}",
            "reason": "Diễn tập",
        }
        marks = {"If-Match": seen["ETag"], "Idempotency-Key": f"drill-{paper_id}"}
        office.asks("POST", f"{path}/actions/register", fields, **bearer, **marks)
        done += 1
    return done


def main(files: int, home: Path) -> int:
    home.mkdir(parents=True, exist_ok=True)
    office, dropped = Office(home), mixed(files)
    box = home / "scan" / "huyen"
    until(lambda: office.is_up() and box.is_dir(), "the office is up")
    drop(box, dropped)
    began = time.monotonic()
    until(lambda: settled(office) >= files * KILLED_AT, "some are taken in")
    before = settled(office)
    office.kill()
    office.run()
    until(lambda: settled(office) == len(dropped), "all are taken in or say why not")
    arrived = time.monotonic() - began
    until(office.is_up, "the office answers again")
    registered = register_all(office)
    whole = time.monotonic() - began
    office.leave()
    return judge(office, dropped, (before, arrived, registered, whole))


def judge(office: Office, dropped: dict[str, bytes], told: tuple[int, float, int, float]) -> int:
    before, arrived, registered, whole = told
    stages = dict(office.rows("SELECT stage, count(*) FROM scans GROUP BY stage"))
    reasons = dict(office.rows("SELECT reason, count(*) FROM scans GROUP BY reason"))
    twice = office.rows(
        "SELECT sha256 FROM scans WHERE stage = 'TAKEN' GROUP BY sha256 HAVING count(*) > 1"
    )
    papers = office.rows("SELECT count(DISTINCT paper_id), count(*) FROM scans WHERE paper_id > 0")
    left = sorted(p.name for p in (office.home / "scan" / "huyen").iterdir() if p.is_file())
    lost = len(dropped) - stages.get("TAKEN", 0) - len(left)
    for line in (
        f"dropped {len(dropped)}, killed -9 after {before}; {stages}, reasons {reasons}",
        f"lost {lost}, twice {len(twice)}, papers {papers[0]}, still in the folder {len(left)}",
        f"on the clerk's desk after {arrived:.0f} s; {registered} registered after {whole:.0f} s",
    ):
        click.echo(line)
    return 1 if lost or twice or papers[0][0] != papers[0][1] else 0


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else FILES
    place = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(tempfile.mkdtemp())
    try:
        raise SystemExit(main(wanted, place))
    finally:
        if len(sys.argv) < 3:
            shutil.rmtree(place, ignore_errors=True)
