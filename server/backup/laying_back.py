"""`congso restore`: an archive becomes the home of an office, whole or not at all.

It is unpacked and held against its manifest beside the home, then takes the home's name. A purge
list and a quarantine key that lie in the home already stay: the list is made longer, never shorter.
So does what the log and its witnesses remember of later heads: an older copy is told apart by it.
"""

import json
import os
import shutil
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, func, inspect, update

from server import schema
from server.backup import rows
from server.backup.archive import DATABASE, unpack
from server.backup.making import LAST
from server.backup.waiting import FOLDER
from server.config import Settings
from server.database import engine_options, table
from server.files import Store
from server.files.shelves import digest_of
from server.files.strongbox import NAME as KEY
from server.files.strongbox import Strongbox
from server.ledger import asking, published
from server.org.models import Agency, Person

REMEMBERED = (published.NAME, asking.FOLDER)
STAYS = {LAST, KEY, "error.log", *REMEMBERED}


class NotEmpty(ValueError):
    """Something lies where the office should be laid back; the words say where."""


def lay_back(settings: Settings, place: Path, passphrase: str = "") -> dict[str, Any]:
    """What the archive's manifest says. The purge list is the caller's next work."""
    home = settings.home.absolute()
    staging, before = (home.with_name(f".{home.name}.{word}") for word in ("restoring", "before"))
    _make_good(home, staging, before)
    _refuse_what_is_there(settings, home)
    staging.mkdir(mode=0o750, parents=True)
    manifest = unpack(place, staging, passphrase)
    _take_along(home, staging)
    _lay_files(settings, staging)
    _lay_scans(settings, staging, manifest)
    _readdress(staging / DATABASE, manifest.get("home", ""), settings)
    target = settings.database
    if not target.startswith("sqlite"):
        _lay_rows(staging / DATABASE, target)
    if home.exists():
        home.rename(before)
    staging.rename(home)
    shutil.rmtree(before, ignore_errors=True)
    return manifest


def _make_good(home: Path, staging: Path, before: Path) -> None:
    """After a try that was killed: half of an office goes, the home that it moved comes back."""
    shutil.rmtree(staging, ignore_errors=True)
    if before.exists() and not home.exists():
        before.rename(home)
    shutil.rmtree(before, ignore_errors=True)


def _refuse_what_is_there(settings: Settings, home: Path) -> None:
    there = sorted(one.name for one in home.iterdir()) if home.is_dir() else []
    if other := [name for name in there if name not in STAYS]:
        raise NotEmpty(f"thư mục {home} không trống ({', '.join(other[:3])})")
    if os.path.ismount(home):
        raise NotEmpty(f"{home} là một điểm gắn đĩa: hãy đặt CONGSO_HOME là một thư mục ở trong đó")
    if not settings.database.startswith("sqlite"):
        engine = _engine(settings.database)
        tables = inspect(engine).get_table_names()
        engine.dispose()
        if tables:
            raise NotEmpty("cơ sở dữ liệu đích đã có bảng: hãy tạo một cơ sở dữ liệu trống")


def _take_along(home: Path, staging: Path) -> None:
    """The key of this home, what it remembers, and every line of both purge lists, each once."""
    for name in (KEY, *REMEMBERED):
        if (home / name).is_dir():
            shutil.copytree(home / name, staging / name)
        elif (home / name).exists():
            shutil.copy2(home / name, staging / name)
    lines = [
        line
        for one in (home / LAST, staging / LAST)
        if one.exists()
        for line in one.read_text(encoding="utf-8").splitlines()
    ]
    if lines:
        handle = os.open(staging / LAST, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.writelines(f"{line}\n" for line in dict.fromkeys(lines))


def _lay_files(settings: Settings, staging: Path) -> None:
    """Where files are kept outside the home they go there; laying one down twice is once."""
    if not settings.storage_url:
        return
    shelf = Store.at(settings.storage, Strongbox(staging)).shelf
    shelf.open()
    for one in sorted((staging / "store").glob("??/??/*")):
        shelf.put(one.name, one, digest_of(one))
    shutil.rmtree(staging / "store", ignore_errors=True)


def _lay_scans(settings: Settings, staging: Path, manifest: dict[str, Any]) -> None:
    """Into the scanners' own folder, where that is elsewhere, beside what lies there by now; what
    was destroyed since does not come back with its scan (SEC-04)."""
    gone = _destroyed(staging / LAST)
    scans = [name for name in manifest["files"] if name.startswith(f"{FOLDER}/")]
    for name in scans:
        source = staging / name
        to = settings.scan_dir / source.relative_to(staging / FOLDER) if settings.scan_dir else None
        if manifest["files"][name] in gone:
            source.unlink()
        elif to:
            to.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
            shutil.copy2(source, _free(to))
    if settings.scan_dir:
        shutil.rmtree(staging / FOLDER, ignore_errors=True)


def _destroyed(place: Path) -> set[str]:
    lines = place.read_text(encoding="utf-8").splitlines() if place.exists() else []
    return {digest for line in lines for digest in json.loads(line).get("digests", ())}


def _free(place: Path) -> Path:
    while place.exists():
        place = place.with_name(f"khoi-phuc-{place.name}")
    return place


def _readdress(snapshot: Path, was: str, settings: Settings) -> None:
    """Keys and services that lay in the old home lie in this one: so say their addresses."""
    made = create_engine(f"sqlite:///{snapshot}")
    with made.execution_options(writing=True).begin() as copy:
        for place in (settings.keys, settings.services):
            old = f":{was}/{place.name}/"
            for holder in map(table, (Person, Agency)):
                moved = func.replace(holder.c.seal, old, f":{place}/")
                mine = holder.c.seal.contains(old, autoescape=True)
                copy.execute(update(holder).where(mine).values(seal=moved))
    made.dispose()


def _lay_rows(snapshot: Path, url: str) -> None:
    """All rows in one transaction of the other database."""
    made, target = create_engine(f"sqlite:///{snapshot}"), _engine(url)
    schema.bring_up(made)
    schema.bring_up(target)
    with made.connect() as old, target.begin() as new:
        rows.copy(old, new)
    made.dispose()
    target.dispose()
    snapshot.unlink()


def _engine(url: str) -> Engine:
    return create_engine(url, **engine_options(url))
