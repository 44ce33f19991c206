"""/audit/entries: the log, a page at a time, and each entry with what proves its place."""

import json
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from flask import jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server import bars
from server.auditing import entries, one, told
from server.auditing import happenings as words_of
from server.auditing.entries import Entry
from server.auditing.pages import room
from server.auditing.proof import proved
from server.clock import now
from server.org.ended import agencies_ever
from server.pages import when
from server.papers.listing import before
from server.words import sort_key
from workflows import Refused

NAMES = ("q", "event", "person", "agency")
DAYS = ("at_from", "at_to")
SHOWN = 6


@room.get("/entries")
def log_of_everything() -> str:
    """The newest entry first."""
    chosen = bars.typed(*NAMES) | bars.days(*DAYS)
    asked = words_of.by_codes(chosen)
    rows, after = entries.page_of(asked, before(request.args.get("cursor")))
    return render_template(
        "auditing/entries.html",
        title=_("Nhật ký mọi việc"),
        as_of=_("tính đến %(at)s", at=when(now())),
        rows=lines_of(rows),
        filters=_bar(chosen),
        of_kinds=_of_kinds(chosen.get("event", "")),
        query=urlencode(chosen),
        next_href=f"?{urlencode({**chosen, 'cursor': after})}" if after else None,
    )


@room.get("/happenings")
def happenings() -> ResponseReturnValue:
    """What the log can tell of, by a few letters: asked by the page while somebody types."""
    found = words_of.offered(bars.typed("q").get("q", ""))
    return jsonify(found=[{"value": one, "words": one} for one in found])


def _of_kinds(words: str) -> str:
    """Which kinds were meant, where it was more than one, in the order of a dictionary."""
    found = sorted({*words_of.meant(words).values()}, key=sort_key) if words else []
    more = "…" if len(found) > SHOWN else ""
    return ", ".join(found[:SHOWN]) + more if len(found) > 1 else ""


@room.get("/entries/<int(max=9223372036854775807):row_id>")
def entry(row_id: int) -> str:
    """One entry: what it says, and the way from it to a signed head."""
    found = entries.entry(row_id)
    if found is None:
        raise Refused("not_found")
    (line,) = lines_of([found])
    return render_template(
        "auditing/entry.html",
        title=_("Mục %(n)s của nhật ký", n=row_id),
        line=line,
        said=json.dumps(dict(found.said), ensure_ascii=False, indent=1),
        proof=one.proof_said(proved(found.seq, found.data)),
    )


def lines_of(rows: Iterable[Entry]) -> list[dict[str, Any]]:
    """Entries as a list shows them, with the names of people, posts and agencies."""
    found = list(rows)
    people, posts, agencies = entries.names_in(found)
    return [
        {
            "href": f"/audit/entries/{row.seq}",
            "seq": row.seq,
            "at": told.moment(row.said["time"]),
            "event": words_of.event_word(row.event, row.subject),
            "subject": row.subject,
            "paper": f"/{row.subject}" if row.subject.startswith(entries.PAPERS) else None,
            "who": _who(row, people),
            "post": posts.get(row.said.get("position") or 0, ""),
            "agency": agencies.get(row.said.get("agency") or 0, ""),
        }
        for row in found
    ]


def _who(row: Entry, people: Mapping[int, str]) -> str:
    """By name where the log has one; what nobody did, the server did by itself."""
    by, post = row.said.get("by"), row.said.get("position")
    return people.get(by, "") if by else "" if post else _("Hệ thống")


def _bar(chosen: dict[str, str]) -> list[dict[str, Any]]:
    hint, agency = _("Số văn bản, hoặc incoming/12, outgoing/34"), (_("Cơ quan"), _("Mọi cơ quan"))
    return [
        bars.search(chosen, hint, _("Tìm theo văn bản")),
        bars.line("event", _("Việc"), chosen) | {"ask": url_for("auditing.happenings")},
        bars.line("person", _("Người làm"), chosen),
        bars.choice("agency", agency, agencies_ever(), chosen),
        *bars.span("at", chosen),
    ]
