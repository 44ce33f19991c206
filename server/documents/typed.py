"""What was typed where one chooses, and was not chosen: found by the server or said, never lost."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from textwrap import shorten
from typing import Any

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from server.words import fold

TYPED = ".typed"
"""Behind the name of a field that is looked up: what was typed there and not chosen yet."""
LETTERS = 60
"""So much of what somebody typed is said again."""


def looked_up(
    fields: Sequence[Mapping[str, Any]], typed: MultiDict[str, str]
) -> tuple[MultiDict[str, str], dict[str, str]]:
    """What was typed at choices that are looked up and was not chosen, as what it means; and the
    words for each that means nothing, or several."""
    said, errors = without_typed(typed), {}
    for one in fields:
        name = one["name"]
        lines = [line.strip() for line in typed.get(name + TYPED, "").split(";") if line.strip()]
        meant = one.get("meant") or partial(_among, one)
        if "options" not in one or not lines:
            continue
        try:
            found = [value for line in lines for value in meant(line)]
        except ValueError as wrong:
            errors[name] = str(wrong)
            continue
        before = typed.getlist(name) if one["kind"] == "multiselect" else []
        said.setlist(name, list(dict.fromkeys([*before, *found])))
    return said, errors


def _among(one: Mapping[str, Any], line: str) -> list[str]:
    """The one line of a choice that has all these words; what was typed there and means none of
    them is said, for whoever typed it believes that it was taken."""
    words = fold(line).split()
    found = [str(value) for value, label in one["options"] if _has_all(str(label), words)]
    if len(found) == 1:
        return found
    typed = shorten(line, LETTERS, placeholder="…")
    raise ValueError(_("Đã gõ “%(typed)s”. %(why)s", typed=typed, why=_why_not(one, bool(found))))


def _why_not(one: Mapping[str, Any], are_several: bool) -> str:
    if are_several:
        return _("Có nhiều dòng như vậy: hãy chọn một.")
    return str(one.get("none") or _("Không có trong danh sách: hãy chọn một dòng hiện ra khi gõ."))


def _has_all(label: str, words: Iterable[str]) -> bool:
    return all(word in fold(label) for word in words)


def without_typed(typed: MultiDict[str, str]) -> MultiDict[str, str]:
    """Only what was chosen."""
    kept = ((name, text) for name, text in typed.items(multi=True) if not name.endswith(TYPED))
    return MultiDict(kept)
