"""Writes an agency's export: one ZIP, streamed to the disk, whole or not at all.

Rows are read as of one moment; files never change, and lay in the store before a row named them.
"""

import csv
import datetime as dt
import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from server.clock import local, now
from server.database import Base, db
from server.exporting import contents, listing, owned, readme
from server.exporting.heads import HEADS
from server.exporting.owned import Whose
from server.files import flush, store
from server.ledger.outside.leaving import line, proof_of
from server.org import holdings
from server.org.models import Agency
from server.papers.naming import NAMING
from workflows import Refused

FORMAT = "congso-agency/1"
AT_ONCE = 1000
SUMS, MANIFEST, GUIDE, PROOFS = "SHA256SUMS", "manifest.json", "README.txt", "nhat-ky.jsonl"
FILES, CONTENTS = "so/tep.csv", "so/muc-luc.csv"
BOOKS = ("register_rows", "earlier_documents", "case_files")
"""Registers, and the list of case files, are laid beside as CSV too: a spreadsheet opens them."""

Tell = Callable[[int], object]


class Packet:
    """A ZIP being written, and the digest of each of its parts."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive, self.sums = archive, dict[str, str]()

    def put(self, name: str, pieces: Iterable[str]) -> None:
        """A text, piece by piece: never held whole."""
        told = hashlib.sha256()
        with self.archive.open(name, "w", force_zip64=True) as out:
            for piece in pieces:
                data = piece.encode()
                told.update(data)
                out.write(data)
        self.sums[name] = told.hexdigest()

    def put_stored(self, sha256: str, name: str) -> None:
        """A file of the store as it lies there."""
        self.archive.write(store().path(sha256), name, compress_type=zipfile.ZIP_STORED)
        self.sums[name] = sha256


def pack(agency: Agency, place: Path, tell: Tell) -> str:
    """The digest of the file, which has its name once all of it is on the disk."""
    draft = place.with_name(f".{place.name}.part")
    draft.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600)
    try:
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
            _fill(Packet(archive), agency, tell)
        flush(draft)
        draft.replace(place)
        flush(place.parent)
    finally:
        draft.unlink(missing_ok=True)
    with place.open("rb") as whole:
        return hashlib.file_digest(whole, "sha256").hexdigest()


def _fill(packet: Packet, agency: Agency, tell: Tell) -> None:
    whose = holdings.named_before(agency)
    counts, places, subjects = _tables(packet, whose, tell)
    lacking = _files(packet, places, tell)
    packet.put(PROOFS, _proofs(subjects))
    packet.put(GUIDE, [readme.words(agency, counts, lacking)])
    told = {
        "format": FORMAT, "agency": agency.code, "organ_id": agency.organ_id,
        "name": agency.name, "until": str(agency.valid_to or ""),
        "at": local(now()).isoformat(timespec="seconds"), "tables": counts,
        "files": len(places) - len(lacking), "missing": lacking,
        "left_out": dict(owned.LEFT_OUT),
        "hidden_columns": {name: sorted(those) for name, those in owned.HIDDEN.items()},
    }  # fmt: skip
    packet.put(MANIFEST, [json.dumps(told, ensure_ascii=False, indent=1)])
    packet.put(SUMS, [f"{sha256}  {name}\n" for name, sha256 in packet.sums.items()])


def _tables(
    packet: Packet, whose: Whose, tell: Tell
) -> tuple[dict[str, int], dict[str, str], list[str]]:
    """Rows of each table, then where the files lie that they name, and the papers of the log."""
    counts: dict[str, int] = {}
    names = owned.names()
    with _snapshot() as rows:
        for at, name in enumerate(names):
            counts[name] = _table(packet, rows, name, whose)
            tell(60 * (at + 1) // len(names))
        places = _places(rows, whose)
        packet.put(FILES, _sheet(listing.HEADS, listing.lines(rows, whose, places)))
        packet.put(CONTENTS, _sheet(contents.HEADS, contents.lines(rows, whose)))
        return counts, places, _subjects(rows, whose)


def _table(packet: Packet, rows: Connection, name: str, whose: Whose) -> int:
    count = 0

    def lines() -> Iterator[str]:
        nonlocal count
        for row in _rows(rows, name, whose):
            count += 1
            yield json.dumps(row, ensure_ascii=False, default=plain) + "\n"

    packet.put(f"du-lieu/{name}.jsonl", lines())
    if name in BOOKS:
        packet.put(f"so/{name}.csv", _csv(rows, name, whose))
    return count


def _rows(rows: Connection, name: str, whose: Whose) -> Iterator[dict[str, Any]]:
    asked = owned.rows_of(name, whose)
    found = rows.execution_options(yield_per=AT_ONCE).execute(asked)
    return (dict(row) for row in found.mappings())


def _csv(rows: Connection, name: str, whose: Whose) -> Iterator[str]:
    names = [one.name for one in owned.rows_of(name, whose).selected_columns]
    found = _rows(rows, name, whose)
    heads = [HEADS[name] for name in names]
    return _sheet(heads, ([row[name] for name in names] for row in found))


def _sheet(heads: Sequence[str], rows: Iterable[list[Any]]) -> Iterator[str]:
    """With the mark that tells a spreadsheet that it is UTF-8; a cell never begins a formula."""
    yield "\ufeff" + _written(heads)
    for row in rows:
        yield _written([harmless(cell) for cell in row])


def _written(cells: Sequence[Any]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()


def harmless(value: Any) -> str:
    """A spreadsheet works out what begins so; a quotation mark before it makes it words."""
    if isinstance(value, dict | list):
        value = json.dumps(value, ensure_ascii=False)
    said = "" if value is None else str(plain(value) if isinstance(value, dt.date) else value)
    return f"'{said}" if said[:1] in ("=", "+", "-", "@", "\t", "\r") else said


def plain(value: Any) -> Any:
    """What JSON has no word for: moments with their offset, days, bytes as figures."""
    if isinstance(value, dt.datetime):
        return local(value).isoformat()
    if isinstance(value, bytes):
        return value.hex()
    return value.isoformat() if isinstance(value, dt.date) else str(value)


@contextmanager
def _snapshot() -> Iterator[Connection]:
    """All rows as of one moment, while the office works."""
    db.session.rollback()
    level = {} if db.engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    with db.engine.connect().execution_options(**level) as rows:
        rows.begin()
        yield rows


def _places(rows: Connection, whose: Whose) -> dict[str, str]:
    """Every stored file that an exported row names, and where it lies in the packet."""
    mine = {*owned.names()}
    found: dict[str, None] = {}
    for name, column in NAMING:
        if name in mine:
            named = Base.metadata.tables[name].c[column]
            asked = select(named).distinct().where(owned.owned(name, whose), named != "")
            found |= dict.fromkeys(rows.execute(asked).scalars())
    names = listing.names(rows, whose)
    return {sha256: listing.place(sha256, names.get(sha256, "")) for sha256 in sorted(found)}


def _files(packet: Packet, places: Mapping[str, str], tell: Tell) -> list[str]:
    """The files as they lie; those that may be secret, or are gone, are named and left out."""
    lacking = []
    for at, (sha256, place) in enumerate(places.items()):
        if store().is_shut(sha256) or not store().has(sha256):
            lacking.append(sha256)
        else:
            packet.put_stored(sha256, place)
        if at % 50 == 0:
            tell(60 + 30 * at // len(places))
    return lacking


def _subjects(rows: Connection, whose: Whose) -> list[str]:
    return [
        f"{kind}/{paper_id}"
        for kind, name in owned.PAPERS.items()
        for paper_id in rows.execute(
            select(Base.metadata.tables[name].c.id).where(owned.owned(name, whose))
        ).scalars()
    ]


def _proofs(subjects: Iterable[str]) -> Iterator[str]:
    """What the log has of each paper, to be verified with `congso ledger verify`."""
    for subject in subjects:
        try:
            yield line(proof_of(subject)) + "\n"
        except Refused:
            continue  # a paper of earlier years, laid in as rows, has no event
