"""A paper is put into a file from its own page (CF-04, CF-05)."""

from typing import Any

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server.database import transaction
from server.documents.casefiles import laying
from server.documents.casefiles.services import paper_named
from server.documents.forms import field
from server.documents.sheets import Sheet, show, take
from server.door.visitor import current_actor
from server.org.actor import Actor
from server.pages import headline
from server.shapes import Asked, Code
from workflows import CASEFILE, Refused

DOOR = "/put/<any(incoming, outgoing):kind>/<int(max=9007199254740992):row_id>"


class Putting(Asked):
    """Which file, by its code and year."""

    case_file: Code


def put(actor: Actor, paper: Any, code: str) -> Any:
    """The act: the file takes it, by the law of the file."""
    with transaction():
        CASEFILE.knows("add", actor.roles)
        case = laying.named(actor, code)
        if case.state != "OPEN":
            raise Refused("has_open_case_file", "case_file")
        laying.lay(actor, case, paper)
        return case


def _sheet(actor: Actor, kind: str, paper: Any) -> Sheet:
    there = {one.id for one in laying.files_of(paper)}
    open_files = [one for one in laying.open_files(actor) if one.id not in there]
    files = laying.choices(open_files)
    here = f"/{kind}/{paper.id}"
    return Sheet(
        title=_("Đưa văn bản vào hồ sơ"),
        explain=f"{paper.code or paper.doc_type}: {headline(paper.subject)}",
        warning="" if files else _("Chưa có hồ sơ nào đang mở. Hãy mở hồ sơ trước."),
        form=[field("case_file", _("Hồ sơ"), "select", options=files, required=True)],
        shape=Putting,
        act=lambda given: put(actor, paper, given.case_file),
        back=(here, _("Văn bản")),
        submit=_("Đưa vào hồ sơ"),
        done=lambda case: (_said(case), here),
    )


def _said(case: Any) -> str:
    code = f"{case.code} ({case.year})" if case else ""
    return _("Đã đưa vào hồ sơ %(code)s.", code=code) if case else _("Đã đưa vào hồ sơ.")


def put_form(kind: str, row_id: int) -> ResponseReturnValue:
    return show(_asked(kind, row_id))


def put_in(kind: str, row_id: int) -> ResponseReturnValue:
    return take(_asked(kind, row_id))


def to_put(kind: str, row_id: int) -> ResponseReturnValue:
    return redirect(url_for("casefiles.put_form", kind=kind, row_id=row_id))


DOORS = (("GET", DOOR, put_form), ("POST", DOOR, put_in), ("POST", f"{DOOR}/to", to_put))


def _asked(kind: str, row_id: int) -> Sheet:
    actor = current_actor()
    CASEFILE.knows("add", actor.roles)
    try:
        paper = paper_named(actor, f"{kind}/{row_id}")
    except Refused:
        raise Refused("not_found") from None
    return _sheet(actor, kind, paper)
