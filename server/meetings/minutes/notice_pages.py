"""The form by which a secretary chooses conclusions for a notice, item by item (§10.10)."""

from collections.abc import Iterator
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from server import perform, repeats
from server.answers import ANSWERS, words_of
from server.database import db
from server.documents import forms
from server.documents.counter import ID, form_key
from server.documents.directory.fields import agencies
from server.documents.forms import Fields, FormWrong, day_field, field
from server.documents.outgoing.drafts import editor_fields
from server.documents.tasks import leading
from server.documents.typed import TYPED
from server.door.visitor import current_actor
from server.meetings.minutes import proposing
from server.meetings.minutes.concluding import draft_notice, everyone
from server.meetings.models import AgendaItem, Meeting
from server.meetings.services import seated
from server.meetings.shapes import Conclusion, Notice
from server.org import house
from server.org import queries as org
from server.org.actor import Actor
from server.org.models import Agency
from server.pages import fresh_op
from server.papers.services import Ref, find
from workflows import Refused

MOST = 300
"""Rows of the form that are read."""
ALL = "*"
"""Every agency below, each with a task of its own."""


def open_notice(room: Blueprint) -> None:
    """Give the room of meetings the form of its notice."""

    @room.get(f"/{ID}/notice")
    def notice(paper_id: int) -> ResponseReturnValue:
        actor, meeting = _taken(paper_id)
        if meeting.notice_stands:
            return redirect(url_for("meetings.minutes", paper_id=paper_id))
        return _page(meeting, _rows(actor, meeting), _about(actor, meeting))

    @room.post(f"/{ID}/notice")
    def write_notice(paper_id: int) -> ResponseReturnValue:
        """The draft is begun, and is its page from then on."""
        actor, meeting = _taken(paper_id)
        try:
            given = _read(actor, request.form)
            with repeats.under(form_key(actor)):
                said = {name: getattr(given, name) for name in Notice.model_fields}
                done = draft_notice(actor, Ref(paper_id), **said)
        except FormWrong as wrong:
            return _again(actor, paper_id, dict(wrong.errors), "", 422)
        except Refused as no:
            words = words_of(no.reason, no.said)
            return _again(actor, paper_id, {}, words, ANSWERS[no.reason].status)
        flash(_("Đã soạn thông báo kết luận. Hãy xem lại rồi trình ký."), "ok")
        return redirect(url_for("outgoing.show", paper_id=done.notice_id))


def _taken(paper_id: int) -> tuple[Actor, Meeting]:
    meeting = find(Meeting, current_actor(), paper_id)
    actor = seated(current_actor(), meeting)
    perform.require(actor, "draft_notice", meeting)
    return actor, meeting


def _read(actor: Actor, typed: MultiDict[str, str]) -> Notice:
    """The rows that were chosen, and what the notice says of itself."""
    rows = [n for n in range(MOST) if typed.get(f"use.{n}") and typed.get(f"text.{n}", "").strip()]
    below = [one.code for one in house.below(actor.agency_id)]
    chosen = [_chosen(typed, n, below) for n in rows]
    about = MultiDict(
        (k, v) for k, v in typed.items(multi=True) if "." not in k or k.endswith(TYPED)
    )
    notice = forms.read(Notice, about, _places(actor))
    return notice.model_copy(update={"conclusions": chosen})


def _chosen(typed: MultiDict[str, str], n: int, below: list[str]) -> Conclusion:
    """A row, given to each of whom it names; all the agencies below stand there as one."""
    names = ("item", "text", "due_at")
    row = MultiDict({name: typed.get(f"{name}.{n}", "") for name in names})
    named = [[one] if one != ALL else below for one in typed.getlist(f"lead.{n}")]
    whom = [one for them in named for one in them if one]
    helping = [one for one in typed.getlist(f"cooperate.{n}") if one]
    return forms.read(Conclusion, row).model_copy(update={"lead": whom, "cooperate": helping})


def _again(
    actor: Actor, paper_id: int, errors: dict[str, str], above: str, status: int
) -> ResponseReturnValue:
    db.session.rollback()
    meeting = find(Meeting, actor, paper_id)
    rows = [_typed(row, request.form) for row in _rows(actor, meeting)]
    about = forms.kept(_about(actor, meeting), request.form, errors)
    unplaced = [words for name, words in errors.items() if name not in {f["name"] for f in about}]
    said = " ".join(filter(None, [above, *unplaced]))
    return _page(meeting, rows, about, said), status


def _typed(row: dict[str, Any], typed: MultiDict[str, str]) -> dict[str, Any]:
    fields = [
        one | {"value": typed.getlist(one["name"]) if _is_many(one) else typed.get(one["name"], "")}
        for one in row["fields"]
    ]
    return row | {"used": bool(typed.get(f"use.{row['n']}")), "fields": fields}


def _is_many(one: forms.Field) -> bool:
    return bool(one["kind"] == "multiselect")


def _page(meeting: Meeting, rows: list[dict[str, Any]], about: Fields, error: str = "") -> str:
    return render_template(
        "meetings/notice.html",
        meeting=meeting,
        rows=rows,
        about=about,
        error=error,
        op_id=fresh_op(),
    )


def _rows(actor: Actor, meeting: Meeting) -> list[dict[str, Any]]:
    """Each paragraph of what was concluded, with whom and until when its words name, ticked where
    the chair said it; what was adopted at once the secretary ticks himself. And an empty row for
    what was said besides, which is in the notice once something stands in it."""
    leads, helping = _leads(actor), leading.everybody(actor)
    return [
        {
            "n": n,
            "item": item.id,
            "order": item.n,
            "title": f"{item.n}. {item.title}",
            "said": bool(text),
            "used": not item.adopted,
            "fields": [
                field(f"text.{n}", _("Kết luận"), "textarea", text, rows=2),
                field(
                    f"lead.{n}",
                    _("Giao cho"),
                    "multiselect",
                    proposing.leads(text, leads),
                    options=leads,
                ),
                field(
                    f"cooperate.{n}",
                    _("Phối hợp"),
                    "multiselect",
                    proposing.helps(text, helping),
                    options=helping,
                ),
                day_field(f"due_at.{n}", _("Hạn"), proposing.due(text), hint=""),
            ],  # fmt: skip
        }
        for n, (item, text) in enumerate(_concluded(meeting))
    ]


def _concluded(meeting: Meeting) -> Iterator[tuple[AgendaItem, str]]:
    for item in meeting.agenda:
        if item.began_at is None:
            continue
        for text in filter(None, (one.strip() for one in item.conclusion.splitlines())):
            yield item, text
        yield item, ""


def _leads(actor: Actor) -> list[tuple[str, str]]:
    """Units of the agency, all agencies below it together, and each of them."""
    units = [(one.code, one.name) for one in org.units(actor.agency_id)]
    below = house.below(actor.agency_id)
    together = [(ALL, everyone(below))] if len(below) > 1 else []
    return [*together, *units, *((one.code, one.short_name) for one in below)]


def _about(actor: Actor, meeting: Meeting) -> Fields:
    agency = db.session.get_one(Agency, meeting.agency_id)
    usual = editor_fields.usual_capacity(agency)
    signers = editor_fields.signers(actor)
    return [
        field("signer", _("Người ký"), "select", meeting.chair.account, options=signers,
              required=True),
        field("capacity", _("Thẩm quyền ký"), "select", usual, required=True,
              options=editor_fields.capacities()),
        *_places(actor),
    ]  # fmt: skip


def _places(actor: Actor) -> Fields:
    hint = _("Cơ quan được giao việc luôn có trong nơi nhận")
    return [
        agencies(actor, "to", _("Gửi để thực hiện"), [], hint=hint),
        agencies(actor, "for_info", _("Gửi để biết"), []),
    ]
