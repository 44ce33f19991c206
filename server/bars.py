"""The bar above a list: what its address asks for, and the boxes that say so."""

import datetime as dt
from collections.abc import Container, Mapping, Sequence
from contextlib import suppress
from typing import Any

from flask import request
from flask_babel import gettext as _

from server.shapes import whole
from server.words import plainly

MOST_LETTERS = 400
"""What the boxes take (`papers/_filters.html`): what stands in one is looked for whole."""
LAST_YEAR = 2999

Box = dict[str, Any]
Options = Sequence[tuple[str, Any]]


def typed(*names: str) -> dict[str, str]:
    """What was typed into these boxes."""
    given = {name: request.args.get(name, "") for name in names}
    said = {name: plainly(words.replace("\0", "")).strip() for name, words in given.items()}
    return {name: words[:MOST_LETTERS] for name, words in said.items() if words}


def chosen(offered: Mapping[str, Container[str]]) -> dict[str, str]:
    """What was chosen; what means nothing is passed over."""
    said = {name: request.args.get(name, "").strip() for name in offered}
    return {name: value for name, value in said.items() if value and value in offered[name]}


def number(name: str) -> dict[str, str]:
    """A number as a register has it, ten digits at most; what is none is passed over."""
    said = whole(request.args.get(name, "").strip()) or 0
    return {name: str(said)} if 0 < said < 10**10 else {}


def page() -> int:
    """Which page of a list, from 1; what is no number is the first."""
    return whole(request.args.get("page", "")) or 1


def days(*names: str) -> dict[str, str]:
    """Days as YYYY-MM-DD; what is none is passed over."""
    return {name: day for name in names if (day := a_day(request.args.get(name, "")))}


def a_day(said: str) -> str:
    """A day as a calendar field gives it, or as an official writes it."""
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        with suppress(ValueError):
            day = dt.datetime.strptime(said.strip(), form).replace(tzinfo=dt.UTC).date()
            return day.isoformat() if 1900 <= day.year <= LAST_YEAR else ""
    return ""


def search(asked: Mapping[str, str], hint: str, label: str = "") -> Box:
    """The box for words, which stands first."""
    label = label or _("Tìm trong danh sách")
    return {"name": "q", "label": label, "value": asked.get("q", ""), "hint": hint}


def line(name: str, label: str, asked: Mapping[str, str]) -> Box:
    """A box for a few more words."""
    return {"name": name, "label": label, "value": asked.get(name, "")}


def choice(name: str, said: tuple[str, str], options: Options, asked: Mapping[str, str]) -> Box:
    """A choice; `said` is its label, and what it is called while nothing is chosen."""
    label, everything = said
    value = asked.get(name, "")
    offered = [("", everything), *options]
    return {"name": name, "label": label, "kind": "select", "value": value, "options": offered}


def day(name: str, label: str, asked: Mapping[str, str]) -> Box:
    """A day, as an official writes it; what was typed and is none stays in its box and is named
    (`templates/papers/_filters.html`), for the list beside it was not narrowed by it."""
    value, raw = asked.get(name), typed(name).get(name, "")
    wrong = raw if raw and not a_day(raw) else ""
    shown = wrong or (f"{dt.date.fromisoformat(value):%d/%m/%Y}" if value else "")
    box = {"name": name, "label": label, "kind": "date", "hint": "…/…/…", "value": shown}
    return box | {"wrong": wrong}


def span(name: str, asked: Mapping[str, str], said: tuple[str, str] | None = None) -> list[Box]:
    """From a day to a day, both of them in it; `said`: the labels, where they say of what."""
    since, until = said or (_("Từ ngày"), _("Đến ngày"))
    return [day(f"{name}_from", since, asked), day(f"{name}_to", until, asked)]
