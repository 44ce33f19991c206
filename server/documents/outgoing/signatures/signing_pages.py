"""The form of a signature: what exactly is signed, with which key, and what it asks for."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as later

from server.answers import words_of
from server.database import db
from server.documents.forms import Fields, field, pin
from server.documents.outgoing.models import OutgoingDocument
from server.documents.sheets import No
from server.office import office
from server.org.actor import Actor
from server.org.models import Agency, Person
from server.pages import day
from server.papers.services import files_of
from server.signatures.keys import AGENT, Key, key_of, objections, shown
from server.words_of.law import law_word
from signing import UNKNOWN
from workflows.capacity import WORDS as CAPACITIES

AGENT_WORDS = {
    "absent": later(
        "Không thấy chương trình ký trên máy này. Hãy mở chương trình ký, cắm token rồi bấm lại."
    ),
    "pair": later(
        "Chương trình ký trên máy này chưa biết trang này. Hãy gõ mã ghép nối đang hiện ở đó rồi bấm lại."
    ),
    "wrong_code": later("Mã ghép nối không đúng. Hãy gõ mã đang hiện ở chương trình ký."),
    "other_key": later("Token đang cắm không phải là token đã đăng ký cho chữ ký này."),
    "look": later("Hãy xem lại văn bản ở chương trình ký trên máy này, rồi gõ mã PIN ở đó."),
    "sending": later("Đã có chữ ký, đang ghi vào văn bản…"),
    "declined": later("Chương trình ký đã từ chối: chưa ký gì."),
    "wrong_pin": later("Sai mã PIN của token: chưa ký gì. Hãy bấm lại."),
    "token": later("Không dùng được token: chưa ký gì. Hãy cắm lại rồi bấm lại."),
    "lost": later("Mất liên lạc với chương trình ký: chưa ký gì. Hãy bấm lại."),
    "busy": later("Chương trình ký đang ký một văn bản khác. Hãy xong việc đó trước."),
}
"""What the page says while the agent signs (static/src/agent.js)."""


def asked(actor: Actor, paper: OutgoingDocument, name: str) -> Fields:
    """A PIN; where the key is on the signer's own machine its agent asks for that."""
    return asked_of(key_for(actor, paper, name))


def asked_of(key: Key) -> Fields:
    """What a form asks for so that this key signs."""
    if key.kind == AGENT:
        return [field("answer", _("Chữ ký từ token trên máy này"), "agent", required=True)]
    return [pin()]


def key_for(actor: Actor, paper: OutgoingDocument, name: str) -> Key:
    """The agency's for a seal, else one's own."""
    if name == "seal":
        return key_of(db.session.get_one(Agency, (paper.awaited or paper).agency_id))
    return key_of(db.session.get_one(Person, actor.person_id))


def shown_as(actor: Actor, paper: OutgoingDocument, name: str) -> dict[str, Any]:
    """What is signed, by whose certificate; and where the page finds the agent."""
    key = key_for(actor, paper, name)
    said: dict[str, Any] = {"tone": "seal", "signs": _signs(actor, paper, key, name)}
    if key.kind == AGENT and name in ("sign", "seal"):
        said["agent"] = agent_of("outgoing", paper.id, name)
    return said


def act_of(room: str, row_id: int, step: str, key: Key, no: No | None) -> dict[str, Any]:
    """The form by which this key signs what the room keeps: its one entry, what was wrong, and
    where the page finds the agent."""
    (entry,) = asked_of(key)
    wrong = no.errors.get(entry["name"], "") if no else ""
    return {
        "name": str(step),
        "form": [entry | ({"error": wrong} if wrong else {})],
        "error": no.above if no else "",
        "tone": "seal",
        **({"agent": agent_of(room, row_id, step)} if key.kind == AGENT else {}),
    }


def agent_of(room: str, paper_id: int, step: str) -> dict[str, Any]:
    """Where the page finds the agent, and the doors of the paper's room that it speaks with."""
    begin = url_for(f"{room}.agent_begin", paper_id=paper_id, step=step)
    return agent_at(begin, url_for(f"{room}.agent_give_back", paper_id=paper_id))


def agent_at(begin: str, give_back: str) -> dict[str, Any]:
    """Where the page finds the agent, and the two doors that it speaks with."""
    return {
        "address": office().agent,
        "begin": begin,
        "give_back": give_back,
        "words": {name: str(words) for name, words in AGENT_WORDS.items()},
    }


def _signs(actor: Actor, paper: OutgoingDocument, key: Key, name: str) -> dict[str, Any]:
    """Of a seal also what it writes: till then the page bears neither number nor date (OUT-T14)."""
    main = next(iter(files_of("outgoing", paper.id)))
    if name == "seal":
        as_what = (
            _("Chữ ký số của cơ quan, dấu treo") if paper.seal_hangs else _("Chữ ký số của cơ quan")
        )
        file = Signed(main.name, main.pages, main.sha256, as_what)
        return what_is_signed(actor, key, file) | {"writes": _writes(paper)}
    how = (paper.awaited or paper).capacity
    words = law_word(CAPACITIES[how])  # type: ignore[index]
    file = Signed(main.name, main.pages, main.sha256, f"{how} ({words})")
    return what_is_signed(actor, key, file)


def _writes(paper: OutgoingDocument) -> str:
    if paper.awaited is not None:
        return ""
    said = {"code": paper.code, "day": day(paper.issued_on)}
    if paper.issuing_body and paper.seal_hangs:
        said["name"] = paper.issuing_body.name
        return _(
            "Khi đóng dấu, số %(code)s và ngày %(day)s được ghi vào trang; dấu của cơ quan đóng treo"
            " trên tên %(name)s ở đầu trang, không đóng lên chữ ký.", **said
        )  # fmt: skip
    return _("Khi đóng dấu, số %(code)s và ngày %(day)s được ghi vào trang.", **said)


@dataclass(frozen=True, slots=True)
class Signed:
    """A file as its signer reads of it before he signs: its name, pages and digest; as what he
    signs."""

    name: str
    pages: int
    sha256: str
    capacity: str


def what_is_signed(actor: Actor, key: Key, file: Signed) -> dict[str, Any]:
    """Nobody signs a name he has not seen; with which certificate."""
    spaced = " ".join(file.sha256[at : at + 4] for at in range(0, 16, 4))
    certificate, warning = certificate_of(actor, key)
    return {
        "name": file.name,
        "pages": file.pages,
        "hash": f"{spaced} …",
        "capacity": file.capacity,
        "certificate": certificate,
        "warning": warning,
    }


def certificate_of(actor: Actor, key: Key) -> tuple[str, str]:
    """Whose, until when; and a warning: that this one may not open it, so that no PIN is typed in
    vain, or the one that SIG-05 asks for where its standing is unknown."""
    known = shown(key)
    for reason, said in objections(actor, key):
        return known.identity.common_name if known else "", words_of(reason, said)
    if known is None:
        return "", ""
    until = day(known.identity.not_after.astimezone(dt.UTC).date())
    words = _("%(name)s, đến %(day)s", name=known.identity.common_name, day=until)
    if known.standing != UNKNOWN:
        return words, ""
    return words, _(
        "Chưa lấy được danh sách thu hồi của nơi cấp chứng thư số, nên chưa rõ chứng thư có bị thu"
        " hồi không. Vẫn ký được; việc này được ghi lại."
    )
