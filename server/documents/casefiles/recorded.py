"""What was said and done about a matter goes into its file: opinions, results, minutes (CF-04).

Each is fixed as it stands when it is laid in, and from then on read by whoever reads the file; the
row says what it is of.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from server import perform, pool, press
from server.clock import local, today
from server.database import db
from server.documents.casefiles import course, kept
from server.documents.casefiles.exhibits import OTHER, Record, hang
from server.documents.casefiles.models import EXHIBITS, CaseFile, Exhibit
from server.documents.tasks.models import Task
from server.names import ids_of, parts, typed
from server.office import office
from server.org.actor import Actor
from server.papers.intake import Taken, take_made
from server.papers.models import Paper, PaperFile
from server.papers.services import Ref, files_of, find, may_read, taking
from server.typesetting.listing import Listing
from workflows import Refused
from workflows.filing import Filing
from workflows.task import Task as State

PATIENCE = 60.0
MOST_WORDS = 140


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of papers that leave something for the file. `records`: what one of them leaves, none
    while its work is not done; `beside`: those that belong to the papers of a file."""

    model: type[Paper]
    records: Callable[[Any], list[Record]]
    beside: Callable[[Actor, Collection[str]], Sequence[Any]]
    words: str


def lay_in(actor: Actor, ref: Ref, *, records: Sequence[str]) -> CaseFile:
    """By the names of what they are of (`tasks/7`), each read by whoever lays it in; the sheets are
    drawn before the act."""
    before = find(CaseFile, actor, ref.id)
    perform.require(actor, "record", before)
    before.workflow.permit(before.state, "record", actor.roles)
    made = {name: records_of(actor, name) for name in dict.fromkeys(records)}
    with taking(CaseFile, actor, ref, "record") as case:
        for name, rows in made.items():
            act = Filing(reason=named_in_history(name), paper_fits=bool(rows),
                         is_in_it=name in laid(case))  # fmt: skip
            perform.perform(actor, "record", case, act, lambda: hang(actor, case, rows, name))  # noqa: B023 - heard at once
    return case


def records_of(actor: Actor, name: str) -> list[Record]:
    """What this one, which he may read, leaves for a file."""
    kind, id = typed(name) or ("", 0)
    if kind not in SOURCES:
        raise Refused("unknown_paper", "records", name=name)
    try:
        paper: Any = find(SOURCES[kind].model, actor, id)
    except Refused:
        raise Refused("unknown_paper", "records", name=name) from None
    return SOURCES[kind].records(paper)


def named_in_history(name: str) -> str:
    kind, id = parts(name)
    return f"{SOURCES[kind].words} [{id}]"


def laid(case: CaseFile) -> set[str]:
    """What there is a record of in it."""
    ids = [one.paper_id for one in case.items if one.paper_kind == EXHIBITS]
    found = select(Exhibit.about).where(Exhibit.id.in_(ids), Exhibit.about != "")
    return set(db.session.scalars(found)) if ids else set()


def offered(actor: Actor, case: CaseFile) -> list[tuple[str, str]]:
    """What belongs to the papers in it, and is not there yet: by its name, and in words."""
    names = {f"{kind}/{paper_id}" for kind, paper_id in kept.readable_items(actor, case)}
    there = laid(case)
    return [
        (name, said)
        for kind, source in SOURCES.items()
        for paper in source.beside(actor, names)
        if (name := f"{kind}/{paper.id}") not in there
        for said in [_words(source, paper)]
    ]


def _words(source: Source, paper: Any) -> str:
    code = getattr(paper, "code", "") or ""
    said = " – ".join(filter(None, (source.words.capitalize(), code, paper.subject)))
    return said if len(said) <= MOST_WORDS else f"{said[: MOST_WORDS - 1]}…"


def opened_to(actor: Actor, names: Collection[str]) -> set[str]:
    """Of these sources, the ones whose own page opens to this actor."""
    return {
        f"{kind}/{paper_id}"
        for kind, source in SOURCES.items()
        for paper_id in _readable(actor, source.model, ids_of(kind, sorted(names)))
    }


def _readable(actor: Actor, model: type[Any], ids: Collection[int]) -> list[int]:
    mine = select(model.id).where(model.id.in_(ids), may_read(model, actor))
    return list(db.session.scalars(mine)) if ids else []


def _in_it(kind: str) -> Callable[[Actor, Collection[str]], Sequence[Any]]:
    """Of the documents of the file themselves: what was said of each."""

    def beside(_actor: Actor, names: Collection[str]) -> Sequence[Any]:
        model: Any = kept.KINDS[kind].model
        found = select(model).where(model.id.in_(ids_of(kind, sorted(names)))).order_by(model.id)
        return db.session.scalars(found).all()

    return beside


def _tasks(actor: Actor, names: Collection[str]) -> Sequence[Task]:
    """Done because of a document in it, or answered by one."""
    answers = ids_of("outgoing", names)
    of_these = Task.source.in_(sorted(names)) | Task.result_id.in_(answers)
    mine = select(Task).where(of_these, Task.state == State.DONE, may_read(Task, actor))
    return db.session.scalars(mine.order_by(Task.id)).all()


def _of_document(kind: str, doc_type: str, sheet: Callable[[Any], Listing]) -> Source:
    def records(paper: Any) -> list[Record]:
        if paper.state not in kept.KINDS[kind].settled or not paper.is_findable:
            return []
        name = f"{doc_type}: {paper.code or paper.subject}"
        return [_drawn(sheet(paper), name, doc_type, paper.subject, paper.agency.name)]

    return Source(kept.KINDS[kind].model, records, _in_it(kind), doc_type.lower())


def _drawn(sheet: Listing, name: str, doc_type: str, subject: str, author: str) -> Record:
    """As it stands today: set in the pool, looked through as what a hand brings is."""
    pdf = pool.submit(press.print_listing, sheet, office().cabinet, timeout=PATIENCE)
    file = take_made(f"{name[:80].replace('/', '-')}.pdf", pdf)
    return Record(file, doc_type, subject, today(), author)


def _of_task(task: Task) -> list[Record]:
    return [*_whole_task(task)] if task.state == State.DONE else []


def _whole_task(task: Task) -> Iterator[Record]:
    title = "Phiếu theo dõi nhiệm vụ"
    yield _drawn(course.of_task(task), title, title, task.subject, task.giver.full_name)
    day = local(task.reported_at or task.created_at).date()
    for row in files_of("tasks", task.id):
        yield Record(as_taken(row), OTHER, f"Kết quả, minh chứng: {row.name}", day, task.lead_name)


def as_taken(row: PaperFile) -> Taken:
    """A file that the office has already: the same bytes, under one more name."""
    return Taken(row.name, row.media_type, row.sha256, row.size, row.pages, "", False, False)


SOURCES: dict[str, Source] = {
    "incoming": _of_document("incoming", "Phiếu giải quyết văn bản đến", course.of_letter),
    "outgoing": _of_document("outgoing", "Phiếu trình, ý kiến", course.of_draft),
    "tasks": Source(Task, _of_task, _tasks, "nhiệm vụ"),
}
"""Rooms above add theirs as they are opened: the meetings their minutes."""
