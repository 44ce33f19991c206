"""/{kind}/{id}/copies: the copies that were made of a paper, and each as it is (article 25)."""

import datetime as dt
from typing import Literal

from flask import Response
from pydantic import BaseModel, Field

from server.api.counter import Api, Operation
from server.api.papers import ID, Kind
from server.documents.copies.making import copies_of
from server.documents.copies.models import Copy
from server.documents.copies.pages import copied, sent
from server.door.visitor import current_actor
from server.uploads.kinds import PDF
from workflows.copies import CopyForm


class CopyThing(BaseModel):
    """A copy; `n` is its place among those of this paper, and its address."""

    n: int
    form: CopyForm = Field(description="SY sao y, SL sao lục, TrS trích sao")
    medium: Literal["electronic", "paper"]
    number: int
    code: str
    made_on: dt.date
    agency: str
    signer: str
    recipients: list[str]
    sha256: str | None = Field(description="Của bản sao điện tử; bản giấy được vẽ khi in")


class CopyList(BaseModel):
    items: list[CopyThing]
    next_cursor: str | None = None


def open_copies(api: Api, kind: Kind) -> None:
    """Whoever reads the paper reads its copies; not while it may be a secret (SEC-02)."""

    def every(id: int) -> CopyList:
        paper = copied(kind.model, current_actor(), id)
        made = copies_of(kind.name, paper.id)
        return CopyList(items=[_thing(n, one) for n, one in enumerate(made, start=1)])

    def one(id: int, n: int) -> Response:
        return sent(copied(kind.model, current_actor(), id), n)

    rule = f"/{kind.name}/{ID}/copies"
    summary = "Các bản sao đã lập của văn bản"
    api.open(Operation(method="GET", rule=rule, view=every, summary=summary, gives=CopyList))
    api.open(
        Operation(
            method="GET",
            rule=f"{rule}/<int(max=100000):n>",
            view=one,
            summary="Một bản sao, tệp PDF",
            gives=PDF,
            refuses=(503,),
        )
    )


def _thing(n: int, made: Copy) -> CopyThing:
    plain = ("form", "number", "code", "made_on", "agency", "signer", "recipients")
    said = {name: getattr(made, name) for name in plain}
    sha256 = made.sealed_sha256 or None
    return CopyThing(n=n, medium="electronic" if sha256 else "paper", sha256=sha256, **said)
