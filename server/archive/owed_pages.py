"""/casefiles/owed: what the units owe the archive, by unit and file by file (RP-12)."""

from typing import Any
from urllib.parse import urlencode

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as later

from server import bars
from server.archive import owed, owed_sheets, queries
from server.clock import now
from server.documents.casefiles.kept import opened_to
from server.documents.casefiles.models import CaseFile
from server.door.visitor import current_actor
from server.org import queries as org
from server.org.actor import Actor
from server.pages import day, due_of, fresh_op, headline, when
from server.papers.listing import before
from server.words import sort_key
from server.words_of.law import state_word

WORDS = {
    owed.LATE: later("quá hạn nộp lưu"),
    owed.SOON: later("đến hạn trong 30 ngày tới"),
    owed.KEPT: later("được giữ lại"),
}
NO_UNIT = "none"


def owed_files() -> ResponseReturnValue:
    """The figures as they stand, each with its list."""
    actor = current_actor()
    units = {one.id: one for one in org.units(actor.agency_id)}
    asked, wanted = _asked(actor)
    rows, after = owed.listed(actor, wanted, before(request.args.get("cursor")))
    told = _told(actor, units)
    return render_template(
        "casefiles/owed.html",
        as_of=when(now()),
        whose=actor.agency_name,
        columns=list(WORDS.values()),
        told=told,
        sums=_sums(told),
        address=urlencode(asked),
        op_id=fresh_op(),
        asked=asked,
        narrowed=[str(WORDS[asked["part"]])] if "part" in asked else [],
        rows=_rows(actor, rows, units),
        next_href=f"?{urlencode({**asked, 'cursor': after})}" if after else None,
    )


def _asked(actor: Actor) -> tuple[dict[str, str], dict[str, Any]]:
    """As the address says it, and as the list is asked for it."""
    codes = {one.code: one.id for one in org.units(actor.agency_id)}
    asked = bars.chosen({"part": WORDS, "unit": {*codes, NO_UNIT}})
    unit = {"unit": codes.get(asked["unit"])} if "unit" in asked else {}
    return asked, {"part": asked.get("part"), **unit}


def write_owed(form: str) -> ResponseReturnValue:
    """The list as it is narrowed, as a file: a job."""
    actor = current_actor()
    return redirect(f"/jobs/{owed_sheets.begin(actor, _asked(actor)[1], form)}")


def _sums(told: list[tuple[str, list[tuple[int, str]]]]) -> list[tuple[int, str]]:
    """Of all units together, each with its list."""
    counts = [sum(cells[n][0] for _name, cells in told) for n in range(len(owed.PARTS))]
    return [_figure(n, part=part) for n, part in zip(counts, owed.PARTS, strict=True)]


def _figure(count: int, **narrowed: str) -> tuple[int, str]:
    return count, f"?{urlencode(narrowed)}" if count else ""


def _told(actor: Actor, units: Any) -> list[tuple[str, list[tuple[int, str]]]]:
    """A row a unit, those who owe most first."""
    found = []
    for row in owed.counted(actor):
        unit = units.get(row.unit_id)
        code = unit.code if unit else NO_UNIT
        counts = [(int(getattr(row, one)), one) for one in owed.PARTS]
        cells = [_figure(n, unit=code, part=part) for n, part in counts]
        found.append((unit.name if unit else _("không thuộc đơn vị nào"), cells))
    return sorted(found, key=lambda one: (-sum(n for n, _href in one[1]), sort_key(one[0])))


def _rows(actor: Actor, rows: list[CaseFile], units: Any) -> list[dict[str, Any]]:
    """Whoever may not read a file yet is led to asking for it."""
    opens, names = opened_to(actor, {one.id for one in rows}), queries.keepers(rows)
    return [
        {
            "code": one.code,
            "year": one.year,
            "title": headline(one.subject),
            "unit": units[one.unit_id].name if one.unit_id in units else "",
            "keeper": names.get(one.keeper_id or 0, ""),
            "kept": day(one.kept_until) if one.kept_until else "",
            "href": _way(one, opens=one.id in opens),
            "state": str(one.state),
            "state_word": state_word("casefiles", str(one.state)),
            **due_of(one.due_at, None, org.calendar(actor.agency_id)),
        }
        for one in rows
    ]


def _way(one: CaseFile, *, opens: bool) -> str:
    if opens:
        return url_for("casefiles.show", paper_id=one.id)
    return url_for("casefiles.access_form", code=one.code, year=one.year)
