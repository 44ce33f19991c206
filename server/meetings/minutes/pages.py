"""The page of a meeting's minutes: their lines as they grow, the page they make, who signs."""

import hashlib
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from flask import Blueprint, Response, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select

from server.database import db
from server.documents import forms
from server.documents.counter import ID
from server.documents.files_sent import send_file_or_page, send_stored
from server.documents.forms import Fields, field
from server.documents.outgoing.models import OutgoingDocument
from server.documents.outgoing.signatures import signing_pages
from server.documents.outgoing.signatures.agent_doors import Doors, open_agent_doors
from server.door.visitor import current_actor
from server.meetings.minutes.followed import by_conclusion, tasks_of
from server.meetings.minutes.models import MAIN, Minutes
from server.meetings.minutes.sheet import printed, sheet_of
from server.meetings.minutes.signing import MINUTES, file_name, sheet_by, waiting
from server.meetings.minutes.told import Line
from server.meetings.minutes.writing import lines_of, trace_of, written
from server.meetings.models import Meeting
from server.meetings.papers.matters import hidden_from
from server.meetings.services import seated
from server.meetings.steps import AFTER, STEPS
from server.org.actor import Actor
from server.org.models import Person
from server.pages import fresh_op, when
from server.papers.actions import offered
from server.papers.read_log import log_read
from server.papers.services import files_of, find, may_read
from server.signatures.keys import AGENT, key_of
from server.words_of.law import state_word
from workflows import Refused

SIGNS = ("sign_minutes", "sign_supplement")


def open_minutes(room: Blueprint) -> None:
    """Give the room of meetings the doors of what is left of a meeting."""

    @room.get(f"/{ID}/minutes")
    def minutes(paper_id: int) -> ResponseReturnValue:
        actor = current_actor()
        shown = page(actor, _found(actor, paper_id))
        log_read(actor, "meetings", paper_id)
        return shown

    @room.get(f"/{ID}/minutes/<int(max=1000):n>/file")
    def minutes_page(paper_id: int, n: int) -> Response:
        """What would be signed now; once it is signed, the file itself."""
        return _sent(_found(current_actor(), paper_id), n)

    @room.get(f"/{ID}/files/<int(max=1000):n>")
    def file(paper_id: int, n: int) -> Response:
        _found(current_actor(), paper_id)
        return send_file_or_page("meetings", paper_id, n)

    open_agent_doors(room, AGENT_DOORS)


def _seated(actor: Actor, paper_id: int) -> tuple[Actor, Meeting]:
    meeting = find(Meeting, actor, paper_id)
    return seated(actor, meeting), meeting


AGENT_DOORS = Doors(MINUTES, _seated)


def _found(actor: Actor, paper_id: int) -> Meeting:
    """A meeting that was opened: before, there is nothing to tell of it; nor is there for a
    guest, where matters were closed to him."""
    meeting = find(Meeting, actor, paper_id)
    if meeting.opened_at is None or hidden_from(meeting, actor.person_id):
        raise Refused("not_found")
    return meeting


def _sent(meeting: Meeting, n: int) -> Response:
    which = _which(meeting, n)
    if which.secretary_signed_at is not None:
        return send_stored("meetings", meeting.id, n)
    pdf, _pages = printed(sheet_of(meeting, which))
    return send_file(
        BytesIO(pdf), mimetype="application/pdf", download_name=file_name(meeting, which), max_age=0
    )


def _which(meeting: Meeting, n: int) -> Minutes:
    """While it is in session nobody has drawn them up: they are shown as they grow."""
    if n == MAIN and not meeting.minutes:
        return Minutes(n=MAIN, meeting_id=meeting.id)
    found = next((one for one in meeting.minutes if one.n == n), None)
    if found is None:
        raise Refused("not_found")
    return found


def page(
    actor: Actor, meeting: Meeting, wrong: str = "", errors: Any = None, above: str = ""
) -> str:
    """The whole page; after a no the form that was sent stands there with every word of it."""
    me = seated(actor, meeting)
    names = [one for one in offered(me, meeting, STEPS) if one in AFTER and one != "draft_notice"]
    acts = [_action(me, meeting, one) for one in names]
    acts = [_refused(one, errors or {}, above) if one["name"] == wrong else one for one in acts]
    by_name = {one["name"]: one for one in acts}
    writes = by_name.pop("write_minutes", None)
    primary = next((one for one in by_name.values() if one["main"]), None)
    return render_template(
        "meetings/minutes.html",
        meeting=meeting,
        word=state_word("meetings", str(meeting.state)),
        lines=[_line(one) for one in lines_of(meeting)],
        asked=request.args.get("line", ""),
        adds="adds" in request.args,
        writes=writes,
        files=_files(meeting),
        signers=_signers(meeting),
        traces=[_trace(one) for one in written(meeting.id)],
        primary=primary,
        others=[one for one in by_name.values() if one is not primary],
        notice=_notice(actor, meeting),
        tasks=by_conclusion(tasks_of(actor, meeting)),
        drafts="draft_notice" in offered(me, meeting, STEPS),
        version=meeting.version,
        op_id=fresh_op(),
    )


def _notice(actor: Actor, meeting: Meeting) -> dict[str, str] | None:
    """The notice of its conclusions; who may not read a draft of it reads where it stands."""
    paper = meeting.notice
    if paper is None:
        return None
    readable = db.session.scalar(
        select(OutgoingDocument.id).where(
            OutgoingDocument.id == paper.id, may_read(OutgoingDocument, actor)
        )
    )
    return {
        "href": f"/outgoing/{paper.id}" if readable else "",
        "name": paper.code or paper.subject,
        "state": str(paper.state),
        "word": state_word("outgoing", str(paper.state)),
    }


LABELS = {
    "began": "Thời gian bắt đầu",
    "venue": "Địa điểm",
    "chair": "Chủ trì",
    "secretary": "Thư ký",
    "ended": "Kết thúc vào",
}
"""As the printed page calls them."""


def _line(one: Line) -> dict[str, Any]:
    return {
        "key": one.key,
        "label": LABELS.get(one.key, ""),
        "text": one.text,
        "by": f"{one.by}, {when(one.at)}" if one.at else "",
    }


def _trace(one: Any) -> dict[str, Any]:
    return {"head": trace_of(one), "adds": one.adds, "text": one.text}


def _files(meeting: Meeting) -> list[dict[str, Any]]:
    """The minutes first, then what was added to them; signed, or as it would be."""
    sizes = {row.n: row.size for row in files_of("meetings", meeting.id)}
    return [
        {
            "n": one.n,
            "name": file_name(meeting, one),
            "href": url_for("meetings.minutes_page", paper_id=meeting.id, n=one.n),
            "size": sizes.get(one.n, 0),
            "media_type": "application/pdf",
        }
        for one in meeting.minutes or [Minutes(n=MAIN, meeting_id=meeting.id)]
    ]


def _signers(meeting: Meeting) -> list[dict[str, Any]]:
    """Who signs each, in turn, and when he did."""
    rows = []
    for one in meeting.minutes:
        name = _("Biên bản") if one.n == MAIN else _("Biên bản bổ sung %(n)s", n=one.n - MAIN)
        hands = (
            (_("Thư ký"), one.secretary_id, one.secretary_signed_at),
            (_("Chủ trì"), one.chair_id, one.chair_signed_at),
        )
        rows += [(name, part, _name(meeting, person), at) for part, person, at in hands]
    return [
        {"what": name, "part": part, "name": who, "at": when(at) if at else ""}
        for name, part, who, at in rows
    ]


def _name(meeting: Meeting, person_id: int) -> str:
    row = meeting.person(person_id)
    return row.name if row else ""


def _refused(action: dict[str, Any], errors: Mapping[str, str], above: str) -> dict[str, Any]:
    """The same with what was typed, and why it was not taken."""
    kept = forms.kept(action["form"], request.form, errors)
    return action | {"form": kept, "error": above}


def _action(actor: Actor, meeting: Meeting, name: str) -> dict[str, Any]:
    said = {
        "name": name,
        "label": STEPS[name].label,
        "href": url_for("meetings.act", paper_id=meeting.id, name=name),
        "tone": "main" if STEPS[name].tone == "primary" else "",
        "main": STEPS[name].tone == "primary",
        "form": _asked(actor, meeting, name),
        "error": "",
    }
    return said | (_signing(actor, meeting, name) if name in SIGNS else {})


def _asked(actor: Actor, meeting: Meeting, name: str) -> Fields:
    if name in SIGNS:
        return signing_pages.asked(actor, meeting, "sign")  # type: ignore[arg-type]
    if name == "archive":
        return [field("case_file", _("Hồ sơ (số và ký hiệu)"), required=True)]
    if name in ("write_minutes", "supplement_minutes"):
        return [field("text", _("Nội dung"), "textarea", rows=5, required=True)]
    return []


def _signing(actor: Actor, meeting: Meeting, name: str) -> dict[str, Any]:
    """What exactly is signed: the page that these words make, or the file signed first."""
    which = waiting(meeting, name)
    digest, pages = which.file_sha256, which.pages
    if which.secretary_signed_at is None:
        pdf, pages = printed(sheet_by(actor, meeting, which))
        digest = hashlib.sha256(pdf).hexdigest()
    key = key_of(db.session.get_one(Person, actor.person_id))
    how = _("Thư ký") if which.secretary_signed_at is None else _("Chủ trì")
    file = signing_pages.Signed(file_name(meeting, which), pages, digest, how)
    signs = signing_pages.what_is_signed(actor, key, file)
    said: dict[str, Any] = {"tone": "seal", "signs": signs}
    if key.kind == AGENT:
        said["agent"] = signing_pages.agent_of("meetings", meeting.id, name)
    return said
