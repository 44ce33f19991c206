"""The package of a closed file: its documents, copies for the eye, metadata, proofs (CF-08, AR-05).

What it holds is fixed when the file is handed over; made twice of the same state, it is the same.
The log hears the digest of its list before anybody has it, and what the log says of that lies in
the package: who changes a field or leaves a document out cannot write a list that fits (AR-05).
"""

import hashlib
import json
import tempfile
import zipfile
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from sqlalchemy import select

import signing
from server import audit, perform, pool, press, rota
from server.archive import metadata, sheets
from server.archive.checking import FORMAT, MANIFEST, SEAL
from server.archive.guide import guide, sums
from server.database import db, transaction
from server.documents.casefiles.kept import Line, lines_of
from server.documents.casefiles.models import EXHIBITS, CaseFile, CaseFileItem
from server.files import store
from server.jobs import Job, Payload, is_last_try, is_under_way, job, later
from server.ledger.outside import leaving
from server.office import office
from server.papers.lasting import of_paper
from server.papers.models import PaperFile
from server.papers.services import files_of
from server.uploads.kinds import PDF
from server.uploads.pool import ask
from workflows import Refused
from workflows.casefile import CaseFile as State

KIND = "casefiles:pack"
STAMP = (1980, 1, 1, 0, 0, 0)
"""Every entry bears the same time: the same file gives the same package."""
PATIENCE = 60.0
HISTORY = "nhat-ky/ho-so.json"
NO_FAULT_OF_THE_FILE = ("inspection_failed", "inspection_busy")
"""So the inspecting children say that they fell, or were all at work: the next try may draw it."""


@job(KIND)
def pack(case_id: int) -> Payload | None:
    """Make it and keep it. Harmless twice; a file given back meanwhile has none."""
    case = db.session.get_one(CaseFile, case_id)
    if case.state != State.SUBMITTED_TO_ARCHIVE or case.package_sha256:
        return None
    with tempfile.TemporaryDirectory(dir=office().home) as folder:
        place = Path(folder) / "ho-so.zip"
        proofs = dict(_proofs(case_id))  # these are acts of the log: what was read before is let go
        count, listed = write(db.session.get_one(CaseFile, case_id), proofs, place)
        _seal(case_id, listed, count, place)
        sha256 = store().keep(place)
    with transaction():
        case = db.session.get_one(CaseFile, case_id, populate_existing=True)
        if case.state != State.SUBMITTED_TO_ARCHIVE:
            return None
        case.package_sha256 = sha256
        audit.append("case_packed", f"casefiles/{case_id}", file_sha256=sha256, files=count)
        perform.refresh_desks(case, "packed")
    return {"files": count}


@rota.nightly("casefiles:pack_again")
def again() -> Payload:
    """What was given up (a full disk, children that fell) is tried anew each night, so that nobody
    must give a sound file back for a fault of the machine."""
    lacks = select(CaseFile.id).filter_by(state=State.SUBMITTED_TO_ARCHIVE, package_sha256="")
    asked = 0
    for case_id in db.session.scalars(lacks.order_by(CaseFile.id)).all():
        if is_under_way(KIND, Job.payload["case_id"].as_integer() == case_id):
            continue
        with transaction():
            later(KIND, {"case_id": case_id})
        asked += 1
    return {"asked": asked}


@dataclass(slots=True)
class _Parcel:
    """The ZIP as it fills, and what the manifest will say of each entry."""

    into: zipfile.ZipFile
    files: list[dict[str, Any]]

    def put(self, path: str, data: bytes, sha256: str = "") -> str:
        entry = zipfile.ZipInfo(path, STAMP)
        entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o440 << 16
        self.into.writestr(entry, data)
        known = sha256 or hashlib.sha256(data).hexdigest()
        self.files.append({"path": path, "sha256": known, "size": len(data)})
        return path


def write(case: CaseFile, proofs: dict[str, str], place: Path) -> tuple[int, str]:
    """Everything, the manifest last; how many files there are beside it, and its digest."""
    lines = lines_of(case)
    with zipfile.ZipFile(place, "w") as packed:
        parcel = _Parcel(packed, [])
        documents = [_document(parcel, line, proofs) for line in lines]
        parcel.put("muc-luc.pdf", sheets.printed(sheets.contents(case, lines)))
        fields = metadata.of_file(case, lines)
        parcel.put("metadata.xml", metadata.as_xml(fields, documents))
        history = _proof(parcel, f"casefiles/{case.id}", HISTORY, proofs)
        parcel.put("README.txt", guide(fields, case.agency.name))
        parcel.put("SHA256SUMS", sums(parcel.files))
        said = {
            "format": FORMAT,
            "file": fields,
            "documents": documents,
            "proof": history,
            "files": sorted(parcel.files, key=lambda one: str(one["path"])),
        }
        text = json.dumps(said, ensure_ascii=False, indent=1).encode()
        packed.writestr(zipfile.ZipInfo(MANIFEST, STAMP), text)
        return len(parcel.files), hashlib.sha256(text).hexdigest()


def _seal(case_id: int, listed: str, count: int, place: Path) -> None:
    """The log's word on the list, under a head that is signed for it now; in no list itself."""
    subject = f"casefiles/{case_id}"
    with transaction():
        audit.append("case_listed", subject, manifest_sha256=listed, files=count)
    said = "\n".join(leaving.prove(subject)) + "\n"
    with zipfile.ZipFile(place, "a") as packed:
        packed.writestr(zipfile.ZipInfo(SEAL, STAMP), said)


def _proofs(case_id: int) -> Iterator[tuple[str, str]]:
    """What the log says of each paper, under a head that is signed for it now."""
    mine = select(CaseFileItem.paper_kind, CaseFileItem.paper_id).filter_by(case_file_id=case_id)
    mine = mine.where(CaseFileItem.paper_kind != EXHIBITS)
    subjects = [f"{kind}/{paper_id}" for kind, paper_id in db.session.execute(mine)]
    for subject in (*subjects, f"casefiles/{case_id}"):
        try:
            yield subject, "\n".join(leaving.prove(subject)) + "\n"
        except (Refused, leaving.LogEmpty):
            continue  # a paper older than the log has no step in it


def _proof(parcel: _Parcel, subject: str, path: str, proofs: dict[str, str]) -> str | None:
    return parcel.put(path, proofs[subject].encode()) if subject in proofs else None


def _document(parcel: _Parcel, line: Line, proofs: dict[str, str]) -> dict[str, Any]:
    folder = f"van-ban/{line.ordinal:03d}"
    subject = f"{line.item.paper_kind}/{line.paper.id}"
    rows = line.files
    if line.is_exhibit:
        return _exhibit(parcel, folder, line, proofs)
    files = [_file(parcel, folder, row) for row in rows]
    return metadata.of_document(line) | {
        "document": subject,
        "sha256": rows[0].sha256 if rows else None,
        "logged": _is_logged(subject, proofs, rows),
        "files": files,
        "lasting": _lasting(parcel, folder, line),
        "proof": _proof(parcel, subject, f"nhat-ky/{line.ordinal:03d}.json", proofs),
    }


def _exhibit(parcel: _Parcel, folder: str, line: Line, proofs: dict[str, str]) -> dict[str, Any]:
    """What was laid in by hand: the file's own steps in the log name it."""
    rows, case = line.files, f"casefiles/{line.item.case_file_id}"
    return metadata.of_document(line) | {
        "document": f"{case}/files/{line.paper.n}",
        "sha256": rows[0].sha256 if rows else None,
        "logged": _is_logged(case, proofs, rows),
        "files": [_file(parcel, folder, row) for row in rows],
        "lasting": [],
        "proof": HISTORY if case in proofs else None,
    }


def _is_logged(subject: str, proofs: dict[str, str], rows: list[PaperFile]) -> bool:
    """Whether the log names the very bytes of its main file."""
    return bool(rows) and rows[0].sha256 in proofs.get(subject, "")


def _file(parcel: _Parcel, folder: str, row: PaperFile) -> dict[str, Any]:
    """A file as it is, byte for byte, the verdict on its signatures, and its copy in PDF/A."""
    data = store().fetch(row.sha256)
    suffix = PurePosixPath(row.name).suffix[:10]
    path = parcel.put(f"{folder}/{row.n:02d}{suffix}", data, row.sha256)
    said = {"n": row.n, "name": row.name, "media_type": row.media_type, "path": path}
    said |= {"sha256": row.sha256, "pages": row.pages}
    if row.media_type == PDF:
        said |= {"signatures": _judged(data), "pdfa": _pdfa(parcel, folder, row, data)}
    return said


def _judged(data: bytes) -> dict[str, Any]:
    """What the verifier said when it was handed over (LTV-03). A fault of ours says nothing of the
    file, and would stand in the package for ever: the job tries again. One that no child bore at
    any try keeps no other paper from the archive."""
    try:
        read = pool.submit(press.read_signatures, data, office().cabinet, timeout=PATIENCE)
    except (TimeoutError, BrokenExecutor):
        if not is_last_try():
            raise
        return {"verdict": "unreadable"}
    signers = [
        {name: one.get(name) for name in ("field", "kind", "signer", "verdict", "signing_time")}
        for one in read["signatures"]
    ]
    return {"verdict": read["verdict"], "signatures": signers}


def _pdfa(parcel: _Parcel, folder: str, row: PaperFile, data: bytes) -> str | None:
    """A rendition that nobody signed, beside the signed file which nobody touches (LTV-04)."""
    try:
        drawn = ask(data, row.name, "archive")["files"][0]
    except Refused as no:
        if no.reason in NO_FAULT_OF_THE_FILE and not is_last_try():
            raise
        return None  # what a child cannot draw has its original alone, and the manifest says so
    made = pool.submit(signing.lasting_copy, drawn)
    return parcel.put(f"pdfa/{folder[-3:]}-{row.n:02d}.pdf", made)


def _lasting(parcel: _Parcel, folder: str, line: Line) -> list[str]:
    """The longer-lived versions of what our agencies sealed, where they are not the file."""
    own = {row.sha256 for row in files_of(line.item.paper_kind, line.item.paper_id)}
    rows = of_paper(line.item.paper_kind, line.item.paper_id)
    return [
        parcel.put(f"{folder}/lau-dai-{one.n:02d}.pdf", store().fetch(one.sha256), one.sha256)
        for one in rows
        if one.sha256 not in own
    ]
