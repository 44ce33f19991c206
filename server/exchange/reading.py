"""Reads edXML as vendors write it: by local name, in any order, never by position (DOMAIN §8.8)."""

import datetime as dt
import re
import unicodedata
from typing import Any

import signing
from server.clock import HANOI
from server.exchange.checking import differences
from server.exchange.enclosed import files
from server.exchange.envelope import (
    NEW,
    REPLACE,
    About,
    Message,
    Organ,
    Replaced,
    StatusMessage,
)
from server.exchange.repairing import MENDED, head_of, tree_of
from server.exchange.secrecy import is_called_secret
from server.exchange.walking import LONGEST_ID, Node, every, one, said, said_here
from server.files import Body
from workflows import Refused

_DAYS = (
    re.compile(r"(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?!\d)"),
    re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)"),
)
_MOMENT = re.compile(r"(\d{4}[/-]\d{1,2}[/-]\d{1,2})[ T](\d{1,2}):(\d{2})(?::(\d{2}))?")
MOST_HEAD = 1 << 20
WRITTEN_INTO = "Chữ ký số của phong bì không khớp: nội dung được ký đã bị sửa sau khi ký."
PAPER_FOLLOWS = "Nơi gửi báo bản giấy sẽ gửi sau."
"""Then the paper that comes is laid into the same entry, not registered anew (IN-05)."""


def read(body: Body) -> Message | StatusMessage:
    """What the bytes say; a `gateway_*` refusal where they say nothing that can be taken."""
    root, notes = tree_of(body)
    if one(root, "StatusCode") is not None:
        return _status(root, notes)
    return _document(root, notes)


def read_head(beginning: bytes) -> Message | StatusMessage:
    """The same of an envelope whose files cannot be taken, or that is too large to be read: what
    its head says, which ends within the first bytes."""
    root, notes = head_of(beginning[:MOST_HEAD])
    if one(root, "StatusCode") is not None:
        return _status(root, notes)
    return _document(root, notes)


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
        said_at=said(head, "Timestamp", most=40),
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
        secret=is_called_secret(head),
        about=tuple(_abouts(head)),
        updates=said(business, "DocumentId", most=LONGEST_ID),
        replaced=tuple(_replaced(business)),
        receivers=tuple(_receivers(business)),
        staff=said(business, "StaffInfo", "Staff", most=LONGEST_ID),
        sent_at=moment_of(said(one(root, "TraceHeader"), "Timestamp")),
        **_enclosed(root, notes),
        notes=(*notes, *_follows(business)),
        unlike=tuple(differences(root)),
    )


def _is_written_into(root: Node, notes: list[str]) -> bool:
    """Whether its signature is not of what it stands in; of one that had to be mended nobody can
    say (§8.8, 2, 4)."""
    broken = MENDED not in notes and signing.envelope_signature(root) == signing.BROKEN
    if broken:
        notes.append(WRITTEN_INTO)
    return broken


def _enclosed(root: Node, notes: list[str]) -> dict[str, Any]:
    """Its files, which of those it lists are not there, and whether its signature is of it."""
    found, missing = files(root, notes)
    bent = _is_written_into(root, notes)
    return {"attachments": tuple(found), "missing": tuple(missing), "written_into": bent}


def _follows(business: Node | None) -> list[str]:
    return [PAPER_FOLLOWS] if said(business, "Paper") == "1" else []


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


def _receivers(business: Node | None) -> list[str]:
    """Shown raw: which number adds and which removes is not known (§8.2)."""
    nodes = every(business, "BussinessDocumentInfo", "ReceiverList", "Receiver")
    return [f"{said(node, 'OrganId')} ({said(node, 'ReceiverType')})" for node in nodes]
