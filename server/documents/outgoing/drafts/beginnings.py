"""What a draft begins with that begins at another paper: a reply, a replacement, a correction.

An error of content is mended by a document of equal form, one of form, layout or procedure by a
công văn (art. 18.3; OUT-T18, OUT-T19).
"""

from collections.abc import Mapping
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy import select

from server.database import db
from server.documents.forms import Field, field
from server.documents.incoming.queries import replied_to
from server.documents.outgoing.models import OutgoingDocument
from server.documents.outgoing.references import dispatched
from server.documents.outgoing.sending import ordering
from server.org import queries as org
from server.org import templates
from server.org.actor import Actor
from server.org.ended import today_s
from server.org.holdings import speaks_for
from server.org.models import Agency, DraftTemplate
from server.pages import when
from server.papers.services import find
from server.shapes import whole
from server.typesetting.head import about, within
from workflows import Refused
from workflows.dates import written
from workflows.kinds import OTHER
from workflows.numbering import as_written
from workflows.outgoing import DRAFTERS, Outgoing

LINKS = ("replies_to", "replaces", "corrects")
MENDS = ("replaces", "corrects")


def links(asked: Mapping[str, str]) -> dict[str, int | None]:
    """Which papers a draft begins at, from an address or from the editor's hidden fields."""
    return {name: whole(asked.get(name, "")) for name in LINKS}


def at(actor: Actor, begun_at: Mapping[str, int | None]) -> dict[str, Any]:
    """The words that are already there when the editor opens.

    Raises:
        Refused: `unknown_document`, `is_of_the_same_agency`, `is_not_dispatched` for what cannot be
            mended.
    """
    if old := dispatched(actor, begun_at["replaces"], "replaces"):
        return _replacement(old)
    if old := dispatched(actor, begun_at["corrects"], "corrects"):
        return _correction(old)
    return _reply(replied_to(actor, begun_at["replies_to"]))


def _replacement(old: OutgoingDocument) -> dict[str, Any]:
    """The same text, which its last words take out of force the older one."""
    text = {name: said for name, said in old.current.fields.items() if said is not None}
    body = [*text.get("body", ())]
    if body:
        body[-1] = body[-1].rstrip().removesuffix("./.").rstrip(" .") + "."
    body.append(f"{old.doc_type} này thay thế {_named(old)}.")
    return text | {"body": body}


def _correction(old: OutgoingDocument) -> dict[str, Any]:
    told = [one.code for one in old.recipients if one.kind == "to"]
    issued = f"{old.agency.name} đã ban hành {_named(old)} về việc {within(old.subject)}."
    return {
        "subject": f"V/v đính chính {old.doc_type} số {old.code}",
        "to": told,
        "for_info": [one.code for one in old.recipients if one.kind != "to"],
        "body": [
            issued,
            f"Do sai sót về thể thức, kỹ thuật trình bày, {old.agency.name} đính chính như sau:",
            "Đã in: “…”.",
            "Nay sửa lại là: “…”.",
            f"Các nội dung khác của {old.doc_type} số {old.code} không thay đổi.",
        ],
    }


def _named(old: OutgoingDocument) -> str:
    assert old.issued_on is not None, "it was dispatched"
    return f"{old.doc_type} số {old.code} {written(old.issued_on)} của {old.agency.name}"


def _reply(asked: Any) -> dict[str, Any]:
    """A reply goes to who asked, about what was asked."""
    if asked is None:
        return {}
    sender = org.agency_by_organ(asked.organ_id) if asked.organ_id else _known(asked.issuer)
    return {
        "subject": about(asked.subject),
        "to": [sender.code] if sender else [],
        "body": [f"Thực hiện {_asked(asked)} của {asked.issuer}, …"],
        "urgency": asked.urgency,
    }


def _known(issuer: str) -> Agency | None:
    """Of a scan the register has the issuer's name alone, as the directory writes it."""
    return db.session.scalar(org.as_of(select(Agency).where(Agency.name == issuer), Agency))


def _asked(row: Any) -> str:
    """Công văn số 1250/UBND-VX ngày 20 tháng 11 năm 2026."""
    code = as_written(row.number, row.notation)
    number, day = f"số {code}" if code else "", written(row.issued_on) if row.issued_on else ""
    named = row.doc_type if row.doc_type not in ("", OTHER.name) else "văn bản"
    return " ".join(filter(None, (named, number, day)))


def by_template(actor: Actor, asked: Mapping[str, str]) -> dict[str, Any]:
    """The words of a template that the agency keeps; they are the draft's own from here on. Whom it
    wrote to and who ended since, his successor is in his place (ORG-16)."""
    chosen = _chosen(actor, asked)
    if chosen is None:
        return {}
    whose, about = actor.agency_id, chosen.subject
    places = {name: today_s(whose, getattr(chosen, name), about) for name in ("to", "for_info")}
    return templates.words_of(chosen) | places


def _chosen(actor: Actor, asked: Mapping[str, str]) -> DraftTemplate | None:
    template_id = whole(asked.get("template", ""))
    return templates.template_of(actor.agency_id, template_id) if template_id else None


def offered(actor: Actor, asked: Mapping[str, str]) -> Markup | str:
    """Over an empty editor: the templates one may begin with, the chosen one marked."""
    chosen = _chosen(actor, asked)
    links = [_offer(one, chosen) for one in templates.templates_of(actor.agency_id)]
    said = Markup('<span class="offers">{}: {}</span>')
    return said.format(_("Soạn theo mẫu"), Markup(" · ").join(links)) if links else ""


def _offer(one: DraftTemplate, chosen: DraftTemplate | None) -> Markup:
    if one is chosen:
        return Markup("<b>{}</b>").format(one.name)
    href = url_for("outgoing.new", template=one.id)
    return Markup('<a href="{}">{}</a>').format(href, one.name)


def entries(begun_at: Mapping[str, int | None]) -> list[Field]:
    """What the editor carries along: hidden ids, and what kind of error is being mended."""
    hidden = [field(name, "", "hidden", value) for name, value in begun_at.items() if value]
    if not any(begun_at[name] for name in MENDS):
        return hidden
    kinds = [
        ("form", _("thể thức, kỹ thuật trình bày, thủ tục ban hành")),
        ("content", _("nội dung")),
    ]
    likely = "form" if begun_at["corrects"] else "content"
    return [field("error_kind", _("Sai sót về"), "select", likely, options=kinds), *hidden]


def note(actor: Actor, begun_at: Mapping[str, int | None]) -> Markup | str:
    """Over the editor: what is being mended, with the way to it."""
    if asked := replied_to(actor, begun_at["replies_to"]):
        return Markup("{} {}").format(_("Trả lời"), _to_asked(asked))
    words = {"replaces": _("Thay thế"), "corrects": _("Đính chính")}
    for name in MENDS:
        if old := _readable(actor, begun_at[name]):
            return Markup("{} {}").format(words[name], link(old))
    return ""


def _readable(actor: Actor, outgoing_id: int | None) -> OutgoingDocument | None:
    """A number that somebody wrote into the form names nothing that he may not read."""
    try:
        return find(OutgoingDocument, actor, outgoing_id) if outgoing_id else None
    except Refused:
        return None


def link(old: OutgoingDocument) -> Markup:
    href = url_for("outgoing.show", paper_id=old.id)
    return Markup('<a href="{}">{}</a>').format(href, f"{old.doc_type} {old.code}")


def told(actor: Actor, paper: OutgoingDocument) -> list[tuple[str, Markup]]:
    """What this one answers, for whoever may read that, what it mends, and what has to do with it
    by a recall."""
    asked = replied_to(actor, paper.replies_to_id)
    answers = [(_("Trả lời"), _to_asked(asked))] if asked else []
    return [*answers, *_mended(paper), *ordering.told(actor, paper)]


def _to_asked(row: Any) -> Markup:
    href = url_for("incoming.show", paper_id=row.id)
    link = Markup('<a href="{}">{}</a>').format(href, f"{_asked(row)}, {row.issuer}")
    due = _("hạn %(at)s", at=when(row.due_at)) if row.due_at else ""
    return Markup(" · ").join(filter(None, (link, due)))


def _mended(paper: OutgoingDocument) -> list[tuple[str, Markup]]:
    named = ((_("Thay thế"), paper.replaces_id), (_("Đính chính"), paper.corrects_id))
    return [
        (label, link(db.session.get_one(OutgoingDocument, old_id)))
        for label, old_id in named
        if old_id
    ]


def doors(actor: Actor, paper: OutgoingDocument) -> list[dict[str, Any]]:
    """The two ways to mend what has gone out, for whoever drafts in the office it came from
    or in the one that came after."""
    if paper.state != Outgoing.DISPATCHED or not DRAFTERS & actor.roles:
        return []
    if not speaks_for(actor.agency_id, paper.agency_id):
        return []
    said = {
        "replaces": (
            _("Soạn văn bản thay thế"),
            _("Sai sót về nội dung: văn bản cùng tên loại thay thế (khoản 3 Điều 18)."),
        ),
        "corrects": (
            _("Soạn công văn đính chính"),
            _("Sai sót về thể thức, kỹ thuật trình bày, thủ tục ban hành (khoản 3 Điều 18)."),
        ),
    }
    return [
        {
            "name": f"mend_{name}",
            "label": label,
            "explain": why,
            "href": url_for("outgoing.mend", paper_id=paper.id, how=name),
            "tone": "",
            "form": [],
        }
        for name, (label, why) in said.items()
    ]
