"""/audit/entries: the log, a page at a time, and each entry with what proves its place."""

import json
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from flask import render_template, request
from flask_babel import gettext as _

from server import bars, words_of_casefiles, words_of_meetings, words_of_tasks
from server.audit.kinds import KINDS
from server.auditing import entries, one, told
from server.auditing.entries import Entry
from server.auditing.pages import room
from server.auditing.proof import proved
from server.clock import now
from server.org import queries
from server.pages import when
from server.papers.listing import before
from server.words import sort_key
from server.words_of_law import STEPS, step_word
from workflows import Refused

NAMES = ("q", "event", "person", "agency")
DAYS = ("at_from", "at_to")
STEPS_OF = {
    "outgoing": STEPS,
    "meetings": words_of_meetings.STEPS,
    "tasks": words_of_tasks.STEPS,
    "casefiles": words_of_casefiles.STEPS,
}
"""What is taken in each room; incoming and outgoing documents share their words."""


def event_word(event: str, subject: str = "") -> str:
    """A step is called as its room calls it, all else as the table of kinds does."""
    kind = KINDS.get(event)
    return str(kind.words) if kind else step_word(subject.partition("/")[0], event)


@room.get("/entries")
def log_of_everything() -> str:
    """The newest entry first."""
    chosen = bars.typed(*NAMES) | bars.days(*DAYS)
    rows, after = entries.page_of(chosen, before(request.args.get("cursor")))
    return render_template(
        "auditing/entries.html",
        title=_("Nhật ký mọi việc"),
        as_of=_("tính đến %(at)s", at=when(now())),
        rows=lines_of(rows),
        filters=_bar(chosen),
        query=urlencode(chosen),
        next_href=f"?{urlencode({**chosen, 'cursor': after})}" if after else None,
    )


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
            "event": event_word(row.event, row.subject),
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
    by_word = sorted(_events().items(), key=lambda pair: sort_key(pair[1]))
    hint, agency = _("Số văn bản, hoặc incoming/12, outgoing/34"), (_("Cơ quan"), _("Mọi cơ quan"))
    return [
        bars.search(chosen, hint, _("Tìm theo văn bản")),
        bars.choice("event", (_("Việc"), _("Mọi việc")), by_word, chosen),
        bars.line("person", _("Người làm"), chosen),
        bars.choice("agency", agency, queries.own_agencies(), chosen),
        bars.day("at_from", _("Từ ngày"), chosen),
        bars.day("at_to", _("Đến ngày"), chosen),
    ]


def _events() -> dict[str, str]:
    """Everything that the log can hold; a step that several rooms take is called as the first."""
    named = {name: event_word(name) for name in KINDS}
    for kind, steps in STEPS_OF.items():
        named |= {name: step_word(kind, name) for name in steps if name not in named}
    return named
