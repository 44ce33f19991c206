"""A year of the demo world's papers, loaded in one transaction: all of it is there, or nothing."""

from itertools import count
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from server.clock import today
from server.database import db, transaction
from server.demo import papers
from server.demo.loader_books import keep_registers
from server.demo.loader_deliveries import Sent, keep_arrivals, keep_deliveries
from server.demo.loader_directory import Directory, read_directory
from server.demo.loader_files import Files
from server.demo.loader_finding import keep_findable
from server.demo.loader_ids import next_id, wind
from server.demo.loader_incoming import Receiving, received
from server.demo.loader_issuing import Issuing
from server.demo.loader_letters import Outside, text_of
from server.demo.loader_meetings import Meetings
from server.demo.loader_oddities import keep_oddities
from server.demo.loader_outgoing import draft, job, page_of
from server.demo.loader_pages import Kept, Stamps, copied, printed
from server.demo.loader_tasks import Tasks
from server.demo.loader_walk import Walk, keep
from server.demo.papers_shape import IncomingPaper, OutgoingPaper
from server.documents.incoming.models import IncomingDocument
from server.documents.outgoing.models import OutgoingDocument, Signature
from server.documents.tasks.models import Task
from server.meetings.models import Meeting
from server.papers.models import PaperFile, ScanText
from server.words import fold, keyed

SEALED, LETTERS = 25, 12
"""How many of the newest dispatched papers, and of the newest letters from outside, are pages with
real signatures; of older ones there is a copy, which needs none (37 × 0.2 s of a processor)."""

GONE = frozenset({"DISPATCHED", "RECALLED", "VOIDED"})


def is_loaded() -> bool:
    return db.session.scalar(select(IncomingDocument.id).limit(1)) is not None


def load_papers() -> None:
    """Every paper of the world of today, with all that its acts left behind it."""
    with transaction():
        world = World()
        world.print()
        world.walk()
        world.keep()


class World:
    """The papers on their way from the generator into the rows of the office."""

    def __init__(self) -> None:
        offices = papers.world(today()).values()
        self.directory: Directory = read_directory()
        self.stamps = Stamps()
        self.came = sorted((p for o in offices for p in o.incoming), key=lambda p: p.arrived_at)
        self.went = sorted((p for o in offices for p in o.outgoing), key=lambda p: p.history[0].at)
        self.in_ids = dict(zip((p.key for p in self.came), count(next_id(IncomingDocument))))
        self.out_ids = dict(zip((p.key for p in self.went), count(next_id(OutgoingDocument))))
        self.out = [Issuing(self.directory, p, self._draft(p)) for p in self.went]
        self.inn = [
            Receiving(self.directory, p, received(self.directory, p, self.in_ids[p.key]))
            for p in self.came
        ]
        self.kept: dict[str, Kept] = {}

    def _draft(self, given: OutgoingPaper) -> OutgoingDocument:
        return draft(
            self.directory, given, self.out_ids[given.key], self.in_ids.get(given.replies_to)
        )

    def print(self) -> None:
        """All pages, signatures and copies, before a row names one."""
        old = self._old()
        paged = [one for one in self.out if any(s.name == "submit" for s in one.given.history)]
        letters = [p for p in self.came if not p.source]
        outside = Outside(self.stamps)
        new = {p.key for p in letters[-LETTERS:] if p.channel == "electronic"}
        jobs = {
            one.given.key: job(one.given, one.paper, self.stamps)
            for one in paged
            if one.given.key not in old
        }
        jobs |= {p.key: outside.job(p) for p in letters if p.key in new}
        copies = {
            one.given.key: page_of(one.given, one.paper) for one in paged if one.given.key in old
        }
        copies |= {p.key: outside.page(p) for p in letters if p.key not in new}
        self.kept = printed(jobs) | copied(copies)
        self.stamps.keep()

    def _old(self) -> set[str]:
        """What left the clerk's desk long ago."""
        gone = [one.given for one in self.out if one.given.state in GONE]
        gone.sort(key=lambda given: given.history[-1].at)
        return {given.key for given in gone[:-SEALED]}

    def walk(self) -> None:
        for one in self.out:
            one.go(self.kept.get(one.given.key))
        codes = {one.given.key: (one.paper.id, one.paper.code) for one in self.out}
        for each in self.inn:
            each.go(self.file_of(each.given), codes.get(each.given.reply))

    def file_of(self, given: IncomingPaper) -> Kept:
        """A paper of an office here is the very file that was sent."""
        return self.kept[given.source or given.key]

    def keep(self) -> None:
        for walk in (*(one.walk for one in self.inn), *(one.walk for one in self.out)):
            walk.paper.folded = keyed(" ".join(filter(None, walk.paper.found_by)))
        db.session.add_all(one.paper for one in self.inn)
        db.session.flush()
        self._number_signatures()
        db.session.add_all(one.paper for one in self.out)
        db.session.add_all(order for one in self.inn for order in one.orders)
        db.session.flush()
        walks = [*(one.walk for one in self.inn), *(one.walk for one in self.out)]
        wind(IncomingDocument, OutgoingDocument, Signature)
        meetings = Meetings(self.directory, [one.paper for one in self.out])
        files = Files(
            self.directory, [one.paper for one in self.inn], [one.paper for one in self.out]
        )
        tasks = Tasks(self.directory, [o.paper for o in self.inn], [o.paper for o in self.out])
        beside = [*meetings.walks, *files.walks, *tasks.walks]
        for walk in (*meetings.walks, *tasks.walks):
            walk.paper.folded = keyed(" ".join(filter(None, walk.paper.found_by)))
        keep([*walks, *beside], meetings.entries)
        meetings.lend()
        tasks.lend()
        keep_findable([*walks, *beside], self._texts())
        _number_versions([*walks, *beside])
        keep_registers([*(one.line for one in self.inn), *(one.line for one in self.out)])
        self._keep_files()
        self._keep_deliveries()
        keep_oddities(self.directory, [one.paper for one in self.out])
        files.keep()

    def _number_signatures(self) -> None:
        """In the order in which they were made: the signature log is read by their numbers."""
        made = [row for one in self.out for row in one.paper.signatures_made]
        for n, row in enumerate(sorted(made, key=lambda it: it.at), next_id(Signature)):
            row.id = n

    def _texts(self) -> dict[tuple[str, int], str]:
        return {("incoming", one.paper.id): text_of(one.given) for one in self.inn}

    def _keep_files(self) -> None:
        rows = [one.file for one in self.out if one.file]
        texts = {}
        for one in self.inn:
            kept = self.file_of(one.given)
            rows.append(_letter_file(one, kept))
            texts[kept.last.sha256] = text_of(one.given)
        db.session.execute(insert(PaperFile), rows)
        said = [{"sha256": sha, "text": t, "folded": fold(t)} for sha, t in texts.items()]
        db.session.execute(insert(ScanText), said)

    def _keep_deliveries(self) -> None:
        copies = {(p.source, p.agency): p for p in self.came if p.source}
        sent = [Sent(one.given, one.paper) for one in self.out if one.paper.document_id]
        keep_deliveries(self.directory, sent, copies)
        keep_arrivals([one.paper for one in self.inn])


def _letter_file(one: Receiving, kept: Kept) -> dict[str, object]:
    stem = "-".join(part for part in one.paper.code.replace("/", "-").split() if part)
    return {
        "paper_kind": "incoming",
        "paper_id": one.paper.id,
        "n": 1,
        "name": f"{stem}.pdf",
        "media_type": "application/pdf",
        "sha256": kept.last.sha256,
        "size": kept.last.size,
        "pages": kept.pages,
    }


def _number_versions(walks: list[Walk]) -> None:
    """As many versions as steps: each act made one."""
    for model in (IncomingDocument, OutgoingDocument, Meeting, Task):
        table: Any = model.__table__
        mine = [walk for walk in walks if isinstance(walk.paper, model)]
        change = update(table).where(table.c.id == bindparam("which"))
        rows = [{"which": walk.paper.id, "steps": len(walk.lines)} for walk in mine]
        db.session.execute(change.values(version=bindparam("steps")), rows)
