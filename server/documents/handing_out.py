"""What a page's script is told while an agent on the signer's machine signs (docs/agent.md)."""

import base64
from collections.abc import Callable

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from server.database import db
from server.documents.forms import FormWrong, in_words
from server.signatures.elsewhere import Asked
from workflows import Refused

MOST = 40
"""Characters of a mechanism's name."""


def mechanism() -> str:
    """How the key there signs, as its agent said."""
    return request.form.get("mechanism", "")[:MOST]


def told(asked: Asked, *, title: str, code: str, step: str) -> dict[str, object]:
    """What the agent is handed, and what it shows to whoever signs."""
    shown: dict[str, object] = {"title": title, "code": code, "step": step}
    if asked.files:
        shown["files"] = list(asked.files)
    return {
        "claim": asked.claim,
        "mechanism": asked.mechanism,
        "certificate": asked.certificate,
        "attributes": [base64.b64encode(one).decode() for one in asked.attributes],
        "until": asked.until,
        "shown": shown,
    }


def in_json(call: Callable[[], dict[str, object]]) -> ResponseReturnValue:
    """The page's script reads it, and shows a no in the office's words beside the button."""
    try:
        return jsonify(call())
    except (FormWrong, Refused) as no:
        db.session.rollback()
        words, status = in_words(no)
        code = no.reason if isinstance(no, Refused) else "form_wrong"
        return jsonify({"code": code, "words": words}), status
