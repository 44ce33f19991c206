"""Writes edXML: the same bytes for the same letter, so that carrying twice is carrying once."""

import base64
import datetime as dt
import io
from typing import BinaryIO, TypeAlias

from lxml import etree

from server.clock import local
from server.exchange.bodies import pieces
from server.exchange.envelope import (
    NAMESPACE,
    UPDATE,
    About,
    Attachment,
    Message,
    Organ,
    StatusMessage,
)

Node: TypeAlias = etree._Element


FILE = "tep"
"""Where the letters of a file belong: no text of ours can say this mark."""


def write(said: Message | StatusMessage) -> bytes:
    """The envelope on the wire (DOMAIN §8.1)."""
    out = io.BytesIO()
    pour(said, out)
    return out.getvalue()


def pour(said: Message | StatusMessage, out: BinaryIO) -> None:
    """The same, its files a piece at a time: as one tree, 200 MB of them take 1.3 GB."""
    files = [] if isinstance(said, StatusMessage) else said.attachments
    mark = etree.tostring(etree.ProcessingInstruction(FILE))
    before, *behind = _frame(said).split(mark)
    out.write(before)
    for one, part in zip(files, behind, strict=True):
        for piece in pieces(one.data):
            out.write(base64.b64encode(piece))
        out.write(part)


def _frame(said: Message | StatusMessage) -> bytes:
    """All of it but the letters of its files."""
    root = etree.Element(f"{{{NAMESPACE}}}edXML", nsmap={None: NAMESPACE})
    envelope = _add(root, "edXMLEnvelope")
    if isinstance(said, StatusMessage):
        _write_status(_add(_add(envelope, "edXMLHeader"), "MessageHeader"), said)
    else:
        _write_document(envelope, said)
        _write_files(root, said)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _add(parent: Node, name: str, text: str | None = None) -> Node:
    child = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
    child.text = text
    return child


def _add_all(parent: Node, **texts: str) -> None:
    for name, text in texts.items():
        _add(parent, name, text)


def day(value: dt.date | None) -> str:
    """`yyyy/MM/dd`, not ISO."""
    return f"{value:%Y/%m/%d}" if value else ""


def moment(value: dt.datetime | None) -> str:
    """Without a zone: it is Hà Nội's."""
    return f"{local(value):%Y/%m/%d %H:%M:%S}" if value else ""


def _write_organ(parent: Node, name: str, organ: Organ) -> None:
    _add_all(
        _add(parent, name),
        OrganId=organ.organ_id,
        OrganizationInCharge=organ.superior,
        OrganName=organ.name,
        OrganAdd=organ.address,
        Email=organ.email,
        Telephone=organ.telephone,
    )


def _write_about(parent: Node, about: About) -> None:
    _add_all(
        _add(parent, "ResponseFor"),
        OrganId=about.organ_id,
        Code=about.code,
        PromulgationDate=about.issued_on,
        DocumentId=about.document_id,
    )


def _write_status(head: Node, said: StatusMessage) -> None:
    _write_organ(head, "From", said.sender)
    _write_about(head, said.about)
    _add(_add(head, "StaffInfo"), "Staff", said.staff)
    _add_all(head, StatusCode=said.code, Description=said.words, Timestamp=moment(said.at))


def _write_document(envelope: Node, said: Message) -> None:
    header = _add(envelope, "edXMLHeader")
    _write_head(_add(header, "MessageHeader"), said)
    _write_trace(_add(header, "TraceHeaderList"), said)
    manifest = _add(_add(envelope, "edXMLBody"), "edXMLManifest")
    for one in said.attachments:
        _write_file(_add(manifest, "Reference"), one)


def _write_head(head: Node, said: Message) -> None:
    _write_organ(head, "From", said.sender)
    for organ in said.recipients:
        _write_organ(head, "To", organ)
    _add_all(_add(head, "Code"), CodeNumber=said.number, CodeNotation=said.notation)
    issued = _add(head, "PromulgationInfo")
    _add_all(issued, Place=said.place, PromulgationDate=day(said.issued_on))
    _add_all(_add(head, "DocumentType"), Type="1", TypeDetail="0", TypeName=said.doc_type)
    _add_all(head, Subject=said.subject, Content=said.content)
    _add_all(
        _add(head, "SignerInfo"),
        Competence=said.competence,
        Position=said.position,
        FullName=said.signer,
    )
    if said.due_on:
        _add(head, "DueDate", day(said.due_on))
    places = _add(head, "ToPlaces")
    for place in said.to_places:
        _add(places, "Place", place)
    _add(_add(head, "OtherInfo"), "Priority", said.urgency)
    for about in said.about:
        _write_about(head, about)
    _add(head, "DocumentId", said.document_id)


def _write_trace(traces: Node, said: Message) -> None:
    hop = _add(traces, "TraceHeader")
    _add_all(hop, OrganId=said.sender.organ_id, Timestamp=moment(said.sent_at))
    business = _add(traces, "Bussiness")
    if said.updates:
        _add(business, "DocumentId", said.updates)
    kind = {"BussinessDocType": str(said.business), "BussinessDocReason": said.reason}
    _add_all(business, **kind, Paper="0")
    if said.business == UPDATE:
        flags = {"DocumentInfo": "1", "DocumentReceiver": "0"}
        _add_all(_add(business, "BussinessDocumentInfo"), **flags)
    older = _add(business, "ReplacementInfoList") if said.replaced else None
    for one in said.replaced:
        info = _add(older, "ReplacementInfo")
        _add(info, "DocumentId", one.document_id)
        organs = _add(info, "OrganIdList")
        for organ_id in one.organ_ids:
            _add(organs, "OrganId", organ_id)
    _add(_add(business, "StaffInfo"), "Staff", said.staff)


def _write_file(parent: Node, one: Attachment) -> None:
    _add_all(
        parent,
        ContentId=one.content_id,
        ContentType=one.media_type,
        AttachmentName=one.name,
        Description=one.description,
    )


def _write_files(root: Node, said: Message) -> None:
    files = _add(root, "AttachmentEncoded")
    for one in said.attachments:
        node = _add(files, "Attachment")
        _write_file(node, one)
        _add(node, "ContentTransferEncoded").append(etree.ProcessingInstruction(FILE))
