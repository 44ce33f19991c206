"""An electronic document enters the office by itself: stored, answered 01, then judged (IN-T01)."""

import datetime as dt

from server import perform
from server.clock import now
from server.documents.delivery.services import post_answer
from server.documents.incoming import judging
from server.documents.incoming.fields import add_note
from server.documents.incoming.models import IncomingDocument
from server.documents.incoming.shutting_away import shut_away
from server.exchange.envelope import Message
from server.exchange.opening import Opened
from server.org.actor import the_server
from server.org.models import Agency
from server.papers.intake import attach
from server.words import fold
from workflows.incoming import Arriving
from workflows.kinds import ARRIVING, OTHER
from workflows.numbering import as_written
from workflows.urgency import LEVELS, Urgency

NUMBER, NOTATION, ISSUER, SUBJECT = 11, 30, 200, 500
"""The lengths of the register's fields (PL.VI P.II)."""


_TYPES = {fold(kind.name): kind.name for kind in ARRIVING}


def enter(said: Message, agency: Agency, sender: Agency, opened: Opened) -> IncomingDocument:
    """The paper in the clerk's queue; no số đến yet (A01), and no verdict yet where something on it
    is signed. A step."""
    paper = _paper(said, agency, sender)
    paper.file_sha256 = opened.files[0].sha256 if opened.files else ""
    server = the_server(agency.id)
    for words in (*said.notes, *_oddities(said, sender, opened)):
        add_note(paper, words)
    if opened.signed:
        doubted = said.written_into or any(one.is_another for one in said.attachments)
        judging.ask(paper, opened.signed, doubted=doubted)
    else:
        judging.without_signature(paper, opened.report)
    perform.enter(server, "receive_electronic", paper, Arriving())
    attach("incoming", paper.id, opened.files)
    post_answer(paper, "01")
    return paper


def hide(paper: IncomingDocument) -> None:
    """Once all that is said of it stands on it, for all of it goes into the box. A step."""
    words = "Máy thấy dấu chỉ mức độ mật trên văn bản điện tử."
    shut_away(the_server(paper.agency_id), paper, words)


def _paper(said: Message, agency: Agency, sender: Agency) -> IncomingDocument:
    fields = fields_of(said)
    return IncomingDocument(
        agency_id=agency.id,
        arrived_at=now(),
        electronic=True,
        organ_id=said.sender.organ_id,
        message_id=said.document_id,
        number=said.number[:NUMBER],
        notation=said.notation[:NOTATION],
        issued_on=said.issued_on,
        issuer=(said.sender.name or sender.name)[:ISSUER],
        doc_type=OTHER.name if _is_unheard_of(said.doc_type) else fields["doc_type"],
        subject=said.subject[:SUBJECT],
        signer=said.signer,
        missing=list(said.missing),
        urgency=fields["urgency"],
        printed_due=_due_of(said),
        note="",
    )


def fields_of(said: Message) -> dict[str, str]:
    """The register's fields as the envelope gives them, and who signed; what it does not say is
    empty."""
    due = _due_of(said)
    return {
        "number": said.number[:NUMBER],
        "notation": said.notation[:NOTATION],
        "issued_on": said.issued_on.isoformat() if said.issued_on else "",
        "doc_type": _doc_type(said.doc_type),
        "subject": said.subject[:SUBJECT],
        "signer": said.signer,
        "printed_due": due.isoformat() if due else "",
        "urgency": str(_urgency(said.urgency) or Urgency.NORMAL),
    }


def _doc_type(name: str) -> str:
    """By its free text, with or without its marks; its number says nothing (§8.1)."""
    return _TYPES.get(fold(name), "")


def _is_unheard_of(name: str) -> bool:
    """A type that nobody here knows is entered as "khác", and told (§8.1)."""
    return bool(fold(name)) and not _doc_type(name)


def _urgency(raw: str) -> Urgency | None:
    """By rank or by word; 4 is "hỏa tốc hẹn giờ"."""
    for urgency, level in LEVELS.items():
        if raw == str(level.rank) or fold(raw) in (fold(level.word), fold(urgency)):
            return urgency
    return Urgency.HOA_TOC if raw == "4" or fold(raw).startswith("hoa toc") else None


def _due_of(said: Message) -> dt.date | None:
    """A due date that lies before the document's own day is shown, and not used (§4.5)."""
    return None if _is_due_before_issue(said) else said.due_on


def _is_due_before_issue(said: Message) -> bool:
    return bool(said.due_on and said.issued_on and said.due_on < said.issued_on)


def _oddities(said: Message, sender: Agency, opened: Opened) -> list[str]:
    """What the clerk must know before she decides; nothing of it stops the envelope."""
    known = _urgency(said.urgency) is not None or not said.urgency
    cut = len(said.subject) > SUBJECT or len(said.number) > NUMBER or len(said.notation) > NOTATION
    others = [one.name for one in said.attachments if one.is_another]
    code = as_written(said.number, said.notation)
    odd = (
        (sender.flagged, f"Nơi gửi {sender.organ_id} chưa có trong danh bạ."),
        (not opened.files, "Phong bì không kèm tệp nào."),
        (_is_unheard_of(said.doc_type), f"Tên loại nơi gửi ghi: {said.doc_type}."),
        (not known, f"Độ khẩn nơi gửi ghi: {said.urgency}."),
        (cut, f"Nơi gửi ghi dài quá quy định: {code} {said.subject}"),
        (_is_due_before_issue(said), f"Hạn trả lời {said.due_on:%d/%m/%Y} sớm hơn ngày văn bản."
         if said.due_on else ""),
        (bool(others),
         f"Mã băm nơi gửi ghi trong phong bì khác với tệp nhận được: {', '.join(others)}."),
    )  # fmt: skip
    return [words for holds, words in odd if holds]
