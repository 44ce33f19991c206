"""What the office says of a document it issued, signed with the log's key: a citizen may keep it.

A signed note (C2SP signed-note): lines of plain words, and under them the signature. Number, date,
signers and the file's digest are the register's; the log's place is proved beside it.
"""

import json
from typing import Any

from server.clock import now
from server.documents.outgoing.models import OutgoingDocument
from server.documents.outgoing.signatures.signed import Signature
from server.ledger.heads import log_key
from server.ledger.outside import leaving
from server.ledger.outside.stated import FORMAT
from server.office import office
from signing.checkpoint import KEY_FILE
from signing.note import line, secret_at
from workflows import Refused

TOLD = frozenset({"sign", "number", "seal", "dispatch", "recall"})
"""Steps that outsiders may know of; who drafted and who checked is the office's own matter."""


def signers(paper: OutgoingDocument) -> list[Signature]:
    """Whose signatures the file bears, in their order; voided ones are nobody's."""
    return [one for one in paper.signatures_made if one.voided_at is None]


def made(paper: OutgoingDocument, standing: str) -> dict[str, Any]:
    """The statement as a file: the note, and the proof that the log holds what it says."""
    note, key = _note(paper, standing), str(log_key())
    return {"format": FORMAT, "key": key, "statement": note, "proof": proof(paper)}


def proof(paper: OutgoingDocument) -> dict[str, Any] | None:
    """The document's public steps under the newest signed head; none before one is signed."""
    try:
        whole = leaving.proof_of(f"outgoing/{paper.id}")
    except Refused:
        return None
    entries = [one for one in whole["entries"] if json.loads(one["data"])["event"] in TOLD]
    return whole | {"entries": entries} if entries else None


def _note(paper: OutgoingDocument, standing: str) -> str:
    """A line a fact; no fact holds the end of a line."""
    facts = [
        FORMAT,
        f"agency {paper.agency.name}",
        f"document {paper.code}",
        f"date {paper.issued_on}",
        f"subject {paper.subject}",
        f"sha256 {paper.file_sha256}",
        *(f"signed {one.field} {one.signer} {one.certificate_sha256}" for one in signers(paper)),
        f"state {paper.state}",
        f"standing {standing}",
        f"at {now():%Y-%m-%dT%H:%M:%SZ}",
    ]
    text = "".join(f"{' '.join(fact.split())}\n" for fact in facts)
    key = log_key()
    secret = secret_at(office().cabinet.keys / KEY_FILE)
    return f"{text}\n{line(key, secret.sign(text.encode()))}"
