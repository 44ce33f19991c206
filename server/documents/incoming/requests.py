"""What a sender asks of a document that came in: recall, replacement, update (IN-T23–T26)."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from server import perform
from server.database import db
from server.documents.delivery.services import post_answer
from server.documents.incoming import sent_along
from server.documents.incoming.fields import columns_of, fill
from server.documents.incoming.models import IncomingDocument
from server.documents.incoming.shutting_away import keep_shut
from server.org.actor import Actor
from server.papers import safe
from server.papers.burying import forget_proposals
from server.papers.services import Ref, second_of, taking
from server.registers.lines import correct_line, remark
from workflows.incoming import Arriving, Incoming

DAYS = ("issued_on", "printed_due")
"""Of the fields of a wish those that are days, kept as `YYYY-MM-DD`."""


ANSWERS: Mapping[str, tuple[str, ...]] = {
    "recall": ("recall_received", "refuse_recall"),
    "update": ("accept_update", "refuse_update"),
    "replace": ("replaced",),
}
"""The steps that answer each wish, the clerk's main one first."""


def ask(paper: IncomingDocument, what: str, **data: object) -> None:
    """The sender asks (`recall`, `replace`, `update`); a step of the exchange's act.

    The paper comes to the clerk's desk, whatever its state. What was asked before waits for its
    answer, so a second wish stands behind it; the same one again is the same one. What is said of
    a paper that is shut away is shut away with it (SEC-02).
    """
    if paper.is_shut:
        safe.show(paper)
    wish = {"what": what, **data}
    if not paper.request:
        paper.request, paper.request_data = what, _successor(paper) | data
    elif wish not in _wishes(paper):
        later = [*paper.request_data.get("later", ()), wish]
        paper.request_data = paper.request_data | {"later": later}
    _shut_again(paper)
    db.session.flush()
    perform.refresh_desks(paper, f"asked_{what}")


def _wishes(paper: IncomingDocument) -> list[dict[str, Any]]:
    """What is asked of it now, and what is asked behind that."""
    first = {name: value for name, value in paper.request_data.items() if name != "later"}
    return [{"what": paper.request, **first}, *paper.request_data.get("later", ())]


def recall_received(actor: Actor, ref: Ref) -> IncomingDocument:
    """Cancelled in the System, the number stays with its note, the sender hears 15 (IN-T23)."""
    with taking(IncomingDocument, actor, ref, "recall_received") as paper:
        words = str(paper.request_data.get("words", ""))
        act = Arriving(reason=words)
        later = paper.request_data.get("later", ())
        forget_proposals(paper)
        perform.perform(actor, "recall_received", paper, act, lambda: _ended(paper))
        remark("IN", paper.id, "Đã thu hồi")
        post_answer(paper, "15", words)
        _answer_others(paper, later, "Văn bản đã được lấy lại.")
        _shut_again(paper)
    return paper


def refuse_recall(actor: Actor, ref: Ref, *, reason: str = "") -> IncomingDocument | None:
    """Already acted upon: clerk and leader say no together, the sender hears 16 (IN-T24)."""
    with taking(IncomingDocument, actor, ref, "refuse_recall") as paper:
        proposal = second_of(actor, paper, "refuse_recall")
        if proposal is None:
            perform.propose(actor, "refuse_recall", paper, Arriving(reason=reason))
            return None
        reason = proposal.reason

        def answered() -> None:
            _answered(paper)
            db.session.delete(proposal)

        perform.perform(actor, "refuse_recall", paper, Arriving(reason=reason), answered)
        post_answer(paper, "16", reason)
        _shut_again(paper)
    return paper


def replaced(actor: Actor, ref: Ref) -> IncomingDocument:
    """A document that replaces it has come; this one is done with (IN-T25)."""
    with taking(IncomingDocument, actor, ref, "replaced") as paper:
        by, by_id = str(paper.request_data.get("by_code", "")), paper.request_data.get("by_id")
        later = paper.request_data.get("later", ())

        def answered() -> None:
            _ended(paper)
            paper.request_data = {"by_id": by_id}

        perform.perform(actor, "replaced", paper, Arriving(reason=by), answered)
        remark("IN", paper.id, f"Được thay thế bởi {by}")
        post_answer(paper, "15", by)
        _answer_others(paper, later, f"Văn bản đã được thay thế bởi {by}.")
    return paper


def accept_update(actor: Actor, ref: Ref) -> IncomingDocument:
    """The clerk takes over the sender's new metadata; the number stays (IN-T26)."""
    with taking(IncomingDocument, actor, ref, "accept_update") as paper:
        fields, sent = dict(paper.request_data.get("fields", {})), _sent_along(paper)
        for name in fields.keys() & set(DAYS):
            fields[name] = dt.date.fromisoformat(fields[name])
        act = Arriving(reason=", ".join(sorted(fields)))

        def taken_over() -> None:
            fill(paper, fields)
            paper.signer = fields.get("signer", paper.signer)
            come = sent_along.settle(paper, sent, sent_along.TAKEN)
            paper.missing = [name for name in paper.missing or () if name not in come]
            _answered(paper)

        perform.perform(actor, "accept_update", paper, act, taken_over)
        correct_line(paper.line, **columns_of(paper))
        post_answer(paper, "15")
    return paper


def refuse_update(actor: Actor, ref: Ref, *, reason: str) -> IncomingDocument:
    """Nothing is changed; the sender hears 16 with the reason (IN-T26)."""
    with taking(IncomingDocument, actor, ref, "refuse_update") as paper:
        sent = _sent_along(paper)

        def refused() -> None:
            sent_along.settle(paper, sent, sent_along.REFUSED)
            _answered(paper)

        perform.perform(actor, "refuse_update", paper, Arriving(reason=reason), refused)
        post_answer(paper, "16", reason)
    return paper


def _sent_along(paper: IncomingDocument) -> list[int]:
    """The numbers of the files that came with the wish that is answered."""
    return list(paper.request_data.get("sent", ()))


def _answered(paper: IncomingDocument) -> None:
    """The first wish has its answer; the next one comes before the clerk."""
    waiting = list(paper.request_data.get("later", ()))
    _ended(paper)
    if waiting:
        first, *rest = waiting
        data = {name: value for name, value in first.items() if name != "what"}
        paper.request = first["what"]
        paper.request_data = data | ({"later": rest} if rest else {})


def _ended(paper: IncomingDocument) -> None:
    paper.request, paper.request_data = "", _successor(paper)


def _successor(paper: IncomingDocument) -> dict[str, Any]:
    """What a paper that was replaced still says when its sender asks for it back: by which."""
    by = (paper.request_data or {}).get("by_id")
    return {"by_id": by} if by and paper.state == Incoming.SUPERSEDED else {}


def _shut_again(paper: IncomingDocument) -> None:
    """What was written on it goes into the box, and the answer that waits to go out (SEC-02)."""
    if paper.is_shut:
        keep_shut(paper)


def _answer_others(paper: IncomingDocument, wishes: Sequence[dict[str, Any]], words: str) -> None:
    """What was asked besides: a second recall has what it wants, the rest has nothing to be asked
    of any more."""
    is_back = paper.state == Incoming.RECALLED
    for one in wishes:
        post_answer(paper, "15" if is_back and one["what"] == "recall" else "16", words)
