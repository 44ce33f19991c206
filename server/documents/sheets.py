"""The counter of a form page: parse, call one act, show the form again after a no."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server import repeats
from server.database import db
from server.documents import forms
from server.documents.counter import form_key
from server.documents.forms import Fields, FormWrong, in_words
from server.door.visitor import current_actor
from server.pages import fresh_op
from server.shapes import Asked
from workflows import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A form page: what it is called, where it goes, what it asks, and what it answers.

    `others`: other ways from here, in words and where they lead; `past`: what was done to it;
    `address`: where it is sent, if something beside the path says what is meant.
    `submit`: what is pressed; unless told, the form records something. Where there is nothing to
    send, it is empty: the page has no form, `warning` says why.
    `as_read`: of what several keep, its `mark`; who changes it as it was before the last hand is
    told so, and nothing of that hand is lost.
    """

    title: str
    form: Fields
    shape: type[Asked]
    act: Callable[[Any], object]
    back: tuple[str, str]
    done: Callable[[Any], tuple[str, str]]
    submit: str = field(default_factory=lambda: _("Ghi"))
    explain: str = ""
    warning: str = ""
    others: Sequence[tuple[str, str]] = ()
    past: Sequence[dict[str, str]] = ()
    address: str = ""
    as_read: str = ""


@dataclass(frozen=True, slots=True)
class No:
    """What was refused: at fields, or above the form."""

    errors: dict[str, str]
    above: str
    status: int


def serve(sheet: Sheet) -> ResponseReturnValue:
    """The form where it is asked for; what came of it where it is sent."""
    return take(sheet) if request.method == "POST" else show(sheet)


def show(sheet: Sheet) -> str:
    return _page(sheet, sheet.form)


def take(sheet: Sheet) -> ResponseReturnValue:
    """Do what the form says; a no keeps every word that was typed (DESIGN §10)."""
    no, answer = _overtaken(sheet), None
    if no is None:
        answer, no = attempt(sheet.shape, sheet.act, sheet.form)
    if no is None:
        words, there = sheet.done(answer)
        flash(words, "ok")
        return redirect(there)
    return _page(sheet, forms.kept(sheet.form, request.form, no.errors), no.above), no.status


def mark(form: Fields) -> str:
    """Of what stands in a form before anybody types: another one once it was changed."""
    said = json.dumps([(one["name"], one["value"]) for one in form], default=str)
    return sha256(said.encode()).hexdigest()[:16]


def _overtaken(sheet: Sheet) -> No | None:
    """Somebody changed it since this form was opened; what was sent twice is its own first half."""
    seen, key = request.form.get("version", sheet.as_read), form_key(current_actor())
    if not sheet.as_read or seen == sheet.as_read or (key and repeats.known(key)):
        return None
    words, status = in_words(Refused("stale"))
    return No(_as_it_is(sheet.form), words, status)


def _as_it_is(form: Fields) -> dict[str, str]:
    """Beside what was typed, what stands there by now, where that is another."""
    return {
        one["name"]: _("Hiện ghi: %(words)s", words=_words(one) or "–")
        for one in form
        if one["kind"] != "checkbox" and _typed(one["name"]) != _said(one["value"])
    }


def _typed(name: str) -> list[str]:
    return _said(request.form.getlist(name))


def _said(value: Any) -> list[str]:
    """One value or several, whatever the browser does to the ends of lines."""
    return sorted("\n".join(str(one).split()) for one in _many(value) if str(one))


def _many(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list | tuple) else [value]


def _words(one: dict[str, Any]) -> str:
    named = {value: words for value, words in one.get("options") or ()}
    return ", ".join(str(named.get(value, value)) for value in _many(one["value"]))


def attempt(
    shape: type[Asked], act: Callable[[Any], object], asked: Fields | None = None
) -> tuple[object, No | None]:
    """The act's answer, or the no in words; a form sent twice counts once.

    `asked`: the fields as the page showed them, where they ask for more than the shape does.
    """
    key = form_key(current_actor())
    if key and repeats.known(key):
        return None, None
    try:
        given = forms.read(shape, request.form, asked)
        with repeats.under(key):
            return act(given), None
    except FormWrong as wrong:
        return None, No(dict(wrong.errors), "", 422)
    except Refused as no:
        db.session.rollback()
        words, status = in_words(no)
        if late := forms.at_its_days(no, request.form):
            return None, No(late, "", status)
        at_field = no.field in request.form or no.field in shape.model_fields
        return None, No({no.field: words} if at_field else {}, "" if at_field else words, status)


def _page(sheet: Sheet, form: Fields, error: str = "") -> str:
    return render_template(
        "papers/form.html",
        title=sheet.title,
        form=form,
        back_href=sheet.back[0],
        back_words=sheet.back[1],
        action_href=sheet.address or request.path,
        submit=sheet.submit,
        explain=sheet.explain,
        warning=sheet.warning,
        others=sheet.others,
        past=sheet.past,
        error=error,
        version=sheet.as_read or None,
        op_id=fresh_op(),
    )
