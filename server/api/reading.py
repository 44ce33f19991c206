"""/incoming/{id}/reading: how far the machine is with a scan, what it left out, to try again."""

from pydantic import BaseModel, Field

from server.api.counter import Api, Operation
from server.api.papers import ID
from server.documents.incoming import reading
from server.documents.incoming.models import IncomingDocument
from server.door.visitor import current_actor
from server.org.actor import Actor
from server.papers import scans
from server.papers.services import files_of, find


class PagesLeft(BaseModel):
    """Pages (from 1) of a file that ran over the limits of its reader."""

    file: str
    pages: list[int]


class ReadingThing(BaseModel):
    """Empty of a document that may be a secret, to all but the clerk (SEC-02)."""

    percent: int | None = Field(default=None, description="null: máy không đang đọc")
    unread: list[PagesLeft] = []
    gave_up: bool = Field(default=False, description="Có tệp chưa đọc được trang nào")


def open_reading(api: Api) -> None:
    """The two doors that the document's page has too."""
    rule = f"/incoming/{ID}"

    @api.call("GET", f"{rule}/reading", gives=ReadingThing)
    def reading_of(id: int) -> ReadingThing:
        """Máy đọc bản quét đến đâu, trang nào chưa đọc được."""
        actor = current_actor()
        return _told(find(IncomingDocument, actor, id), actor)

    def again(id: int) -> ReadingThing:
        actor = current_actor()
        return _told(reading.ask_once_more(actor, id), actor)

    api.open(
        Operation(
            method="POST",
            rule=f"{rule}/read-again",
            view=again,
            summary="Đọc lại các trang còn thiếu; gọi nhiều lần vẫn là một việc.",
            gives=ReadingThing,
            status=202,
            refuses=(403,),
        )
    )


def _told(paper: IncomingDocument, actor: Actor) -> ReadingThing:
    if paper.is_veiled_for(actor.roles):
        return ReadingThing()
    job = reading.state_of(paper)
    if job is not None:
        return ReadingThing(percent=job.progress)
    left = scans.left_out(files_of("incoming", paper.id))
    unread = [PagesLeft(file=name, pages=pages) for _sha256, name, pages in left]
    return ReadingThing(unread=unread, gave_up=reading.gave_up(paper))
