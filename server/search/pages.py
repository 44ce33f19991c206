"""The page of the search: it answers while one types, and keeps its conditions in the address."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from sqlalchemy import Row

from server.answers import ANSWERS, words_of
from server.bars import Options
from server.database import db
from server.door.gate import require_seat
from server.door.visitor import current_actor
from server.org import ended
from server.org.actor import Actor
from server.pages import READERS, day, fitting, headline
from server.papers.hits import Hits
from server.search import filters, queries, saved
from server.search.dated import dated
from server.search.facets import COUNTED
from server.search.highlights import Lit
from server.search.nearly import may_help, nearly
from server.words_of.law import state_word
from workflows import Refused, Role

ROOM, MARKS = 11_500, 170
"""Bytes of a page of 25 KB that what was found may take; of a row besides subject and issuer."""

room = Blueprint("search", __name__, url_prefix="/search")
require_seat(room)


KINDS = {
    "incoming": later("Đến"),
    "outgoing": later("Đi"),
    "meetings": later("Họp"),
    "earlier": later("Cũ"),
    "tasks": later("Việc"),
    "casefiles": later("Hồ sơ"),
}


def _reader() -> Actor:
    """Whoever handles papers; nobody else has any to look for."""
    actor = current_actor()
    if not actor.roles & READERS:
        raise Refused("not_allowed")
    return actor


@room.get("")
def index() -> ResponseReturnValue:
    """The words and what narrows them, a page of what was found, the searches one keeps."""
    actor = _reader()
    offered = filters.choices(actor)
    chosen = filters.asked(offered)
    found, wrong = _found(actor, chosen)
    typed = chosen.get("q", "")
    is_lost = not (found.rows or wrong) and may_help(typed)
    if is_lost and "near" in request.args and (words := nearly(actor, chosen)):
        flash(_("Không có văn bản nào có “%(typed)s”.", typed=typed), "ok")
        return redirect(f"/search?{urlencode({**chosen, 'q': words})}")
    return _page(actor, offered, chosen, (_that_fits(found), wrong))


def _page(
    actor: Actor,
    offered: Mapping[str, Options],
    chosen: Mapping[str, str],
    answer: tuple[queries.Found, str],
    refused: Mapping[str, str] | None = None,
) -> str:
    """`refused`: what was typed to keep this search by, and why it was not kept."""
    (found, wrong), mine, typed = answer, saved.kept(actor), chosen.get("q", "")
    hits, query = found.hits, (refused or {}).get("query") or urlencode(chosen)
    is_lost = not (found.rows or wrong) and may_help(typed)
    return render_template(
        "search/index.html",
        title=_("Tìm kiếm"),
        rows=_lines(found, actor.agency_id, is_auditors=Role.AUDITOR in actor.roles),
        loosely=hits.loosely,
        read_as=hits.read_as,
        beside=hits.beside.words if hits.beside and len(found.rows) > hits.beside.begins else "",
        also=", ".join(found.also),
        issued=_issued(found),
        books=_books(typed, offered),
        wrong=wrong,
        facets=_facets(found, offered, chosen),
        counted=COUNTED if hits.after else None,
        chosen=chosen,
        is_asked=bool(refused) or ("q" in chosen and not wrong),
        near_href=f"?{urlencode({**chosen, 'near': 1})}"
        if is_lost and "near" not in request.args
        else "",
        query=query,
        kept=[_kept(one) for one in mine],
        kept_as=next((one.name for one in mine if one.query == query), ""),
        refused=refused,
        filters=filters.bar(offered, chosen),
        next_href=f"?{urlencode({**chosen, 'cursor': found.after})}" if found.after else None,
    )


def _found(actor: Actor, chosen: Mapping[str, str]) -> tuple[queries.Found, str]:
    """What was found, or why what was typed cannot be looked for: its box keeps it."""
    try:
        return queries.found(actor, chosen, request.args.get("cursor")), ""
    except Refused as no:
        if no.field != "q":
            raise
        return queries.Found([], None, Hits([]), {}), words_of(no.reason, no.said)


def _that_fits(found: queries.Found) -> queries.Found:
    """Where subjects are long a page shows fewer, and the next begins behind the last."""
    texts = (f"{row.subject or ''}{row.issuer or ''}" for row in found.rows)
    n = fitting((len(text.encode()) + MARKS for text in texts), ROOM)
    return found if n == len(found.rows) else found.cut(n)


def _issued(found: queries.Found) -> str:
    """The days that were all that was typed."""
    if found.on is None:
        return ""
    first, last = found.on[:2]
    if first == last:
        return _("Văn bản ban hành ngày %(day)s.", day=day(first))
    return _("Văn bản ban hành từ %(first)s đến %(last)s.", first=day(first), last=day(last))


def _books(typed: str, offered: Mapping[str, Options]) -> list[tuple[str, str]]:
    """The books of a year that is all that was typed, where there are any."""
    on = dated(typed)
    if on is None or (str(on.year), str(on.year)) not in offered["year"]:
        return []
    names = (("in", _("Sổ văn bản đến năm %(year)s")), ("out", _("Sổ văn bản đi năm %(year)s")))
    return [(words % {"year": on.year}, f"/registers/{name}/{on.year}") for name, words in names]


def _lines(found: queries.Found, own_id: int | None, *, is_auditors: bool) -> list[dict[str, Any]]:
    """What was looked for is marked; where the line does not show it all, its scan may. Not to an
    auditor: what he sees of content he opened, and each opening is an event (DOMAIN §3.2); of all
    agencies' papers his lines say whose each is."""
    lines = [_line(row, None if is_auditors else own_id) for row in found.rows]
    if found.hits.asked is None:
        return [line | {"subject": [(line["subject"], False)], "scan": []} for line in lines]
    shown = ("subject", "code", "issuer", "number")
    lit = [*zip(found.rows, lines, _lights(found.hits), strict=False)]
    dark = [
        row
        for row, line, light in lit
        if not light.has_all(*(str(line[name] or "") for name in shown))
    ]
    texts = queries.pages_of(dark) if dark and not is_auditors else {}
    return [
        line
        | {"subject": light.pieces(line["subject"])}
        | {"scan": light.snippet(texts.get((row.paper_kind, row.paper_id), ""))}
        for row, line, light in lit
    ]


def _lights(hits: Hits) -> list[Lit]:
    """A row each: of what was typed, then of what it means besides."""
    typed = Lit(hits.asked) if hits.asked else None
    if typed is None:
        return []
    begins = hits.beside.begins if hits.beside else len(hits.rows)
    behind = Lit(hits.beside.asked) if hits.beside else typed
    return [typed if n < begins else behind for n in range(len(hits.rows))]


def _facets(
    found: queries.Found, offered: Mapping[str, Options], chosen: Mapping[str, str]
) -> list[dict[str, Any]]:
    """What can still be narrowed: where all are alike there is nothing to choose."""
    labels = {"kind": _("Tìm trong"), "doc_type": _("Loại"), "issuer": _("Nơi gửi")}
    labels |= {"year": _("Năm"), "state": _("Tình trạng")}
    facets = [
        {"name": name, "label": labels[name], "values": _worded(counts, offered.get(name))}
        for name, counts in found.facets.items()
        if name not in chosen
    ]
    return [one for one in facets if len(one["values"]) > 1]


def _worded(counts: list[tuple[str, int]], offered: Options | None) -> list[tuple[str, str, int]]:
    """Each value with the words that its filter has for it; one that is not offered is left out."""
    if not offered:
        return [(value, value, n) for value, n in counts]
    words = dict(offered)
    return [(value, words[value], n) for value, n in counts if value in words]


def _line(row: Row, own_id: int | None) -> dict[str, Any]:
    """Whose it is, where it is not one's own: four communes had the same letter, and whoever came
    after them has four lines of it."""
    return {
        "href": f"/{row.paper_kind}/{row.paper_id}",
        "kind": KINDS[row.paper_kind],
        "agency": "" if row.whose_id == own_id else ended.called(row.agency_name, row.agency_until),
        "number": row.register_no,
        "subject": headline(row.subject),
        "code": queries.code_of(row) or row.doc_type,
        "date": day(row.issued_on),
        "issuer": row.issuer or row.lead_name or "",
        "state": row.state,
        "state_word": state_word(row.paper_kind, row.state),
        "urgency": row.urgency,
    }


def _kept(one: saved.SavedSearch) -> dict[str, Any]:
    return {
        "name": one.name,
        "href": f"/search?{one.query}",
        "drop_href": url_for("search.drop", search_id=one.id),
    }


@room.post("")
def keep() -> ResponseReturnValue:
    """Give the conditions of the page a name; a no leaves the page and the name as they were."""
    actor = _reader()
    query = request.form.get("query", "").replace("\0", "")
    name = request.form.get("name", "").replace("\0", "")
    said = {
        saved.Kept.NEW: _("Đã lưu lượt tìm kiếm."),
        saved.Kept.RENAMED: _("Đã đổi tên lượt tìm kiếm này."),
        saved.Kept.REPLACED: _("Đã lưu, thay lượt tìm kiếm trước cùng tên."),
    }
    try:
        done = saved.keep(actor, name, query)
    except Refused as no:
        if no.field != "name":
            raise
        db.session.rollback()
        kept = {"name": name, "query": query, "words": words_of(no.reason, no.said)}
        return _again(actor, kept), ANSWERS[no.reason].status
    flash(said[done], "ok")
    return redirect(f"/search?{query[: saved.QUERY]}")


def _again(actor: Actor, refused: Mapping[str, str]) -> str:
    """What was found is found again: the conditions are in the address."""
    offered = filters.choices(actor)
    chosen = filters.asked(offered)
    found, wrong = _found(actor, chosen)
    return _page(actor, offered, chosen, (_that_fits(found), wrong), refused)


@room.post("/saved/<int(max=9223372036854775807):search_id>/drop")
def drop(search_id: int) -> ResponseReturnValue:
    """Take one of one's own off the page; what was being looked for stays. Another tab may have
    dropped it before."""
    dropped = saved.drop(_reader(), search_id)
    gone = _("Lượt tìm kiếm này không còn nữa: đã bỏ từ trước.")
    flash(_("Đã bỏ lượt tìm kiếm.") if dropped else gone, "ok")
    query = request.form.get("query", "").replace("\0", "")
    return redirect(f"/search?{query[: saved.QUERY]}" if query else url_for("search.index"))
