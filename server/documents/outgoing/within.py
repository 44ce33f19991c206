"""What a mandate limits in words, and the signer's own that the document is within it (ORG-01)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from flask_babel import gettext as _

from server.documents.forms import Fields, field
from server.documents.outgoing import capacity
from server.documents.outgoing.models import OutgoingDocument
from workflows import Refused
from workflows.going import FULL_REASON
from workflows.within import is_outside

NOES = ("says_how_it_is_within", "accounts_for_another_matter")


class Scope(NamedTuple):
    """The words that limit a mandate, and by which document it was given."""

    words: str
    code: str


NONE = Scope("", "")


def scope_of(paper: OutgoingDocument) -> Scope:
    """Of the mandate by which its signer signs today; empty where no words limit him."""
    return _words(paper, capacity.SigningCapacity.TUQ)


def _words(paper: OutgoingDocument, kind: capacity.SigningCapacity) -> Scope:
    row = capacity.mandate_in_use(capacity.turn(paper))
    if row is None or row.kind != kind:
        return NONE
    return Scope(row.subjects.strip(), row.document_code)


def another_field(paper: OutgoingDocument) -> str:
    """For a deputy whose fields are written down: that the subject has no word of them. He reads
    it, and is asked nothing: a field is no limit of content as a mandate has it, and article 13.1
    lets his head give him more than his fields (ORG-01 is of TUQ. alone)."""
    fields = _words(paper, capacity.SigningCapacity.KT)
    if not fields.words or not is_outside(fields.words, paper.subject):
        return ""
    return _(
        "Phân công ký thay theo %(code)s: “%(scope)s”. Trích yếu không có từ nào của lĩnh vực ấy;"
        " nếu không phải việc được giao thì hãy trả lại.",
        code=fields.code,
        scope=fields.words,
    )


@contextmanager
def named(scope: Scope) -> Iterator[None]:
    """A no about it says which words, of which document."""
    try:
        yield
    except Refused as no:
        if no.reason in NOES:
            no.said = {"scope": scope.words, "code": scope.code, "most": FULL_REASON}
        raise


def asked(paper: OutgoingDocument) -> Fields:
    """The entry in which the signer says it, with the scope before his eyes."""
    scope = scope_of(paper)
    if not scope.words:
        return []
    said = _("Ủy quyền theo %(code)s chỉ để ký: “%(scope)s”.", code=scope.code, scope=scope.words)
    label = _("Nội dung văn bản này thuộc phạm vi ủy quyền như thế nào")
    hint = f"{said} {_another()}" if is_outside(scope.words, paper.subject) else said
    return [field("within", label, "textarea", rows=2, required=True, hint=hint)]


def _another() -> str:
    return _(
        "Trích yếu không có từ nào của phạm vi ấy: nếu không thuộc phạm vi thì hãy trả lại;"
        " nếu thuộc, hãy nói rõ từ %(most)s ký tự.",
        most=FULL_REASON,
    )
