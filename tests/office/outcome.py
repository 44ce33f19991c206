"""What a test looks at after a step: the answer, the desks, the readers, the books, the letters."""

import html
import re
from typing import Any

from sqlalchemy import insert, select
from werkzeug.test import TestResponse

from server.answers import ANSWERS, words_of
from server.clock import now
from server.database import db, transaction
from server.desks.models import Desk, History, Reader
from server.documents.delivery.models import Letter
from server.documents.incoming.models import IncomingDocument
from server.documents.outgoing.models import OutgoingDocument
from server.registers.models import RegisterRow
from tests.cast import Hand


def key_of(path: str) -> dict[str, Any]:
    """`/incoming/7` as the columns that name a paper."""
    kind, paper_id = path.strip("/").split("/")
    return {"paper_kind": kind, "paper_id": int(paper_id)}


def id_of(path: str) -> int:
    return int(path.rsplit("/", 1)[1])


def refused(answer: TestResponse, code: str) -> dict[str, Any]:
    """A no in the office's words: its code, its status, a sentence without gaps."""
    assert answer.status_code == ANSWERS[code].status, answer.text
    assert answer.mimetype == "application/problem+json"
    assert answer.json["code"] == code
    assert answer.json["detail"].split("{")[0].strip()
    assert "{" not in answer.json["detail"] + answer.json["title"]
    if "{" not in str(ANSWERS[code].words):
        assert answer.json["detail"] == words_of(code, {})
    return answer.json


def says(reason: str, text: str) -> bool:
    """Whether a page, or a line of it, has the words of this no; a gap may hold anything."""
    parts = re.split(r"\{\w+\}", str(ANSWERS[reason].words))
    return re.search(".+".join(map(re.escape, parts)), html.unescape(text)) is not None


def waits(hand: Hand, path: str) -> set[str]:
    """For which verbs the paper lies on this one's desk."""
    db.session.rollback()
    mine = select(Desk.verb).filter_by(**key_of(path)).where(Desk.seat.in_(hand.actor.seats))
    return set(db.session.scalars(mine))


def waits_nowhere(path: str) -> bool:
    db.session.rollback()
    return not db.session.scalars(select(Desk.id).filter_by(**key_of(path))).all()


def reads(hand: Hand, path: str) -> bool:
    """Whether this one may open the paper; to others it does not exist."""
    answer = hand.asks("GET", path)
    assert answer.status_code in (200, 404), answer.text
    return answer.status_code == 200


def state_of(path: str) -> str:
    db.session.rollback()
    return str(db.session.get_one(model_of(path), id_of(path)).state)


def model_of(path: str) -> type[IncomingDocument | OutgoingDocument]:
    return IncomingDocument if path.startswith("/incoming") else OutgoingDocument


def history(path: str) -> list[History]:
    db.session.rollback()
    return list(db.session.scalars(select(History).filter_by(**key_of(path)).order_by(History.id)))


def last_step(path: str) -> tuple[str, str | None, str]:
    """(step, by whose account, with which reason)."""
    row = history(path)[-1]
    return row.transition, row.account, row.reason


def steps(path: str) -> list[str]:
    return [row.transition for row in history(path)]


def told(path: str) -> list[tuple[str, str]]:
    """What the sender of an electronic document was told: (status, words)."""
    db.session.rollback()
    letters = select(Letter).filter_by(**key_of(path), kind="status").order_by(Letter.id)
    return [(row.status_code, row.words) for row in db.session.scalars(letters)]


def line_of(path: str) -> RegisterRow:
    """The paper's line in its register."""
    db.session.rollback()
    direction = "IN" if path.startswith("/incoming") else "OUT"
    wanted = {"direction": direction, "paper_id": id_of(path)}
    return db.session.scalars(select(RegisterRow).filter_by(**wanted)).one()


def numbers(book: str, agency_id: int) -> list[int]:
    db.session.rollback()
    mine = select(RegisterRow.number).filter_by(book=book, agency_id=agency_id)
    return list(db.session.scalars(mine.order_by(RegisterRow.number)))


def show_to(path: str, *hands: Hand) -> None:
    """Let these read the paper, so that a test sees rights and nothing else."""
    _add_readers(path, {f"p:{hand.actor.position_id}" for hand in hands})


def show_role(path: str, *roles: str) -> None:
    """Let everybody with these roles read it, in the paper's agency."""
    mine = db.session.get_one(model_of(path), id_of(path)).agency_id
    _add_readers(path, {f"a:{mine}:{role}" for role in roles})


def _add_readers(path: str, seats: set[str]) -> None:
    key = key_of(path)
    with transaction():
        known = set(db.session.scalars(select(Reader.seat).filter_by(**key)))
        for seat in seats - known:
            row = key | {"seat": seat, "since": now(), "reason": "test"}
            db.session.execute(insert(Reader).values(**row))


def change(model: type, wanted: dict[str, Any], **columns: Any) -> None:
    """Change a row behind the office's back, as time or an administrator would."""
    with transaction() as session:
        assert session.query(model).filter_by(**wanted).update(columns)
