"""Forms of the pages: fields as a template draws them, and what was typed as a step's shape."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from typing import Any, get_args, get_origin

from flask import g, has_request_context
from flask_babel import gettext as _
from pydantic import AwareDatetime, ValidationError
from werkzeug.datastructures import MultiDict

from server.answers import ANSWERS, words_of
from server.clock import HANOI, now
from server.documents.typed import TYPED, looked_up
from server.org.queries import calendar
from server.shapes import FIRST, LAST, Asked, Given
from server.words_of.law import law_word
from workflows import Refused
from workflows.deadlines import Calendar
from workflows.urgency import WORDS as URGENCIES

Field = dict[str, Any]
Fields = list[Field]
_TYPED_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:\s+(\d{1,2})[:h](\d{2}))?")
_DUE = re.compile(r"due(?:_at|\..+)$")
OF_DAYS = ("no_deadline_is_past", "ends_ahead")


class FormWrong(Exception):
    """What was typed has not the shape; `errors` by field, in words."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("wrong form")
        self.errors = errors


def in_words(no: FormWrong | Refused) -> tuple[str, int]:
    """A no as a page says it above what was typed, and its status."""
    if isinstance(no, FormWrong):
        return " ".join(no.errors.values()), 422
    return words_of(no.reason, no.said), ANSWERS[no.reason].status


def at_its_days(no: Refused, typed: MultiDict[str, str]) -> dict[str, str]:
    """The law says of a deadline that it is past, not which of several was typed so: the words at
    each entry whose day is."""
    if no.reason not in OF_DAYS:
        return {}
    words, _status = in_words(no)
    return {name: words for name, text in typed.items() if _DUE.match(name) and _is_past(text)}


def _is_past(text: str) -> bool:
    try:
        return _moment(text) <= now()
    except ValueError:
        return False


def field(name: str, label: str, kind: str = "text", value: Any = "", **more: Any) -> Field:
    """One entry of a form, as `_forms.html` draws it."""
    return {"name": name, "label": label, "kind": kind, "value": value, **more}


def reason(label: str = "", *, required: bool = True, **more: Any) -> Field:
    return field("reason", label or _("Lý do"), "textarea", rows=3, required=required, **more)


def pin() -> Field:
    return field("pin", _("Mã PIN của khóa ký"), "password", required=True)


def urgencies() -> list[tuple[str, str]]:
    return [(str(level), law_word(word)) for level, word in URGENCIES.items()]


def moment_words(moment: dt.datetime) -> str:
    """A moment as one types it into a field of that kind."""
    return f"{moment.astimezone(HANOI):%d/%m/%Y %H:%M}"


def day_field(name: str, label: str, value: dt.datetime | None = None, **more: Any) -> Field:
    said = f"{value.astimezone(HANOI):%d/%m/%Y}" if value else ""
    hint = more.pop("hint", _("ngày/tháng/năm; hết giờ làm việc của ngày đó"))
    return field(name, label, "date", said, hint=hint, **more)


def kept(fields: Fields, typed: MultiDict[str, str], errors: Mapping[str, str]) -> Fields:
    """The same fields with what was typed, and each error at its field; nothing is lost."""
    return [_kept(one, typed, errors) for one in fields]


def _kept(one: Field, typed: MultiDict[str, str], errors: Mapping[str, str]) -> Field:
    if one["kind"] in ("group", "blanks"):
        inside = kept(one["fields"], typed, errors)
        return {**one, "fields": inside, "open": any(f["value"] or f["error"] for f in inside)}
    name = one["name"]
    value = typed.getlist(name) if one["kind"] == "multiselect" else typed.get(name, "")
    if one["kind"] in ("password", "file"):
        value = ""
    again = {**one, "value": value, "error": errors.get(name, "")}
    if not one.get("options") and "named" not in one:
        return again
    again["typed"] = typed.get(name + TYPED, "")
    return {**again, "options": one["named"](typed.getlist(name))} if "named" in one else again


def sentences(typed: MultiDict[str, str], but: Set[str]) -> str:
    """What somebody wrote into a form that the page no longer has: he copies it from here."""
    said = (text.strip() for name, text in typed.items(multi=True) if name not in but)
    return "\n\n".join(text for text in said if " " in text)


def amiss(fields: Fields, typed: MultiDict[str, str]) -> dict[str, str]:
    """What the page asked for and was left empty, or is none of what it offered, in words; what
    it asks the house for while somebody types, its act looks at, unless it is `checked` here.

    A shape may do without an entry (a program that says nothing keeps what was there), but whoever
    empties it on the page does not mean that.
    """
    said = {one["name"]: _amiss(one, _list(one["name"], typed)) for one in fields}
    return {name: words for name, words in said.items() if words}


def _amiss(one: Field, given: list[str]) -> str:
    if one.get("required") and not given and one["kind"] != "file":
        return _wrong_words("enum" if "select" in one["kind"] else "missing", None)
    if one.get("checked") and len(one["named"](given)) < len(given):
        return str(one["none"])
    closed = "options" in one and "named" not in one and not one.get("ask")
    offered = {str(value) for value, _label in one["options"]} if closed else None
    gone = offered is not None and {*given} - offered
    return str(one.get("none") or _wrong_words("enum", None)) if gone else ""


def read(shape: type[Given], typed: MultiDict[str, str], asked: Fields | None = None) -> Given:
    """What was typed, as the step's shape; raises `FormWrong` with the words for each field.

    `asked`: the fields as the page showed them.
    """
    typed, sought = looked_up(asked or [], typed)
    raw, errors = _raw(shape, typed)
    errors |= amiss(asked or [], typed) | sought
    try:
        given = shape.model_validate(raw)
    except ValidationError as wrong:
        errors = dict(_words(wrong, typed)) | errors
    if errors:
        raise FormWrong(errors)
    return given


def _raw(shape: type[Asked], typed: MultiDict[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    """The texts as their types want them, and words for those that are none."""
    raw: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for name, info in shape.model_fields.items():
        try:
            value = _value(name, info.annotation, typed)
        except ValueError as wrong:
            errors[name] = str(wrong)
            continue
        except FormWrong as wrong:
            errors.update(wrong.errors)
            continue
        if value is not None:
            raw[name] = value
    return raw, errors


def _value(name: str, kind: Any, typed: MultiDict[str, str]) -> Any:
    """The text of a field as its type wants it; None where it was left empty."""
    if get_origin(kind) is dict and str in _types_in(get_args(kind)[1]):
        return _texts(name, typed)
    reader = READERS.get(get_origin(kind) or kind)
    if reader:
        return reader(name, typed)
    text = typed.get(name, "")
    types = _types_in(kind)
    if not text.strip() or not types & {AwareDatetime, dt.date}:
        return text if text.strip() else None
    moment = _moment(text)
    return moment if AwareDatetime in types else moment.date()


def _types_in(kind: Any) -> set[Any]:
    """The plain types inside an annotation: `Annotated[date, …] | None` has a date in it."""
    return {kind, get_origin(kind)}.union(*(_types_in(one) for one in get_args(kind)))


def _list(name: str, typed: MultiDict[str, str]) -> list[str]:
    return [text for text in typed.getlist(name) if text.strip()]


def _days(name: str, typed: MultiDict[str, str]) -> dict[str, dt.datetime]:
    """Own days by code: `due.vhtt`, `due.tckh`."""
    given = {key.partition(".")[2]: typed[key] for key in typed if key.startswith(f"{name}.")}
    days: dict[str, dt.datetime] = {}
    errors: dict[str, str] = {}
    for code, text in given.items():
        try:
            days |= {code: _moment(text)} if text.strip() else {}
        except ValueError as wrong:
            errors[f"{name}.{code}"] = str(wrong)
    if errors:
        raise FormWrong(errors)
    return days


def _texts(name: str, typed: MultiDict[str, str]) -> dict[str, str]:
    """Words by name: `details.venue`, `details.time`."""
    given = {key.partition(".")[2]: typed[key] for key in typed if key.startswith(f"{name}.")}
    return {code: text for code, text in given.items() if text.strip()}


READERS: Mapping[Any, Callable[[str, MultiDict[str, str]], Any]] = {
    list: _list,
    dict: _days,
    bool: lambda name, typed: name in typed,
}


def _moment(text: str) -> dt.datetime:
    """`10/11/2023` is the end of that day's office hours where the typist works (§4.5, CAL-01);
    an hour may stand behind it."""
    match = _TYPED_DAY.fullmatch(text.strip())
    if match is None:
        raise ValueError(_("Ngày phải có dạng ngày/tháng/năm, ví dụ 10/11/2026."))
    day, month, year, hour, minute = match.groups()
    try:
        date = dt.date(int(year), int(month), int(day))
        time = dt.time(int(hour), int(minute)) if hour else None
    except ValueError:
        raise ValueError(_("Không có ngày này trong lịch.")) from None
    if not FIRST <= date <= LAST:
        raise ValueError(_("Năm phải từ 1900 đến 2999."))
    return dt.datetime.combine(date, time, HANOI) if time else _hours().end_of(date)


def _hours() -> Calendar:
    """The office hours of whoever types: of the agency in whose post he acts."""
    typist = g.actor if has_request_context() else None
    return calendar(typist.agency_id) if typist else Calendar()


def _words(wrong: ValidationError, typed: MultiDict[str, str]) -> Iterable[tuple[str, str]]:
    for one in wrong.errors(include_url=False, include_context=True, include_input=False):
        inside = ".".join(map(str, one["loc"][:2]))
        name = inside if inside in typed else str(one["loc"][0]) if one["loc"] else ""
        most = one.get("ctx", {}).get("max_length")
        yield name, _wrong_words(one["type"], most)


def _wrong_words(kind: str, most: Any) -> str:
    if kind in ("missing", "string_too_short"):
        return _("Hãy điền ô này.")
    if kind == "string_too_long":
        return _("Dài quá: tối đa %(most)s ký tự.", most=most)
    if kind == "enum":
        return _("Hãy chọn một mục trong danh sách.")
    return _("Nội dung ô này chưa đúng.")


def options(
    rows: Iterable[Any], code: Callable[[Any], str], name: Callable[[Any], str]
) -> Sequence:
    """Choices of a select: (value, label)."""
    return [(code(row), name(row)) for row in rows]
