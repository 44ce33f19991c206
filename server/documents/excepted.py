"""Rules that were set aside with a reason, beside the documents they were of (DOMAIN §3.4)."""

from flask_babel import gettext as _
from sqlalchemy import Row, join

from server.documents.incoming.models import IncomingDocument as Coming
from server.documents.outgoing.models import OutgoingDocument as Going
from server.papers.exceptions import ExceptionRecord, exceptions_of
from server.words_of.law import rule_word
from workflows.numbering import as_written

NAMES = (Going.code, Going.doc_type, Coming.number, Coming.notation)
"""What `name_of` reads."""

_going = join(ExceptionRecord, Going, Going.id == ExceptionRecord.outgoing_id, isouter=True)
WITH_PAPERS = join(_going, Coming, Coming.id == ExceptionRecord.incoming_id, isouter=True)


def name_of(row: Row) -> str:
    """The document as it is called; empty where it was an agency's key."""
    said: str = row.code or row.doc_type or as_written(row.number or "", row.notation or "")
    return said


def told_of(kind: str, paper_id: int) -> str:
    """All that were of one document, as its page says them."""
    return "; ".join(map(_words, exceptions_of(kind, paper_id)))


def _words(one: ExceptionRecord) -> str:
    """A rule of layout that was mended since is shown as what it was."""
    ended = _(" (không còn hiệu lực)") if one.ended_at else ""
    return f"{rule_word(one.rule_id)}. {one.reason}{ended}"
