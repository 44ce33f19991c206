"""A scan that may be a secret and that no machine pulls out of a closed file: no word of it stays.

The row that says that it was read stays, so that no night reads it again; its words go, with the
small pictures of its pages (SEC-02: no preview, no index).
"""

from collections.abc import Collection

from sqlalchemy import delete, select, update

from server.database import Base, after_commit, db, run, table
from server.documents.scanned.asking import ask
from server.papers.cleaning import clean
from server.papers.models import PaperFile, ScanText
from server.papers.traces import OF_A_FILE

SILENCE = {"text": "", "folded": "", "words": [], "unread": [], "hushed": True}


def hush(digests: Collection[str]) -> None:
    """Those that no box has taken the words of; the database's file follows the commit. A step."""
    loud = (ScanText.sha256.in_(digests), ScanText.hushed.is_(False))
    if db.session.scalar(select(ScanText.sha256).where(*loud).limit(1)) is None:
        return
    run(update(table(ScanText)).where(*loud).values(SILENCE))
    leaves = Base.metadata.tables[OF_A_FILE[1]]
    run(delete(leaves).where(leaves.c.sha256.in_(digests)))
    db.session.expire_all()
    after_commit(clean)


def is_hushed(kind: str, paper_id: int) -> bool:
    """Whether a file of this paper seems secret, and stands where it stood."""
    mine = select(PaperFile.id).join(ScanText, ScanText.sha256 == PaperFile.sha256)
    mine = mine.where(PaperFile.paper_kind == kind, PaperFile.paper_id == paper_id, ScanText.hushed)
    return db.session.scalar(mine.limit(1)) is not None


def ask_again(kind: str, paper_id: int) -> None:
    """It may be pulled apart now, so what seems secret in it is taken out. A step."""
    if is_hushed(kind, paper_id):
        ask(kind, paper_id)


def heard_again(digests: Collection[str]) -> bool:
    """A leader found no secret: whether any has to be read once more, since no word was kept."""
    mute = (ScanText.sha256.in_(digests), ScanText.hushed)
    found = db.session.scalar(select(ScanText.sha256).where(*mute).limit(1)) is not None
    run(delete(table(ScanText)).where(*mute))
    return found
