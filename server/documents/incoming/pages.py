"""What the page of an incoming document shows besides its buttons."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as later
from markupsafe import Markup

from server.documents import against, excepted, tabled
from server.documents.casefiles.doors import links as file_links
from server.documents.copies import pages as copy_pages
from server.documents.incoming import (
    answered,
    enveloped,
    former,
    judging,
    one_entry_pages,
    queries,
    reading_pages,
    replacing,
    replies,
    slip,
    stamping,
    unread,
    wished,
)
from server.documents.incoming.models import IncomingDocument
from server.documents.opened import opened_by
from server.documents.outgoing.sending.ordering import ordered_by
from server.documents.shut_forms import told_by, without_files
from server.documents.tasks import pages as task_pages
from server.org import queries as org
from server.org.actor import Actor
from server.org.ended import called_beside
from server.pages import day, due_of, headline, when
from server.papers.telling import Party
from server.papers.tombstones import Tombstone, tombstone_of
from server.words_of.law import TOMBSTONE, VERDICTS, provisional, state_word, suspected
from server.words_of.reasons import worded
from server.words_of.signed import remarks, signed_at, stated
from workflows.incoming import Incoming


def view(actor: Actor, paper: IncomingDocument) -> dict[str, Any]:
    """What the document page shows besides its buttons; of a suspected secret that it is here."""
    veiled = paper.is_veiled_for(actor.roles)
    stone = tombstone_of("incoming", paper.id) if paper.state == Incoming.PURGED else None
    calendar = org.calendar()
    due = due_of(paper.person_due_at or paper.due_at, paper.done_at, calendar)
    return {
        "paper": {
            "id": paper.id,
            "kind": "incoming",
            "title": _title(paper, veiled, stone),
            "code": "" if veiled or stone else paper.code or _("(chưa có số)"),
            "state": paper.state,
            "state_word": state_word("incoming", paper.state),
            "urgency": paper.urgency,
            "list_href": url_for("lists.incoming"),
            "shown": [] if veiled else stamping.shown(paper),
            "without_files": without_files(veiled=veiled, destroyed=stone is not None),
            "fields": _told(paper, stone) if veiled or stone else _facts(actor, paper),
            **due,
            "due_word": _("hạn của người được giao")
            if paper.person_due_at
            else _("hạn giải quyết"),
        },
        "slip_href": _slip_href(paper),
        "directives": _directives(paper),
        "opinions": _opinions(paper),
        "tasks": [*_tasks(paper, calendar), *task_pages.of_paper(actor, paper)],
        "versions": [],
        "deliveries": [],
        "answers": [] if veiled or stone else answered.answers(paper),
        "envelopes": [] if veiled or stone else answered.envelopes(paper),
        "signatures": [] if veiled else _signatures(paper),
        **reading_pages.told(actor, paper),
    }


def _title(paper: IncomingDocument, veiled: bool, stone: Tombstone | None) -> str:
    if veiled:
        return suspected(paper.id)
    return str(TOMBSTONE) if stone else headline(paper.subject)


def _provisional(paper: IncomingDocument) -> str:
    """For the clerk who holds it; the leader has it in the title."""
    return provisional(paper.id) if paper.is_shut else ""


def _slip_href(paper: IncomingDocument) -> str:
    return url_for("incoming.slip_of", paper_id=paper.id) if slip.has_one(paper) else ""


def _told(paper: IncomingDocument, stone: Tombstone | None) -> list[tuple[str, Any]]:
    """Of a suspected secret when it came; of one that was destroyed what its tombstone says."""
    rows = [(_("Số đến"), paper.arrival_no or ""), (_("Đến lúc"), when(paper.arrived_at))]
    if stone:
        rows += told_by(stone)
    return [(label, value) for label, value in rows if value]


def _unjudged(paper: IncomingDocument) -> str:
    """Of one that has no verdict: what is going on."""
    if unread.is_put_off(paper.verification):
        return _("chưa kiểm tra được: máy gặp trục trặc và đang tự kiểm lại, quản trị đã được báo")
    return _("đang kiểm chữ ký số") if judging.is_waiting(paper) else _("chưa kiểm tra")


def _facts(actor: Actor, paper: IncomingDocument) -> list[tuple[str, Any]]:
    verdict = str(VERDICTS[paper.verdict]) if paper.verdict else _unjudged(paper)
    if paper.verdict and paper.electronic:
        verdict = ". ".join(
            [verdict, *remarks({"word": paper.verdict} | (paper.verification or {}))]
        )
    rows = (
        *wished.told(paper),
        (_("Văn bản đến của"), called_beside(paper.agency, actor.agency_id)),
        (_("Số đến"), paper.arrival_no or ""),
        (_("Số đến tạm"), _provisional(paper)),
        (_("Đến lúc"), when(paper.arrived_at)),
        (_("Tác giả"), paper.issuer),
        (_("Ngày văn bản"), day(paper.issued_on)),
        (_("Tên loại"), paper.doc_type),
        (_("Người ký"), paper.signer),
        (_("Tệp còn thiếu"), ", ".join(paper.missing or ())),
        (_("Tính xác thực"), verdict),
        (_("Bì văn bản"), enveloped.told(paper)),
        (_("Thuật toán yếu"), _weak(paper)),
        (_("Sổ của nơi gửi nói khác"), " ".join(against.worded(paper.verification))),
        (_("Hạn ghi trong văn bản"), day(paper.printed_due)),
        (_("Hạn lãnh đạo giao"), when(paper.due_at)),
        (_("Đang xin gia hạn đến"), when(paper.extension_until)),
        *replies.told(actor, paper),
        *ordered_by(actor, "incoming", paper.id),
        *replacing.links(actor, paper),
        *one_entry_pages.told(actor, paper),
        (_("Gửi để biết"), opened_by(paper, [Party(**one) for one in paper.informed])),
        (_("Hồ sơ"), file_links(actor, paper)),
        (_("Trình tại cuộc họp"), tabled.told(actor, f"incoming/{paper.id}")),
        (_("Ghi chú"), paper.note),
        (_("Ngoại lệ"), excepted.told_of("incoming", paper.id)),
        (_("Bản sao"), copy_pages.links(paper)),
    )
    return [(label, value) for label, value in rows if value]


def _weak(paper: IncomingDocument) -> Markup | str:
    """What is too weak in its signatures, and the list of all such papers (RP-04)."""
    if not paper.weak:
        return ""
    words, href = _("xem các văn bản như vậy"), url_for("lists.incoming", weak=1)
    return Markup('{} (<a href="{}">{}</a>)').format(paper.weak.upper(), href, words)


def _directives(paper: IncomingDocument) -> list[dict[str, Any]]:
    return [
        {
            "who": one.name,
            "position": one.position,
            "at": when(one.at),
            "words": one.text,
        }
        for one in queries.directives(paper.id)
    ]


def _opinions(paper: IncomingDocument) -> list[dict[str, Any]]:
    given = [one for one in paper.contributions if one.state in ("GIVEN", "LAPSED", "WAIVED")]
    return [
        {"who": one.by_name, "position": one.name, "at": when(one.at), "words": one.text}
        for one in given
    ]


def _tasks(paper: IncomingDocument, calendar: Any) -> list[dict[str, Any]]:
    """Who leads and who helps, each with its day."""
    rows = [_closed(one, calendar) for one in former.leads_before(paper.id)]
    lead = paper.lead_unit.name if paper.lead_unit else _holder(paper.assignee_id)
    if not lead:
        return rows
    rows += [_task(lead, True, str(paper.state), (paper.due_at, paper.done_at), calendar)]
    if paper.assignee_id and paper.lead_unit_id:
        days = (paper.person_due_at, paper.done_at)
        rows.append(_task(_holder(paper.assignee_id), True, str(paper.state), days, calendar))
    for one in paper.contributions:
        done = one.at if one.state != "OPEN" else None
        rows.append(_task(one.name, False, one.state, (one.due_at, done), calendar))
    return rows


def _closed(one: former.FormerLead, calendar: Any) -> dict[str, Any]:
    """Moved from him: when, by whom and to whom; the colour is that of the day it had then."""
    said = {"to": one.to_name, "by": one.by_name, "at": when(one.at)}
    words = _("Chuyển %(to)s lúc %(at)s (%(by)s)", **said)
    row = _task(one.name, True, "MOVED", (one.due_at, one.at), calendar)
    return row | {"words": words}


HELP = {
    "OPEN": later("Chờ ý kiến"),
    "GIVEN": later("Đã góp ý"),
    "WAIVED": later("Được miễn"),
    "LAPSED": later("Không có ý kiến"),
    "MOVED": later("Chuyển"),
}


def _task(who: str, lead: bool, state: str, days: tuple, calendar: Any) -> dict[str, Any]:
    due, done = days
    word = HELP.get(state) or state_word("incoming", state)
    shade = due_of(due, done, calendar)
    return {"who": who, "lead": lead, "words": "", "state": state, "state_word": word, **shade}


def _holder(position_id: int | None) -> str:
    person = org.holder(position_id) if position_id else None
    return person.full_name if person else ""


KIND_WORDS = {
    "person": later("Chữ ký của người có thẩm quyền"),
    "seal": later("Chữ ký số của cơ quan"),
    "timestamp": later("Dấu thời gian"),
    "other": later("Chữ ký khác"),
}


def _signatures(paper: IncomingDocument) -> list[dict[str, Any]]:
    found = paper.verification.get("signatures", []) if paper.verification else []
    return [
        {
            "field": one["field"],
            "kind": one["kind"],
            "kind_word": KIND_WORDS.get(one["kind"], one["kind"]),
            "signer": one["signer"],
            "at": signed_at(one),
            "verdict": "VALID" if one["word"] in against.GREEN else one["word"],
            "verdict_word": VERDICTS[one["word"]],
            "notes": worded(one["reasons"]),
            "facts": [row for row in stated(one, paper.verification.get("revisions", 0)) if row[1]],
        }
        for one in found
        if one["kind"] != "timestamp"
    ]
