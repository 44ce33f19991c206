"""What a sender wishes of a document that is here: recall, update, replacement (IN-T23–T26)."""

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import bindparam, select

from server.database import db
from server.documents.delivery.models import Arrival
from server.documents.incoming import replacing, requests, sent_along
from server.documents.incoming.fields import add_note
from server.documents.incoming.models import IncomingDocument
from server.documents.incoming.shutting_away import keep_shut
from server.exchange import directory
from server.exchange.entering import fields_of
from server.exchange.envelope import RECALL, REPLACE, UPDATE, Message
from server.exchange.opening import Opened
from server.org.models import Agency
from server.papers.intake import Taken
from workflows import INCOMING, Refused, Role
from workflows.incoming import Incoming

_SHUT = "Văn bản đang được cách ly ở nơi nhận vì nghi chứa bí mật nhà nước: không ai đọc được"
"""Until a leader has decided nothing of it is rewritten; to have it back it may be asked."""
NO_MORE = {
    Incoming.QUARANTINED: f"{_SHUT}, chưa cập nhật hay thay thế được qua hệ thống.",
    Incoming.PURGED: "Văn bản đã được tiêu hủy ở nơi nhận, không còn gì để cập nhật hay lấy lại.",
    Incoming.SUPERSEDED: "Văn bản đã được thay thế ở nơi nhận, không còn hiệu lực ở đó.",
    Incoming.RECALLED: "Văn bản đã được lấy lại ở nơi nhận từ trước.",
    Incoming.RETURNED: "Nơi nhận đã trả lại văn bản, không còn gì để cập nhật hay lấy lại.",
}
"""Why the sender's wish has no answer but no, as the paper stands; it is told to him (16)."""
TOO_LATE = "Văn bản không còn ở bước cập nhật hay lấy lại được ở nơi nhận."


def too_late(paper: IncomingDocument) -> str:
    """What its sender hears: true of the state that it is in (IN-T23, §8.4)."""
    return NO_MORE.get(Incoming(paper.state), TOO_LATE)


_PAPER = (
    select(IncomingDocument)
    .where(
        IncomingDocument.agency_id.in_(bindparam("agencies", expanding=True)),
        IncomingDocument.organ_id.in_(bindparam("organs", expanding=True)),
        IncomingDocument.message_id == bindparam("document_id"),
    )
    .order_by(IncomingDocument.id.desc())
    .limit(1)
)
"""Kept: each envelope asks it, and to build it anew costs more than to answer it."""


def paper_of(
    agencies: Iterable[Agency], organ_ids: Collection[str], document_id: str
) -> IncomingDocument | None:
    """The paper that came from this sender under this DocumentId, the latest of them: at the
    agency, or at who took over from it (ORG-13)."""
    whose = {"agencies": [one.id for one in agencies], "organs": list(organ_ids)}
    return db.session.scalar(_PAPER, whose | {"document_id": document_id})


def wished_of(
    agencies: Sequence[Agency], organ_ids: Collection[str], document_id: str
) -> IncomingDocument | None:
    """The same, or wherever it was handed over to: a district's papers go to several heirs
    (ORG-10)."""
    came = select(Arrival.incoming_id).where(
        Arrival.agency_id.in_([one.id for one in agencies]),
        Arrival.from_organ.in_(organ_ids),
        Arrival.document_id == document_id,
    )
    found = paper_of(agencies, organ_ids, document_id)
    paper_id = None if found else db.session.scalar(came.order_by(Arrival.id.desc()).limit(1))
    return db.session.get(IncomingDocument, paper_id) if paper_id else found


def ask(said: Message, agencies: Sequence[Agency], opened: Opened) -> tuple[IncomingDocument, bool]:
    """Put a recall or an update before the clerk of the agency; whether it lies there. Only its own
    sender may wish, or who took over from him."""
    senders = directory.succeeds(said.sender.organ_id)
    wanted = [one.document_id for one in said.about]
    wanted = wanted if said.business == RECALL else [said.updates, *wanted]
    found = [wished_of(agencies, senders, one) for one in wanted if one]
    paper = next((one for one in found if one is not None), None)
    if paper is None:
        named = ", ".join(filter(None, wanted)) or said.document_id
        raise Refused("gateway_unknown_document", "ResponseFor", document=named[:200])
    what = "recall"
    data: dict[str, object] = {"words": said.reason, "document_id": said.document_id}
    if said.business == UPDATE:
        what, data = "update", data | _otherwise(said, paper, opened) | _receivers(said)
    return paper, put(paper, what, **data)


def _sent_along(paper: IncomingDocument, opened: Opened) -> dict[str, object]:
    """Files that she may open before she answers; none where nothing is asked any more, or where
    the envelope may be a secret (SEC-02)."""
    if opened.secret or not _may_be_asked(paper, "update"):
        return {}
    numbers = sent_along.hang(paper, opened.files)
    return {"sent": numbers} if numbers else {}


def _receivers(said: Message) -> dict[str, str]:
    """Who shall be added or removed, raw: which number means which is not known (§8.2)."""
    return {"receivers": ", ".join(said.receivers)} if said.receivers else {}


def suspect_update(said: Message, paper: IncomingDocument, opened: Opened, words: str) -> None:
    """The same DocumentId with other contents stands before the clerk as an update (§8.6)."""
    data = _otherwise(said, paper, opened)
    put(paper, "update", words=words, document_id=said.document_id, **data)


def _otherwise(said: Message, paper: IncomingDocument, opened: Opened) -> dict[str, object]:
    """What the sender now writes otherwise, and which files he now sends otherwise."""
    other = _other_files(paper, opened.files)
    told: dict[str, object] = {"fields": _changed(said, paper)}
    return told | ({"files": other} if other else {}) | _sent_along(paper, opened)


def _other_files(paper: IncomingDocument, files: Sequence[Taken]) -> list[list[str]]:
    """By their bytes, then by their names; who sends none along says nothing of them."""
    here = sent_along.own_files(paper) if files else []
    known, names = {one.sha256 for one in here}, {sent_along.bare(one.name) for one in here}
    new = [one for one in files if one.sha256 not in known]
    kept, said = {one.sha256 for one in files}, {one.name for one in files}
    gone = names - said - {sent_along.bare(one.name) for one in here if one.sha256 in kept}
    told = [["changed" if one.name in names else "added", one.name] for one in new]
    return told + [["gone", name] for name in sorted(gone)]


def ask_to_replace(said: Message, paper: IncomingDocument, line: Iterable[Agency]) -> list[str]:
    """The older documents that this one replaces here; notes on those that could not be found.

    Here is also what an agency had whose work came to this one, or to which it is written (`line`):
    the sender names whom the older went to in its day (ORG-13)."""
    if said.business != REPLACE:
        return []
    notes, senders = [], directory.succeeds(said.sender.organ_id)
    here = list(dict.fromkeys([*directory.successions(paper.agency), *line]))
    for one in said.replaced:
        if one.organ_ids and not {it.organ_id for it in here} & {*one.organ_ids}:
            continue
        old = wished_of(here, senders, one.document_id)
        if old is None or old is paper:
            notes.append(f"Nơi gửi ghi thay thế văn bản {one.document_id}, ở đây không có.")
        else:
            put(old, "replace", by_code=paper.code, by_id=paper.id)
            replacing.name_older(paper, old)
    return notes


def put(paper: IncomingDocument, what: str, **data: object) -> bool:
    """Lay the wish on the clerk's desk; where the law knows no answer any more, it is noted: with
    what is shut away its sender's words are (SEC-02)."""
    if not _may_be_asked(paper, what):
        words = {"recall": "thu hồi", "update": "cập nhật", "replace": "thay thế"}[what]
        add_note(
            paper, f"Nơi gửi yêu cầu {words}. {too_late(paper)} {data.get('words', '')}".strip()
        )
        if paper.is_shut:
            keep_shut(paper)
        return False
    requests.ask(paper, what, **data)
    return True


def _may_be_asked(paper: IncomingDocument, what: str) -> bool:
    """Whether the law knows an answer still."""
    try:
        INCOMING.permit(paper.state, requests.ANSWERS[what][0], frozenset({Role.CLERK}))
    except Refused:
        return False
    return True


def _changed(said: Message, paper: IncomingDocument) -> dict[str, str]:
    """The fields that the sender now writes otherwise."""
    days = {name: getattr(paper, name) for name in requests.DAYS}
    now_here = {name: day.isoformat() if day else "" for name, day in days.items()}
    return {
        name: value
        for name, value in fields_of(said).items()
        if value and value != now_here.get(name, getattr(paper, name))
    }
