"""Fields of a form that are filled from the directory by a few letters, with script or without."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from textwrap import shorten
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from server.documents.directory import looking
from server.documents.directory.looking import Choice
from server.documents.forms import Field, field
from server.org.actor import Actor
from server.org.groups import MARK
from server.words import fold

Look = Callable[[Actor, str], list[Choice]]
Name = Callable[[Actor, Iterable[str]], list[Choice]]
AGENCIES: tuple[Look, Name] = (looking.agencies, looking.agencies_named)
LETTERS = 60
SHOWN = 3
"""Of several that were meant so many are named, so that one sees what to add."""


def recipients(
    actor: Actor, name: str, label: str, chosen: Sequence[str], *, about: str = "", **more: Any
) -> Field:
    """Whom a paper `about` something goes to: agencies, units of one's own house, groups."""
    many = field(name, label, "multiselect", chosen, ask=url_for("directory.recipients"), **more)
    return many | _known(actor, (looking.recipients, looking.named), chosen, about)


def agencies(actor: Actor, name: str, label: str, chosen: Sequence[str], **more: Any) -> Field:
    """Several agencies, and nothing but agencies."""
    many = field(name, label, "multiselect", chosen, ask=url_for("directory.agencies"), **more)
    return many | _known(actor, AGENCIES, chosen)


def agency(actor: Actor, name: str, label: str, chosen: str, **more: Any) -> Field:
    """One agency, or none."""
    one = field(name, label, "select", chosen, ask=url_for("directory.agencies"), **more)
    return one | _known(actor, AGENCIES, [chosen] if chosen else [])


def leaders(actor: Actor, name: str, label: str, chosen: Sequence[str], **more: Any) -> Field:
    """Who signs for other agencies of this server, in the order in which they were chosen."""
    many = field(name, label, "multiselect", chosen, ask=url_for("directory.leaders"), **more)
    return many | _known(actor, (looking.leaders, looking.leaders_named), chosen)


def _known(actor: Actor, how: tuple[Look, Name], chosen: Iterable[str], about: str = "") -> Field:
    look, name = how

    def named(codes: Iterable[str]) -> list[tuple[str, str]]:
        return [(one.value, one.words) for one in name(actor, codes)]

    return {"options": named(chosen), "named": named, "meant": partial(_meant, actor, look, about)}


def _meant(actor: Actor, look: Look, about: str, line: str) -> list[str]:
    """What was typed without choosing: a code, a whole name, or letters that only one has; a
    group means who is in it.

    Raises `ValueError` with words for whoever typed it.
    """
    found = look(actor, line)
    key = fold(line)
    whole = [one for one in found if key in _called(one)]
    may_be = whole or found
    if len(may_be) == 1:
        return _inside(actor, may_be[0].value, about)
    typed = shorten(line, LETTERS, placeholder="…")
    if not may_be:
        raise ValueError(_("Danh bạ không có nơi nào tên hay mã là “%(typed)s”.", typed=typed))
    some = ", ".join(f"{one.words} ({one.note or one.value})" for one in may_be[:SHOWN])
    more = "…" if len(may_be) > SHOWN else ""
    words = _("“%(typed)s” có thể là %(some)s: hãy gõ mã, hoặc gõ rõ hơn.")
    raise ValueError(words % {"typed": typed, "some": some + more})


def _inside(actor: Actor, value: str, about: str) -> list[str]:
    if not value.startswith(MARK):
        return [value]
    return [one.value for one in looking.members(actor, value, about)]


def _called(one: Choice) -> set[str]:
    """A code, a name, a name without what stands behind it in brackets."""
    return {fold(said) for said in (one.value, one.words, one.words.partition(" (")[0])}
