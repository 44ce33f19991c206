"""An envelope opened: what it says, or why it was turned away; files as senders wrap them."""

import io
import zipfile
from dataclasses import replace

import pytest

from server.exchange.envelope import Attachment, Message
from server.exchange.reading import read
from tests.office.exchange.letters import envelope
from workflows import Refused

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
NAMED = Attachment(name="cv.pdf", data=PDF, media_type="application/pdf", content_id="cid:1")


def document(body: bytes) -> Message:
    said = read(body)
    assert isinstance(said, Message)
    return said


def reason_of(body: bytes) -> str:
    with pytest.raises(Refused) as no:
        read(body)
    return no.value.reason


def zipped(entries: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return out.getvalue()


def wrapped(data: bytes, name: str = "cv.pdf", media: str = "application/pdf") -> bytes:
    """Bytes sent as the content of the attachment, whatever they are."""
    return envelope(attachments=[replace(NAMED, data=data, name=name, media_type=media)])
