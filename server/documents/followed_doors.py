"""The buttons of a paper that follow it or follow it no more, and pin it to one's desk."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as later
from sqlalchemy import Row

from server import ground
from server.door.visitor import current_actor
from server.org.actor import Actor
from server.pages import came_by_itself
from server.papers import following
from server.papers.models import Paper

Door = tuple[str, Callable[[Actor, type[Paper], int], None], str]
DOORS: tuple[Door, ...] = (
    ("follow", following.follow, later("Đang theo dõi: có thay đổi thì hiện ở Việc của tôi.")),
    ("unfollow", following.unfollow, later("Đã thôi theo dõi.")),
    ("pin", following.pin, later("Đã ghim lên Việc của tôi.")),
    ("unpin", following.unpin, later("Đã bỏ ghim.")),
)
"""Each: what follows a paper's address, what it does, and what is said of it."""


def open_following(blueprint: Blueprint, model: type[Paper], rule: str) -> None:
    """The doors of one kind of papers; `rule` is a paper's own address."""
    if model.workflow.name not in following.KINDS:
        return
    for door in DOORS:
        _open(blueprint, model, rule, door)


def _open(blueprint: Blueprint, model: type[Paper], rule: str, door: Door) -> None:
    name, act, words = door

    def press(paper_id: int) -> ResponseReturnValue:
        act(current_actor(), model, paper_id)
        flash(str(words), "ok")
        return redirect(url_for(f"{model.workflow.name}.show", paper_id=paper_id))

    blueprint.add_url_rule(f"{rule}/{name}", name, press, methods=["POST"])


def note_look(actor: Actor, kind: str, paper_id: int, upto: int) -> None:
    """Somebody opened it, and all until this step was on his screen."""
    if came_by_itself():
        return
    with ground.spared("how far one has looked"):
        following.look(actor, kind, paper_id, upto)


def button(kind: str, paper_id: int, mine: Row | None) -> dict[str, Any] | None:
    """What the paper's page offers; `mine` is None where it is not followed."""
    if kind not in following.KINDS:
        return None
    pinned = mine is not None and mine.pinned
    way, pinning = "follow" if mine is None else "unfollow", "unpin" if pinned else "pin"
    return {
        "href": url_for(f"{kind}.{way}", paper_id=paper_id),
        "on": mine is not None,
        "pin_href": url_for(f"{kind}.{pinning}", paper_id=paper_id),
        "pinned": pinned,
    }
