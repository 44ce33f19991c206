"""One row for each transition that can be asked for: its button, its shape, its service."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from pydantic import BaseModel

from server.papers.models import Paper
from server.shapes import Asked, Nothing
from server.signatures import elsewhere


class Step(NamedTuple):
    """What a button says, what must be filled in, and which service does it.

    `needs_version`: the version seen is required, not only taken (DESIGN §11.18). `resumes`:
    repeated after a crash it goes on where it stopped. `tone` is how the button looks.
    """

    label: str
    act: Callable[..., Paper | BaseModel | None]
    shape: type[Asked] = Nothing
    needs_version: bool = False
    resumes: bool = False
    tone: str = "secondary"
    hint: str = ""


class Copier(NamedTuple):
    """An electronic copy by a key on the clerk's machine: what it asks besides the key, and the
    service that makes it ready."""

    shape: type[Asked]
    begin: Callable[..., elsewhere.Asked]


Steps = Mapping[str, Step]


def take(step: Step, *args: Any, given: Asked) -> Paper | BaseModel | None:
    """Call the service of a step with what was filled in, as keywords: the paper, or the answer
    where it is less than the whole thing; None where a second person must take it too."""
    return step.act(*args, **{name: getattr(given, name) for name in type(given).model_fields})
