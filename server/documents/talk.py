"""The sheet on which one says something on a paper, and names who should hear it."""

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from pydantic import Field

from server.documents.counter import ID
from server.documents.forms import Fields, field
from server.documents.sheets import Sheet, serve
from server.door.visitor import current_actor
from server.org.actor import Actor
from server.papers import remarks
from server.papers.models import Paper
from server.papers.services import find
from server.shapes import Asked, Code, FullText


class Remark(Asked):
    """What is said, and the accounts of those whom it names: they read the paper too."""

    text: FullText
    mention: list[Code] = Field(default=[], max_length=50)


def open_talk(blueprint: Blueprint, model: type[Paper]) -> None:
    """The sheet of one kind of papers."""

    @blueprint.route(f"/{ID}/remark", methods=["GET", "POST"])
    def remark(paper_id: int) -> ResponseReturnValue:
        actor = current_actor()
        paper = find(model, actor, paper_id)
        remarks.require(actor, paper)
        sheet = _sheet(actor, paper, model)
        return serve(sheet)


def _sheet(actor: Actor, paper: Paper, model: type[Paper]) -> Sheet:
    there = url_for(f"{model.workflow.name}.show", paper_id=paper.id)
    return Sheet(
        title=_("Trao đổi"),
        form=_form(actor, paper),
        shape=Remark,
        act=lambda it: remarks.remark(
            actor, model, paper.id, text=it.text, mention=it.mention
        ),
        back=(there, _words(model)),
        submit=_("Gửi trao đổi"),
        done=lambda _done: (_("Đã ghi trao đổi."), f"{there}#talk"),
    )  # fmt: skip


def _words(model: type[Paper]) -> str:
    named = {"tasks": _("Nhiệm vụ"), "casefiles": _("Hồ sơ")}
    return named.get(model.workflow.name, _("Văn bản"))


def _form(actor: Actor, paper: Paper) -> Fields:
    people = remarks.who_may_be_named(actor, paper)
    options = [(one.account, f"{one.name}, {one.post}") for one in people]
    return [
        field("text", _("Nội dung trao đổi"), "textarea", rows=3, required=True,
              hint=_("Ai đọc được trang này thì đọc được; không thay bút phê, ý kiến chính thức")),
        field("mention", _("Nhắc tới"), "multiselect", [], options=options,
              none=_("Không ai được đọc trang này có tên như vậy, nên không nhắc tới được."),
              hint=_("gõ @ trong nội dung để nhảy tới đây; chỉ có người được đọc trang này")),
    ]  # fmt: skip
