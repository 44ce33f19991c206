"""Files against the log: what a row names is the file that its last event named (issue 4).

The store proves that a file is what it is called. That it is the one that was signed, sealed,
copied or bound, and not another sound one whose name somebody wrote into the row, only the log
proves.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Integer, Select, String, cast, extract, func, select

from server.database import db
from server.documents.casefiles.models import CaseFile
from server.documents.copies.models import Copy
from server.documents.earlier.models import EarlierDocument as Earlier
from server.documents.incoming.models import IncomingDocument as Coming
from server.documents.lists.models import SignedList
from server.documents.outgoing.models import DraftVersion
from server.documents.outgoing.models import OutgoingDocument as Going
from server.ledger.named_files import ANNEX, COPY, FILE, MAIN, MINUTES, VOLUME, Named, Place, Said
from server.ledger.vouching import is_bound
from server.meetings.minutes.models import Minutes
from server.papers.lasting import LastingFile
from server.papers.models import PaperFile
from server.registers.models import BookVolume
from server.reports.models import KeptReport

BESIDE = {
    FILE: "văn bản không còn mang tệp này", ANNEX: "phụ lục {} không còn",
    COPY: "bản sao {} không còn", MINUTES: "biên bản {} không còn",
}  # fmt: skip
"""What is missed, by where it was."""


def file_findings(kind: str, ids: range, events: Mapping[int, Sequence[Said]]) -> Iterator[str]:
    """What the rows of these subjects name, and their events do not."""
    heard = {id: Named.by(said) for id, said in events.items()}
    seen, all_are_bound = set(), is_bound()
    for id, place, found in _rows(kind, ids):
        seen.add((id, place))
        named = heard.get(id) or Named()
        if named.contradicts(place, found) or all_are_bound and named.lacks(place):
            yield _words(f"{kind}/{id}", named.at.get(place), found)
    for id, place, digest in _laid_beside(heard):
        if (id, place) not in seen:
            yield _words(f"{kind}/{id}", digest, None, place)
    yield from _lasting_findings(kind, ids, heard)


def _lasting_findings(kind: str, ids: range, heard: Mapping[int, Named]) -> Iterator[str]:
    for id, found in db.session.execute(_lasting(kind, ids)):
        if id in heard and found not in heard[id].last:
            yield f"tệp {found}: lưu lâu dài cho {kind}/{id} nhưng nhật ký không ghi tệp này"


def _laid_beside(heard: Mapping[int, Named]) -> Iterator[tuple[int, Place, str]]:
    """The files that the log says are there: those beside the main one, annexes, copies, minutes.
    A volume that was withdrawn is none any more, and its row says so."""
    for id, named in heard.items():
        for place, digest in named.at.items():
            if digest and place not in (MAIN, VOLUME) and named.contradicts(place, None):
                yield id, place, digest


def _words(subject: str, expected: str | None, found: str | None, place: Place = "") -> str:
    if expected is None:
        return f"tệp {found}: {subject} mang tệp này nhưng nhật ký không ghi"
    if found is None:
        what, _, which = place.partition(" ")
        lost = BESIDE[what].format(which)
        return f"tệp {expected}: nhật ký ghi cho {subject} nhưng {lost}"
    return f"tệp {expected}: ở {subject} đã bị thay bằng tệp {found}, nhật ký không ghi việc này"


def _rows(kind: str, ids: range) -> Iterator[tuple[int, Place, str | None]]:
    for place, asked in ASKED[kind]():
        id = asked.selected_columns[0]
        found = db.session.execute(asked.where(id >= ids.start, id < ids.stop))
        for subject_id, *which, digest in found:
            yield subject_id, " ".join([place, *map(str, which)]), digest or None


def _of_incoming() -> list[tuple[Place, Select]]:
    own = (MAIN, select(Coming.id, Coming.file_sha256))
    return [own, *_opened("incoming", Coming), *_copied("incoming")]


def _of_earlier() -> list[tuple[Place, Select]]:
    return [(MAIN, select(Earlier.id, Earlier.file_sha256)), *_opened("earlier", Earlier)]


def _of_outgoing() -> list[tuple[Place, Select]]:
    own = (MAIN, select(Going.id, _evidence()))
    hung = [(MAIN, _hung("outgoing", Going)), (ANNEX, _annexes())]
    return [own, *hung, *_copied("outgoing")]


def _of_meetings() -> list[tuple[Place, Select]]:
    signed = Minutes.secretary_signed_at.is_not(None)
    minutes = select(Minutes.meeting_id, Minutes.n, Minutes.file_sha256).where(signed)
    return [(MINUTES, minutes), (MINUTES, _files("meetings"))]


def _of_tasks() -> list[tuple[Place, Select]]:
    return [(FILE, _files("tasks"))]


def _of_casefiles() -> list[tuple[Place, Select]]:
    return [(MAIN, select(CaseFile.id, CaseFile.package_sha256)), (FILE, _files("casefiles"))]


def _of_volumes() -> list[tuple[Place, Select]]:
    stands = BookVolume.withdrawn_at.is_(None)
    return [(VOLUME, select(BookVolume.id, BookVolume.file_sha256).where(stands))]


def _of_lists() -> list[tuple[Place, Select]]:
    return [(MAIN, select(SignedList.id, SignedList.file_sha256))]


def _of_reports() -> list[tuple[Place, Select]]:
    return [(MAIN, select(KeptReport.id, KeptReport.file_sha256))]


ASKED: Mapping[str, Callable[[], list[tuple[Place, Select]]]] = {
    "incoming": _of_incoming,
    "outgoing": _of_outgoing,
    "earlier": _of_earlier,
    "meetings": _of_meetings,
    "tasks": _of_tasks,
    "casefiles": _of_casefiles,
    "volume": _of_volumes,
    "list": _of_lists,
    "report": _of_reports,
}
"""The rows that name a file of such a subject: its id, which of these files, the digest."""


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


def _files(kind: str) -> Select:
    files = select(PaperFile.paper_id, PaperFile.n, PaperFile.sha256)
    return files.where(PaperFile.paper_kind == kind)


def _opened(kind: str, model: Any) -> list[tuple[Place, Select]]:
    """What came with a document: its own file, and those beside it (all, where it has none)."""
    beside = _files(kind).join(model, model.id == PaperFile.paper_id)
    beside = beside.where((PaperFile.n > 1) | (model.file_sha256 == ""))
    return [(MAIN, _hung(kind, model)), (FILE, beside)]


def _annexes() -> Select:
    files = select(PaperFile.paper_id, PaperFile.n - 1, PaperFile.sha256)
    return files.where(PaperFile.paper_kind == "outgoing", PaperFile.n > 1)


def _copied(kind: str) -> list[tuple[Place, Select]]:
    """The sealed file of an electronic copy; of one on paper, of which file it was made."""
    shown = func.coalesce(func.nullif(Copy.sealed_sha256, ""), Copy.file_sha256)
    year = cast(cast(extract("year", Copy.made_on), Integer), String)
    number = cast(Copy.number, String) + "/" + year
    made = select(Copy.paper_id, Copy.form, number, shown)
    return [(COPY, made.where(Copy.paper_kind == kind, shown != ""))]


def _lasting(kind: str, ids: range) -> Select:
    kept = select(LastingFile.paper_id, LastingFile.sha256)
    return kept.where(
        LastingFile.paper_kind == kind,
        LastingFile.paper_id >= ids.start,
        LastingFile.paper_id < ids.stop,
    )
