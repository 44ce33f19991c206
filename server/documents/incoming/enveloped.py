"""How the envelope of a paper was found: asked at the register desk, kept, told (art. 21.1a)."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as later

from server.documents.forms import Fields, field
from server.documents.incoming.fields import add_note
from server.documents.incoming.holders import head_of_agency, office_chief
from server.documents.incoming.models import IncomingDocument
from server.org.actor import Actor
from server.papers import telling
from workflows.enveloped import is_otherwise

KEPT = "envelope"
"""Of `verification`: what the report on its signatures is for an electronic one, this is here."""

OFFICIAL = {
    "COUNT": "thiếu hoặc thừa so với ghi ngoài bì",
    "STATE": "bì rách, ướt hoặc đã bị mở",
    "SEAL": "dấu niêm phong mất hoặc không nguyên vẹn",
    "SENDER": "nơi gửi không ghi hoặc không đúng",
}
"""As the register and the paper's note say it; official, so always Vietnamese."""

WORDS = {
    "COUNT": later("Thiếu hoặc thừa so với ghi ngoài bì"),
    "STATE": later("Bì rách, ướt hoặc đã bị mở"),
    "SEAL": later("Dấu niêm phong mất hoặc không nguyên vẹn"),
    "SENDER": later("Nơi gửi không ghi hoặc không đúng"),
}


def asked(paper: IncomingDocument) -> Fields:
    """Nothing for her to do where it is in order: that she enters it says that she looked."""
    if paper.electronic:
        return []
    looked = _("Không chọn gì: bì đủ, nguyên vẹn, đúng nơi gửi (Điều 21). Có sai sót: ghi lý do")
    other = _("Chỉ ghi khi khác số, ký hiệu của văn bản trong bì")
    return [
        field(
            "envelope",
            _("Sai sót của bì"),
            "multiselect",
            [],
            options=[*WORDS.items()],
            hint=looked,
        ),
        field("outside", _("Số, ký hiệu ghi ngoài bì"), maxlength=42, hint=other),
    ]


def brought(paper: IncomingDocument, fields: Mapping[str, Any]) -> dict[str, Any]:
    """What the law hears of it."""
    outside = (fields.get("outside") or "").strip()
    differs = is_otherwise(outside, paper.code)
    return {
        "envelope": tuple(str(one) for one in fields.get("envelope") or ()),
        "outside": outside if differs else "",
    }


def keep(actor: Actor, paper: IncomingDocument, found: Mapping[str, Any]) -> str:
    """On the entry that it has in the register, and to whoever answers for it where something is
    wrong; gives the words for the register's last column. A step."""
    said = {"wrong": list(found["envelope"]), "outside": found["outside"]}
    paper.verification = {**(paper.verification or {}), KEPT: said}
    words = _official(said)
    if words:
        add_note(paper, words)
        telling.tell(actor, paper, [*head_of_agency(paper), *office_chief(paper)], telling.ODD)
    return words


def _official(said: Mapping[str, Any]) -> str:
    wrong = [OFFICIAL[one] for one in said["wrong"]]
    if said["outside"]:
        wrong.append(f"ngoài bì ghi {said['outside']}")
    return f"Kiểm tra bì: {'; '.join(wrong)}." if wrong else ""


def told(paper: IncomingDocument) -> str:
    """How it was found; nothing of what nobody looked at here."""
    said = (paper.verification or {}).get(KEPT)
    if said is None:
        return ""
    wrong = [str(WORDS[one]) for one in said["wrong"]]
    if said["outside"]:
        code = _("Ngoài bì ghi %(outside)s, trong bì %(inside)s",
                 outside=said["outside"], inside=paper.code)  # fmt: skip
        wrong.append(code)
    return "; ".join(wrong) or _("Đã kiểm tra: đủ, nguyên vẹn, đúng nơi gửi và số, ký hiệu")
