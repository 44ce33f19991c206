"""On a case file's page: photographs, sound and other sheets are laid in it (CF-04)."""

from collections.abc import Sequence
from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from server import perform, policy
from server.archive.pages import day_entry
from server.archive.shapes import Exhibiting
from server.clock import today
from server.documents.casefiles import exhibits
from server.documents.casefiles.models import CaseFile
from server.documents.counter import ID, door
from server.documents.forms import field
from server.documents.sheets import Sheet, show, take
from server.door.visitor import current_actor
from server.org.actor import Actor
from server.pages import headline
from server.papers.intake import take_each, take_made
from server.papers.services import Ref, find
from server.uploads.inspecting.sounds import EXTENSIONS as SOUNDS
from server.uploads.kinds import EXTENSIONS
from workflows import Refused

MOST_FILES = 20


def require(actor: Actor, case: CaseFile) -> None:
    """Right and state, before a file is looked at."""
    perform.require(actor, "attach", case)
    case.workflow.permit(case.state, "attach", actor.roles)


def lay_in(
    actor: Actor, case_id: int, given: Exhibiting, handed: Sequence[FileStorage]
) -> CaseFile:
    """The files of a request, each inspected before the act; who may was asked at the door."""
    files = [one for one in handed if one.filename]
    if len(files) > MOST_FILES:
        raise Refused("too_many_files", "file")
    taken = take_each(files, "tai-lieu", take_made)
    said = {"title": given.title, "day": given.day, "author": given.author}
    return exhibits.lay_in(actor, Ref(case_id), files=taken, **said)  # type: ignore[arg-type]


def _sheet(actor: Actor, case_id: int) -> Sheet:
    case = find(CaseFile, actor, case_id)
    require(actor, case)
    here = url_for("casefiles.show", paper_id=case_id)
    endings = [one for kinds in (EXTENSIONS, SOUNDS) for each in kinds.values() for one in each]
    hint = _("ảnh, ghi âm (MP3, M4A, OGG, WAV), PDF, Word, Excel; không đưa tài liệu mật")
    return Sheet(
        title=_("Đưa ảnh, ghi âm, tài liệu khác vào hồ sơ"),
        explain=f"{case.code}: {headline(case.subject)}",
        form=[
            field("file", _("Tệp"), "file", multiple=True, accept=",".join(endings),
                  required=True, hint=hint),
            field("title", _("Nội dung"), "textarea", rows=2, required=True,
                  hint=_("chụp, ghi ai, việc gì, ở đâu")),
            day_entry("day", _("Ngày chụp, ghi, lập"), today(), required=True,
                      hint=_("quyết định thứ tự trong hồ sơ; ngày/tháng/năm")),
            field("author", _("Tác giả"), hint=_("người chụp, ghi, lập; để trống nếu là anh/chị")),
        ],
        shape=Exhibiting,
        act=lambda given: lay_in(actor, case_id, given, request.files.getlist("file")),
        back=(here, _("Hồ sơ")),
        submit=_("Đưa vào hồ sơ"),
        done=lambda _made: (_("Đã đưa vào hồ sơ."), here),
    )  # fmt: skip


def exhibit_form(paper_id: int) -> ResponseReturnValue:
    return show(_sheet(current_actor(), paper_id))


def exhibit_laid(paper_id: int) -> ResponseReturnValue:
    return take(_sheet(current_actor(), paper_id))


def button(actor: Actor, case: CaseFile) -> list[dict[str, Any]]:
    """Besides the law's own buttons."""
    names = {one.name for one in case.workflow.open_to(case, actor.roles)}
    if "attach" not in names or not policy.may(actor, "attach", case):
        return []
    there = url_for("casefiles.exhibit_form", paper_id=case.id)
    label = _("Đưa ảnh, ghi âm, tài liệu khác vào")
    return [door("exhibit", label, there)]


DOORS = (
    ("GET", f"/{ID}/exhibits", exhibit_form),
    ("POST", f"/{ID}/exhibits", exhibit_laid),
)
