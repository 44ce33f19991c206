"""/audit/signatures: the signature log for auditors, its conditions in the address (RP-04)."""

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, g, render_template, request
from flask_babel import gettext as _
from sqlalchemy import Row

from server import bars
from server.auditing import signatures, words
from server.clock import now
from server.door.gate import require_seat
from server.org.actor import Actor
from server.org.ended import agencies_ever
from server.pages import when
from server.papers.listing import before
from server.signatures.keys import KIND_WORDS
from server.words_of.law import law_word
from workflows import Refused, Role
from workflows.capacity import WORDS as CAPACITIES
from workflows.capacity import SigningCapacity

room = Blueprint("auditing", __name__, url_prefix="/audit")
require_seat(room)

NAMES = ("q", "position", "agency", "kind", "verdict", "key_kind")
DAYS = ("signed_from", "signed_to")


@room.before_request
def only_auditors() -> None:
    """One right for the whole room (DOMAIN §3.2, RP-04)."""
    require_auditor(g.actor)


def require_auditor(actor: Actor) -> None:
    if Role.AUDITOR not in actor.roles:
        raise Refused("not_allowed")


@room.get("/signatures")
def log() -> str:
    """A page of the log, newest first."""
    chosen = asked()
    rows, after = signatures.page_of(chosen, before(request.args.get("cursor")))
    return render_template(
        "auditing/signatures.html",
        title=_("Nhật ký chữ ký số"),
        as_of=_("tính đến %(at)s", at=when(now())),
        rows=[line_of(row) for row in rows],
        filters=bar(chosen, agencies_ever()),
        console=urlencode(chosen),
        next_href=f"?{urlencode({**chosen, 'cursor': after})}" if after else None,
    )


def asked() -> dict[str, str]:
    return bars.typed(*NAMES) | bars.days(*DAYS)


def line_of(row: Row) -> dict[str, Any]:
    """One signature as a list shows it."""
    return {
        "href": f"/audit/signatures/{row.id}",
        "at": when(row.at),
        "signer": row.signer,
        "by": row.full_name if row.kind == "seal" else "",
        "position": row.position or "",
        "agency": row.agency if row.kind != "seal" else "",
        "kind": words.KINDS.get(row.kind, row.kind),
        "capacity": capacity_word(row.capacity),
        "paper": name_of(row),
        "verdict": "voided" if row.voided_at else row.verdict,
        "verdict_word": words.VERDICTS["voided" if row.voided_at else row.verdict or "invalid"],
    }


def name_of(row: Row) -> str:
    """What was signed, by its kind and number."""
    return row.what or f"{row.doc_type} {row.code or ''}".strip()


def capacity_word(code: str) -> str:
    """`ký thay`, in the reader's language; nothing for a seal."""
    word = law_word(CAPACITIES[SigningCapacity(code)]) if code else ""
    return f"{word} ({code})" if word and code != "DIRECT" else word


def bar(chosen: dict[str, str], agencies: list[tuple[str, str]]) -> list[dict[str, Any]]:
    """What the log is narrowed by; `agencies`: those of which the reader may choose one."""
    hint = _("Tên, tài khoản người ký, số văn bản")
    choices = (
        ("agency", (_("Cơ quan"), _("Mọi cơ quan")), agencies),
        ("kind", (_("Chữ ký của"), _("Mọi loại")), list(words.KINDS.items())),
        ("verdict", (_("Kết quả"), _("Mọi kết quả")), list(words.VERDICTS.items())),
        ("key_kind", (_("Loại khóa"), _("Mọi loại khóa")), list(KIND_WORDS.items())),
    )
    return [
        bars.search(chosen, hint, _("Tìm trong nhật ký")),
        bars.line("position", _("Chức vụ lúc ký"), chosen),
        *(bars.choice(name, said, some, chosen) for name, said, some in choices if some),
        *bars.span("signed", chosen),
    ]
