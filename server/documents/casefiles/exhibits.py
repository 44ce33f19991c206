"""What was made while a matter was handled is laid in its file: pictures, sound, sheets (CF-04)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from server import perform
from server.clock import now, today
from server.database import db
from server.documents.casefiles.models import EXHIBITS, CaseFile, CaseFileItem, Exhibit
from server.documents.scanned.asking import ask_for_reading
from server.org.actor import Actor
from server.papers.intake import Taken, attach
from server.papers.models import PaperFile
from server.papers.services import Ref, taking
from workflows.filing import Filing

PHOTO, SOUND, OTHER = "Ảnh", "Ghi âm", "Tài liệu"
"""Official, so Vietnamese: the list of contents is printed."""


@dataclass(frozen=True, slots=True)
class Record:
    """A file as the list of contents will have it."""

    file: Taken
    doc_type: str
    subject: str
    day: dt.date
    author: str


def lay_in(  # noqa: PLR0913 - what the list of contents says of each
    actor: Actor, ref: Ref, *, title: str, day: dt.date, files: list[Taken], author: str = ""
) -> CaseFile:
    """Each file is a line of the contents, on the day it was made; inspected before the act."""
    words, by = title.strip(), author.strip() or actor.name
    rows = [Record(one, _kind(one.media_type), words, day, by) for one in files]
    with taking(CaseFile, actor, ref, "attach") as case:
        said = f"{words} ({', '.join(one.name for one in files)})"
        act = Filing(reason=said, described=words, files=len(files), made_by_today=day <= today())
        perform.perform(actor, "attach", case, act, lambda: hang(actor, case, rows))
    return case


def hang(actor: Actor, case: CaseFile, rows: Sequence[Record], about: str = "") -> None:
    """Files of the case file itself, a line of its contents each; a step of the act."""
    mine = select(func.max(PaperFile.n)).filter_by(paper_kind="casefiles", paper_id=case.id)
    first = (db.session.scalar(mine) or 0) + 1
    attach("casefiles", case.id, [one.file for one in rows], start=first)
    ask_for_reading("casefiles", case.id, [one.file for one in rows])
    for n, one in enumerate(rows, first):
        row = Exhibit(
            case_file_id=case.id, n=n, doc_type=one.doc_type, subject=one.subject,
            made_on=one.day, author=one.author, about=about, seconds=one.file.seconds,
        )  # fmt: skip
        db.session.add(row)
        db.session.flush()
        case.size += 1
        case.items.append(
            CaseFileItem(paper_kind=EXHIBITS, paper_id=row.id, at=now(), by_name=actor.name)
        )


def _kind(media_type: str) -> str:
    kinds = {"image": PHOTO, "audio": SOUND}
    return kinds.get(media_type.partition("/")[0], OTHER)
