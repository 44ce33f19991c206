"""Files against the log: what a row names is the file that its last event named (issue 4).

The store proves that a file is what it is called. That it is the one that was signed, sealed,
copied or bound, and not another sound one whose name somebody wrote into the row, only the log
proves.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, func, select

from server.database import db
from server.documents.casefiles.models import CaseFile
from server.documents.copies.models import Copy
from server.documents.incoming.models import IncomingDocument as Coming
from server.documents.outgoing.models import DraftVersion
from server.documents.outgoing.models import OutgoingDocument as Going
from server.ledger.named_files import ANNEX, COPY, MAIN, MINUTES, VOLUME, Named, Place, Said
from server.meetings.minutes_models import Minutes
from server.papers.lasting import LastingFile
from server.papers.models import PaperFile
from server.registers.models import BookVolume


def file_findings(kind: str, ids: range, events: Mapping[int, Sequence[Said]]) -> Iterator[str]:
    """What the rows of these subjects name, and their events do not."""
    heard = {id: Named.by(said) for id, said in events.items()}
    for id, place, found in _rows(kind, ids):
        if id in heard and heard[id].contradicts(place, found):
            yield _words(f"{kind}/{id}", heard[id].at[place], found)
    for id, found in db.session.execute(_lasting(kind, ids)):
        if id in heard and found not in heard[id].last:
            yield f"tệp {found}: lưu lâu dài cho {kind}/{id} nhưng nhật ký không ghi tệp này"


def _words(subject: str, expected: str | None, found: str | None) -> str:
    if expected is None:
        return f"tệp {found}: {subject} mang tệp này nhưng nhật ký ghi không còn tệp nào"
    if found is None:
        return f"tệp {expected}: nhật ký ghi cho {subject} nhưng văn bản không còn mang tệp này"
    return f"tệp {expected}: ở {subject} đã bị thay bằng tệp {found}, nhật ký không ghi việc này"


def _rows(kind: str, ids: range) -> Iterator[tuple[int, Place, str | None]]:
    for place, asked in _asked(kind):
        id = asked.selected_columns[0]
        found = db.session.execute(asked.where(id >= ids.start, id < ids.stop))
        for subject_id, *which, digest in found:
            yield subject_id, " ".join([place, *map(str, which)]), digest or None


def _asked(kind: str) -> list[tuple[Place, Select]]:
    """The rows that name a file of such a subject: its id, which of these files, the digest."""
    if kind == "incoming":
        own = select(Coming.id, Coming.file_sha256)
        return [(MAIN, own), (MAIN, _hung(kind, Coming)), (COPY, _copies(kind))]
    if kind == "outgoing":
        own = select(Going.id, _evidence())
        hung = [(MAIN, _hung(kind, Going)), (ANNEX, _annexes())]
        return [(MAIN, own), *hung, (COPY, _copies(kind))]
    if kind == "meetings":
        signed = Minutes.secretary_signed_at.is_not(None)
        minutes = select(Minutes.meeting_id, Minutes.n, Minutes.file_sha256).where(signed)
        return [(MINUTES, minutes)]
    if kind == "casefiles":
        return [(MAIN, select(CaseFile.id, CaseFile.package_sha256))]
    stands = BookVolume.withdrawn_at.is_(None)
    return [(VOLUME, select(BookVolume.id, BookVolume.file_sha256).where(stands))]


def _evidence() -> Any:
    """The file, or before there is one the text (`OutgoingDocument.evidence_sha256`)."""
    texts = select(DraftVersion.digest).where(DraftVersion.outgoing_id == Going.id)
    newest = texts.order_by(DraftVersion.n.desc()).limit(1).scalar_subquery()
    return func.coalesce(func.nullif(Going.file_sha256, ""), newest)


def _hung(kind: str, model: Any) -> Select:
    """What is opened under the paper's name: file 1 is the paper's own."""
    files = select(PaperFile.paper_id, PaperFile.sha256)
    return files.join(model, model.id == PaperFile.paper_id).where(
        PaperFile.paper_kind == kind, PaperFile.n == 1, model.file_sha256 != ""
    )


def _annexes() -> Select:
    files = select(PaperFile.paper_id, PaperFile.n - 1, PaperFile.sha256)
    return files.where(PaperFile.paper_kind == "outgoing", PaperFile.n > 1)


def _copies(kind: str) -> Select:
    made = select(Copy.paper_id, Copy.form, Copy.number, Copy.sealed_sha256)
    return made.where(Copy.paper_kind == kind, Copy.sealed_sha256 != "")


def _lasting(kind: str, ids: range) -> Select:
    kept = select(LastingFile.paper_id, LastingFile.sha256)
    return kept.where(
        LastingFile.paper_kind == kind,
        LastingFile.paper_id >= ids.start,
        LastingFile.paper_id < ids.stop,
    )
