"""Lists of what goes through stages: of a plan, of a handing over; there are few of each."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import request, url_for
from flask_babel import gettext as _

from server import bars
from server.admin.doors import words_asked
from server.words import fold

T = TypeVar("T")
States = Mapping[Any, tuple[str, Any]]
"""By a stage: the tone of its chip, and its word."""
PAGE = 30
"""Lines on a page."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked of such a list."""

    words: str
    stage: str
    page: int


def wanted() -> Wanted:
    return Wanted(words_asked(), request.args.get("state", ""), bars.page())


def chip(states: States, stage: Any) -> dict[str, str]:
    tone, word = states[stage]
    return {"state": tone, "word": str(word)}


def turned(
    rows: Iterable[T], asked: Wanted, named: Callable[[T], str], stage: Callable[[T], str]
) -> tuple[list[T], bool]:
    """A page of the rows in their order, found by folded words; whether there are more.

    There are a handful in the life of an office: what is not asked for is left out here.
    """
    words = fold(asked.words)
    found = [one for one in rows if words in fold(named(one)) and asked.stage in ("", stage(one))]
    begins = PAGE * (asked.page - 1)
    return found[begins : begins + PAGE], len(found) > begins + PAGE


def filters(asked: Wanted, states: States, label: str, hint: str) -> list[dict[str, Any]]:
    """What stands above the list: words, and a stage."""
    options = [("", _("tất cả")), *((it, str(word)) for it, (_tone, word) in states.items())]
    return [
        {"name": "q", "label": label, "value": asked.words, "hint": hint},
        {"name": "state", "label": _("Tình trạng"), "kind": "select", "value": asked.stage,
         "options": options},
    ]  # fmt: skip


def next_page(here: str, asked: Wanted, *, more: bool) -> str | None:
    """Where the list at the door `here` goes on, under the same filters."""
    said: dict[str, Any] = {"q": asked.words or None, "state": asked.stage or None}
    return url_for(here, page=asked.page + 1, **said) if more else None
