"""/templates: what the caller's agency keeps for those who draft."""

from pydantic import BaseModel

from server.api.counter import Api
from server.door.visitor import current_actor
from server.org.templates import templates_of, words_of
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


def open_templates(api: Api) -> None:
    api.call("GET", "/templates", gives=TemplateList, refuses=(403,))(list_templates)


def list_templates() -> TemplateList:
    """Mẫu dự thảo của cơ quan người gọi."""
    actor = current_actor()
    if not DRAFTERS & actor.roles:
        raise Refused("wrong_role")
    rows = templates_of(actor.agency_id)
    items = [TemplateThing(id=one.id, name=one.name, **words_of(one)) for one in rows]
    return TemplateList(items=items)
