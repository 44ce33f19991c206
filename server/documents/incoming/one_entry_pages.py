"""What pages say of a document that came on paper and electronically: one leads to the other."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from markupsafe import Markup

from server.documents.incoming.models import IncomingDocument
from server.documents.incoming.queries import replied_to
from server.org import queries as org
from server.org.actor import Actor
from server.pages import when


def told(actor: Actor, paper: IncomingDocument) -> list[tuple[str, Any]]:
    """On the entry what came second and to whom it goes; on what came second, its entry."""
    rows = [(form_word(one), _came(paper, one)) for one in paper.other_forms]
    if paper.entry is not None:
        rows.append((_("Đã nhập vào"), _link(actor, paper.entry)))
    return rows


def form_word(paper: IncomingDocument) -> str:
    return _("Bản điện tử") if paper.electronic else _("Bản giấy")


def asked(entry: IncomingDocument, second: IncomingDocument) -> dict[str, str]:
    """What the desk says beside a likely twin that has not got this form yet."""
    is_here = _("điện tử") if entry.electronic else _("giấy")
    return {
        "href": url_for("incoming.same_document", paper_id=second.id),
        "label": _("Là văn bản số đến %(n)s: nhập vào đó", n=entry.arrival_no),
        "words": _(
            "Số đến %(n)s đã có bản %(form)s. Nếu là một văn bản, nhập vào đó, không lấy số mới.",
            n=entry.arrival_no,
            form=is_here,
        ),
    }


def laid_in(second: IncomingDocument) -> str:
    """What the clerk hears, and where the paper goes now."""
    entry = second.entry
    assert entry is not None  # its step has just laid it there
    words, who = _("Đã nhập vào số đến %(n)s.", n=entry.arrival_no), goes_to(entry)
    if second.electronic or not who:
        return words
    onwards = _("Chuyển bản giấy cho %(who)s.", who=who)
    return f"{words} {onwards}"


def goes_to(entry: IncomingDocument) -> str:
    """The unit or person that leads it and so gets the paper (art. 23.4)."""
    person = org.holder(entry.assignee_id) if entry.assignee_id else None
    if person is not None:
        return person.full_name
    return entry.lead_unit.name if entry.lead_unit else ""


def _came(entry: IncomingDocument, second: IncomingDocument) -> str:
    at, who = when(second.arrived_at), goes_to(entry)
    if second.electronic:
        return _("đến lúc %(at)s", at=at)
    if not who:
        return _("đến lúc %(at)s; chuyển người chủ trì khi có chỉ đạo", at=at)
    return _("đến lúc %(at)s; chuyển %(who)s", at=at, who=who)


def _link(actor: Actor, entry: IncomingDocument) -> Any:
    words = _("số đến %(n)s", n=entry.arrival_no)
    if replied_to(actor, entry.id) is None:
        return words
    return Markup('<a href="{}">{}</a>').format(url_for("incoming.show", paper_id=entry.id), words)
