"""Opens an envelope before the act: files inspected and kept, signatures read in the pool."""

from dataclasses import dataclass, field
from typing import Any

import signing
from server import pool, press
from server.documents.against import GREEN
from server.exchange.envelope import Attachment, Message
from server.files import store
from server.office import office
from server.papers.intake import Taken, take_in
from server.uploads.kinds import PDF
from server.uploads.secrecy import suspects_secret
from workflows import Refused
from workflows.incoming import Verdict

SIGNED_MARK = b"/ByteRange"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The files of an envelope on the disk, and the verdict on them (IN-T04)."""

    envelope_sha256: str
    files: list[Taken] = field(default_factory=list)
    word: str = Verdict.NOT_SIGNED
    report: dict[str, Any] = field(default_factory=dict)
    secret: bool = False


def open_envelope(said: Message, body: bytes) -> Opened:
    """Look at everything that was sent; what is hostile is refused before anything is stored."""
    files = [_looked_at(one) for one in said.attachments]
    reports = [_judged(file) for file in files if _has_verdict(file, files)]
    report = _doubted(_gravest(reports), said)
    secret = suspects_secret(said.subject, said.subject) or any(
        one.suspected_secret for one in files
    )
    return Opened(
        envelope_sha256=store().keep_shut(body) if secret else store().keep(body),
        files=files,
        word=str(report.get("word", Verdict.NOT_SIGNED)),
        report=report,
        secret=secret,
    )


def _looked_at(one: Attachment) -> Taken:
    """A signed file that cannot be read is kept as bytes: the clerk must return it (SIGNING §7)."""
    try:
        return take_in(one.name, one.data)
    except Refused as no:
        if no.reason != "file_broken" or SIGNED_MARK not in one.data:
            raise
    return Taken(
        name=one.name,
        media_type="application/octet-stream",
        sha256=store().keep(one.data),
        size=len(one.data),
        pages=0,
        text="",
        signed=True,
        suspected_secret=False,
    )


def _has_verdict(file: Taken, files: list[Taken]) -> bool:
    """The main file always; another one where it carries a signature of its own."""
    return file.signed or (file is files[0] and file.media_type == PDF)


def _judged(file: Taken) -> dict[str, Any]:
    """The child that inspected it saw no signature, nor do its bytes look signed: there is nothing
    to judge, and no other child is asked, which is half of what an unsigned letter costs."""
    data = store().fetch(file.sha256)
    if not file.signed and not signing.claims_a_signature(data):
        return signing.Verdict(file.name, file.sha256, "unsigned").as_dict() | {"fields": {}}
    return pool.submit(press.read_signatures, data, office().cabinet, file.name)


def _doubted(report: dict[str, Any], said: Message) -> dict[str, Any]:
    """Where a digest of the envelope is not a file's, whatever signed the file is not called valid:
    the clerk returns it, or registers it with her reason (IN-T07)."""
    if report.get("word") not in GREEN or not any(one.is_another for one in said.attachments):
        return report
    return report | {"word": str(Verdict.INDETERMINATE)}


def _gravest(reports: list[dict[str, Any]]) -> dict[str, Any]:
    """The main file's verdict, unless another file is not intact: then the whole is not."""
    broken = [one for one in reports if one["word"] == Verdict.INVALID]
    return next(iter(broken or reports), {})
