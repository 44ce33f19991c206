"""What was made while a matter was handled is laid in its file: pictures, sound, sheets (CF-04)."""

import datetime as dt

from sqlalchemy import func, select

from server import perform
from server.clock import now, today
from server.database import db
from server.documents.casefiles.models import EXHIBITS, CaseFile, CaseFileItem, Exhibit
from server.org.actor import Actor
from server.papers.intake import Taken, attach
from server.papers.models import PaperFile
from server.papers.services import Ref, taking
from workflows.filing import Filing

PHOTO, SOUND, OTHER = "Ảnh", "Ghi âm", "Tài liệu"
"""Official, so Vietnamese: the list of contents is printed."""


def lay_in(actor: Actor, ref: Ref, *, title: str, day: dt.date, files: list[Taken]) -> CaseFile:
    """Each file is a line of the contents, on the day it was made; inspected before the act."""
    with taking(CaseFile, actor, ref, "attach") as case:
        said = f"{title.strip()} ({', '.join(one.name for one in files)})"
        act = Filing(reason=said, described=title, files=len(files), made_by_today=day <= today())
        perform.perform(
            actor, "attach", case, act, lambda: _lay(actor, case, title.strip(), day, files)
        )
    return case


def _lay(actor: Actor, case: CaseFile, title: str, day: dt.date, files: list[Taken]) -> None:
    mine = select(func.max(PaperFile.n)).filter_by(paper_kind="casefiles", paper_id=case.id)
    first = (db.session.scalar(mine) or 0) + 1
    attach("casefiles", case.id, files, start=first)
    for n, file in enumerate(files, first):
        row = Exhibit(
            case_file_id=case.id, n=n, doc_type=_kind(file.media_type), subject=title,
            made_on=day, author=actor.name,
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
