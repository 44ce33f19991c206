"""Reads edXML as vendors write it: by local name, in any order, never by position (DOMAIN §8.8)."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

from server.clock import HANOI
from server.exchange.attachments import Scale, decode, shown_name
from server.exchange.checking import differences
from server.exchange.digests import Digest, contradict
from server.exchange.envelope import (
    NEW,
    REPLACE,
    About,
    Attachment,
    Message,
    Organ,
    Replaced,
    StatusMessage,
)
from server.exchange.repairing import tree_of
from workflows import Refused

Node: TypeAlias = etree._Element

_DAYS = (
    re.compile(r"(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?!\d)"),
    re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)"),
)
_MOMENT = re.compile(r"(\d{4}[/-]\d{1,2}[/-]\d{1,2})[ T](\d{1,2}):(\d{2})(?::(\d{2}))?")
MOST_PARTS = 500
LONGEST = 2000
LONGEST_ID = 200


def read(body: bytes) -> Message | StatusMessage:
    """What the bytes say; a `gateway_*` refusal where they say nothing that can be taken."""
    root, notes = tree_of(body)
    if one(root, "StatusCode") is not None:
        return _status(root, notes)
    return _document(root, notes)


def name_of(node: Node) -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def every(node: Node | None, *path: str) -> list[Node]:
    """The descendants reached by these local names, each a child of the one before."""
    found = [] if node is None else [node]
    for name in path:
        found = [child for parent in found for child in parent if name_of(child) == name]
    return found[:MOST_PARTS]


def one(node: Node | None, name: str) -> Node | None:
    """The first element of this local name, however deep."""
    return next(_deep(node, name), None)


def _deep(node: Node | None, name: str) -> Iterator[Node]:
    return (found for found in (() if node is None else node.iter()) if name_of(found) == name)


def said(node: Node | None, *path: str, most: int = LONGEST) -> str:
    """The text at the end of a path, in NFC, in one line; a written `null` is nothing."""
    for found in every(node, *path):
        text = unicodedata.normalize("NFC", " ".join((found.text or "").split()))[:most]
        return "" if text.lower() == "null" else text
    return ""


def organ_key(raw: str) -> str:
    """Organ ids are opaque: trimmed, NFC, upper case (§8.3)."""
    return unicodedata.normalize("NFC", raw.strip()).upper()


def day_of(raw: str, what: str, notes: list[str]) -> dt.date | None:
    """A date; an impossible one is kept raw in the notes."""
    for n, pattern in enumerate(_DAYS):
        if match := pattern.match(raw):
            a, b, c = (int(part) for part in match.groups())
            try:
                return dt.date(a, b, c) if n == 0 else dt.date(c, b, a)
            except ValueError:
                break
    if raw:
        notes.append(f"{what} không có thật, nơi gửi ghi: {raw[:40]}.")
    return None


def moment_of(raw: str) -> dt.datetime | None:
    """A moment without a zone is Hà Nội's; one that cannot be read is none."""
    match = _MOMENT.match(raw)
    day = day_of(match[1], "", []) if match else None
    if match is None or day is None:
        return None
    hour, minute, second = (int(match[n] or 0) for n in (2, 3, 4))
    try:
        return dt.datetime.combine(day, dt.time(hour, minute, second), HANOI)
    except ValueError:
        return None


def organ_of(node: Node) -> Organ:
    return Organ(
        organ_id=organ_key(said(node, "OrganId", most=LONGEST_ID)),
        name=said(node, "OrganName", most=LONGEST_ID),
        superior=said(node, "OrganizationInCharge", most=LONGEST_ID),
        address=said(node, "OrganAdd"),
        email=said(node, "Email"),
        telephone=said(node, "Telephone"),
    )


def _sender(head: Node | None) -> Organ:
    senders = [organ_of(node) for node in every(head, "From")]
    if not senders or not senders[0].organ_id:
        raise Refused("gateway_field_missing", "From", name="From/OrganId")
    return senders[0]


def _abouts(head: Node | None) -> list[About]:
    """An empty ResponseFor says nothing (§8.8, 11)."""
    found = [
        About(
            organ_id=organ_key(said(node, "OrganId", most=LONGEST_ID)),
            code=said(node, "Code", most=LONGEST_ID),
            issued_on=said(node, "PromulgationDate", most=40),
            document_id=said(node, "DocumentId", most=LONGEST_ID),
        )
        for node in every(head, "ResponseFor")
    ]
    return [one for one in found if one.document_id or one.code]


def _status(root: Node, notes: list[str]) -> StatusMessage:
    code = one(root, "StatusCode")
    head = code.getparent() if code is not None else None
    abouts = _abouts(head)
    if not abouts or not abouts[0].document_id:
        raise Refused("gateway_field_missing", "ResponseFor", name="ResponseFor/DocumentId")
    return StatusMessage(
        sender=_sender(head),
        about=abouts[0],
        code=said(head, "StatusCode", most=40),
        words=said(head, "Description"),
        staff=said(head, "StaffInfo", "Staff", most=LONGEST_ID),
        at=moment_of(said(head, "Timestamp")),
        notes=tuple(notes),
        unlike=tuple(differences(root)),
    )


def _document(root: Node, notes: list[str]) -> Message:
    head = one(root, "MessageHeader")
    business = one(root, "Bussiness")
    document_id = said(head, "DocumentId", most=LONGEST_ID)
    if not document_id:
        raise Refused("gateway_field_missing", "DocumentId", name="DocumentId")
    number, notation = split_code(
        said(head, "Code", "CodeNumber"), said(head, "Code", "CodeNotation")
    )
    issued = said(head, "PromulgationInfo", "PromulgationDate")
    info = "BussinessDocumentInfo"
    return Message(
        sender=_sender(head),
        recipients=tuple(o for o in map(organ_of, every(head, "To")) if o.organ_id),
        document_id=document_id,
        business=_business(said(business, "BussinessDocType")),
        reason=said(business, "BussinessDocReason"),
        number=number,
        notation=notation,
        place=said(head, "PromulgationInfo", "Place"),
        issued_on=day_of(issued, "Ngày văn bản", notes),
        doc_type=said(head, "DocumentType", "TypeName", most=LONGEST_ID),
        subject=said(head, "Subject"),
        content=said(head, "Content"),
        competence=said(head, "SignerInfo", "Competence", most=LONGEST_ID),
        position=said(head, "SignerInfo", "Position", most=LONGEST_ID),
        signer=said(head, "SignerInfo", "FullName", most=LONGEST_ID),
        due_on=day_of(said(head, "DueDate"), "Hạn trả lời", notes),
        to_places=tuple(said(node) for node in every(head, "ToPlaces", "Place")),
        urgency=said(head, "OtherInfo", "Priority", most=40),
        about=tuple(_abouts(head)),
        updates=said(business, "DocumentId", most=LONGEST_ID),
        replaced=tuple(_replaced(business)),
        receivers=tuple(_receivers(every(business, info, "ReceiverList", "Receiver"))),
        staff=said(business, "StaffInfo", "Staff", most=LONGEST_ID),
        sent_at=moment_of(said(one(root, "TraceHeader"), "Timestamp")),
        attachments=tuple(_files(root, notes)),
        notes=tuple(notes),
        unlike=tuple(differences(root)),
    )


def _business(raw: str) -> int:
    """0 where it is not said (§8.2)."""
    kinds = {str(n): n for n in range(NEW, REPLACE + 1)}
    if raw.lstrip("0") and raw not in kinds:
        raise Refused("gateway_unknown_business", "BussinessDocType", code=raw[:20])
    return kinds.get(raw, NEW)


def split_code(number: str, notation: str) -> tuple[str, str]:
    """Some write the whole code in one of the two, or the two the wrong way round (§8.8, 13)."""
    if (
        "/" in notation
        and notation.split("/", 1)[0].strip() in ("", number)
        or (not number and "/" in notation)
    ):
        number, notation = notation.split("/", 1)
    elif not notation and "/" in number:
        number, notation = number.split("/", 1)
    elif notation.isdigit() and number and not number.isdigit():
        number, notation = notation, number
    return number.strip(), notation.strip()


def _replaced(business: Node | None) -> list[Replaced]:
    """Each older document once, for all it is replaced for (§8.8, 12)."""
    found: dict[str, list[str]] = {}
    for info in every(business, "ReplacementInfoList", "ReplacementInfo"):
        organs = [organ_key(said_here(o)) for o in every(info, "OrganIdList", "OrganId")]
        document_id = said(info, "DocumentId", most=LONGEST_ID)
        if document_id:
            found.setdefault(document_id, []).extend(organs)
    return [
        Replaced(document_id=document_id, organ_ids=tuple(dict.fromkeys(filter(None, organs))))
        for document_id, organs in found.items()
    ]


def said_here(node: Node) -> str:
    return " ".join((node.text or "").split())[:LONGEST_ID]


def _receivers(nodes: list[Node]) -> list[str]:
    """Shown raw: which number adds and which removes is not known (§8.2)."""
    return [f"{said(node, 'OrganId')} ({said(node, 'ReceiverType')})" for node in nodes]


def _files(root: Node, notes: list[str]) -> list[Attachment]:
    """In the manifest's order, matched by ContentId; the main file first (§8.7)."""
    references = [n for n in _deep(root, "Reference") if every(n, "ContentId")][:MOST_PARTS]
    encoded = one(root, "AttachmentEncoded")
    scale, digests = Scale(), _digests(root)
    found = [_file(node, scale, digests) for node in every(encoded, "Attachment")]
    by_id = {file.content_id: file for file in reversed(found)}
    wanted = [_cid(said(node, "ContentId")) for node in references]
    order = [cid for cid in dict.fromkeys(wanted) if cid in by_id]
    missing = [
        said(n, "AttachmentName") for n in references if _cid(said(n, "ContentId")) not in by_id
    ]
    if missing:
        notes.append(
            "Thiếu tệp kèm theo phong bì: " + ", ".join(name or "?" for name in missing) + "."
        )
    named = [by_id[cid] for cid in order]
    listed = [*named, *(file for file in found if file not in named)]
    main = next((f for f in listed if f.name.lower().endswith(".pdf")), None)
    return ([main] if main else []) + [file for file in listed if file is not main]


def _cid(raw: str) -> str:
    return raw.strip().removeprefix("cid:").strip("<>").lower()


def _digests(root: Node) -> list[Digest]:
    """Of the files, by the signature of the envelope: its own References, by URI (§8.8, 4)."""
    return [
        Digest(
            content_id=_cid(node.get("URI", "")),
            algorithm=next((one.get("Algorithm", "") for one in every(node, "DigestMethod")), ""),
            value=said(node, "DigestValue"),
        )
        for node in list(_deep(one(root, "SignedInfo"), "Reference"))[:MOST_PARTS]
        if node.get("URI", "").strip().lower().startswith("cid:")
    ]


def _file(node: Node, scale: Scale, digests: list[Digest]) -> Attachment:
    content = next(iter(every(node, "ContentTransferEncoded")), None)
    written = "" if content is None else "".join(content.itertext())
    data, inside = decode(written, scale)
    mine = [one for one in digests if one.content_id == _cid(said(node, "ContentId"))]
    return Attachment(
        name=shown_name(said(node, "AttachmentName"), inside, data),
        data=data,
        media_type=said(node, "ContentType", most=LONGEST_ID),
        content_id=_cid(said(node, "ContentId")),
        description=said(node, "Description"),
        is_another=contradict(mine, written, data),
    )
