"""The bar of the search page: what its address asks for, and the boxes that say so."""

import datetime as dt
from collections.abc import Container, Mapping
from contextlib import suppress
from typing import Any

from flask import request
from flask_babel import gettext as _

from server.org import queries
from server.org.actor import Actor
from server.registers.queries import years_of
from server.words_of_law import OUTGOING_STATES, STATES, law_word
from workflows.kinds import KINDS
from workflows.urgency import WORDS

MOST_LETTERS = 200
DAYS = ("issued_from", "issued_to")

Options = list[tuple[str, Any]]


def asked(choices: Mapping[str, Options]) -> dict[str, str]:
    """The conditions of the address; one that means nothing is passed over."""
    known: dict[str, Container[str]] = {n: {value for value, _l in o} for n, o in choices.items()}
    said = {name: request.args.get(name, "").strip() for name in known}
    said = {name: value for name, value in said.items() if value in known[name]}
    said |= {name: day for name in DAYS if (day := _day(request.args.get(name, "")))}
    words = request.args.get("q", "").replace("\0", "")[:MOST_LETTERS]
    return said | ({"q": words} if words.strip() else {})


def _day(said: str) -> str:
    """A day as a calendar field gives it, or as an official writes it."""
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        with suppress(ValueError):
            day = dt.datetime.strptime(said.strip(), form).replace(tzinfo=dt.UTC).date()
            return day.isoformat() if day.year >= 1900 else ""
    return ""


def choices(actor: Actor) -> dict[str, Options]:
    """What each box offers."""
    units = queries.units(actor.agency_id) if actor.agency_id else []
    years = sorted(years_of(actor.agency_id), reverse=True)
    return {
        "kind": [("incoming", _("Văn bản đến")), ("outgoing", _("Văn bản đi"))],
        "state": list((dict(STATES) | dict(OUTGOING_STATES)).items()),
        "year": [(str(year), str(year)) for year in years],
        "book": [("in", _("Sổ đến")), ("out", _("Sổ đi"))],
        "unit": [(unit.code, unit.name) for unit in units],
        "doc_type": [(kind.name, kind.name) for kind in KINDS],
        "urgency": [(str(level), law_word(word)) for level, word in WORDS.items()],
    }


def bar(offered: Mapping[str, Options], chosen: Mapping[str, str]) -> list[dict[str, Any]]:
    """The boxes of the page: the words first, then what narrows them."""
    labels = {
        "kind": (_("Văn bản"), _("Đến và đi")),
        "state": (_("Tình trạng"), _("Mọi tình trạng")),
        "year": (_("Năm"), _("Mọi năm")),
        "book": (_("Sổ đăng ký"), _("Kể cả chưa vào sổ")),
        "unit": (_("Đơn vị"), _("Mọi đơn vị")),
        "doc_type": (_("Loại văn bản"), _("Mọi loại")),
        "urgency": (_("Độ khẩn"), _("Mọi độ khẩn")),
    }
    days = {"issued_from": _("Ban hành từ ngày"), "issued_to": _("Đến ngày")}
    hint = _("Số, ký hiệu, nơi ban hành, trích yếu, người xử lý, chữ trong bản quét")
    words = {"name": "q", "label": _("Tìm văn bản"), "value": chosen.get("q", ""), "hint": hint}
    return [
        words,
        *(_box(name, labels[name], offered[name], chosen) for name in labels if offered[name]),
        *({"name": name, "label": label, "kind": "date", "hint": "31/12/2026",
           "value": _shown(chosen.get(name, ""))} for name, label in days.items()),
    ]  # fmt: skip


def _box(
    name: str, said: tuple[str, str], offered: Options, chosen: Mapping[str, str]
) -> dict[str, Any]:
    label, everything = said
    options = [("", everything), *offered]
    value = chosen.get(name, "")
    return {"name": name, "label": label, "kind": "select", "value": value, "options": options}


def _shown(day: str) -> str:
    return f"{dt.date.fromisoformat(day):%d/%m/%Y}" if day else ""
