"""The page that takes one step with several papers, and tells what became of each."""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as later

from server import repeats
from server.database import db
from server.documents import forms, several
from server.documents.counter import form_key
from server.documents.forms import Fields, FormWrong
from server.documents.several import Several
from server.door.visitor import current_actor
from server.org.actor import Actor
from server.pages import fresh_op, headline
from server.papers.services import Ref
from server.shapes import whole
from workflows import Refused


class Said(NamedTuple):
    """What the page calls them: the room, one of them, and what it explains."""

    room: LazyString
    one: LazyString
    explain: LazyString
    none_left: LazyString


OF_DOCUMENTS = (
    later("Văn bản"),
    later(
        "Từng văn bản đi riêng: văn bản nào không được thì nói vì sao, các văn bản khác vẫn xong."
    ),
    later("Không còn văn bản nào chờ bước này."),
)
WORDS = {
    "incoming": Said(later("Văn bản đến"), *OF_DOCUMENTS),
    "outgoing": Said(later("Văn bản đi"), *OF_DOCUMENTS),
    "casefiles": Said(
        later("Hồ sơ"),
        later("Hồ sơ"),
        later(
            "Từng gói hồ sơ được kiểm tra riêng: gói nào không nguyên vẹn thì nói vì sao, các hồ sơ"
            " khác vẫn được nhận."
        ),
        later("Không còn hồ sơ nào chờ bước này."),
    ),
    "tasks": Said(
        later("Nhiệm vụ"),
        later("Nhiệm vụ"),
        later(
            "Từng nhiệm vụ đi riêng: nhiệm vụ nào không được thì nói vì sao, các nhiệm vụ khác"
            " vẫn xong."
        ),
        later("Không còn nhiệm vụ nào chờ bước này."),
    ),
}


class Door(NamedTuple):
    """A step of one kind of documents."""

    kept: Several
    act: str


LISTED = re.compile(r"([1-9][0-9]{0,15})\.([0-9]{1,15})", re.ASCII)


def open_several(blueprint: Blueprint, kept: Several) -> None:
    """One page for each of the steps."""
    for act in kept.asks:

        def batch(act: str = act) -> ResponseReturnValue:
            """What waits for this step; and, of what was ticked, what became of each."""
            actor = current_actor()
            several.require(kept, actor, act)
            door = Door(kept, act)
            return _take(door, actor) if request.method == "POST" else _page(door, actor)

        blueprint.add_url_rule(f"/batch/{act}", f"{act}_many", batch, methods=["GET", "POST"])


def _take(door: Door, actor: Actor) -> ResponseReturnValue:
    key, (kept, act) = form_key(actor), door
    if key and repeats.known(key):
        return _page(door, actor)
    asked = kept.asks[act](actor)
    try:
        given = forms.read(kept.steps[act].shape, request.form, asked)
        with repeats.under(key):
            results = several.each(kept, actor, act, _chosen(), given)
    except (FormWrong, Refused) as no:
        db.session.rollback()
        words, status = forms.in_words(no)
        errors = no.errors if isinstance(no, FormWrong) else {}
        typed = forms.kept(asked, request.form, errors)
        return _page(door, actor, typed, error=words), status
    left = any(one.code for one in results)
    said = forms.kept(asked, request.form, {}) if left else None
    return _page(door, actor, said, results=results)


def _chosen() -> list[Ref]:
    """Only what this page itself writes is understood: `7.3`, the third version of document 7."""
    found = [LISTED.fullmatch(one) for one in request.form.getlist("doc")]
    refs = {int(one[1]): Ref(int(one[1]), int(one[2])) for one in found if one}
    return list(refs.values())[: several.MOST]


def _page(
    door: Door,
    actor: Actor,
    form: Fields | None = None,
    *,
    error: str = "",
    results: list[several.Result] | None = None,
) -> str:
    """Once pressed, what was refused stays ticked, with what was said to all; what is done does
    not, for it may wait for the same step again (đôn đốc)."""
    kept, act = door
    said = WORDS[kept.kind]
    waiting = several.waiting(kept, actor, act)
    ticked = _ticked() if results is None else {one.id for one in results if one.code}
    every = results is None and not ticked
    return render_template(
        "many/step.html",
        title=kept.steps[act].label,
        said=said,
        back=(f"/{kept.kind}", said.room) if "id" in request.args else ("/", _("Việc của tôi")),
        rows=[_row(kept.kind, row, chosen=every or row.id in ticked) for row in waiting],
        most=several.MOST if len(waiting) == several.MOST else 0,
        not_here=len(ticked - {row.id for row in waiting}) if results is None else 0,
        results=_told(kept, actor, results or []),
        form=form or kept.asks[act](actor),
        error=error,
        op_id=fresh_op(),
    )


def _told(kept: Several, actor: Actor, results: Sequence[several.Result]) -> list[dict[str, Any]]:
    """What became of each, by the name that it had in the list; what is left to do first."""
    names = several.called(kept, actor, [one.id for one in results])
    return [
        {
            "href": f"/{kept.kind}/{one.id}",
            "name": _name(*names.get(one.id, (f"{WORDS[kept.kind].one} {one.id}", ""))),
            **one._asdict(),
        }
        for one in sorted(results, key=lambda one: not one.code)
    ]


def _name(code: str, subject: str) -> str:
    """Letter for letter as in the list that was ticked."""
    return f"{code} {headline(subject)}".strip() if subject else code


def _ticked() -> set[int]:
    """What was ticked in a list on the way here, or before a no; nothing: all of them are."""
    ids = {whole(one) for one in request.args.getlist("id")[: several.MOST]}
    return {one for one in ids if one is not None} | {one.id for one in _chosen()}


def _row(kind: str, row: Any, *, chosen: bool) -> dict[str, Any]:
    return {
        "doc": f"{row.id}.{row.version}",
        "href": f"/{kind}/{row.id}",
        "number": row.code,
        "subject": headline(row.subject),
        "is_chosen": chosen,
    }
