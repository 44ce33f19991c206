"""What a sender wishes of a document that is here: recall, update, replacement (IN-T23–T26)."""

from sqlalchemy import select

from server.database import db
from server.documents.incoming import replacing, requests
from server.documents.incoming.models import IncomingDocument
from server.exchange.entering import fields_of, note
from server.exchange.envelope import RECALL, REPLACE, Message
from workflows import INCOMING, Refused, Role

STEPS = {"recall": "recall_received", "update": "accept_update", "replace": "replaced"}


def paper_of(agency_id: int, organ_id: str, document_id: str) -> IncomingDocument | None:
    """The paper that came from this sender under this DocumentId, the latest of them."""
    mine = select(IncomingDocument).filter_by(
        agency_id=agency_id, organ_id=organ_id, message_id=document_id
    )
    return db.session.scalar(mine.order_by(IncomingDocument.id.desc()).limit(1))


def ask(said: Message, agency_id: int) -> IncomingDocument:
    """Put a recall or an update before the clerk of the agency; only its own sender may wish."""
    wanted = [one.document_id for one in said.about]
    wanted = wanted if said.business == RECALL else [said.updates, *wanted]
    found = [paper_of(agency_id, said.sender.organ_id, one) for one in wanted if one]
    paper = next((one for one in found if one is not None), None)
    if paper is None:
        named = ", ".join(filter(None, wanted)) or said.document_id
        raise Refused("gateway_unknown_document", "ResponseFor", document=named[:200])
    if said.business == RECALL:
        put(paper, "recall", words=said.reason, document_id=said.document_id)
    else:
        put(paper, "update", words=said.reason, fields=_changed(said, paper), **_receivers(said))
    return paper


def _receivers(said: Message) -> dict[str, str]:
    """Who shall be added or removed, raw: which number means which is not known (§8.2)."""
    return {"receivers": ", ".join(said.receivers)} if said.receivers else {}


def suspect_update(said: Message, paper: IncomingDocument, words: str) -> None:
    """The same DocumentId with other contents stands before the clerk as an update (§8.6)."""
    put(paper, "update", words=words, fields=_changed(said, paper))


def ask_to_replace(said: Message, paper: IncomingDocument) -> list[str]:
    """The older documents that this one replaces here; notes on those that could not be found."""
    notes = []
    for one in said.replaced if said.business == REPLACE else ():
        if one.organ_ids and paper.agency.organ_id not in one.organ_ids:
            continue
        old = paper_of(paper.agency_id, paper.organ_id, one.document_id)
        if old is None:
            notes.append(f"Nơi gửi ghi thay thế văn bản {one.document_id}, ở đây không có.")
        else:
            put(old, "replace", by_code=paper.code, by_id=paper.id)
            replacing.name_older(paper, old)
    return notes


def put(paper: IncomingDocument, what: str, **data: object) -> None:
    """Lay the wish on the clerk's desk; where the law knows no answer any more, it is noted."""
    try:
        INCOMING.permit(paper.state, STEPS[what], frozenset({Role.CLERK}))
    except Refused:
        words = {"recall": "thu hồi", "update": "cập nhật", "replace": "thay thế"}[what]
        note(paper, f"Nơi gửi yêu cầu {words} khi văn bản đã xong. {data.get('words', '')}".strip())
        return
    requests.ask(paper, what, **data)


def _changed(said: Message, paper: IncomingDocument) -> dict[str, str]:
    """The fields that the sender now writes otherwise."""
    now_here = {"issued_on": paper.issued_on.isoformat() if paper.issued_on else ""}
    return {
        name: value
        for name, value in fields_of(said).items()
        if value and value != now_here.get(name, getattr(paper, name))
    }
