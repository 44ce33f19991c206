"""The district's and communes' own papers as the acts of their offices would have left them."""

import hashlib
import json
import secrets
from dataclasses import replace
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from server.demo.loader_directory import Directory
from server.demo.loader_pages import Stamps
from server.demo.loader_press import Job
from server.demo.papers_shape import OutgoingPaper
from server.documents.outgoing.drafts.drafting import LINKS, TEXT
from server.documents.outgoing.models import (
    DraftVersion,
    OutgoingDocument,
    Recipient,
)
from server.documents.outgoing.printing import sheet_of
from workflows.dates import written
from workflows.numbering import printed_number


def document_id(key: str) -> str:
    """The message id of a dispatched paper, the same for sender and recipients (DOMAIN §8.3)."""
    return str(uuid5(NAMESPACE_URL, f"congso-demo:{key}"))


def draft(
    directory: Directory, given: OutgoingPaper, number: int, replies_to: int | None
) -> OutgoingDocument:
    """The paper as its drafter wrote it; number, file and sign-offs come with its walk."""
    agency = directory.agencies[given.agency]
    drafter, signer = directory.actors[given.drafter], directory.people[given.signer]
    unit = directory.units.get((given.agency, given.unit))
    paper = OutgoingDocument(
        id=number,
        agency=agency,
        agency_id=agency.id,
        unit=unit,
        unit_id=unit.id if unit else None,
        drafter_id=drafter.person_id,
        drafter_post_id=drafter.position_id,
        signer=signer,
        signer_id=signer.id,
        signer_post=directory.posts[given.signer],
        signer_post_id=directory.posts[given.signer].id,
        capacity=given.capacity,
        doc_type=given.doc_type,
        subject=given.bare_subject,
        urgency=given.urgency,
        state=given.state,
        replies_to_id=replies_to,
        public_id=secrets.token_urlsafe(12),
        version_n=1,
        file_sha256="",
        code="",
        created_at=given.history[0].at,
    )
    _write(directory, given, paper)
    return paper


def _write(directory: Directory, given: OutgoingPaper, paper: OutgoingDocument) -> None:
    paper.recipients[:] = [
        Recipient(kind=what, code=code, name=directory.agencies[code].name)
        for what, codes in (("to", given.to), ("for_info", given.for_info))
        for code in codes
    ]
    fields = _fields(given, paper)
    text = json.dumps(fields, sort_keys=True, ensure_ascii=False)
    paper.versions.append(
        DraftVersion(
            n=1,
            fields=fields,
            digest=hashlib.sha256(text.encode()).hexdigest(),
            by_name=directory.actors[given.drafter].name,
            at=given.history[0].at,
        )
    )


def _fields(given: OutgoingPaper, paper: OutgoingDocument) -> dict[str, Any]:
    said = {
        "doc_type": given.doc_type,
        "subject": paper.subject,
        "body": list(given.body),
        "bases": list(given.bases),
        "to": list(given.to),
        "for_info": list(given.for_info),
        "signer": given.signer,
        "capacity": given.capacity,
        "urgency": given.urgency,
        "personal": False,
        "replies_to": paper.replies_to_id,
        "error_kind": "",
    }
    return {name: said.get(name) for name in (*TEXT, *LINKS)}


def job(given: OutgoingPaper, paper: OutgoingDocument, stamps: Stamps) -> Job:
    """Its page, as far signed and sealed as its history says."""
    went = {step.name for step in given.history}
    person = stamps.mark(paper.signer.seal, paper.signer.full_name, 1) if "sign" in went else None
    seal = stamps.mark(paper.agency.seal, paper.agency.name, 2) if "seal" in went else None
    return replace(page_of(given, paper), person=person, seal=seal)


def page_of(given: OutgoingPaper, paper: OutgoingDocument) -> Job:
    """The same without a key's mark on it."""
    number = printed_number(given.number) if given.number else ""
    day = written(given.issued_on) if given.issued_on else ""
    return Job(sheet_of(paper), number=number, date=day)
