"""What the sender of a paper was told of it, and whether he could be told (DOMAIN §8.4)."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _

from server.documents.delivery.models import Letter
from server.documents.delivery.queries import answers_about, status_word, unlike, was_tried
from server.documents.delivery.tried import tried_words
from server.documents.incoming.models import IncomingDocument
from server.pages import when
from server.papers.safe import answers_of
from server.words_of.law import law_word, why_returned

CARRIED = {
    "QUEUED": ("", _("đang gửi")),
    "SENT": ("completed", _("đã gửi")),
    "FAILED": ("failed", _("không gửi được")),
    "CANCELLED": ("", _("không gửi nữa")),
}
"""What became of a letter: its look, and its word."""

OF_A_WISH = _("yêu cầu của nơi gửi về văn bản này")


def answers(paper: IncomingDocument) -> list[dict[str, Any]]:
    """Each status that left here for it, oldest first, those about a wish of its sender too."""
    if not paper.message_id:
        return []
    locked = answers_of("incoming", paper.id) if paper.may_lie_in_a_safe else {}
    return [_row(one, locked) for one in answers_about(paper.id)]


def envelopes(paper: IncomingDocument) -> list[str]:
    """Where what it came in was not by the schema, for whoever asks the sender's system to mend
    it; nothing of it stops the paper."""
    return unlike(paper.id) if paper.message_id else []


def _of_a_wish(one: Letter) -> str:
    """Of what came later, so that nobody reads that the document came twice."""
    return str(OF_A_WISH) if one.paper_kind == "arrival" else ""


def _error(one: Letter) -> str:
    return one.error if one.state != "SENT" else ""


def _row(one: Letter, locked: Mapping[int, str]) -> dict[str, Any]:
    look, word = CARRIED[one.state]
    return {
        "word": law_word(status_word(one.status_code)),
        "words": why_returned(one.words or locked.get(one.id, "")) or _of_a_wish(one),
        "at": when(one.created_at),
        "state": look,
        "state_word": word,
        "error": tried_words(one if was_tried(one) else None) or _error(one),
    }
