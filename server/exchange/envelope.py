"""What an edXML envelope says, as plain values: a document, or how one stands (DOMAIN §8.1–8.4)."""

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from server.files import Body

NAMESPACE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
MIB = 1 << 20
MOST_FILE = 50 * MIB
MOST_MESSAGE = 200 * MIB
"""Of one file and of all files of a message, as they are (§8.7)."""

MOST_ENVELOPE = MOST_MESSAGE * 7 // 5
"""Of the envelope itself: its files as base64 in lines, which make four of three, and its head."""

NEW, RECALL, UPDATE, REPLACE = range(4)
"""BussinessDocType (§8.2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organ:
    """An agency as an envelope names it; only `organ_id` is believed."""

    organ_id: str
    name: str = ""
    superior: str = ""
    address: str = ""
    email: str = ""
    telephone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file under the name it is shown by; its bytes as they are, unzipped. `is_another`: the
    envelope's signature has a digest of it that is not these bytes'."""

    name: str
    data: Body
    media_type: str = ""
    content_id: str = ""
    description: str = ""
    is_another: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """ResponseFor: the document that is answered, recalled or spoken of."""

    organ_id: str = ""
    code: str = ""
    issued_on: str = ""
    document_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced:
    """ReplacementInfo: an older document, and for whom it is replaced (§8.2)."""

    document_id: str
    organ_ids: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class Message:
    """A document message. A date is None where an impossible one was written; `notes` say so.
    `unlike`: where the envelope is not by the schema (`checking`)."""

    sender: Organ
    recipients: Sequence[Organ]
    document_id: str
    business: int = NEW
    reason: str = ""
    number: str = ""
    notation: str = ""
    place: str = ""
    issued_on: dt.date | None = None
    doc_type: str = ""
    subject: str = ""
    content: str = ""
    competence: str = ""
    position: str = ""
    signer: str = ""
    due_on: dt.date | None = None
    to_places: Sequence[str] = ()
    urgency: str = ""
    secret: bool = False
    """By a field of its own (`secrecy`); what the words and files say is looked at later."""
    about: Sequence[About] = ()
    updates: str = ""
    replaced: Sequence[Replaced] = ()
    receivers: Sequence[str] = ()
    staff: str = ""
    sent_at: dt.datetime | None = None
    attachments: Sequence[Attachment] = ()
    missing: Sequence[str] = ()
    """Files that its list names and nobody sent, by their names (§8.7)."""
    written_into: bool = False
    """The envelope's own signature is not of what it stands in (§8.8, 4)."""
    notes: Sequence[str] = ()
    unlike: Sequence[str] = ()

    @cached_property
    def content_sha256(self) -> str:
        """The hash of §8.6: of what it says and carries, whatever route and spaces it came by."""
        said = [
            self.number, self.notation, str(self.issued_on or ""), self.doc_type, self.subject,
            str(self.due_on or ""), self.urgency, self.reason, self.updates,
            [[one.document_id, sorted(one.organ_ids)] for one in self.replaced],
            [[one.organ_id, one.document_id] for one in self.about],
            [[one.name, hashlib.sha256(one.data).hexdigest()] for one in self.attachments],
        ]  # fmt: skip
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusMessage:
    """How a document stands: `code` and `said_at` raw as they were said (§8.4); `at` is None where
    nobody could say when that was."""

    sender: Organ
    about: About
    code: str
    words: str = ""
    staff: str = ""
    at: dt.datetime | None = None
    said_at: str = ""
    notes: Sequence[str] = ()
    unlike: Sequence[str] = ()
