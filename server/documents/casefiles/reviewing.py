"""What whoever closes a file looks at first: what lies in it twice, what lacks (CF-06, art. 29.4).

By the places in its contents, without a word: the one who closes it may not read all of it.
"""

from collections import defaultdict
from typing import Any

from sqlalchemy import select

from server.database import db
from server.documents.casefiles import recorded
from server.documents.casefiles.kept import KINDS, Line, lines_of
from server.documents.casefiles.models import CaseFile
from server.org.actor import Actor
from server.papers.models import PaperFile

MAIN = 1
Key = tuple[str, int, int]


def doubles(case: CaseFile) -> list[tuple[int, ...]]:
    """Places of what seems to be the same: the same bytes, or number, notation and author."""
    files, same = _digests(case), defaultdict[Any, list[int]](list)
    for line in lines_of(case):
        for mark in _marks(line, files):
            same[mark].append(line.ordinal)
    return sorted({tuple(places) for places in same.values() if len(places) > 1})


def _marks(line: Line, files: dict[Key, str]) -> set[Any]:
    key = (line.item.paper_kind, line.item.paper_id, MAIN)
    if line.is_exhibit:
        key = ("casefiles", line.item.case_file_id, line.paper.n)
    marks: set[Any] = {files[key]} if key in files else set()
    code = str(line.paper.code or "")
    return marks | ({(code.casefold(), line.author.casefold())} if code else set())


def _digests(case: CaseFile) -> dict[Key, str]:
    """The files of its lines, in a statement for each kind."""
    found: dict[Key, str] = {}
    columns = (PaperFile.paper_kind, PaperFile.paper_id, PaperFile.n, PaperFile.sha256)
    wanted = [(kind, [one.paper_id for one in case.items if one.paper_kind == kind])
              for kind in KINDS]  # fmt: skip
    for kind, ids in [*wanted, ("casefiles", [case.id])]:
        mine = select(*columns).where(PaperFile.paper_kind == kind, PaperFile.paper_id.in_(ids))
        found |= {(row[0], row[1], row[2]): row[3] for row in db.session.execute(mine)}
    return found


def lacking(actor: Actor, case: CaseFile) -> int:
    """Slips, results and minutes of its papers that are not in it."""
    return len(recorded.offered(actor, case))
