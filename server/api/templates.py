"""/templates: what an agency keeps for those who draft; an administrator keeps it."""

from collections.abc import Callable
from typing import Any

from flask import Response, request
from pydantic import BaseModel, Field

from server.admin import templates
from server.admin.changes import require_admin
from server.admin.shapes import Filled
from server.api.counter import Api, Operation, as_json, read_json
from server.api.repeated import key_of, once
from server.database import db
from server.door.visitor import current_actor
from server.org.actor import Actor
from server.org.models import DraftTemplate
from server.org.queries import agency_by_code
from server.org.templates import templates_of, words_of
from server.shapes import Asked, Code, DocType, Nothing, Paragraph, Reason, Subject
from workflows import Refused
from workflows.outgoing import DRAFTERS


class TemplateThing(BaseModel):
    """A template; its words are copied into a draft, which keeps them as its own."""

    id: int
    name: str
    doc_type: str
    subject: str
    bases: list[str]
    body: list[str]
    to: list[str]
    for_info: list[str]


class TemplateList(BaseModel):
    items: list[TemplateThing]
    next_cursor: str | None = None


class TemplateFilter(Asked):
    agency: Code | None = Field(default=None, description="Quản trị xem mẫu của cơ quan nào")


class TemplateSaid(Asked):
    """All that a template says: what is left out is empty. `to`, `for_info`: agency codes."""

    name: Filled
    doc_type: DocType
    subject: Subject = ""
    bases: list[Reason] = Field(default=[], max_length=100)
    body: list[Paragraph] = Field(default=[], max_length=500)
    to: list[Code] = Field(default=[], max_length=500)
    for_info: list[Code] = Field(default=[], max_length=500)

    def wanted(self) -> templates.Wanted:
        names = TemplateSaid.model_fields
        return templates.Wanted(**{name: getattr(self, name) for name in names})


class TemplateMade(TemplateSaid):
    """A new one, of the agency with this code."""

    agency: Code


Act = Callable[[Actor, int, Any], DraftTemplate]


def open_templates(api: Api) -> None:
    api.call("GET", "/templates", query=TemplateFilter, gives=TemplateList, refuses=(403, 422))(
        list_templates
    )
    _open_post(api, "/templates", "Lập mẫu dự thảo của một cơ quan (quản trị)", TemplateMade, _make)
    rule = "/templates/<id:row_id>/actions"
    _open_post(api, f"{rule}/change", "Viết lại cả mẫu; dự thảo đã soạn không đổi theo",
               TemplateSaid, _change)  # fmt: skip
    _open_post(api, f"{rule}/drop", "Bỏ mẫu; dự thảo đã soạn không đổi", Nothing, _drop)


def list_templates(query: TemplateFilter) -> TemplateList:
    """Mẫu dự thảo của cơ quan người gọi; quản trị nêu cơ quan nào."""
    actor = current_actor()
    agency_id = actor.agency_id
    if query.agency is not None:
        require_admin(actor)
        agency_id = agency_by_code(query.agency, "agency").id
    elif not DRAFTERS & actor.roles:
        raise Refused("wrong_role")
    return TemplateList(items=[_thing(one) for one in templates_of(agency_id)])


def _thing(one: DraftTemplate) -> TemplateThing:
    return TemplateThing(id=one.id, name=one.name, **words_of(one))


def _make(actor: Actor, _row_id: int, said: TemplateMade) -> DraftTemplate:
    return templates.make(actor, said.agency, wanted=said.wanted())


def _change(actor: Actor, row_id: int, said: TemplateSaid) -> DraftTemplate:
    return templates.change(actor, row_id, wanted=said.wanted())


def _drop(actor: Actor, row_id: int, _said: Nothing) -> DraftTemplate:
    return templates.drop(actor, row_id)


def _open_post(api: Api, rule: str, summary: str, body: type[Asked], act: Act) -> None:
    """Whoever is no administrator hears so before his body is read (CONTRACT §2.8)."""
    status = 201 if body is TemplateMade else 200

    def view(row_id: int = 0) -> Response:
        actor = current_actor()

        def first() -> Response:
            require_admin(actor)
            if row_id:
                templates.found(row_id)
            said = read_json(body, empty=body is Nothing)
            return as_json(_thing(act(actor, row_id, said)), status)

        def again(_kind: str, its: int) -> Response:
            return as_json(_thing(db.session.get_one(DraftTemplate, its)), status)

        return once(key_of(request.path), first, again)

    api.open(
        Operation(
            method="POST", rule=rule, view=view, summary=summary, gives=TemplateThing,
            status=status, body=body, empty=body is Nothing, refuses=(403, 409, 422), raw=True,
        )
    )  # fmt: skip
