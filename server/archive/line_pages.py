"""What lies in a case file, line by line, as its page shows it."""

from typing import Any

from flask import url_for

from server.documents.casefiles import recorded
from server.documents.casefiles.kept import Line
from server.org.actor import Actor
from server.pages import day
from server.words_of.law import state_word


def shown(actor: Actor, lines: list[Line]) -> list[dict[str, Any]]:
    """A record leads to what it is of, where that opens too."""
    about = {one.paper.about for one in lines if one.is_exhibit and one.paper.about}
    opens = recorded.opened_to(actor, about) if about else set()
    return [_exhibit(one, opens) if one.is_exhibit else _line(one) for one in lines]


def _line(one: Line) -> dict[str, Any]:
    kind = one.item.paper_kind
    return {
        "n": one.ordinal,
        "pages": one.pages,
        "hidden": one.hidden,
        "code": "" if one.hidden else one.paper.code,
        "day": "" if one.hidden else day(one.day),
        "words": "" if one.hidden else one.words,
        "author": "" if one.hidden else one.author,
        "href": "" if one.hidden else f"/{kind}/{one.paper.id}",
        "state": "" if one.hidden else str(one.paper.state),
        "state_word": "" if one.hidden else state_word(kind, str(one.paper.state)),
    }


def _sheet_of(one: Line) -> str:
    return url_for("casefiles.file", paper_id=one.item.case_file_id, n=one.paper.n)


def _exhibit(one: Line, opens: set[str]) -> dict[str, Any]:
    """What was laid in by hand: a photograph is seen, a record heard, where the browser can."""
    row = one.files[0] if one.files else None
    href = _sheet_of(one) if row else ""
    kind = row.media_type.partition("/")[0] if row else ""
    return {
        "n": one.ordinal, "pages": one.pages, "hidden": False, "code": row.name if row else "",
        "day": day(one.day), "words": one.words, "author": one.author, "href": href,
        "state": "", "state_word": "", "plays": href if kind == "audio" else "",
        "length": one.length, "about": f"/{one.paper.about}" if one.paper.about in opens else "",
    }  # fmt: skip
