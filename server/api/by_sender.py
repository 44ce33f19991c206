"""What the sender of a paper says of it beyond its register's columns, and what he wishes of it."""

from typing import Any

from pydantic import BaseModel

from server.documents.incoming.models import IncomingDocument


class Wished(BaseModel):
    """What its sender asks (`request`): his words, the fields as he now writes them, and which of
    the paper's files he sent with it, by their numbers."""

    words: str
    fields: dict[str, str]
    files: list[int]


class BySender(BaseModel):
    """Who signed it, which files its envelope lists and lacks, and what is wished of it."""

    signer: str
    missing: list[str]
    wished: Wished | None


UNSAID: dict[str, Any] = {"signer": "", "missing": [], "wished": None}
"""Of a paper that may be a secret."""


def by_sender(paper: IncomingDocument) -> dict[str, Any]:
    return {"signer": paper.signer, "missing": paper.missing or [], "wished": _wished(paper)}


def _wished(paper: IncomingDocument) -> Wished | None:
    if not paper.request:
        return None
    data = paper.request_data
    words, fields = str(data.get("words", "")), data.get("fields", {})
    return Wished(words=words, fields=fields, files=data.get("sent", []))
