"""The dotted lines of a type's template, as fields of the editor."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from server.documents.forms import Field, Fields, field
from server.words_of.law import law_word
from workflows.forms import FORMS, Blank

_LONG = 40


def group(text: Mapping[str, Any]) -> Field:
    """The place in the editor where the fields of the chosen type stand."""
    return field("details", "", "blanks", fields=fields(text["doc_type"], text.get("details")))


def fields(doc_type: str, details: Mapping[str, str] | None) -> Fields:
    """A field for each blank of the type; none for one that has only its text."""
    row = FORMS.get(doc_type)
    return [_field(one, (details or {}).get(one.name, "")) for one in row.blanks] if row else []


def label_of(name: str) -> str:
    """What a blank is called where its type is not at hand: in the list of changes."""
    found = (one.label for row in FORMS.values() for one in row.blanks if one.name == name)
    return law_word(next(found, name))


def _field(one: Blank, value: str) -> Field:
    """Nothing is required here: a draft is kept as far as it is; the checker says what lacks."""
    kind = "textarea" if one.many else "text"
    hints = [_("mỗi người, mỗi cơ quan hoặc tài liệu một dòng")] if one.many else []
    hints += [law_word(one.note)] if one.note else []
    hints += [_("ví dụ: %(words)s", words=one.example)] if one.example else []
    width = "full" if one.many or len(one.example) > _LONG else "half"
    hint = "; ".join(hints)
    more = {"hint": hint[:1].upper() + hint[1:], "expected": one.needed}
    label = law_word(one.label)
    return field(f"details.{one.name}", label, kind, value, rows=3, width=width, **more)
