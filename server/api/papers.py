"""What both kinds of papers answer in the same way: acts, files, history, lists."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Response, request
from pydantic import BaseModel, Field
from sqlalchemy import select
from sqlalchemy.orm.exc import StaleDataError

from server import perform
from server.api.counter import Api, Operation, as_json, read_json, seen_version
from server.api.repeated import key_of, once
from server.api.things import Proposed, Stepped, stepped
from server.database import db
from server.desks.models import History
from server.documents.files_sent import send_stored
from server.documents.steps import Step, Steps, take
from server.door.visitor import current_actor
from server.org.actor import Actor
from server.pages import when
from server.papers.models import Paper
from server.papers.read_log import log_read
from server.papers.services import Ref, find, reasons
from server.papers.withdrawing import of_two, withdraw
from server.shapes import Asked, Nothing
from server.signatures import attempts
from server.words_of.law import state_word, step_word
from workflows import Refused

ID = "<id:id>"
PAGE = 50


class Cursor(Asked):
    """Where a list goes on: what the last answer called `next_cursor`."""

    cursor: str | None = Field(default=None, max_length=40, pattern=r"^[0-9]{1,18}$")


class Steps_(BaseModel):
    """A history, oldest first."""

    items: list[Stepped]
    next_cursor: str | None = None


@dataclass(frozen=True)
class Kind:
    """A kind of paper at the counter: its model, its steps, how it is shown.

    `seated`: the actor with what he is upon this very paper; `answers`: steps whose service
    gives the answer itself, less than the whole thing; each with its shape; `refuses`: what its
    steps are refused with beside what all are.
    """

    name: str
    model: type[Paper]
    steps: Steps
    shown: Callable[[Any, Actor], BaseModel]
    thing: type[BaseModel]
    seated: Callable[[Actor, Any], Actor] = lambda actor, _paper: actor
    has_files: bool = True
    answers: Mapping[str, type[BaseModel]] = field(default_factory=dict)
    refuses: tuple[int, ...] = ()


def open_papers(api: Api, kind: Kind) -> None:
    """Give a kind its doors: the thing, its files, its history, and one for each step."""
    api.open(
        Operation(
            method="GET",
            rule=f"/{kind.name}/{ID}",
            view=lambda id: _show(kind, id),
            summary="Một văn bản, với các thao tác được phép",
            gives=kind.thing,
        )
    )
    api.open(
        Operation(
            method="GET",
            rule=f"/{kind.name}/{ID}/history",
            view=lambda id: _history(kind, id),
            summary="Lịch sử xử lý",
            gives=Steps_,
        )
    )
    if kind.has_files:
        _open_files(api, kind)
    for name, step in kind.steps.items():
        _open_step(api, kind, name, step)
    for name in of_two(kind.model):
        _open_withdrawing(api, kind, name)


def _open_files(api: Api, kind: Kind) -> None:
    api.open(
        Operation(
            method="GET",
            rule=f"/{kind.name}/{ID}/files/<int(max=100000):n>",
            view=lambda id, n: _file(kind, id, n),
            summary="Một tệp của văn bản",
            gives="*/*",
            refuses=(416,),
        )
    )


def _show(kind: Kind, id: int) -> BaseModel:
    actor = current_actor()
    paper = find(kind.model, actor, id)
    shown = kind.shown(paper, actor)
    log_read(actor, kind.name, id)
    return shown


def _history(kind: Kind, id: int) -> Steps_:
    actor = current_actor()
    paper = find(kind.model, actor, id)
    found = select(History).filter_by(paper_kind=kind.name, paper_id=id).order_by(History.id)
    rows = db.session.scalars(found).all()
    said = reasons(actor, paper, rows)
    steps = [stepped(row).model_copy(update={"reason": said[row.id]}) for row in rows]
    return Steps_(items=steps)


def _file(kind: Kind, id: int, n: int) -> Response:
    """The bytes, by ranges, under a strong ETag: the file's digest."""
    actor = current_actor()
    paper = find(kind.model, actor, id)
    if paper.is_veiled_for(kind.seated(actor, paper).roles):
        raise Refused("not_found")
    return send_stored(kind.name, id, n)


def _open_step(api: Api, kind: Kind, name: str, step: Step) -> None:
    two = any(s.seconds for s in kind.model.workflow.transitions if s.name == name)
    api.open(
        Operation(
            method="POST",
            rule=f"/{kind.name}/{ID}/actions/{name}",
            view=lambda id: _act(kind, name, step, id),
            summary=str(step.label),
            gives=kind.answers.get(name, kind.thing),
            body=step.shape,
            empty=True,
            version="required" if step.needs_version else "taken",
            refuses=(403, 503, *kind.refuses, *((428,) if step.resumes else ())),
            also={202: Proposed} if two else {},
            raw=True,
        )
    )


def _open_withdrawing(api: Api, kind: Kind, name: str) -> None:
    def view(id: int) -> Response:
        find(kind.model, current_actor(), id)
        actor = current_actor()

        def act() -> Response:
            seen = seen_version(False)
            read_json(Nothing, empty=True)
            withdraw(actor, kind.model, Ref(id, seen), name)
            return _shown_again(kind, actor, id)

        again = lambda _kind, paper_id: _shown_again(kind, actor, paper_id)  # noqa: E731
        return once(key_of(request.path), act, again)

    api.open(
        Operation(
            method="POST",
            rule=f"/{kind.name}/{ID}/actions/{name}/withdraw",
            view=view,
            summary=str(step_word(kind.name, f"withdraw_{name}")),
            gives=kind.thing,
            body=Nothing,
            empty=True,
            version="taken",
            refuses=(403,),
            raw=True,
        )
    )


def _act(kind: Kind, name: str, step: Step, id: int) -> Response:
    """Asked in this order: 401, 404, the repeated key, 403; then version, body, facts (§2.8)."""
    paper = find(kind.model, current_actor(), id)
    actor = kind.seated(current_actor(), paper)

    def act() -> Response:
        perform.require(actor, name, paper)
        seen, given = _seen_and_given(step)
        try:
            with attempts.watched(actor, name, paper):
                done = take(step, actor, Ref(id, seen), given=given)
        except (Refused, StaleDataError) as no:
            raise with_difference(kind.name, id, no) from None
        if done is None:
            return as_json(Proposed(id=id, action=name), 202)
        return as_json(done, 200) if isinstance(done, BaseModel) else _shown_again(kind, actor, id)

    again = lambda _kind, paper_id: _shown_again(kind, actor, paper_id)  # noqa: E731
    return once(key_of(request.path), act, again, resumes=step.resumes)


def _shown_again(kind: Kind, actor: Actor, id: int) -> Response:
    return as_json(kind.shown(find(kind.model, actor, id), actor), 200)


def _seen_and_given(step: Step) -> tuple[int | None, Asked]:
    """The version seen and the body; a PIN never goes without the version it is for."""
    seen = seen_version(step.needs_version)
    given = read_json(step.shape, empty=True)
    if seen is None and getattr(given, "pin", None):
        raise Refused("version_required")
    return seen, given


def with_difference(kind: str, id: int, no: Exception) -> Refused:
    """A stale version is told what happened since: who did what last (CONTRACT §2.1)."""
    refused = no if isinstance(no, Refused) else Refused("stale")
    if refused.reason == "stale":
        refused.difference = last_steps(kind, id)  # type: ignore[attr-defined]
    return refused


def last_steps(kind: str, id: int) -> list[str]:
    """The last three steps in words, newest first."""
    rows = select(History).filter_by(paper_kind=kind, paper_id=id).order_by(History.id.desc())
    return [_in_words(kind, row) for row in db.session.scalars(rows.limit(3))]


def _in_words(kind: str, row: History) -> str:
    """Who did what when, and where that brought it, if anywhere."""
    did = f"{when(row.at)} {row.name}: {step_word(kind, row.transition)}"
    return did if row.source == row.target else f"{did} ({state_word(kind, row.target)})"
