"""Who comes in: pages for those who are signed in, and the posts they may act in."""

from collections.abc import Callable
from dataclasses import asdict
from functools import wraps
from typing import Any

from flask import Blueprint, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from server.door.visitor import SAFE
from server.org.actor import Actor
from workflows import Refused


def require_seat(room: Blueprint) -> None:
    """Whoever is not signed in is shown the door, and comes back here afterwards."""

    @room.before_request
    def ask() -> ResponseReturnValue | None:
        return _to_the_door() if g.actor is None else None


def seated(view: Callable[..., ResponseReturnValue]) -> Callable[..., ResponseReturnValue]:
    """The same for a single view."""

    @wraps(view)
    def ask(*args: Any, **kw: Any) -> ResponseReturnValue:
        return _to_the_door() if g.actor is None else view(*args, **kw)

    return ask


def _to_the_door() -> ResponseReturnValue:
    """Whose post ended while he wrote is told so and led back to his page: behind the door his
    words would be gone, and nothing would say why."""
    if request.method in SAFE:
        return redirect(url_for("door.login", next=request.full_path.rstrip("?")))
    if "person_id" in session:
        raise Refused("csrf")
    return redirect(url_for("door.login", next="/"))


def posts_of(actor: Actor) -> list[dict[str, Any]]:
    """The posts a person may act in today, the one they act in marked."""
    return [asdict(one) | {"current": one.id == actor.appointment_id} for one in actor.posts]
