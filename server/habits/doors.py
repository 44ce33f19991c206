"""The acts of a program upon what is kept: each answers with the list as it then is."""

from collections.abc import Callable, Iterable

from flask import Response
from pydantic import BaseModel

from server.api.counter import Api, Operation
from server.shapes import Asked, Nothing

Door = tuple[str, Callable[..., Response], str, type[Asked], int]
"""Rule, view, summary, body, status."""


def open_doors(api: Api, gives: type[BaseModel], doors: Iterable[Door]) -> None:
    for rule, view, summary, body, status in doors:
        api.open(
            Operation(
                method="POST", rule=rule, view=view, summary=summary, status=status, body=body,
                gives=gives, empty=body is Nothing, refuses=(403, 409, 422), raw=True,
            )
        )  # fmt: skip
