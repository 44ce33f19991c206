"""/audit/anomalies: what an auditor should look at, by kind and agency, week by week."""

import datetime as dt
import re
from typing import Any
from urllib.parse import urlencode

from flask import render_template, request
from flask_babel import gettext as _

from server import bars
from server.auditing import chart
from server.auditing.anomalies import ANOMALIES, WHYS, Anomaly, by_week, look
from server.auditing.found import Found, Span
from server.auditing.pages import room
from server.auditing.signatures import PAGE
from server.clock import midnight, now, today
from server.org.ended import agencies_ever, agency_ever
from server.pages import when
from workflows import Refused

NAMES = ("kind", "agency")
DAYS = ("found_from", "found_to")
USUAL, LONGEST = dt.timedelta(weeks=12), dt.timedelta(days=366)
"""How far it looks back where nobody says, and at most: a span is looked through whole."""

PLACE = re.compile(r"(\d{1,11}(?:\.\d{1,6})?)~([\w@.:-]{1,80})", re.ASCII)

Pair = tuple[Anomaly, Found]


@room.get("/anomalies")
def anomalies() -> str:
    """A page of them, the newest first, under a picture of the weeks."""
    chosen = bars.typed(*NAMES) | bars.days(*DAYS)
    span = span_of(chosen)
    found = found_in(chosen, span)
    rows, after = turned(found, request.args.get("cursor"))
    return render_template(
        "auditing/anomalies.html",
        title=_("Dấu hiệu cần xem"),
        as_of=_("tính đến %(at)s", at=when(now())),
        kinds=_kinds(found, chosen),
        weeks=chart.columns(by_week(found, span)),
        rows=[line_of(pair) for pair in rows],
        filters=_bar(chosen),
        query=urlencode(chosen),
        next_href=f"?{urlencode({**chosen, 'cursor': after})}" if after else None,
    )


def found_in(chosen: dict[str, str], span: Span) -> list[Pair]:
    """What the conditions leave of the span."""
    code = chosen.get("agency")
    agency_id = agency_ever(code, "agency").id if code else None
    return look(span, chosen.get("kind", ""), agency_id)


def span_of(chosen: dict[str, str]) -> Span:
    """The days asked for, no more than a year of them."""
    named = {name: dt.date.fromisoformat(day) for name, day in chosen.items() if name in DAYS}
    last = midnight(named.get("found_to") or today()) + dt.timedelta(days=1)
    first = midnight(named["found_from"]) if "found_from" in named else last - USUAL
    return Span(max(first, last - LONGEST), last)


def turned(found: list[Pair], cursor: str | None) -> tuple[list[Pair], str | None]:
    """A page of them, and where the next one begins."""
    if cursor:
        place = _place(cursor)
        found = [pair for pair in found if pair[1].place < place]
    more = len(found) > PAGE
    return found[:PAGE], _cursor(found[PAGE - 1][1]) if more else None


def _cursor(one: Found) -> str:
    return f"{one.at.timestamp():.6f}~{one.key}"


def _place(cursor: str) -> tuple[dt.datetime, str]:
    read = PLACE.fullmatch(cursor)
    if read is None:
        raise Refused("cursor_malformed", "cursor")
    return dt.datetime.fromtimestamp(float(read[1]), dt.UTC), read[2]


def line_of(pair: Pair) -> dict[str, Any]:
    """One of them as the list shows it: it leads to the signature, or to the log of its paper."""
    row, one = pair
    subject = f"{one.paper[0]}/{one.paper[1]}" if one.paper else ""
    entry = f"/audit/entries?{urlencode({'q': subject})}" if subject else row.page
    return {
        "href": f"/audit/signatures/{one.signature}" if one.signature else entry,
        "at": when(one.at),
        "words": row.words,
        "why": why_of(one),
        "who": one.who,
        "position": one.position,
        "paper": one.code,
    }


def why_of(one: Found) -> str:
    return str(WHYS[one.why]) % one.said if one.why else ""


def _kinds(found: list[Pair], chosen: dict[str, str]) -> list[dict[str, Any]]:
    """How many of each kind the span has; a kind without any is not named."""
    rest = {name: value for name, value in chosen.items() if name != "kind"}
    counted = {row.name: 0 for row in ANOMALIES}
    for row, _one in found:
        counted[row.name] += 1
    return [
        {
            "words": row.words,
            "source": row.source,
            "count": counted[row.name],
            "href": f"?{urlencode({**rest, 'kind': row.name})}",
        }
        for row in ANOMALIES
        if counted[row.name]
    ]


def _bar(chosen: dict[str, str]) -> list[dict[str, Any]]:
    kinds = [(row.name, row.words) for row in ANOMALIES]
    agency = (_("Cơ quan"), _("Mọi cơ quan"))
    return [
        bars.choice("kind", (_("Dấu hiệu"), _("Mọi dấu hiệu")), kinds, chosen),
        bars.choice("agency", agency, agencies_ever(), chosen),
        *bars.span("found", chosen),
    ]
